import pytest
from sqlalchemy import insert

from db.domain.errors import NotFound
from db.schema.work import problem
from db.services.addresses import (
    child_ids,
    children_near,
    divisions,
    node_by_code,
    node_detail,
    node_rows,
    path_to,
    places_in,
)
from db.services.editing import take_away
from db.store.store import Store
from tests.office import STREET, addresses, coded, full, guid, person, place_id
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY, OTHER_COMMUNITY

CHAINS = ["2号", "10号", "12号", "12-1号", "12号/1幢", "12号/1幢/10层", "12号/1幢/2层", "12号/1幢/101室"]


def test_the_tree_is_read_level_by_level_in_street_order(store: Store) -> None:
    made = addresses(store, CHAINS)
    addresses(store, ["14号"], community=OTHER_COMMUNITY)
    street = place_id(store)
    counts = {row.code: row.nodes for row in divisions(store)}
    assert (counts[COMMUNITY], counts[OTHER_COMMUNITY], counts[FAR_COMMUNITY]) == (8, 1, 0)
    assert counts["350203005000"] == counts["350203000000"] == counts["350200000000"] == 9
    assert [(one.name, one.child_count) for one in places_in(store, COMMUNITY)] == [(STREET, 4)]
    assert places_in(store, FAR_COMMUNITY) == ()
    doors = child_ids(store, street, COMMUNITY)
    assert [one.id for one in doors] == [made[one] for one in ("2号", "10号", "12号", "12-1号")]
    assert [one.child_count for one in doors] == [0, 0, 1, 0]
    assert len(child_ids(store, street)) == 5
    below = child_ids(store, made["12号/1幢"])
    assert [one.id for one in below][:2] == [made["12号/1幢/2层"], made["12号/1幢/10层"]]


def test_figures_count_what_lives_and_what_ended_can_still_be_opened(store: Store) -> None:
    made = addresses(store, CHAINS)
    for ended in ("12号/1幢/10层", "2号"):
        row = node_rows(store, [made[ended]])[made[ended]]
        changes = take_away(store, person(store, "clerk"), {row.id: row.row_version}).changes
        assert row.parent_id in changes.parents
    counts = {row.code: (row.nodes, row.ended) for row in divisions(store)}
    assert (counts[COMMUNITY], counts[DISTRICT + "000000"]) == ((6, 2), (6, 2))
    assert [(one.child_count, one.ended) for one in places_in(store, COMMUNITY)] == [(4, 1)]
    building = node_rows(store, [made["12号/1幢"]])[made["12号/1幢"]]
    assert (building.child_count, building.ended) == (3, 1)
    below = child_ids(store, made["12号"])
    assert [(one.id, one.child_count, one.ended) for one in below] == [(made["12号/1幢"], 3, 1)]
    assert len(child_ids(store, made["12号/1幢"])) == 3


def test_the_children_near_one_are_those_around_it_in_street_order(store: Store) -> None:
    made = addresses(store, [f"{n}号" for n in range(1, 21)])
    street = place_id(store)
    whole = child_ids(store, street, COMMUNITY)
    for at in (0, 1, 9, 18, 19):
        near = children_near(store, street, COMMUNITY, whole[at].id, 3)
        assert near == whole[max(0, at - 3) : at + 3]
    assert children_near(store, street, OTHER_COMMUNITY, made["7号"], 3) == ()
    assert children_near(store, street, COMMUNITY, 77, 3) == ()


def test_rows_come_by_id_and_unknown_ones_are_absent(store: Store) -> None:
    made = addresses(store, [f"{n}号" for n in range(1, 1202)])
    rows = node_rows(store, [*made.values(), 77])
    assert set(rows) == set(made.values())
    assert rows[made["7号"]].full_text == full("7号")
    assert node_rows(store, []) == {}


def test_rows_of_a_long_list_hold_each_code_and_day_once(store: Store) -> None:
    made = addresses(store, [f"{n}号" for n in range(1, 40)])
    rows = node_rows(store, made.values()).values()
    words = ("kind", "legal", "existence", "position", "code_state", "area_community", "valid_from")
    assert [len({id(getattr(row, name)) for row in rows}) for name in words] == [1] * len(words)


def test_a_detail_tells_everything_known(store: Store) -> None:
    made = coded(store, ["1号", "1号/1幢"])
    wanted = made["1号/1幢"]
    with store.engine.begin() as conn:
        row = {"district_code": DISTRICT, "id": 5, "area_community": COMMUNITY, "problem": "错", "rule": "r"}
        more = {"node_id": wanted, "subject": "s", "detail": "d", "state": "open", "found_at": "x"}
        conn.execute(insert(problem).values(row | more))
    found = node_detail(store, wanted)
    assert (found.place, found.pinyin, found.community) == (STREET, "Húbīn Nánlù", "官任社区")
    assert (found.district, found.subdistrict) == ("思明区", "筼筜街道")
    assert (found.code, found.payload) == (guid(wanted), f"https://dz.example/{guid(wanted)}")
    assert [one.legal for one in found.versions] == ["approved"]
    assert [one.rule for one in found.problems] == ["r"]
    assert found.plates == ()
    with pytest.raises(NotFound):
        node_detail(store, 77)


def test_the_way_to_a_node_leads_over_units_name_and_parents(store: Store) -> None:
    made = addresses(store, CHAINS)
    steps = path_to(store, made["12号/1幢/101室"])
    assert [one.text for one in steps] == ["思明区", "筼筜街道", "官任社区", STREET, "12号", "1幢", "101室"]
    assert [one.kind for one in steps] == ["division"] * 3 + ["place"] + ["node"] * 3
    assert steps[4].key == str(made["12号"])
    with pytest.raises(NotFound):
        path_to(store, 77)


def test_a_code_a_payload_and_our_own_id_all_lead_to_the_address(store: Store) -> None:
    made = coded(store, ["1号"])["1号"]
    for code in (guid(made), f"https://dz.example/{guid(made)}", str(made)):
        assert node_by_code(store, code) == made
    for nothing in ("", "无", "9" * 19, "9" * 400, "0", "１２", "\x00", "\ud800"):
        with pytest.raises(NotFound):
            node_by_code(store, nothing)
