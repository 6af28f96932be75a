from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from db.domain.handover import DutyKey, DutyKind, HandoverRefused, LeftOut
from db.services.handover import accept_handover, duties, offer_handover
from db.store.handover import answers_for
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.handover.offer_dialog import OfferDialog
from desktop.handover.section import HandoverSection
from desktop.handover.sheet_dialog import SheetDialog
from desktop.handover.words import kind_term, outcome_text, state_text, title_text
from desktop.work.drafts import Draft
from tests.cases import a_case, finish, give
from tests.office import person
from tests.register import FAR_COMMUNITY

OTHER = "clerk_0"
Open = Callable[[str], HandoverSection]


@pytest.fixture
def opened(desk: Desk, qtbot, tmp_path: Path) -> Open:
    """The section as somebody sees it."""

    def make(login: str) -> HandoverSection:
        made = HandoverSection(
            desk, person(desk.store, login), ask_list=lambda *_: str(tmp_path / "交接.pdf")
        )
        qtbot.addWidget(made)
        made.resize(1000, 560)
        made.show()
        return made

    return make


def shown(table) -> list[tuple[str, ...]]:
    return [line.cells for line in table.model.shown]


def held(desk: Desk, login: str) -> set[DutyKey]:
    with desk.store.read() as conn:
        return {one.key for one in answers_for(conn, login)}


def test_every_kind_of_case_is_listed_in_words_and_counted(desk: Desk, opened: Open) -> None:
    for kind in DutyKind:
        if kind is not DutyKind.HANDOVER:
            a_case(desk.store, kind, "clerk")
    offered = a_case(desk.store, DutyKind.APPLICATION, OTHER)
    offer_handover(desk.store, person(desk.store, OTHER), OTHER, "clerk", reason="调离", items=[offered])
    section = opened("clerk")
    assert [cells[0] for cells in shown(section.duties)] == [kind_term(kind) for kind in DutyKind]
    assert {cells[2] for cells in shown(section.duties)} == {"思明区筼筜街道官任社区", "—"}
    states = [cells[3] for cells in shown(section.duties)]
    assert states == ["已提交", "地址清单，未入库", "清单锁定，未出图", "已发出，未收齐", "登记", "待接收"]
    assert shown(section.duties)[-1][1] == f"人{OTHER}（{OTHER}） 移交的事项"
    section.duties.group.setCurrentIndex(1)
    assert len(shown(section.duties)) == 1
    assert not section.who.isEnabled()


def test_who_answers_for_nothing_is_told_so(opened: Open) -> None:
    section = opened("clerk")
    assert not section.offer_button.isEnabled()
    assert not section.open_button.isEnabled()
    assert "没有未办结的事项" in section._verdict.text()


def test_a_leaver_offers_what_he_selected_and_sees_where_it_goes(desk: Desk, opened: Open, qtbot) -> None:
    keys = [a_case(desk.store, DutyKind.APPLICATION, "clerk") for _ in range(3)]
    section = opened("clerk")
    chosen = section.duties.view.selectionModel()
    chosen.clearSelection()
    for row in (0, 2):
        index = section.duties.model.index(row, 0)
        chosen.select(
            index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        )
    dialog = section.ask_offer()
    assert dialog.scope.currentText() == "选中的 2 件"
    choose(dialog)
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.reason_box, "diaoli")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    offered = [one.key for one in duties(desk.store, "clerk") if one.offered]
    assert offered == [keys[0], keys[2]]
    assert "移交中，等 人clerk_0（clerk_0） 接收" in shown(section.duties)[0][5]
    assert shown(section.offers)[0][3:5] == ("待接收", "2")
    assert section.ask_offer().scope.count() == 1


def test_what_a_receiver_cannot_do_is_said_before_it_is_asked_for(desk: Desk, opened: Open) -> None:
    a_case(desk.store, DutyKind.APPLICATION, "clerk", FAR_COMMUNITY)
    dialog = opened("clerk").ask_offer()
    dialog.reason_box.setText("调离")
    assert dialog.ok.isEnabled()
    dialog.receiver.setCurrentIndex(dialog.receiver.findData("area_clerk"))
    assert not dialog.ok.isEnabled()
    assert "能办理：人clerk_0" in dialog._refusal.text()
    assert "1 件办不了" in dialog.receiver.currentText()


def test_a_refused_offer_stays_open_with_what_was_typed(desk: Desk, opened: Open) -> None:
    key = a_case(desk.store, DutyKind.APPLICATION, "clerk")
    dialog = opened("clerk").ask_offer()
    dialog.reason_box.setText("调离")
    give(desk.store, key, OTHER)
    dialog.ok.click()
    assert dialog.isVisible()
    assert "不由移交人负责" in dialog._refusal.text()
    assert dialog.reason() == "调离"


def offered_to_clerk(desk: Desk) -> list[DutyKey]:
    keys = [a_case(desk.store, DutyKind.APPLICATION, OTHER) for _ in range(2)]
    offer_handover(desk.store, person(desk.store, OTHER), OTHER, "clerk", reason="离岗")
    return keys


def sheet(section: HandoverSection) -> SheetDialog:
    section.open_offer()
    assert isinstance(section.dialog, SheetDialog)
    return section.dialog


def test_the_receiver_is_told_sees_the_items_and_accepts(desk: Desk, opened: Open) -> None:
    keys = offered_to_clerk(desk)
    section = opened("clerk")
    assert "有 1 份交接等您答复" in section._verdict.text()
    dialog = sheet(section)
    assert len(dialog.list.model.shown) == 2
    assert not dialog.withdraw_button.isVisible()
    finish(desk.store, keys[:1])
    told: list[str] = []
    section.told.connect(told.append)
    dialog.accept_button.click()
    assert told == ["已接收 1 件；1 件没有转移，原因见清单备注。"]
    assert held(desk, "clerk") == {keys[1]}
    assert "原由 人clerk_0（clerk_0） 经办" in shown(section.duties)[0][5]
    assert "1 件没有转移" in shown(section.offers)[0][5]
    assert outcome_text(LeftOut.FINISHED.value) in str(sheet(section).list.model.shown[0].cells)


def test_refusing_asks_for_a_reason_that_the_giver_reads(desk: Desk, opened: Open) -> None:
    keys = offered_to_clerk(desk)
    section = opened("clerk")
    dialog = sheet(section)
    assert not dialog.refuse_button.isEnabled()
    dialog.reply.setText("不熟悉")
    dialog.refuse_button.click()
    assert held(desk, OTHER) == set(keys)
    giver = opened(OTHER)
    assert "答复：不熟悉" in shown(giver.offers)[0][5]
    assert not sheet(giver).withdraw_button.isVisible()


def test_the_giver_withdraws_and_an_answer_that_came_too_late_is_said_in_place(
    desk: Desk, opened: Open
) -> None:
    offered_to_clerk(desk)
    late = sheet(opened("clerk"))
    giver = opened(OTHER)
    dialog = sheet(giver)
    assert not dialog.accept_button.isVisible()
    dialog.withdraw_button.click()
    assert shown(giver.offers)[0][3] == "已撤回"
    late.accept_button.click()
    assert late.isVisible()
    assert "另一位同事修改了" in late._refusal.text()


def test_a_chief_looks_at_a_leavers_work_and_hands_it_over(desk: Desk, opened: Open) -> None:
    key = a_case(desk.store, DutyKind.APPLICATION, "clerk")
    section = opened("chief")
    section.who.setCurrentIndex(section.who.findData("clerk"))
    section.who.activated.emit(section.who.currentIndex())
    assert len(shown(section.duties)) == 1
    dialog = section.ask_offer()
    choose(dialog)
    dialog.reason_box.setText("离岗")
    dialog.ok.click()
    accept_handover(desk.store, person(desk.store, OTHER), handover_number(section), 1)
    assert held(desk, OTHER) == {key}


def choose(dialog: OfferDialog) -> None:
    dialog.receiver.setCurrentIndex(dialog.receiver.findData(OTHER))


def handover_number(section: HandoverSection) -> int:
    return int(section.offers.current())


def test_the_list_is_printed_from_the_section_and_from_the_dialog(
    desk: Desk, opened: Open, tmp_path: Path
) -> None:
    offered_to_clerk(desk)
    section = opened("clerk")
    told: list[str] = []
    section.told.connect(told.append)
    section.print_button.click()
    assert (tmp_path / "交接.pdf").read_bytes().startswith(b"%PDF")
    sheet(section).print_button.click()
    assert told == ["交接清单已写入 交接.pdf，共 2 件。"] * 2


def test_every_kind_and_state_has_words() -> None:
    assert title_text(DutyKind.PACKAGE, "12") == "检查表 12 张"
    assert {state_text(DutyKind.PLATE_BATCH, one) for one in ("locked", "rendered", "failed")} == {
        "清单锁定，未出图",
        "已出图，未校验",
        "校验不符",
    }
    assert all(outcome_text(why.value) != why.value for why in LeftOut)
    words = error_text(HandoverRefused("misfit", "x", (("application", "一条", "甲"), ("package", "3", ""))))
    assert "编号申请「一条」（能办理：甲）；检查包「检查表 3 张」" in words.explanation


def test_a_half_typed_offer_is_gone_on_with_for_what_was_selected(desk: Desk, opened: Open, tmp_path) -> None:
    for _ in range(3):
        a_case(desk.store, DutyKind.APPLICATION, "clerk")
    desk.drafts.begin(tmp_path / "drafts", "clerk")
    section = opened("clerk")
    for row in (0, 2):
        rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        section.duties.view.selectionModel().select(section.duties.model.index(row, 0), rows)
    chosen = {section.duties.model.shown[row].key for row in (0, 2)}
    before = section.ask_offer()
    before.receiver.setCurrentIndex(before.receiver.findData(OTHER))
    before.reason_box.setText("调离")
    left = after_a_crash(desk, tmp_path)
    before.reject()
    later = opened("clerk")
    later.resume(left)
    dialog = later.dialog
    assert isinstance(dialog, OfferDialog)
    assert (dialog.receiver.currentData(), dialog.reason()) == (OTHER, "调离")
    dialog.scope.setCurrentIndex(1)
    assert {f"{one.value} {row_id}" for one, row_id in dialog.wanted().items} == chosen
    dialog.reject()
    assert not desk.drafts.is_open(left)


def test_a_half_typed_answer_is_gone_on_with(desk: Desk, opened: Open, tmp_path) -> None:
    offered = a_case(desk.store, DutyKind.APPLICATION, "clerk")
    offer_handover(desk.store, person(desk.store, "clerk"), "clerk", OTHER, reason="调离", items=[offered])
    desk.drafts.begin(tmp_path / "drafts", "clerk")
    section = opened(OTHER)
    section.open_offer()
    before = section.dialog
    assert isinstance(before, SheetDialog)
    before.reply.setText("不在我的片区")
    left = after_a_crash(desk, tmp_path)
    before.reject()
    later = opened(OTHER)
    later.resume(left)
    dialog = later.dialog
    assert isinstance(dialog, SheetDialog)
    assert dialog.reply.text() == "不在我的片区"
    dialog.refuse_button.click()
    assert shown(later.offers)[0][5].endswith("不在我的片区")
    assert not desk.drafts.is_open(left)


def test_an_offer_of_which_nothing_is_left_to_offer_is_forgotten(desk: Desk, opened: Open, tmp_path) -> None:
    a_case(desk.store, DutyKind.APPLICATION, "clerk")
    desk.drafts.begin(tmp_path / "drafts", "clerk")
    before = opened("clerk").ask_offer()
    before.reason_box.setText("调离")
    left = after_a_crash(desk, tmp_path)
    before.reject()
    offer_handover(desk.store, person(desk.store, "clerk"), "clerk", OTHER, reason="调离")
    later = opened("clerk")
    later.resume(left)
    assert later.dialog is None
    assert desk.drafts.left == ()


def after_a_crash(desk: Desk, tmp_path: Path) -> Draft:
    """What the next program finds."""
    desk.drafts.close()
    desk.drafts.begin(tmp_path / "drafts", "clerk")
    return desk.drafts.left[0]
