"""The program from its wheel, with the locked packages and nothing else: no checkout, no tests, no development tools."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from installer import locks
from tests.source import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return next(folder.glob("*.whl"))


def _share(package: str, site: Path) -> None:
    """Make one installed package visible in another environment."""
    for file in distribution(package).files or ():
        top = file.parts[0]
        place = Path(str(distribution(package).locate_file(top)))
        if top != ".." and place.exists() and not (site / top).exists():
            (site / top).symlink_to(place)


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel and what the runtime lock names."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next(folder.glob("lib/python*/site-packages"))
    for package in locks.pins(ROOT / "installer" / "lock" / "linux.txt"):
        _share(package, site)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return folder / "bin" / "python"


def test_the_wheel_holds_the_program_and_its_resources_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "db",
        "desktop",
        "resources",
    }
    assert "resources/fonts/NotoSansSC-Regular.ttf" in names
    assert "db/migrations/env.py" in names


def test_the_program_from_the_wheel_passes_its_own_test(clean: Path, tmp_path: Path) -> None:
    environ = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environ |= {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [clean, "-P", "-m", "desktop", "--selftest", "--json"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    assert (done.returncode, said["problems"]) == (0, [])
    assert said["versions"]["zhipai"]
