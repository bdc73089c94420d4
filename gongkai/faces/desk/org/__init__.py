"""The desk's windows on org."""
