"""What the records can be asked."""
