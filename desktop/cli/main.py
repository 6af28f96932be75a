"""``zhipai``: a window when no command is named, a package's own when one is given; else the same services without."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_PACKAGE = ".zpk"


def window_request(given: Sequence[str]) -> argparse.Namespace | None:
    """The store and account to open the window with; None when a command (or help) is asked for."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--store", default="")
    parser.add_argument("--as", dest="login", default="")
    try:
        found, rest = parser.parse_known_args(given)
    except argparse.ArgumentError:
        return None
    return None if rest else found


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or run one command; returns the exit status.

    Commands bring every file format with them; the window starts without them.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if argv is None else argv)
    if len(given) == 1 and given[0].lower().endswith(_PACKAGE):  # what Windows says at a double click
        from desktop.app import show_package

        return show_package(Path(given[0]))
    window = window_request(given)
    if window is None:
        from desktop.cli.commands import run_command

        return run_command(given)
    from desktop.app import run_window

    return run_window(window.store, window.login or os.environ.get("ZHIPAI_USER", ""))


if __name__ == "__main__":
    sys.exit(main())
