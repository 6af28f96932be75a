"""In what a written address and one of the register differ, element by element."""

from collections.abc import Mapping

from db.domain.reading.model import KINDS
from desktop.i18n import translate
from desktop.matching.words import element_term

_OWN = frozenset(("village", "road", "compound", "number", "building", "stair", "floor", "room"))
"""Levels that make another address when they are missing; those above are often left out."""


def odd_kinds(written: Mapping[str, str], entry: Mapping[str, str]) -> frozenset[str]:
    """Kinds of element in which the two do not say the same."""
    return frozenset(kind for kind in KINDS if kind != "rest" and _is_odd(kind, written, entry))


def _is_odd(kind: str, written: Mapping[str, str], entry: Mapping[str, str]) -> bool:
    ours, theirs = written.get(kind, ""), entry.get(kind, "")
    return ours != theirs and (kind in _OWN or bool(ours and theirs))


def difference_text(written: Mapping[str, str], entry: Mapping[str, str]) -> str:
    """The differences in words, ``""`` when there are none."""
    parts = []
    odd = odd_kinds(written, entry)
    for kind in (kind for kind in KINDS if kind in odd):
        if kind not in entry:
            said = translate("matching", "库中没有{kind} {written}")
        elif kind not in written:
            said = translate("matching", "来文没有{kind} {entry}")
        else:
            said = translate("matching", "{kind} {written} ≠ {entry}")
        ours, theirs = written.get(kind, ""), entry.get(kind, "")
        parts.append(said.format(kind=element_term(kind), written=ours, entry=theirs))
    return translate("matching", "；").join(parts)
