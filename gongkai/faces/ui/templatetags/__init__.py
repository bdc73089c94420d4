"""The tags with which pages are built."""
