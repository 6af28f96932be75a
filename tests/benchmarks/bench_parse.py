"""Reading of written addresses on one core, beside the careful way alone: office lists, normal spellings, real rows.

Real rows are those of the column ``address`` of the CSV file that ``ZHIPAI_REAL_ROWS`` names.
"""

import csv
import os
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from db.domain.reading.reader import read_address, read_carefully
from tests.benchmarks.harness import benchmark, run

ROWS = 100_000
REAL_ROWS = "ZHIPAI_REAL_ROWS"
LENGTHS = (1_000, 10_000, 40_000)
NASTY = ("1", "之", "(", "号", "一", " ", "1号、", "(原", "中路", "28F01")
DISTRICTS = ("思明区", "湖里区", "集美区", "海沧区", "同安区", "翔安区")
FIRST, SECOND = "湖金仙莲嘉禾厦台吕新海安", "滨山岳前禾祥桥岭湾阳景"
ROADS = [
    f"{one}{two}{tail}" for one in FIRST for two in SECOND for tail in ("路", "南路", "里", "西二里", "街")
]
NAMES = ("鹭海大厦", "金鹭花园", "软件园二期", "东坪工业园", "海景广场", "嘉盛新村")
UPPER = ("", "厦门市", "厦门市{0}", "{0}", "福建省厦门市{0}", "厦门市{0}莲前街道前埔社区")
DOORS = ("{0}号", "{0}号", "{0}号", "{0}号之一", "{0}号之十二", "{0}-2号")
INSIDE = (
    "",
    "{1}室",
    "{1}",
    "{1}单元",
    "{0}幢{1}室",
    "{0}号楼{1}室",
    "{0}幢2梯{1}室",
    "{0}层{1}室",
    "{0}幢1单元3层{1}室",
)

Form = Callable[[random.Random], str]


def _door(draw: random.Random) -> str:
    tail = draw.choice(("", "", "", "之二", "之一", "-1"))
    return f"{draw.choice(ROADS)}{draw.randint(1, 900)}号{tail}"


def _room(draw: random.Random) -> str:
    return f"{draw.randint(1, 20)}{draw.randint(1, 12):02d}"


FORMS: tuple[tuple[int, Form], ...] = (
    (25, lambda draw: f"{_door(draw)}{_room(draw)}室"),
    (15, _door),
    (15, lambda draw: f"{_door(draw)}{draw.choice(NAMES)}{draw.randint(1, 30)}层{draw.choice('ABCDEF')}单元"),
    (10, lambda draw: f"{_door(draw)}{draw.choice('一二三四五六')}楼"),
    (10, lambda draw: f"{draw.choice(ROADS)}{draw.choice(NAMES)}{draw.choice('ABC')}座{_room(draw)}"),
    (8, lambda draw: f"{draw.choice(NAMES)}{draw.randint(1, 30)}号楼{draw.randint(1, 6)}梯{_room(draw)}室"),
    (7, lambda draw: f"{_door(draw)}({draw.choice(NAMES)}){_room(draw)}、{_room(draw)}室"),
    (5, lambda draw: f"莲前街道{draw.choice(SECOND)}前社{draw.randint(1, 900)}号"),
    (5, lambda draw: f"{_door(draw)}(厂房)第{draw.choice('一二三')}层西侧"),
)


def office_forms(count: int) -> list[str]:
    """Addresses as office lists have them."""
    draw = random.Random(3)
    forms = draw.choices([form for _, form in FORMS], [share for share, _ in FORMS], k=count)
    return [f"厦门市{draw.choice(DISTRICTS)}{form(draw)}" for form in forms]


def canonical_forms(count: int) -> list[str]:
    """Addresses as registers write them: upper levels or none, street, door, building, stair, floor, room."""
    draw = random.Random(4)
    texts = []
    for _ in range(count):
        upper = draw.choice(UPPER).format(draw.choice(DISTRICTS))
        door = draw.choice(DOORS).format(draw.randint(1, 900))
        texts.append(
            f"{upper}{draw.choice(ROADS)}{door}{draw.choice(INSIDE).format(draw.randint(1, 30), _room(draw))}"
        )
    return texts


def _real_rows() -> list[str]:
    with Path(os.environ[REAL_ROWS]).open(encoding="utf-8-sig", newline="") as lines:
        return [row["address"] for row in csv.DictReader(lines)]


def _spent(read: Callable[[str], object], texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - started


def _figures(texts: list[str]) -> Mapping[str, float]:
    """Microseconds and rows a second, the first time and once everything was read before; and the careful way's."""
    first, again, careful = (_spent(read, texts) for read in (read_address, read_address, read_carefully))
    return {
        "us_per_row": first / len(texts) * 1e6,
        "rows_per_s": round(len(texts) / first),
        "again_per_s": round(len(texts) / again),
        "careful_per_s": round(len(texts) / careful),
        "times_as_fast": careful / again,
    }


@benchmark(f"reading of {ROWS:,} addresses of office lists", budget={"us_per_row": 70.0})
def reading(folder: Path) -> Mapping[str, float]:
    """CPU time of one reading, and readings a second."""
    return _figures(office_forms(ROWS))


@benchmark(f"reading of {ROWS:,} addresses of registers", budget={"us_per_row": 35.0})
def reading_registers(folder: Path) -> Mapping[str, float]:
    """The same for normal spellings."""
    return _figures(canonical_forms(ROWS))


def reading_real(folder: Path) -> Mapping[str, float]:
    """The same for real rows."""
    return _figures(_real_rows())


@benchmark("reading of nasty texts", budget={"growth": 3.0})
def reading_nasty(folder: Path) -> Mapping[str, float]:
    """The longest time for a character at three lengths, and how much longer it takes at the greatest one."""
    each: dict[str, list[float]] = {}
    for unit in NASTY:
        read_address(unit)
        texts = [(unit * (length // len(unit) + 1))[:length] for length in LENGTHS]
        each[unit] = [
            _spent(read_address, [text] * (LENGTHS[-1] // len(text))) / LENGTHS[-1] * 1e6 for text in texts
        ]
    figures = {
        f"us_per_char_{length}": max(one[at] for one in each.values()) for at, length in enumerate(LENGTHS)
    }
    return {**figures, "growth": max(one[-1] / one[0] for one in each.values())}


if os.environ.get(REAL_ROWS):
    benchmark("reading of real rows", budget={"us_per_row": 66.0})(reading_real)


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
