"""Answers to public opinion, for everybody: titles and links, and nothing of the events."""
