"""A Windows account under Wine, in a folder of its own: made, commanded, looked into, ended."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.source import ROOT

USER = "陈思明"
PROGRAMS = {
    "wine": "wine",
    "wineserver": "wine",
    "/usr/lib/wine/wine64": "wine64",
    "Xvfb": "xvfb",
    "xauth": "xauth",
}
"""What the loop needs beside the tools of the build, and the Debian packages that have it."""
_CHINESE = "zh_CN.UTF-8"
_SHIM = ROOT / "tests" / "windows" / "bcryptprimitives.c"


class Account:
    """One Windows account; several may share a prefix, which is their PC.

    Attributes:
        prefix: the PC's disks and registry.
        user: name of the Windows account.
    """

    def __init__(self, prefix: Path, user: str, surroundings: Mapping[str, str]) -> None:
        self.prefix = prefix
        self.user = user
        self._surroundings = surroundings
        self._environ = {**os.environ, **surroundings, "USER": user, "WINEPREFIX": str(prefix)}
        self._environ |= {"WINEARCH": "win64", "WINEDEBUG": "-all", "WINEQT_QPA_PLATFORM": "offscreen"}
        self._environ.pop("DISPLAY", None)

    def run(self, *command: str | Path, timeout_s: float = 240) -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end; output is piped, for Wine cannot write to a plain file."""
        words = ["wine", *map(str, command)]
        return subprocess.run(
            words,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
        )

    def start(self, *command: str | Path) -> "subprocess.Popen[bytes]":
        """Start a Windows program and leave it running."""
        words = ["wine", *map(str, command)]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(words, env=self._environ, stdin=quiet, stdout=quiet, stderr=quiet)

    def close_windows(self) -> None:
        """End every program of this PC, as switching it off would."""
        subprocess.run(["wineserver", "-k"], env=self._environ, check=False)
        subprocess.run(["wineserver", "-w"], env=self._environ, check=False)

    def registry(self, key: str, name: str = "") -> str:
        """A text value of the registry; ``""`` when there is none."""
        value = ["/v", name] if name else ["/ve"]
        done = self.run("reg", "query", key, *value)
        lines = [line for line in done.stdout.splitlines() if "REG_SZ" in line]
        return lines[0].split("REG_SZ", 1)[1].strip() if lines else ""

    def another(self, user: str) -> "Account":
        """A second account of the same PC; the PC must be switched off between the two."""
        self.close_windows()
        return Account(self.prefix, user, self._surroundings)

    @property
    def home(self) -> Path:
        """The account's own folder, as Linux sees it."""
        return self.prefix / "drive_c" / "users" / self.user

    @property
    def local(self) -> Path:
        """Where the account's programs keep their things."""
        return self.home / "AppData" / "Local"

    @property
    def installed(self) -> Path:
        """Where setup puts the program when nothing else is said."""
        return self.local / "Programs" / "Zhipai"

    @property
    def log(self) -> str:
        """What the program has written into its log."""
        file = self.local / "zhipai" / "Logs" / "zhipai.log"
        return file.read_text(encoding="utf-8") if file.is_file() else ""


def windows_path(file: Path, prefix: Path) -> str:
    """A file on a disk of the prefix as Windows programs name it."""
    for letter in ("c", "d"):
        disk = prefix / "dosdevices" / f"{letter}:"
        if disk.exists() and file.resolve().is_relative_to(disk.resolve()):
            inner = file.resolve().relative_to(disk.resolve()).as_posix().replace("/", "\\")
            return f"{letter.upper()}:\\{inner}"
    return "Z:" + str(file).replace("/", "\\")


def chinese_surroundings(folder: Path) -> dict[str, str]:
    """What makes Wine a Chinese Windows (code page 936); empty where this Linux has no sources of locales."""
    done = subprocess.run(
        ["localedef", "-i", "zh_CN", "-f", "UTF-8", str(folder / _CHINESE)],
        capture_output=True,
        check=False,
    )
    made = done.returncode == 0 and (folder / _CHINESE).is_dir()
    return {"LOCPATH": str(folder), "LC_ALL": _CHINESE} if made else {"LC_ALL": "C.UTF-8"}


def make_pc(folder: Path, surroundings: Mapping[str, str], user: str = USER) -> Account:
    """A Windows 10 with one account and a second disk, ``D:``."""
    prefix = folder / "pc"
    account = Account(prefix, user, surroundings)
    screen = ["xvfb-run", "-a", "wineboot", "-i"]
    subprocess.run(screen, env=account._environ, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    account.run("winecfg", "-v", "win10")
    disk = folder / "disk-d"
    disk.mkdir()
    (prefix / "dosdevices" / "d:").symlink_to(disk)
    add_missing_library(prefix)
    return account


def add_missing_library(prefix: Path) -> None:
    """Give an old Wine the one system library of Windows 10 that it lacks."""
    target = prefix / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll"
    if not target.exists():
        compiler = [
            "x86_64-w64-mingw32-gcc",
            "-shared",
            "-O2",
            "-s",
            str(_SHIM),
            "-o",
            str(target),
            "-ladvapi32",
        ]
        subprocess.run(compiler, check=True)


def wait_for(seen: Callable[[], bool], timeout_s: float) -> float:
    """Wait until something is to be seen; returns the seconds it took.

    Raises:
        TimeoutError: it was not.
    """
    start = time.monotonic()
    while not seen():
        if time.monotonic() - start > timeout_s:
            raise TimeoutError(f"not seen within {timeout_s} s")
        time.sleep(0.05)
    return time.monotonic() - start
