"""The public side of the publication log: its signed heads and how to check them."""
