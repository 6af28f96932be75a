"""The virtual environment: made once, filled from the hashed lock, left alone while nothing changed."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from installer import locks, system
from installer.console import Stop, say

_FOLDER = ".venv"
_STAMP = "zhipai-stamp.json"
_PROGRESS_STEP = 15


def interpreter(root: Path) -> Path:
    """The environment's Python, whether it exists or not."""
    if sys.platform == "win32":
        return root / _FOLDER / "Scripts" / "python.exe"
    return root / _FOLDER / "bin" / "python"


def tool(python: Path, name: str) -> str:
    """A command that a package put beside the environment's Python."""
    return str(python.with_name(name + python.suffix))


def fingerprint(root: Path, development: bool) -> dict[str, str]:
    """What the environment was made from; it is fresh while this stays the same."""
    lock = locks.path(root, development=development)
    return {
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest(),
        "project": hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest(),
        "python": sys.version,
        "root": str(root),
    }


def is_fresh(root: Path, development: bool) -> bool:
    """Whether nothing must be installed; a development environment also serves the plain program."""
    try:
        stamp = json.loads((root / _FOLDER / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    kinds = (True,) if development else (False, True)
    return interpreter(root).exists() and stamp in [fingerprint(root, kind) for kind in kinds]


def prepare(root: Path, development: bool) -> Path:
    """Bring the environment up to the lock and return its Python.

    Raises:
        Stop: no venv module, no package index, a hash that does not match; the text says which.
    """
    python = interpreter(root)
    if is_fresh(root, development):
        say("environment: up to date")
        return python
    stamp = root / _FOLDER / _STAMP
    stamp.unlink(missing_ok=True)  # an interrupted installation must not look finished
    if not _works(python):
        system.require_venv()
        say(f"environment: making {_FOLDER} with Python {sys.version.split()[0]}")
        _checked([sys.executable, "-m", "venv", "--clear", root / _FOLDER], "making the environment failed")
    lock = locks.path(root, development=development)
    say(f"environment: installing {lock.name} ({locks.count(lock)} packages, hashes checked)")
    _pip(python, ["--require-hashes", "-r", str(lock)])
    say("environment: installing the project itself")
    _pip(python, ["--no-deps", "--no-build-isolation", "--editable", str(root)])
    stamp.write_text(json.dumps(fingerprint(root, development)), encoding="utf-8")
    return python


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    probe = "import sys, pip; print(sys.version)"
    try:
        done = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == sys.version


def _checked(command: list[str | Path], complaint: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{complaint}:\n{done.stdout}{done.stderr}")


def _pip(python: Path, arguments: list[str]) -> None:
    """Run ``pip install`` with the user's own index and cache settings, counting packages as they come."""
    command = [str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *arguments]
    lines: list[str] = []
    seen = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.rstrip())
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                seen += 1
                if seen % _PROGRESS_STEP == 0:
                    say(f"environment: {seen} packages …")
            elif line.startswith("Installing collected packages"):
                say("environment: unpacking …")
    if process.returncode:
        raise Stop("pip could not install:\n" + "\n".join(lines[-25:]))
