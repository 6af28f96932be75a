"""Rows of attached files and of what they belong to."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from db.domain.attachment import Link, Purpose, Standing, contents
from db.domain.errors import NotFound
from db.schema.address import node, place
from db.schema.base import metadata
from db.schema.holdings import attachment, attachment_link
from db.schema.work import application, plate, problem
from db.store.tree import SHARDS

_SET = 500
_LABELS = {
    "node": select(node.c.id, node.c.full_text),
    "place": select(place.c.id, place.c.name),
    "application": select(application.c.id, application.c.title),
    "plate": select(plate.c.id, node.c.full_text).join(node, node.c.id == plate.c.node_id),
    "problem": select(problem.c.id, problem.c.subject),
}
"""How a row is named to people; the others go by table and id."""
_AREAS = ("area_community", "area_subdistrict", "area_district")


@dataclass(frozen=True, slots=True)
class Owner:
    """A row that a file belongs to, as people know it."""

    table: str
    row: int
    purpose: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One attached file.

    Attributes:
        media_type: of what is kept.
        size: bytes of what is kept.
        original_size: bytes of the file as it came.
        facts: what a photo told of time and place, and its measures.
        standing: see ``Standing``.
        owners: what it belongs to.
    """

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    original_sha256: str
    original_size: int
    facts: Mapping[str, Any]
    standing: str
    area: str
    added_by: str
    added_at: str
    owners: tuple[Owner, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """Hashes of the contents that belong to it."""
        return contents(self.sha256, self.original_sha256, self.standing)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files a list shows; an empty field does not restrict.

    Attributes:
        text: in the file's name.
        media_types: of what is kept.
    """

    text: str = ""
    media_types: tuple[str, ...] = ()
    standing: str = ""
    added_by: str = ""


def find(conn: Connection, attachment_id: int) -> AttachmentRow:
    """One file.

    Raises:
        NotFound: no such row.
    """
    found = conn.execute(select(attachment).where(attachment.c.id == attachment_id)).one_or_none()
    if found is None:
        raise NotFound("attachment", str(attachment_id))
    return _with_owners(conn, [found])[0]


def of_row(conn: Connection, table: str, row: int) -> tuple[AttachmentRow, ...]:
    """The files of a row, the oldest first."""
    statement = select(attachment).join(attachment_link, attachment_link.c.attachment_id == attachment.c.id)
    return _with_owners(conn, conn.execute(statement.where(_on(table, row)).order_by(attachment.c.id)).all())


def _on(table: str, row: int) -> ColumnElement[bool]:
    own = (attachment_link.c.table_name == table) & (attachment_link.c.row_id == row)
    return attachment_link.c.district_code.in_(SHARDS) & own


def newest(conn: Connection, wanted: Wanted, most: int) -> tuple[AttachmentRow, ...]:
    """The newest files of a list."""
    statement = _wanted(select(attachment), wanted).order_by(attachment.c.id.desc()).limit(most)
    return _with_owners(conn, conn.execute(statement).all())


def count(conn: Connection, wanted: Wanted) -> int:
    """How many files a list has."""
    return int(conn.execute(_wanted(select(func.count()).select_from(attachment), wanted)).scalar_one())


def _wanted(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.text:
        statement = statement.where(attachment.c.name.icontains(wanted.text, autoescape=True))
    if wanted.media_types:
        statement = statement.where(attachment.c.media_type.in_(wanted.media_types))
    if wanted.standing:
        statement = statement.where(attachment.c.standing == wanted.standing)
    if wanted.added_by:
        statement = statement.where(attachment.c.added_by == wanted.added_by)
    return statement


def _with_owners(conn: Connection, found: Sequence[Row[Any]]) -> tuple[AttachmentRow, ...]:
    owners = owners_of(conn, [one.id for one in found])
    return tuple(
        AttachmentRow(
            one.id,
            one.name,
            one.media_type,
            one.size,
            one.sha256,
            one.original_sha256,
            one.original_size,
            _facts(one.facts),
            one.standing,
            next((code for code in (getattr(one, name) for name in _AREAS) if code), ""),
            one.added_by,
            one.added_at,
            tuple(owners.get(one.id, ())),
        )
        for one in found
    )


def _facts(text: str) -> dict[str, Any]:
    """What a photo told; nothing when the text is damaged, which must not hide the row."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def owners_of(conn: Connection, ids: Sequence[int]) -> dict[int, list[Owner]]:
    """What files belong to, by file."""
    links: list[Row[Any]] = []
    for few in _portions(ids):
        links += conn.execute(
            select(attachment_link)
            .where(attachment_link.c.attachment_id.in_(few))
            .order_by(attachment_link.c.table_name, attachment_link.c.row_id)
        ).all()
    named = _labels(conn, {(one.table_name, one.row_id) for one in links})
    owners: dict[int, list[Owner]] = defaultdict(list)
    for one in links:
        label = named.get((one.table_name, one.row_id), "")
        owners[one.attachment_id].append(Owner(one.table_name, one.row_id, one.purpose, label))
    return owners


def _labels(conn: Connection, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    rows: dict[str, list[int]] = defaultdict(list)
    for table, row in wanted:
        rows[table].append(row)
    named: dict[tuple[str, int], str] = {}
    for table, ids in rows.items():
        statement = _LABELS.get(table)
        for few in _portions(ids) if statement is not None else ():
            assert statement is not None
            key = statement.selected_columns[0]
            named |= {(table, row): label for row, label in conn.execute(statement.where(key.in_(few)))}
    return named


def _portions(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + _SET] for at in range(0, len(ids), _SET))


def area_of_row(conn: Connection, link: Link) -> str:
    """The most exact code of the unit that a row lies in, ``""`` for a table without areas.

    Raises:
        NotFound: no such row.
    """
    table = metadata.tables[link.table]
    columns = [table.c[name] for name in _AREAS if name in table.c]
    found = conn.execute(select(table.c.id, *columns).where(table.c.id == link.row)).one_or_none()
    if found is None:
        raise NotFound(link.table, str(link.row))
    return next((str(code) for code in found[1:] if code), "")


def is_approved(conn: Connection, links: Iterable[Link]) -> bool:
    """Whether one of the rows is an approved address or application."""
    return any(
        conn.execute(select(table.c.id).where(table.c.id == link.row, column.in_(states))).first() is not None
        for link in links
        for name, table, column, states in (
            ("node", node, node.c.legal, ("approved", "changing")),
            ("application", application, application.c.state, ("approved",)),
        )
        if link.table == name
    )


def same_on_row(conn: Connection, sha256: str, link: Link) -> int:
    """The file with this original content that the row has already, 0 for none."""
    statement = (
        select(attachment.c.id)
        .join(attachment_link, attachment_link.c.attachment_id == attachment.c.id)
        .where(_on(link.table, link.row))
        .where(attachment.c.original_sha256 == sha256, attachment.c.standing != Standing.WIPED)
        .order_by(attachment.c.id)
    )
    return int(conn.execute(statement).scalar() or 0)


def linked(conn: Connection, attachment_id: int, link: Link) -> bool:
    """Whether the file belongs to the row."""
    own = (
        (attachment_link.c.attachment_id == attachment_id)
        & (attachment_link.c.table_name == link.table)
        & (attachment_link.c.row_id == link.row)
    )
    return conn.execute(select(attachment_link.c.row_id).where(own)).first() is not None


def named(conn: Connection, sha256: str) -> bool:
    """Whether a row that is not wiped needs the content."""
    by_original = and_(attachment.c.original_sha256 == sha256, attachment.c.standing == Standing.KEPT.value)
    by_copy = and_(attachment.c.sha256 == sha256, attachment.c.standing != Standing.WIPED.value)
    return conn.execute(select(attachment.c.id).where(or_(by_copy, by_original)).limit(1)).first() is not None


def needed(conn: Connection) -> dict[str, list[int]]:
    """Every content that must be there, with the files that need it, in the order of hashes."""
    columns = (attachment.c.id, attachment.c.sha256, attachment.c.original_sha256, attachment.c.standing)
    found: dict[str, list[int]] = defaultdict(list)
    for one in conn.execute(select(*columns).order_by(attachment.c.id)):
        for sha256 in contents(one.sha256, one.original_sha256, one.standing):
            found[sha256].append(one.id)
    return dict(sorted(found.items()))


def added(conn: Connection) -> list[tuple[str, int]]:
    """Moment and bytes of every content that is kept, each where it came first."""
    columns = (
        *(attachment.c.sha256, attachment.c.size, attachment.c.original_sha256, attachment.c.original_size),
        *(attachment.c.standing, attachment.c.added_at),
    )
    first: dict[str, tuple[str, int]] = {}
    for one in conn.execute(select(*columns).order_by(attachment.c.id)):
        for sha256 in contents(one.sha256, one.original_sha256, one.standing):
            size = one.size if sha256 == one.sha256 else one.original_size
            first.setdefault(sha256, (one.added_at, size))
    return list(first.values())


def purpose_of(text: str) -> Purpose:
    """A purpose by its code.

    Raises:
        NotFound: there is none.
    """
    try:
        return Purpose(text)
    except ValueError as error:
        raise NotFound("purpose", text) from error
