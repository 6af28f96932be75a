"""One run of the demo for all tests that look at what it leaves behind."""

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.services.store import init_store
from desktop.seeds import load_seeds
from tests.conftest import copy_template
from tests.register import DISTRICT, SEEDS

ADDRESSES = 400


@dataclass(frozen=True)
class Run:
    """What ``zhipai demo --json`` did: exit status, what it printed, and its folder."""

    folder: Path
    status: int
    stdout: str
    stderr: str

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.stdout)
        return found

    @property
    def key(self) -> dict[str, Any]:
        text = (self.folder / "1-来文" / "key.json").read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)
        return found

    @property
    def store(self) -> str:
        return f"sqlite:///{(self.folder / 'zhipai.db').as_posix()}"

    def copied_store(self, folder: Path) -> str:
        """The register once more, free to be changed."""
        copy_template(self.folder / "zhipai.db", folder / "copy.db")
        return f"sqlite:///{(folder / 'copy.db').as_posix()}"

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the register without the program."""
        connection = sqlite3.connect(self.folder / "zhipai.db")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The whole main job, as a user starts it."""
    folder = tmp_path_factory.mktemp("demo") / "结果"
    command = [sys.executable, "-m", "desktop", "demo", "--out", str(folder), "--json"]
    command += ["--addresses", str(ADDRESSES)]
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=surroundings, check=False
    )
    return Run(folder, done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store that knows the city's divisions and roads, and the people of the tests, but no address."""
    file = tmp_path_factory.mktemp("office") / "zhipai.db"
    seeds = load_seeds(DISTRICT, SEEDS.actors)
    init_store(f"sqlite:///{file.as_posix()}", seeds, district_code=DISTRICT, store_no=1)
    return file
