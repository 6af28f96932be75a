"""What narrows and orders a list, without Qt: a text for all cells, conditions per column, one column's order."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What a column's cells must be; both conditions hold together.

    Attributes:
        text: they hold it; width and case do not count.
        values: they are one of these (codes where the column has them); None lets every value pass.
    """

    text: str = ""
    values: frozenset[str] | None = None

    @property
    def is_set(self) -> bool:
        """Whether it keeps anything away."""
        return bool(self.text.strip()) or self.values is not None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a list is shown.

    Attributes:
        text: any cell holds it.
        filters: column's code -> its condition.
        order: code of the column to order by; ``""`` is the list's own order.
        descending: the other way round.
    """

    text: str = ""
    filters: Mapping[str, ColumnFilter] = field(default_factory=dict)
    order: str = ""
    descending: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it keeps lines away."""
        return bool(self.text.strip()) or bool(self.filters)

    def with_filter(self, code: str, condition: ColumnFilter) -> "Arrangement":
        """The same with another condition for a column."""
        others = {name: one for name, one in self.filters.items() if name != code}
        return replace(self, filters={**others, code: condition} if condition.is_set else others)

    def body(self) -> dict[str, Any]:
        """Plain values that ``read`` takes back."""
        return {
            "text": self.text,
            "filters": {
                code: {"text": one.text, "values": None if one.values is None else sorted(one.values)}
                for code, one in self.filters.items()
            },
            "order": self.order,
            "descending": self.descending,
        }

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> "Arrangement":
        """What ``body`` gave; whatever cannot be read is left out, since another program may have written it."""
        found: dict[str, ColumnFilter] = {}
        filters = body.get("filters")
        for code, one in filters.items() if isinstance(filters, dict) else ():
            given = one if isinstance(one, dict) else {}
            values = given.get("values")
            picked = frozenset(map(str, values)) if isinstance(values, list) else None
            found[str(code)] = ColumnFilter(str(given.get("text", "")), picked)
        return cls(
            str(body.get("text", "")),
            {code: one for code, one in found.items() if one.is_set},
            str(body.get("order", "")),
            body.get("descending") is True,
        )


def plain(text: str) -> str:
    """A text as it is compared: one width, one case."""
    return unicodedata.normalize("NFKC", text).casefold()


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A text as it is ordered: numbers in it by value, so that 2幢 comes before 10幢."""
    parts = re.split(r"([0-9]{1,18})", plain(text))
    return tuple((0, int(part), "") if at % 2 else (1, 0, part) for at, part in enumerate(parts) if part)
