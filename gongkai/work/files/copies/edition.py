"""What made a copy: when a writer changes, the copies of the one before are not taken any more."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__).parent
_LIBRARIES = ("typst", "pylopdf-fonts-zh-cn", "python-docx", "pillow")


@cache
def edition() -> str:
    """A fingerprint of the writers and of the libraries under them."""
    made_by = hashlib.sha256()
    for path in sorted(one for one in _HERE.iterdir() if one.suffix in {".py", ".typ"}):
        made_by.update(path.read_bytes())
    made_by.update(repr([version(name) for name in _LIBRARIES]).encode())
    return made_by.hexdigest()
