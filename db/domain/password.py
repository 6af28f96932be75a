"""Passwords: what a new one must be like, how long a guesser waits, and codes that are read from paper."""

import secrets
import unicodedata
from datetime import timedelta

from db.domain.errors import BadPassword

LONG, SHORT, KINDS = 10, 8, 3
"""A password has at least ten characters, or at least eight of three kinds (A–Z, a–z, 0–9, any other)."""

MAX_LENGTH = 128
ATTEMPTS = 5
_FIRST_WAIT = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(hours=24)
_BESIDE_LOGIN = 6
_LONGEST_UNIT = 4
_RUN = 4
_READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # I, L, O and U are left out: they are misread or spell words
_MISREAD = str.maketrans("OIL", "011")
_GROUP, _CODE_GROUPS, _PASSWORD_GROUPS = 5, 5, 3

_TRIED_FIRST = """
password passw0rd p@ssw0rd p@ssword pa$$w0rd password1 password12 password123 admin admin123 admin1234
admin888 admin@123 admin123456 administrator root root123 letmein welcome welcome1 iloveyou sunshine princess
monkey dragon master football baseball superman batman trustno1 changeme secret test test123 guest abc123
a123456 a1234567 a12345678 a123456789 aa123456 aa123456789 abc12345 abc123456 abcd1234 q1w2e3r4 q1w2e3r4t5
1q2w3e4r 1q2w3e4r5t qaz123 qazwsx qazwsxedc 1qaz2wsx 1qaz2wsx3edc qwe123 qwer1234 qwerty123 asd123 zxc123
woaini woaini123 woaini1314 woaini520 5201314 5201314520 1314520 7758521 147258369 147258 258369 159357 741852963
xm123456 xiamen xiamen123 fujian minzheng dizhi zhipai 厦门 民政 址牌 密码
"""
"""The project's own short list of what is tried first, by English speakers and by Chinese ones."""

_COMMONEST = frozenset(_TRIED_FIRST.split())

_RUNS = ("0123456789012345", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()")


def refuse_weak(password: str, login: str) -> None:
    """Check a new password.

    Raises:
        BadPassword: the first of ``faults``.
    """
    found = faults(password, login)
    if found:
        raise BadPassword(found[0])


def faults(password: str, login: str) -> tuple[str, ...]:
    """What is wrong with a new password, as codes; none when it may be taken.

    Codes: ``too_short``, ``too_long``, ``unprintable``, ``like_login``, ``common``.
    """
    found = []
    if len(password) < (SHORT if _kinds(password) >= KINDS else LONG):
        found.append("too_short")
    if len(password) > MAX_LENGTH:
        found.append("too_long")
    if not all(letter.isprintable() for letter in password):
        found.append("unprintable")
    if _is_like(password, login):
        found.append("like_login")
    if _is_common(password):
        found.append("common")
    return tuple(found)


def _kinds(password: str) -> int:
    tests = (str.islower, str.isupper, str.isdecimal)
    kinds = {next((n for n, is_kind in enumerate(tests) if is_kind(one)), len(tests)) for one in password}
    return len(kinds)


def _is_like(password: str, login: str) -> bool:
    """Whether little is left of the password without the login in it."""
    said, name = password.casefold(), login.casefold()
    return bool(name) and name in said and len(said.replace(name, "")) < _BESIDE_LOGIN


def _is_common(password: str) -> bool:
    said = unicodedata.normalize("NFKC", password).casefold()
    core = said.strip("!.,?@#*~ ")
    return {said, core} & _COMMONEST != set() or _is_repeated(said) or _is_run(core)


def _is_repeated(text: str) -> bool:
    """``aaaaaaaaaa``, ``abcabcabcabc``: one short unit again and again."""
    units = range(1, min(_LONGEST_UNIT, len(text) // 2) + 1)
    return any((text[:n] * len(text))[: len(text)] == text for n in units)


def _is_run(text: str) -> bool:
    """``1234567890``, ``qwertyuiop``, ``87654321abcd``: made of nothing but runs along the alphabet or a keyboard."""
    rows = [*_RUNS, *(row[::-1] for row in _RUNS)]
    at = 0
    while at < len(text):
        fitting = [
            n for n in range(_RUN, len(text) - at + 1) if any(text[at : at + n] in row for row in rows)
        ]
        if not fitting:
            return False
        at += fitting[-1]
    return bool(text)


def lock_after(failures: int) -> timedelta:
    """How long an account is locked after so many wrong passwords in a row.

    Every fifth one locks it: a quarter of an hour, then twice as long each time, a day at most.
    """
    rounds, rest = divmod(failures, ATTEMPTS)
    if rest or not rounds:
        return timedelta(0)
    return min(_FIRST_WAIT * (1 << min(rounds - 1, 16)), _LONGEST_WAIT)


def attempts_left(failures: int) -> int:
    """How many wrong passwords are still free before the account is locked."""
    return ATTEMPTS - failures % ATTEMPTS


def one_time_password(login: str) -> str:
    """A random password to be handed over and changed at the first sign-in."""
    while True:
        password = _groups(_PASSWORD_GROUPS)
        if not faults(password, login):
            return password


def emergency_code() -> str:
    """A random code of 125 bits for the sealed envelope."""
    return _groups(_CODE_GROUPS)


def _groups(count: int) -> str:
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(_GROUP)) for _ in range(count))


def typed_code(text: str) -> str:
    """An emergency code as typed from paper, the way it is compared: without blanks, case and misread letters."""
    letters = unicodedata.normalize("NFKC", text).upper().translate(_MISREAD)
    return "".join(letter for letter in letters if letter in _READABLE)
