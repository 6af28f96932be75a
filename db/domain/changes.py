"""What a finished transaction touched; every view decides for itself what of it concerns it."""

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
