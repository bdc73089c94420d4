"""Acts on decisions; each checks its power and asks the rules."""
