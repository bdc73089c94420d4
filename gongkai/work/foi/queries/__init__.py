"""Questions about requests."""
