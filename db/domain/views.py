"""What somebody keeps of a room to come back to: favourites and views; checked before it is kept."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.domain.access import Role
from db.domain.errors import DomainError

LONGEST_NAME = 60
LONGEST_BODY = 20_000
SHARED = ""
"""The login of what the whole office sees."""

SHARES = frozenset({Role.CLERK, Role.CHIEF})
"""Who may keep something for the whole office."""


class ViewKind(StrEnum):
    """What is kept."""

    VIEW = "view"  # 视图
    FAVOURITE = "favourite"  # 收藏


@dataclass(eq=False)
class BadView(DomainError):
    """A view cannot be kept so: ``why`` a code, ``name`` what it was to be called."""

    why: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class NewView:
    """A view about to be kept.

    Attributes:
        room: whose list it is.
        kind: view or favourite.
        name: as the user calls it.
        body: plain values that the room itself reads back.
        shared: for the whole office.
    """

    room: str
    kind: ViewKind
    name: str
    body: Mapping[str, Any]
    shared: bool = False


def checked_name(text: str) -> str:
    """A view's name as it is kept: one line without outer blanks.

    Raises:
        BadView: ``name_empty``, ``name_long`` or ``name_characters``.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise BadView("name_empty")
    if len(name) > LONGEST_NAME:
        raise BadView("name_long", name[:LONGEST_NAME])
    if not all(letter.isprintable() for letter in name):
        raise BadView("name_characters", repr(name))
    return name


def body_text(name: str, body: Mapping[str, Any]) -> str:
    """A view's body as it is kept: the same text for the same values.

    Raises:
        BadView: ``body_long``.
    """
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if len(text) > LONGEST_BODY:
        raise BadView("body_long", name)
    return text
