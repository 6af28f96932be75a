"""``zhipai sheets``: out, back and late on the command line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook

from db.domain.clock import legal_date
from db.services.store import open_store
from desktop.files.check_sheet_xlsx import HEAD_ROW
from tests.desktop.cli.conftest import Register, Zhipai
from tests.office import addresses
from tests.register import COMMUNITY, OTHER_COMMUNITY


def day(after: int) -> str:
    return legal_date(datetime.now(UTC) + timedelta(days=after))


def filled(folder: Path, verdict: str) -> Path:
    (file,) = folder.rglob("*官任社区*.xlsx")
    book = load_workbook(file)
    for n in (1, 2):
        book.worksheets[0].cell(HEAD_ROW + n, 7, verdict)
    book.save(file)
    return file


def prepared(register: Register) -> None:
    store = open_store(register.url)
    addresses(store, ["2号", "4号"])
    addresses(store, ["6号"], community=OTHER_COMMUNITY)
    store.close()


def test_sheets_go_out_come_back_and_the_late_are_listed(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    prepared(register)
    out = tmp_path / "下发"
    said = zhipai("sheets", "issue", "--due", day(1), "--out", out, "--json")
    assert (said.status, said.json["sheets"], said.json["empty"]) == (0, 2, 0)
    assert sorted(file.parent.name for file in out.rglob("*.xlsx")) == ["筼筜街道", "筼筜街道"]
    filled(out, "一致")
    said = zhipai("sheets", "take", out, "--json")
    assert said.status == 0
    read = {one["number"][3:15]: (one["read"], one["accepted"], one["blank"]) for one in said.json["taken"]}
    assert read == {COMMUNITY: (2, 2, 0), OTHER_COMMUNITY: (0, 0, 1)}
    said = zhipai("sheets", "overdue", "--on", day(3), "--out", tmp_path / "催办.xlsx", "--json")
    assert [(one["name"], one["days_late"]) for one in said.json["overdue"]] == [("仙阁社区", 2)]
    assert said.status == 1
    shown = load_workbook(tmp_path / "催办.xlsx").worksheets[0]
    assert shown["A1"].value == "核查表催办清单"
    assert "逾期 2 天" in zhipai("sheets", "overdue", "--on", day(3)).out
    assert "没有逾期" in zhipai("sheets", "overdue").out


def test_one_community_alone_and_files_that_are_none(
    zhipai: Zhipai, register: Register, tmp_path: Path
) -> None:
    prepared(register)
    out = tmp_path / "下发"
    assert (
        zhipai("sheets", "issue", "--area", COMMUNITY, "--due", day(0), "--out", out, "--json").json["sheets"]
        == 1
    )
    file = filled(out, "不存在")
    (tmp_path / "别的.xlsx").write_bytes(b"PK\x03\x04")
    said = zhipai("sheets", "take", file, tmp_path / "别的.xlsx")
    assert said.status == 1
    assert "收下 1 份。1 个文件没有收下。" in said.out
    assert "读入 2 = 一致 0 + 有改动 2" in said.out
    assert "以前收过" in zhipai("sheets", "take", file).out
    assert zhipai("sheets", "issue", "--due", "2018-02-30", "--out", out).status == 2
    assert zhipai("sheets", "issue", "--due", "2018-02-01", "--out", out).status == 2
