"""The portal's windows on search."""
