import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from db.domain.errors import NotFound
from db.domain.search import body, clean
from db.schema.address import node
from db.schema.work import problem
from db.services.addresses import (
    child_ids,
    divisions,
    node_by_code,
    node_detail,
    node_rows,
    path_to,
    places_in,
    search,
)
from db.store.store import Store
from tests.deliveries import cells, imported
from tests.office import LANE, STREET, addresses, coded, full, guid, place_id
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY, OTHER_COMMUNITY

CHAINS = ["2号", "10号", "12号", "12-1号", "12号/1幢", "12号/1幢/10层", "12号/1幢/2层", "12号/1幢/101室"]


def hits(store: Store, text: str) -> list[str]:
    return [one.full_text for one in search(store, text, 1000)]


def all_texts(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.execute(select(node.c.full_text).order_by(node.c.id)).scalars())


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


def test_rows_come_by_id_and_unknown_ones_are_absent(store: Store) -> None:
    made = addresses(store, [f"{n}号" for n in range(1, 1202)])
    rows = node_rows(store, [*made.values(), 77])
    assert set(rows) == set(made.values())
    assert rows[made["7号"]].full_text == full("7号")
    assert node_rows(store, []) == {}


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


def test_the_beginning_of_a_code_in_any_case_is_found_by_search(store: Store) -> None:
    made = coded(store, ["1号", "3号"])
    (hit,) = search(store, guid(made["1号"])[:-3].lower())
    assert (hit.id, hit.code, hit.full_text) == (made["1号"], guid(made["1号"]), full("1号"))


def test_what_was_just_imported_is_found_by_any_part_of_it(store: Store) -> None:
    imported(store, [cells("12-1号/3幢/501室"), cells("7号", street="", village="𠮷屋村")])
    wanted = full("12-1号/3幢/501室")
    text = body(wanted)
    for size in range(1, len(text) + 1):
        for start in range(len(text) - size + 1):
            assert wanted in hits(store, text[start : start + size]), text[start : start + size]
    assert hits(store, "𠮷") == [full("7号", "𠮷屋村")]
    assert hits(store, wanted) == [wanted]


def test_search_forgives_width_case_and_blanks_but_no_number(store: Store) -> None:
    addresses(store, ["12号", "14号", "112号"])
    assert hits(store, " 湖滨 南路１２号 ") == [full("12号")]
    assert hits(store, "路1号") == []
    assert hits(store, "厦门市思明区湖滨南路14") == [full("14号")]
    assert search(store, "  ") == ()
    assert len(search(store, "号", 2)) == 2


def test_city_and_district_in_front_find_nothing_by_themselves(store: Store) -> None:
    addresses(store, ["12号"])
    for front in ("厦门", "思明", "区", "市思", "区湖", "明区湖滨", "思明区", "湖里区湖滨南路"):
        assert hits(store, front) == [], front


def test_signs_in_a_query_are_only_text(store: Store) -> None:
    addresses(store, ["12-1号"])
    for odd in (
        '"',
        "'",
        "%",
        "_",
        "*",
        "\\",
        "^",
        'OR "',
        "NEAR(",
        "湖%",
        "湖_南",
        "--",
        "\x00",
        "湖\ud800",
    ):
        assert hits(store, odd) == [], odd
    assert hits(store, "-") == hits(store, "2-1") == [full("12-1号")]


@pytest.fixture
def filled(store: Store) -> Store:
    addresses(store, [*CHAINS, "1-1号", "1-1号/2幢", "1-1号/2幢/1202室"])
    addresses(store, ["1号", "2号"], LANE)
    return store


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("湖滨南路官任里一1203-号幢室层思明区厦", min_size=1, max_size=4))
def test_search_is_a_plain_look_into_the_body_of_every_address(filled: Store, wanted: str) -> None:
    needle = clean(wanted)
    inner = body(needle) or needle
    assert hits(filled, wanted) == [one for one in all_texts(filled) if needle in one and inner in body(one)]
