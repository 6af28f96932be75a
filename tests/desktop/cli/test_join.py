import json
from pathlib import Path

import pytest

from db.services.store import init_store, open_store
from desktop.cli.main import main
from tests.conftest import copy_template
from tests.office import addresses, full
from tests.register import DISTRICT, SEEDS


@pytest.fixture
def two(sqlite_template: Path, tmp_path: Path) -> tuple[str, str]:
    """Two offices' registers: both have 1号, the other has 2号 besides."""
    copy_template(sqlite_template, tmp_path / "ours.db")
    urls = [f"sqlite:///{(tmp_path / name).as_posix()}" for name in ("ours.db", "other.db")]
    init_store(urls[1], SEEDS, district_code=DISTRICT, store_no=2)
    for url, chains in zip(urls, (["1号"], ["1号", "2号"]), strict=True):
        store = open_store(url)
        addresses(store, chains)
        store.close()
    return urls[0], urls[1]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    status = main(["store", "join", *words, "--as", "clerk", "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_doubles_are_written_decided_and_joined(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, other = two
    doubles = tmp_path / "doubles.jsonl"
    status, told = run(capsys, other, "--store", ours, "--doubles", str(doubles))
    assert (status, told["new"], told["doubles"], told["clashing"]) == (1, 1, 1, 0)
    (line,) = [json.loads(one) for one in doubles.read_text(encoding="utf-8").splitlines()]
    assert (line["theirs"], line["ours"], line["choice"]) == (full("1号"), full("1号"), "same")
    status, told = run(
        capsys, other, "--store", ours, "--decided", str(doubles), "--reason", "两个办公室合并"
    )
    assert (status, told["left_out"]) == (0, 0)
    assert told["tables"]["node"] == {"read": 2, "joined": 1, "same": 1, "left_out": 0}  # type: ignore[index]


@pytest.mark.parametrize(
    "line", ["x", "{}", '{"id": 1, "choice": "maybe"}', '{"id": true, "choice": "same"}']
)
def test_half_a_list_of_decisions_joins_nothing(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    ours, other = two
    decided = tmp_path / "decided.jsonl"
    decided.write_text(line + "\n", encoding="utf-8")
    words = ["store", "join", other, "--store", ours, "--as", "clerk", "--decided", str(decided)]
    assert main([*words, "--reason", "合并"]) == 2
    said = capsys.readouterr().err
    assert "第 1 行" in said
    assert "没有并入" in said


def test_an_undecided_double_is_named(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, other = two
    decided = tmp_path / "decided.jsonl"
    decided.write_text("", encoding="utf-8")
    words = ["store", "join", other, "--store", ours, "--as", "clerk", "--decided", str(decided)]
    assert main([*words, "--reason", "合并"]) == 2
    assert full("1号") in capsys.readouterr().err
    assert main([*words]) == 2
    assert "理由" in capsys.readouterr().err
