"""The base of all commands: whatever cannot be done ends in one line on stderr and exit 2."""

from __future__ import annotations

import re
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

# What argparse says in English, and what it means; anything else is shown with the usage.
_MEANINGS = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少参数 {0}"),
    (re.compile(r"unrecognized arguments: (.+)"), "不认识的参数 {0}"),
    (re.compile(r"argument (\S+): expected one argument"), "参数 {0} 后面要写一个值"),
    (re.compile(r"argument (\S+): invalid choice: (\S+) \(choose from (.+)\)"),
     "参数 {0} 不能是 {1}，可以是 {2}"),
    (re.compile(r"argument (\S+): invalid \S+ value: (.+)"), "参数 {0} 的值 {1} 不对"),
)  # fmt: skip


class Parser(CommandParser):
    """Says in one Chinese line what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        """End with 2; argparse would print the usage in English over several lines."""
        usage = " ".join(self.format_usage().removeprefix("usage: ").split())
        sys.stderr.write(f"{_told(message)}。用法：{_short(usage)}\n")
        sys.exit(2)


class Job(BaseCommand):
    """A command of `gongkai`."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser that speaks Chinese, only for the person at the command line."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if getattr(self, "_called_from_command_line", False):
            parser.__class__ = Parser
        return parser


def _told(message: str) -> str:
    for pattern, meaning in _MEANINGS:
        match = pattern.fullmatch(message)
        if match:
            return meaning.format(*match.groups())
    return f"参数不对（{message}）"


def _short(usage: str) -> str:
    """The usage without the options that every Django command has."""
    own = re.sub(
        r" \[(?:-h|--version|-v \{0,1,2,3\}|--settings SETTINGS|--pythonpath PYTHONPATH"
        r"|--traceback|--no-color|--force-color|--skip-checks)\]",
        "",
        usage,
    )
    return re.sub(r"^\S*manage\.py|^\S*console\.py", "gongkai", own)
