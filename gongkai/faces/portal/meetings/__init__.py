"""Meetings that the public attends: the list, the drawing that everybody recomputes, applying."""
