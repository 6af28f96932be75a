"""Settings of a store: what holds, who set it, changing one or many at once; every change is journalled."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.settings import (
    BY_KEY,
    BadSetting,
    Setting,
    Settings,
    Value,
    as_text,
    each_value,
    from_text,
    judged,
    settings_of,
)
from db.schema.office import setting
from db.store import settings as rows
from db.store.store import Store
from db.store.turns import take_turn

VERB = "setting.change"
_LONGEST_KEY, _LONGEST_TEXT = 100, 1_000


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as the office sees it.

    Attributes:
        setting: its line of the table.
        value: what holds.
        set_by: who set it; ``""`` while the default holds because nobody did.
        set_at: when.
        unread: what the store keeps and this program cannot read as a value; the default holds then.
    """

    setting: Setting
    value: Value
    set_by: str = ""
    set_at: str = ""
    unread: str = ""


def current(store: Store) -> Settings:
    """The values that hold now."""
    with store.read() as conn:
        return rows.in_force(conn)


def list_settings(store: Store) -> tuple[SettingRow, ...]:
    """Every setting of this program in the table's order."""
    with store.read() as conn:
        found = {row.key: row for row in conn.execute(select(setting))}
        settings = rows.in_force(conn)
    listed = []
    for one, value in each_value(settings):
        row = found.get(one.key)
        if row is None:
            listed.append(SettingRow(one, value))
        else:
            unread = "" if _reads(one, row.value) else row.value
            listed.append(SettingRow(one, value, row.set_by, row.set_at, unread))
    return tuple(listed)


def unknown_settings(store: Store) -> dict[str, str]:
    """Settings of a newer program that the store keeps; this program leaves them alone."""
    with store.read() as conn:
        return {key: text for key, text in rows.kept(conn).items() if key not in BY_KEY}


def change(
    store: Store,
    actor: Actor,
    values: Mapping[str, object],
    reason: str,
    others: Mapping[str, str] | None = None,
) -> Changes:
    """Set some settings, all or none.

    Args:
        store: where.
        actor: who.
        values: key -> value; what holds already is not written.
        reason: why, for the journal.
        others: key -> text as a newer program kept it, from a file of settings; taken over unread.

    Raises:
        NotAllowed: the actor may not change settings.
        BadSetting: a value does not fit its setting, or there is no such setting.
    """
    good, bad = judged(values)
    with store.write(actor, VERB, reason) as work:
        if bad:
            raise bad[0]
        foreign = _foreign(others or {}, good)
        take_turn(work.conn, "setting")
        kept = rows.kept(work.conn)
        held = {one.key: value for one, value in each_value(settings_of(kept))}
        told = {key: as_text(value) for key, value in good.items() if key in kept or value != held[key]}
        rows.keep(work, {**told, **foreign})
    return work.changes()


def _foreign(others: Mapping[str, str], good: dict[str, Value]) -> dict[str, str]:
    """Texts of keys this program does not know; those it has learnt since join the good ones."""
    foreign = {}
    for key, text in others.items():
        if key in BY_KEY:
            good[key] = from_text(BY_KEY[key], text)
        elif not key or len(key) > _LONGEST_KEY or len(text) > _LONGEST_TEXT:
            raise BadSetting(key[:_LONGEST_KEY], "too_long")
        else:
            foreign[key] = text
    return foreign


def _reads(one: Setting, text: str) -> bool:
    try:
        from_text(one, text)
    except BadSetting:
        return False
    return True
