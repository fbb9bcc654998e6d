#!/usr/bin/env python
"""Run a command of foiatrack."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foiatrack.settings")
    from django.core.management import execute_from_command_line

    from foiatrack.env import MisconfiguredError

    try:
        execute_from_command_line(sys.argv)
    except MisconfiguredError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
