"""Responses to public opinion, press conferences and major policies, on the desk."""
