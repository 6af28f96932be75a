"""What a decision does to a planned change: it takes hold, waits for its day, is dropped or taken back."""

from collections.abc import Collection

from db.domain.errors import NotAllowed
from db.services.effects import release, take_back, take_effect
from db.store.changes import DROPPED, DUE, HELD, PROPOSED, PlannedRow, settle
from db.store.store import Work


def agree(work: Work, row: PlannedRow, items: Collection[int]) -> str:
    """A chief agreed: the change takes hold, or waits; returns the day it waits for.

    Raises:
        PlanRefused, StaleRecord, NumberTaken, NotFound, BadAddress, BadPlace, NotAllowed: see ``take_effect``.
    """
    if row.effective_on > work.today:
        settle(work, row, DUE)
        return row.effective_on
    hold(work, row, items)
    return ""


def hold(work: Work, row: PlannedRow, items: Collection[int]) -> None:
    """Let a change take hold from its day on, or from today when none was named; see ``take_effect``."""
    inverse = take_effect(work, row.plan, items, row.effective_on or work.today)
    settle(work, row, HELD, held_at=work.at, inverse=inverse, hindrance="")


def give_up(work: Work, row: PlannedRow, items: Collection[int]) -> None:
    """A change was given back, withdrawn or revoked; one that took hold is taken back by another of today.

    Raises:
        NotAllowed, NumberTaken, NotFound, BadPlace: it cannot be taken back.
    """
    if row.state in (PROPOSED, DUE):
        release(work, row.plan, items)
    elif row.state == HELD:
        take_back(work, row.plan.act, row.inverse)
    else:
        raise NotAllowed(verb=work.verb, actor=work.actor.login, why="not_revocable")
    settle(work, row, DROPPED)
