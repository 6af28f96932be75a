"""The journal's head, read without the program."""

import sqlite3
from pathlib import Path


def journal_head(file: Path) -> tuple[int, str]:
    """Number and hash of the last entry of an SQLite store."""
    connection = sqlite3.connect(file)
    try:
        seq, digest = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        connection.close()
    return int(seq), str(digest)
