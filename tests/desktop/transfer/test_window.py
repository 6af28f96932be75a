from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from db.domain.division import Unit
from db.services import transfer
from db.services.redraw import all_units
from db.services.store import init_store, open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.files.transfer_package import write_package
from desktop.options import Options
from desktop.system.list_export import ExportButton
from desktop.transfer.asking import ReceiptDialog, SignDialog
from desktop.transfer.give_dialog import GiveDialog, new_draft
from desktop.transfer.take_dialog import TakeDialog
from desktop.transfer.window import TransferWindow
from desktop.work.change_feed import ChangeFeed
from desktop.work.drafts import Draft
from tests.conftest import copy_template
from tests.desktop.letters import clashing
from tests.desktop.work.inline import inline_runner
from tests.office import addresses, person, place_id
from tests.register import COMMUNITY
from tests.transfer import NEW_COMMUNITY, OTHER_DISTRICT, OTHER_SEEDS, PASSWORD, decided, given, parcel, today
from tests.vault import make_cheap


@pytest.fixture
def stores(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Store]]:
    """The registers of two districts; both have 12号 in a street of one name."""
    make_cheap(monkeypatch)
    copy_template(sqlite_template, tmp_path / "gives.db")
    urls = [f"sqlite:///{(tmp_path / name).as_posix()}" for name in ("gives.db", "takes.db")]
    init_store(urls[1], OTHER_SEEDS, district_code=OTHER_DISTRICT, store_no=7)
    opened = [open_store(url) for url in urls]
    addresses(opened[0], ["12号", "14号"])
    addresses(opened[1], ["12号"], community="350206005009")
    yield opened
    for one in opened:
        one.close()


def window(store: Store, login: str, tmp_path: Path, qtbot) -> TransferWindow:
    feed = ChangeFeed()
    desk = Desk(store, inline_runner(feed), feed, Options(tmp_path / f"{login}.ini"))
    made = TransferWindow(desk, person(store, login))
    qtbot.addWidget(made)
    made.read()
    made.show()
    return made


def press(qtbot, button) -> None:
    assert button.isEnabled(), button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def sign(qtbot, made: TransferWindow) -> None:
    dialog = made.steps.dialog
    assert isinstance(dialog, SignDialog)
    dialog.password.setText(PASSWORD)
    dialog.again.setText(PASSWORD)
    press(qtbot, dialog.ok)


def compare(qtbot, made: TransferWindow, kind: type, fingerprint: str) -> None:
    dialog = made.steps.dialog
    assert isinstance(dialog, kind)
    assert not dialog.ok.isEnabled()
    dialog.said.setText(fingerprint.replace(" ", ""))
    press(qtbot, dialog.ok)


def test_two_offices_hand_over_by_clicking(stores: list[Store], tmp_path: Path, qtbot) -> None:
    gives, takes = stores
    package, receipt = str(tmp_path / "a.zpt"), str(tmp_path / "b.zpr")
    transfer.file(gives, person(gives, "clerk"), parcel(gives), "区划调整")
    clerk, chief = (window(gives, login, tmp_path, qtbot) for login in ("clerk", "chief"))
    taker, head = (window(takes, login, tmp_path, qtbot) for login in ("clerk", "chief"))
    assert clerk.table.model.shown[0].cells[2] == "官任社区"
    assert not clerk.buttons["decide"].isEnabled()
    press(qtbot, chief.buttons["decide"])
    assert not chief.buttons["release"].isEnabled()
    for one in (chief, head):
        press(qtbot, one.buttons["key"])
        sign(qtbot, one)
    chief.steps.ask_save = lambda *_: package
    press(qtbot, chief.buttons["release"])
    sign(qtbot, chief)
    keys = [transfer.office_key(store) for store in stores]
    assert keys[0] is not None
    assert keys[1] is not None
    taker.steps.ask_open = head.steps.ask_open = lambda *_: package
    press(qtbot, taker.buttons["open"])
    dialog = taker.steps.dialog
    assert isinstance(dialog, TakeDialog)
    dialog.said.setText(keys[0].fingerprint)
    assert not dialog.ok.isEnabled()
    dialog.said.clear()
    dialog.table.view.selectAll()
    press(qtbot, dialog.same)
    compare(qtbot, taker, TakeDialog, keys[0].fingerprint)
    head.read()
    press(qtbot, head.buttons["accept"])
    head.steps.ask_save = lambda *_: receipt
    press(qtbot, head.buttons["receipt"])
    sign(qtbot, head)
    clerk.read()
    clerk.steps.ask_open = lambda *_: receipt
    press(qtbot, clerk.buttons["close"])
    compare(qtbot, clerk, ReceiptDialog, keys[1].fingerprint)
    assert [one.state for one in transfer.handoffs(gives)] == ["closed"]
    assert [one.state for one in transfer.handoffs(takes)] == ["accepted"]


def test_a_hand_over_half_typed_opens_again_as_it_was(stores: list[Store], tmp_path: Path, qtbot) -> None:
    made = window(stores[0], "clerk", tmp_path, qtbot)
    typed = {
        "old": COMMUNITY,
        "places": str(place_id(stores[0])),
        "code": NEW_COMMUNITY,
        "reason": "群众要求",
    }
    made.steps.give(Draft("transfer.file", "新的跨区移交", fields=typed))
    qtbot.waitUntil(lambda: isinstance(made.steps.dialog, GiveDialog))
    dialog = made.steps.dialog
    assert isinstance(dialog, GiveDialog)
    qtbot.waitUntil(lambda: dialog.parcel().places == (place_id(stores[0]),))
    assert (dialog.old.code(), dialog.code.text(), dialog.reason()) == (COMMUNITY, NEW_COMMUNITY, "群众要求")
    assert dialog.day.day()


def typed(store: Store, tmp_path: Path, qtbot) -> GiveDialog:
    """A hand-over typed in whole, of the community that is selected elsewhere."""
    made, wanted = window(store, "clerk", tmp_path, qtbot), parcel(store)
    made._desk.drafts.begin(tmp_path / "drafts", "clerk")
    target, above = wanted.target, wanted.target.code[:9] + "000"
    theirs = (
        Unit(OTHER_DISTRICT + "000000", target.district_name, "350200000000", 3, "2000-01-01"),
        Unit(above, target.parent_name, OTHER_DISTRICT + "000000", 4, "2000-01-01"),
    )
    units = (*all_units(store).current(today(store)), *theirs)
    form = GiveDialog(made._desk, person(store, "clerk"), units, new_draft(), made)
    form.show()
    form.start_with(wanted.old_code)
    form.code.setText(target.code)
    form.name.setText(target.name)
    form.document.setText(wanted.document)
    qtbot.waitUntil(lambda: not form._pause.isActive())
    return form


def test_enter_in_the_day_files_a_hand_over(stores: list[Store], tmp_path: Path, qtbot) -> None:
    form = typed(stores[0], tmp_path, qtbot)
    assert form.ok.isEnabled()
    form.day.setFocus()
    qtbot.keyClick(form.day, Qt.Key.Key_Return)
    assert [row.parcel.old_code for row in transfer.handoffs(stores[0])] == [COMMUNITY]


def test_a_hand_over_that_was_typed_into_asks_before_it_closes(
    stores: list[Store], tmp_path: Path, qtbot
) -> None:
    form = typed(stores[0], tmp_path, qtbot)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.question is not None
    (keep,) = [one for one in form.question.buttons() if one.text() == "留着以后填(&K)"]
    press(qtbot, keep)
    assert [draft.verb for draft in form._desk.drafts.left] == ["transfer.file"]
    form._desk.drafts.close()


@pytest.mark.parametrize("pasted", [NEW_COMMUNITY, f" {NEW_COMMUNITY}"])
def test_a_whole_code_put_behind_the_head_is_the_code(
    stores: list[Store], tmp_path: Path, qtbot, pasted: str
) -> None:
    form = typed(stores[0], tmp_path, qtbot)
    form.code.setText(NEW_COMMUNITY[:9])
    form.code.insert(pasted)
    assert form.parcel().target.code == NEW_COMMUNITY


def test_a_code_that_is_too_long_is_refused_and_not_cut(stores: list[Store], tmp_path: Path, qtbot) -> None:
    form = typed(stores[0], tmp_path, qtbot)
    form.code.setText("350206005350206005999")
    form.code.insert("1")
    qtbot.waitUntil(lambda: not form._pause.isActive())
    assert len(form.parcel().target.code) > len(NEW_COMMUNITY)
    assert not form.ok.isEnabled()


def opened_package(stores: list[Store], tmp_path: Path) -> tuple[str, str]:
    """A package that was let go, on disk, and the fingerprint that is read out for it."""
    path = tmp_path / "a.zpt"
    _handoff, package = given(stores[0])
    write_package(path, package, partial(transfer.file_content, stores[0]))
    key = transfer.office_key(stores[0])
    assert key is not None
    return str(path), key.fingerprint


def half_decided(made: TransferWindow, path: str, fingerprint: str, qtbot) -> TakeDialog:
    made.steps.ask_open = lambda *_: path
    press(qtbot, made.buttons["open"])
    dialog = made.steps.dialog
    assert isinstance(dialog, TakeDialog)
    dialog.table.view.selectAll()
    press(qtbot, dialog.aside)
    dialog.said.setText(fingerprint.replace(" ", "")[:17])
    dialog.reason_box.setText("与对方核对")
    return dialog


def test_decisions_about_a_package_survive_a_crash(stores: list[Store], tmp_path: Path, qtbot) -> None:
    path, fingerprint = opened_package(stores, tmp_path)
    made = window(stores[1], "clerk", tmp_path, qtbot)
    made._desk.drafts.begin(tmp_path / "drafts", "clerk")
    half_decided(made, path, fingerprint, qtbot)
    made._desk.drafts.close()  # the program ends badly
    again = window(stores[1], "clerk", tmp_path, qtbot)
    again._desk.drafts.begin(tmp_path / "drafts", "clerk")
    (left,) = again._desk.drafts.left
    again.go_on(left)
    dialog = again.steps.dialog
    assert isinstance(dialog, TakeDialog)
    assert [line.cells[1] for line in dialog.table.model.shown] == ["另立待核实"]
    assert (dialog.said.text().replace(" ", ""), dialog.reason()) == (
        fingerprint.replace(" ", "")[:17],
        "与对方核对",
    )
    compare(qtbot, again, TakeDialog, fingerprint)
    assert [one.state for one in transfer.handoffs(stores[1])] == ["prepared"]
    assert again._desk.drafts.left == ()
    again._desk.drafts.close()


def test_decisions_about_a_package_are_asked_about_before_they_are_lost(
    stores: list[Store], tmp_path: Path, qtbot
) -> None:
    made = window(stores[1], "clerk", tmp_path, qtbot)
    made._desk.drafts.begin(tmp_path / "drafts", "clerk")
    dialog = half_decided(made, *opened_package(stores, tmp_path), qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.question is not None
    (keep,) = [one for one in dialog.question.buttons() if one.text() == "留着以后填(&K)"]
    press(qtbot, keep)
    assert [draft.verb for draft in made._desk.drafts.left] == ["transfer.open"]
    made._desk.drafts.close()


def test_words_for_a_hand_over_survive_a_crash(stores: list[Store], tmp_path: Path, qtbot) -> None:
    for document in ("厦府〔2026〕8号", "厦府〔2026〕9号"):
        transfer.file(
            stores[0],
            person(stores[0], "clerk"),
            replace(parcel(stores[0], place_id(stores[0])), document=document),
            "区划调整",
        )
        transfer.withdraw(
            stores[0], person(stores[0], "clerk"), transfer.handoffs(stores[0])[0].id, 1, "误填"
        )
    row = transfer.handoffs(stores[0])[-1]
    made = window(stores[0], "chief", tmp_path, qtbot)
    made._desk.drafts.begin(tmp_path / "drafts", "chief")
    made.table.select(str(row.id))
    made.reason.setText("同意移交")
    made._desk.drafts.close()
    again = window(stores[0], "chief", tmp_path, qtbot)
    again._desk.drafts.begin(tmp_path / "drafts", "chief")
    again.go_on(again._desk.drafts.left[0])
    assert (again.words(), again.table.current()) == ("同意移交", str(row.id))
    again.reason.clear()
    assert again._desk.drafts.left == ()
    again._desk.drafts.close()


def test_words_for_a_hand_over_that_is_not_listed_stand_over_no_other(
    stores: list[Store], tmp_path: Path, qtbot
) -> None:
    transfer.file(stores[0], person(stores[0], "clerk"), parcel(stores[0]), "区划调整")
    gone = transfer.handoffs(stores[0])[0].id + 1
    made = window(stores[0], "chief", tmp_path, qtbot)
    made._desk.drafts.begin(tmp_path / "drafts", "chief")
    made._desk.drafts.hold(Draft("transfer.words", "跨区移交的事由", (gone,))).keep({"reason": "同意移交"})
    made._desk.drafts.close()
    again = window(stores[0], "chief", tmp_path, qtbot)
    again._desk.drafts.begin(tmp_path / "drafts", "chief")
    (left,) = again._desk.drafts.left
    again.go_on(left)
    assert again.words() == ""
    assert "已不在列表里" in again._fault.text()
    assert again._desk.drafts.left == (left,)
    again._desk.drafts.close()


def test_the_reason_of_a_signature_survives_a_crash_and_the_password_is_nowhere(
    stores: list[Store], tmp_path: Path, qtbot
) -> None:
    handoff = decided(stores[0], parcel(stores[0]))
    made = window(stores[0], "chief", tmp_path, qtbot)
    made._desk.drafts.begin(tmp_path / "drafts", "chief")
    press(qtbot, made.buttons["key"])
    dialog = made.steps.dialog
    assert isinstance(dialog, SignDialog)
    dialog.password.setText("从不写下的口令-7")
    dialog.reason_box.setText("第一把密钥")
    made._desk.drafts.close()
    (kept,) = (tmp_path / "drafts").glob("*.json")
    assert "从不写下" not in kept.read_text(encoding="utf-8")
    again = window(stores[0], "chief", tmp_path, qtbot)
    again._desk.drafts.begin(tmp_path / "drafts", "chief")
    again.go_on(again._desk.drafts.left[0])
    dialog = again.steps.dialog
    assert isinstance(dialog, SignDialog)
    assert (dialog.reason(), dialog.password.text()) == ("第一把密钥", "")
    sign(qtbot, again)
    again.go_on(Draft("transfer.release", "写移交包", (handoff,), fields={"reason": "按批文移交"}))
    dialog = again.steps.dialog
    assert isinstance(dialog, SignDialog)
    assert dialog.reason() == "按批文移交"
    again._desk.drafts.close()


def test_the_hand_overs_shown_go_out_as_a_list(stores: list[Store], tmp_path: Path, qtbot) -> None:
    transfer.file(stores[0], person(stores[0], "clerk"), parcel(stores[0]), "区划调整")
    made = window(stores[0], "chief", tmp_path, qtbot)
    assert clashing(made) == {}
    (button,) = made.findChildren(ExportButton)
    button.ask_path = lambda _parent, name: str(tmp_path / f"{name}.xlsx")
    press(qtbot, button)
    sheet = load_workbook(tmp_path / "跨区移交.xlsx").active
    assert sheet is not None
    assert "官任社区" in [cell.value for row in sheet.iter_rows() for cell in row]
