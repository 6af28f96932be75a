"""Opening a shared register: what is composed, what is remembered, what is said when it does not open."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from sqlalchemy import make_url

from db.domain.access import Actor
from db.domain.errors import StoreUnavailable
from db.services.accounts import SignedIn
from db.store.store import Store
from desktop import secrets
from desktop.connect_texts import server_words
from desktop.options import Options
from desktop.shell import connect_place
from desktop.shell.connect import ConnectDialog, Doors, Leave
from desktop.shell.connect_place import ServerPlace, Tls, place_of, remember, remembered
from desktop.shell.connect_probe import open_place, reach
from desktop.store_texts import store_words
from tests import postgres
from tests.desktop.work.inline import inline_runner

PLACE = ServerPlace("db.example", 5433, "siming", "lin")


class Ring:
    """A keyring for one test."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    import keyring

    made = Ring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(tmp_path / "window.ini")


class House:
    """Doors that note who came, and refuse with a code when told to."""

    def __init__(self, store: Store, why: str = "") -> None:
        self.store, self.why = store, why
        self.came: list[tuple[ServerPlace, str]] = []

    def enter(self, place: ServerPlace, password: str) -> tuple[Store, SignedIn]:
        self.came.append((place, password))
        if self.why:
            raise StoreUnavailable(self.why, "detail")
        return self.store, SignedIn(Actor(1, place.account, "林经办", ()))

    def attempt(self, place: ServerPlace, password: str) -> str:
        self.enter(place, password)
        return "林经办"


@pytest.fixture
def house(store: Store) -> House:
    return House(store)


def dialog_for(qtbot, options, house, first=None) -> ConnectDialog:
    dialog = ConnectDialog(options, inline_runner(), first, Doors(house.enter, house.attempt))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fill(dialog: ConnectDialog, password: str = "geheim-1") -> None:
    form = dialog.form
    for line, text in ((form.server, "db.example"), (form.database, "siming"), (form.account, "lin")):
        line.setText(text)
    form.port.setText("5433")
    form.password.setText(password)
    form.edited.emit()


# -- what is composed ---------------------------------------------------------------------------------------------------


def test_a_persons_role_is_composed_and_the_password_survives_every_sign() -> None:
    url = make_url(PLACE.url("p@ss:/%?#湖"))
    assert (url.username, url.password, url.host, url.port) == (
        "siming_lin",
        "p@ss:/%?#湖",
        "db.example",
        5433,
    )
    assert url.query["sslmode"] == "prefer"
    assert "p@ss" not in PLACE.address()
    assert "lin" not in PLACE.address()


def test_a_certificate_is_named_only_when_it_is_checked() -> None:
    assert "sslrootcert" not in make_url(PLACE.url("x")).query
    checked = ServerPlace("db", 5432, "siming", "lin", Tls.VERIFY, "/etc/ca.crt")
    query = make_url(checked.url("x")).query
    assert (query["sslmode"], query["sslrootcert"]) == ("verify-full", "/etc/ca.crt")


def test_a_url_fills_the_fields_and_the_prefix_is_taken_off() -> None:
    assert place_of("postgresql://siming_lin@DB.example:5433/siming?sslmode=require") == ServerPlace(
        "DB.example", 5433, "siming", "lin", Tls.REQUIRE
    )
    assert place_of("postgresql://db.example/siming") == ServerPlace("db.example", 5432, "siming", "")
    with pytest.raises(StoreUnavailable, match="bad_url"):
        place_of("mysql://x/y")


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(NAMES.filter(lambda name: not name.startswith("/")), NAMES, NAMES, st.integers(1, 65_535))
def test_whatever_is_remembered_comes_back(server: str, database: str, account: str, port: int) -> None:
    place = ServerPlace(server, port, database, account, Tls.REQUIRE, "", kept=True)
    kept: list[str] = []

    class Kept:
        def recent(self, _name: str) -> tuple[str, ...]:
            return tuple(kept)

        def keep_recent(self, _name: str, texts: list[str]) -> None:
            kept[:] = texts

        def save(self) -> None:
            pass

    remember(Kept(), place)  # type: ignore[arg-type]
    assert connect_place.remembered(Kept()) == (place,)  # type: ignore[arg-type]


def test_the_latest_connection_is_first_and_lines_that_cannot_be_read_are_left_out(options: Options) -> None:
    other = ServerPlace("other", 5432, "huli", "chen")
    for place in (PLACE, other, PLACE):
        remember(options, place)
    options.keep_recent("connections", ["{", '{"colour": 1}', *options.recent("connections")])
    assert remembered(options) == (PLACE, other)
    assert remembered(Options(options.folder / "window.ini")) == (PLACE, other)


# -- the dialog ---------------------------------------------------------------------------------------------------------


def test_what_is_missing_is_named_and_nothing_can_be_tried_before(qtbot, options, house) -> None:
    dialog = dialog_for(qtbot, options, house)
    assert "服务器、库名、账号、口令" in dialog.state.text()
    assert not dialog.ok.isEnabled()
    fill(dialog)
    assert dialog.ok.isEnabled()
    dialog.form.tls.setCurrentIndex(2)
    assert "CA 证书" in dialog.state.text()
    assert not dialog.try_button.isEnabled()


def test_a_test_says_who_one_is_and_leaves_the_dialog_open(qtbot, options, house) -> None:
    dialog = dialog_for(qtbot, options, house)
    fill(dialog)
    qtbot.mouseClick(dialog.try_button, Qt.MouseButton.LeftButton)
    assert "林经办" in dialog.state.text()
    assert dialog.focusWidget() is dialog.ok  # the next Enter connects
    assert dialog.isVisible()
    assert remembered(options) == ()


@pytest.mark.parametrize(
    "why", [*server_words(), "bad_password", "no_database", "not_a_store", "older", "newer"]
)
def test_each_failure_says_what_and_what_to_do_and_keeps_what_was_typed(qtbot, options, store, why) -> None:
    dialog = dialog_for(qtbot, options, House(store, why))
    fill(dialog)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    first, _, second = dialog.state.text().partition("\n")
    assert first
    assert second
    assert dialog.isVisible()
    assert dialog.form.server.text() == "db.example"
    assert dialog.form.password.text() == "geheim-1"
    assert dialog.ok.isEnabled()
    assert dialog.focusWidget() is not dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    assert "geheim" not in dialog.state.text()


def test_a_connection_that_opened_is_remembered_without_its_password(qtbot, options, house, ring) -> None:
    dialog = dialog_for(qtbot, options, house)
    fill(dialog)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.leave is Leave.CONNECTED
    assert dialog.connected is not None
    assert dialog.connected.store is house.store
    assert remembered(options) == (PLACE,)
    assert "geheim" not in (options.folder / "window.ini").read_text(encoding="utf-8")
    assert ring.kept == {}


def test_a_password_kept_is_used_without_being_typed_and_goes_when_forgotten(
    qtbot, options, house, ring
) -> None:
    dialog = dialog_for(qtbot, options, house)
    fill(dialog)
    dialog.form.keep.click()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert list(ring.kept.values()) == ["geheim-1"]
    again = dialog_for(qtbot, options, house)
    assert again.form.account.text() == "lin"
    assert again.form.password.text() == ""
    qtbot.mouseClick(again.ok, Qt.MouseButton.LeftButton)
    assert [password for _place, password in house.came] == ["geheim-1", "geheim-1"]
    third = dialog_for(qtbot, options, house)
    qtbot.mouseClick(third._forget, Qt.MouseButton.LeftButton)
    assert ring.kept == {}
    assert remembered(options) == ()
    assert not third.known.isVisible()


def test_a_kept_password_is_not_sent_to_another_server(qtbot, options, house, ring) -> None:
    remember(options, ServerPlace("db.example", 5433, "siming", "lin", kept=True))
    secrets.keep_password(PLACE.address(), "lin", "geheim-1")
    dialog = dialog_for(qtbot, options, house)
    qtbot.keyClicks(dialog.form.server, "x")
    assert "口令" in dialog.state.text()
    assert not dialog.ok.isEnabled()


def test_a_kept_password_that_is_refused_has_to_be_typed(qtbot, options, store, ring) -> None:
    remember(options, ServerPlace("db.example", 5433, "siming", "lin", kept=True))
    secrets.keep_password(PLACE.address(), "lin", "old")
    dialog = dialog_for(qtbot, options, House(store, "bad_password"))
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert not dialog.form.place.kept
    assert "口令" in dialog.state.text()


def test_without_a_keyring_it_is_said_and_one_goes_on(qtbot, options, house, monkeypatch) -> None:
    import keyring

    def broken() -> Ring:
        raise RuntimeError("no bus")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    dialog = dialog_for(qtbot, options, house)
    fill(dialog)
    dialog.form.keep.click()
    assert not dialog.form.keep.isVisible()
    assert any("没有凭据库" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.leave is Leave.CONNECTED
    assert remembered(options) == (PLACE,)


def test_a_register_that_opens_after_the_user_went_away_is_closed(qtbot, options, house, monkeypatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(Store, "close", lambda _store: closed.append(True))
    dialog = dialog_for(qtbot, options, house)
    fill(dialog)

    def enter(place: ServerPlace, password: str) -> tuple[Store, SignedIn]:
        dialog.reject()
        return house.enter(place, password)

    dialog._doors = Doors(enter, house.attempt)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert closed == [True]
    assert dialog.connected is None


def test_the_register_of_this_computer_is_one_click_away(qtbot, options, house) -> None:
    dialog = dialog_for(qtbot, options, house)
    qtbot.mouseClick(dialog.local_button, Qt.MouseButton.LeftButton)
    assert dialog.leave is Leave.LOCAL


def test_every_letter_leads_to_one_field(qtbot, options, house) -> None:
    remember(options, PLACE)
    dialog = dialog_for(qtbot, options, house)
    labels = [label for label in dialog.findChildren(QLabel) if "&" in label.text()]
    assert all(label.buddy() for label in labels)
    texts = [label.text() for label in labels]
    texts += [one.text() for one in (dialog.try_button, dialog.local_button, dialog._forget, dialog.ok)]
    texts += [dialog.form.keep.text(), dialog.form._browse.text()]
    letters = [text.partition("&")[2][:1].upper() for text in texts]
    assert len(set(letters)) == len(letters)


def test_capital_lock_is_told_while_typing(qtbot, options, house) -> None:
    dialog = dialog_for(qtbot, options, house)
    hint = next(label for label in dialog.findChildren(QLabel) if "大写锁定" in label.text())
    qtbot.keyClicks(dialog.form.password, "A")
    assert hint.isVisible()
    qtbot.keyClicks(dialog.form.password, "b")
    assert not hint.isVisible()


# -- the way to the server ------------------------------------------------------------------------------------------------


def why_of(place: ServerPlace, password: str) -> str:
    with pytest.raises(StoreUnavailable) as refused:
        open_place(place, password)
    assert refused.value.why in store_words()
    return refused.value.why


@pytest.fixture
def clerk(postgres_server: postgres.Server, postgres_url: str) -> Iterator[ServerPlace]:
    """An account of an empty database."""
    name = str(make_url(postgres_url).database)
    place = ServerPlace(postgres_server.host, postgres_server.port, name, "lin")
    role = sql.Identifier(place.role)
    postgres_server.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'right-1'").format(role))
    yield place
    postgres_server.execute(sql.SQL("DROP ROLE {}").format(role))


def test_a_door_that_is_shut_and_a_name_nobody_has_are_told_apart() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers here
        port = taken.getsockname()[1]
        with pytest.raises(StoreUnavailable, match="refused"):
            reach("127.0.0.1", port)
    with pytest.raises(StoreUnavailable, match="no_host"):
        reach("no such name", 5432)


def test_something_that_is_no_database_is_not_taken_for_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading

        def answer() -> None:
            for _ in range(2):  # the knock, then the driver
                connection, _address = server.accept()
                with connection:
                    connection.settimeout(5)
                    if connection.recv(100):
                        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        place = ServerPlace("127.0.0.1", server.getsockname()[1], "siming", "lin")
        assert why_of(place, "x") == "not_postgres"
        thread.join(5)


def test_the_server_tells_wrong_password_wrong_database_and_no_register_apart(clerk: ServerPlace) -> None:
    from dataclasses import replace

    assert why_of(clerk, "wrong") == "bad_password"
    assert why_of(replace(clerk, account="nobody"), "right-1") == "bad_password"
    assert why_of(replace(clerk, tls=Tls.REQUIRE), "right-1") in ("no_tls", "not_a_store")
    assert why_of(clerk, "right-1") == "not_a_store"


def test_a_closed_account_and_a_forbidden_database_are_told(
    clerk: ServerPlace, postgres_server: postgres.Server
) -> None:
    database, role = sql.Identifier(clerk.database), sql.Identifier(clerk.role)
    postgres_server.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(database))
    assert why_of(clerk, "right-1") == "not_admitted"
    postgres_server.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(role))
    assert why_of(clerk, "right-1") == "closed"


def test_a_keyrings_name_for_a_store_is_the_same_however_its_url_is_written() -> None:
    names = {
        secrets.service_name(url)
        for url in (
            PLACE.address(),
            PLACE.url("x"),
            "postgresql://DB.example:5433/siming",
            "postgresql+psycopg://siming_lin:x@db.example:5433/siming?sslmode=require",
        )
    }
    assert names == {"zhipai db.example:5433/siming"}
