import json
from pathlib import Path

import pytest

from installer import environment, locks
from installer.console import Stop


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "installer" / "lock").mkdir(parents=True)
    for name in ("dev", "linux", "windows"):
        (tmp_path / "installer" / "lock" / f"{name}.txt").write_text(f"# {name}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


def _stamp(checkout: Path, development: bool) -> None:
    python = environment.interpreter(checkout)
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    stamp = checkout / ".venv" / environment._STAMP
    stamp.write_text(json.dumps(environment.fingerprint(checkout, development)), encoding="utf-8")


def test_nothing_is_fresh_before_the_first_time(checkout: Path) -> None:
    assert not environment.is_fresh(checkout, development=False)


def test_a_stamped_environment_is_used_as_it_is(checkout: Path) -> None:
    _stamp(checkout, development=False)
    assert environment.prepare(checkout, development=False) == environment.interpreter(checkout)


def test_a_development_environment_serves_the_program_but_not_the_other_way(checkout: Path) -> None:
    _stamp(checkout, development=True)
    assert environment.is_fresh(checkout, development=False)
    _stamp(checkout, development=False)
    assert not environment.is_fresh(checkout, development=True)


@pytest.mark.parametrize("changed", ["installer/lock/dev.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again(checkout: Path, changed: str) -> None:
    _stamp(checkout, development=True)
    (checkout / changed).write_text("# changed\n", encoding="utf-8")
    assert not environment.is_fresh(checkout, development=True)


def test_an_interrupted_installation_does_not_look_finished(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_python: Path, _arguments: list[str]) -> None:
        raise KeyboardInterrupt

    _stamp(checkout, development=False)
    locks.path(checkout, development=False).write_text("# new\n", encoding="utf-8")
    monkeypatch.setattr(environment, "_works", lambda _python: True)
    monkeypatch.setattr(environment, "_pip", interrupt)
    with pytest.raises(KeyboardInterrupt):
        environment.prepare(checkout, development=False)
    assert not (checkout / ".venv" / environment._STAMP).exists()


def test_what_pip_said_last_is_told(checkout: Path, tmp_path: Path) -> None:
    pip = tmp_path / "python"
    pip.write_text("#!/bin/sh\necho Collecting a; echo hash mismatch for a; exit 1\n", encoding="utf-8")
    pip.chmod(0o755)
    with pytest.raises(Stop, match="hash mismatch for a"):
        environment._pip(pip, ["a"])
