"""Time: moments are UTC text, legal dates are days in China (UTC+8)."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "UTC+8")


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


def parse_date(text: str) -> str:
    """An ISO day given by a user, checked.

    Raises:
        ValueError: it is no day of the calendar.
    """
    return date.fromisoformat(text).isoformat()
