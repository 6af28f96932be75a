"""Who sits at which store: what the title bar says, and how he shows that it is he."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.errors import DomainError, StoreUnavailable
from db.services.accounts import SignedIn, prove
from db.store.accounts import credential_of
from db.store.engine import store_file
from db.store.store import Store
from desktop.i18n import translate
from desktop.shell.connect_place import ServerPlace


@dataclass(frozen=True, slots=True)
class Session:
    """One person at one store.

    Attributes:
        store: the open store.
        actor: who signed in.
        signed: how he signed in; None when nobody was asked.
        note: something the window is to say when it opens.
        place: which connection was chosen; None for a file, and for a server named with its password.
    """

    store: Store
    actor: Actor
    signed: SignedIn | None = None
    note: str = ""
    place: ServerPlace | None = None

    @property
    def store_name(self) -> str:
        """The store as the office calls it: its file, or its server and database."""
        file = store_file(self.store.url)
        if file is not None:
            return translate("session", "文件 {name}").format(name=file.name)
        url = self.store.url
        return translate("session", "服务器 {host}/{name}").format(
            host=url.host or "", name=url.database or ""
        )

    def title(self, district: str, *, offline: bool) -> str:
        """The window's title.

        Args:
            district: name of the office's district.
            offline: whether the store cannot be reached now.
        """
        parts = [translate("session", "址牌"), district, self.actor.name, self.store_name]
        if offline:
            parts.append(translate("session", "离线"))
        return " — ".join(parts)

    @property
    def last_login(self) -> str:
        """When and where the account signed in before this; ``""`` when that is not known."""
        if self.signed is None or not self.signed.last_login_at:
            return ""
        at = local_time(self.signed.last_login_at)
        if not self.signed.last_workstation:
            return translate("session", "上次登录 {at}").format(at=at)
        return translate("session", "上次登录 {at} 在 {machine}").format(
            at=at, machine=self.signed.last_workstation
        )

    def password_check(self) -> Callable[[str], str] | None:
        """What tells of a password what is wrong with it; None while the account has none.

        Nothing is asked of a server: it could be away, and the connection was opened with the right one. In a file only
        a wrong one is written down, since a long import may hold it.
        """
        if store_file(self.store.url) is None:
            known = self.store.url.password
            return partial(_same, str(known)) if known is not None else None
        with self.store.read() as conn:
            kept = credential_of(conn, self.actor.login)
        return None if kept is None else partial(_proved, self.store, self.actor)


def _same(known: str, typed: str) -> str:
    right = hmac.compare_digest(known.encode(), typed.encode())
    return "" if right else translate("session", "口令不对。")


def _proved(store: Store, actor: Actor, typed: str) -> str:
    try:
        with store.read() as conn:
            kept = credential_of(conn, actor.login)
        prove(store, actor.login, str(kept["password_hash"]) if kept else "", typed, actor.workstation)
    except (DomainError, StoreUnavailable) as error:
        from desktop.error_texts import error_text

        return error_text(error).explanation
    return ""
