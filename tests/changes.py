"""Plans of an office, for tests: filed by the clerk, agreed to by the chief; and what must be whole afterwards."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select

from db.domain.clock import legal_date
from db.domain.plan import Act, Edit, Plan
from db.schema.address import node, node_version, number_slot
from db.schema.work import plate
from db.services import applications as apps
from db.services.changes import Done, carry_out
from db.services.store import check_store
from db.store.store import Store
from db.store.tree import recount
from tests.desks import house
from tests.office import person
from tests.register import COMMUNITY, DISTRICT


class Clock:
    """A clock that can be put forward by days."""

    def __init__(self) -> None:
        self.ahead = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.ahead)

    def day(self, after: int) -> str:
        return legal_date(datetime.now(UTC) + timedelta(days=after))


def rows(store: Store, ids: Iterable[int]) -> dict[int, Any]:
    with store.read() as conn:
        return {row.id: row for row in conn.execute(select(node).where(node.c.id.in_(list(ids))))}


def texts(store: Store, made: dict[str, int]) -> dict[str, str]:
    found = rows(store, made.values())
    return {chain: found[one].full_text for chain, one in made.items()}


def legals(store: Store, made: dict[str, int]) -> dict[str, str]:
    found = rows(store, made.values())
    return {chain: found[one].legal for chain, one in made.items()}


def edit(store: Store, node_id: int, **wish: Any) -> Edit:
    return Edit(node_id, rows(store, [node_id])[node_id].row_version, **wish)


def plan(store: Store, act: Act, ids: Iterable[int], **wish: Any) -> Plan:
    return Plan(act, tuple(edit(store, one, **wish) for one in ids))


def done(store: Store, wanted: Plan) -> Done:
    return carry_out(store, person(store, "clerk"), wanted, "变更", "现场核对")


def approve(store: Store, filed: Done) -> apps.Decided:
    return apps.approve(store, person(store, "chief"), filed.application_id, 1, "同意")


def whole(store: Store) -> None:
    """The register is in itself consistent after all that was done."""
    with store.read() as conn:
        assert recount(conn) == []
        above = node.alias("above")
        odd = select(node.c.full_text).join(above, above.c.id == node.c.parent_id)
        odd = odd.where(node.c.is_live, node.c.full_text != above.c.full_text + node.c.own_text)
        assert conn.execute(odd).scalars().all() == []
        spans: dict[int, list[tuple[str, str]]] = {}
        query = select(node_version.c.node_id, node_version.c.valid_from, node_version.c.valid_to)
        for row in conn.execute(query.order_by(node_version.c.node_id, node_version.c.valid_from)):
            spans.setdefault(row.node_id, []).append((row.valid_from, row.valid_to))
        for one in spans.values():
            assert all(left[1] == right[0] for left, right in pairwise(one))
            assert one[-1][1] == "9999-12-31"
        keys = (
            select(node.c.live_key).where(node.c.is_live).group_by(node.c.live_key).having(func.count() > 1)
        )
        assert conn.execute(keys).all() == []
    assert check_store(store).ok


def slots(store: Store) -> dict[str, str]:
    with store.read() as conn:
        query = select(number_slot.c.number, number_slot.c.suffix, number_slot.c.status)
        return {f"{row.number}{row.suffix}": row.status for row in conn.execute(query)}


def hang(store: Store, plates: dict[int, str]) -> None:
    """Plates in the states given, by address."""
    with house(store).write(person(store, "printer"), "plates.batch") as work:
        ids = work.new_ids(len(plates))
        for row_id, (node_id, state) in zip(ids, plates.items(), strict=True):
            area = {"area_district": COMMUNITY[:6] + "000000", "area_subdistrict": COMMUNITY[:9] + "000"}
            work.insert(
                plate,
                {
                    **area,
                    "area_community": COMMUNITY,
                    "district_code": DISTRICT,
                    "id": row_id,
                    "node_id": node_id,
                    "class": "room",
                    "position": "main",
                    "ordinal": 1,
                    "state": state,
                    "payload": f"p{row_id}",
                    "texts": "{}",
                },
            )


def plate_states(store: Store) -> list[str]:
    with store.read() as conn:
        return sorted(conn.execute(select(plate.c.state)).scalars())
