"""The words offices use in headings, footers and grids, read from data files."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from db.domain.importing import Field

_BRACKETS = re.compile(r"[(\[【<{][^()\[\]【】<>{}]*[)\]】>}]")
_NOISE = re.compile(r"[\s*:·\u3001,\u3002.\u200b\ufeff/\\|_-]+")


def heading_key(text: str) -> str:
    """Bring a heading to the form synonyms are compared in: half-width, no brackets, blanks or punctuation."""
    plain = unicodedata.normalize("NFKC", text)
    return _NOISE.sub("", _BRACKETS.sub("", plain)).lower() or _NOISE.sub("", plain).lower()


@dataclass(frozen=True)
class Vocabulary:
    """Everything the reader knows by word.

    Attributes:
        headings: field by heading key.
        prefixes, suffixes: parts a heading may carry without changing its meaning.
        personal: a heading with one of these words holds personal data.
        own_heads: headings of our own lists that say nothing an import takes.
        old_groups: group headings whose columns describe the former address.
        summary_sheets: a sheet so named may lack address columns.
        code_widths: digits a code of the field always has.
        totals, signatures, dittos, lefts: marks of rows and cells.
        floor_headers, room_marks, no_room_marks: marks of floor × room grids.
    """

    headings: dict[str, Field]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    personal: tuple[str, ...]
    own_heads: frozenset[str]
    old_groups: frozenset[str]
    summary_sheets: tuple[str, ...]
    code_widths: dict[Field, int]
    totals: tuple[str, ...]
    signatures: tuple[str, ...]
    dittos: frozenset[str]
    lefts: frozenset[str]
    floor_headers: frozenset[str]
    room_marks: frozenset[str]
    no_room_marks: frozenset[str]

    def field_of(self, heading: str) -> Field | None:
        """Name the field a heading means, None when it is unknown. Personal words win, lest they be stored."""
        key = heading_key(heading)
        if not key:
            return None
        if any(word in key for word in self.personal):
            return Field.PERSONAL
        if key in self.headings:
            return self.headings[key]
        for prefix in self.prefixes:
            if key.startswith(prefix) and (found := self._bare(key.removeprefix(prefix))):
                return found
        return self._bare(key)

    def _bare(self, key: str) -> Field | None:
        for suffix in self.suffixes:
            key = key.removesuffix(suffix)
        return self.headings.get(key)


@cache
def vocabulary() -> Vocabulary:
    """Read the shipped words once."""
    folder = resources.files("resources") / "import"
    columns = json.loads((folder / "columns.json").read_text("utf-8"))
    rows = json.loads((folder / "rows.json").read_text("utf-8"))
    grid = rows["grid"]
    return Vocabulary(
        headings={
            heading_key(word): Field(name) for name, words in columns["fields"].items() for word in words
        },
        prefixes=tuple(columns["strip_prefixes"]),
        suffixes=tuple(columns["strip_suffixes"]),
        personal=tuple(columns["personal_words"]),
        own_heads=frozenset(map(heading_key, columns["own_heads"])),
        old_groups=frozenset(map(heading_key, columns["old_groups"])),
        summary_sheets=tuple(columns["summary_sheets"]),
        code_widths={Field(name): width for name, width in columns["code_widths"].items()},
        totals=tuple(rows["total_words"]),
        signatures=tuple(rows["signature_words"]),
        dittos=frozenset(rows["ditto_marks"]),
        lefts=frozenset(rows["left_marks"]),
        floor_headers=frozenset(map(heading_key, grid["floor_headers"])),
        room_marks=frozenset(grid["room_marks"]),
        no_room_marks=frozenset(grid["no_room_marks"]),
    )
