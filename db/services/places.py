"""Standard names (地名): which wait for approval, and the chief's word on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.access import Actor
from db.domain.alias import AliasKind, BadPlace
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, NotFound, WrongState
from db.domain.han import syllables
from db.domain.pinyin import Overrides, overrides_from_csv, spell
from db.domain.place import NAME_MOVES, NameState, PlaceKind, name_text
from db.domain.place_card import checked_days, checked_name
from db.schema.address import place, place_alias
from db.store import places as rows
from db.store import rules
from db.store.aliases import leading
from db.store.applications import entered_by
from db.store.store import Store, Work
from db.store.tree import FOREVER


@dataclass(frozen=True, slots=True)
class PendingPlace:
    """A name that waits for approval."""

    id: int
    name: str
    kind: str
    pinyin: str
    addresses: int
    row_version: int


def pending_places(store: Store) -> tuple[PendingPlace, ...]:
    """Names brought by imports that nobody approved yet."""
    with store.read() as conn:
        columns = (
            place.c.id,
            place.c.name,
            place.c.kind,
            place.c.pinyin,
            place.c.child_count,
            place.c.row_version,
        )
        query = select(*columns).where(place.c.state == NameState.PENDING.value).order_by(place.c.id)
        return tuple(PendingPlace(*row) for row in conn.execute(query))


def approve_places(store: Store, actor: Actor, names: Sequence[PendingPlace], reason: str) -> Changes:
    """Make names standard (N02): only then may addresses under them be approved.

    Raises:
        NotAllowed: the actor is no chief, or entered one of the names himself.
        NotFound, StaleRecord, WrongState: a name is gone, changed or not waiting; nothing is approved then.
    """
    with store.write(actor, "place.approve", reason) as work:
        refuse_own(work, [name.id for name in names])
        for name in names:
            state = work.conn.execute(select(place.c.state).where(place.c.id == name.id)).scalar()
            if state is None:
                raise NotFound("place", str(name.id))
            if NameState.APPROVED not in NAME_MOVES[NameState(state)]:
                raise WrongState("NameState", state, NameState.APPROVED.value)
            work.change(
                place, {"id": name.id, "row_version": name.row_version}, {"state": NameState.APPROVED.value}
            )
    return work.changes()


def refuse_own(work: Work, ids: Iterable[int]) -> None:
    """Who entered a name does not approve it.

    Raises:
        NotAllowed: ``same_person``.
    """
    if entered_by(work.conn, work.actor.login, ids, place.name):
        raise NotAllowed(work.verb, work.actor.login, "same_person")


def spelled(conn: Connection, name: str, kind: PlaceKind) -> str:
    """A name in pinyin, with the store's overrides."""
    return spell(name, syllables(name), overrides_in(conn), kind).text


def overrides_in(conn: Connection) -> Overrides:
    """The newest readings of the store that the dictionary gets wrong."""
    body = rules.newest(conn, "pinyin", "overrides")
    return overrides_from_csv(body) if body else Overrides()


def find_place(store: Store, name: str) -> int | None:
    """The id of a current name; None when there is none, the oldest when several units have one."""
    with store.read() as conn:
        query = (
            select(place.c.id)
            .where(place.c.name == name_text(name), place.c.valid_to == FOREVER)
            .order_by(place.c.id)
        )
        return conn.execute(query.limit(1)).scalar()


def add_alias(
    store: Store,
    actor: Actor,
    place_id: int,
    alias: str,
    kind: AliasKind,
    days: tuple[str, str] | None = None,
) -> Changes:
    """Let a former or common name lead to a standard one; one that was withdrawn may lead there again.

    Args:
        store: where.
        actor: who.
        place_id: to which place.
        alias: the other name.
        kind: why it leads there.
        days: from which day until which other a former name was the standard one, when that is known.

    Raises:
        NotFound: no such place.
        NotAllowed: another district keeps it.
        BadPlace: it is no name; the days cannot be; ``alias_taken``, it is a standard name itself, or leads to one already.
    """
    alias = checked_name(alias)
    with store.read() as conn:
        home = rows.record(conn, place_id).home_district
    with store.write(actor, "place.alias", alias, home) as work:
        rows.record(work.conn, place_id, lock=True)
        own = work.conn.execute(
            select(place.c.id).where(place.c.name == alias, place.c.valid_to == FOREVER)
        ).scalar()
        other = work.conn.execute(
            select(place_alias.c.place_id).where(place_alias.c.alias == alias, leading())
        ).scalar()
        holder = own if own is not None else other
        if holder is not None:
            raise BadPlace("alias_taken", alias, rows.record(work.conn, holder).name)
        values = {"kind": kind.value, "valid_from": work.today, "valid_to": FOREVER}
        if days is not None and kind is AliasKind.FORMER:
            values["valid_from"], values["valid_to"] = checked_days(*days, work.today)
        if any(one.alias == alias for one in rows.aliases(work.conn, place_id).get(place_id, ())):
            work.change(place_alias, {"place_id": place_id, "alias": alias}, values)
        else:
            work.insert(place_alias, {"place_id": place_id, "alias": alias, **values})
    return work.changes()
