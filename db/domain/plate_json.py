"""Reads template files strictly: every complaint names the path of the field inside the file."""

from collections.abc import Iterator
from typing import Any

from db.domain.errors import BadFile


class JsonReader:
    """Reads one JSON object; every complaint names its path."""

    def __init__(self, data: object, where: str, source: str) -> None:
        self.where = where
        self.source = source
        if not isinstance(data, dict):
            raise self.bad("", "not_an_object")
        self.data: dict[str, Any] = data
        self.used: set[str] = set()

    def bad(self, name: str, why: str, detail: object = "") -> BadFile:
        """Make the complaint about one field."""
        path = f"{self.where}.{name}" if self.where and name else self.where or name
        return BadFile(self.source, why, column=path, detail=str(detail))

    def take(self, name: str, default: object = None) -> Any:
        """Take a field that must be there."""
        self.used.add(name)
        value = self.data.get(name, default)
        if value is None:
            raise self.bad(name, "missing_field")
        return value

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """Take a number within bounds."""
        value = self.take(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.bad(name, "out_of_range", value)
        return float(value)

    def text(self, name: str) -> str:
        """Take a text that is not blank."""
        value = self.take(name)
        if not isinstance(value, str) or not value.strip():
            raise self.bad(name, "not_a_text", value)
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Take a true or false."""
        value = self.take(name, default)
        if not isinstance(value, bool):
            raise self.bad(name, "not_true_or_false", value)
        return value

    def choice(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> Any:
        """Take one of the allowed values."""
        value = self.take(name, default)
        if value not in allowed:
            raise self.bad(name, "unknown_value", value)
        return value

    def rect(self, name: str, high: float) -> tuple[float, float, float, float]:
        """Take ``[x, y, width, height]``, nothing negative."""
        value = self.take(name)
        ok = isinstance(value, list) and len(value) == 4
        if not ok or not all(isinstance(v, int | float) and 0 <= v <= high for v in value):
            raise self.bad(name, "not_a_rectangle", value)
        x, y, w, h = map(float, value)
        return x, y, w, h

    def each(self, name: str) -> Iterator["JsonReader"]:
        """Yield a reader for each object of a list."""
        value = self.take(name, [])
        if not isinstance(value, list):
            raise self.bad(name, "not_a_list", value)
        for i, item in enumerate(value):
            yield JsonReader(item, f"{self.where}.{name}[{i}]", self.source)

    def done(self) -> None:
        """Refuse fields nobody asked for."""
        for name in self.data:
            if name not in self.used:
                raise self.bad(name, "unknown_field")
