import sys
from pathlib import Path

import pytest

from installer import checks, licenses, locks, sizes


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
    return called


def test_everything_runs_even_when_something_fails(
    tools: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIPAI_SEED", "77")
    assert checks.run_all(tmp_path, Path(sys.executable), []) == 1
    assert tools[-2:] == ["seed 77", "seed None"]
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
