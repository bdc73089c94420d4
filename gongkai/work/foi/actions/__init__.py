"""Acts on requests; each checks its power, asks the rules and writes an event."""
