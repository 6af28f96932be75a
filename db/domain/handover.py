"""Handing over (账号交接): what one person answers for, who else could, and how an offer is answered.

Whoever made a case answers for it until somebody else has accepted it. The name that made it never changes: what moves
is who has to do the next step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from db.domain.access import Actor, Role
from db.domain.errors import DomainError, NotAllowed


class DutyKind(StrEnum):
    """What one can answer for; the value is the table it lies in."""

    APPLICATION = "application"  # 未办结的编号申请
    IMPORT_BATCH = "import_batch"  # 已读入未入库的清单
    PLATE_BATCH = "plate_batch"  # 未校验的制牌批次
    PACKAGE = "package"  # 已发出未收回的检查包
    PROBLEM = "problem"  # 分派的问题
    HANDOVER = "handover"  # 待答复的交接


class Handover(StrEnum):
    """An offer's states."""

    OFFERED = "offered"  # 待接收
    ACCEPTED = "accepted"  # 已接收
    REFUSED = "refused"  # 已谢绝
    WITHDRAWN = "withdrawn"  # 已撤回


HANDOVER: Mapping[Handover, frozenset[Handover]] = {
    Handover.OFFERED: frozenset({Handover.ACCEPTED, Handover.REFUSED, Handover.WITHDRAWN}),
    Handover.ACCEPTED: frozenset(),
    Handover.REFUSED: frozenset(),
    Handover.WITHDRAWN: frozenset(),
}


class LeftOut(StrEnum):
    """Why an offered item did not move when the offer was accepted."""

    FINISHED = "finished"  # 已经办结
    TAKEN = "taken"  # 已由他人负责
    UNFIT = "unfit"  # 接收人已没有办理它的权限


@dataclass(eq=False)
class HandoverRefused(DomainError):
    """An offer cannot be made so.

    Attributes:
        why: ``nothing``, ``to_himself``, ``not_his``, ``offered_already`` or ``misfit``.
        login: the receiver.
        items: kind, title, and who could take it, of the items concerned.
    """

    why: str
    login: str = ""
    items: tuple[tuple[str, str, str], ...] = ()


DutyKey = tuple[DutyKind, int]


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that somebody has to finish.

    Attributes:
        title: what tells it from others of its kind: a title, a file, a number, an address; of a package how many
            forms it holds, of an offer who hands over.
        areas: codes of the units it lies in; none when it has no area of its own.
        state: of the row, in the words of its own table.
        since: when it was begun, stored text.
        maker: who made it, for ever; ``""`` for a problem, which rules find.
        login: who answers for it now.
        verb: what he does next.
        offered: the open offer that it is part of; 0 when it is in none.
    """

    kind: DutyKind
    row_id: int
    title: str
    areas: tuple[str, ...]
    state: str
    since: str
    maker: str
    login: str
    verb: str
    offered: int = 0

    @property
    def key(self) -> DutyKey:
        """What finds it again."""
        return self.kind, self.row_id

    @property
    def delegated(self) -> bool:
        """Whether somebody else handed it to the one who answers now."""
        return self.maker != self.login


NEXT_VERB: Mapping[DutyKind, str] = {
    DutyKind.APPLICATION: "application.withdraw",
    DutyKind.IMPORT_BATCH: "import.promote",
    DutyKind.PLATE_BATCH: "plates.print",
    DutyKind.PACKAGE: "package.merge",
    DutyKind.PROBLEM: "problem.close",
    DutyKind.HANDOVER: "handover.accept",
}
"""What is left to do by whoever answers; a list of QR codes is taken in by ``qr.accept`` instead."""


def fits(person: Actor, duty: Duty) -> bool:
    """Whether a role of the person covers the next step everywhere it has to be done."""
    try:
        for area in duty.areas or ("",):
            person.role_for(duty.verb, area)
    except NotAllowed:
        return False
    return True


def may_offer_for(actor: Actor, areas: Iterable[str]) -> bool:
    """Whether the actor is a chief or an administrator over all areas that somebody works in."""
    own = [area for role, area in actor.roles if role in (Role.CHIEF, Role.ADMIN)]
    return bool(own) and all(any(area.startswith(one) for one in own) for area in areas)


def refuse_misfits(person: Actor, duties: Iterable[Duty], others: Iterable[Actor]) -> None:
    """Let an offer pass only when its receiver can do all of it.

    Raises:
        HandoverRefused: ``misfit``; each item he cannot do, and the accounts that could.
    """
    unfit = [duty for duty in duties if not fits(person, duty)]
    if unfit:
        able = list(others)
        items = tuple((duty.kind.value, duty.title, "、".join(_able(duty, able))) for duty in unfit)
        raise HandoverRefused("misfit", person.login, items)


def _able(duty: Duty, others: Iterable[Actor]) -> list[str]:
    return [f"{one.name}（{one.login}）" for one in others if one.login != duty.login and fits(one, duty)]


@dataclass(frozen=True, slots=True)
class Settled:
    """What accepting an offer comes to: the keys that move, and why others do not."""

    moved: tuple[DutyKey, ...]
    left_out: Mapping[DutyKey, LeftOut] = field(default_factory=dict)


def settle(offered: Iterable[DutyKey], now: Mapping[DutyKey, Duty], giver: str, receiver: Actor) -> Settled:
    """Sort the items of an offer at the moment it is accepted.

    Args:
        offered: the items as they were offered.
        now: those of them that are still open.
        giver: who answered for them when they were offered.
        receiver: who accepts.
    """
    moved: list[DutyKey] = []
    left: dict[DutyKey, LeftOut] = {}
    for key in offered:
        duty = now.get(key)
        if duty is None:
            left[key] = LeftOut.FINISHED
        elif duty.login != giver:
            left[key] = LeftOut.TAKEN
        elif not fits(receiver, duty):
            left[key] = LeftOut.UNFIT
        else:
            moved.append(key)
    return Settled(tuple(moved), left)
