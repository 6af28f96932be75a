"""The command line in this process: a store with the test register, and what a command answered."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import main
from tests.conftest import copy_template
from tests.journal import journal_head


@dataclass(frozen=True)
class Said:
    """One command: exit status, stdout, stderr."""

    status: int
    out: str
    noise: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


Zhipai = Callable[..., Said]


@dataclass(frozen=True)
class Register:
    """A store that commands work on."""

    file: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file.as_posix()}"

    @property
    def head(self) -> tuple[int, str]:
        return journal_head(self.file)


@pytest.fixture
def register(tmp_path: Path, sqlite_template: Path) -> Register:
    folder = tmp_path / "库"
    folder.mkdir()
    copy_template(sqlite_template, folder / "zhipai.db")
    return Register(folder / "zhipai.db")


@pytest.fixture
def zhipai(register: Register, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Zhipai:
    """Run a command as the clerk, on the test register unless ``--store`` is given."""
    monkeypatch.setenv("ZHIPAI_STORE", register.url)
    monkeypatch.setenv("ZHIPAI_USER", "clerk")

    def run(*words: str | Path) -> Said:
        capsys.readouterr()
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return Said(status, printed.out, printed.err)

    return run
