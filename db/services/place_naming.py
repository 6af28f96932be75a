"""Renaming a place: the old name keeps its days and leads on, every address below says the new one.

A name that nobody approved yet is corrected at once. A standard name is renamed by an application, and so is any name
that a large share of a community bears: a clerk files it, a chief decides it, and it takes hold by ``rename_in``.
"""

from sqlalchemy import Connection

from db.domain.access import Actor
from db.domain.alias import Alias, AliasKind, BadPlace, leaving_name
from db.domain.changes import Changes
from db.domain.division import FOREVER
from db.domain.errors import StaleRecord, WrongState
from db.domain.place import NameState, PlaceKind
from db.domain.place_card import AUTO, checked_name
from db.domain.plan import PlanRefused
from db.schema.address import place, place_alias
from db.services.place_edits import refuse_taken
from db.services.places import spelled
from db.services.share import is_beyond
from db.store import places as rows
from db.store import settings
from db.store.places import PlaceRecord
from db.store.reshape import retext_place
from db.store.store import Store, Work

UNAPPROVED = frozenset({NameState.DRAFT.value, NameState.PENDING.value})
"""States in which a name may be corrected without an application."""


def correct_name(
    store: Store, actor: Actor, place_id: int, seen_version: int, name: str, reason: str = ""
) -> Changes:
    """Correct a name that nobody approved yet; what it was called still leads to it.

    Raises:
        NotFound: no such name.
        NotAllowed: the actor is no clerk of the district that keeps it.
        StaleRecord: somebody changed it since it was shown.
        WrongState: it is approved, so that an application is needed.
        BadPlace: the name cannot be, is the same, or another place of the unit has it.
        PlanRefused: ``second_person``, so large a share of a community bears it that an application is needed.
    """
    with store.read() as conn:
        home = rows.record(conn, place_id).home_district
    with store.write(actor, "place.rename", reason, home) as work:
        found = rows.record(work.conn, place_id, lock=True)
        if found.row_version != seen_version:
            raise StaleRecord("place", place_id)
        if found.state not in UNAPPROVED:
            raise WrongState("NameState", found.state, NameState.PENDING.value)
        if renames_beyond_share(work.conn, place_id):
            raise PlanRefused("second_person", found.name, "", 1)
        rename_in(work, place_id, name, work.today)
    return work.changes()


def renames_beyond_share(conn: Connection, place_id: int) -> bool:
    """Whether so large a share of a community lies under a name that a second person has to agree to another one."""
    if settings.in_force(conn).second_person_share is None:
        return False  # whatever stands under it: nothing is counted
    return is_beyond(conn, rows.living_under(conn, place_id))


def rename_in(work: Work, place_id: int, name: str, on: str) -> int:
    """Give a place another name from a day on, inside a transaction; returns how many addresses say it now.

    The spelling is the program's again, since whatever a person gave was of the old name. Given back on the day it was
    taken, a name leaves no trace but in the journal.

    Raises:
        NotFound: no such place.
        BadPlace: the name cannot be, is the same, or another place of the unit has it; ``day_before``, the present
            name did not stand yet on that day.
    """
    name = checked_name(name)
    found = rows.record(work.conn, place_id, lock=True)
    if name == found.name:
        raise BadPlace("same_name", name)
    refuse_taken(work.conn, name, found.scope_code, leave_out=place_id)
    known = {one.alias: one for one in rows.aliases(work.conn, place_id).get(place_id, ())}
    _leave(work, found, known, on)
    _take_up(work, place_id, known.get(name), on)
    values = {
        "name": name,
        "pinyin": spelled(work.conn, name, PlaceKind(found.kind)),
        "pinyin_source": AUTO,
    }
    work.change(place, {"id": place_id, "row_version": found.row_version}, values)
    return retext_place(work, place_id, found.name)


def _leave(work: Work, found: PlaceRecord, known: dict[str, Alias], on: str) -> None:
    """Keep the name that ends."""
    if found.state in UNAPPROVED:  # a slip of the pen: it leads here, but was never in force
        kept: Alias | None = Alias(found.name, AliasKind.FORMER.value, on)
    else:
        kept = leaving_name(found.name, found.valid_from, known, on)
    if kept is None:
        return
    values = {"kind": kept.kind, "valid_from": kept.valid_from, "valid_to": kept.valid_to}
    if found.name in known:
        work.change(place_alias, {"place_id": found.id, "alias": found.name}, values)
    else:
        work.insert(place_alias, {"place_id": found.id, "alias": found.name, **values})


def _take_up(work: Work, place_id: int, alias: Alias | None, on: str) -> None:
    """What was another name of the place is its own now."""
    if alias is None or (alias.is_dated and alias.valid_to < on):
        return
    if alias.is_dated or alias.valid_to == FOREVER:
        until = on if alias.kind != AliasKind.FORMER else alias.valid_from
        work.change(place_alias, {"place_id": place_id, "alias": alias.alias}, {"valid_to": until})
