"""The portal's windows on ledger."""
