"""The verbs of staffing."""
