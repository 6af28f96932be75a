"""``zhipai match``: pairs and lists are judged, bad lines named by line, and the counts agree."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.domain.matching.index import MatchIndex
from db.services.store import open_store
from tests.desktop.cli.conftest import Register, Zhipai
from tests.office import addresses, full

VERDICTS = ("same", "contains", "candidate", "conflict", "none")


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write(file: Path, *lines: dict[str, Any] | bytes) -> Path:
    done = [
        line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines
    ]
    file.write_bytes(b"\n".join(done) + b"\n")
    return file


def pair(a: str, b: str) -> dict[str, Any]:
    return {"a": a, "b": b}


def test_pairs_are_told_same_above_or_different(zhipai: Zhipai, tmp_path: Path) -> None:
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(
        given,
        pair("厦门市思明区湖滨南路81号3幢2梯501室", "湖滨南路81号3号楼2单元501"),
        pair("思明区湖滨南路81号", "思明区湖滨南路81号501室"),
        pair("思明区湖滨南路81号", "思明区湖滨南路18号"),
        pair("思明区湖滨南路12-1号", "思明区湖滨南路12号之一"),
    )
    said = zhipai("match", "--in", given, "--out", out, "--json")
    assert said.status == 0
    assert said.json == {
        **{"read": 4, "rejected": 0},
        **{"same": 1, "contains": 1, "candidate": 1, "conflict": 0, "none": 1},
    }
    found = rows(out)
    assert [one["label"] for one in found] == [2, 1, 0, 0]
    assert [one["verdict"] for one in found] == ["same", "contains", "none", "candidate"]
    assert set(found[0]) == {"a", "b", "label", "reason", "verdict", "rung"}
    assert [(one["a"], one["b"]) for one in found] == [(one["a"], one["b"]) for one in rows(given)]


def test_an_abolished_district_is_known_without_a_store(zhipai: Zhipai, tmp_path: Path) -> None:
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(given, pair("开元区湖滨南路81号", "思明区湖滨南路81号"))
    nowhere = f"sqlite:///{tmp_path.as_posix()}/none.db"
    assert zhipai("match", "--in", given, "--out", out, "--store", nowhere).status == 0
    assert rows(out)[0]["label"] == 2


def test_a_list_is_matched_with_another_list(zhipai: Zhipai, tmp_path: Path) -> None:
    given, against, out = tmp_path / "a.jsonl", tmp_path / "c.jsonl", tmp_path / "b.jsonl"
    write(
        given,
        {"text": "湖滨南路81号501"},
        {"text": "湖滨南路83号", "code": "C2"},
        {"text": "湖滨南路81号", "code": "C2"},
        {"text": "厦禾路9号"},
    )
    write(
        against,
        {"id": "甲", "text": "厦门市思明区湖滨南路81号"},
        {"text": "厦门市思明区湖滨南路81号501室"},
        {"id": 7, "text": "厦门市思明区湖滨南路83号", "code": "C2"},
    )
    said = zhipai("match", "--in", given, "--out", out, "--against", against, "--json")
    assert said.status == 0
    assert said.json == {
        **{"read": 4, "rejected": 0, "entries": 3, "entries_rejected": 0},
        **{"same": 2, "contains": 0, "candidate": 0, "conflict": 1, "none": 1},
    }
    found = rows(out)
    assert [(one["verdict"], one["rung"]) for one in found] == [
        *(("same", "structure"), ("same", "code"), ("conflict", "code"), ("none", "nothing")),
    ]
    assert found[0]["matches"] == [{"id": 2, "text": "厦门市思明区湖滨南路81号501室"}]
    assert [one["id"] for one in found[2]["matches"]] == [7, "甲"]
    assert set(found[3]) == {"text", "verdict", "rung", "reason", "matches"}


def test_a_list_without_another_is_matched_with_the_register(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    store = open_store(register.url)
    made = addresses(store, ["81号", "81号/501室"])
    store.close()
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(given, {"text": full("81号/501室")}, {"text": "思明区没有的路1号"}, {"text": full("81号")})
    said = zhipai("match", "--in", given, "--out", out, "--json")
    assert (said.status, said.json["read"], said.json["same"], said.json["none"]) == (0, 3, 2, 1)
    room, nothing, door = rows(out)
    assert room["matches"] == [{"id": made["81号/501室"], "text": full("81号/501室")}]
    assert nothing["matches"] == []
    assert door["matches"][0]["id"] == made["81号"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b"", "空行"),
        (b"\xff\xfe\x00", "不是 UTF-8"),
        (b"not json", "不是 JSON"),
        (b"[1, 2]", "没有文字字段 text，也没有 a、b"),
        ({"a": "湖滨南路81号"}, "没有文字字段 b"),
        ({"a": "湖滨南路81号", "b": ""}, "b 是空的"),
        ({"a": "湖" * 10_000, "b": "湖"}, "a 有 10000 个字"),
        ({"a": "湖滨南路81号", "b": "\U0001f600"}, "b 第 1 个字 U+1F600"),
        ({"a": "湖滨\u202e南路", "b": "湖"}, "a 第 3 个字 U+202E"),
        ({"a": "湖\u0000", "b": "湖"}, "控制字符 U+0000"),
        ({"text": "湖滨南路81号"}, "本次每行应当是 {a, b}，这一行是 {text}"),
        ({"a": "湖", "b": "湖", "text": "湖"}, "既有 a、b 又有 text"),
    ],
)
def test_a_bad_pair_is_named_and_the_others_are_done(
    zhipai: Zhipai, tmp_path: Path, bad: dict[str, Any] | bytes, why: str
) -> None:
    good = pair("湖滨南路81号", "湖滨南路81号")
    given, out = write(tmp_path / "a.jsonl", good, bad, good), tmp_path / "b.jsonl"
    said = zhipai("match", "--in", given, "--out", out, "--json")
    assert (said.status, said.json["read"], said.json["rejected"], said.json["same"]) == (1, 3, 1, 2)
    assert "a.jsonl 第 2 行" in said.noise
    assert why in said.noise
    assert len(rows(out)) == 2


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({"id": 1}, "没有文字字段 text"),
        ({"id": [1], "text": "厦禾路9号"}, "id 应当是文字或整数"),
        ({"text": "厦禾路9号", "code": 12}, "code 应当是"),
        ({"a": "湖", "b": "湖"}, "没有文字字段 text"),
    ],
)
def test_a_bad_entry_of_the_other_list_is_named_with_its_file(
    zhipai: Zhipai, tmp_path: Path, bad: dict[str, Any], why: str
) -> None:
    given = write(tmp_path / "a.jsonl", {"text": "厦禾路9号"})
    against = write(tmp_path / "c.jsonl", bad, {"text": "思明区厦禾路9号"})
    out = tmp_path / "b.jsonl"
    said = zhipai("match", "--in", given, "--out", out, "--against", against, "--json")
    assert (said.status, said.json["entries"], said.json["entries_rejected"], said.json["same"]) == (
        1,
        1,
        1,
        1,
    )
    assert "c.jsonl 第 1 行" in said.noise
    assert why in said.noise
    assert rows(out)[0]["matches"] == [{"id": 2, "text": "思明区厦禾路9号"}]


@pytest.mark.parametrize("missing", ["--in", "--against"])
def test_a_missing_list_is_bad_input_and_leaves_no_output(
    zhipai: Zhipai, tmp_path: Path, missing: str
) -> None:
    there = write(tmp_path / "a.jsonl", {"text": "厦禾路9号"})
    files = {"--in": there, "--against": there, missing: tmp_path / "no.jsonl"}
    words = [word for option, file in files.items() for word in (option, file)]
    said = zhipai("match", *words, "--out", tmp_path / "b.jsonl", "--json")
    assert (said.status, said.json["error"], said.json["why"]) == (2, "BadFile", "not_found")
    assert [file.name for file in tmp_path.glob("*.jsonl*")] == ["a.jsonl"]


def test_a_stop_in_the_middle_leaves_the_old_output_and_no_half_file(
    zhipai: Zhipai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(given, {"text": "厦禾路9号"}, {"text": "厦禾路10号"})
    out.write_text("before", encoding="utf-8")
    find = MatchIndex.find

    def stopped(self: MatchIndex, text: str, code: str = "") -> Any:
        if text == "厦禾路10号":
            raise KeyboardInterrupt
        return find(self, text, code)

    monkeypatch.setattr(MatchIndex, "find", stopped)
    said = zhipai("match", "--in", given, "--out", out, "--against", given, "--json")
    assert (said.status, said.json) == (130, {"error": "interrupted"})
    assert "已中断" in said.noise
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["a.jsonl", "b.jsonl"]


def test_an_empty_list_gives_an_empty_answer(zhipai: Zhipai, tmp_path: Path) -> None:
    given, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    given.write_bytes(b"")
    said = zhipai("match", "--in", given, "--out", out, "--json")
    assert (said.status, said.json) == (0, {"read": 0, "rejected": 0, **dict.fromkeys(VERDICTS, 0)})
    assert out.read_bytes() == b""
