"""What came back on a check sheet: rows as a file holds them, read against the rows that went out.

Communities sort, filter, cut, paste and take the protection off. A row is known by its key alone, and a key that stands
where it does not belong is noticed; whatever cannot be taken is refused with its cell named, and what is said is kept.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from db.domain.address import NodeKind, read_own
from db.domain.check_sheet import (
    ADDRESS,
    COMPARED,
    EXISTENCE,
    FLOOR,
    LONGEST,
    NOTE,
    OWN_TEXT,
    PLATE,
    Verdict,
    is_personal,
    line,
    plain,
    read_existence,
    read_floor,
    read_plate,
    read_verdict,
    row_key,
    row_of_key,
)
from db.domain.errors import BadAddress, BadNumber

KEY, VERDICT = "key", "verdict"
NEW_TEXT, NEW_FLOOR, NEW_EXISTENCE = "new_own_text", "new_floor", "new_existence"
CELLS = (
    *(ADDRESS, OWN_TEXT, FLOOR, EXISTENCE, VERDICT),
    *(NEW_TEXT, NEW_FLOOR, NEW_EXISTENCE, PLATE, NOTE),
)
"""Cells of a row by what they are about; the last five and the verdict are the community's."""


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A row of a file that came back.

    Attributes:
        sheet: name of the worksheet.
        row_no: as the office program counts it.
        key: what stands in the hidden column.
        cells: text by name of the cell (``CELLS``); empty ones may be missing.
    """

    sheet: str
    row_no: int
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReturnedRows:
    """A file that came back.

    Attributes:
        number: form number as it stands in the file, checked.
        file: its name without the folder.
        sha256: of its bytes.
    """

    number: str
    file: str
    sha256: str
    rows: tuple[ReturnRow, ...]


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A row as it went out, and what was heard of it since.

    Attributes:
        row_no: in the sheet, from 1.
        seen: version of the address when it went out.
        kind: level of the address.
        values: by field of ``COMPARED`` and ``plate``.
        answer: kind of the last answer, ``""`` for none.
        heard: every word heard so far, by field.
    """

    row_no: int
    node_id: int
    seen: int
    kind: NodeKind
    full_text: str
    values: Mapping[str, str]
    answer: str = ""
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be taken; ``said`` stays empty where a personal number stood."""

    field: str
    why: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says.

    Attributes:
        row: where it stands in the file.
        issued: the row it belongs to; None for a new address, and where that cannot be known.
        words: value by field.
        is_new: it is about an address that the sheet did not list.
        doubtful: it contradicts itself.
    """

    row: ReturnRow
    issued: IssuedRow | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
    is_new: bool = False
    doubtful: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nobody answered."""
        return not self.words and not self.refused


def read_return(number: str, rows: Iterable[ReturnRow], issued: Mapping[int, IssuedRow]) -> list[Said]:
    """What the rows of a file say, each of them once; rows without anything in them are left out.

    Args:
        number: form number of the sheet.
        rows: as the file holds them, in any order.
        issued: the rows that went out, by their number.
    """
    texts = {plain(one.full_text) for one in issued.values()}
    taken: dict[int, list[Said]] = {}
    found = []
    for row in rows:
        said = _read(number, row, issued, texts)
        if said is None:
            continue
        if said.issued is not None and not said.is_blank:
            before = taken.setdefault(said.issued.row_no, [])
            if any((one.words, one.doubtful) == (said.words, said.doubtful) for one in before):
                said = _refuse(row, "key_twice", KEY)
            before.append(said)
        found.append(said)
    return found


def _read(number: str, row: ReturnRow, issued: Mapping[int, IssuedRow], texts: set[str]) -> Said | None:
    if not plain(row.key):
        return _new(row) if any(plain(text) for text in row.cells.values()) else None
    one = issued.get(row_of_key(row.key))
    if one is None or plain(row.key).upper() != row_key(number, one.row_no, one.node_id):
        return _refuse(row, "bad_key", KEY)
    address = plain(row.cells.get(ADDRESS, ""))
    if address not in ("", plain(one.full_text)):
        if read_verdict(row.cells.get(VERDICT, "")) is Verdict.NEW:
            return _new(row)
        if address in texts:
            return _refuse(row, "key_moved", KEY)
        return _answer(row, one, {ADDRESS: line(row.cells[ADDRESS])})
    return _answer(row, one, {})


def _refuse(row: ReturnRow, why: str, name: str) -> Said:
    """A row that cannot be told to belong anywhere: what it says is kept in one piece."""
    personal = tuple(Refusal(cell, "personal") for cell, text in row.cells.items() if is_personal(text))
    texts = [line(text) for text in row.cells.values() if plain(text) and not is_personal(text)]
    return Said(row, refused=(Refusal(name, why, "；".join(texts)[:LONGEST]), *personal))


def _new(row: ReturnRow) -> Said:
    """An address that the sheet did not list."""
    reader = _Cells(row)
    words = {
        ADDRESS: plain(reader.text(ADDRESS) or reader.text(NEW_TEXT) or reader.text(OWN_TEXT)),
        FLOOR: reader.read(FLOOR, reader.text(NEW_FLOOR) or reader.text(FLOOR), read_floor),
        PLATE: reader.read(PLATE, reader.text(PLATE), read_plate),
        NOTE: reader.remark(),
    }
    if not words[ADDRESS] or len(words[ADDRESS]) > LONGEST:
        rest = "；".join(word for word in words.values() if word)[:LONGEST]
        hidden = any(one.field == ADDRESS for one in reader.refused) and not rest
        nameless = () if hidden else (Refusal(ADDRESS, "new_without_address", rest),)
        return Said(row, refused=(*reader.refused, *nameless))
    return Said(row, None, {name: word for name, word in words.items() if word}, tuple(reader.refused), True)


def _answer(row: ReturnRow, issued: IssuedRow, words: dict[str, str]) -> Said:
    reader = _Cells(row)
    verdict = read_verdict(reader.text(VERDICT))
    if verdict is None or verdict is Verdict.NEW:
        why = "verdict_unknown" if verdict is None else "new_on_key"
        reader.refused.append(Refusal(VERDICT, why, line(reader.text(VERDICT))[:LONGEST]))
    corrected = words | reader.corrections(issued)
    beside = {PLATE: reader.read(PLATE, reader.text(PLATE), read_plate), NOTE: reader.remark()}
    beside = {name: word for name, word in beside.items() if word}
    issued_values = {**issued.values, ADDRESS: issued.full_text}
    differing = {name for name, word in corrected.items() if word != issued_values[name]}
    doubtful = ADDRESS in differing
    if verdict is Verdict.RIGHT:
        doubtful = doubtful or bool(differing)
        corrected = {name: issued.values[name] for name in COMPARED} | corrected
    elif verdict is Verdict.MISSING:
        doubtful = doubtful or bool(differing - {EXISTENCE}) or corrected.get(EXISTENCE, "") in _STANDING
        corrected = {EXISTENCE: "demolished"} | corrected
    elif verdict is Verdict.WRONG and not differing and not beside and not reader.refused:
        reader.refused.append(Refusal(VERDICT, "nothing_corrected", line(reader.text(VERDICT))))
    return Said(row, issued, corrected | beside, tuple(reader.refused), doubtful=doubtful)


_STANDING = ("exists", "building")


class _Cells:
    """The cells of one row as they are read.

    Attributes:
        refused: what could not be taken so far.
    """

    def __init__(self, row: ReturnRow) -> None:
        self.refused: list[Refusal] = []
        self._cells: dict[str, str] = {}
        for name, text in row.cells.items():
            if is_personal(text):
                self.refused.append(Refusal(name, "personal"))
            else:
                self._cells[name] = text

    def text(self, name: str) -> str:
        """The text of a cell, unless it may not be taken."""
        text = self._cells.get(name, "")
        return text if plain(text) else ""

    def read(self, name: str, text: str, how: Callable[[str], str | None]) -> str:
        """A value, refused when it cannot be read."""
        value = how(text)
        if value is None:
            self.refused.append(Refusal(name, f"bad_{name}", line(text)[:LONGEST]))
            return ""
        return value

    def remark(self) -> str:
        """The remark in one line."""
        text = line(self.text(NOTE))
        if len(text) > LONGEST:
            self.refused.append(Refusal(NOTE, "too_long", text[:LONGEST]))
            return ""
        return text

    def corrections(self, issued: IssuedRow) -> dict[str, str]:
        """What is written instead of what went out: in its own column, or over the locked one."""

        def own(text: str) -> str | None:
            return _own(issued.kind, text)

        found = {}
        readers = (
            (OWN_TEXT, NEW_TEXT, own),
            (FLOOR, NEW_FLOOR, read_floor),
            (EXISTENCE, NEW_EXISTENCE, read_existence),
        )
        for name, cell, how in readers:
            text, over = self.text(cell), self.text(name)
            if text:
                found[name] = self.read(name, text, how)
            elif over and how(over) != issued.values[name]:
                found[name] = self.read(name, over, how)
        return {name: word for name, word in found.items() if word}


def _own(kind: NodeKind, text: str) -> str | None:
    """An own part as it is kept; None when it is none of the level."""
    try:
        return read_own(kind, text).text
    except (BadNumber, BadAddress):
        return None
