"""Acts on surveys and evaluations."""
