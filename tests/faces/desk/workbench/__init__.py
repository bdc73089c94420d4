"""The workbench of old documents on the desk."""
