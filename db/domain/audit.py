"""What an auditor goes by: heads kept elsewhere, the names of damage, local time, texts without personal data."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from db.domain.clock import CHINA, stamp


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


_TO_THE_SECOND = len("2026-11-22 20:18:48")


def local_time(stamped: str) -> str:
    """A stored moment as a clerk reads it, in China's time to the second.

    Raises:
        ValueError: it is no stored moment.
    """
    moment = datetime.fromisoformat(stamped)
    if moment.tzinfo is None:
        raise ValueError(stamped)
    return moment.astimezone(CHINA).isoformat(" ", "seconds")[:_TO_THE_SECOND]


def day_bounds(first: str, last: str) -> tuple[str, str]:
    """Stored moments between which whole legal days lie; the second is the first moment after them.

    Args:
        first: ISO day, or ``""`` for the beginning of time.
        last: ISO day, itself included, or ``""`` for its end.

    Raises:
        ValueError: no day of the calendar, or the last comes before the first.
    """
    if first and last and date.fromisoformat(last) < date.fromisoformat(first):
        raise ValueError(last)
    since = stamp(_midnight(date.fromisoformat(first))) if first else ""
    return since, stamp(_midnight(date.fromisoformat(last)) + timedelta(days=1)) if last else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[0-9Xx](?![0-9A-Za-z])", re.ASCII)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)", re.ASCII)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def mask_personal(text: str) -> str:
    """The text with ID numbers and mobile numbers made unreadable, in case somebody wrote one into a reason."""
    return _MOBILE.sub(lambda found: f"{found[0][:3]}****{found[0][-4:]}", _ID_NUMBER.sub(_mask_id, text))


def _mask_id(found: re.Match[str]) -> str:
    digits = found[0]
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "*" * 14 + digits[-4:] if digits[-1].upper() == _CHECKS[total % 11] else digits
