"""Signing in: who has a password is asked for it, what refuses is said in place, a handed-out password is changed."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from db.domain.errors import NotFound, SignInRefused
from db.services.accounts import PasswordChanged, SignedIn, change_password, find_actor, has_password, sign_in
from db.services.store import open_store
from db.store import passwords
from db.store.store import Store
from desktop import paths, secrets
from desktop.options import STORE_KIND, Options
from desktop.shell import entrance as entrance_module
from desktop.shell.code_sheet import CodeSheet
from desktop.shell.connect import ConnectDialog, Connected, Leave
from desktop.shell.connect_place import ServerPlace
from desktop.shell.entrance import Entrance, change_own
from desktop.shell.new_password import NewPasswordDialog
from desktop.shell.session import Session
from desktop.shell.sign_in import Door, SignInDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
GOOD = "Bai-Lu-Zhou-7"
PLACE = ServerPlace("db.example", 5432, "siming", "lin")


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """How dear a guess is, is not what is tested here."""
    monkeypatch.setattr(passwords, "PASSES", 1)
    monkeypatch.setattr(passwords, "MEMORY_KIB", 1024)


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A file with the test register, whose clerk has a password."""
    file = tmp_path / "zhipai.db"
    shutil.copy(sqlite_template, file)
    store = open_store(f"sqlite:///{file.as_posix()}")
    change_password(store, find_actor(store, "clerk", "desk-1"), "", GOOD)
    yield store
    store.close()


def door_of(store: Store) -> Door:
    return Door(
        lambda login, typed: sign_in(store, login, typed, "desk-2"), lambda login: has_password(store, login)
    )


def dialog_at(qtbot, store: Store, chosen: str = "") -> SignInDialog:
    accounts = [("chief", "陈科长"), ("clerk", "林经办")]
    dialog = SignInDialog(accounts, door=door_of(store), chosen=chosen)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_only_accounts_with_a_password_are_asked_for_one(qtbot, office: Store) -> None:
    dialog = dialog_at(qtbot, office)
    assert dialog.login == "chief"
    assert not dialog.password.isVisible()
    dialog._list.setFocus()
    qtbot.keyClick(dialog._list, Qt.Key.Key_Down)
    assert dialog.password.isVisible()
    assert dialog.focusWidget() is dialog._list
    qtbot.keyClick(dialog._list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.password


def test_a_wrong_password_is_told_in_place_with_the_tries_that_are_left(qtbot, office: Store) -> None:
    dialog = dialog_at(qtbot, office, "clerk")
    dialog.password.setText("wrong")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.signed is None
    assert "4" in dialog.state.text()
    for _ in range(4):
        qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    locked = dialog.state.text()
    dialog.password.setText(GOOD)
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    assert dialog.signed is None
    assert "锁定" in locked
    assert "锁定" in dialog.state.text()


def test_the_right_password_lets_in_and_the_window_knows_the_last_time(qtbot, office: Store) -> None:
    dialog = dialog_at(qtbot, office, "clerk")
    dialog.password.setText(GOOD)
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    first = dialog.signed
    assert first is not None
    assert Session(office, first.actor, first).last_login == ""
    again = sign_in(office, "clerk", GOOD, "desk-3")
    assert Session(office, again.actor, again).last_login.endswith("在 desk-2")


def test_the_lock_asks_for_the_same_password_and_counts_wrong_ones(office: Store) -> None:
    clerk = Session(office, find_actor(office, "clerk"))
    check = clerk.password_check()
    assert check is not None
    assert check(GOOD) == ""
    assert check("wrong") != ""
    assert Session(office, find_actor(office, "chief")).password_check() is None
    with pytest.raises(SignInRefused) as refused:
        sign_in(office, "clerk", "wrong", "desk-2")
    assert refused.value.left == 3


def test_somebody_who_wants_another_register_says_so(qtbot, office: Store) -> None:
    dialog = dialog_at(qtbot, office)
    qtbot.mouseClick(dialog.elsewhere_button, Qt.MouseButton.LeftButton)
    assert dialog.elsewhere
    assert dialog.signed is None


# -- a new password ------------------------------------------------------------------------------------------------


def new_password(qtbot, store: Store, login: str, known: str | None = None) -> NewPasswordDialog:
    session = Session(store, find_actor(store, login))
    dialog = NewPasswordDialog(login, lambda old, new: change_own(session, old, new), known=known)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_rules_are_ticked_off_while_typing(qtbot, office: Store) -> None:
    dialog = new_password(qtbot, office, "chief", "")
    assert not dialog.old.isVisible()
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.first, "chief1")
    assert dialog.rules.text().count("✗") >= 2
    dialog.first.setText(GOOD)
    assert "✗" not in dialog.rules.text()
    qtbot.keyClicks(dialog.second, "B")
    assert "不一样" in dialog.state.text()
    dialog.second.setText(GOOD)
    assert dialog.ok.isEnabled()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert isinstance(dialog.changed, PasswordChanged)
    assert sign_in(office, "chief", GOOD, "desk-2").actor.login == "chief"


def test_a_wrong_old_password_is_told_and_what_was_typed_stays(qtbot, office: Store) -> None:
    dialog = new_password(qtbot, office, "clerk")
    dialog.old.setText("wrong")
    for line in (dialog.first, dialog.second):
        line.setText("Gu-Lang-Yu-88")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.state.text()
    assert dialog.first.text() == "Gu-Lang-Yu-88"
    dialog.old.setText(GOOD)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.changed is not None


def test_the_emergency_code_is_not_thrown_away_by_escape(qtbot) -> None:
    sheet = CodeSheet("ABCDE-FGHJK")
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    sheet.safe.setChecked(True)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


# -- the entrance --------------------------------------------------------------------------------------------------


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(tmp_path / "window.ini")


def url_of(store: Store) -> str:
    store.close()
    return store.url.render_as_string()


def test_a_named_account_without_a_password_needs_no_dialog(qtbot, office: Store, options: Options) -> None:
    with Entrance(options, "chief") as entrance:
        session = entrance.open(url_of(office))
    assert session is not None
    assert session.actor.login == "chief"
    session.store.close()


def test_a_named_account_that_is_not_there_is_refused(
    qtbot, office: Store, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = url_of(office)
    with Entrance(options, "nobody") as entrance, pytest.raises((NotFound, SignInRefused)):
        entrance.open(url)
    open_store(url).close()  # it was given free


def answer(monkeypatch: pytest.MonkeyPatch, login: str, typed: str, asked: list[str]) -> None:
    """Somebody who chooses an account and types a password."""

    def run(dialog: SignInDialog) -> int:
        asked.append(dialog.login)
        logins = [dialog._list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(dialog._list.count())]
        dialog._list.setCurrentRow(logins.index(login))
        dialog.password.setText(typed)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(SignInDialog, "exec", run)


def test_the_named_account_is_chosen_and_asked_and_another_can_take_over(
    qtbot, office: Store, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer(monkeypatch, "clerk", GOOD, asked)
    with Entrance(options, "clerk") as entrance:
        session = entrance.open(url_of(office))
        assert session is not None
        answer(monkeypatch, "chief", "", asked)
        second = entrance.again(session)
    assert second is not None
    assert (asked[0], second.actor.login) == ("clerk", "chief")
    second.store.close()


def test_a_password_that_was_handed_out_is_changed_first_or_nobody_gets_in(
    qtbot, office: Store, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handed_out(store: Store, login: str, typed: str) -> SignedIn:
        return SignedIn(find_actor(store, login), must_change=True)

    known: list[object] = []

    def refuse(dialog: NewPasswordDialog) -> int:
        known.append(dialog._known)
        return QDialog.DialogCode.Rejected

    def change(dialog: NewPasswordDialog) -> int:
        for line in (dialog.first, dialog.second):
            line.setText("Gu-Lang-Yu-88")
        dialog.accept()
        return dialog.result()

    answer(monkeypatch, "clerk", GOOD, [])
    monkeypatch.setattr(entrance_module, "_enter", handed_out)
    monkeypatch.setattr(NewPasswordDialog, "exec", refuse)
    url = url_of(office)
    with Entrance(options, "clerk") as entrance:
        assert entrance.open(url) is None
        assert known == [GOOD]
        monkeypatch.setattr(NewPasswordDialog, "exec", change)
        session = entrance.open(url)
    assert session is not None
    assert sign_in(session.store, "clerk", "Gu-Lang-Yu-88", "x").actor.login == "clerk"
    session.store.close()


class Connecting:
    """Somebody at the connection dialog, who does one thing after another."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *deeds: Callable[[ConnectDialog], None]) -> None:
        self.shown: list[ServerPlace] = []
        self._deeds = list(deeds)

        def run(dialog: ConnectDialog) -> int:
            self.shown.append(dialog.form.place)
            self._deeds.pop(0)(dialog)
            return dialog.result()

        monkeypatch.setattr(ConnectDialog, "exec", run)


def connect(store: Store, *, must_change: bool = False) -> Callable[[ConnectDialog], None]:
    def deed(dialog: ConnectDialog) -> None:
        signed = SignedIn(find_actor(store, "chief"), must_change=must_change)
        dialog.connected = Connected(store, signed, PLACE, GOOD)
        dialog.leave = Leave.CONNECTED

    return deed


def use_local(dialog: ConnectDialog) -> None:
    dialog.local_button.click()


def cancel(dialog: ConnectDialog) -> None:
    dialog.reject()


def test_a_server_named_without_a_password_is_asked_for_one(
    qtbot, office: Store, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = Connecting(monkeypatch, connect(office))
    with Entrance(options, "chief") as entrance:
        session = entrance.open("postgresql://db.example/siming")
    assert somebody.shown == [ServerPlace("db.example", 5432, "siming", "chief")]
    assert session is not None
    assert session.place == PLACE


def test_what_was_used_last_is_offered_next_time(
    qtbot, office: Store, options: Options, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ZHIPAI_STORE", raising=False)
    monkeypatch.setattr(paths, "is_settled", lambda: True)
    monkeypatch.setattr(paths, "default_store_url", office.url.render_as_string)
    somebody = Connecting(monkeypatch, connect(office), cancel, use_local)
    with Entrance(options, "chief") as entrance:
        assert entrance.open("postgresql://db.example/siming") is not None
        assert options.get(STORE_KIND) == "server"
        assert entrance.open("") is None
        office.close()
        session = entrance.open("")
    assert len(somebody.shown) == 3
    assert session is not None
    assert session.place is None
    assert options.get(STORE_KIND) == "file"
    session.store.close()


def test_at_a_server_too_a_password_that_was_handed_out_is_changed_first(
    qtbot, office: Store, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewPasswordDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    somebody = Connecting(monkeypatch, connect(office, must_change=True), cancel)
    with Entrance(options) as entrance:
        assert entrance.open("postgresql://db.example/siming") is None
    assert len(somebody.shown) == 2
    assert office.lock is not None
    assert not office.lock.is_locked


def test_a_new_password_is_kept_where_the_old_one_was(office: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[str, str]] = []
    monkeypatch.setattr(secrets, "keep_password", lambda _url, login, new: kept.append((login, new)) or True)
    clerk = find_actor(office, "clerk")
    change_own(Session(office, clerk, place=PLACE), GOOD, "Gu-Lang-Yu-88")
    assert kept == []
    change_own(Session(office, clerk, place=replace(PLACE, kept=True)), "Gu-Lang-Yu-88", "Wu-Yuan-Wan-9")
    assert kept == [("lin", "Wu-Yuan-Wan-9")]
