"""Bulk imports on the desk."""
