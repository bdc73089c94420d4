"""The workbench of old documents: what they lack, until when, and fixes by the batch."""
