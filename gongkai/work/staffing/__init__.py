"""Acts upon the organisation itself: appointing, renaming, grouping."""
