"""``zhipai parse``: good lines are read, bad ones named by line, and the counts agree."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.services.places import approve_places, pending_places
from db.services.store import open_store
from tests.deliveries import cells, imported
from tests.desktop.cli.conftest import Register, Zhipai
from tests.office import person


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def line(text: str) -> bytes:
    return json.dumps({"text": text}, ensure_ascii=False).encode()


def test_lines_become_elements_in_their_order(zhipai: Zhipai, tmp_path: Path) -> None:
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    given.write_bytes(
        line("思明区湖滨南路81号2梯301室") + b"\n" + line("厦门市湖里区五通社区店里社12号") + b"\n"
    )
    said = zhipai("parse", "--in", given, "--out", out, "--json")
    assert (said.status, said.json) == (0, {"read": 2, "parsed": 2, "rejected": 0})
    first, second = rows(out)
    assert first == {
        "text": "思明区湖滨南路81号2梯301室",
        "elements": {"district": "思明区", "road": "湖滨南路", "number": "81", "stair": "2", "room": "301"},
    }
    assert second["elements"]["village"] == "店里社"


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b"", "空行"),
        (b"not json", "不是 JSON"),
        (b"[" * 50_000, "不是 JSON"),
        (b'["text"]', "没有文字字段"),
        (b'{"text": 12}', "没有文字字段"),
        (b'{"name": "x"}', "没有文字字段"),
        ('{"text": "湖滨南路81号", "text": "湖滨南路83号"}'.encode(), "写了两次"),
        (b'{"text": " "}', "是空的"),
        (line("湖" * 10_000), "10000 个字"),
        (b'{"text": "\xff\xfe"}', "不是 UTF-8"),
        (line("湖滨南路\U0001f600号"), "U+1F600"),
        (line("湖滨南路\u202e81号"), "U+202E"),
        (b'{"text": "\\u0007"}', "控制字符"),
        (b'{"text": "\\ud800"}', "U+D800"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_done(
    zhipai: Zhipai, tmp_path: Path, bad: bytes, why: str
) -> None:
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    given.write_bytes(line("湖滨南路81号") + b"\n" + bad + b"\n" + line("厦禾路9号") + b"\n")
    said = zhipai("parse", "--in", given, "--out", out, "--json")
    assert (said.status, said.json) == (1, {"read": 3, "parsed": 2, "rejected": 1})
    assert "a.jsonl 第 2 行" in said.noise
    assert why in said.noise
    assert [one["text"] for one in rows(out)] == ["湖滨南路81号", "厦禾路9号"]


def test_a_file_of_nothing_but_bad_lines_names_only_the_first_of_them(zhipai: Zhipai, tmp_path: Path) -> None:
    given = tmp_path / "a.jsonl"
    given.write_bytes(b"?\n" * 80)
    said = zhipai("parse", "--in", given, "--out", tmp_path / "b.jsonl")
    assert said.status == 1
    assert "第 50 行" in said.noise
    assert "第 51 行" not in said.noise
    assert "另有 30 行" in said.noise


def test_a_missing_file_is_bad_input_and_leaves_no_output(zhipai: Zhipai, tmp_path: Path) -> None:
    said = zhipai("parse", "--in", tmp_path / "a.jsonl", "--out", tmp_path / "b.jsonl", "--json")
    assert (said.status, said.json["error"], said.json["why"]) == (2, "BadFile", "not_found")
    assert "a.jsonl" in said.noise
    assert not (tmp_path / "b.jsonl").exists()


def test_an_output_folder_that_is_missing_is_bad_input(zhipai: Zhipai, tmp_path: Path) -> None:
    given = tmp_path / "a.jsonl"
    given.write_bytes(line("厦禾路9号"))
    assert zhipai("parse", "--in", given, "--out", tmp_path / "无" / "b.jsonl").status == 2


def test_the_names_of_a_store_help_reading_when_it_is_given(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    store = open_store(register.url)
    imported(store, [cells("2号", street="", compound="未来海岸")])
    approve_places(store, person(store, "chief"), pending_places(store), "命名批复")
    store.close()
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    given.write_bytes(line("思明区未来海岸2号501室") + b"\n")
    for options, kind in (
        (["parse"], "village"),
        (["--store", register.url, "parse"], "compound"),
        (["parse", "--store", register.url], "compound"),
    ):
        assert zhipai(*options, "--in", given, "--out", out).status == 0
        assert rows(out)[0]["elements"][kind] == "未来海岸"
    missing = zhipai("--store", "sqlite:///nowhere/zhipai.db", "parse", "--in", given, "--out", out)
    assert missing.status == 3


def test_a_list_is_never_written_over_by_its_own_answer(zhipai: Zhipai, tmp_path: Path) -> None:
    given, other, link = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    given.write_bytes(line("湖滨南路81号") + b"\nnot json\n")
    other.write_bytes(given.read_bytes())
    link.symlink_to(given)
    kept = given.read_bytes()
    for command in (
        ("parse", "--in", given, "--out", given),
        ("parse", "--in", given, "--out", link),
        ("match", "--in", other, "--against", given, "--out", given),
    ):
        said = zhipai(*command)
        assert (said.status, given.read_bytes()) == (2, kept)
        assert "正是要读的清单" in said.noise
