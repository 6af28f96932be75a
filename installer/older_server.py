"""Runs the tests of stores, migrations and access on an older PostgreSQL than the embedded one, where there is one."""

import os
import subprocess
from pathlib import Path

from installer import system
from installer.console import LeftOut

_INSTALLED = Path("/usr/lib/postgresql")
_VERSIONS = (15, 16, 17)
_TESTS = ("tests/db/store", "tests/db/migrations")
_PACKAGE = "postgresql-15"


def check(root: Path, python: Path) -> bool:
    """Run them on the oldest version from 15 on that is installed, or can be.

    Raises:
        LeftOut: there is none and none can be installed.
    """
    programs = _programs()
    if programs is None and system.can_install() and system.apt_install([_PACKAGE]):
        programs = _programs()
    if programs is None:
        raise LeftOut(f"no PostgreSQL {_VERSIONS[0]} to {_VERSIONS[-1]} under {_INSTALLED}")
    command = [str(python), "-m", "pytest", "-q", "-k", "not sqlite", *_TESTS]
    environ = os.environ | {"ZHIPAI_POSTGRES_BIN": str(programs)}
    return subprocess.run(command, cwd=root, env=environ, check=False).returncode == 0


def _programs() -> Path | None:
    """Where the oldest server's programs lie."""
    for version in _VERSIONS:
        folder = _INSTALLED / str(version) / "bin"
        if (folder / "initdb").exists():
            return folder
    return None
