"""The desk's windows on records."""
