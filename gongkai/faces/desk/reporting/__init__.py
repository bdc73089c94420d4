"""Annual reports on the desk."""
