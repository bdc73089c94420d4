"""The desk's windows on inspection."""
