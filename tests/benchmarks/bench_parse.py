"""Reading of 100,000 written addresses in the forms and shares of office lists; one core."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from db.domain.reading.reader import read_address
from tests.benchmarks.harness import benchmark, run

ROWS = 100_000
DISTRICTS = ("思明区", "湖里区", "集美区", "海沧区", "同安区", "翔安区")
FIRST, SECOND = "湖金仙莲嘉禾厦台吕新海安", "滨山岳前禾祥桥岭湾阳景"
ROADS = [
    f"{one}{two}{tail}" for one in FIRST for two in SECOND for tail in ("路", "南路", "里", "西二里", "街")
]
NAMES = ("鹭海大厦", "金鹭花园", "软件园二期", "东坪工业园", "海景广场", "嘉盛新村")

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


def _texts() -> list[str]:
    draw = random.Random(3)
    forms = draw.choices([form for _, form in FORMS], [share for share, _ in FORMS], k=ROWS)
    return [f"厦门市{draw.choice(DISTRICTS)}{form(draw)}" for form in forms]


@benchmark(f"reading of {ROWS:,} addresses", budget={"us_per_row": 70.0})
def reading(folder: Path) -> dict[str, float]:
    """CPU time of one reading, and readings a second."""
    texts = _texts()
    started = time.process_time()
    for text in texts:
        read_address(text)
    spent = time.process_time() - started
    return {"us_per_row": spent / ROWS * 1e6, "rows_per_s": round(ROWS / spent)}


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
