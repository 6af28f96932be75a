"""What a decision does to a planned change: it takes hold, waits for its day, is dropped or taken back."""

from collections.abc import Collection

from db.domain.errors import NotAllowed
from db.domain.redraw import common_district
from db.services.effects import release, take_back, take_effect
from db.services.redraw_effects import led_plan, redraw_units
from db.store.changes import DROPPED, DUE, HELD, PROPOSED, PlannedRow, settle
from db.store.store import Work


def agree(work: Work, row: PlannedRow, items: Collection[int]) -> str:
    """A chief agreed: the change takes hold, or waits; returns the day it waits for.

    Raises:
        PlanRefused, StaleRecord, NumberTaken, NotFound, BadAddress, BadPlace, NotAllowed: see ``take_effect``.
    """
    _check_district(work, row)
    if row.effective_on > work.today:
        settle(work, row, DUE)
        return row.effective_on
    hold(work, row, items)
    return ""


def hold(work: Work, row: PlannedRow, items: Collection[int]) -> None:
    """Let a change take hold from its day on, or from today when none was named; see ``take_effect``."""
    _check_district(work, row)
    if row.plan.redraw is not None:
        # Said first: on a server units change only in the transaction in which their redraw takes hold.
        settle(work, row, HELD, held_at=work.at, hindrance="")
        redraw_units(work, row.id, row.plan.redraw)
        return
    plan = led_plan(work.conn, row.plan, work.today)
    inverse = take_effect(work, plan, items, row.effective_on or work.today)
    settle(work, row, HELD, held_at=work.at, inverse=inverse, hindrance="")


def give_up(work: Work, row: PlannedRow, items: Collection[int]) -> None:
    """A change was given back, withdrawn or revoked; one that took hold is taken back by another of today.

    Raises:
        NotAllowed, NumberTaken, NotFound, BadPlace: it cannot be taken back; ``redraw_held``, units that were changed
            are changed again by another redraw only.
    """
    _check_district(work, row)
    if row.plan.redraw is not None and row.state == HELD:
        raise NotAllowed(verb=work.verb, actor=work.actor.login, why="redraw_held")
    if row.state in (PROPOSED, DUE):
        release(work, row.plan, items)
    elif row.state == HELD:
        take_back(work, row.plan.act, row.inverse)
    else:
        raise NotAllowed(verb=work.verb, actor=work.actor.login, why="not_revocable")
    settle(work, row, DROPPED)


def _check_district(work: Work, row: PlannedRow) -> None:
    """Units are the district's business: an application about them names no address by which the area could be asked."""
    if row.plan.redraw is not None:
        work.actor.role_for(work.verb, common_district(row.plan.redraw))
