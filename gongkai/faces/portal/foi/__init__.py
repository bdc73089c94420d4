"""Requests for information as the public sees them: apply, follow, answer."""
