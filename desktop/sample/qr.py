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
    addresses: list[Address], codes: Mapping[Address, str], stations: Mapping[str, str], rng: random.Random
) -> QrLists:
    """Lay out two lists that cover the addresses.

    Args:
        addresses: the whole register.
        codes: the police's code of each address.
        stations: police station by place name.
        rng: the seeded source of every payload and of what goes wrong.
    """
    lots = _draw(addresses, rng)
    lower = set(lots["lower"])
    key = QrKey(
        no_row=_texts(lots["no_row"]),
        blank_payload=_texts(lots["blank"]),
        shared_payload=_texts(lots["shared"]),
        two_payloads=_texts(lots["twice"]),
        lower_case=_texts(lots["lower"]),
    )
    payloads = {address: _payload(rng, lower=address in lower) for address in addresses}
    shared = lots["shared"]
    for first, second in zip(shared[::2], shared[1::2], strict=True):
        payloads[second] = payloads[first]
    payloads |= dict.fromkeys(lots["blank"], "")
    left_out = set(lots["no_row"])
    rows = [(codes[a], a.text, payloads[a], stations[a.place]) for a in addresses if a not in left_out]
    extra = [(codes[a], a.text, _payload(rng), stations[a.place]) for a in lots["twice"]]
    places = sorted(stations)
    for turn in range(_UNKNOWN):
        stranger = Address(places[turn % len(places)], HouseNumber(90_001 + turn))
        extra.append(
            (f"350203{99 * 10**12 + turn:014d}", stranger.text, _payload(rng), stations[stranger.place])
        )
        key.unknown_address.append(stranger.text)
    for row in extra:
        rows.insert(rng.randrange(1, len(rows)), row)
    key.rows = len(rows)
    key.unique = len(addresses) - sum(len(lots[name]) for name in ("no_row", "blank", "shared", "twice"))
    half = len(rows) // 2
    return QrLists((_book(1, rows[:half]), _book(2, rows[half:])), key)


def _draw(addresses: list[Address], rng: random.Random) -> dict[str, list[Address]]:
    """Draw who is left out, doubled or lower-cased; nobody twice."""
    total = len(addresses)
    sizes = {
        "no_row": max(3, int(total * _NO_ROW)),
        "blank": max(2, int(total * _BLANK)),
        "shared": 2 * _PAIRS,
        "twice": _TWICE,
        "lower": _LOWER,
    }
    drawn = iter(rng.sample(addresses, sum(sizes.values())))
    return {name: [next(drawn) for _ in range(size)] for name, size in sizes.items()}


def _texts(addresses: list[Address]) -> list[str]:
    return [address.text for address in addresses]


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
