"""Searching a register of a million nodes and three thousand names, as one types; and the way to what was found.

ZHIPAI_BENCH_NODES makes a smaller register for trials.
"""

import itertools
import random
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert, text

from db.domain.han import syllables
from db.domain.pinyin import spell
from db.domain.search_names import Goal
from db.schema.address import place, place_alias
from db.services.addresses import child_ids, path_to
from db.services.search import make_ready, search
from db.services.store import open_store
from db.store import upgrade
from db.store.search_text import Hit
from db.store.store import Store
from tests.benchmarks import bench_server, bench_tree
from tests.benchmarks.bench_tree import DOORS, NODES
from tests.benchmarks.harness import benchmark, run
from tests.register import DISTRICT

EACH = 12
MORE_NAMES = 3_000
_STREETS = {
    "湖滨南路": ("hubinnanlu", "hbnl"),
    "厦禾东路": ("xiahedonglu", "xhdl"),
    "莲前西路": ("lianqianxilu", "lqxl"),
    "嘉禾北路": ("jiahebeilu", "jhbl"),
}
_HEADS = "吴江陈林黄张李王曾周许郑蔡洪庄苏叶潘柯卢邱吕施纪"


def _file() -> Path:
    return Path(__file__).resolve().parents[2] / ".bench" / f"search-{NODES}-{upgrade.HEAD}.db"


def more_names() -> list[tuple[str, str]]:
    """Names without addresses, as a district has thousands, with a former name for every tenth."""
    bodies = itertools.product(
        _HEADS, "前后东西上下新旧大内", ("埭路", "厝里", "山花园", "尾路", "坂新村", "浦社", "宅巷")
    )
    names = ["".join(one) for one in itertools.islice(bodies, MORE_NAMES)]
    return [(name, f"旧{name}" if n % 10 == 0 else "") for n, name in enumerate(names)]


def add_names(conn: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Put names beside those of the register."""
    common = {"scope_code": "350200", "home_district": DISTRICT, "state": "approved"}
    common |= {
        "pinyin_source": "",
        "rule_set": "",
        "source": "bench",
        "valid_from": "2018-01-01",
        "kind": "street",
    }
    rows = [
        {"id": n, "name": name, "pinyin": spell(name, syllables(name)).text, **common}
        for n, (name, _old) in enumerate(names, start=1)
    ]
    conn.execute(insert(place), rows)
    old = [{"place_id": n, "alias": one} for n, (_name, one) in enumerate(names, start=1) if one]
    conn.execute(insert(place_alias), [{**row, "kind": "former", "valid_from": "2018-01-01"} for row in old])


def _prepare(folder: Path) -> None:
    file = _file()
    if file.exists():
        return
    bench_tree._prepare(folder)
    part = file.with_suffix(".part")
    shutil.copyfile(bench_tree._file(), part)
    with closing(_open(part)) as store, store.engine.begin() as conn:
        add_names(conn, more_names())
    part.rename(file)


def _open(file: Path) -> Store:
    return open_store(f"sqlite:///{file.as_posix()}")


def _address(draw: random.Random) -> str:
    room = f"{draw.randint(1, 20)}{draw.randint(1, 10):02d}室"
    return f"{draw.choice(bench_tree._names())}{draw.randint(1, DOORS)}号{room}"


def parts() -> list[str]:
    """Parts of real addresses, of each length from one to twelve characters."""
    draw, found = random.Random(2), []
    for length, _ in itertools.product(range(1, 13), range(EACH)):
        address = _address(draw)
        start = draw.randrange(max(1, len(address) - length + 1))
        found.append(address[start : start + length])
    return found


def spoken() -> list[str]:
    """Beginnings of addresses by pinyin, by initials or by half a name, one to twelve characters long."""
    draw, found = random.Random(3), []
    for length, _ in itertools.product(range(1, 13), range(EACH)):
        name, number = draw.choice(list(_STREETS)), draw.randint(1, DOORS)
        heads = (*_STREETS[name], name[:2])
        found.append(f"{draw.choice(heads)}{number}号{draw.randint(1, 20)}01"[:length])
    return found


def typed() -> list[str]:
    """Addresses key by key, right ones and some that never were."""
    draw = random.Random(4)
    whole = [_address(draw) for _ in range(6)] + ["环岛南路999号", "湖滨中路12号", "hbnl199号2001"]
    return [one[:end] for one in whole for end in range(1, min(12, len(one)) + 1)]


def spent(act: Callable[[str], object], texts: Iterable[str]) -> dict[str, float]:
    """Median, 95th percentile and worst in milliseconds, and the same of the processor's time alone."""
    took, worked = [], []
    for one in texts:
        begun, working = time.perf_counter(), time.thread_time()
        act(one)
        worked.append((time.thread_time() - working) * 1000)
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    at = min(len(took) - 1, len(took) * 95 // 100)
    worked.sort()
    figures = {"median_ms": took[len(took) // 2], "p95_ms": took[at], "worst_ms": took[-1]}
    return figures | {"p95_cpu_ms": worked[at], "worst_cpu_ms": worked[-1]}


def of_all(act: Callable[[str], object], one_in: int = 1) -> dict[str, float]:
    """Figures of all texts, and of each kind of them."""
    kinds = {"parts": parts()[::one_in], "spoken": spoken()[::one_in], "typed": typed()[::one_in]}
    figures = spent(act, list(itertools.chain(*kinds.values())))
    for kind, texts in kinds.items():
        figures |= {f"{kind}_{key}": value for key, value in spent(act, texts).items()}
    return figures


_LIKE = text("SELECT id, full_text FROM node WHERE full_text LIKE :wanted ORDER BY id LIMIT 50")


def _naive(_folder: Path) -> Mapping[str, float]:
    """Every twelfth of the same texts by LIKE, which knows no pinyin and finds half of them nowhere."""
    with closing(_open(_file())) as store, store.read() as conn:

        def look(wanted: str) -> object:
            return conn.execute(_LIKE, {"wanted": f"%{wanted}%"}).all()

        figures = of_all(look, 12)
    print("LIKE: " + ", ".join(f"{key} {value:.1f}" for key, value in figures.items()))
    return figures


@benchmark(
    f"search by 1 to 12 characters at {NODES:,} nodes",
    budget={"p95_ms": 10.0, "worst_ms": 60.0},
    prepare=_prepare,
    against=_naive,
)
def searching(folder: Path) -> Mapping[str, float]:
    """The first fifty hits; reading the names, which happens while one goes to the line, is told apart."""
    with closing(_open(_file())) as store:
        ready = spent(lambda _text: make_ready(store), [""])
        return of_all(partial(search, store)) | {"ready_cpu_ms": ready["worst_cpu_ms"]}


@benchmark(f"the way to a hit at {NODES:,} nodes", budget={"p95_ms": 50.0}, prepare=_prepare)
def revealing(folder: Path) -> Mapping[str, float]:
    """From a hit to every line of the tree that leads there."""
    draw = random.Random(5)

    def reveal(store: Store, hit: Hit) -> None:
        steps = path_to(store, hit.id)
        community = next(step.key for step in reversed(steps) if step.kind == "division")
        for step in steps:
            if step.kind != "division":
                child_ids(store, int(step.key), community if step.kind == "place" else "")

    with closing(_open(_file())) as store:
        wanted = [_address(draw) for _ in range(60)]
        found = {one: search(store, one, 1)[0] for one in wanted}
        assert all(hit.goal is Goal.NODE for hit in found.values())
        return spent(lambda one: reveal(store, found[one]), wanted)


def _prepare_server(folder: Path) -> None:
    bench_server._prepare(folder)
    store = bench_server._open()
    with store.engine.begin() as conn:
        if conn.execute(text("SELECT count(*) FROM place")).scalar_one() < MORE_NAMES:
            add_names(conn, more_names())
    store.close()


@benchmark(
    f"server: search from anywhere at {NODES:,} nodes",
    budget={"p95_ms": 10.0, "worst_ms": 60.0},
    prepare=_prepare_server,
)
def on_a_server(folder: Path) -> Mapping[str, float]:
    """As the clerk of the district, as the one of a single community and as the owner."""

    def measure(store: Store) -> dict[str, float]:
        make_ready(store)
        return of_all(partial(search, store))

    return bench_server._by_desk(measure)


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
