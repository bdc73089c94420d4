"""Acts on events, press conferences and major policies."""
