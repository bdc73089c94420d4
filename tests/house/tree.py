"""The tracked files of the project, as the structure tests look at them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns: str) -> list[Path]:
    """Paths of the files git knows that match any pattern; all of them without a pattern."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def name_of(path: Path) -> str:
    """The path as one would write it in the project's folder."""
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """The text of one file; a file that is not UTF-8 raises."""
    return path.read_text("utf-8")


def product_modules() -> list[Path]:
    """The product's own Python files, migrations aside."""
    return [path for path in tracked("gongkai/*.py") if "migrations" not in path.parts]
