import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from db.domain.address import NodeKind
from db.schema.address import node
from desktop.addresses.page import AddressPage
from desktop.addresses.paste import PastedLine, read_block
from tests.desktop.addresses.register import ADMIN, node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


def read(
    block: str, parent: NodeKind | None = None, present: tuple[tuple[str, str], ...] = ()
) -> list[PastedLine]:
    return list(read_block(block, parent, present))


def told(lines: list[PastedLine]) -> list[tuple[str, str]]:
    return [(line.name, line.why) for line in lines]


def test_own_parts_alone_hang_where_the_parent_lets_them():
    assert told(read("12号\n１３\n\n14-1号")) == [("12号", ""), ("13号", ""), ("14-1号", "")]
    rooms = read("101\n102室", NodeKind.STAIR)
    assert [(line.name, line.wish.kind) for line in rooms] == [
        ("101室", NodeKind.ROOM),
        ("102室", NodeKind.ROOM),
    ]
    assert read("3号楼", NodeKind.DOOR)[0].wish.kind is NodeKind.BUILDING
    assert read("2单元", NodeKind.BUILDING)[0].wish.kind is NodeKind.STAIR


def test_columns_are_told_by_their_heads_in_any_order():
    (line,) = read("楼层\t备注\t名称\t级别\n-1\t店面\tA101\t室", NodeKind.BUILDING)
    assert (line.number, line.name, line.wish.floor, line.wish.kind) == (2, "A101室", -1, NodeKind.ROOM)
    (line,) = read("街侧\t门牌号\r\n左侧\t7号")
    assert (line.name, line.wish.side) == ("7号", "left")


@pytest.mark.parametrize(
    ("block", "parent", "why"),
    [
        ("\t室", NodeKind.STAIR, "no_text"),
        ("101\t大院", NodeKind.STAIR, "unknown_element"),
        ("12号\t门牌号", NodeKind.BUILDING, "wrong_parent"),
        ("7号\t\t\t前面", None, "unknown_side"),
        ("101\t室\t顶楼", NodeKind.STAIR, "unreadable"),
        ("某某", NodeKind.STAIR, "unreadable"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(block, parent, why):
    assert [line.why for line in read(block, parent)] == [why]
    assert read(block, parent)[0].wish is None


def test_what_is_there_or_comes_twice_is_not_added_again():
    lines = read("7号\n8号\n０8号\n八号", None, (("door", "7号"),))
    assert [(line.there, line.why) for line in lines][:2] == [(True, ""), (False, "")]
    assert {line.why for line in lines[2:]} <= {"twice", "out_of_range"}


def test_a_list_of_our_own_is_pasted_with_its_title_and_its_other_columns():
    block = (
        "湖滨南路地址列表\n思明区民政局\t\t2026年11月22日\n"
        "名称\t级别\t法律状态\t赋码\n7号\t门牌号\t已批准\t已赋码\n9号\t门牌号\t草稿\t未申请\n"
    )
    lines = read(block, None, (("door", "7号"),))
    assert [(line.text, line.why, line.there) for line in lines] == [
        ("湖滨南路地址列表", "above_heads", False),
        ("思明区民政局", "above_heads", False),
        ("7号", "", True),
        ("9号", "", False),
    ]


@given(st.text(max_size=60), st.sampled_from([None, *NodeKind]))
def test_no_block_breaks_the_reading_and_no_line_is_lost(block, parent):
    lines = read(block, parent)
    full = [row for row in block.splitlines() if any(cell.strip() for cell in row.split("\t"))]
    assert len(lines) in (len(full), len(full) - 1)  # one may be the heads
    assert all((line.wish is None) == bool(line.why) for line in lines)


@pytest.fixture
def page(desk, qtbot):
    page = AddressPage(desk, actor=ADMIN)
    qtbot.addWidget(page)
    page.resize(1093, 560)
    page.show()
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 2)
    page.locate(node_id(desk.store, "厦门市思明区莲富大厦8号1幢1梯"))
    qtbot.waitUntil(lambda: page.tree.currentIndex().data() == "1梯" and not page._settle.isActive())
    page.activateWindow()
    page.table.view.setFocus()
    return page


def test_a_block_from_wps_is_shown_and_added_as_drafts(page, desk, qtbot):
    QGuiApplication.clipboard().setText("名称\t级别\t楼层\n301\t室\t3\n101\t室\t1\n???\t室\t\n")
    qtbot.keyClick(page.table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = page.paster.dialog
    results = [dialog.table.item(row, 6).text() for row in range(3)]
    assert results[:2] == ["可以新增", "已有，保持不变；要改请用更正或批量编辑"]
    assert "无法识别" in results[2]
    assert "有问题 1 行" in dialog.note.text()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    names = page.table.model
    qtbot.waitUntil(
        lambda: "301室" in [cells[0] for row in range(len(names.shown)) if (cells := names.cells(row))]
    )
    with desk.store.read() as conn:
        made = conn.execute(select(node.c.legal, node.c.floor).where(node.c.own_text == "301室")).one()
    assert tuple(made) == ("draft", 3)


def test_a_refusal_is_told_in_the_dialog_and_nothing_is_written(page, desk, qtbot):
    def shown() -> int:
        with desk.store.read() as conn:
            return len(conn.execute(select(node.c.id)).all())

    before = shown()
    QGuiApplication.clipboard().setText("302\n303")
    page.paster.paste()
    dialog = page.paster.dialog
    dialog.wanted.disconnect()
    dialog.show_error(ValueError("x"))
    assert dialog.error.isVisible()
    assert dialog.go.isEnabled()
    dialog.close()
    assert shown() == before


def test_where_nothing_can_hang_the_status_bar_says_so(page, qtbot):
    page.tree.setCurrentIndex(page.model.index(0, 0))
    qtbot.waitUntil(lambda: not page._settle.isActive())
    QGuiApplication.clipboard().setText("302")
    with qtbot.waitSignal(page.told) as heard:
        page.paster.paste()
    assert "请先选中" in heard.args[0]
    assert page.paster.dialog is None


def test_the_right_button_pastes_too(page, qtbot):
    QGuiApplication.clipboard().setText("304")
    assert page.paster.action in page.table.view.actions()
    assert page.table.actions() == [page.paster.action]  # of the empty list, which shows no rows to click on
    page.paster.action.trigger()
    assert page.paster.dialog.isVisible()
    page.paster.dialog.close()
