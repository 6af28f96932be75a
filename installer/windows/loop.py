"""The check that builds ``setup.exe`` and lives through its days in Wine, or says why it cannot here."""

import os
import subprocess
from pathlib import Path

from installer import system
from installer.console import LeftOut, say

TOOLS: dict[str, str] = {"makensis": "nsis", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64"}
"""Programs that make setup.exe, and their Debian packages."""
WINE: dict[str, str] = {
    "wine": "wine",
    "wineserver": "wine",
    "/usr/lib/wine/wine64": "wine64",
    "xvfb-run": "xvfb",
    "xauth": "xauth",
}
"""Programs that play Windows."""
_LOCALES = {"/usr/share/i18n/locales/zh_CN": "locales"}
_TESTS = "tests/windows/wine_setup.py"


def check(root: Path, python: Path) -> bool:
    """Build the file and run its tests; False when either fails.

    Raises:
        LeftOut: a tool is missing and this account may not install it.
    """
    lacking = system.provide(TOOLS | WINE)
    if lacking and not (system.can_install() or os.environ.get("CI")):
        raise LeftOut(f"needs {', '.join(sorted(lacking))}")
    if lacking:
        return False
    _provide_locales()
    out = root / "build" / "windows"
    if subprocess.run(
        [python, "-m", "installer.build_windows", "--out", out], cwd=root, check=False
    ).returncode:
        return False
    setup = max(out.glob("*-setup.exe"), key=lambda file: file.stat().st_mtime)
    command: list[str | Path] = [python, "-m", "pytest", "-s", "-v", "-p", "no:cacheprovider", _TESTS]
    return (
        subprocess.run(
            command, cwd=root, env=os.environ | {"ZHIPAI_SETUP": str(setup)}, check=False
        ).returncode
        == 0
    )


def _provide_locales() -> None:
    """A Chinese Windows needs the sources of Linux' Chinese locale; without them Wine plays a western one."""
    absent = [package for file, package in _LOCALES.items() if not Path(file).exists()]
    if absent and not (system.can_install() and system.apt_install(absent)):
        say(f"left out: code page 936 in Wine (needs {', '.join(absent)})")
