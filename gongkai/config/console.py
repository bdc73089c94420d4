"""The `gongkai` command: Django's management commands under the product's name."""

import os
import sys

import django
from django.core.management import execute_from_command_line, get_commands


def main() -> None:
    """Run the command named on the command line; an unknown one ends with 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    django.setup()
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    if not name.startswith("-") and name not in {"help", *get_commands()}:
        sys.stderr.write(f"没有“{name}”这个命令。gongkai help 列出全部命令。\n")
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
