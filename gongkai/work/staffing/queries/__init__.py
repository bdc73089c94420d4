"""What staffing looks up."""
