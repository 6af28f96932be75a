import os
import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.errors import BadFile
from desktop.files.workbook.apart import apart
from desktop.files.workbook.reader import ReadOptions, read_rows, source_digest
from desktop.files.workbook.rowrules import FILE_FAULTS
from tests.desktop.files.workbook import builders as b

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf\r\n", "empty_file"),
        (b"%PDF-1.7 text", "not_a_workbook"),
        (b"PK\x03\x04 cut off", "not_a_workbook"),
        (_OLE + b"\0" * 900, "not_a_workbook"),
        (_OLE + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (_OLE + b"\0" * 900 + "Workbook\0".encode("utf-16-le"), "not_a_workbook"),
        (bytes(range(256)) * 4, "not_a_workbook"),
        (b"<?xml version='1.0'?><Workbook/>", "not_a_workbook"),
        (b"<html><p>no table</p></html>", "not_a_workbook"),
        ("门牌号,社区\n1号,营平社区\n".encode() + b"2\xff\xfe,x\n", "wrong_encoding"),
        ("门牌号,社区\n1号,营平\n".encode("gb18030") + b"\xff\xff,x\n", "wrong_encoding"),
        ('门牌号,社区\n1号,"营平\n'.encode(), "broken_quotes"),
    ],
)
def test_files_that_are_no_workbook_say_why(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    refused = b.refused(path)
    assert (refused.file, refused.why) == ("a.xls", why)


def test_the_row_of_the_first_bad_byte_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("门牌号,社区\n1号,营平社区\n".encode() + b"2\xff,x\n")
    assert b.refused(path).row == 3


def test_missing_sources_and_empty_folders(tmp_path: Path) -> None:
    assert b.refused(tmp_path / "none.xlsx").why == "not_found"
    assert b.refused(tmp_path).why == "empty_folder"
    with pytest.raises(BadFile):
        source_digest(tmp_path / "none.xlsx")


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = b.csv_file(tmp_path / "a.csv", b.LIST)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert b.refused(path).why == "no_permission"
    with pytest.raises(BadFile):
        source_digest(path)


def test_a_sub_folder_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> None:
        raise PermissionError(13, "denied", str(folder))

    monkeypatch.setattr(os, "scandir", refuse)
    assert b.refused(tmp_path).why == "no_permission"


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "gb.csv"])
def test_a_file_that_changes_while_it_is_read_is_refused_at_the_end(tmp_path: Path, ending: str) -> None:
    path = b.WRITERS[ending](tmp_path / f"a.{ending}", b.LIST)
    rows = read_rows(path, ReadOptions())
    assert next(rows).skipped == "header_row"
    os.utime(path, ns=(1, 1))
    with pytest.raises(BadFile) as caught:
        list(rows)
    assert caught.value.why == "changed_while_read"


def _repacked(source: Path, target: Path, member: str, change: tuple[bytes, bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, re.sub(change[0], change[1], data, flags=re.S) if name == member else data)
    return target


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"ZZ3": "x"}, "too_large"),
        ({"AZ1048576": "x"}, "too_large"),
        ({"SR4": "x"}, ""),
        ({"C1048576": ""}, ""),
    ],
)
def test_cells_far_out_do_not_cost_the_memory_of_all_before_them(
    tmp_path: Path, cells: dict[str, str], why: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in b.LIST:
        sheet.append(list(row))
    for place, value in cells.items():
        sheet[place].value = value
        sheet[place].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    if why:
        assert b.refused(tmp_path / "a.xlsx").why == why
    else:
        assert len(b.kept(b.read(tmp_path / "a.xlsx"))) == 3


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(b.xlsx(tmp_path / "a.xlsx", b.LIST), "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/bomb.xml", b" " * (101 << 20))
    assert b.refused(tmp_path / "a.xlsx").why == "too_large"


def test_ods_repeats_are_bounded(tmp_path: Path) -> None:
    path = b.ods(tmp_path / "a.ods", b.LIST)
    bomb = _repacked(
        path,
        tmp_path / "b.ods",
        "content.xml",
        (rb"<table:table-row>", rb'<table:table-row table:number-rows-repeated="1048577">'),
    )
    assert b.refused(bomb).why == "too_large"


def test_an_encrypted_ods_is_named(tmp_path: Path) -> None:
    path = b.ods(tmp_path / "a.ods", b.LIST)
    locked = _repacked(
        path,
        tmp_path / "b.ods",
        "META-INF/manifest.xml",
        (rb"</manifest:manifest>", rb"<manifest:encryption-data/></manifest:manifest>"),
    )
    assert b.refused(locked).why == "encrypted"


def test_damaged_sheets_are_refused(tmp_path: Path) -> None:
    path = b.ods(tmp_path / "a.ods", b.LIST)
    assert (
        b.refused(_repacked(path, tmp_path / "b.ods", "content.xml", (rb"</office:body>", b""))).why
        == "not_a_workbook"
    )
    path = b.xlsx(tmp_path / "a.xlsx", b.LIST)
    assert (
        b.refused(_repacked(path, tmp_path / "b.xlsx", "xl/workbook.xml", (rb"</sheets>", b""))).why
        == "not_a_workbook"
    )


@settings(max_examples=20)
@given(cut=st.integers(0, 100), ending=st.sampled_from(["xlsx", "xls", "ods"]))
def test_a_file_cut_short_is_refused_and_never_half_read(
    tmp_path_factory: pytest.TempPathFactory, cut: int, ending: str
) -> None:
    path = b.WRITERS[ending](tmp_path_factory.mktemp("cut") / f"a.{ending}", b.LIST)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * cut // 101])
    assert b.refused(path).why in FILE_FAULTS


@settings(max_examples=30)
@given(
    ending=st.sampled_from(["xlsx", "xls", "ods", "html.xls", "gb.csv"]),
    seed=st.randoms(use_true_random=False),
)
def test_a_damaged_file_is_read_or_refused_and_never_ends_the_program(
    tmp_path_factory: pytest.TempPathFactory, ending: str, seed: random.Random
) -> None:
    path = b.WRITERS[ending](tmp_path_factory.mktemp("damaged") / f"a.{ending}", b.LIST)
    data = bytearray(path.read_bytes())
    for _ in range(seed.choice((1, 5, 40))):
        data[seed.randrange(len(data))] = seed.randrange(256)
    path.write_bytes(data)
    try:
        outcome = "read" if b.read(path) else "lost"
    except BadFile as error:
        outcome = error.why
    assert outcome in FILE_FAULTS | {"read"}


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[]",
        '{"field": {}}',
        '{"columns": {"a": "nothing"}}',
        '{"columns": {"a": 1}}',
        '{"expand": "yes"}',
        '{"kind": "x"}',
    ],
)
def test_a_mapping_file_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(BadFile) as caught:
        ReadOptions.from_json(text)
    assert caught.value.why == "bad_mapping"


def test_a_mapping_file_is_read() -> None:
    options = ReadOptions.from_json('{"kind": "qr", "columns": {"号牌": "number"}, "expand": true}')
    assert (options.kind, dict(options.columns), options.expand, options.take_recovered) == (
        "qr",
        {"号牌": "number"},
        True,
        False,
    )


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize(
    ("offset", "value"), [(6, 0x01), (6, 0x20), (6, 0x40), (8, 0x0C), (8, 0x0E), (8, 0x63)]
)
def test_a_member_marked_encrypted_patched_or_strangely_packed_is_refused_by_name(
    tmp_path: Path, ending: str, offset: int, value: int
) -> None:
    path = b.WRITERS[ending](tmp_path / f"a.{ending}", b.LIST)
    data = bytearray(path.read_bytes())
    for mark, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset + shift] = value
            at = data.find(mark, at + 4)
    path.write_bytes(data)
    assert b.refused(path).why in FILE_FAULTS


def test_a_file_that_ends_the_reading_process_is_refused_and_the_next_one_is_read() -> None:
    with pytest.raises(BadFile) as caught:
        apart("坏.xls", os.abort)
    assert (caught.value.file, caught.value.why) == ("坏.xls", "not_a_workbook")
    assert apart("好.xls", len, "三个字") == 3
