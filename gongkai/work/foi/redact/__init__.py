"""Blacking out (遮盖): files made anew without what was marked, and the proof that it is gone.

`reading.look` shows what a file holds and what can be marked, `make.redact` makes the new file. It
is rebuilt from what is known to be harmless; nothing of the original's bytes is carried over.
"""
