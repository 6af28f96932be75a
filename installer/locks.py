"""The hashed locks in ``installer/lock``: which one serves, whether it is fresh, how it is made.

``dev.txt`` holds markers for every platform; ``linux.txt`` and ``windows.txt`` hold the same versions.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from installer.console import Stop, say

_FOLDER = Path("installer") / "lock"
_PLATFORMS = {"linux": "x86_64-manylinux_2_28", "windows": "x86_64-pc-windows-msvc"}
_HEADER = "# Made by: installer/bootstrap.py lock. Inputs sha256: "
_REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)
_FOREIGN = re.compile(r"https?://|file:|--index-url|--extra-index-url|--find-links|@ ", re.IGNORECASE)
_EDITABLE = "editables"  # the build backend imports it when the checkout is installed in place


def path(root: Path, development: bool) -> Path:
    """The lock that serves this platform."""
    if development:
        return root / _FOLDER / "dev.txt"
    return root / _FOLDER / ("windows.txt" if sys.platform == "win32" else "linux.txt")


def pins(lock: Path) -> dict[str, str]:
    """Package to version, names in the index's normal form."""
    text = lock.read_text(encoding="utf-8")
    return {normal(name): version for name, version in _REQUIREMENT.findall(text)}


def count(lock: Path) -> int:
    """How many packages a lock holds."""
    return len(pins(lock))


def normal(name: str) -> str:
    """A package name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def inputs(root: Path, development: bool) -> list[str]:
    """The requirements that a lock is made from, build backend included."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    dev: list[str] = project["dependency-groups"]["dev"]
    wanted: list[str] = project["project"]["dependencies"] + project["build-system"]["requires"]
    wanted += dev if development else [one for one in dev if normal(one).startswith(_EDITABLE)]
    return sorted(set(wanted))


def digest(requirements: list[str]) -> str:
    """What a lock's header remembers of its inputs."""
    return hashlib.sha256("\n".join(requirements).encode()).hexdigest()


def problems(root: Path) -> list[str]:
    """Everything wrong with the three locks; empty when they are fresh, hashed and name no place."""
    found: list[str] = []
    development = pins(root / _FOLDER / "dev.txt")
    for name in ("dev", "linux", "windows"):
        lock = root / _FOLDER / f"{name}.txt"
        text = lock.read_text(encoding="utf-8")
        wanted = inputs(root, development=name == "dev")
        if not text.startswith(_HEADER + digest(wanted) + "\n"):
            found.append(f"{lock.name}: not made from the present pyproject.toml; run bootstrap.py lock")
        found += [f"{lock.name}: names a place: {hit[0]}" for hit in _FOREIGN.finditer(text)]
        found += [f"{lock.name}: no hash for {entry}" for entry in _unhashed(text)]
        present = pins(lock)
        missing = [one for one in wanted if normal(re.split(r"[\[<>=!~; ]", one)[0]) not in present]
        found += [f"{lock.name}: lacks {one}" for one in missing]
        different = [key for key, version in present.items() if development.get(key) != version]
        found += [f"{lock.name}: {key} differs from dev.txt" for key in different]
    return found


def _unhashed(text: str) -> list[str]:
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    return [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def write(root: Path) -> None:
    """Resolve again and write the three locks; only packages with a wheel are taken, so that nothing is built.

    Raises:
        Stop: uv is missing, or it found no set of versions that all have wheels.
    """
    beside = Path(sys.executable).with_name("uv.exe" if sys.platform == "win32" else "uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv is None:
        raise Stop("locks are made by uv: python -m pip install uv, then call this with that Python")
    folder = root / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    say("lock: dev.txt")
    _resolve(uv, inputs(root, development=True), folder / "dev.txt", ["--universal"])
    for name, platform in _PLATFORMS.items():
        say(f"lock: {name}.txt")
        same = ["--python-platform", platform, "--constraints", str(folder / "dev.txt")]
        _resolve(uv, inputs(root, development=False), folder / f"{name}.txt", same)


def _resolve(uv: str, requirements: list[str], target: Path, extra: list[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        wanted, made = Path(scratch, "wanted.in"), Path(scratch, "made.txt")
        wanted.write_text("\n".join(requirements) + "\n", encoding="utf-8")
        command = [uv, "pip", "compile", "--quiet", "--generate-hashes", "--no-emit-index-url", "--no-header"]
        command += [
            "--no-annotate",
            "--python-version",
            "3.11",
            "--only-binary",
            ":all:",
            *extra,
            str(wanted),
            "-o",
            str(made),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Stop(f"uv found no versions for {target.name}:\n{done.stderr}")
        text = _HEADER + digest(requirements) + "\n" + made.read_text(encoding="utf-8")
        target.write_text(text, encoding="utf-8", newline="\n")
