"""Check sheets (核查表): form numbers, keys of rows, and what a community's word does to an address, three-way.

Each value is held against what was issued and against what stands in the register now; words that were heard earlier
from the same sheet stand beside it, so that returns come in any order, in parts and twice. Nothing here knows a file.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from db.domain.address import NodeKind, read_own
from db.domain.errors import BadAddress, BadNumber, DomainError


class Kind(StrEnum):
    """What a word is to the register."""

    ACCEPTED = "accepted"  # 一致
    CHANGED = "changed"  # 有改动
    NEW = "new"  # 新增
    CONFLICT = "conflict"  # 冲突
    REJECTED = "rejected"  # 退回


class Verdict(StrEnum):
    """What a community says of a row as a whole."""

    BLANK = ""  # 未填
    RIGHT = "right"  # 一致
    WRONG = "wrong"  # 有误
    MISSING = "missing"  # 不存在
    NEW = "new"  # 新增


OWN_TEXT, FLOOR, EXISTENCE, PLATE, NOTE, ADDRESS = (
    "own_text",
    "floor",
    "existence",
    "plate",
    "note",
    "address",
)
"""Fields of findings; ``address`` is a row's whole address: of a new one, or of a locked cell somebody wrote over."""
COMPARED = (OWN_TEXT, FLOOR, EXISTENCE)
"""Fields that "right" confirms."""
HAS, NONE, DAMAGED = "has", "none", "damaged"
"""What a plate may be said to be: 有, 无, 损坏; the register says ``""`` when it knows of no mounted one."""
GONE = "gone"
"""What the register says of the existence of an address that is no living one any more."""
LONGEST = 200

RANK = (Kind.ACCEPTED, Kind.CHANGED, Kind.NEW, Kind.CONFLICT, Kind.REJECTED)
"""The gravest finding says what becomes of a row."""


@dataclass(eq=False)
class SheetRefused(DomainError):
    """A check sheet cannot be issued, taken or decided: ``why`` a code, ``text`` what about, ``count`` how many."""

    why: str
    text: str = ""
    count: int = 0


# -- numbers and keys ----------------------------------------------------------------------------------------------


_FORM = re.compile(r"HC-(\d{12})-(\d{4})-(\d{3,8})-(\d{2})", re.ASCII)
MOST_A_YEAR = 999
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_KEY = re.compile(rf"(\d{{1,6}})-([{_LETTERS}]{{4}})", re.ASCII)


def form_number(community: str, year: str, store_no: int, serial: int) -> str:
    """The number of a sheet with its check digits: ``HC-350203005001-2026-1001-47``.

    Args:
        community: 12-digit code.
        year: four digits.
        store_no: of the store that issues it; two stores that are joined one day issued no number twice.
        serial: counted from 1 within store, community and year.

    Raises:
        SheetRefused: ``too_many``, three digits are not enough.
    """
    if serial > MOST_A_YEAR:
        raise SheetRefused("too_many", community, serial)
    counted = f"{store_no or ''}{serial:03d}"
    return f"HC-{community}-{year}-{counted}-{_check_digits(community + year + counted)}"


def _check_digits(body: str) -> str:
    """Two digits that notice every wrong digit and every swapped pair.

    Source: ISO/IEC 7064, MOD 97-10.
    """
    return f"{98 - int(body) * 100 % 97:02d}"


def read_form_number(text: str) -> str:
    """The number in a text as it is kept.

    Raises:
        SheetRefused: ``no_number``, none stands there; ``bad_number``, its check digits say that it was mistyped.
    """
    found = _FORM.search(unicodedata.normalize("NFKC", text).upper())
    if found is None:
        raise SheetRefused("no_number", text[:40])
    community, year, serial, digits = found.groups()
    if _check_digits(community + year + serial) != digits:
        raise SheetRefused("bad_number", found[0])
    return found[0]


def row_key(number: str, row_no: int, node_id: int) -> str:
    """What stands in the hidden column of a row: its number in the sheet and characters that fit only there."""
    digest = hashlib.sha256(f"{number}|{row_no}|{node_id}".encode()).digest()
    bits = int.from_bytes(digest[:3], "big")
    return f"{row_no}-" + "".join(_LETTERS[bits >> shift & 31] for shift in (0, 5, 10, 15))


def row_of_key(text: str) -> int:
    """The row a key names, whether or not it fits the sheet; 0 when it is no key."""
    found = _KEY.fullmatch(plain(text).upper())
    return int(found[1]) if found else 0


# -- what stands in cells ------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """A cell's text without full-width forms and blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def line(text: str) -> str:
    """A remark in one line."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


_WORDS: dict[str, Verdict] = {
    "": Verdict.BLANK,
    **dict.fromkeys(("一致", "无误", "正确", "相符", "对", "是", "√", "✓", "✔"), Verdict.RIGHT),
    **dict.fromkeys(("有误", "错误", "不一致", "不符", "错", "×", "✗", "✘"), Verdict.WRONG),
    **dict.fromkeys(("不存在", "无此地址", "没有", "已拆", "已拆除"), Verdict.MISSING),
    **dict.fromkeys(("新增", "漏", "遗漏", "新"), Verdict.NEW),
}
_EXISTENCES = {
    "在建": "building",
    "存在": "exists",
    "已建成": "exists",
    "已拆除": "demolished",
    "已拆": "demolished",
}
_PLATES = {"有": HAS, "无": NONE, "没有": NONE, "缺失": NONE, "损坏": DAMAGED, "破损": DAMAGED}
_FLOOR = re.compile(r"(负|地下|-|B)?(\d{1,3})(?:层|楼|F)?", re.ASCII)


def read_verdict(text: str) -> Verdict | None:
    """What the cell 核查结果 says; None when it says something else."""
    return _WORDS.get(plain(text))


def read_existence(text: str) -> str | None:
    """The code of an existence state as written, ``""`` when nothing is; None when it is none."""
    return _EXISTENCES.get(plain(text)) if plain(text) else ""


def read_plate(text: str) -> str | None:
    """What is said of a plate, ``""`` when nothing is; None when it cannot be read."""
    return _PLATES.get(plain(text)) if plain(text) else ""


def read_floor(text: str) -> str | None:
    """A floor as it is kept (``3``, ``-1``), ``""`` when nothing is said; None when it is none."""
    clean = plain(text).upper().removesuffix(".0")
    if not clean:
        return ""
    found = _FLOOR.fullmatch(clean)
    if found is None or not int(found[2]):
        return None
    return f"{'-' if found[1] else ''}{int(found[2])}"


_LEAST_FIGURES = 11
"""A mobile number's; most cells are told by it at once."""
_ENDINGS = (
    (re.compile(r"号(?:之.+|-\d+)?$", re.ASCII), NodeKind.DOOR),
    (re.compile(r"(?:[幢栋座]|号楼|#楼)$"), NodeKind.BUILDING),
    (re.compile(r"(?:梯位?|单元)$"), NodeKind.STAIR),
    (re.compile(r"层$"), NodeKind.FLOOR),
)


def level_of(text: str) -> NodeKind | None:
    """The one level that a text says by its ending, figures alone a room; None when it is none, or several."""
    kind = next((kind for ending, kind in _ENDINGS if ending.search(text)), NodeKind.ROOM)
    try:
        read_own(kind, text)
    except (BadNumber, BadAddress):
        return None
    return kind


def spellings(text: str) -> set[str]:
    """How a new address may read in the register: as it was written, or its last level in the register's words."""
    found = {text}
    for end in range(1, len(text)):
        kind = level_of(text[end:])
        if kind is not None:
            found.add(text[:end] + read_own(kind, text[end:]).text)
    return found


_PERSONAL = re.compile(
    r"(?<!\d)(?:[1-9]\d{5}(?:19|20)\d{9}[\dX]|[1-9]\d{7}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}|1[3-9]\d{9})(?!\d)",
    re.ASCII,
)


def is_personal(text: str) -> bool:
    """Whether an ID number or a mobile number stands in a text, blanks, strokes and full-width digits or not."""
    if sum(map(str.isdigit, text)) < _LEAST_FIGURES:
        return False
    return _PERSONAL.search(re.sub(r"[\s.·—–-]", "", unicodedata.normalize("NFKC", text)).upper()) is not None


# -- three-way -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """What a word of a community is to the register.

    Attributes:
        issued: what the sheet said when it went out.
        now: what the register says.
        said: what the community says.
    """

    field: str
    issued: str
    now: str
    said: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of a row.

    Attributes:
        judged: every word, accepted ones too.
        heard: all words ever heard of this row, by field.
        contradicted: fields about which different words were heard; earlier findings about them are conflicts now.
    """

    judged: tuple[Judged, ...]
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict)
    contradicted: frozenset[str] = frozenset()

    @property
    def kind(self) -> Kind:
        """What becomes of the row as a whole."""
        kinds = {Kind.CONFLICT} if self.contradicted else {one.kind for one in self.judged}
        return gravest(kinds)


def gravest(kinds: Iterable[Kind]) -> Kind:
    """The kind that decides what becomes of a row; accepted when there is none."""
    return max(kinds, key=RANK.index, default=Kind.ACCEPTED)


def agrees(name: str, register: str, said: str) -> bool:
    """Whether the register says already what is said."""
    if name == PLATE and not register:
        return said != DAMAGED  # nobody has told yet what hangs there
    if name == EXISTENCE and register == GONE:
        return said == "demolished"
    return register == said


def merge(
    issued: Mapping[str, str],
    now: Mapping[str, str],
    heard: Mapping[str, frozenset[str]],
    said: Mapping[str, str],
    doubtful: bool = False,
) -> Merged:
    """Hold what is said of an address against what was issued and what stands now.

    Args:
        issued: value by field as it went out.
        now: value by field; what the register says no more is missing.
        heard: what was said earlier from the same sheet.
        said: value by field; fields about which nothing is said are missing.
        doubtful: the row contradicts itself, so that whatever differs is for a person.
    """
    judged, contradicted = [], set()
    known = dict(heard)
    for name, word in sorted(said.items()):
        others = known.get(name, frozenset()) - {word}
        known[name] = frozenset({*others, word})
        if others and name != NOTE:
            contradicted.add(name)
        before, stands = issued.get(name, ""), now.get(name, "")
        kind = _judge(name, before, stands, word, clear=not doubtful and name not in contradicted)
        judged.append(Judged(name, before, stands, word, kind))
    return Merged(tuple(judged), known, frozenset(contradicted))


def _judge(name: str, issued: str, now: str, said: str, *, clear: bool) -> Kind:
    if agrees(name, now, said):
        return Kind.ACCEPTED
    return Kind.CHANGED if clear and agrees(name, issued, now) else Kind.CONFLICT


# -- decided, and open again ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lapse:
    """Why what was taken over of a community's word came to nothing, so that it waits again.

    Attributes:
        state: how the application ended that it was filed by; ``""`` for what was written down at once and taken back.
        by: who ended it.
        said: what that person said about it.
    """

    state: str
    by: str = ""
    said: str = ""
