"""The desk's windows on home."""
