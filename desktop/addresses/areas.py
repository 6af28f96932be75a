"""Gives a window its chooser of areas: what the account may not touch is grey, and the last choice comes back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.domain.access import ALLOWED, Actor
from db.domain.division import Unit
from db.store.queries import DivisionRow, PlaceRow
from desktop.addresses import operations
from desktop.addresses.desk import Desk
from desktop.widgets.area_chooser import UNITS, AreaChooser, Level

FIVE = tuple(Level)
"""From the city down to the road or compound."""


@dataclass(frozen=True, slots=True)
class AreaAsk:
    """What a window asks of its chooser.

    Attributes:
        name: of the window; the last choice is kept under it.
        actor: whose areas may be chosen; None lets everything be.
        verbs: what he wants to do there, one of them; none when he only looks.
        levels: from the top down.
        first: chosen while nothing was chosen there before.
    """

    name: str
    actor: Actor | None
    verbs: tuple[str, ...] = ()
    levels: tuple[Level, ...] = UNITS
    first: str = ""


def areas_of(actor: Actor | None, verbs: Sequence[str] = ()) -> tuple[str, ...]:
    """Beginnings of the codes where an account may do one of some verbs, or holds any role; ``""`` is everywhere."""
    if actor is None:
        return ("",)
    wanted = {role for verb in verbs for role in ALLOWED.get(verb, ())}
    return tuple(dict.fromkeys(area for role, area in actor.roles if not verbs or role in wanted))


def area_chooser(desk: Desk, units: Sequence[DivisionRow | Unit], ask: AreaAsk) -> AreaChooser:
    """The chooser of a window."""
    shown = [unit for unit in units if not unit.hidden]
    made = AreaChooser(shown, areas_of(ask.actor, ask.verbs), levels=ask.levels)

    def load_places(community: str, then: Callable[[Sequence[PlaceRow]], None]) -> None:
        desk.runner.start(operations.load_places(desk.store, community, then), made)

    if Level.PLACE in ask.levels:
        made.load_places_by(load_places)
    if ask.first:
        made.choose(ask.first)
    made.remember(desk.options, f"area/{ask.name}")
    return made
