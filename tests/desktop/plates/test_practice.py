"""A store to learn in makes nothing that could be screwed to a wall, and never becomes part of a real one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.domain.errors import JoinRefused
from db.domain.progress import Silent
from db.schema.work import print_run
from db.services.joining import compare_stores
from db.services.standing import standing
from db.services.store import init_store, open_store
from db.store.store import Store
from desktop.files.plate_verify import read_meta
from desktop.plates.produce import lock, render
from desktop.standing.words import banner_text, title_mark
from tests.office import coded, person
from tests.register import DISTRICT, SEEDS

Maker = Callable[[str, bool, int], Store]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Maker]:
    opened: list[Store] = []

    def made(name: str, practice: bool, number: int) -> Store:
        url = f"sqlite:///{(tmp_path / name).as_posix()}"
        init_store(url, SEEDS, district_code=DISTRICT, store_no=number, practice=practice)
        opened.append(open_store(url))
        return opened[-1]

    yield made
    for store in opened:
        store.close()


@pytest.mark.parametrize(("practice", "purpose"), [(True, "draft"), (False, "production")])
def test_what_is_printed_says_whether_it_is_for_production(
    make: Maker, tmp_path: Path, practice: bool, purpose: str
) -> None:
    store = make("any.db", practice, 1)
    coded(store, ["12号"])
    batches = lock(store, person(store, "printer"), DISTRICT, Silent()).batches
    pdf = tmp_path / "plates.pdf"
    render(store, person(store, "printer"), batches[0], pdf, Silent())
    assert read_meta(pdf).purpose == purpose
    with store.read() as conn:
        assert conn.execute(select(print_run.c.purpose)).scalars().all() == [purpose]


def test_the_window_says_so_all_the_time(make: Maker) -> None:
    learning, real = standing(make("learning.db", True, 1)), standing(make("real.db", False, 2))
    assert (learning.practice, title_mark(learning)) == (True, "练习库")
    assert "不能挂到墙上" in banner_text(learning)
    assert (real.practice, title_mark(real), banner_text(real)) == (False, "", "")


@pytest.mark.parametrize("mine", [True, False])
def test_neither_joins_the_other(make: Maker, mine: bool) -> None:
    with pytest.raises(JoinRefused, match="practice"):
        compare_stores(make("one.db", mine, 1), make("two.db", not mine, 2))
