"""The portal's windows on home."""
