"""Meetings that the public attends, on the desk."""
