"""The monthly notice (通报), from scores and problems to sections, sentences and tables."""
