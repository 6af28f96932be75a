"""Elements written with their names, 〖路：湖滨南路；注：西侧〗, where plain words would be read otherwise."""

import re
from collections.abc import Mapping

from db.domain.reading.model import KINDS, Element
from db.domain.reading.text import Normal

_LABELS = dict(
    zip(
        KINDS,
        ("省", "市", "区", "镇", "社区", "村", "路", "号", "小区", "幢", "梯", "层", "室", "注"),
        strict=True,
    )
)
_KIND_OF = {label: kind for kind, label in _LABELS.items()}
MARKED = re.compile("(?P<plain>[^〖〗]*)〖(?P<marked>[^〖〗]+)〗")
"""Plain words with marked elements behind them; normal texts hold neither bracket."""

_ITEM = re.compile("(?P<label>[^：；]+)：(?P<value>[^：；]+)")


def mark(values: Mapping[str, str]) -> str:
    """Values by kind as marked elements; values of a reading hold neither of the separators ：；."""
    return "〖" + "；".join([f"{_LABELS[kind]}：{values[kind]}" for kind in KINDS if kind in values]) + "〗"


def read_marked(text: str, start: int, end: int) -> list[Element] | None:
    """The marked elements in a stretch of a text; None when anything else stands there."""
    elements: dict[str, Element] = {}
    at = start
    for item in text[start:end].split("；"):
        found = _ITEM.fullmatch(item)
        kind = _KIND_OF.get(found["label"]) if found else None
        value = Normal(found["value"]).text if found else ""
        if kind is None or kind in elements or not value:
            return None
        elements[kind] = Element(kind, value, ((at, at + len(item)),))
        at += len(item) + 1
    return list(elements.values())
