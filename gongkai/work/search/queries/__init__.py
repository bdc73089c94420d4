"""Questions put to the index."""
