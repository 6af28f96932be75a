"""Reads spliced, shuffled and damaged addresses: none ends a reading, loses a character or takes overlong.

The rows come from the column ``address`` of the CSV file named by ``ZHIPAI_REAL_ROWS``, else from the forms of the
benchmark. How long a case may take is told, not judged: a busy machine is slow too.
"""

import csv
import os
import random
import time
from functools import cache
from pathlib import Path

from db.domain.reading.canonical import canonical
from db.domain.reading.model import KINDS, Reading
from db.domain.reading.reader import read_address, read_carefully, read_plain
from tests.benchmarks.bench_parse import office_forms
from tests.soak.harness import soak

CASES = 100_000
GENERATED = 5_000
KEPT_TIMES = 501
SLOW = 10
"""How many times the median time for a character a case may take before it is told."""

REAL_ROWS = "ZHIPAI_REAL_ROWS"
NOISE = "之号楼层室幢座梯（）()-~、，/#0019一十百ＡａZ區樓廈“”〖〗：；\u200b\u3000 \t😀\U00020bb7é٣\x00\u202e"
_times: list[float] = []


@cache
def rows() -> list[str]:
    """The rows that are damaged."""
    file = os.environ.get(REAL_ROWS)
    if not file:
        return office_forms(GENERATED)
    with Path(file).open(encoding="utf-8-sig", newline="") as lines:
        return [row["address"] for row in csv.DictReader(lines)]


def damaged(draw: random.Random) -> str:
    """One to three rows, cut and joined, with up to five damages."""
    text = "".join([_cut(draw, draw.choice(rows())) for _ in range(draw.choice((1, 1, 1, 2, 2, 3)))])
    for _ in range(draw.randint(0, 5)):
        text = draw.choice((_put_in, _leave_out, _swap, _repeat, _shuffle))(draw, text)
    return text


def _cut(draw: random.Random, text: str) -> str:
    if draw.random() < 0.5:
        return text
    start = draw.randint(0, len(text))
    return text[start : draw.randint(start, len(text))]


def _put_in(draw: random.Random, text: str) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + "".join(draw.choices(NOISE, k=draw.randint(1, 4))) + text[at:]


def _leave_out(draw: random.Random, text: str) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + text[at + draw.randint(1, 4) :]


def _swap(draw: random.Random, text: str) -> str:
    at = sorted(draw.choices(range(len(text) + 1), k=3))
    return text[: at[0]] + text[at[1] : at[2]] + text[at[0] : at[1]] + text[at[2] :]


def _repeat(draw: random.Random, text: str) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + text[at : at + draw.randint(1, 6)] * draw.choice((2, 3, 30)) + text[at:]


def _shuffle(draw: random.Random, text: str) -> str:
    at = draw.randint(0, len(text))
    middle = list(text[at : at + 8])
    draw.shuffle(middle)
    return text[:at] + "".join(middle) + text[at + 8 :]


def check_reading(found: Reading) -> None:
    """Every character stands in one element or in the remainder, once, and every element says something.

    Raises:
        ValueError: it does not hold.
    """
    spans = sorted([span for one in found.elements for span in one.spans] + list(found.remainder))
    at = 0
    for start, end in spans:
        if start != at or end <= start:
            raise ValueError(f"{found.text!r}: a stretch from {start} to {end} behind {at}")
        at = end
    if at != len(found.text):
        raise ValueError(f"{found.text!r}: nothing is told of what follows character {at}")
    kinds = [one.kind for one in found.elements]
    if kinds != [kind for kind in KINDS if kind in kinds] or not all(one.value for one in found.elements):
        raise ValueError(f"{found.text!r}: {found.values}")


def damaged_address(case: int, seed: int) -> dict[str, int]:
    """Read one damaged text both ways and spell it.

    Raises:
        ValueError: something does not hold.
    """
    text = damaged(random.Random(f"{seed} reading {case}"))
    started = time.thread_time()
    found = read_address(text)
    spent = time.thread_time() - started
    check_reading(found)
    short = read_plain(text)
    if short is not None and short != read_carefully(text):
        raise ValueError(f"{text!r}: the short way reads {short.values}")
    spelled = canonical(found)
    if read_address(spelled).values != found.values:
        raise ValueError(f"{text!r}: spelled {spelled!r}, which reads otherwise")
    return {
        "characters": len(text),
        "short way": short is not None,
        "marked": "〖" in spelled,
        f"{SLOW} times as slow as most": _is_slow(text, spent),
    }


soak("reading of damaged addresses", total=CASES)(damaged_address)


def _is_slow(text: str, spent: float) -> bool:
    """Whether a reading took overlong for its length; a second and a third reading must agree."""
    each = spent / max(len(text), 10)
    if len(_times) < KEPT_TIMES:
        _times.append(each)
        _times.sort()
    most = SLOW * _times[len(_times) // 2]
    if each <= most:
        return False
    for _ in range(2):
        started = time.thread_time()
        read_address(text)
        each = min(each, (time.thread_time() - started) / max(len(text), 10))
    return each > most
