import pytest
from sqlalchemy import select

from db.domain.redraw import Share
from db.schema.address import node
from db.services import applications as apps
from db.services.application_desk import Seen, look_at
from db.services.editing import take_away
from db.services.redraw_seen import SeenRedraw
from db.store.store import Store
from tests.changes import Clock
from tests.office import addresses, approved, person, place_id
from tests.redraws import DOCUMENT, NEW, SECOND, filed, held, merge, rename, split, today
from tests.register import COMMUNITY, OTHER_COMMUNITY

pytestmark = pytest.mark.both_engines


def told(seen: Seen) -> SeenRedraw:
    assert seen.redraw is not None
    return seen.redraw


def ways(store: Store, application_id: int) -> list[tuple[str, str, str, int]]:
    lines = told(look_at(store, application_id)).lines
    return [(line.old_code, line.before, line.after, line.addresses) for line in lines]


def living(store: Store, community: str) -> int:
    with store.read() as conn:
        return len(conn.execute(select(node.c.id).where(node.c.area_community == community)).all())


def test_units_and_their_addresses_read_the_same_before_a_split_took_hold_and_after_it(store: Store) -> None:
    approved(store, ["1号", "2号", "3号", "3号/101室"])
    odd = Share(SECOND, place_id=place_id(store), side="odd")
    wanted = filed(store, split(store, odd))
    asked = ways(store, wanted)
    assert asked == [(COMMUNITY, "官任社区", "官任东社区", 1), (COMMUNITY, "官任社区", "官任西社区", 3)]
    apps.approve(store, person(store, "chief"), wanted, 1, "同意")
    assert ways(store, wanted) == asked
    assert (living(store, NEW), living(store, SECOND)) == (1, 3)


def test_of_a_merger_each_old_unit_tells_how_many_it_brings(store: Store) -> None:
    approved(store, ["1号", "2号"])
    drafts = addresses(store, ["3号", "4号"])
    void = dict.fromkeys(drafts.values(), 1)  # they go along, but are counted nowhere
    take_away(store, person(store, "clerk"), void, "重号")
    wanted = filed(store, merge(store))
    asked = ways(store, wanted)
    apps.approve(store, person(store, "chief"), wanted, 1, "同意")
    assert ways(store, wanted) == asked
    assert [(code, after, count) for code, _before, after, count in asked] == [
        (COMMUNITY, "仙阁社区", 2),
        (OTHER_COMMUNITY, "仙阁社区", living(store, OTHER_COMMUNITY) - 4),
    ]


def test_who_decides_reads_the_document_and_whose_areas_change(store: Store) -> None:
    approved(store, ["1号"])
    seen = told(look_at(store, filed(store, merge(store))))
    assert (seen.document, seen.effective_on, seen.hindrance) == (DOCUMENT, today(store), "")
    assert [one.login for one in seen.accounts] == ["area_clerk"]


def test_the_old_name_stays_to_be_read_when_another_redraw_follows(store: Store) -> None:
    clock = store.clock = Clock()
    approved(store, ["1号", "2号"])
    first = held(store, rename(store))
    clock.ahead = 3
    second = held(store, rename(store, "官任新社区"))
    assert ways(store, first) == [(COMMUNITY, "官任社区", "官任里社区", 2)]
    assert ways(store, second) == [(COMMUNITY, "官任里社区", "官任新社区", 2)]
