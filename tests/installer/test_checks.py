import sys
from pathlib import Path

import pytest

from installer import checks, licenses, locks, older_server, sizes, system
from installer.console import LeftOut
from installer.windows import loop


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replaces every check by one that notes its call; the first fails."""
    called: list[str] = []

    def note(name: str, *, passes: bool = True) -> bool:
        called.append(name)
        return passes

    monkeypatch.setattr(
        checks, "_quiet", lambda _root, command: note(str(command[-1]), passes="." not in command)
    )
    monkeypatch.setattr(checks, "_pytest", lambda _root, _python, _more, seed: note(f"seed {seed}"))
    monkeypatch.setattr(sizes, "problems", lambda _root: [])
    monkeypatch.setattr(locks, "problems", lambda _root: ["linux.txt: stale"])
    monkeypatch.setattr(licenses, "problems", lambda _root, _python: [])
    monkeypatch.setattr(older_server, "check", lambda _root, _python: note("older server"))
    monkeypatch.setattr(loop, "check", lambda _root, _python: note("setup.exe"))
    return called


def test_everything_runs_even_when_something_fails(
    tools: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIPAI_SEED", "77")
    assert checks.run_all(tmp_path, Path(sys.executable), []) == 1
    assert "seed 77" in tools
    assert tools[-3:] == ["seed None", "older server", "setup.exe"]
    printed = capsys.readouterr().out
    assert "linux.txt: stale" in printed
    assert "failed: ruff format, ruff check, locks" in printed


def test_all_passing_is_said(
    tools: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "_quiet", lambda _root, _command: True)
    monkeypatch.setattr(locks, "problems", lambda _root: [])
    assert checks.run_all(tmp_path, Path(sys.executable), []) == 0
    assert "everything passed" in capsys.readouterr().out


def test_what_a_machine_cannot_check_is_named_and_fails_nothing(
    tools: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def leave_out(_root: Path, _python: Path) -> bool:
        raise LeftOut("needs wine")

    monkeypatch.setattr(checks, "_quiet", lambda _root, _command: True)
    monkeypatch.setattr(locks, "problems", lambda _root: [])
    monkeypatch.setattr(loop, "check", leave_out)
    assert checks.run_all(tmp_path, Path(sys.executable), []) == 0
    assert "left out: setup.exe in Wine: needs wine" in capsys.readouterr().out


def test_whoever_asks_for_certain_tests_is_told_that_setup_was_left_out(
    tools: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checks.run_all(tmp_path, Path(sys.executable), ["tests/db"])
    assert "setup.exe" not in tools
    assert "left out: setup.exe in Wine" in capsys.readouterr().out


@pytest.mark.parametrize("may_install", [True, False])
def test_missing_tools_fail_only_where_they_could_have_been_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, may_install: bool
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(system, "provide", lambda _wanted: {"wine": "wine"})
    monkeypatch.setattr(system, "can_install", lambda: may_install)
    if may_install:
        assert not loop.check(tmp_path, Path(sys.executable))
    else:
        with pytest.raises(LeftOut, match="needs wine"):
            loop.check(tmp_path, Path(sys.executable))


def test_a_tool_is_silent_unless_it_complains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checks._quiet(tmp_path, [sys.executable, "-c", "print('fine')"])
    assert not checks._quiet(tmp_path, [sys.executable, "-c", "print('wrong'); raise SystemExit(1)"])
    assert capsys.readouterr().out == "wrong\n"


def test_a_module_that_is_too_long_is_named(tmp_path: Path) -> None:
    for name, lines in (("db/long.py", 401), ("db/fits.py", 400), ("tests/test_long.py", 600)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\n" * lines, encoding="utf-8")
    assert sizes.problems(tmp_path) == ["db/long.py: 401 lines, 400 allowed"]


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "Apache-2.0 OR BSD-2-Clause",
        "GPL-2.0-only OR LGPL-3.0-only",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "MIT AND PSF-2.0",
        "BSD License; Apache Software License",
        "MPL-2.0 AND MIT",
        "HPND",
        "Apache Software License; GNU General Public License (GPL)",
    ],
)
def test_licences_that_permit_shipping_are_known(licence: str) -> None:
    assert licenses.allowed(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "UNKNOWN",
        "",
        "GNU General Public License v3 (GPLv3)",
        "GPL-3.0-or-later",
        "AGPL-3.0",
        "Proprietary",
        "MIT AND GPL-3.0",
    ],
)
def test_licences_that_forbid_shipping_or_are_unknown_are_refused(licence: str) -> None:
    assert not licenses.allowed(licence)
