import csv
import json
import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import zxingcpp

from db.domain.audit import Damage
from db.domain.errors import BadFile
from desktop.files.journal_head import read_head, seal
from desktop.terms import damage_term
from tests.desktop.cli.conftest import Register, Zhipai


def forge(register: Register, *statements: str) -> None:
    """Change the store's file behind its guards."""
    with sqlite3.connect(register.file) as conn:
        for (trigger,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            conn.execute(statement)
    conn.close()


def test_a_whole_journal_is_told_as_whole(zhipai: Zhipai, register: Register) -> None:
    said = zhipai("audit", "verify", "--json")
    seq, digest = register.head
    assert (said.status, said.json) == (
        0,
        {"entries": seq, "head": digest, "ok": True, "first_bad": None, "kind": None},
    )


def test_damage_is_told_by_its_first_entry_and_kind(zhipai: Zhipai, register: Register) -> None:
    forge(register, "UPDATE journal SET actor = 'clerk' WHERE seq = 1")
    said = zhipai("audit", "verify", "--json")
    assert (said.status, said.json["first_bad"], said.json["kind"]) == (1, 1, "edited")
    assert damage_term(Damage.EDITED) in zhipai("audit", "verify").out
    assert zhipai("audit", "head", "--out", str(register.file.parent / "h.json")).status == 3
    assert not (register.file.parent / "h.json").exists()


def test_a_head_kept_elsewhere_shows_a_journal_that_was_emptied(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "head.json"
    made = zhipai("audit", "head", "--out", str(file), "--json")
    assert (made.status, made.json["entries"], made.json["head"]) == (0, *register.head)
    assert zhipai("audit", "verify", "--head", str(file)).status == 0
    forge(register, "UPDATE journal SET reason = '改', hash = 'x'", "UPDATE journal_head SET hash = 'x'")
    said = zhipai("audit", "verify", "--head", str(file), "--json")
    assert (said.status, said.json["ok"], said.json["first_bad"]) == (1, False, 1)


def test_a_head_that_was_altered_or_is_another_stores_is_refused(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "head.json"
    zhipai("audit", "head", "--out", str(file))
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert list(kept) == ["at", "district", "format", "hash", "seal_sm3", "seq", "store", "version"]
    broken = {
        "head_seal_broken": [{**kept, "seq": 2}, {**kept, "seal_sm3": ""}],
        "not_a_head": [
            {},
            [],
            {**kept, "seq": "1"},
            {**kept, "seq": True},
            {**kept, "version": 2},
            {**kept, "hash": 1},
        ],
    }
    for why, files in broken.items():
        for one in files:
            file.write_text(json.dumps(one), encoding="utf-8")
            said = zhipai("audit", "verify", "--head", str(file), "--json")
            assert (said.status, said.json["why"]) == (2, why), one
    other = read_like(kept, store="another")
    file.write_text(json.dumps(other), encoding="utf-8")
    said = zhipai("audit", "verify", "--head", str(file), "--json")
    assert (said.status, said.json["why"]) == (2, "head_of_other_store")


def read_like(kept: dict[str, object], **changed: object) -> dict[str, object]:
    """The head with other words, under a seal that fits them."""
    from db.domain.audit import KeptHead

    said = {**kept, **changed}
    head = KeptHead(**{name: said[name] for name in ("seq", "hash", "store", "district", "at")})  # type: ignore[arg-type]
    return {**said, "seal_sm3": seal(head)}


def test_the_seal_is_the_sm3_of_the_standards_library() -> None:
    import hashlib

    assert (
        hashlib.new("sm3", b"abc").hexdigest().startswith("66c7f0f462eeedd9d1f2d46bdc10e4e2")
    )  # GB/T 32905 A.1


def test_the_printed_page_holds_the_head_in_groups_and_a_symbol_that_is_the_file(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    page, file = tmp_path / "head.pdf", tmp_path / "scanned.json"
    assert zhipai("audit", "head", "--out", str(page)).status == 0
    with pypdfium2.PdfDocument(page) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_bounded()
        picture = document[0].render(scale=3).to_pil()
    digest = register.head[1]
    assert " ".join(digest[at : at + 4] for at in range(0, 32, 4)) in " ".join(text.split())
    (symbol,) = zxingcpp.read_barcodes(picture)
    file.write_text(symbol.text, encoding="utf-8")
    assert read_head(file).hash == digest
    assert zhipai("audit", "verify", "--head", str(file)).status == 0


def test_a_head_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused:
        read_head(tmp_path / "none.json")
    assert refused.value.why == "not_found"


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


def test_an_auditor_reads_the_same_in_every_format(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    files = {kind: tmp_path / f"log.{kind}" for kind in ("csv", "xlsx", "jsonl")}
    told = {
        kind: zhipai("audit", "export", "--out", str(file), "--json").json for kind, file in files.items()
    }
    assert {(one["entries"], one["rows"]) for one in told.values()} == {(1, told["csv"]["rows"])}
    lines = rows_of(files["csv"])
    assert len(lines) == told["csv"]["rows"] + 1
    sheet = openpyxl.load_workbook(files["xlsx"]).active
    assert sheet is not None
    table = [
        ["" if cell is None else str(cell) for cell in row]
        for row in sheet.iter_rows(min_row=3, values_only=True)
    ]
    assert table[: len(lines)] == lines
    objects = [json.loads(line) for line in files["jsonl"].read_text(encoding="utf-8").splitlines()]
    assert len(objects) == len(lines) - 1
    heads = lines[0]
    account = next(row for row in lines if row[heads.index("改动对象")] == "账号")
    assert account[heads.index("操作")] == "建库"
    assert "账号名：" in account[heads.index("改动后")]
    assert account[heads.index("本条校验值")] == register.head[1]


def test_days_bound_what_is_exported_and_running_backwards_is_refused(zhipai: Zhipai, tmp_path: Path) -> None:
    file = str(tmp_path / "log.csv")
    assert zhipai("audit", "export", "--to", "2001-01-01", "--out", file, "--json").json["rows"] == 0
    said = zhipai("audit", "export", "--from", "2026-02-02", "--to", "2026-02-01", "--out", file, "--json")
    assert (said.status, said.json["why"]) == (2, "days_backwards")
    assert zhipai("audit", "export", "--from", "2026-02-30", "--out", file).status == 2
    said = zhipai("audit", "export", "--out", str(tmp_path / "log.doc"), "--json")
    assert (said.status, said.json["why"]) == (2, "unknown_format")


def test_what_somebody_wrote_into_a_reason_is_masked_and_never_a_formula(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    marks = ("11010519491231002X", "13800138000")
    forge(register, f"UPDATE journal SET reason = '={marks[0]}、{marks[1]}{chr(7)}'")
    for kind in ("csv", "xlsx", "jsonl"):
        file = tmp_path / f"log.{kind}"
        assert zhipai("audit", "export", "--out", str(file)).status == 0
        content = file.read_bytes()
        if kind == "xlsx":
            with zipfile.ZipFile(file) as book:
                content = b"".join(book.read(name) for name in book.namelist())
        text = content.decode("utf-8", "ignore")
        assert not any(mark in text for mark in marks)
        assert "138****8000" in text
    assert rows_of(tmp_path / "log.csv")[1][7].startswith("'=")
