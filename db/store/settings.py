"""Rows of the settings table."""

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from db.domain.settings import Settings, settings_of
from db.schema.office import setting
from db.store.journal import canonical
from db.store.store import Work


def kept(conn: Connection) -> dict[str, str]:
    """Every setting somebody set, as text; keys of a newer program are among them."""
    return {row.key: row.value for row in conn.execute(select(setting.c.key, setting.c.value))}


def in_force(conn: Connection) -> Settings:
    """The values that hold, inside a transaction."""
    return settings_of(kept(conn))


def keep(work: Work, texts: Mapping[str, str]) -> None:
    """Set values and note what they were; one that is kept already is not written again."""
    before = kept(work.conn)
    for key, text in texts.items():
        if key not in before:
            row = {"key": key, "value": text, "set_by": work.actor.login, "set_at": work.at}
            work.conn.execute(insert(setting).values(row))
            work.note("setting", key, "", canonical(row))
            work.touched.setdefault("setting", set())
        elif before[key] != text:
            changed = {"value": text, "set_by": work.actor.login, "set_at": work.at}
            work.change(setting, {"key": key}, changed)
