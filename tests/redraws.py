"""区划调整 of the test register: filed by the clerk, agreed to by the chief; and what must be whole afterwards."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from db.domain.clock import legal_date
from db.domain.redraw import COMMUNITY as LEVEL
from db.domain.redraw import SUBDISTRICT, Heir, Redraw, RedrawKind, Share
from db.schema.address import division, node, node_version, place_community
from db.schema.work import planned_change
from db.services import applications as apps
from db.services.redraw import file
from db.store.changes import DUE, PROPOSED, PlannedRow, planned
from db.store.store import Store
from tests.office import person
from tests.register import COMMUNITY, OTHER_COMMUNITY

NEAR, FAR = "350203005000", "350203006000"
NEW, SECOND = "350203005003", "350203005004"
DOCUMENT = "厦思政〔2026〕8号"


def today(store: Store) -> str:
    return legal_date(store.clock.now())


def rename(store: Store, name: str = "官任里社区", **more: Any) -> Redraw:
    return made(store, RedrawKind.RENAME, (COMMUNITY,), Heir(COMMUNITY, name, NEAR), **more)


def transfer(store: Store, code: str = "350203006002", **more: Any) -> Redraw:
    return made(store, RedrawKind.TRANSFER, (COMMUNITY,), Heir(code, "官任社区", FAR), **more)


def merge(store: Store, **more: Any) -> Redraw:
    heir = Heir(OTHER_COMMUNITY, "仙阁社区", NEAR)
    return made(store, RedrawKind.MERGE, (COMMUNITY, OTHER_COMMUNITY), heir, **more)


def split(store: Store, *shares: Share, rest: str = NEW, **more: Any) -> Redraw:
    heirs = (Heir(NEW, "官任东社区", NEAR), Heir(SECOND, "官任西社区", NEAR))
    return made(store, RedrawKind.SPLIT, (COMMUNITY,), *heirs, shares=shares, rest=rest, **more)


def made(store: Store, kind: RedrawKind, old: tuple[str, ...], *heirs: Heir, **more: Any) -> Redraw:
    level = SUBDISTRICT if old[0].endswith("000") else LEVEL
    day = more.pop("day", "") or today(store)
    return Redraw(kind, level, old, heirs, DOCUMENT, day, **more)


def filed(store: Store, redraw: Redraw, login: str = "clerk") -> int:
    return file(store, person(store, login), redraw, "区划调整", "批复").application_id


def under_way(store: Store) -> list[PlannedRow]:
    """What was filed and did not take hold yet."""
    with store.read() as conn:
        return planned(conn, planned_change.c.state.in_((PROPOSED, DUE)))


def held(store: Store, redraw: Redraw) -> int:
    application_id = filed(store, redraw)
    apps.approve(store, person(store, "chief"), application_id, 1, "同意")
    return application_id


def lying(store: Store) -> dict[int, str]:
    """Address -> community."""
    with store.read() as conn:
        found = conn.execute(select(node.c.id, node.c.area_community))
        return {row.id: row.area_community for row in found}


def communities(store: Store, made: dict[str, int]) -> dict[str, str]:
    found = lying(store)
    return {chain: found[one] for chain, one in made.items()}


def versions(store: Store, node_id: int) -> list[tuple[str, str, str]]:
    columns = (node_version.c.valid_from, node_version.c.valid_to, node_version.c.area_community)
    with store.read() as conn:
        query = select(*columns).where(node_version.c.node_id == node_id)
        return [tuple(row) for row in conn.execute(query.order_by(node_version.c.valid_from))]


def roles(store: Store, login: str) -> list[str]:
    return sorted(area for _role, area in person(store, login).roles)


def sound(store: Store) -> None:
    """Every address lies in a unit that stands, its columns agree, places are counted right, versions have no gap."""
    with store.read() as conn:
        standing = {
            row.code: row.parent_code
            for row in conn.execute(select(division).where(division.c.valid_to == "9999-12-31"))
        }
        rows = conn.execute(select(node)).all()
        counted = Counter((row.area_community, row.place_id) for row in rows if row.parent_id == row.place_id)
        kept = {
            (row.community_code, row.place_id): row.child_count
            for row in conn.execute(select(place_community))
            if row.child_count
        }
        lines: dict[int, list[Any]] = {}
        for one in conn.execute(select(node_version).order_by(node_version.c.valid_from)):
            lines.setdefault(one.node_id, []).append(one)
    assert kept == counted
    for row in rows:
        chain = (row.area_community, row.area_subdistrict, row.area_district)
        assert (standing[chain[0]], standing[chain[1]]) == chain[1:]
        line = lines[row.id]
        assert [one.valid_from for one in line[1:]] == [one.valid_to for one in line[:-1]]
        assert (line[-1].valid_to, line[-1].area_community) == ("9999-12-31", row.area_community)
