"""The desk's windows on ledger."""
