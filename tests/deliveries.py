"""Deliveries of addresses as a reader hands them over, staged and promoted in one call."""

import itertools
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from db.domain.access import Actor
from db.domain.importing import Field, Kind, SheetRow
from db.domain.progress import Progress, Silent
from db.schema.address import node, node_version
from db.schema.work import import_row
from db.services.importing import ImportReport, Source, promote, stage
from db.services.store import check_store
from db.store.store import Store
from db.store.tree import recount
from tests.office import STREET, person

UNIT = {Field.SUBDISTRICT.value: "筼筜街道", Field.COMMUNITY.value: "官任社区"}
_LEVELS = {"幢": Field.BUILDING, "梯": Field.STAIR, "层": Field.FLOOR, "室": Field.ROOM, "号": Field.NUMBER}
_serial = itertools.count(1)


def cells(chain: str, street: str = STREET, **more: str) -> dict[str, str]:
    """The cells of ``12号/3幢/501室`` on a street; further ones replace or add, empty ones take away."""
    named = {_LEVELS[part[-1]].value: part for part in chain.split("/") if part}
    return {key: text for key, text in (UNIT | {"street": street} | named | more).items() if text}


def sheet(rows: Iterable[Mapping[str, str]], file: str = "门牌.xlsx") -> list[SheetRow]:
    return [SheetRow(file, "表1", n, cells=one) for n, one in enumerate(rows, 2)]


def staged(
    store: Store, rows: Iterable[SheetRow], who: Actor | None = None, progress: Progress | None = None
) -> int:
    source = Source("门牌.xlsx", f"{next(_serial):064x}")
    clerk = who or person(store, "clerk")
    return stage(store, clerk, Kind.ADDRESSES, source, rows, progress or Silent())


def imported(store: Store, rows: Sequence[Mapping[str, str]]) -> ImportReport:
    batch = staged(store, sheet(rows))
    return promote(store, person(store, "clerk"), batch, Silent())


def outcomes(store: Store, batch: int) -> list[str]:
    """Outcome of each record in file order; of a refused one its rule."""
    with store.read() as conn:
        query = select(import_row.c.outcome, import_row.c.rule).where(import_row.c.batch_id == batch)
        return [row.rule or row.outcome for row in conn.execute(query.order_by(import_row.c.id))]


def assert_sound(store: Store) -> None:
    """Journal, tree, counters and versions are whole."""
    assert check_store(store).problems == ()
    with store.read() as conn:
        assert recount(conn) == []
        counts = [
            conn.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (node, node_version)
        ]
    assert counts[0] <= counts[1]
