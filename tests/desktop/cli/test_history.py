"""``show --as-of``, ``export --as-of``, ``history``, ``diff``, ``former`` on a register with a past."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from db.domain.address import NodeKind, read_own
from db.domain.clock import SystemClock, legal_date
from db.domain.plan import Act
from db.services.store import open_store
from db.store.reshape import Reshape, reshape
from tests import changes, office
from tests.desktop.cli.conftest import Register, Zhipai

TODAY = BEFORE = ""
"""The day of each test and one before: what a test writes is of its own day, a run may last over midnight."""

LATER = "2031-01-01"


@pytest.fixture(autouse=True)
def _of_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    today = date.fromisoformat(legal_date(SystemClock().now()))
    monkeypatch.setattr(f"{__name__}.TODAY", today.isoformat())
    monkeypatch.setattr(f"{__name__}.BEFORE", (today - timedelta(days=30)).isoformat())


@pytest.fixture
def made(register: Register) -> dict[str, int]:
    """Doors 12 and 14; from a day to come on, 12 is called 20."""
    store = open_store(register.url)
    try:
        found = office.addresses(store, ["12号", "14号"])
        with store.write(office.person(store, "clerk"), "address.edit", "改号") as work:
            reshape(work, [Reshape(found["12号"], own=read_own(NodeKind.DOOR, "20号"))], day=LATER)
        return found
    finally:
        store.close()


def rows(file: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(file).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


def test_an_address_is_shown_as_of_a_day(zhipai: Zhipai, made: dict[str, int]) -> None:
    said = zhipai("show", str(made["12号"]), "--as-of", TODAY, "--json")
    assert (said.status, said.json["as_of"]) == (0, TODAY)
    assert said.json["node"]["full_text"] == office.full("12号")
    later = zhipai("show", str(made["12号"]), "--as-of", LATER)
    assert f"截至 {LATER}：{office.full('20号')}" in later.out
    assert "官任社区" in later.out
    gone = zhipai("show", str(made["12号"]), "--as-of", BEFORE)
    assert gone.status == 2
    assert "那一天的地址" in gone.noise
    assert zhipai("show", str(made["12号"]), "--as-of", "2024-02-30").status == 2


def test_lists_of_a_day_and_of_an_area_are_exported(
    zhipai: Zhipai, made: dict[str, int], tmp_path: Path
) -> None:
    out = tmp_path / "那天.xlsx"
    said = zhipai("export", "--kind", "addresses", "--as-of", LATER, "--out", out, "--json")
    assert (said.status, said.json["rows"]) == (0, 2)
    texts = [cell for row in rows(out) for cell in row]
    assert office.full("20号") in texts
    assert office.full("12号") not in texts
    assert any(LATER in cell for cell in texts)
    for days in ((), ("--as-of", LATER)):
        words = ("--area", "350203006000", *days, "--json")
        empty = zhipai("export", "--kind", "addresses", "--out", out, *words)
        assert empty.json["rows"] == 0


def test_the_history_of_an_address_is_told_in_words(zhipai: Zhipai, made: dict[str, int]) -> None:
    said = zhipai("history", str(made["12号"]))
    assert said.status == 0
    assert f"{TODAY}  新增（待核实）" in said.out
    assert f"{LATER}  由12号改号为20号" in said.out
    periods = zhipai("history", str(made["12号"]), "--json").json["periods"]
    assert [one["full_text"] for one in periods] == [office.full("12号"), office.full("20号")]
    assert zhipai("history", "没有这个").status == 2


def test_two_days_are_compared_on_the_terminal_and_in_a_list(
    zhipai: Zhipai, made: dict[str, int], tmp_path: Path
) -> None:
    out = tmp_path / "变化.xlsx"
    said = zhipai("diff", BEFORE, LATER, "--out", out)
    assert said.status == 0
    assert "新增 2。" in said.out
    table = rows(out)
    assert len(table) > 4
    assert any(office.full("20号") in row for row in table)
    found = zhipai("diff", TODAY, LATER, "--json").json
    assert (found["counts"], found["led"], found["more"]) == ({"renumbered": 1}, 0, False)
    assert zhipai("diff", TODAY, LATER, "--area", "350203006000", "--json").json["counts"] == {}
    short = zhipai("diff", BEFORE, LATER, "--limit", "1")
    assert short.out.rstrip().endswith("……")


def test_days_in_the_wrong_order_are_named(zhipai: Zhipai, made: dict[str, int]) -> None:
    said = zhipai("diff", LATER, TODAY)
    assert said.status == 2
    assert "第二个日期必须晚于第一个日期" in said.noise


def test_an_old_address_leads_to_the_new_one(zhipai: Zhipai, made: dict[str, int]) -> None:
    said = zhipai("former", "湖滨南路12号")
    assert said.status == 0
    assert f"至 {LATER}" in said.out
    assert office.full("20号") in said.out
    assert zhipai("former", "湖滨南路14号", "--json").json["hits"][0]["valid_to"] == "9999-12-31"
    assert zhipai("former", "湖滨南路99号").status == 1


def test_a_number_of_no_day_leads_to_the_new_one_and_says_so(zhipai: Zhipai, register: Register) -> None:
    store = open_store(register.url)
    try:
        made = office.approved(store, ["12号"])
        changes.approve(
            store, changes.done(store, changes.plan(store, Act.RENUMBER, made.values(), own_text="20号"))
        )
    finally:
        store.close()
    said = zhipai("former", "湖滨南路12号")
    assert (said.status, said.out.strip()) == (0, f"未满一日或已更正  现为 {office.full('20号')}")
