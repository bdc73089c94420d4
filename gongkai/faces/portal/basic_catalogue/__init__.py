"""The basic catalogue for everybody: the edition in force, those before it, what changed."""
