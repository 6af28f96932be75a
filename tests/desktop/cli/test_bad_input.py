"""Bad input through the command line: named on stderr, exit status 2 or 1, the store as it was or the batch whole."""

import getpass
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.services.store import open_store
from desktop.files.workbook import reader, sheets
from tests.desktop.cli.conftest import Register, Zhipai
from tests.desktop.files.workbook import builders as b

HEADER: list[object] = ["镇街", "社区", "路名", "门牌号", "备注"]
GOOD: list[object] = ["筼筜街道", "官任社区", "湖滨南路", "12号", ""]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le")


def door(number: object, *, community: str = "官任社区", note: object = "") -> list[object]:
    return ["筼筜街道", community, "湖滨南路", number, note]


def a_list(folder: Path, *rows: list[object], name: str = "地址.xlsx") -> Path:
    return b.xlsx(folder / name, [HEADER, *rows], sheet="沿街")


def refusals(file: str | Path) -> list[dict[str, str]]:
    """The rows of a list of refusals by column title."""
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if row[0] == "序号")
    body = [row for row in rows[rows.index(head) + 1 :] if row[0].isdigit()]
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "not_found"),
        (b"", "empty_file"),
        (b"%PDF-1.7 text", "not_a_workbook"),
        (b"PK\x03\x04 cut off", "not_a_workbook"),
        (LOCKED, "encrypted"),
        ("门牌号,社区\n1号,官任社区\n".encode() + b"2\xff\xfe,x\n", "wrong_encoding"),
    ],
)
def test_a_file_that_is_no_list_is_named_and_nothing_changes(
    zhipai: Zhipai, register: Register, tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "地址.xls"
    if content is not None:
        path.write_bytes(content)
    before = register.head
    said = zhipai("import", path, "--json")
    assert (said.status, said.json["error"], said.json["why"]) == (2, "BadFile", why)
    assert "地址.xls" in said.noise
    assert register.head == before
    assert [one.name for one in tmp_path.iterdir() if "退回" in one.name] == []


def test_the_row_of_a_wrong_byte_is_told(zhipai: Zhipai, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("门牌号,社区\n1号,官任社区\n".encode() + b"2\xff,x\n")
    assert "第 3 行" in zhipai("import", tmp_path / "a.csv").noise


@pytest.mark.parametrize(
    ("head", "why", "said_so"),
    [
        (["镇街", "社区", "路名", "号数一栏", "备注"], "missing_column", "缺少必需的列（门牌号）"),
        (
            ["镇街", "社区", "路名", "门牌号", "门牌号码"],
            "doubled_column",
            "「D, E」列：有两列含义相同（门牌号）",
        ),
    ],
)
def test_a_missing_renamed_or_doubled_column_names_sheet_and_row(
    zhipai: Zhipai, register: Register, tmp_path: Path, head: list[object], why: str, said_so: str
) -> None:
    path = b.xlsx(tmp_path / "地址.xlsx", [["门牌登记表"], head, GOOD], sheet="沿街")
    before = register.head
    said = zhipai("import", path, "--json")
    assert (said.status, said.json["why"], said.json["sheet"], said.json["row"]) == (2, why, "沿街", 2)
    assert all(part in said.noise for part in ("地址.xlsx", "「沿街」", "第 2 行", said_so))
    assert register.head == before


def test_a_renamed_column_is_taken_when_the_mapping_says_so(zhipai: Zhipai, tmp_path: Path) -> None:
    head = ["镇街", "社区", "路名", "号数一栏", "备注"]
    path = b.xlsx(tmp_path / "地址.xlsx", [head, GOOD])
    (tmp_path / "m.json").write_text('{"columns": {"号数一栏": "number"}}', encoding="utf-8")
    said = zhipai("import", path, "--mapping", tmp_path / "m.json", "--json")
    assert (said.status, said.json["accepted"]) == (0, 1)


@pytest.mark.parametrize("text", [None, "[", '{"columns": {"号": "no_such_field"}}', "\udcff"])
def test_a_mapping_that_cannot_be_used_is_named(zhipai: Zhipai, tmp_path: Path, text: str | None) -> None:
    path, mapping = a_list(tmp_path, GOOD), tmp_path / "对应.json"
    if text is not None:
        mapping.write_bytes(text.encode("utf-8", "surrogateescape"))
    said = zhipai("import", path, "--mapping", mapping, "--json")
    assert (said.status, said.json["file"]) == (2, str(mapping))
    assert said.json["why"] == ("not_found" if text is None else "bad_mapping")
    assert "对应.json" in said.noise


@pytest.mark.parametrize(
    ("row", "rule", "column", "found"),
    [
        (door("14号", community="官住社区"), "unknown_community", "社区", "官住社区"),
        (door("14号号"), "bad_number", "门牌号", "14号号"),
        (door(None, note="门牌脱落"), "missing_number", "门牌号", ""),
        (GOOD, "duplicate_row", "", "湖滨南路12号"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_the_others_are(
    zhipai: Zhipai, tmp_path: Path, row: list[object], rule: str, column: str, found: str
) -> None:
    said = zhipai("import", a_list(tmp_path, GOOD, row, door("16号")), "--json")
    assert (said.status, said.json["accepted"], said.json["rejected"]) == (1, 2, 1)
    (line,) = said.noise.splitlines()
    assert all(part in line for part in ("地址.xlsx", "「沿街」", "第 3 行", column, found, rule))
    listed = [one for one in refusals(said.json["reject_file"]) if one["处理"] == "退回"]
    assert [(one["文件"], one["工作表"], one["行号"], one["栏目"]) for one in listed] == [
        ("地址.xlsx", "沿街", "3", column)
    ]
    assert found in listed[0]["读到的内容"]


def test_many_refusals_are_counted_on_the_terminal_and_all_in_the_list(
    zhipai: Zhipai, tmp_path: Path
) -> None:
    said = zhipai("import", a_list(tmp_path, GOOD, *(door(f"{n}号号") for n in range(30))), "--json")
    assert len(said.noise.splitlines()) == 21
    assert said.noise.splitlines()[-1].startswith("其余 10 条")
    listed = refusals(said.json["reject_file"])
    assert sum(one["处理"] == "退回" for one in listed) == said.json["rejected"] == 30
    assert len(listed) == said.json["rejected"] + said.json["skipped"]


def test_a_hundred_thousand_blank_rows_are_skipped_by_name(zhipai: Zhipai, tmp_path: Path) -> None:
    rows = b.xlsx(tmp_path / "空行.xlsx", [HEADER, GOOD, *([[None] * 5] * 100_000), door("16号")])
    said = zhipai("import", rows, "--json")
    assert (said.status, said.json["accepted"], said.json["rejected"]) == (0, 2, 0)
    assert said.json["read"] == said.json["accepted"] + said.json["skipped"]
    assert said.json["read"] in (4, 100_003)


def with_formula(path: Path, cell: str, value: str) -> Path:
    """Give a cell of a workbook a formula and the value an office program last saw."""
    target = path.with_name("公式.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8", "surrogateescape")
            if name.endswith("sheet1.xml"):
                head, _, tail = data.partition(f'<c r="{cell}"')
                stored = f' t="str"><f>"1"&amp;"8号"</f><v>{value}</v>' if value else "><f>A1</f>"
                formula = f'<c r="{cell}"{stored}</c>'
                data = head + formula + tail.partition("</c>")[2]
            new.writestr(name, data.encode("utf-8", "surrogateescape"))
    return target


def test_of_a_formula_the_value_counts(zhipai: Zhipai, tmp_path: Path) -> None:
    said = zhipai("import", with_formula(a_list(tmp_path, GOOD), "D2", "18号"), "--json")
    assert (said.status, said.json["accepted"]) == (0, 1)
    assert [hit["full_text"] for hit in zhipai("search", "湖滨南路18号", "--json").json["hits"]] == [
        "厦门市思明区湖滨南路18号"
    ]


def test_a_formula_never_calculated_is_refused_by_row(zhipai: Zhipai, tmp_path: Path) -> None:
    said = zhipai("import", with_formula(a_list(tmp_path, GOOD), "D2", ""), "--json")
    assert (said.status, said.json["accepted"], said.json["rejected"]) == (1, 0, 1)
    assert "formula_without_value" in said.noise


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_text_that_looks_like_a_formula_stays_text_on_its_way_out(
    zhipai: Zhipai, tmp_path: Path, text: str
) -> None:
    source = b.csv_file(tmp_path / "地址.csv", [HEADER, door(text)])
    said = zhipai("import", source, "--json")
    sheet = openpyxl.load_workbook(said.json["reject_file"]).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert cells
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


def test_a_file_that_changes_while_it_is_read_leaves_nothing(
    zhipai: Zhipai, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_list(tmp_path, GOOD, door("16号"))

    def change_and_read(*given: Any) -> Iterator[Any]:
        os.utime(path, ns=(1, 1))
        return sheets.read_sheets(*given)

    monkeypatch.setattr(reader, "read_sheets", change_and_read)
    before = register.head
    said = zhipai("import", path, "--json")
    assert (said.status, said.json["why"]) == (2, "changed_while_read")
    assert "地址.xlsx" in said.noise
    assert register.head == before


def no_folder(tmp_path: Path) -> Path:
    """A place below a regular file: nobody can write there, not even root."""
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    return tmp_path / "文件" / "清单.xlsx"


def test_a_reject_file_that_cannot_be_written_is_refused_before_anything_changes(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    place, before = no_folder(tmp_path), register.head
    said = zhipai("import", a_list(tmp_path, GOOD), "--reject-file", place, "--json")
    assert (said.status, said.json["why"], said.json["file"]) == (2, "folder_missing", str(place))
    assert "清单.xlsx" in said.noise
    assert register.head == before


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--out"),
        ("audit", "head", "--out"),
        ("report", "bulletin", "--out"),
        ("export", "--kind", "addresses", "--out"),
        ("package", "export", "--out"),
        ("plates", "render", "x", "--out"),
        ("demo", "--addresses", "300", "--out"),
    ],
)
def test_a_place_that_cannot_be_written_is_bad_input_not_a_missing_store(
    zhipai: Zhipai, register: Register, tmp_path: Path, command: tuple[str, ...]
) -> None:
    place, before = no_folder(tmp_path), register.head
    said = zhipai(*command, place, "--json")
    assert (said.status, said.json["why"]) == (2, "folder_missing")
    assert said.json["file"].startswith(str(place))
    assert "清单.xlsx" in said.noise
    assert register.head == before


LIMITED = """
import resource, sys
from desktop.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(sys.argv[2:]))
"""


def in_little_room(room: int, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process whose files cannot grow beyond so many bytes, as on a full disk."""
    command = [sys.executable, "-c", LIMITED, str(room), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_full_disk_leaves_the_store_as_it_was(register: Register, tmp_path: Path) -> None:
    path = a_list(tmp_path, *(door(f"{n}号") for n in range(1, 3000)))
    before, room = register.head, register.file.stat().st_size
    done = in_little_room(room, "import", path, "--store", register.url, "--as", "clerk", "--json")
    assert done.returncode in (2, 3)
    assert json.loads(done.stdout)["error"] in ("disk_full", "disk_error", "BadFile")
    assert "Traceback" not in done.stderr
    assert register.head == before
    assert sorted(one.name for one in register.file.parent.iterdir()) == ["zhipai.db"]


def test_a_list_that_finds_no_room_is_said_and_the_batch_is_whole(
    register: Register, tmp_path: Path, zhipai: Zhipai, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = a_list(tmp_path, GOOD, door("16号号"))
    monkeypatch.setattr(os, "fsync", full)
    said = zhipai("import", path, "--json")
    assert (said.status, said.json["accepted"], said.json["reject_file"]) == (1, 1, None)
    assert "退回清单没有写成" in said.noise
    assert "磁盘空间不足" in said.noise
    assert [one.name for one in tmp_path.iterdir() if "退回" in one.name] == []
    monkeypatch.undo()
    again = zhipai("import", path, "--store", register.url, "--as", "clerk", "--json")
    assert (again.json["accepted"], again.json["unchanged"], again.json["rejected"]) == (0, 1, 1)
    assert len(refusals(again.json["reject_file"])) == 2


def test_an_unknown_account_is_told_who_there_is(zhipai: Zhipai, register: Register, tmp_path: Path) -> None:
    before = register.head
    said = zhipai("import", a_list(tmp_path, GOOD), "--as", "nobody", "--json")
    assert (said.status, said.json) == (2, {"error": "NotFound", "what": "actor", "key": "nobody"})
    assert "clerk（林经办）" in said.noise
    assert register.head == before


@pytest.mark.parametrize("login", ["inspector", "area_clerk"])
def test_an_account_without_the_right_changes_nothing(
    zhipai: Zhipai, register: Register, tmp_path: Path, login: str
) -> None:
    before = register.head
    said = zhipai("import", a_list(tmp_path, GOOD), "--as", login, "--json")
    assert (said.status, said.json["error"], said.json["verb"]) == (2, "NotAllowed", "import.promote")
    assert login in said.noise
    assert register.head == before


def test_a_store_that_is_not_there_or_no_store_is_unavailable(zhipai: Zhipai, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Sir or Madam" * 100, encoding="utf-8")
    for url, why in (
        (f"sqlite:///{tmp_path / 'none.db'}", "missing"),
        (f"sqlite:///{tmp_path / 'letter.db'}", "not_a_store"),
        ("nonsense", "bad_url"),
        ("postgresql://nobody@127.0.0.1:1/none", "no_server"),
    ):
        said = zhipai("search", "湖滨", "--store", url, "--json")
        assert (said.status, said.json["error"]) == (3, why)
        assert len(said.noise.splitlines()) == 2
    assert not (tmp_path / "none.db").exists()


def test_a_store_in_use_is_unavailable_and_left_alone(zhipai: Zhipai, register: Register) -> None:
    held = open_store(register.url)
    try:
        said = zhipai("search", "湖滨", "--json")
    finally:
        held.close()
    assert (said.status, said.json["error"]) == (3, "in_use")
    assert zhipai("search", "湖滨", "--json").status == 0


def test_a_store_of_a_newer_program_is_unavailable(zhipai: Zhipai, register: Register) -> None:
    connection = sqlite3.connect(register.file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for command in (("search", "湖滨"), ("store", "upgrade"), ("store", "check")):
        said = zhipai(*command, "--json")
        assert (said.status, said.json["error"]) == (3, "newer")


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("import",),
        ("search", "湖滨", "--limit", "0"),
        ("search", "湖滨", "--limit", "many"),
        ("propose", "湖滨南路", "--side", "left", "--count", "-1"),
        ("demo", "--out", "x", "--addresses", "10"),
        ("store", "init", "--district", "abc"),
        ("store", "init", "--district", "350203", "--store-number", "99999"),
        ("export", "--kind", "addresses", "--out", "a.xlsx", "--as-of", "gestern"),
    ],
)
def test_bad_usage_is_status_two_and_answers_json_too(zhipai: Zhipai, words: tuple[str, ...]) -> None:
    said = zhipai(*words, "--json")
    assert (said.status, said.json["error"]) == (2, "usage")
    assert said.noise.startswith("用法有误")
    assert zhipai(*words).out == ""


def test_an_account_that_cannot_be_read_is_named(zhipai: Zhipai, tmp_path: Path) -> None:
    for text, why in (("zhang", "bad_account"), ("zhang:张三:king", "unknown_role")):
        words = ("store", "init", "--district", "350203", "--account", text)
        said = zhipai(*words, "--store", f"sqlite:///{tmp_path / 'new.db'}", "--json")
        assert (said.status, said.json["why"]) == (2, why)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("login", ["zhang", "admin"])
def test_who_makes_a_store_works_in_it_without_being_named(
    zhipai: Zhipai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    monkeypatch.delenv("ZHIPAI_USER")
    monkeypatch.setattr(getpass, "getuser", lambda: login)
    url = f"sqlite:///{tmp_path / 'new.db'}"
    made = zhipai("store", "init", "--district", "350203", "--store", url, "--json")
    assert (made.status, made.json["ok"]) == (0, True)
    taken = zhipai("import", a_list(tmp_path, GOOD), "--store", url, "--json")
    assert (taken.status, taken.json["accepted"]) == (0, 1)
