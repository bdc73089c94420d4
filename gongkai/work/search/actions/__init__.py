"""Acts upon the index; they change nothing but the index."""
