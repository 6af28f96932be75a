"""Time: moments are UTC text, legal dates are days in China (UTC+8)."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "UTC+8")

_BETWEEN = r"\s*[-./年月,、。\s]\s*"
_PARTS = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})\s*日?")
_FIGURES = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Clock(Protocol):
    """Where a service takes the time from; tests hand in their own."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class SystemClock:
    """The workstation's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as stored: ``2026-11-22T02:03:04.567890Z``; text order is time order.

    Raises:
        ValueError: the moment is naive.
    """
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_stamp(text: str) -> datetime:
    """The moment of a stored text.

    Raises:
        ValueError: it is none.
    """
    return datetime.fromisoformat(text).astimezone(UTC)


def legal_date(moment: datetime) -> str:
    """The day in China as ISO text; "as of" always means this date."""
    return moment.astimezone(CHINA).date().isoformat()


def days_on(day: str, days: int) -> str:
    """The ISO date so many days after another, or before it."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def parse_date(text: str) -> str:
    """A day given by a user as an ISO date: ``20261201``, ``2026-12-1``, ``2026/12/01`` and ``2026年12月1日`` are the same.

    Raises:
        ValueError: it is no day of the calendar, or it is not written whole.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _PARTS.fullmatch(plain) or _FIGURES.fullmatch(plain)
    if found is None:
        raise ValueError(f"no day: {text}")
    return date(*map(int, found.groups())).isoformat()
