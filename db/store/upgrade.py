"""Schema revisions: what a store has, what this program knows, and the way up.

Alembic is loaded only when something is to be migrated; opening an up-to-date store costs one query.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

import db.migrations
from db.domain.errors import StoreUnavailable

HEAD = "0004"
"""The newest revision this program knows (a test holds it to the scripts)."""


def revision(conn: Connection) -> str:
    """The store's revision, ``""`` when it is no store yet."""
    if not inspect(conn).has_table("alembic_version"):
        return ""
    return str(conn.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def knows(found: str) -> bool:
    """Whether this program can bring a store of that revision up."""
    return found.isdigit() and any(Path(db.migrations.__file__).parent.glob(f"versions/r{found}_*.py"))


def check(conn: Connection) -> None:
    """Refuse a store this program cannot work on.

    Raises:
        StoreUnavailable: ``not_a_store``, ``older`` (upgrade first) or ``newer`` (update the program).
    """
    found = revision(conn)
    if found != HEAD:
        why = "not_a_store" if not found else "older" if found < HEAD else "newer"
        raise StoreUnavailable(why, found)


def migrate(conn: Connection, target: str = "head") -> None:
    """Bring the schema to a revision (``head``, ``base`` or a number) inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(db.migrations.__file__).parent))
    config.attributes["connection"] = conn
    if target == "base" or (target != "head" and target < revision(conn)):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)
