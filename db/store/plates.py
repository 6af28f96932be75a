"""Plates, production batches and print runs: SQL in, values out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select, text, update

from db.domain.plate import PlateText
from db.domain.state import Existence, Legal, Plate
from db.schema.address import addr_code, division, node, payload, place
from db.schema.system import store_info
from db.schema.work import import_batch, import_row, plate, plate_batch
from db.store.journal import canonical
from db.store.sets import among, update_each
from db.store.store import Work
from db.store.tree import FOREVER

_PLATE = (
    *("district_code", "id", "area_district", "area_subdistrict", "area_community", "node_id", "class"),
    *("position", "ordinal", "state", "payload", "batch_id", "line_no", "texts"),
)
_KEPT = ("node_id", "class", "position", "ordinal", "state", "payload", "batch_id", "line_no", "texts")


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A production batch: one class of plates for one area.

    Attributes:
        state: ``locked``, ``rendered``, ``verified`` or ``failed``.
        lines: number of plates.
    """

    id: int
    number: str
    plate_class: str
    area_code: str
    state: str
    template_version: str
    lines: int
    created_at: str
    file_sha256: str
    row_version: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """A plate with what the register says of its address now."""

    plate_id: int
    line_no: int
    plate_class: str
    state: str
    position: str
    ordinal: int
    payload: str
    texts: PlateText
    template_version: str
    node_id: int
    full_text: str
    live_key: str
    legal: str
    code_state: str
    existence: str
    place_name: str
    place_kind: str
    pinyin: str
    subdistrict: str
    community: str
    addr_code: str
    live_payload: str


def in_practice(conn: Connection) -> bool:
    """Whether the store is one to learn in: then nothing it prints is for production."""
    return bool(conn.execute(select(store_info.c.practice)).scalar_one())


def in_area(column: ColumnElement[str], area_code: str) -> ColumnElement[bool]:
    """Rows whose community lies in a unit: a 12-digit code whose zeros at the end stand for "all of it", or its head."""
    prefix = area_code
    if len(area_code) == 12:
        prefix = next((area_code[:n] for n in (4, 6, 9) if area_code[n:].strip("0") == ""), area_code)
    return and_(column >= prefix, column < prefix + ":")


def candidates(conn: Connection, area_code: str) -> Sequence[Row[*tuple[object, ...]]]:
    """Approved addresses of an area that bear no plate, with place and live payload."""
    living_plate = select(plate.c.id).where(
        plate.c.district_code == node.c.district_code, plate.c.node_id == node.c.id, plate.c.state != "void"
    )
    query = (
        select(
            *(node.c.district_code, node.c.id, node.c.kind, node.c.parent_id, node.c.live_key),
            *(node.c.full_text, node.c.existence, node.c.code_state, node.c.place_id),
            *(node.c.area_district, node.c.area_subdistrict, node.c.area_community),
            *(place.c.name.label("place_name"), place.c.kind.label("place_kind"), place.c.pinyin),
            payload.c.payload,
        )
        .join(place, place.c.id == node.c.place_id)
        .outerjoin(payload, and_(payload.c.node_id == node.c.id, payload.c.state == "live"))
        .where(
            in_area(node.c.area_community, area_code),
            node.c.is_live,
            node.c.legal == Legal.APPROVED.value,
            ~living_plate.exists(),
        )
    )
    return conn.execute(query).all()


def single_stairs(conn: Connection, area_code: str) -> frozenset[int]:
    """Parents of an area that have exactly one live stair: it needs no plate of its own (N21)."""
    query = (
        select(node.c.parent_id)
        .where(in_area(node.c.area_community, area_code), node.c.kind == "stair", node.c.is_live)
        .where(node.c.existence != Existence.DEMOLISHED.value)
        .group_by(node.c.parent_id)
        .having(func.count() == 1)
    )
    return frozenset(conn.execute(query).scalars())


def refused_payloads(conn: Connection) -> dict[int, str]:
    """Address -> the rule by which its newest QR row was refused."""
    query = (
        select(import_row.c.node_id, import_row.c.rule)
        .join(import_batch, import_batch.c.id == import_row.c.batch_id)
        .where(
            import_batch.c.kind == "qr", import_row.c.outcome == "rejected", import_row.c.node_id.is_not(None)
        )
        .order_by(import_row.c.id)
    )
    return {int(row[0]): str(row[1]) for row in conn.execute(query)}


def last_serial(conn: Connection, prefix: str) -> int:
    """The highest serial among batch numbers that begin with the prefix, 0 when there is none.

    On a server also among those of other areas, which the account does not see: numbers are the district's.
    """
    if conn.dialect.name == "postgresql":
        return int(conn.execute(text("SELECT zp.last_serial(:prefix)"), {"prefix": prefix}).scalar_one())
    query = select(plate_batch.c.number).where(plate_batch.c.number.startswith(prefix, autoescape=True))
    return max((int(n.removeprefix(prefix).split("-")[0]) for n in conn.execute(query).scalars()), default=0)


def text_json(texts: PlateText) -> str:
    """A plate's texts as stored: only what is said."""
    return canonical({name: text for name, text in asdict(texts).items() if text})


def add_plates(work: Work, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert and journal plates (columns as ``_PLATE``)."""
    work.insert_many(plate, _PLATE, rows, _KEPT)


def living(conn: Connection, node_ids: Iterable[int]) -> list[Row[int, int, str, str]]:
    """Plates of addresses that are not void: id, node, state, payload."""
    columns = (plate.c.id, plate.c.node_id, plate.c.state, plate.c.payload)
    query = select(*columns).where(among(conn, plate.c.node_id, node_ids), plate.c.state != Plate.VOID.value)
    return list(conn.execute(query).all())


def set_state(work: Work, ids: Iterable[int], state: Plate, wanted: Plate) -> None:
    """Put plates that are in one state into another, with journal."""
    before, after = canonical({"state": state.value}), canonical({"state": wanted.value})
    members = list(ids)
    query = update(plate).where(among(work.conn, plate.c.id, members))
    work.conn.execute(query.values(state=wanted.value, row_version=plate.c.row_version + 1))
    for plate_id in members:
        work.note("plate", str(plate_id), before, after)
    work.touched.setdefault("plate", set()).update(members)


def set_digests(work: Work, digests: Mapping[int, str]) -> None:
    """Keep how each plate was laid out."""
    update_each(work.conn, plate, ("id", "layout_digest"), list(digests.items()))
    for plate_id, digest in digests.items():
        work.note("plate", str(plate_id), "", canonical({"layout_digest": digest}))


def batch_row(conn: Connection, where: ColumnElement[bool], *, lock: bool = False) -> BatchRow | None:
    """The batch, locked until the transaction ends when asked; None when there is none."""
    batch = plate_batch.c
    query = select(
        *(batch.id, batch.number, batch["class"].label("plate_class"), batch.area_code, batch.state),
        *(batch.template_version, batch.plate_count.label("lines"), batch.created_at),
        *(func.coalesce(batch.file_sha256, "").label("file_sha256"), batch.row_version),
    ).where(where)
    row = conn.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    return None if row is None else BatchRow(**row)


def batch_lines(conn: Connection, batch_id: int) -> list[LineRow]:
    """The plates of a batch in the order of its list."""
    return _lines(conn, _line_query().where(plate.c.batch_id == batch_id).order_by(plate.c.line_no))


def lines_of_payloads(conn: Connection, payloads: Iterable[str]) -> list[LineRow]:
    """Plates that bear these payloads, void ones apart."""
    query = _line_query().where(among(conn, plate.c.payload, payloads), plate.c.state != Plate.VOID.value)
    return _lines(conn, query.order_by(plate.c.id))


def _line_query() -> Select[*tuple[object, ...]]:
    subdistrict, community = division.alias("subdistrict"), division.alias("community")
    return (
        select(
            *(plate.c.id.label("plate_id"), plate.c.line_no, plate.c["class"].label("plate_class")),
            *(plate.c.state, plate.c.position, plate.c.ordinal, plate.c.payload, plate.c.texts),
            *(plate_batch.c.template_version, node.c.id.label("node_id"), node.c.full_text, node.c.live_key),
            *(node.c.legal, node.c.code_state, node.c.existence, place.c.name.label("place_name")),
            *(place.c.kind.label("place_kind"), place.c.pinyin),
            func.coalesce(subdistrict.c.name, node.c.area_subdistrict).label("subdistrict"),
            func.coalesce(community.c.name, node.c.area_community).label("community"),
            func.coalesce(addr_code.c.code, "").label("addr_code"),
            func.coalesce(payload.c.payload, "").label("live_payload"),
        )
        .join(plate_batch, plate_batch.c.id == plate.c.batch_id)
        .join(node, node.c.id == plate.c.node_id)
        .join(place, place.c.id == node.c.place_id)
        .outerjoin(
            subdistrict,
            and_(subdistrict.c.code == node.c.area_subdistrict, subdistrict.c.valid_to == FOREVER),
        )
        .outerjoin(
            community, and_(community.c.code == node.c.area_community, community.c.valid_to == FOREVER)
        )
        .outerjoin(addr_code, addr_code.c.node_id == node.c.id)
        .outerjoin(payload, and_(payload.c.node_id == node.c.id, payload.c.state == "live"))
    )


def _lines(conn: Connection, query: Select[*tuple[object, ...]]) -> list[LineRow]:
    return [
        LineRow(**{**row, "texts": PlateText(**json.loads(row["texts"]))})
        for row in conn.execute(query).mappings()
    ]
