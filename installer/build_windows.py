"""Builds ``setup.exe`` on Linux: ``python -m installer.build_windows [--release] [--out DIR]``.

It is started by ``bootstrap.py setup`` with the environment's Python, since it reads wheels and writes the list of parts
with development packages.
"""

import argparse
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer import system
from installer.console import Stop, say
from installer.windows import contents, fetch, notices, stage
from installer.windows.loop import TOOLS

ROOT = Path(__file__).resolve().parent.parent
_NSI = ROOT / "installer" / "windows" / "setup.nsi"
_MB = 1_000_000


@dataclass(frozen=True)
class Built:
    """What a build left.

    Attributes:
        setup: the file to hand out.
        stage: the folder it holds, as it will lie on the workstation.
        hashes: SHA-256 of every staged file, by its path.
    """

    setup: Path
    stage: Path
    hashes: dict[str, str]


def version(root: Path) -> str:
    """The program's version."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def make_stage(python: Path, cache: Path, out: Path) -> tuple[Path, dict[str, str]]:
    """Lay the program out in ``out/stage``; returns the folder and its files' hashes.

    Raises:
        Stop: a part cannot be had, or a tool failed.
    """
    with _timed("parts"):
        wheels = fetch.wheels(ROOT, python, cache)
        runtime = fetch.runtime(python, cache)
    with _timed("our wheel"):
        project = contents.read_wheel(_project_wheel(python, out / "wheel"))
    packages = contents.needed(project, map(contents.read_wheel, wheels))
    folder = _empty(out / "stage")
    with _timed("laid out"):
        files = tuple(one.file for one in packages)
        stage.lay_out(stage.Parts(runtime, files, project.file, version(ROOT)), folder, python)
        notices.write(folder, version(ROOT), packages)
        hashes = stage.write_checksums(folder)
    return folder, hashes


def build(python: Path, cache: Path, out: Path, *, release: bool) -> Built:
    """Make ``setup.exe`` in ``out``.

    Raises:
        Stop: a part cannot be had, or a tool failed.
    """
    folder, hashes = make_stage(python, cache, out)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    setup = out / f"zhipai-{version(ROOT)}-setup.exe"
    with _timed("packed"):
        _pack(folder, setup, size // 1024, release=release)
    kind = "lzma" if release else "zlib"
    say(
        f"setup.exe: {setup.stat().st_size / _MB:.1f} MB ({kind}), installed {size / _MB:.1f} MB, {len(hashes)} files"
    )
    _print_largest(folder)
    return Built(setup, folder, hashes)


def _empty(folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _project_wheel(python: Path, folder: Path) -> Path:
    """The program as a wheel: exactly what an installation from a wheel has, and the build backend decides."""
    _run([str(python), "-m", "hatchling", "build", "-t", "wheel", "-d", str(_empty(folder))], ROOT)
    return next(folder.glob("*.whl"))


def _pack(folder: Path, setup: Path, size_kb: int, *, release: bool) -> None:
    setup.unlink(missing_ok=True)
    values = {"VERSION": version(ROOT), "STAGE": str(folder), "OUT": str(setup), "SIZE_KB": str(size_kb)}
    words = [f"-D{name}={value}" for name, value in values.items()]
    words += ["-DRELEASE"] if release else []
    _run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, _NSI.name], _NSI.parent)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, errors="replace")
    if done.returncode:
        raise Stop(
            f"{Path(command[0]).name} failed:\n" + "\n".join((done.stdout + done.stderr).splitlines()[-25:])
        )


@contextmanager
def _timed(what: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    say(f"setup.exe: {what} in {time.monotonic() - start:.1f} s")


def _print_largest(folder: Path) -> None:
    """Where the room goes, so that growth is seen."""
    sizes: dict[str, int] = {}
    for file in folder.rglob("*"):
        if file.is_file():
            parts = file.relative_to(folder).parts
            name = "/".join(parts[: 2 if parts[0] == stage.LIBRARY else 1])
            sizes[name] = sizes.get(name, 0) + file.stat().st_size
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:10]
    say("setup.exe: " + ", ".join(f"{name} {size / _MB:.1f}" for name, size in largest) + " MB")


def main(arguments: list[str] | None = None) -> int:
    """Entry: build and say where the file is."""
    top = argparse.ArgumentParser(prog="build_windows", description="Build setup.exe for Windows x64.")
    top.add_argument("--out", type=Path, default=ROOT / "build" / "windows", help="default: build/windows")
    top.add_argument("--cache", type=Path, default=fetch.default_cache(), help="folder of downloads")
    top.add_argument(
        "--release", action="store_true", help="smallest file (slow) instead of the quickest build"
    )
    options = top.parse_args(arguments)
    lacking = system.provide(TOOLS)
    try:
        if lacking:
            raise Stop("setup.exe cannot be built without the programs named above")
        out: Path = options.out.resolve()
        out.mkdir(parents=True, exist_ok=True)
        start = time.monotonic()
        built = build(Path(sys.executable), options.cache.resolve(), out, release=options.release)
    except Stop as stop:
        say(f"stopped: {stop}")
        return 2
    say(f"setup.exe: {built.setup} after {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
