"""Decisions for everybody: the yearly list, what is consulted on, the dossier of each."""
