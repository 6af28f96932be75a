"""How the columns of a delivery were understood last time: kept by the headings of its sheet, as versioned rules."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.importing import Field
from db.schema.system import catalogue
from db.store import rules
from db.store.store import Store
from db.store.turns import take_turn

KIND = "import_mapping"


@dataclass(frozen=True, slots=True)
class Understood:
    """The columns of one set of headings.

    Attributes:
        headings: all of them, as the reader compares them.
        fields: field by heading; ``""`` leaves a column out.
    """

    headings: frozenset[str]
    fields: Mapping[str, str]

    @property
    def key(self) -> str:
        """The name under which it is kept: the same for the same headings in any order."""
        return hashlib.sha256("\n".join(sorted(self.headings)).encode()).hexdigest()


def remembered(store: Store, sets: Iterable[frozenset[str]]) -> dict[frozenset[str], Mapping[str, str]]:
    """The fields kept for sets of headings; a set that nobody told about is absent."""
    with store.read() as conn:
        found = {one: _fields(conn, Understood(one, {}).key) for one in set(sets)}
    return {one: fields for one, fields in found.items() if fields}


def remember(store: Store, actor: Actor, understood: Iterable[Understood]) -> Changes:
    """Keep how columns were understood; what is kept already stays as it is.

    Raises:
        NotAllowed: the actor may not import.
    """
    with store.write(actor, "import.stage", KIND) as work:
        take_turn(work.conn, KIND)
        for one in understood:
            kept = rules.bodies(work.conn, KIND, one.key)
            if not one.fields or _fields(work.conn, one.key) == dict(one.fields):
                continue
            work.insert(
                catalogue,
                {
                    **{"kind": KIND, "key": one.key, "version": str(len(kept) + 1)},
                    **{"source": actor.login, "status": "verified", "body": _body(one)},
                },
            )
    return work.changes()


def _body(one: Understood) -> str:
    return json.dumps({"fields": dict(sorted(one.fields.items()))}, ensure_ascii=False, separators=(",", ":"))


def _fields(conn: Connection, key: str) -> dict[str, str]:
    """The newest fields under a key; a field this program does not know is not taken."""
    body = rules.newest(conn, KIND, key)
    fields = json.loads(body)["fields"] if body else {}
    return {heading: name for heading, name in fields.items() if not name or name in set(Field)}
