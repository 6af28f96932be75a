"""Hands out ids: a counter row on SQLite (one writer at a time), a sequence on PostgreSQL (gaps are harmless)."""

from sqlalchemy import Connection, text

from db.domain.ids import first_id


def prepare(conn: Connection, store_no: int) -> None:
    """Start the counter of a new store."""
    if conn.dialect.name == "sqlite":
        conn.execute(
            text("INSERT INTO id_counter (id, next_id) VALUES (1, :first)"), {"first": first_id(store_no)}
        )
    else:
        conn.exec_driver_sql(f"ALTER SEQUENCE id_counter RESTART WITH {first_id(store_no)}")


def take(conn: Connection, count: int) -> list[int]:
    """The next ``count`` ids, ascending; never handed out again once the transaction commits."""
    if count <= 0:
        return []
    if conn.dialect.name == "sqlite":
        query = text("UPDATE id_counter SET next_id = next_id + :n RETURNING next_id - :n")
        first = int(conn.execute(query, {"n": count}).scalar_one())
        return list(range(first, first + count))
    query = text("SELECT nextval('id_counter') FROM generate_series(1, :n)")
    return [int(row[0]) for row in conn.execute(query, {"n": count})]
