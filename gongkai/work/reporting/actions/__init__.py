"""Acts of the reporting office."""
