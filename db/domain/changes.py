"""What a finished transaction touched; every view decides for itself what of it concerns it."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of changed rows by table, and the journal entry that tells it all.

    Attributes:
        entry: sequence of the journal entry, 0 when nothing was written.
        rows: table name -> ids; a bulk write names only the table with an empty set, meaning "many".
        parents: ids of tree parents (places, nodes) whose list of children changed.
    """

    entry: int = 0
    rows: dict[str, frozenset[int]] = field(default_factory=dict)
    parents: frozenset[int] = frozenset()

    def touches(self, table: str) -> bool:
        """Whether any row of the table changed."""
        return table in self.rows


def together(parts: Iterable[Changes]) -> Changes:
    """What several transactions touched, as if one had; the entry is the last one's."""
    entry = 0
    rows: dict[str, frozenset[int]] = {}
    parents: frozenset[int] = frozenset()
    for one in parts:
        entry = max(entry, one.entry)
        parents |= one.parents
        for table, ids in one.rows.items():
            many = not ids or not rows.get(table, ids)
            rows[table] = frozenset() if many else rows.get(table, ids) | ids
    return Changes(entry, rows, parents)
