from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, StaleRecord
from db.domain.progress import Cancelled
from db.services import matching
from db.services.matching import keep_match
from desktop.addresses.page import Desk
from desktop.matching import page as page_module
from desktop.matching.colours import tint
from desktop.matching.page import MatchingPage
from desktop.matching.samples import SAMPLE_LINES
from desktop.matching.sheet import NO, TEXT, VERDICT, Group, cells
from desktop.matching.spans_delegate import RUNS_ROLE
from tests.desktop.addresses.register import ADMIN, PAYLOAD, node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
READER = Actor(9, "li", "李四", ())
FULL = "厦门市思明区湖滨南路1号"


@pytest.fixture
def open_page(desk: Desk, tmp_path: Path, qtbot) -> Callable[..., MatchingPage]:
    def make(actor: Actor = ADMIN, file: str = "") -> MatchingPage:
        page = MatchingPage(
            desk,
            actor,
            ask_path=lambda _parent, name: str(tmp_path / f"{name}.xlsx"),
            ask_file=lambda _parent: file,
            keep_in=tmp_path,
        )
        qtbot.addWidget(page)
        page.resize(980, 540)
        page.show()
        page.activateWindow()
        return page

    return make


@pytest.fixture
def page(open_page):
    page = open_page()
    tester = QAbstractItemModelTester(page.table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield page
    tester.deleteLater()


def paste(page: MatchingPage, text: str, qtbot) -> None:
    QGuiApplication.clipboard().setText(text)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def shown(page: MatchingPage) -> list[tuple[str, ...]]:
    return [cells(page.table.model.row_at(row)) for row in range(page.table.model.rowCount())]


def choose(page: MatchingPage, qtbot, row: int) -> None:
    page.table.view.selectRow(row)
    qtbot.waitUntil(lambda: page.detail.closer is not None)


def press(button, qtbot) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def count(page: MatchingPage, group: Group | None) -> str:
    return page.table.bar.buttons[group].text().split()[-1]


def test_an_empty_room_says_what_to_do_and_offers_a_sample(page, qtbot):
    assert page.table.sample_button.isVisible()
    assert not page.top.export.isEnabled()
    press(page.table.sample_button, qtbot)
    assert [line[TEXT] for line in shown(page)] == list(SAMPLE_LINES)
    assert page.table.view.isVisible()


def test_a_pasted_block_is_read_matched_and_its_bad_lines_are_told_by_row(page, qtbot):
    paste(page, f"{FULL}\n\n湖滨南路\u202e2号\n厦门市思明区没有这条路9号", qtbot)
    assert [line[NO] for line in shown(page)] == ["1", "2", "3", "4"]
    assert [line[VERDICT] for line in shown(page)] == ["同一", "读不了", "读不了", "无"]
    assert shown(page)[0][3] == FULL
    assert shown(page)[1][4] == "空行"
    assert shown(page)[2][4].endswith("（第 5 个字）")
    assert (count(page, None), count(page, Group.BAD), count(page, Group.SAME)) == ("4", "2", "1")


def test_lines_pasted_later_go_on_below(page, qtbot):
    paste(page, "湖滨南路1号", qtbot)
    paste(page, f"序号\t地址\t编码\n1\t湖滨南路2号\t{PAYLOAD}", qtbot)
    assert [line[:2] for line in shown(page)] == [("1", "湖滨南路1号"), ("3", "湖滨南路2号")]
    assert page.table.model.rows[1].given.code == ""


def test_the_polices_code_is_used_for_matching(page, qtbot):
    paste(page, f"地址\t地址编码\n湖滨南路一号\t{PAYLOAD}", qtbot)
    assert page.table.model.rows[0].given.code == PAYLOAD
    assert [one.full_text for one in page.table.model.rows[0].matched.entries] == [FULL]
    assert shown(page)[0][4].startswith("公安编码")


def test_a_block_pasted_into_the_line_goes_to_the_list_and_one_address_stays_in_it(page, qtbot):
    page.line_box.setFocus()
    QGuiApplication.clipboard().setText("湖滨南路1号\n湖滨南路2号\n")
    qtbot.keySequence(page.line_box, QKeySequence.StandardKey.Paste)
    assert (len(shown(page)), page.line_box.text()) == (2, "")
    QGuiApplication.clipboard().setText("湖滨南路3号\n")
    qtbot.keySequence(page.line_box, QKeySequence.StandardKey.Paste)
    assert len(shown(page)) == 2
    qtbot.keyClick(page.line_box, Qt.Key.Key_Return)
    assert [line[TEXT].strip() for line in shown(page)][2:] == ["湖滨南路3号"]
    assert page.line_box.text() == ""


def test_an_empty_clipboard_is_told(page, qtbot):
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(page.told) as told:
        page.paste()
    assert "没有文字" in told.args[0]


def test_elements_are_coloured_where_they_stand(page, qtbot):
    paste(page, "厦门市思明区湖滨南路1号", qtbot)
    index = page.table.model.index(0, TEXT)
    assert [run.kind for run in index.data(RUNS_ROLE)] == ["city", "district", "road", "number"]
    page.table.view.clearSelection()
    picture = page.table.view.viewport().grab(page.table.view.visualRect(index)).toImage()
    points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    painted = {picture.pixelColor(x, y).name() for x, y in points}
    for kind in ("city", "district", "road", "number"):
        assert tint(kind, dark=False).ground.name() in painted
    assert tint("room", dark=False).ground.name() not in painted


def test_the_element_under_the_mouse_is_named(page, qtbot):
    paste(page, "湖滨南路1号", qtbot)
    view, index = page.table.view, page.table.model.index(0, TEXT)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    delegate = view.itemDelegateForColumn(TEXT)
    character = view.fontMetrics().horizontalAdvance("湖")
    found = [delegate.run_at(index, option, option.rect.left() + 3 + int(character * n)) for n in (1.5, 4.6)]
    assert [(run.kind, run.value) for run in found] == [("road", "湖滨南路"), ("number", "1")]
    assert delegate.run_at(index, option, option.rect.left() + character * 20) is None


def test_the_buttons_show_one_verdict_each(page, qtbot):
    paste(page, f"{FULL}\n没有这条路9号\n厦门市思明区湖滨南路2号\n", qtbot)
    press(page.table.bar.buttons[Group.NONE], qtbot)
    assert [line[TEXT] for line in shown(page)] == ["没有这条路9号"]
    press(page.table.bar.buttons[Group.CONFLICT], qtbot)
    assert shown(page) == []
    assert page.table._nothing.isVisible()
    press(page.table.bar.buttons[None], qtbot)
    assert len(shown(page)) == 3


def test_a_text_narrows_the_list_and_a_heading_orders_it(page, qtbot):
    paste(page, "\n".join(f"厦门市思明区湖滨南路{n}号" for n in (1, 12, 2)), qtbot)
    page.table.filter_box.setText("路1")
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    page.table.filter_box.clear()
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    page.table.view.sortByColumn(NO, Qt.SortOrder.DescendingOrder)
    assert [line[NO] for line in shown(page)] == ["3", "2", "1"]


def test_a_correction_needs_a_reason_and_is_used_wherever_the_text_is_written(
    page, open_page, qtbot, tmp_path
):
    text = "湖滨南路一号边上"
    paste(page, f"{text}\n湖滨南路2号\n{text}", qtbot)
    choose(page, qtbot, 0)
    detail = page.detail
    assert not detail.verbs.save.isEnabled()
    detail.form.fields["rest"].setText("东侧")
    press(detail.verbs.save, qtbot)
    assert detail.verbs.hint.isVisible()
    assert detail.form.values["rest"] == "东侧"
    detail.verbs.reason.setCurrentText("现场核实")
    press(detail.verbs.save, qtbot)
    rows = page.table.model.rows
    assert [row.matched.corrected for row in rows] == [True, False, True]
    assert rows[2].matched.reading.values["rest"] == "东侧"
    assert "拆分已更正" in shown(page)[0][4]
    qtbot.waitUntil(lambda: "张三" in detail.decisions.text())
    assert "现场核实" in detail.decisions.text()
    page.close()
    (tmp_path / "matching.jsonl").unlink()
    again = open_page()
    paste(again, text, qtbot)
    assert again.table.model.rows[0].matched.reading.values["rest"] == "东侧"


def test_another_reading_is_taken_with_one_click_and_kept(page, qtbot):
    paste(page, "开元区湖宾南路1号", qtbot)
    choose(page, qtbot, 0)
    detail = page.detail
    qtbot.waitUntil(lambda: len(detail.doubts.buttons) == 2)
    for button in detail.doubts.buttons:
        press(button, qtbot)
    assert (detail.form.values["district"], detail.form.values["road"]) == ("思明区", "湖滨南路")
    detail.verbs.reason.setCurrentText("来文笔误")
    press(detail.verbs.save, qtbot)
    matched = page.table.model.rows[0].matched
    assert matched.corrected
    assert [one.full_text for one in matched.entries] == [FULL]
    qtbot.waitUntil(lambda: detail.doubted is matched)
    assert detail.doubts.buttons == []


def test_a_mark_of_writing_direction_turns_no_line_round(page, qtbot):
    paste(page, "湖滨\u202e南路2号", qtbot)
    assert shown(page)[0][TEXT] == "湖滨\ufffd南路2号"
    assert page.table.model.rows[0].given.text == "湖滨\u202e南路2号"


def test_what_was_typed_into_the_fields_can_be_put_back(page, qtbot):
    paste(page, "湖滨南路1号", qtbot)
    choose(page, qtbot, 0)
    page.detail.form.fields["number"].setText("7")
    assert page.detail.form.is_changed
    press(page.detail.verbs.restore, qtbot)
    assert page.detail.form.values["number"] == "1"
    assert not page.detail.verbs.save.isEnabled()


def test_an_address_that_was_looked_up_is_kept_for_the_text_and_can_be_withdrawn(page, open_page, qtbot):
    text, wanted = "老粮站大门口", "厦门市思明区湖滨南路12号"
    paste(page, f"{text}\n{text}", qtbot)
    choose(page, qtbot, 0)
    detail = page.detail
    assert not detail.verbs.this.isEnabled()
    detail.search.setFocus()
    detail.search.setText(wanted)
    detail.search.textEdited.emit(wanted)
    qtbot.waitUntil(detail.search.panel.isVisible)
    qtbot.keyClick(detail.search, Qt.Key.Key_Return)
    assert detail.candidates.entry.full_text == wanted
    detail.verbs.reason.setCurrentText("已与派出所核对")
    press(detail.verbs.this, qtbot)
    assert [line[2:4] for line in shown(page)] == [("同一", wanted), ("同一", wanted)]
    page.close()
    again = open_page()
    choose(again, qtbot, 0)
    assert "人工决定" in again.detail.verdict.text()
    press(again.detail.verbs.withdraw, qtbot)
    assert shown(again)[0][VERDICT] == "无"
    qtbot.waitUntil(lambda: "已撤销" in again.detail.decisions.text())


def test_that_the_register_has_no_such_address_is_a_decision_too(page, qtbot):
    paste(page, "老粮站大门口", qtbot)
    choose(page, qtbot, 0)
    page.detail.verbs.reason.setCurrentText("现场核实")
    press(page.detail.verbs.none, qtbot)
    assert page.table.model.rows[0].matched.match.rung == "decision"
    qtbot.waitUntil(lambda: page.detail.closer is not None)
    assert not page.detail.verbs.none.isEnabled()


def test_a_decision_that_another_desk_took_meanwhile_is_not_overruled(page, qtbot):
    paste(page, "老粮站大门口", qtbot)
    choose(page, qtbot, 0)
    store = page._desk.store
    keep_match(store, ADMIN, "老粮站大门口", node_id(store, FULL), "已查原始档案")
    page.detail.verbs.reason.setCurrentText("现场核实")
    with qtbot.waitSignal(page._desk.runner.failed) as failed:
        press(page.detail.verbs.none, qtbot)
    assert isinstance(failed.args[1], StaleRecord)
    page.refresh()
    assert shown(page)[0][VERDICT] == "同一"
    qtbot.waitUntil(lambda: "已查原始档案" in page.detail.decisions.text())


def test_who_may_not_decide_is_told_so(open_page, qtbot):
    page = open_page(READER)
    paste(page, "老粮站大门口", qtbot)
    choose(page, qtbot, 0)
    page.detail.verbs.reason.setCurrentText("现场核实")
    with qtbot.waitSignal(page._desk.runner.failed) as failed:
        press(page.detail.verbs.none, qtbot)
    assert isinstance(failed.args[1], NotAllowed)


def test_stopped_in_the_middle_what_was_done_stays_and_the_rest_can_go_on(page, qtbot, monkeypatch):
    real = matching.match_lines

    def stopped(store, lines, progress):
        for done, found in enumerate(real(store, lines, progress)):
            if done == 2:
                raise Cancelled
            yield found

    monkeypatch.setattr(matching, "match_lines", stopped)
    paste(page, "\n".join(f"厦门市思明区湖滨南路{n}号" for n in range(1, 6)), qtbot)
    assert [line[VERDICT] for line in shown(page)] == ["同一", "同一", "未比对", "未比对", "未比对"]
    assert "2 / 5" in page.notice.text()
    monkeypatch.undo()
    press(page.top.go_on, qtbot)
    assert {line[VERDICT] for line in shown(page)} == {"同一"}
    assert not page.top.go_on.isVisible()
    assert not page.notice.isVisible()


def test_a_cleared_list_comes_back(page, qtbot):
    paste(page, "湖滨南路1号\n湖滨南路2号", qtbot)
    before = shown(page)
    press(page.top.clear, qtbot)
    assert shown(page) == []
    press(page.top.clear, qtbot)
    assert shown(page) == before


def test_the_list_is_there_again_after_the_program_was_closed(page, open_page, qtbot):
    paste(page, f"湖滨南路1号\n\n湖滨南路\u202e2号\n湖滨南路3号\t{PAYLOAD}", qtbot)
    before = page.table.model.rows
    page.close()
    again = open_page()
    assert [row.given for row in again.table.model.rows] == [row.given for row in before]
    assert again.table.model.rows[0].matched is not None
    press(again.top.clear, qtbot)
    again.close()
    assert open_page().table.model.rows == []


def test_a_damaged_line_of_the_kept_list_spoils_no_other(page, open_page, qtbot, tmp_path):
    paste(page, "湖滨南路1号\n湖滨南路2号", qtbot)
    file = tmp_path / "matching.jsonl"
    file.write_bytes(b'[1,"x"]\n\xff\n' + file.read_bytes() + b'[3,"')
    assert [row.given.text for row in open_page().table.model.rows] == ["湖滨南路1号", "湖滨南路2号"]


def test_more_lines_than_the_room_takes_are_refused_whole(page, qtbot, monkeypatch):
    monkeypatch.setattr(page_module, "MOST_LINES", 3)
    paste(page, "湖滨南路1号\n湖滨南路2号", qtbot)
    paste(page, "湖滨南路3号\n湖滨南路4号", qtbot)
    assert len(shown(page)) == 2
    assert "2 行没有加入" in page.notice.text()


def test_a_dropped_file_is_read(page, tmp_path):
    file = tmp_path / "清单.txt"
    file.write_text("湖滨南路1号\n湖滨南路2号", encoding="gb18030")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    where, none = QPointF(QPoint(200, 200)), Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))
    assert [line[TEXT] for line in shown(page)] == ["湖滨南路1号", "湖滨南路2号"]


def test_a_file_is_chosen_and_its_columns_are_told(open_page, tmp_path, qtbot):
    book = openpyxl.Workbook()
    book.active.append(["地址", "地址编码"])
    book.active.append(["湖滨南路1号", PAYLOAD])
    book.save(tmp_path / "清单.xlsx")
    page = open_page(file=str(tmp_path / "清单.xlsx"))
    with qtbot.waitSignal(page.told) as told:
        press(page.top.open, qtbot)
    assert told.args[0] == "清单.xlsx：加入 1 行。读的是「地址」列。编码一并用于比对。"
    assert shown(page)[0][:2] == ("2", "湖滨南路1号")


def test_the_lines_shown_are_copied_and_exported(page, qtbot, tmp_path):
    paste(page, f"{FULL}\n湖滨\x07南路2号\n没有这条路9号", qtbot)
    page.table.view.selectAll()
    page.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t")[:4] == ["1", FULL, "同一", FULL]
    with qtbot.waitSignal(page.told, timeout=10_000) as told:
        page.export()
    assert told.args[0] == "已导出 3 行到 地址比对结果.xlsx"
    sheet = openpyxl.load_workbook(tmp_path / "地址比对结果.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:3] == ["行号", "来文地址", "结论"]
    assert rows[1][:4] == [1, FULL, "同一", FULL]
    assert rows[1][6] == str(node_id(page._desk.store, FULL))
    assert "门牌号 1" in rows[1][7]
    assert rows[2][1:3] == ["湖滨\ufffd南路2号", "读不了"]


def test_the_chosen_address_is_opened_in_its_room(page, qtbot):
    paste(page, FULL, qtbot)
    choose(page, qtbot, 0)
    with qtbot.waitSignal(page.located) as located:
        press(page.detail.verbs.open, qtbot)
    assert located.args == [node_id(page._desk.store, FULL)]


def test_a_change_elsewhere_is_told_and_refreshing_matches_again(page, qtbot):
    paste(page, FULL, qtbot)
    page._desk.feed.changed.emit(Changes(1, {"node": frozenset()}), None)
    assert "F5" in page.notice.text()
    page.refresh()
    assert not page.notice.isVisible()


def test_after_a_decision_the_next_line_of_the_same_verdict_comes_up(page, qtbot):
    paste(page, "老粮站\n老邮局\n老车站", qtbot)
    press(page.table.bar.buttons[Group.NONE], qtbot)
    choose(page, qtbot, 1)
    store = page._desk.store
    page.detail.search.hits.show_hits(())
    page.detail.candidates.offer(matching.Entry(node_id(store, FULL), FULL, "door", "approved"))
    page.detail.verbs.reason.setCurrentText("现场核实")
    press(page.detail.verbs.this, qtbot)
    assert [line[TEXT] for line in shown(page)] == ["老粮站", "老车站"]
    assert page.detail.row.given.text == "老车站"


def test_the_keyboard_walks_through_the_panes(page, qtbot):
    paste(page, FULL, qtbot)
    page.line_box.setFocus()
    page.next_pane()
    assert page.table.view.hasFocus()
    page.next_pane()
    assert page.detail.candidates.rows[0].mark.hasFocus()
    page.next_pane()
    assert page.line_box.hasFocus()
    page.focus_filter()
    assert page.table.filter_box.hasFocus()
    assert page.focus_search()
    assert page.detail.search.hasFocus()


def test_there_is_no_search_of_its_own_until_a_line_is_chosen(page, qtbot):
    assert not page.focus_search()
    paste(page, "厦门市思明区\u202e没有", qtbot)
    page.table.view.selectRow(0)
    assert not page.focus_search()  # a line that cannot be read has no other address


def test_the_widths_of_the_panes_are_remembered(page, open_page):
    page.splitter.setSizes([600, 380])
    kept = page.splitter.sizes()
    page.keep_layout()
    assert open_page().splitter.sizes() == kept
