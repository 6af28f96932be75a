"""Lists of the whole register: as it stands, and as it stood on a day."""

from sqlalchemy import insert, update

from db.schema.address import node_version
from db.services.extracts import addresses, unit_name
from db.store.store import Store
from tests import office
from tests.desks import house
from tests.register import COMMUNITY, DISTRICT, OTHER_COMMUNITY


def test_every_address_comes_once_with_units_code_and_payload(store: Store) -> None:
    made = office.coded(store, ["12号", "12号/3幢"])
    office.addresses(store, ["14号"], community=OTHER_COMMUNITY)
    lines = list(addresses(store))
    assert [(line.full_text, line.kind, line.community, line.legal) for line in lines] == [
        (office.full("12号"), "door", "官任社区", "approved"),
        (office.full("12号/3幢"), "building", "官任社区", "approved"),
        (office.full("14号"), "door", "仙阁社区", "to_verify"),
    ]
    first = made["12号"]
    assert (lines[0].id, lines[0].district, lines[0].subdistrict, lines[0].place) == (
        *(first, "思明区", "筼筜街道", office.STREET),
    )
    assert (lines[0].code, lines[0].payload) == (
        office.guid(first),
        f"https://dz.example/{office.guid(first)}",
    )
    assert (lines[2].code, lines[2].payload) == ("", "")


def test_a_day_shows_the_texts_of_that_day(store: Store) -> None:
    made = office.addresses(store, ["12号", "12号/3幢"])
    door = made["12号"]
    with house(store).write(office.person(store, "clerk"), "address.edit") as work:
        version = node_version.c
        began = work.conn.execute(
            update(node_version)
            .where(version.node_id == door)
            .values(valid_to="2030-06-01")
            .returning(*node_version.c)
        ).one()
        later = {**began._mapping, "valid_from": "2030-06-01", "valid_to": "9999-12-31", "own_text": "81号"}
        work.conn.execute(insert(node_version).values(later))
    on = {day: [line.full_text for line in addresses(store, day)] for day in ("2030-05-31", "2030-06-01")}
    assert on["2030-05-31"] == [office.full("12号"), office.full("12号/3幢")]
    assert on["2030-06-01"] == [office.full("81号"), office.full("81号/3幢")]
    assert list(addresses(store, "2001-01-01")) == []


def test_a_code_counts_from_the_day_it_was_given(store: Store) -> None:
    office.coded(store, ["12号"])
    (line,) = addresses(store, "2999-01-01")
    assert (line.code != "", line.payload, line.code_state) == (True, "", "")


def test_a_unit_is_named_and_an_unknown_code_stays(store: Store) -> None:
    assert unit_name(store, DISTRICT + "000000") == "思明区"
    assert unit_name(store, COMMUNITY) == "官任社区"
    assert unit_name(store, "999999000000") == "999999000000"


def test_of_a_past_day_some_may_be_picked(store: Store) -> None:
    made = office.addresses(store, ["12号", "12号/3幢", "14号"])
    office.addresses(store, ["1号"], office.LANE)
    street = office.place_id(store)
    road = addresses(store, "2999-01-01", COMMUNITY, lambda one: one.place_id == street)
    assert [line.full_text for line in road] == [office.full(one) for one in ("12号", "12号/3幢", "14号")]
    house_only = addresses(store, "2999-01-01", "", lambda one: made["12号"] in (one.id, *one.above))
    assert [line.id for line in house_only] == [made["12号"], made["12号/3幢"]]
