"""The police's QR lists: one payload per address, but for what is missing, doubled or unknown."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from db.domain.number import HouseNumber
from desktop.sample.books import Book
from desktop.sample.key import QrKey
from desktop.sample.model import Address
from desktop.sample.sheets import Column, Line, ListSheet, Style, Value

_NO_ROW, _BLANK = 0.025, 0.005
_PAIRS, _TWICE, _LOWER, _UNKNOWN = 4, 5, 5, 20
_BLOCKED = ("no_row", "blank_payload", "shared_payload", "two_payloads")
_COLUMNS = (
    Column("序号", "serial"),
    Column("地址编码", "addr_code"),
    Column("标准地址", "address"),
    Column("二维码内容", "payload"),
    Column("派出所", "station"),
)


@dataclass(frozen=True, slots=True)
class QrLists:
    """The lists to write and what they must come to."""

    books: tuple[Book, ...]
    key: QrKey


def make_codes(addresses: list[Address]) -> dict[Address, str]:
    """The police's code of each address: twenty digits, beginning with the district's."""
    return {address: f"350203{at:014d}" for at, address in enumerate(addresses, 1)}


def make_qr_lists(
    addresses: list[Address],
    codes: Mapping[Address, str],
    stations: Mapping[Address, str],
    rng: random.Random,
) -> QrLists:
    """Lay out two lists that cover the addresses.

    Args:
        addresses: the whole register.
        codes: the police's code of each address.
        stations: the police station of each address.
        rng: the seeded source of every payload and of what goes wrong.
    """
    lots = _draw(addresses, rng)
    payloads = _payloads(addresses, lots, rng)
    left_out = set(lots["no_row"])
    rows = [(codes[a], a.text, payloads[a], stations[a]) for a in addresses if a not in left_out]
    extra = [(codes[a], a.text, _payload(rng), stations[a]) for a in lots["two_payloads"]]
    strangers = []
    for turn, near in enumerate(rng.sample(addresses, _UNKNOWN)):
        strangers.append(Address(near.place, HouseNumber(90_001 + turn)))
        code = f"350203{99 * 10**12 + turn:014d}"
        extra.append((code, strangers[-1].text, _payload(rng), stations[near]))
    for row in extra:
        rows.insert(rng.randrange(1, len(rows) // 3), row)
    key = QrKey(rows=len(rows), unique=len(addresses) - sum(len(lots[name]) for name in _BLOCKED))
    for name, lot in (lots | {"unknown_address": strangers}).items():
        setattr(key, name, [address.text for address in lot])
    half = len(rows) // 2
    return QrLists((_book(1, rows[:half]), _book(2, rows[half:])), key)


def _payloads(
    addresses: list[Address], lots: Mapping[str, list[Address]], rng: random.Random
) -> dict[Address, str]:
    lower = set(lots["lower_case"])
    payloads = {address: _payload(rng, lower=address in lower) for address in addresses}
    shared = lots["shared_payload"]
    for first, second in zip(shared[::2], shared[1::2], strict=True):
        payloads[second] = payloads[first]
    return payloads | dict.fromkeys(lots["blank_payload"], "")


def _draw(addresses: list[Address], rng: random.Random) -> dict[str, list[Address]]:
    """Draw who is left out, doubled or lower-cased; nobody twice.

    What is doubled comes from the first third, which stands in the first list: the lists come to the same taken one
    by one or together.
    """
    total = len(addresses)
    first = rng.sample(addresses[: total // 3], 2 * _PAIRS + _TWICE)
    taken = set(first)
    sizes = {
        "no_row": max(3, int(total * _NO_ROW)),
        "blank_payload": max(2, int(total * _BLANK)),
        "lower_case": _LOWER,
    }
    drawn = iter(rng.sample([a for a in addresses if a not in taken], sum(sizes.values())))
    lots = {name: [next(drawn) for _ in range(size)] for name, size in sizes.items()}
    return lots | {"shared_payload": first[: 2 * _PAIRS], "two_payloads": first[2 * _PAIRS :]}


def _payload(rng: random.Random, *, lower: bool = False) -> str:
    text = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return text if lower else text.upper()


def _book(part: int, rows: list[tuple[str, str, str, str]]) -> Book:
    names = [column.name for column in _COLUMNS[1:]]
    lines = []
    for row in rows:
        values: dict[str, Value] = {name: text or None for name, text in zip(names, row, strict=True)}
        lines.append(Line(values))
    sheet = ListSheet("二维码清单", _COLUMNS, Style(titles=(f"标准地址二维码清单（第{part}批）",)), lines)
    return Book(f"二维码清单_第{part}批.xlsx", "xlsx", (sheet,))
