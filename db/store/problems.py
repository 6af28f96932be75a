"""Problems (重错漏缺损): the rows the rules look at, the rules that are one statement, and the register of problems."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, func, select, update

from db.domain.address import CITY, NodeKind
from db.domain.number import parse_number
from db.domain.place import NameState
from db.domain.quality import DoorRow, RoomRow
from db.domain.state import Legal
from db.schema.address import division, node, number_slot, place
from db.schema.work import problem
from db.store.journal import canonical
from db.store.plates import in_area
from db.store.sets import among
from db.store.store import Work
from db.store.tree import FOREVER

_PORTION = 5_000
_OPEN = problem.c.state != "closed"


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem as lists show it; ``detail`` is JSON with the address and what the rule has to say."""

    id: int
    problem: str
    rule: str
    node_id: int
    subject: str
    detail: str
    area_community: str
    state: str
    found_at: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A finding of a rule that is one statement: the row, where it lies, its address and what is wrong."""

    node_id: int
    community: str
    address: str
    params: dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node is and what it is called."""

    full_text: str
    own_text: str
    community: str


def live_count(conn: Connection) -> int:
    """How many live addresses there are."""
    return int(conn.execute(select(func.count()).where(node.c.is_live)).scalar_one())


def doors(conn: Connection) -> Iterator[DoorRow]:
    """Live doors, street by street."""
    query = (
        select(node.c.id, node.c.place_id, node.c.ident, node.c.side)
        .where(node.c.kind == NodeKind.DOOR.value, node.c.is_live)
        .order_by(node.c.place_id, node.c.id)
        .execution_options(yield_per=_PORTION)
    )
    for row in conn.execute(query):
        yield DoorRow(row.id, row.place_id, parse_number(row.ident), row.side)


def rooms(conn: Connection) -> Iterator[RoomRow]:
    """Live rooms, stair by stair; a room under a floor belongs to what the floor hangs under."""
    above = node.alias("above")
    stair = case((above.c.kind == NodeKind.FLOOR.value, above.c.parent_id), else_=node.c.parent_id)
    query = (
        select(node.c.id, stair.label("stair"), node.c.floor, node.c.ident)
        .outerjoin(above, above.c.id == node.c.parent_id)
        .where(node.c.kind == NodeKind.ROOM.value, node.c.is_live)
        .order_by(stair, node.c.id)
        .execution_options(yield_per=_PORTION)
    )
    for row in conn.execute(query):
        yield RoomRow(row.id, row.stair, row.floor, row.ident)


def held_numbers(conn: Connection) -> dict[int, set[int]]:
    """By place, whole numbers that something other than a live address holds or will hold."""
    held: dict[int, set[int]] = {}
    query = select(number_slot.c.naming_id, number_slot.c.number).where(
        number_slot.c.suffix == "", number_slot.c.status.in_(("reserved", "leased", "pending", "retired"))
    )
    for row in conn.execute(query):
        held.setdefault(row.naming_id, set()).add(row.number)
    return held


def spots(conn: Connection, ids: Iterable[int]) -> dict[int, Spot]:
    """Nodes by id."""
    columns = (node.c.id, node.c.full_text, node.c.own_text, node.c.area_community)
    return {
        row.id: Spot(row.full_text, row.own_text, row.area_community)
        for row in conn.execute(select(*columns).where(among(conn, node.c.id, ids)))
    }


def door_spots(conn: Connection, places: Iterable[int]) -> dict[tuple[int, int], Spot]:
    """Live doors of places by place and main number; the plain number before its suffixes."""
    found: dict[tuple[int, int], Spot] = {}
    columns = (node.c.place_id, node.c.number, node.c.full_text, node.c.own_text, node.c.area_community)
    query = select(*columns).where(
        among(conn, node.c.parent_id, places), node.c.kind == NodeKind.DOOR.value, node.c.is_live
    )
    for row in conn.execute(query.order_by(node.c.sort_key)):
        found.setdefault((row.place_id, row.number), Spot(row.full_text, row.own_text, row.area_community))
    return found


def duplicate_addresses(conn: Connection) -> list[Fact]:
    """Live addresses that read like an older one."""
    doubled = (
        select(node.c.full_text, func.min(node.c.id).label("first"))
        .where(node.c.is_live)
        .group_by(node.c.full_text)
        .having(func.count() > 1)
        .subquery()
    )
    query = (
        select(node.c.id, node.c.area_community, node.c.full_text, doubled.c.first)
        .join(doubled, doubled.c.full_text == node.c.full_text)
        .where(node.c.is_live, node.c.id != doubled.c.first)
        .order_by(node.c.id)
    )
    return [
        Fact(row.id, row.area_community, row.full_text, {"first": row.first}) for row in conn.execute(query)
    ]


def text_mismatches(conn: Connection) -> list[Fact]:
    """Live addresses whose text is not their parent's text with their own part behind it (N23)."""
    above = node.alias("above")
    of_place = CITY + division.c.name + place.c.name
    wanted = func.coalesce(above.c.full_text, of_place) + node.c.own_text
    query = (
        select(node.c.id, node.c.area_community, node.c.full_text, wanted.label("wanted"))
        .join(place, place.c.id == node.c.place_id)
        .join(division, and_(division.c.code == node.c.area_district, division.c.valid_to == FOREVER))
        .outerjoin(above, above.c.id == node.c.parent_id)
        .where(node.c.is_live, node.c.full_text != wanted)
        .order_by(node.c.id)
    )
    return [
        Fact(row.id, row.area_community, row.full_text, {"wanted": row.wanted}) for row in conn.execute(query)
    ]


def draft_places(conn: Connection) -> list[Fact]:
    """Names that are not approved (yet) although approved addresses bear them (N02); one for each name."""
    query = (
        select(
            *(place.c.id, place.c.name, place.c.state, func.min(node.c.area_community).label("community")),
            func.count().label("addresses"),
        )
        .join(node, node.c.place_id == place.c.id)
        .where(
            node.c.legal.in_((Legal.APPROVED.value, Legal.CHANGING.value)),
            place.c.state.in_((NameState.DRAFT.value, NameState.PENDING.value)),
        )
        .group_by(place.c.id, place.c.name, place.c.state)
        .order_by(place.c.id)
    )
    return [
        Fact(row.id, row.community, row.name, {"state": row.state, "addresses": row.addresses})
        for row in conn.execute(query)
    ]


_COLUMNS = tuple(problem.c[name] for name in ProblemRow.__dataclass_fields__)


def open_problems(conn: Connection, area_code: str) -> list[ProblemRow]:
    """Problems that are not closed, of an area or all (``""``)."""
    where: list[ColumnElement[bool]] = [_OPEN]
    if area_code:
        where.append(in_area(problem.c.area_community, area_code))
    query = select(*_COLUMNS).where(*where)
    found = conn.execute(query.order_by(problem.c.area_community, problem.c.id)).mappings()
    return [ProblemRow(**row) for row in found]


def one(conn: Connection, problem_id: int) -> ProblemRow | None:
    """A problem, locked until the transaction ends; None when there is none."""
    query = select(*_COLUMNS).where(problem.c.id == problem_id).with_for_update()
    row = conn.execute(query).mappings().one_or_none()
    return None if row is None else ProblemRow(**row)


def add(work: Work, rows: Sequence[tuple[str, str, str, int, str, str]]) -> None:
    """Register problems: community, problem, rule, node, subject, detail."""
    columns = (
        *("area_community", "problem", "rule", "node_id", "subject", "detail"),
        *("district_code", "id", "state", "found_at"),
    )
    work.insert_many(
        problem,
        columns,
        [
            (*row, work.district_code, problem_id, "registered", work.at)
            for row, problem_id in zip(rows, work.new_ids(len(rows)), strict=True)
        ],
    )


def close(work: Work, rows: Sequence[ProblemRow]) -> None:
    """Close problems, with journal."""
    if not rows:
        return
    query = update(problem).where(among(work.conn, problem.c.id, (row.id for row in rows)))
    work.conn.execute(query.values(state="closed", closed_at=work.at))
    after = canonical({"state": "closed"})
    for row in rows:
        work.note("problem", str(row.id), canonical({"state": row.state}), after)
    work.touched.setdefault("problem", set()).update(row.id for row in rows)
