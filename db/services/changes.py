"""The verbs on addresses as the window asks for them: what a plan would do, and having it done or filed.

What nobody approved yet is changed at once and can be undone (``db.services.editing``). On approved addresses the same
plan is filed as an application; another person decides (``db.services.applications``), and it takes hold on its day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.plan import BlockedItem, Plan
from db.store.store import Store


class Route(StrEnum):
    """Which way a plan goes."""

    DIRECT = "direct"  # 直接生效，可撤销
    APPLICATION = "application"  # 提交申请
    MIXED = "mixed"  # some of both: refused
    NOTHING = "nothing"  # every address is refused


@dataclass(frozen=True, slots=True)
class TextChange:
    """An address named in a plan, and what it will be called.

    Attributes:
        legal: its state now.
        after: ``""`` when it will be no address any more (merged, split, cancelled, void).
    """

    node_id: int
    before: str
    after: str
    legal: str


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on the addresses a plan reaches, those below included.

    Attributes:
        plates: state -> how many, void ones apart.
        codes: addresses with a code of the police.
        payloads: live QR payloads.
        applications: applications not decided yet, or decided for a day to come.
        problems: open problems.
        forms: inspection forms that are out.
        persons, attachments: linked records, counted only.
    """

    plates: Mapping[str, int]
    codes: int = 0
    payloads: int = 0
    applications: int = 0
    problems: int = 0
    forms: int = 0
    persons: int = 0
    attachments: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan would do; nothing was kept.

    Attributes:
        route: direct, application, mixed or nothing.
        lines: the addresses named, and new ones of a split (``node_id`` 0, ``before`` empty), in the plan's order.
        below: how many living addresses below them follow.
        moves: how many addresses change their legal state with it.
        hanging: what hangs on all of them.
        blocked: addresses that refuse, with the reason as a code.
        second_person: the share is so large that even a direct act becomes an application.
        effective_on: the day it would take hold, when decided by then.
    """

    route: Route
    lines: tuple[TextChange, ...]
    below: int
    moves: int
    hanging: Hanging
    blocked: tuple[BlockedItem, ...]
    second_person: bool
    effective_on: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a plan.

    Attributes:
        direct: it was done at once; else it was filed.
        application_id: 0 when it was done at once.
        node_ids: the addresses changed or filed, new ones too.
    """

    direct: bool
    application_id: int
    node_ids: tuple[int, ...]
    changes: Changes


def preview(store: Store, plan: Plan) -> Preview:
    """What a plan would do; writes nothing.

    Raises:
        NotFound: an address, place or community is not there.
        StaleRecord: an address changed since it was shown.
        BadNumber, BadAddress: a text or day cannot be read, a level cannot hang there, or the plan says nothing.
        NumberTaken: another address has the text, or the number was given out.
    """
    raise NotImplementedError


def carry_out(store: Store, actor: Actor, plan: Plan, title: str, reason: str) -> Done:
    """Do a plan at once where nobody approved anything yet, else file it as an application.

    Args:
        store: where.
        actor: who.
        plan: what.
        title: what the application is called in lists.
        reason: why; an application needs one.

    Raises:
        NotFound, StaleRecord, BadNumber, BadAddress, NumberTaken: see ``preview``.
        WrongState: an address refuses (``preview`` lists all), or some are approved and some are not.
        NotAllowed: an address, or where it shall lie, is outside the actor's area.
    """
    raise NotImplementedError
