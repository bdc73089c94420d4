"""The example district: an invented place with its plan, its people and a year of work."""
