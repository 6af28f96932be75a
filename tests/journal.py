"""The journal's head, read without the program, and what its last entry says."""

import sqlite3
from pathlib import Path

from sqlalchemy import select

from db.schema.system import journal
from db.store.store import Store


def journal_head(file: Path) -> tuple[int, str]:
    """Number and hash of the last entry of an SQLite store."""
    connection = sqlite3.connect(file)
    try:
        seq, digest = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        connection.close()
    return int(seq), str(digest)


def last_said(store: Store) -> tuple[str, str]:
    """Verb and reason of the last entry."""
    query = select(journal.c.verb, journal.c.reason).order_by(journal.c.seq.desc()).limit(1)
    with store.read() as conn:
        verb, reason = conn.execute(query).one()
    return verb, reason
