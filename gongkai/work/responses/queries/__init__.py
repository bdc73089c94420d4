"""What is asked of events, press conferences and major policies."""
