"""The catalogue of rules, templates and readings: versioned rows, the newest by number (2026.10 after 2026.9)."""

from sqlalchemy import Connection, select

from db.schema.system import catalogue


def bodies(conn: Connection, kind: str, key: str) -> dict[str, str]:
    """Every body of an entry by version, oldest first; empty when the store has none."""
    query = select(catalogue.c.version, catalogue.c.body).where(
        catalogue.c.kind == kind, catalogue.c.key == key
    )
    rows = [(row.version, row.body) for row in conn.execute(query)]
    return dict(sorted(rows, key=lambda row: [int(part) for part in row[0].split(".") if part.isdecimal()]))


def newest(conn: Connection, kind: str, key: str) -> str | None:
    """The newest body of an entry; None when the store has none."""
    found = bodies(conn, kind, key)
    return list(found.values())[-1] if found else None
