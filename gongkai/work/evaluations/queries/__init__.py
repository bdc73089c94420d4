"""Questions about surveys and evaluations."""
