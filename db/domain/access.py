"""Who may do what: roles by area, separation of duties (谁登记谁负责，谁录入谁负责)."""

from dataclasses import dataclass
from enum import StrEnum

from db.domain.errors import NotAllowed


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
    "address.edit": _ENTER,
    "place.approve": frozenset({Role.CHIEF}),
    "place.alias": frozenset({Role.CLERK, Role.CHIEF}),
    "application.file": _ENTER,
    "application.approve": frozenset({Role.CHIEF}),
    "application.return": frozenset({Role.CHIEF}),
    "application.withdraw": _ENTER,
    "application.revoke": frozenset({Role.CHIEF}),
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
    "handover.offer": frozenset({Role.ADMIN, Role.CHIEF, Role.CLERK, Role.AREA_CLERK}),
    "handover.accept": frozenset(Role) - {Role.ADMIN},
    "clock.confirm": frozenset({Role.ADMIN, Role.CHIEF}),
    "store.claim": frozenset({Role.ADMIN, Role.CHIEF, Role.CLERK}),
    "store.join": frozenset({Role.CLERK, Role.CHIEF}),
    "attachment.add": _ENTER | {Role.CHIEF, Role.PRINTER, Role.INSPECTOR},
    "attachment.wipe": frozenset({Role.CHIEF}),
    "vault.manage": frozenset({Role.ADMIN}),
    "person.enter": _ENTER,
    "person.reveal": _ENTER | {Role.CHIEF},
    "person.wipe": frozenset({Role.CHIEF}),
    "password.change": frozenset(Role),
    "seed": frozenset({Role.ADMIN}),
}
"""Verb -> roles. A verb missing here is nobody's."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the keyboard.

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


def second_person(verb: str, actor: Actor, first_login: str) -> None:
    """Refuse when the deciding account is the proposing one.

    Raises:
        NotAllowed: the same account did both.
    """
    if actor.login == first_login:
        raise NotAllowed(verb=verb, actor=actor.login, why="same_person")
