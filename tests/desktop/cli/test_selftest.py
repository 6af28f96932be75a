"""``zhipai --selftest``: passes here, and says what is wrong where something is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import selftest
from tests.desktop.cli.conftest import Zhipai


def test_this_installation_passes_and_leaves_nothing(tmp_path: Path) -> None:
    surroundings = {**os.environ, "TMPDIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--selftest", "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=surroundings,
        check=False,
    )
    said = json.loads(done.stdout)
    assert (done.returncode, said["ok"], said["problems"]) == (0, True, [])
    assert said["versions"].keys() >= {"python", "PySide6-Essentials", "SQLAlchemy"}
    assert list(tmp_path.iterdir()) == []


def test_every_part_that_fails_is_named(
    zhipai: Zhipai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path) -> list[str]:
        raise OSError(13, "denied", str(folder))

    monkeypatch.setattr(selftest, "_CHECKS", (broken, lambda _: ["fonts: a.ttf"]))
    said = zhipai("--selftest", "--json")
    assert (said.status, said.json["ok"]) == (1, False)
    assert said.json["problems"][0].startswith("broken: PermissionError")
    assert said.json["problems"][1] == "fonts: a.ttf"


def test_a_font_that_was_changed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "A.ttf").write_bytes(b"changed")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  A.ttf\n", encoding="utf-8")
    monkeypatch.setattr(selftest, "resource", lambda *parts: tmp_path / parts[-1])
    assert list(selftest._fonts(tmp_path)) == ["fonts: A.ttf"]
