import os
import subprocess
from pathlib import Path

import pytest

from installer import older_server, system
from installer.console import LeftOut


def install(folder: Path, version: int) -> None:
    programs = folder / str(version) / "bin"
    programs.mkdir(parents=True)
    (programs / "initdb").touch()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The programs that the tests were run with."""
    found: list[str] = []

    def run(_command: list[str], *, env: dict[str, str], **_how: object) -> subprocess.CompletedProcess[str]:
        found.append(env["ZHIPAI_POSTGRES_BIN"])
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(older_server, "_INSTALLED", tmp_path)
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(system, "can_install", lambda: False)
    return found


def test_the_oldest_version_that_is_installed_is_taken(ran: list[str], tmp_path: Path) -> None:
    for version in (18, 17, 16, 14):
        install(tmp_path, version)
    assert older_server.check(tmp_path, tmp_path / "python")
    assert ran == [str(tmp_path / "16" / "bin")]
    assert "ZHIPAI_POSTGRES_BIN" not in os.environ


def test_without_one_it_is_left_out_and_says_why(ran: list[str], tmp_path: Path) -> None:
    install(tmp_path, 18)
    with pytest.raises(LeftOut, match="no PostgreSQL 15 to 17"):
        older_server.check(tmp_path, tmp_path / "python")
    assert ran == []


def test_it_is_installed_where_that_is_allowed(
    ran: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apt_install(packages: list[str]) -> bool:
        assert packages == ["postgresql-15"]
        install(tmp_path, 15)
        return True

    monkeypatch.setattr(system, "can_install", lambda: True)
    monkeypatch.setattr(system, "apt_install", apt_install)
    assert older_server.check(tmp_path, tmp_path / "python")
    assert ran == [str(tmp_path / "15" / "bin")]
