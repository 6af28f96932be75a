"""Who may do what: roles by area, separation of duties (谁登记谁负责，谁录入谁负责)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from db.domain.errors import BadAccount, NotAllowed


class Role(StrEnum):
    """Roles of the office; one person may hold several, each over an area."""

    CLERK = "clerk"  # 区民政局经办
    CHIEF = "chief"  # 审批人
    AREA_CLERK = "area_clerk"  # 镇街/社区
    PRINTER = "printer"  # 制牌
    INSPECTOR = "inspector"  # 检查
    ADMIN = "admin"  # 系统管理
    CITY = "city"  # 市局，读


_ENTER = frozenset({Role.CLERK, Role.AREA_CLERK})

ALLOWED: dict[str, frozenset[Role]] = {
    "import.stage": _ENTER,
    "import.promote": frozenset({Role.CLERK}),
    "import.reverse": frozenset({Role.CLERK}),
    "address.edit": _ENTER,
    "address.undo": _ENTER,
    "address.redo": _ENTER,
    "address.take_hold": frozenset({Role.CLERK, Role.CHIEF}),
    "place.edit": frozenset({Role.CLERK, Role.CHIEF}),
    "place.rename": frozenset({Role.CLERK}),
    "view.keep": frozenset(Role),
    "map.keep": _ENTER | {Role.CHIEF},
    "place.approve": frozenset({Role.CHIEF}),
    "place.alias": frozenset({Role.CLERK, Role.CHIEF}),
    "application.file": _ENTER,
    "application.approve": frozenset({Role.CHIEF}),
    "application.return": frozenset({Role.CHIEF}),
    "application.withdraw": _ENTER,
    "application.revoke": frozenset({Role.CHIEF}),
    "sheet.issue": _ENTER,
    "sheet.return": _ENTER,
    "sheet.decide": _ENTER,
    "sheet.withdraw": _ENTER | {Role.CHIEF},
    "match.decide": _ENTER,
    "private_use.keep": frozenset({Role.CLERK, Role.CHIEF}),
    "qr.accept": frozenset({Role.CLERK}),
    "qr.reissue": frozenset({Role.CHIEF}),
    "plates.batch": frozenset({Role.PRINTER, Role.CLERK}),
    "plates.print": frozenset({Role.PRINTER}),
    "problem.find": frozenset({Role.CLERK, Role.CHIEF, Role.INSPECTOR}),
    "problem.close": frozenset({Role.CLERK, Role.CHIEF}),
    "package.export": frozenset({Role.INSPECTOR, Role.CLERK}),
    "inspection.decide": frozenset({Role.CLERK, Role.CHIEF}),
    "package.merge": frozenset({Role.CLERK, Role.INSPECTOR}),
    "store.init": frozenset({Role.ADMIN}),
    "actor.manage": frozenset({Role.ADMIN}),
    "setting.change": frozenset({Role.ADMIN, Role.CHIEF}),
    "handover.offer": frozenset(Role) - {Role.CITY},
    "handover.withdraw": frozenset(Role) - {Role.CITY},
    "handover.accept": frozenset(Role) - {Role.ADMIN},
    "handover.refuse": frozenset(Role) - {Role.ADMIN},
    "clock.confirm": frozenset({Role.ADMIN, Role.CHIEF}),
    "store.claim": frozenset({Role.ADMIN, Role.CHIEF, Role.CLERK}),
    "transfer.file": frozenset({Role.CLERK}),
    "transfer.decide": frozenset({Role.CHIEF}),
    "transfer.withdraw": frozenset({Role.CLERK, Role.CHIEF}),
    "transfer.release": frozenset({Role.CHIEF}),
    "transfer.prepare": frozenset({Role.CLERK}),
    "transfer.accept": frozenset({Role.CHIEF}),
    "transfer.close": frozenset({Role.CLERK, Role.CHIEF}),
    "transfer.key": frozenset({Role.CHIEF}),
    "store.join": frozenset({Role.CLERK, Role.CHIEF}),
    "attachment.add": _ENTER | {Role.CHIEF, Role.PRINTER, Role.INSPECTOR},
    "attachment.wipe": frozenset({Role.CHIEF}),
    "vault.manage": frozenset({Role.ADMIN}),
    "person.enter": _ENTER,
    "person.reveal": _ENTER | {Role.CHIEF},
    "person.wipe": frozenset({Role.CHIEF}),
    "account.recover": frozenset({Role.ADMIN}),
    "password.change": frozenset(Role),
    "session.open": frozenset(Role),
    "session.refuse": frozenset({Role.ADMIN}),
    "seed": frozenset({Role.ADMIN}),
}
"""Verb -> roles. A verb missing here is nobody's."""


@dataclass(slots=True)
class Actor:
    """The person at the keyboard, one object for the whole of his sitting: his roles may change while he works.

    Attributes:
        id: account id.
        login: account name, kept in history for ever.
        name: name shown.
        roles: role -> area code prefix it covers (``3502`` the city, ``350203`` a district, 12 digits a community).
        workstation: the machine's name.
    """

    id: int
    login: str
    name: str
    roles: tuple[tuple[Role, str], ...]
    workstation: str = ""

    def role_for(self, verb: str, area: str = "") -> Role:
        """The role under which the actor may do the verb in the area (``""``: anywhere of his).

        Raises:
            NotAllowed: no role of his covers it.
        """
        for role, covered in self.roles:
            if role in ALLOWED.get(verb, frozenset()) and (not area or area.startswith(covered)):
                return role
        raise NotAllowed(verb=verb, actor=self.login)

    def may(self, verb: str, area: str = "") -> bool:
        """Whether a role of the actor covers the verb in the area (``""``: anywhere of his)."""
        try:
            self.role_for(verb, area)
        except NotAllowed:
            return False
        return True


def second_person(verb: str, actor: Actor, first_login: str) -> None:
    """Refuse when the deciding account is the proposing one.

    Raises:
        NotAllowed: the same account did both.
    """
    if actor.login == first_login:
        raise NotAllowed(verb=verb, actor=actor.login, why="same_person")


MAX_LOGIN = 32
MAX_ROLE_BYTES = 63  # PostgreSQL cuts a longer name of a role short, and two accounts would become one
RESERVED = frozenset({"owner", "member", "system"})
"""Logins nobody may have: the groups on a server, and who acts while a store is being made."""

_AREA_LENGTHS = (4, 6, 9, 12)


def checked_login(text: str, prefix: str = "") -> str:
    """A new account's login as it is kept.

    Args:
        text: as typed.
        prefix: what a server puts before it; the longest name of a database there is leaves room for 32 letters.

    Raises:
        BadAccount: ``login_empty``, ``login_long``, ``login_characters`` or ``login_reserved``.
    """
    login = unicodedata.normalize("NFC", text)
    if not login:
        raise BadAccount("login_empty")
    if len(login) > MAX_LOGIN or len(f"{prefix}_{login}".encode()) > MAX_ROLE_BYTES:
        raise BadAccount("login_long", login)
    if not login[0].isalnum() or not all(letter.isalnum() or letter in "._-" for letter in login):
        raise BadAccount("login_characters", login)
    if login.casefold() in RESERVED:
        raise BadAccount("login_reserved", login)
    return login


def checked_name(text: str) -> str:
    """A person's name as it is kept: one line without outer blanks.

    Raises:
        BadAccount: ``name_empty``, ``name_long`` or ``name_characters``.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise BadAccount("name_empty")
    if len(name) > MAX_LOGIN:
        raise BadAccount("name_long", name)
    if not all(letter.isprintable() for letter in name):
        raise BadAccount("name_characters", repr(name))
    return name


def area_prefix(code: str) -> str:
    """A unit's code without the zeros of the levels below it: ``350203000000`` → ``350203``; ``""`` is everywhere.

    Raises:
        BadAccount: ``area_code``, it is no unit's code.
    """
    if not code:
        return ""
    digits = code.isascii() and code.isdecimal()
    short = next((code[:n] for n in _AREA_LENGTHS if len(code) >= n and not code[n:].strip("0")), "")
    if not digits or len(code) not in _AREA_LENGTHS or not short.strip("0"):
        raise BadAccount("area_code", code)
    return short


def refuse_mixed_roles(login: str, roles: Iterable[Role]) -> None:
    """Who manages accounts does no business: he could make himself whoever he likes.

    Raises:
        BadAccount: ``admin_beside_business``.
    """
    held = set(roles)
    if Role.ADMIN in held and len(held) > 1:
        raise BadAccount("admin_beside_business", login)


def may_manage(actor: Actor, areas: Iterable[str]) -> None:
    """Refuse when an administrator would reach beyond his own area.

    Args:
        actor: the administrator.
        areas: the areas of the account he is to change, or the one he is to give.

    Raises:
        NotAllowed: an area is not within his.
    """
    covered = [area for role, area in actor.roles if role is Role.ADMIN]
    if not covered or not all(any(area.startswith(own) for own in covered) for area in areas):
        raise NotAllowed(verb="actor.manage", actor=actor.login)
