"""Reads a block copied in a spreadsheet as addresses to add below a parent; no Qt, nothing is written.

Columns are told by their heads; without heads they are: own part, level, floor, side. A level that is not written is told
from the own part, where the parent leaves a choice.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from db.domain.address import ALLOWED_PARENTS, NodeKind, read_own
from db.domain.errors import BadAddress, BadNumber
from db.domain.given_out import Against
from db.domain.progress import Progress, Silent
from db.services.editing import Judged, Wish
from desktop.paths import resource

_COLUMNS = ("text", "kind", "floor", "side")
_MOST_ABOVE = 8
"""Lines among which the heads are looked for: a list for the leader's desk has its title above them."""

_STEP = 500
"""Lines between two looks whether somebody stopped the reading."""


@cache
def _words() -> dict[str, Any]:
    """The words offices use for columns, levels and sides."""
    found: dict[str, Any] = json.loads(resource("import", "paste.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line of the block.

    Attributes:
        number: of the line in the block, from 1.
        text: own part as written.
        wish: what it asks for; None when it cannot be read.
        name: own part as the register writes it.
        why: code of what is wrong; ``""`` when nothing is.
        field: which column it is about.
        there: the parent has this address already.
        against: what stands against it, though it can be read.
    """

    number: int
    text: str
    wish: Wish | None = None
    name: str = ""
    why: str = ""
    field: str = ""
    there: bool = False
    against: Against | None = None

    @property
    def is_bad(self) -> bool:
        """Whether it cannot be added."""
        return bool(self.why) or self.against is not None

    @property
    def is_fresh(self) -> bool:
        """Whether it can be added."""
        return self.wish is not None and not self.there and self.against is None


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """A block that was read and held against the register: lines = fresh + there + bad.

    Attributes:
        wishes: what its fresh lines ask for.
    """

    lines: tuple[PastedLine, ...] = ()
    wishes: tuple[Wish, ...] = ()
    there: int = 0
    bad: int = 0

    @property
    def fresh(self) -> int:
        """How many lines can be added."""
        return len(self.wishes)


def judged_block(lines: Sequence[PastedLine], judged: Sequence[Judged]) -> PastedBlock:
    """Lines with what the register says of their wishes.

    Args:
        lines: as ``read_block`` gave them.
        judged: of every line that has a wish, in their order.
    """
    said = iter(judged)
    held = tuple(line if line.wish is None else _held(line, next(said)) for line in lines)
    wishes = tuple(line.wish for line in held if line.wish is not None and line.is_fresh)
    there, bad = sum(line.there for line in held), sum(line.is_bad for line in held)
    return PastedBlock(held, wishes, there, bad)


def _held(line: PastedLine, judged: Judged) -> PastedLine:
    if not judged.there and judged.against is None:
        return line
    return replace(line, there=bool(judged.there), against=judged.against)


def read_block(
    block: str, parent: NodeKind | None, progress: Progress | None = None
) -> tuple[PastedLine, ...]:
    """The lines of a block, empty ones left out.

    Args:
        block: rows by line breaks, cells by tabs.
        parent: level they are to hang under, None for a place name itself.
        progress: told now and then, and may stop it.
    """
    rows = [[cell.strip() for cell in row.split("\t")] for row in block.splitlines()]
    columns, head = _columns(rows)
    progress, found = progress or Silent(), list[PastedLine]()
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, 1):
        if number % _STEP == 0:
            progress.step(number, len(rows), "")
        if number < head and any(row):  # the title of a list, as our own exports have one
            found.append(PastedLine(number, next(filter(None, row)), why="above_heads", field="text"))
        elif number > head and any(row):
            cells = {name: row[at] for name, at in columns.items() if at < len(row)}
            line = _line(number, cells, parent)
            if line.wish is not None:
                key = (line.wish.kind.value, line.name)
                if key in seen:
                    line = PastedLine(number, line.text, name=line.name, why="twice", field="text")
                seen.add(key)
            found.append(line)
    return tuple(found)


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Column's name -> where it stands, and the number of the line of heads, 0 without one."""
    for number, row in enumerate(rows[:_MOST_ABOVE], 1):
        heads = [_plain(cell) for cell in row]
        known = {
            name: next((heads.index(one) for one in words if one in heads), -1)
            for name, words in _words()["heads"].items()
        }
        is_first = not any(any(above) for above in rows[: number - 1])
        # Below a title only a row of several known heads is taken for one: a lone word may be an address.
        enough = known["text"] >= 0 and (is_first or known["kind"] >= 0)
        if enough and not any(sign.isdigit() for sign in "".join(heads)):
            return {name: at for name, at in known.items() if at >= 0}, number
    return {name: at for at, name in enumerate(_COLUMNS)}, 0


def _line(number: int, cells: dict[str, str], parent: NodeKind | None) -> PastedLine:
    text = cells.get("text", "")
    if not text:
        return PastedLine(number, text, why="no_text", field="text")
    kind = _kind(cells.get("kind", ""), text, parent)
    if kind is None:
        return PastedLine(number, text, why="unknown_element", field="kind")
    if parent not in ALLOWED_PARENTS[kind]:
        return PastedLine(number, text, why="wrong_parent", field="kind")
    side = _words()["sides"].get(_plain(cells.get("side", "")))
    if side is None:
        return PastedLine(number, text, why="unknown_side", field="side")
    try:
        floor = _floor(cells.get("floor", ""))
        own = read_own(kind, text)
    except (BadNumber, BadAddress) as error:
        return PastedLine(number, text, why=error.why, field=getattr(error, "field", "text"))
    return PastedLine(number, text, Wish(kind, text, floor, side), own.text)


def _kind(word: str, text: str, parent: NodeKind | None) -> NodeKind | None:
    """The level a word means; without one what the own part ends with, else the only or the lowest that can hang there."""
    plain = _plain(word)
    if plain:
        return next((NodeKind(kind) for kind, words in _words()["kinds"].items() if plain in words), None)
    possible = [kind for kind, above in ALLOWED_PARENTS.items() if parent in above]
    ending = _plain(text)
    told = next((NodeKind(kind) for kind, ends in _words()["endings"] if ending.endswith(tuple(ends))), None)
    if told is not None:
        return told
    return NodeKind.DOOR if NodeKind.DOOR in possible else NodeKind.ROOM


def _floor(text: str) -> int | None:
    """A floor as it is kept.

    Raises:
        BadAddress: it is none.
    """
    if not text:
        return None
    own = read_own(NodeKind.FLOOR, text)
    return int(own.ident)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
