"""The desk on which requests for information are handled."""
