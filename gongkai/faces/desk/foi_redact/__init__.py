"""Blacking out files of a case on the desk: choose, mark, look at what was made, approve."""
