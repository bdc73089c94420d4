"""The verbs of the inspection."""
