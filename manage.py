#!/usr/bin/env python3
"""Django's own entry; `gongkai` is the same thing as a console script."""

from gongkai.config.console import main

if __name__ == "__main__":
    main()
