"""Surveys that anybody can fill in, and evaluations of policies, for the public."""
