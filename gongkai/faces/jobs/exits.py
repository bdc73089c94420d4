"""How every command ends when it cannot do its work: one line on stderr, exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError

from gongkai.faces.ui.messages import sentences
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation

CANNOT = 2
_SHOWN_CODES = 12


class Unfit(Exception):
    """The command line asks for something that is not there; the text says what to do."""


@contextmanager
def plainly(command: BaseCommand) -> Iterator[None]:
    """Turn what stands in the way into one Chinese line and exit code 2."""
    try:
        yield
    except Refused as refused:
        _end(command, "".join(sentences(refused)))
    except PlanUnreadable as unreadable:
        _end(command, unreadable.sentence)
    except Unfit as unfit:
        _end(command, str(unfit))
    except (OperationalError, ProgrammingError) as error:
        _end(command, f"数据库不可用（{_first_line(error)}）。请先运行 gongkai migrate，再试一次。")


def organisation_of(code: str) -> Organisation:
    """The organisation with that code."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        codes = list(Organisation.objects.values_list("code", flat=True)[:_SHOWN_CODES])
        known = f"已有代码：{'、'.join(codes)}" if codes else "还没有任何单位"
        raise Unfit(f"没有代码为“{code}”的单位（{known}）。请核对代码，或先建立这个单位。")
    return found


def write(path: Path, data: bytes) -> None:
    """Write a result file."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Unfit(
            f"{path.name} 写不进去（{error.strerror}）。请换一个可以写入的位置。"
        ) from error


def _end(command: BaseCommand, text: str) -> None:
    command.stderr.write(" ".join(text.split()), command.style.ERROR)
    sys.exit(CANNOT)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", maxsplit=1)[0]
