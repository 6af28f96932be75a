import json
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from db.domain.handover import DutyKind
from db.services.store import open_store
from tests.cases import a_case, colleagues, finish
from tests.desktop.cli.conftest import Register, Zhipai


@pytest.fixture
def other(register: Register) -> str:
    """A second clerk; the first one has an application and a list open."""
    store = open_store(register.url)
    (login,) = colleagues(store, 1)
    a_case(store, DutyKind.APPLICATION, "clerk")
    a_case(store, DutyKind.IMPORT_BATCH, "clerk")
    store.close()
    return login


def test_a_leaver_lists_offers_and_the_receiver_accepts(
    zhipai: Zhipai, register: Register, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = zhipai("account", "handover", "list", "--json").json
    assert listed["counts"] == {"application": 1, "import_batch": 1}
    offer = zhipai("account", "handover", "offer", "--to", other, "--reason", "调离", "--json").json
    assert offer["items"] == 2
    store = open_store(register.url)
    finish(store, [(DutyKind(one["kind"]), one["row_id"]) for one in listed["duties"][:1]])
    store.close()
    monkeypatch.setenv("ZHIPAI_USER", other)
    said = zhipai("account", "handover", "accept", str(offer["handover"]), "--json")
    assert said.status == 1
    assert said.json["left_out"] == [{"key": listed["duties"][0]["key"], "why": "finished"}]
    assert said.json["moved"] == [listed["duties"][1]["key"]]
    assert "地址清单，未入库" in zhipai("account", "handover", "list").out
    assert zhipai("account", "handover", "list", "clerk", "--json").json["counts"] == {}


def test_one_item_is_offered_and_refused_or_withdrawn(
    zhipai: Zhipai, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = zhipai("account", "handover", "list", "--json").json["duties"][0]["key"]
    offer = ("account", "handover", "offer", "--to", other, "--item", key, "--reason", "调离", "--json")
    first = zhipai(*offer).json["handover"]
    monkeypatch.setenv("ZHIPAI_USER", other)
    assert "谢绝" in zhipai("account", "handover", "refuse", str(first), "--reason", "不熟悉").out
    monkeypatch.setenv("ZHIPAI_USER", "clerk")
    second = zhipai(*offer).json["handover"]
    assert "撤回" in zhipai("account", "handover", "withdraw", str(second)).out
    states = [one["state"] for one in zhipai("account", "handover", "list", "--json").json["handovers"]]
    assert states == ["withdrawn", "refused"]


def test_what_cannot_be_offered_is_named_with_who_could(zhipai: Zhipai, other: str) -> None:
    said = zhipai("account", "handover", "offer", "--to", "printer", "--reason", "调离", "--json")
    assert said.status == 2
    assert json.loads(said.out)["why"] == "misfit"
    assert f"能办理：人{other}（{other}）" in said.noise
    unknown = zhipai("account", "handover", "offer", "--to", other, "--item", "house:1", "--reason", "调离")
    assert unknown.status == 2


def test_the_list_is_written_as_pages_and_as_a_workbook(zhipai: Zhipai, other: str, tmp_path: Path) -> None:
    offer = zhipai("account", "handover", "offer", "--to", other, "--reason", "调离", "--json").json[
        "handover"
    ]
    pdf, book = tmp_path / "交接.pdf", tmp_path / "交接.xlsx"
    for file in (pdf, book):
        assert zhipai("account", "handover", "print", str(offer), "--out", file, "--json").json["items"] == 2
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    for part in (
        "账号交接清单",
        "林经办（clerk）",
        f"人{other}（{other}）",
        "监交人",
        "第 1 页",
        "待接收",
        "编号申请",
    ):
        assert part in page
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(book).active.iter_rows()]
    assert rows[2][:3] == ["序号", "类别", "事项"]
    assert [row[1] for row in rows[3:5]] == ["编号申请", "导入清单"]
    assert "监交人" in str(rows[-1])
    assert zhipai("account", "handover", "print", "5", "--out", pdf).status == 2
