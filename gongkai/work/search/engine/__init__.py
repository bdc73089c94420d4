"""The index itself, in either database."""
