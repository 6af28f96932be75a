"""Many values in one statement: rows whose column is among thousands of values, and a value for each of them.

A statement with thousands of marks costs more to write than to run; one list goes in as one parameter instead.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    func,
    select,
    update,
)

from db.store.bulk import array_text, kind


def among(conn: Connection, column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """The condition that a column holds one of the values."""
    wanted = sorted(set(values))
    if conn.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(wanted, ensure_ascii=False)).table_valued("value")
        return column.in_(select(listed.c.value))
    # As one text: the driver takes five hundredths of a second to look at ten thousand values one by one.
    return column == any_(cast(bindparam(None, array_text(wanted), type_=Text()), ARRAY(column.type)))


def update_each(
    conn: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Give every row its own values.

    Args:
        conn: the writing connection.
        table: whose ``id`` finds the rows.
        columns: names in the order of the tuples; the first is ``id``.
        rows: tuples.
    """
    if not rows:
        return
    quote = conn.dialect.identifier_preparer.quote
    names = [quote(name) for name in columns]
    if conn.dialect.name == "sqlite":
        given = ", ".join(f"{name} = ?" for name in names[1:])
        conn.exec_driver_sql(
            f"UPDATE {table.name} SET {given} WHERE id = ?", [(*row[1:], row[0]) for row in rows]
        )
        return
    lists = ", ".join(f"%s::{kind(table.c[name])}[]" for name in columns)
    given = ", ".join(f"{name} = given.{name}" for name in names[1:])
    conn.exec_driver_sql(
        f"UPDATE {table.name} SET {given} FROM unnest({lists}) AS given ({', '.join(names)}) "
        f"WHERE {table.name}.id = given.{names[0]}",
        tuple(array_text(row[n] for row in rows) for n in range(len(columns))),
    )


def update_alike(conn: Connection, table: Table, ids: Iterable[int], values: Mapping[str, Any]) -> None:
    """Give many rows the same values, and each its next version."""
    raised = {**values, "row_version": table.c.row_version + 1}
    conn.execute(update(table).where(among(conn, table.c.id, ids)).values(raised))


def add_each(conn: Connection, table: Table, column: str, amounts: Mapping[int, int]) -> None:
    """Add to a counter of each row by id; ids that are no rows of the table are passed over."""
    if not amounts:
        return
    name = conn.dialect.identifier_preparer.quote(column)
    if conn.dialect.name == "sqlite":
        sql = f"UPDATE {table.name} SET {name} = {name} + ? WHERE id = ?"
        conn.exec_driver_sql(sql, [(amount, row_id) for row_id, amount in amounts.items()])
        return
    conn.exec_driver_sql(
        f"UPDATE {table.name} SET {name} = {table.name}.{name} + given.amount "
        f"FROM unnest(%s::bigint[], %s::bigint[]) AS given (id, amount) WHERE {table.name}.id = given.id",
        (array_text(amounts), array_text(amounts.values())),
    )
