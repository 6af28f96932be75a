from pathlib import Path

import pytest
from sqlalchemy import update

from db.domain.errors import BadAddress, BadNumber, NotFound
from db.domain.number import HouseNumber, parse_number
from db.domain.numbering import Reason, SlotStatus
from db.schema.address import number_slot, place
from db.schema.system import catalogue
from db.services.numbering import current_rules, propose, rules_of, taken, version_of
from db.store.bulk import insert_rows
from db.store.store import Store
from tests.office import addresses, place_id

RULES = Path(__file__).parents[3] / "resources" / "rules" / "numbering.json"


def numbers(store: Store, side: str, count: int, after: HouseNumber | None = None) -> list[str]:
    return [str(p.number) for p in propose(store, place_id(store), side, count, after)]


def test_every_form_of_number_is_taken_as_what_it_is(store: Store) -> None:
    forms = ["12号", "12-1号", "12号之二", "12-1号之二", "临5号", "临5-1号"]
    addresses(store, forms)
    with store.read() as conn:
        found = taken(conn, place_id(store))
    assert found == {parse_number(form): SlotStatus.PENDING for form in forms}


def test_proposals_follow_the_sides_and_pass_over_what_is_reserved(store: Store) -> None:
    addresses(store, ["1号", "3号", "7号", "2号"])
    with store.engine.begin() as conn:
        columns = ("district_code", "naming_id", "number", "suffix", "status")
        insert_rows(conn, number_slot, columns, [("350203", place_id(store), 5, "", "reserved")])
    assert numbers(store, "left", 2) == ["9号", "11号"]
    assert numbers(store, "right", 2) == ["4号", "6号"]
    first = propose(store, place_id(store), "left", 1)[0]
    assert (first.reason, first.after) == (Reason.NEXT, HouseNumber(7))
    infill = propose(store, place_id(store), "left", 1, HouseNumber(3))[0]
    assert (str(infill.number), infill.reason) == ("5号", Reason.RESERVED)


def test_asking_takes_nothing(store: Store) -> None:
    assert numbers(store, "left", 1) == numbers(store, "left", 1) == ["1号"]


def test_the_newest_rules_of_the_store_decide(store: Store) -> None:
    shipped_rules = RULES.read_text(encoding="utf-8")
    with store.engine.begin() as conn:
        rows = [
            ("rule", "numbering", "9", "tests", "verified", shipped_rules),
            (
                *("rule", "numbering", "10", "tests", "verified"),
                shipped_rules.replace(
                    '"key": "left_odd", "value": true', '"key": "left_odd", "value": false'
                ),
            ),
        ]
        insert_rows(conn, catalogue, ("kind", "key", "version", "source", "status", "body"), rows)
    assert numbers(store, "left", 1) == ["2号"]


def test_a_place_a_side_and_a_neighbour_that_do_not_exist_are_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        propose(store, 5, "left", 1)
    with pytest.raises(BadAddress):
        propose(store, place_id(store), "middle", 1)
    with pytest.raises(BadNumber):
        propose(store, place_id(store), "left", 1, HouseNumber(77))
    with pytest.raises(BadNumber):
        propose(store, place_id(store), "left", 0)


def _own_set(store: Store, key: str) -> None:
    """Let the place of the tests be numbered by a set of its own: odd numbers on the right."""
    body = RULES.read_text(encoding="utf-8").replace(
        '"key": "left_odd", "value": true', '"key": "left_odd", "value": false'
    )
    columns = ("kind", "key", "version", "source", "status", "body")
    with store.engine.begin() as conn:
        insert_rows(conn, catalogue, columns, [("rule", "numbering-estate", "3", "tests", "verified", body)])
        conn.execute(update(place).where(place.c.id == place_id(store)).values(rule_set=key))


def test_a_place_with_a_set_of_its_own_is_numbered_by_it_and_the_number_remembers(store: Store) -> None:
    with store.read() as conn:
        district = version_of(conn, place_id(store))
        assert district == str(current_rules(conn).version)
    _own_set(store, "numbering-estate")
    assert numbers(store, "left", 1) == ["2号"]
    with store.read() as conn:
        version = rules_of(conn, place_id(store)).version
        assert version_of(conn, place_id(store)) == f"numbering-estate {version}"
        assert numbers(store, "right", 1) == ["1号"]


def test_a_set_that_is_not_in_the_store_gives_no_number_by_other_rules(store: Store) -> None:
    _own_set(store, "numbering-elsewhere")
    with pytest.raises(NotFound, match="numbering-elsewhere"):
        numbers(store, "left", 1)
