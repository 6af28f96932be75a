"""Records of deliveries as they were kept: read by portions, found by any text in their cells."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from db.schema.work import import_row

_PORTION = 2_000


def portions(conn: Connection, batch_id: int, text: str) -> Iterator[Sequence[Any]]:
    """Records of a batch in its order; of those without the text in some cell many, but not all, are left out.

    Args:
        conn: the reading connection.
        batch_id: which batch.
        text: ``""`` for all records.
    """
    row = import_row.c
    columns = (
        row.id,
        row.file,
        row.sheet,
        row.row_no,
        row.part,
        row.outcome,
        row.rule,
        row.cells,
        row.node_id,
    )
    query = select(*columns).where(row.batch_id == batch_id).order_by(row.id).limit(_PORTION)
    if text:
        asked = (json.dumps(one, ensure_ascii=False)[1:-1] for one in spellings(text))
        query = query.where(or_(*(row.cells.contains(one, autoescape=True) for one in asked)))
    last = 0
    while portion := conn.execute(query.where(row.id > last)).all():
        yield portion
        last = portion[-1].id


def spellings(text: str) -> set[str]:
    """The text as typed, in capitals and in small letters: engines compare letters differently."""
    return {text, text.upper(), text.lower()}


def bearing(conn: Connection, batch_id: int, fields: Iterable[str]) -> dict[str, int]:
    """How many records of a batch have a text in each of some fields; fields that none has are left out."""
    row, names = import_row.c, list(fields)
    # A quotation mark inside a text is written with a backslash, so that only a field's name can read like this.
    counts = (
        func.sum(case((row.cells.contains(f'"{name}":', autoescape=True), 1), else_=0)) for name in names
    )
    found = conn.execute(select(*counts).where(row.batch_id == batch_id)).one()
    return {name: int(count) for name, count in zip(names, found, strict=True) if count}
