import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import func, insert, select, update

from db.domain.address import NodeKind
from db.domain.errors import NumberTaken, StoreUnavailable
from db.schema.address import node, number_slot
from db.schema.system import journal
from db.services import editing
from db.services.editing import Judged, Wish
from desktop.addresses import pasting
from desktop.addresses.page import AddressPage
from desktop.addresses.paste import PastedLine, judged_block, read_block
from desktop.addresses.paste_model import RESULT
from desktop.addresses.pasting import Under
from desktop.work.job import Job, JobProgress
from tests.desktop.addresses.register import ADMIN, COMMUNITY, node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


def read(block: str, parent: NodeKind | None = None) -> list[PastedLine]:
    return list(read_block(block, parent))


def judge(lines: list[PastedLine], there: dict[str, int]) -> list[PastedLine]:
    wishes = [line for line in lines if line.wish is not None]
    return list(judged_block(lines, [Judged(line.name, there.get(line.name, 0)) for line in wishes]).lines)


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
    lines = judge(read("7号\n8号\n０8号\n八号"), {"7号": 1})
    assert [(line.there, line.why) for line in lines][:2] == [(True, ""), (False, "")]
    assert {line.why for line in lines[2:]} <= {"twice", "out_of_range"}


def test_a_list_of_our_own_is_pasted_with_its_title_and_its_other_columns():
    block = (
        "湖滨南路地址列表\n思明区民政局\t\t2026年11月22日\n"
        "名称\t级别\t法律状态\t赋码\n7号\t门牌号\t已批准\t已赋码\n9号\t门牌号\t草稿\t未申请\n"
    )
    lines = judge(read(block), {"7号": 1})
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


def results_of(dialog) -> list[str]:
    model = dialog.table.model()
    return [model.index(row, RESULT).data() for row in range(model.rowCount())]


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
    results = results_of(dialog)
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


@pytest.fixture
def street(page, desk, qtbot):
    """The list of a street, one of whose numbers is retired."""
    with desk.store.engine.begin() as conn:
        gone = {"legal": "cancelled", "is_live": False}
        conn.execute(update(node).where(node.c.full_text == "厦门市思明区湖滨南路3号").values(gone))
        owner = select(node.c.id).where(node.c.full_text == "厦门市思明区湖滨南路3号").scalar_subquery()
        conn.execute(update(number_slot).where(number_slot.c.owner == owner).values(status="retired"))
    with desk.store.read() as conn:
        above = conn.execute(select(node.c.parent_id).where(node.c.own_text == "30号")).scalar_one()
    page.paster.under = lambda: Under(above, None, COMMUNITY, "湖滨南路")
    return page


def paste(page, block: str):
    QGuiApplication.clipboard().setText(block)
    page.paster.paste()
    return page.paster.dialog


def doors(desk) -> int:
    with desk.store.read() as conn:
        return conn.execute(select(func.count()).where(node.c.kind == "door")).scalar_one()


def test_a_number_given_out_before_is_marked_in_its_line_and_the_others_are_added(street, desk, qtbot):
    dialog = paste(street, "201号\n3号\n203号\n5号")
    assert results_of(dialog) == [
        "可以新增",
        "「厦门市思明区湖滨南路3号」已注销或合并，号码不再发放",
        "可以新增",
        "已有，保持不变；要改请用更正或批量编辑",
    ]
    assert "可新增 2 条，已有 1 条，有问题 1 行" in dialog.note.text()
    dialog.only_bad.click()
    assert [line.number for line in dialog.model.shown] == [2]
    dialog.only_bad.click()
    before = doors(desk)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert doors(desk) == before + 2


def test_a_number_taken_after_the_preview_names_its_line_and_keeps_what_was_typed(street, desk, qtbot):
    dialog, before = paste(street, "201号\n203号"), doors(desk)
    dialog.reason.setText("补录")
    with desk.store.engine.begin() as conn:
        row = conn.execute(select(number_slot).limit(1)).one()._asdict()
        held = {"number": 203, "suffix": "", "status": "reserved", "owner": None}
        conn.execute(insert(number_slot).values(row | held))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert doors(desk) == before
    assert dialog.error.isVisible()
    assert dialog.error.text().startswith("第 2 行")
    assert results_of(dialog) == ["可以新增", "号码已预留，不能直接新增"]
    assert dialog.reason.text() == "补录"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert doors(desk) == before + 1


def test_what_the_database_alone_refuses_is_told_in_plain_words(street, desk, qtbot, monkeypatch):
    def refuse(*_args: object, **_how: object) -> None:
        raise NumberTaken("")

    dialog = paste(street, "201号\n203号")
    monkeypatch.setattr(editing, "add_nodes", refuse)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "由别人取用" in dialog.error.text()
    assert results_of(dialog) == ["可以新增"] * 2
    assert dialog.go.isEnabled()


def test_pasting_names_a_reason(street, desk, qtbot):
    def reasons() -> list[str]:
        with desk.store.read() as conn:
            query = select(journal.c.reason).where(journal.c.verb == "address.edit").order_by(journal.c.seq)
            return list(conn.execute(query).scalars())

    qtbot.mouseClick(paste(street, "201号").go, Qt.MouseButton.LeftButton)
    dialog = paste(street, "203号")
    dialog.reason.setText("普查补录")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    dialog = paste(street, "205号")
    dialog.reason.clear()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert reasons() == ["粘贴新增", "普查补录", "粘贴新增"]


def test_what_others_added_meanwhile_is_told(street, desk, qtbot):
    dialog = paste(street, "201号\n203号")
    above = street.paster.under().parent
    editing.add_children(desk.store, ADMIN, above, [Wish(NodeKind.DOOR, "203号")], COMMUNITY)
    with qtbot.waitSignal(street.told) as heard:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "已新增 1 条" in heard.args[0]
    assert "另有 1 条" in heard.args[0]


def test_a_parent_out_of_use_is_told_where_the_lines_would_stand(page, desk):
    with desk.store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.own_text == "1梯").values(legal="suspended"))
    dialog = paste(page, "302")
    assert "不能再新增" in dialog.error.text()
    assert not dialog.go.isEnabled()
    assert not dialog.progress.isVisible()


class Waiting:
    """A runner that begins nothing until told."""

    def __init__(self, runner) -> None:
        self._runner, self.waiting = runner, []

    def start(self, operation, initiator=None):
        self.waiting.append(operation)
        return Job(operation, initiator)


def test_a_block_is_read_in_the_background_and_leaving_stops_it(page, desk, monkeypatch):
    runner = Waiting(desk.runner)
    monkeypatch.setattr(page.paster, "_runner", runner)
    dialog = paste(page, "\n".join(str(number) for number in range(3_000)))
    assert dialog.isVisible()
    assert dialog.progress.isVisible()
    assert dialog.model.rowCount() == 0
    assert not dialog.go.isEnabled()
    (reading,) = runner.waiting
    progress = JobProgress()
    block = reading.work(progress)
    assert (progress.tick.done, len(block.lines)) == (0, 3_000)
    dialog.show_block(block)
    assert not dialog.progress.isVisible()
    assert dialog.model.rowCount() == 3_000
    dialog.close()
    again = paste(page, "1\n2")
    job = again._job
    again.reject()
    assert job.progress.stopping


def test_a_store_that_is_away_leaves_everything_to_be_tried_again(page, desk, qtbot, monkeypatch):
    dialog = paste(page, "302\n303")

    def away(*_args: object, **_how: object) -> None:
        raise StoreUnavailable("busy")

    monkeypatch.setattr(editing, "add_nodes", away)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.error.isVisible()
    assert results_of(dialog) == ["可以新增"] * 2
    monkeypatch.undo()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    with desk.store.read() as conn:
        assert conn.execute(select(func.count()).where(node.c.own_text == "303室")).scalar_one() == 1


@pytest.mark.parametrize(("most", "chosen"), [(2, ["302室", "303室"]), (1, ["302室"])])
def test_what_was_added_is_selected_of_very_many_the_first(page, qtbot, monkeypatch, most, chosen):
    monkeypatch.setattr(pasting, "_MOST_CHOSEN", most)
    qtbot.mouseClick(paste(page, "302\n303").go, Qt.MouseButton.LeftButton)
    names, picked = page.table.model, page.table.selected_keys
    qtbot.waitUntil(lambda: len(picked()) == len(chosen))
    qtbot.waitUntil(
        lambda: [names.cells(names.row_of(key))[:1] for key in picked()] == [(x,) for x in chosen]
    )
