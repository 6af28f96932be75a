"""The settings of a store: each typed, bounded, with a default. What they are called is the window's business."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.domain.errors import DomainError, NotFound

Value = bool | int | str | None
"""What a setting holds; None stands for "no limit" where the setting allows that."""


@dataclass(eq=False)
class BadSetting(DomainError):
    """A setting may not hold a value: its key, ``why`` as a code, and the value as given."""

    key: str
    why: str
    text: str = ""


class Kind(StrEnum):
    """What a setting holds."""

    BOOL = "bool"
    INT = "int"
    CHOICE = "choice"
    TEXT = "text"
    DURATION = "duration"  # whole minutes


class Unit(StrEnum):
    """What a number counts."""

    NONE = ""
    MINUTE = "minute"
    DAY = "day"
    YEAR = "year"
    MEGABYTE = "megabyte"
    PERCENT = "percent"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table.

    Attributes:
        key: its name in the store, in files and on the command line.
        kind: what it holds.
        default: before anybody set it.
        low: least number.
        high: greatest number, or most characters of a text.
        unit: of the number.
        choices: codes to choose from.
        may_be_none: "none" is a value too.
    """

    key: str
    kind: Kind
    default: Value
    low: int = 0
    high: int = 0
    unit: Unit = Unit.NONE
    choices: tuple[str, ...] = ()
    may_be_none: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The values that hold.

    Attributes:
        enter_verify: who entered something may not verify it too.
        password_required: on a file, nobody signs in without a password.
        idle_minutes: after so long without a key the window is covered; 0 never.
        attachment_max_mb: the largest file taken.
        keep_originals: whether photos stay as they came: ``never``, ``always``, or those of ``approved`` cases.
        clock_ahead_minutes: a clock so far ahead of the newest entry is doubted.
        cooling_years: after so long a retired number may be given again; None never.
        keep_days: so long the operation log is kept at least.
        office_name: printed over lists; ``""`` is made from the district's name.
        second_person_share: a verb that reaches so many hundredths of a community's addresses needs a second person, even
            on drafts; None never.
        second_person_least: fewer addresses than this never do.
    """

    enter_verify: bool
    password_required: bool
    idle_minutes: int
    attachment_max_mb: int
    keep_originals: str
    clock_ahead_minutes: int
    cooling_years: int | None
    keep_days: int
    office_name: str
    second_person_share: int | None
    second_person_least: int


_DAY = 24 * 60
_KEPT_BY_LAW_DAYS = 180  # six months, Cybersecurity Law art. 21; GB/T 22239-2019

SETTINGS: Mapping[str, Setting] = {
    "enter_verify": Setting("separation.enter_verify", Kind.BOOL, False),
    "password_required": Setting("password.required", Kind.BOOL, False),
    "idle_minutes": Setting("session.idle_minutes", Kind.DURATION, 15, 0, 240, Unit.MINUTE),
    "attachment_max_mb": Setting("attachment.max_mb", Kind.INT, 20, 1, 200, Unit.MEGABYTE),
    "keep_originals": Setting(
        "attachment.keep_originals", Kind.CHOICE, "never", choices=("never", "always", "approved")
    ),
    # Longer than the longest holiday, or every first day of work would begin with a doubt.
    "clock_ahead_minutes": Setting(
        "clock.ahead_minutes", Kind.DURATION, 15 * _DAY, 60, 90 * _DAY, Unit.MINUTE
    ),
    # N25: how long a retired number rests is the district's to say; as shipped it is never given again.
    "cooling_years": Setting("number.cooling_years", Kind.INT, None, 0, 50, Unit.YEAR, may_be_none=True),
    "keep_days": Setting(
        "journal.keep_days", Kind.INT, _KEPT_BY_LAW_DAYS, _KEPT_BY_LAW_DAYS, 36_500, Unit.DAY
    ),
    "office_name": Setting("office.name", Kind.TEXT, "", high=40),
    "second_person_share": Setting(
        "verbs.second_person_share", Kind.INT, 20, 1, 100, Unit.PERCENT, may_be_none=True
    ),
    "second_person_least": Setting("verbs.second_person_least", Kind.INT, 50, 1, 100_000, Unit.ADDRESS),
}
"""Attribute of ``Settings`` -> the setting."""

BY_KEY: Mapping[str, Setting] = {one.key: one for one in SETTINGS.values()}

_MINUTES = {"m": 1, "h": 60, "d": _DAY}
_BOOLS = {"true": True, "false": False}


def setting_of(key: str) -> Setting:
    """The setting of that key.

    Raises:
        NotFound: there is none.
    """
    found = BY_KEY.get(key)
    if found is None:
        raise NotFound("setting", key)
    return found


def checked(setting: Setting, value: object) -> Value:
    """A value that the setting may hold, as it comes from a form or a file.

    Raises:
        BadSetting: wrong type, out of range, not one of the choices, too long.
    """
    if value is None and setting.may_be_none:
        return None
    fits = _CHECKS[setting.kind](setting, value)
    if fits:
        raise BadSetting(setting.key, fits, "" if value is None else str(value))
    return value  # type: ignore[return-value]  # judged by its kind just now


def _judge_bool(_setting: Setting, value: object) -> str:
    return "" if isinstance(value, bool) else "not_bool"


def _judge_number(setting: Setting, value: object) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return "not_whole"
    return "" if setting.low <= value <= setting.high else "out_of_range"


def _judge_choice(setting: Setting, value: object) -> str:
    return "" if value in setting.choices else "not_a_choice"


def _judge_text(setting: Setting, value: object) -> str:
    if not isinstance(value, str):
        return "not_text"
    if len(value) > setting.high:
        return "too_long"
    return "" if value == value.strip() and value.isprintable() else "bad_text"


_CHECKS = {
    Kind.BOOL: _judge_bool,
    Kind.INT: _judge_number,
    Kind.DURATION: _judge_number,
    Kind.CHOICE: _judge_choice,
    Kind.TEXT: _judge_text,
}


def as_text(value: Value) -> str:
    """A value as the store keeps it; ``""`` is none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def from_text(setting: Setting, text: str) -> Value:
    """A value as the store keeps it, or as somebody types it: ``true``, ``15``, ``90m``, ``24h``, ``1d``.

    Raises:
        BadSetting: no value of this setting.
    """
    if setting.kind is Kind.BOOL:
        return checked(setting, _BOOLS.get(text, text))
    if setting.kind in (Kind.CHOICE, Kind.TEXT):
        return checked(setting, text)
    if not text and setting.may_be_none:
        return None
    return checked(setting, _number(setting, text))


def _number(setting: Setting, text: str) -> int | str:
    suffix = "[mhd]?" if setting.kind is Kind.DURATION else ""
    found = re.fullmatch(f"([0-9]{{1,9}})({suffix})", text, re.ASCII)
    return int(found[1]) * _MINUTES.get(found[2], 1) if found else text


def settings_of(kept: Mapping[str, str]) -> Settings:
    """The values that hold: as kept, else the default. A kept text that is no value any more counts as not set."""
    return Settings(**{name: _value(one, kept.get(one.key)) for name, one in SETTINGS.items()})  # type: ignore[arg-type]  # by kind


def _value(setting: Setting, text: str | None) -> Value:
    try:
        return setting.default if text is None else from_text(setting, text)
    except BadSetting:
        return setting.default


def judged(values: Mapping[str, object]) -> tuple[dict[str, Value], list[BadSetting]]:
    """Values from a file: those that may be set, and a refusal for every other one."""
    good: dict[str, Value] = {}
    bad: list[BadSetting] = []
    for key, value in values.items():
        try:
            good[key] = checked(setting_of(key), value)
        except BadSetting as error:
            bad.append(error)
        except NotFound:
            bad.append(BadSetting(key, "unknown_setting", str(value)))
    return good, bad


def each_value(settings: Settings) -> Iterator[tuple[Setting, Value]]:
    """Every setting with its value, in the table's order."""
    for name, one in SETTINGS.items():
        yield one, getattr(settings, name)
