"""Private-use characters (自造字): which standard character a sender's own code stands for.

A code of the private area means nothing by itself: each police station's machine gave it a glyph of its own. What a
sender means by it is told once, by a person, and kept with the sender's name. Codes and QR payloads are never touched.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from db.domain.errors import BadPair
from db.domain.gb18030 import FORMER_PLACES
from db.domain.importing import Field, RowIssue, SheetRow

RULE = "private_use_character"
UNKNOWN_SENDER = "unknown"
"""Whose characters they are when a delivery names no sender."""

WRITTEN = "_written"
"""Ends the name under which a staged row keeps a text as it was delivered, when characters of it were replaced."""

KEPT_AS_SENT = frozenset({Field.ADDR_CODE, Field.PAYLOAD, Field.LOCAL_ID})
"""Fields that are compared byte for byte."""

MAX_SENDER = 60

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_CODE = re.compile(r"(?:U\+?|0x|\\u|&#x|)(?P<hex>[0-9a-f]{4,6});?|&#(?P<decimal>[0-9]{4,7});", re.I)


def private_in(text: str) -> tuple[str, ...]:
    """The private-use characters of a text, each once."""
    return tuple(dict.fromkeys(_PRIVATE.findall(text)))


def code_of(char: str) -> str:
    """A character's code as people write it: ``U+87F3``."""
    return f"U+{ord(char):04X}"


def char_of(text: str) -> str:
    """The character that a code means (``U+87F3``, ``87f3``, ``&#x87F3;``, ``&#34803;``); ``""`` when none is meant."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        return ""
    number = int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    return chr(number) if 0x20 <= number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else ""


def read_pair(text: str, source: str = "") -> tuple[str, str]:
    """A pair written ``U+E863=䶮``; each side is a character or its code.

    Raises:
        BadPair: ``not_a_pair``, or a side that cannot stand there.
    """
    left, mark, right = text.strip().partition("=")
    if not mark:
        raise BadPair(source, text, "not_a_pair")
    return check_pair(left, right, source)


def check_pair(private: str, char: str, source: str = "") -> tuple[str, str]:
    """A pair as two characters, given as characters or codes.

    Raises:
        BadPair: ``not_private``: the left side is no private-use character; ``not_a_character``: the right side is not
            one visible character with a place in the standard.
    """
    left, right = (char_of(side) or side.strip() for side in (private, char))
    if len(left) != 1 or not _PRIVATE.fullmatch(left):
        raise BadPair(source, private, "not_private")
    if len(right) != 1 or not right.isprintable() or right.isspace():
        raise BadPair(source, char, "not_a_character")
    return left, right


def check_sender(source: str) -> str:
    """A sender's name, without outer blanks.

    Raises:
        BadPair: ``no_sender`` or ``sender_too_long``.
    """
    name = source.strip()
    if not name or not name.isprintable():
        raise BadPair(source, "", "no_sender")
    if len(name) > MAX_SENDER:
        raise BadPair(name[:MAX_SENDER], "", "sender_too_long")
    return name


def merged(
    known: Mapping[str, str], told: Mapping[str, str], source: str, *, instead: bool
) -> dict[str, str]:
    """What a sender's characters mean after more pairs were told.

    Args:
        known: pairs kept so far.
        told: pairs as characters.
        source: the sender.
        instead: a pair told replaces a different one kept.

    Raises:
        BadPair: ``pair_differs``: a character is kept with another meaning, and that was not to be replaced.
    """
    for private, char in told.items():
        if not instead and known.get(private, char) != char:
            raise BadPair(source, f"{code_of(private)}={known[private]}", "pair_differs")
    return {**known, **told}


def resolved(row: SheetRow, pairs: Mapping[str, str]) -> SheetRow:
    """The row with its private-use characters replaced; one that nobody explained refuses the row.

    A text that changed is kept as delivered beside the new one. Where the unexplained ones are places that the standard
    itself once used (``FORMER_PLACES``), the refusal proposes the text they would make; a person has to say so.
    """
    cells = dict(row.cells)
    issues: list[RowIssue] = []
    for name, text in row.cells.items():
        if name in KEPT_AS_SENT or not _PRIVATE.search(text):
            continue
        clear = _replaced(text, pairs)
        if _PRIVATE.search(clear):
            likely = _replaced(clear, FORMER_PLACES)
            proposed = "" if _PRIVATE.search(likely) else likely
            issues.append(RowIssue(name, RULE, spelled(clear), row.columns.get(name, ""), proposed))
        else:
            cells[name], cells[name + WRITTEN] = clear, text
    if not issues:
        return replace(row, cells=cells)
    return replace(row, issues=row.issues + tuple(issues))


def _replaced(text: str, pairs: Mapping[str, str]) -> str:
    return _PRIVATE.sub(lambda found: pairs.get(found[0], found[0]), text)


def spelled(text: str) -> str:
    """The text with every private-use character as its code, since no font shows it."""
    return _PRIVATE.sub(lambda found: f"〔{code_of(found[0])}〕", text)
