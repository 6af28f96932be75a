"""What the machine itself must offer: shared libraries, a virtual screen, the venv module.

A library counts as there when the loader can load it; nothing is guessed from package lists.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

from installer.console import Stop, say

QT_BASE: dict[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs even without a screen: shared object to Debian package."""

QT_WINDOW: dict[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt's X11 platform adds."""

VIRTUAL_SCREEN: dict[str, str] = {"Xvfb": "xvfb"}
"""A program, not a library: the screen of window tests on a machine without one."""


def _present(name: str) -> bool:
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing(wanted: dict[str, str]) -> dict[str, str]:
    """The part of ``wanted`` that this machine lacks; nothing on Windows, whose Qt brings its own."""
    if not sys.platform.startswith("linux"):
        return {}
    return {name: package for name, package in wanted.items() if not _present(name)}


def can_install() -> bool:
    """Whether this account may install Debian packages."""
    return sys.platform != "win32" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Iterable[str]) -> bool:
    """Install Debian packages; False when apt refused, with its last words printed."""
    names = sorted(set(packages))
    say(f"installing system packages: {' '.join(names)}")
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    for command in (["apt-get", "update", "-q"], install):
        done = subprocess.run(
            command, env=environ, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            print("\n".join((done.stdout + done.stderr).splitlines()[-15:]), flush=True)
            return False
    return True


def provide(wanted: dict[str, str]) -> dict[str, str]:
    """Install what is missing where the account may, else name it; return what is still missing."""
    lacking = missing(wanted)
    if lacking and can_install() and apt_install(lacking.values()):
        lacking = missing(wanted)
    if lacking:
        say(f"missing on this machine: {', '.join(sorted(lacking))}")
        say(f"on Debian or Ubuntu: sudo apt-get install {' '.join(sorted(set(lacking.values())))}")
    return lacking


def require_venv() -> None:
    """Make sure that virtual environments can be made.

    Raises:
        Stop: Debian's venv package is missing and may not be installed by this account.
    """
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if can_install() and apt_install([package]):
        importlib.invalidate_caches()
        return
    advice = f"on Debian or Ubuntu: sudo apt-get install {package}"
    raise Stop(f"this Python cannot make virtual environments; {advice}")


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
