"""Acceptance checklists (检查清单) as data: items, the answers each allows, and which of them a plate's form asks.

A checklist has a source, a status and a version (law 9); forms and answers remember the version they were made under.
"""

import json
from dataclasses import dataclass

from db.domain.errors import BadFile
from db.domain.plate_json import JsonReader

ANSWERS = ("pass", "fail", "na", "unknown")
"""合格, 不合格, 不适用, 未能判定; each item allows some of them."""
SCOPES = ("plate", "area")
STATUSES = ("verified", "default-unverified")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist.

    Attributes:
        code: its number, ``A07``.
        group: heading it stands under.
        check: what is to be right.
        how: how one finds out.
        criterion: when it passes.
        answers: answers allowed, out of ``ANSWERS``.
        weight: share in the score.
        veto: whether a failure alone fails the record (关键项).
        scope: ``plate`` is asked of each sampled plate, ``area`` once of an area.
        classes: plate classes it is asked of; empty means all.
        defects: usual defects, offered as notes.
        basis: where the item is taken from.
    """

    code: str
    group: str
    check: str
    how: str
    criterion: str
    answers: tuple[str, ...]
    weight: float
    veto: bool
    scope: str
    classes: tuple[str, ...]
    defects: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist in one version; ``text`` is the JSON it was read from, kept byte for byte."""

    version: str
    source: str
    status: str
    items: tuple[Item, ...]
    text: str

    def asked(self, plate_class: str) -> tuple[str, ...]:
        """Codes of the items a form for a plate of the class asks."""
        return tuple(
            item.code
            for item in self.items
            if item.scope == "plate" and (not item.classes or plate_class in item.classes)
        )

    def vetoes(self) -> tuple[str, ...]:
        """Codes of the key items among those asked of plates."""
        return tuple(item.code for item in self.items if item.veto and item.scope == "plate")


def read_checklist(text: str, file: str = "checklist.json") -> Checklist:
    """A checklist from its JSON text.

    Args:
        text: JSON.
        file: named in complaints.

    Raises:
        BadFile: no JSON, a field missing, unknown or out of range, a code twice; ``column`` names the field.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile(file, "bad_json", detail=str(error)) from error
    top = JsonReader(data, "", file)
    version, source = top.text("version"), top.text("source")
    status = top.choice("status", STATUSES)
    items = tuple(_item(one) for one in top.each("items"))
    top.done()
    codes = [item.code for item in items]
    doubled = next((code for n, code in enumerate(codes) if code in codes[:n]), "")
    if doubled or not codes:
        raise top.bad("items", "doubled_code" if doubled else "empty", doubled)
    return Checklist(version, source, status, items, text)


def _item(one: JsonReader) -> Item:
    item = Item(
        code=one.text("code"),
        group=one.text("group"),
        check=one.text("check"),
        how=one.text("how"),
        criterion=one.text("criterion"),
        answers=_texts(one, "answers", ANSWERS),
        weight=one.number("weight", 0, 100),
        veto=one.flag("veto", False),
        scope=one.choice("scope", SCOPES),
        classes=_texts(one, "classes"),
        defects=_texts(one, "defects"),
        basis=one.text("basis"),
    )
    one.done()
    if not item.answers:
        raise one.bad("answers", "empty")
    return item


def _texts(one: JsonReader, name: str, allowed: tuple[str, ...] = ()) -> tuple[str, ...]:
    values = one.take(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise one.bad(name, "not_a_list", values)
    strange = [value for value in values if allowed and value not in allowed]
    if strange:
        raise one.bad(name, "unknown_value", strange[0])
    return tuple(values)
