"""Bulk import on the desk: upload, mapping, dry run, the batch, its three reviews."""
