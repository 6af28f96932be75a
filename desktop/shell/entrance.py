"""The way into a register: which one, as whom, and what has to be done first (upgrade it, change the password)."""

import getpass
import os
import platform
from functools import partial
from types import TracebackType

from PySide6.QtWidgets import QDialog

from db.domain.errors import StoreUnavailable
from db.services.accounts import (
    PasswordChanged,
    SignedIn,
    change_password,
    has_password,
    list_actors,
    sign_in,
)
from db.services.store import open_store
from db.store.engine import normal_url, store_file
from db.store.store import Store
from desktop import paths
from desktop.i18n import translate
from desktop.options import STORE_KIND, Options
from desktop.shell.session import Session
from desktop.shell.sign_in import Door, SignInDialog
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner, reader_pool, writer_pool

FILE, SERVER = STORE_KIND.valid


class Entrance:
    """Leads a person to a session; used as a context, for it may start threads."""

    def __init__(self, options: Options, login: str = "") -> None:
        """Build the entrance.

        Args:
            options: what this computer remembers.
            login: the account to work as; ``""`` asks, unless there is only one.
        """
        self._options, self._login = options, login
        self._runner: Runner | None = None

    def __enter__(self) -> "Entrance":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            self._runner.close()

    @property
    def runner(self) -> Runner:
        """Threads for what happens before there is a window."""
        if self._runner is None:
            self._runner = Runner(ChangeFeed(), writer_pool(), reader_pool())
        return self._runner

    def open(self, store_url: str) -> Session | None:
        """A session at the named register, or at the one this user chose; None when he thinks better of it.

        Raises:
            StoreUnavailable: a file that cannot be opened.
            DomainError: the account named for it is refused.
        """
        named = store_url or os.environ.get("ZHIPAI_STORE", "")
        if named:
            return self._by_url(named)
        if self._options.get(STORE_KIND) == SERVER:
            return self._at_server("")
        return self._at_home()

    def again(self, left: Session) -> Session | None:
        """A session at the same register for somebody else; None when nobody comes."""
        self._login = ""
        left.store.close()
        if left.place is not None:
            return self._at_server(left.place.address())
        return self._in_file(left.store.url.render_as_string(hide_password=False), ask=True)

    def _by_url(self, url: str) -> Session | None:
        parsed = normal_url(url)
        if store_file(parsed) is None and parsed.password is None:
            return self._at_server(url)
        return self._in_file(url)

    def _at_home(self) -> Session | None:
        if not paths.is_settled():
            from desktop.shell.first_run import Settled, settle

            settled = settle()
            if settled is not Settled.HERE:
                return self._at_server("") if settled is Settled.SERVER else None
        session = self._in_file(paths.default_store_url())
        if session is not None and session.place is None:
            self._options.put(STORE_KIND, FILE)
        return session

    # -- a file -------------------------------------------------------------------------------------------------------

    def _in_file(self, url: str, *, ask: bool = False) -> Session | None:
        store, note = self._opened(url)
        if store is None:
            return None
        try:
            session, elsewhere = self._let_in(store, ask=ask)
        except BaseException:
            store.close()
            raise
        if session is None:
            store.close()
            return self._at_server("") if elsewhere else None
        return Session(store, session.actor, session, note)

    def _opened(self, url: str) -> tuple[Store | None, str]:
        try:
            return open_store(url), ""
        except StoreUnavailable as error:
            if error.why != "older" or store_file(normal_url(url)) is None:
                raise
        from desktop.shell.upgrade import UpgradeDialog

        dialog = UpgradeDialog(url, self.runner)
        if dialog.exec() != QDialog.DialogCode.Accepted or dialog.copy is None:
            return None, ""
        said = translate("entrance", "地址库已升级；升级前的副本是 {file}").format(file=dialog.copy.name)
        return open_store(url), said

    def _let_in(self, store: Store, *, ask: bool) -> tuple[SignedIn | None, bool]:
        accounts = list_actors(store)
        wanted = self._login or ("" if ask else _obvious(accounts))
        if wanted and not ask and not has_password(store, wanted):
            signed, typed = sign_in(store, wanted, "", platform.node()), ""
        else:
            door = Door(partial(_enter, store), partial(has_password, store))
            dialog = SignInDialog(accounts, door=door, chosen=wanted)
            dialog.exec()
            if dialog.signed is None:
                return None, dialog.elsewhere
            signed, typed = dialog.signed, dialog.password.text()
        if signed.must_change and not _changed(Session(store, signed.actor, signed), typed):
            return None, False
        return signed, False

    # -- a server -----------------------------------------------------------------------------------------------------

    def _at_server(self, url: str) -> Session | None:
        from desktop.shell.connect import ConnectDialog, Leave
        from desktop.shell.connect_place import known_place

        first = known_place(self._options, url, self._login) if url else None
        while True:
            dialog = ConnectDialog(self._options, self.runner, first)
            dialog.exec()
            if dialog.leave is Leave.LOCAL:
                return self._at_home()
            if dialog.connected is None:
                return None
            found = dialog.connected
            session = Session(found.store, found.signed.actor, found.signed, found.note, found.place)
            if not found.signed.must_change or _changed(session, found.password):
                self._options.put(STORE_KIND, SERVER)
                return session
            found.store.close()
            first = found.place


def _obvious(accounts: list[tuple[str, str]]) -> str:
    """Who it must be without asking: the only account there is, or the one named like the system's user."""
    if len(accounts) == 1:
        return accounts[0][0]
    user = getpass.getuser()
    return user if user in dict(accounts) else ""


def _enter(store: Store, login: str, typed: str) -> SignedIn:
    return sign_in(store, login, typed, platform.node())


def change_own(session: Session, old: str, new: str) -> PasswordChanged:
    """Change the password of who works here; where this computer keeps it, the new one is kept.

    Raises:
        BadPassword: the new one is weak.
        SignInRefused: the old one is wrong.
    """
    changed = change_password(session.store, session.actor, old, new)
    if session.place is not None and session.place.kept:
        from desktop import secrets

        secrets.keep_password(session.place.address(), session.place.account, new)
    return changed


def _changed(session: Session, typed: str) -> bool:
    from desktop.shell.new_password import NewPasswordDialog

    change = partial(change_own, session)
    dialog = NewPasswordDialog(session.actor.login, change, known=typed, must=True)
    if dialog.exec() != QDialog.DialogCode.Accepted or dialog.changed is None:
        return False
    if dialog.changed.emergency_code:
        from desktop.shell.code_sheet import CodeSheet

        CodeSheet(dialog.changed.emergency_code).exec()
    return True
