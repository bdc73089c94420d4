"""What the inspection can be asked."""
