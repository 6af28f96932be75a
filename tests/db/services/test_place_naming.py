from datetime import timedelta

import pytest
from sqlalchemy import select

from db.domain.alias import AliasKind, BadPlace, name_on
from db.domain.clock import legal_date
from db.domain.errors import NotAllowed, StaleRecord, WrongState
from db.domain.place import NameState
from db.domain.place_card import AUTO, Facts
from db.domain.plan import Act, Plan
from db.schema.address import node, place
from db.services.applications import approve, revoke
from db.services.changes import carry_out
from db.services.place_book import read_card
from db.services.place_edits import edit_place, enter_place, withdraw_alias
from db.services.place_naming import correct_name, rename_in
from db.services.places import add_alias, find_place
from db.services.search import search
from db.services.store import check_store
from db.store import places as rows
from db.store.store import Store
from tests.deliveries import cells, imported
from tests.office import COMPOUND, LANE, STREET, addresses, approved, person, place_id

NEW = "筼筜湖南路"


def texts(store: Store, of: int) -> list[str]:
    with store.read() as conn:
        query = select(node.c.full_text).where(node.c.place_id == of).order_by(node.c.full_text)
        return list(conn.execute(query).scalars())


def rename(store: Store, of: int, name: str, on: str = "") -> int:
    """As a chief's approval carries it out."""
    with store.write(person(store, "chief"), "application.approve", "同意更名") as work:
        return rename_in(work, of, name, on or work.today)


def days(store: Store) -> tuple[str, str, str]:
    """The day before yesterday, yesterday and today."""
    now = store.clock.now()
    before, yesterday, today = (legal_date(now - timedelta(days=n)) for n in (2, 1, 0))
    return before, yesterday, today


def history(store: Store, of: int) -> list[tuple[str, str, str]]:
    return [(one.alias, one.valid_from, one.valid_to) for one in read_card(store, of).aliases]


# -- a name nobody approved ---------------------------------------------------------------------------------------------


def test_a_pending_name_is_corrected_at_once_and_its_slip_still_leads_to_it(store: Store) -> None:
    imported(store, [cells("1号", street="", village="金山村"), cells("2号", street="", village="金山村")])
    village = find_place(store, "金山村")
    assert village is not None
    correct_name(store, person(store, "clerk"), village, 1, "金珊村", "实地核对")
    assert texts(store, village) == ["厦门市思明区金珊村1号", "厦门市思明区金珊村2号"]
    found = read_card(store, village)
    assert (found.record.name, found.record.pinyin) == ("金珊村", found.spelling)
    assert [(one.alias, one.kind, one.is_dated) for one in found.aliases] == [("金山村", "former", False)]
    assert [hit.full_text for hit in search(store, "金珊村2号", only_nodes=True)] == ["厦门市思明区金珊村2号"]
    imported(store, [cells("3号", street="", village="金山村")])  # the old list comes once more
    assert len(texts(store, village)) == 3
    assert check_store(store).problems == ()


def test_a_name_corrected_twice_in_a_day_leads_by_all_its_slips(store: Store) -> None:
    clerk = person(store, "clerk")
    lane, _changes = enter_place(store, clerk, "白鹭一里", Facts("lane"))
    for version, name in enumerate(("白路一里", "白露一里", "白鹭一里"), 1):
        correct_name(store, clerk, lane, version, name)
    found = read_card(store, lane)
    assert found.record.name == "白鹭一里"
    assert sorted(one.alias for one in found.aliases) == ["白路一里", "白露一里"]


def test_only_a_clerk_corrects_and_only_what_he_saw(store: Store) -> None:
    lane, _changes = enter_place(store, person(store, "clerk"), "白鹭一里", Facts("lane"))
    with pytest.raises(NotAllowed):
        correct_name(store, person(store, "chief"), lane, 1, "白路一里")
    with pytest.raises(StaleRecord):
        correct_name(store, person(store, "clerk"), lane, 2, "白路一里")
    with pytest.raises(WrongState):
        correct_name(store, person(store, "clerk"), place_id(store), 1, NEW)
    with pytest.raises(BadPlace) as taken:
        correct_name(store, person(store, "clerk"), lane, 1, LANE)
    assert taken.value.why == "name_taken"
    assert read_card(store, lane).record.name == "白鹭一里"


# -- a standard name ------------------------------------------------------------------------------------------------------


def test_every_address_says_the_new_name_and_the_old_one_keeps_its_days(store: Store) -> None:
    approved(store, ["1号", "1号/2梯", "1号/2梯/501室"])
    addresses(store, ["3号"])
    others = texts(store, place_id(store, LANE))
    street = place_id(store)
    before, yesterday, today = days(store)
    assert rename(store, street, NEW, yesterday) == 4
    assert {text.startswith(f"厦门市思明区{NEW}") for text in texts(store, street)} == {True}
    assert texts(store, place_id(store, LANE)) == others
    assert history(store, street) == [(STREET, "2018-01-01", yesterday)]
    with store.read() as conn:
        kept = rows.aliases(conn, street)[street]
    assert [name_on(NEW, kept, day) for day in (before, yesterday, today)] == [STREET, NEW, NEW]
    assert [hit.full_text for hit in search(store, f"{NEW}3号", only_nodes=True)] == [f"厦门市思明区{NEW}3号"]
    assert check_store(store).problems == ()


def test_a_name_that_ended_by_a_rename_is_withdrawn_by_nobody(store: Store) -> None:
    street = place_id(store)
    rename(store, street, NEW)
    assert read_card(store, street).kept == {STREET}
    with pytest.raises(BadPlace) as refused:
        withdraw_alias(store, person(store, "clerk"), street, STREET)
    assert refused.value.why == "dated"


def test_a_name_that_its_district_holds_too_is_changed_where_it_stands(store: Store) -> None:
    estate, _changes = enter_place(store, person(store, "clerk"), "思明", Facts("compound"))
    addresses(store, ["3幢"], "思明")
    correct_name(store, person(store, "clerk"), estate, 1, "思明苑")
    assert texts(store, estate) == ["厦门市思明区思明苑3幢"]


def test_addresses_delivered_under_the_old_name_come_under_the_new_one(store: Store) -> None:
    approved(store, ["1号"])
    rename(store, place_id(store), NEW)
    imported(store, [cells("5号", street=STREET)])
    assert texts(store, place_id(store, NEW)) == [f"厦门市思明区{NEW}1号", f"厦门市思明区{NEW}5号"]


def test_a_spelling_by_hand_was_of_the_old_name(store: Store) -> None:
    now = read_card(store, place_id(store)).record
    clerk = person(store, "clerk")
    edit_place(store, clerk, now.id, 1, Facts("street", pinyin="Hubin Nanlu"))
    rename(store, now.id, NEW)
    after = read_card(store, now.id)
    assert (after.record.pinyin, after.record.pinyin_source) == (after.spelling, AUTO)


def test_a_name_taken_back_on_its_day_leaves_no_trace(store: Store) -> None:
    approved(store, ["1号"])
    street = place_id(store)
    rename(store, street, NEW)
    rename(store, street, STREET)
    assert texts(store, street) == [f"厦门市思明区{STREET}1号"]
    assert history(store, street) == []
    with store.read() as conn:
        assert name_on(STREET, rows.aliases(conn, street)[street], "2020-01-01") == STREET


def test_a_name_given_back_later_keeps_what_stood_between(store: Store) -> None:
    before, yesterday, today = days(store)
    street = place_id(store)
    rename(store, street, NEW, before)
    rename(store, street, STREET, today)
    assert history(store, street) == [(STREET, "2018-01-01", before), (NEW, before, today)]
    with store.read() as conn:
        kept = rows.aliases(conn, street)[street]
    assert [name_on(STREET, kept, day) for day in ("2020-01-01", yesterday, today)] == [STREET, NEW, STREET]


def test_an_alias_that_becomes_the_name_is_an_alias_no_more(store: Store) -> None:
    street = place_id(store)
    add_alias(store, person(store, "clerk"), street, NEW, AliasKind.COMMON)
    rename(store, street, NEW)
    assert [name for name, _first, _until in history(store, street)] == [STREET]


@pytest.mark.parametrize(
    ("name", "on", "why"),
    [
        (STREET, "", "same_name"),
        (LANE, "", "name_taken"),
        (COMPOUND, "", "name_taken"),
        ("湖", "", "name_no_han"),
        (NEW, "2017-12-31", "day_before"),
    ],
)
def test_a_rename_that_cannot_be_changes_nothing(store: Store, name: str, on: str, why: str) -> None:
    approved(store, ["1号"])
    with pytest.raises(BadPlace) as refused:
        rename(store, place_id(store), name, on)
    assert refused.value.why == why
    assert texts(store, place_id(store)) == [f"厦门市思明区{STREET}1号"]
    with store.read() as conn:
        assert conn.execute(select(place.c.row_version).where(place.c.name == STREET)).scalar_one() == 1


def test_a_retired_name_of_the_unit_stands_in_the_way_too(store: Store) -> None:
    from db.services.place_edits import move_place

    move_place(store, person(store, "chief"), place_id(store, LANE), 1, NameState.RETIRED, "道路灭失")
    with pytest.raises(BadPlace) as refused:
        rename(store, place_id(store), LANE)
    assert refused.value.why == "name_retired"


# -- by application -------------------------------------------------------------------------------------------------------


def file_rename(store: Store, name: str, day: str = "") -> int:
    plan = Plan(Act.RENAME_PLACE, effective_on=day, place_id=place_id(store), name=name)
    done = carry_out(store, person(store, "clerk"), plan, f"{STREET}更名为{name}", "厦府〔2026〕8号")
    assert not done.direct
    return done.application_id


def test_a_standard_name_changes_when_the_chief_decides_and_back_when_it_is_revoked(store: Store) -> None:
    approved(store, ["1号", "3号"])
    street = place_id(store)
    application = file_rename(store, NEW)
    assert texts(store, street) == [f"厦门市思明区{STREET}1号", f"厦门市思明区{STREET}3号"]
    waiting = read_card(store, street).renaming
    assert waiting is not None
    assert (waiting.id, waiting.plan.name, waiting.state) == (application, NEW, "proposed")
    approve(store, person(store, "chief"), application, 1, "同意")
    assert texts(store, street) == [f"厦门市思明区{NEW}1号", f"厦门市思明区{NEW}3号"]
    assert read_card(store, street).aliases[0].alias == STREET
    assert read_card(store, street).renaming is None
    revoke(store, person(store, "other_chief"), application, 2, "批复有误")
    assert texts(store, street) == [f"厦门市思明区{STREET}1号", f"厦门市思明区{STREET}3号"]
    assert read_card(store, street).aliases == ()
    assert check_store(store).problems == ()


def test_a_rename_that_became_impossible_is_refused_when_it_is_decided(store: Store) -> None:
    application = file_rename(store, NEW)
    enter_place(store, person(store, "clerk"), NEW, Facts("street"))
    with pytest.raises(BadPlace) as refused:
        approve(store, person(store, "chief"), application, 1, "同意")
    assert refused.value.why == "name_taken"
    assert read_card(store, place_id(store)).record.name == STREET


def test_a_rename_to_a_name_that_is_taken_is_not_even_filed(store: Store) -> None:
    with pytest.raises(BadPlace):
        file_rename(store, LANE)
