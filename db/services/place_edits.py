"""Verbs on the directory of names: enter, write on the card, give back, retire and bring back, withdraw an alias."""

from dataclasses import replace

from sqlalchemy import Connection

from db.domain.access import Actor, Role
from db.domain.alias import AliasKind, BadPlace
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, NotFound, StaleRecord, WrongState
from db.domain.place import NAME_MOVES, NameState, PlaceKind
from db.domain.place_card import (
    AUTO,
    Facts,
    checked_facts,
    checked_name,
    scope_of,
    written_by,
)
from db.schema.address import place, place_alias
from db.services.places import refuse_own, spelled
from db.store import places as rows
from db.store.places import PlaceRecord
from db.store.store import Store, Work

_VERB_OF = {
    (NameState.DRAFT, NameState.PENDING): "place.edit",
    (NameState.PENDING, NameState.DRAFT): "place.approve",
    (NameState.PENDING, NameState.APPROVED): "place.approve",
    (NameState.APPROVED, NameState.RETIRED): "place.approve",
    (NameState.RETIRED, NameState.APPROVED): "place.approve",
}


def enter_place(store: Store, actor: Actor, name: str, facts: Facts, reason: str = "") -> tuple[int, Changes]:
    """Enter a new name of the district, which then waits for the chief; returns its id.

    Raises:
        NotAllowed: the actor is no clerk of the district; who approves names does not enter them.
        BadPlace: the name or a fact cannot be, or another place of the same unit has the name.
    """
    home = store.district_code
    if not any(role is Role.CLERK and home.startswith(area) for role, area in actor.roles):
        raise NotAllowed(verb="place.edit", actor=actor.login)
    name = checked_name(name)
    with store.write(actor, "place.edit", reason, home) as work:
        facts = _checked(work, facts)
        kind = PlaceKind(facts.kind)
        scope = scope_of(kind, home)
        refuse_taken(work.conn, name, scope)
        (place_id,) = work.new_ids(1)
        auto = spelled(work.conn, name, kind)
        given = facts.pinyin not in ("", auto)
        work.insert(
            place,
            {
                **_columns(replace(facts, pinyin=facts.pinyin or auto)),
                "id": place_id,
                "name": name,
                "scope_code": scope,
                "home_district": home,
                "state": NameState.PENDING.value,
                "pinyin_source": written_by(actor.login) if given else AUTO,
                "source": actor.login,
                "valid_from": work.today,
            },
        )
    return place_id, work.changes()


def edit_place(
    store: Store, actor: Actor, place_id: int, seen_version: int, facts: Facts, reason: str = ""
) -> Changes:
    """Write on the card of a name; nothing is written when nothing differs.

    An empty spelling, or the one the program makes, gives the spelling back to the program.

    Raises:
        NotFound: no such name.
        NotAllowed: another district keeps it.
        StaleRecord: somebody wrote on it since it was shown.
        BadPlace: a fact cannot be, or the other kind's unit has the name already.
    """
    with store.write(actor, "place.edit", reason, _home(store, place_id)) as work:
        found = rows.record(work.conn, place_id, lock=True)
        if found.row_version != seen_version:
            raise StaleRecord("place", place_id)
        facts = _checked(work, facts)
        kind = PlaceKind(facts.kind)
        auto = spelled(work.conn, found.name, kind)
        facts = replace(facts, pinyin=facts.pinyin or auto)
        values = _columns(facts)
        if facts.pinyin == auto:
            values["pinyin_source"] = AUTO
        elif facts.pinyin != found.pinyin:
            values["pinyin_source"] = written_by(actor.login)
        if kind != found.kind:
            values["scope_code"] = scope_of(kind, found.home_district)
            refuse_taken(work.conn, found.name, values["scope_code"], leave_out=place_id)
        changed = {name: value for name, value in values.items() if value != getattr(found, name)}
        if changed:
            work.change(place, {"id": place_id, "row_version": seen_version}, changed)
    return work.changes()


def move_place(
    store: Store, actor: Actor, place_id: int, seen_version: int, wanted: NameState, reason: str
) -> Changes:
    """Give a name another state: submit it again, give it back, approve, retire it or bring it back.

    Raises:
        NotFound: no such name.
        NotAllowed: only the chief decides, and not on what he entered himself; or another district keeps it.
        StaleRecord: somebody changed it since it was shown.
        WrongState: there is no such step.
        BadPlace: ``borne``, live addresses or promised numbers stand under a name that is to be retired; ``no_reason``.
    """
    if not reason.strip():
        raise BadPlace("no_reason")
    before = _record(store, place_id)
    state = NameState(before.state)
    if wanted not in NAME_MOVES[state]:
        raise WrongState("NameState", state.value, wanted.value)
    with store.write(actor, _VERB_OF[(state, wanted)], reason.strip(), before.home_district) as work:
        found = rows.record(work.conn, place_id, lock=True)
        if found.row_version != seen_version or found.state != before.state:
            raise StaleRecord("place", place_id)
        if (state, wanted) == (NameState.PENDING, NameState.APPROVED):
            refuse_own(work, [place_id])
        if wanted is NameState.RETIRED and rows.is_borne(work.conn, place_id):
            raise BadPlace("borne", found.name)
        work.change(place, {"id": place_id, "row_version": seen_version}, {"state": wanted.value})
    return work.changes()


def withdraw_alias(store: Store, actor: Actor, place_id: int, alias: str, reason: str = "") -> Changes:
    """Let another name lead to a place no more; it stays in the book with its days.

    Raises:
        NotFound: no such place, or the name leads there no more.
        NotAllowed: another district keeps the place.
        BadPlace: ``dated``, it was the standard name once and ended by a rename.
    """
    with store.write(actor, "place.alias", reason or alias, _home(store, place_id)) as work:
        known = rows.aliases(work.conn, place_id).get(place_id, ())
        found = next((one for one in known if one.alias == alias and one.leads), None)
        if found is None:
            raise NotFound("place", alias)
        if found.is_dated and not rows.by_hand(work.conn, place_id, alias):
            raise BadPlace("dated", alias)
        # A former name that ended today would read as one that was in force until today.
        until = found.valid_from if found.kind == AliasKind.FORMER else work.today
        key = {"place_id": place_id, "alias": alias, "valid_to": found.valid_to}
        work.change(place_alias, key, {"valid_to": until})
    return work.changes()


def refuse_taken(conn: Connection, name: str, scope: str, *, leave_out: int = 0) -> None:
    """Refuse a name that another place of the unit has.

    Raises:
        BadPlace: ``name_taken``, or ``name_retired`` when that place's name was retired.
    """
    for other in rows.holders(conn, name):
        if other.id != leave_out and other.scope_code == scope:
            why = "name_retired" if other.state == NameState.RETIRED else "name_taken"
            raise BadPlace(why, name, other.home_district)


def _checked(work: Work, facts: Facts) -> Facts:
    return checked_facts(facts, rows.rule_sets(work.conn), work.today)


def _columns(facts: Facts) -> dict[str, str]:
    return {name: getattr(facts, name) for name in Facts.__slots__}


def _record(store: Store, place_id: int) -> PlaceRecord:
    with store.read() as conn:
        return rows.record(conn, place_id)


def _home(store: Store, place_id: int) -> str:
    """The district that keeps a name; it never changes."""
    return _record(store, place_id).home_district
