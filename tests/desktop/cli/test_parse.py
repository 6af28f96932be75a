"""``zhipai parse``: good lines are read, bad ones named by line, and the counts agree."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.cli.conftest import Zhipai


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


def test_a_file_may_be_written_over_itself(zhipai: Zhipai, tmp_path: Path) -> None:
    given = tmp_path / "a.jsonl"
    given.write_bytes(line("厦禾路9号") + b"\n" + line("厦禾路10号"))
    assert zhipai("parse", "--in", given, "--out", given).status == 0
    assert [one["elements"]["number"] for one in rows(given)] == ["9", "10"]
