"""Search in Chinese text: words and pairs, what a query means, in what order passages answer it."""
