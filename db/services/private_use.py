"""What senders' private-use characters stand for: told by a person, kept as versioned rules, read by the import."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.private_use import check_pair, check_sender, code_of, merged
from db.schema.system import catalogue
from db.store import rules
from db.store.store import Store
from db.store.turns import take_turn

KIND = "private_use"
VERB = "private_use.keep"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One sender's characters.

    Attributes:
        version: of the kept rule, 0 when nothing is kept.
        pairs: private-use character -> the character it stands for, in the order of codes.
    """

    source: str
    version: int
    pairs: Mapping[str, str]


def keep(
    store: Store, actor: Actor, source: str, told: Mapping[str, str], *, instead: bool = False
) -> Changes:
    """Keep what a sender's private-use characters stand for, as the next version of the sender's rule.

    Args:
        store: where.
        actor: who says so.
        source: the sender; its earlier pairs stay.
        told: private-use character or its code -> the character or its code.
        instead: pairs told replace different ones kept; their old meaning stays in the older version.

    Raises:
        BadPair: a pair or the sender's name cannot be taken, or contradicts a kept one; nothing is kept.
        NotAllowed: the actor may not.
    """
    name = check_sender(source)
    pairs = dict(check_pair(private, char, name) for private, char in told.items())
    with store.write(actor, VERB, name) as work:
        take_turn(work.conn, KIND)
        known = mapping(work.conn, name)
        after = merged(known.pairs, pairs, name, instead=instead)
        if after != known.pairs:
            work.insert(
                catalogue,
                {
                    **{"kind": KIND, "key": name, "version": str(known.version + 1)},
                    **{"source": actor.login, "status": "verified", "body": _body(after)},
                },
            )
    return work.changes()


def mapping(conn: Connection, source: str) -> Glyphs:
    """A sender's private-use characters and what they stand for; none for a sender nobody told of."""
    kept = rules.bodies(conn, KIND, source)
    if not kept:
        return Glyphs(source, 0, {})
    version, body = list(kept.items())[-1]
    codes: dict[str, str] = json.loads(body)["pairs"]
    return Glyphs(source, int(version), {chr(int(p, 16)): chr(int(c, 16)) for p, c in codes.items()})


def every_sender(store: Store) -> tuple[Glyphs, ...]:
    """All senders with their characters, by name."""
    with store.read() as conn:
        names = select(catalogue.c.key).where(catalogue.c.kind == KIND).distinct().order_by(catalogue.c.key)
        return tuple(mapping(conn, name) for name in conn.execute(names).scalars().all())


def _body(pairs: Mapping[str, str]) -> str:
    codes = {code_of(private)[2:]: code_of(pairs[private])[2:] for private in sorted(pairs)}
    return json.dumps({"pairs": codes}, separators=(",", ":"))
