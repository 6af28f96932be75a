"""What proves the journal whole: a head kept elsewhere, and the names of what can have happened to the chain."""

from dataclasses import dataclass
from enum import StrEnum


class Damage(StrEnum):
    """What a break in the chain looks like."""

    EDITED = "edited"  # an entry no longer says what was hashed
    DELETED = "deleted"  # entries are missing from the middle
    INSERTED = "inserted"  # an entry stands between two that were written one after the other
    REORDERED = "reordered"  # a genuine entry stands at another place
    REWRITTEN = "rewritten"  # an entry fits in itself, and is not the one that was there
    TRUNCATED = "truncated"  # the end is gone
    BEYOND_HEAD = "beyond_head"  # entries behind the end
    HEAD_EDITED = "head_edited"  # the store's own note of the newest entry is wrong
    CHANGES_EDITED = "changes_edited"  # a change's text or place was altered
    CHANGES_DELETED = "changes_deleted"
    CHANGES_INSERTED = "changes_inserted"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first entry that cannot be vouched for, and what happened to it by all appearance."""

    seq: int
    kind: Damage


@dataclass(frozen=True, slots=True)
class KeptHead:
    """The newest entry at some moment, as kept outside the store.

    Attributes:
        seq: its number, which is also how many entries there were.
        hash: over it and, through it, over every entry before.
        store: the store's uuid.
        district: six digits of the office's district.
        at: when it was taken, local time with its offset.
    """

    seq: int
    hash: str
    store: str
    district: str
    at: str
