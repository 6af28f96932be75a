"""Import of 100,000 rows × 12 columns of xlsx: read, judged, staged, promoted; openpyxl's bare reading beside it."""

import random
from pathlib import Path

from openpyxl import Workbook, load_workbook

from db.domain.importing import Kind
from db.domain.progress import Silent
from db.services.accounts import find_actor
from db.services.importing import Source, promote, stage
from db.services.seed import ActorSeed
from db.services.store import init_store, open_store
from desktop.files.workbook.reader import ReadOptions, read_rows, source_digest
from desktop.seeds import load_seeds
from tests.benchmarks.harness import benchmark, run

ROWS = 100_000
HEADER = (
    *("序号", "市辖区", "镇街道", "村社区", "道路名称", "门牌号", "幢号", "梯位号", "户室号"),
    *("门牌规格", "邮政编码", "备注"),
)
STREETS = ("湖滨南路", "厦禾路", "莲前西路", "嘉禾路", "湖滨北路")


def _rows() -> list[tuple[object, ...]]:
    """Doors of five streets with buildings of three stairs, each number once; 100,000 rooms."""
    place = ("思明区", "筼筜街道", "仙阁社区")
    rows: list[tuple[object, ...]] = []
    number = 0
    while True:
        number += 1
        for street in STREETS:
            for building in (1, 2):
                for stair in (1, 2):
                    for floor in range(1, 11):
                        for room in (1, 2):
                            if len(rows) == ROWS:
                                return rows
                            address = (f"{number}号", f"{building}幢", f"{stair}梯", f"{floor}{room:02d}")
                            rows.append((len(rows) + 1, *place, street, *address, "40*60CM", "361004", ""))


def _prepare(folder: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("门牌")
    sheet.append(HEADER)
    rows = _rows()
    random.Random(1).shuffle(rows)
    for row in rows:
        sheet.append(row)
    book.save(folder / "big.xlsx")
    url = f"sqlite:///{folder / 'bench.db'}"
    seeds = load_seeds("350203", (ActorSeed("clerk", "经办", (("clerk", "350203"),)),))
    init_store(url, seeds, district_code="350203", store_no=1)


def _bare_reading(folder: Path) -> None:
    book = load_workbook(folder / "big.xlsx", read_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        len(row)
    book.close()


@benchmark(
    "import of 100,000 × 12 xlsx on SQLite",
    budget={"cpu_s": 20.0, "peak_mb": 400.0},
    prepare=_prepare,
    against=_bare_reading,
)
def import_100k(folder: Path) -> dict[str, float]:
    """Read + validate + stage + promote; every row must be accepted."""
    path = folder / "big.xlsx"
    store = open_store(f"sqlite:///{folder / 'bench.db'}")
    actor = find_actor(store, "clerk")
    source = Source(path.name, source_digest(path))
    batch = stage(store, actor, Kind.ADDRESSES, source, read_rows(path, ReadOptions()), Silent())
    report = promote(store, actor, batch, Silent())
    store.close()
    assert report.balance.accepted == ROWS, report.balance
    return {"rows": report.balance.accepted, "nodes": report.balance.accepted + report.implied}


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
