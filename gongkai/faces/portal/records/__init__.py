"""The portal's windows on records."""
