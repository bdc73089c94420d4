"""Annual reports year by year, with their figures drawn."""
