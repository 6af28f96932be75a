from dataclasses import replace

import pytest

from db.domain.alias import AliasKind, BadPlace, name_on
from db.domain.errors import NotAllowed, NotFound, StaleRecord, WrongState
from db.domain.place import NameState
from db.domain.place_card import AUTO, Facts
from db.domain.place_near import Likeness
from db.schema.system import actor_role
from db.services.editing import take_away
from db.services.place_book import Card, PlaceLine, counts, read_book, read_card
from db.services.place_edits import edit_place, enter_place, move_place, withdraw_alias
from db.services.places import add_alias, approve_places, pending_places
from db.store.places import Counts
from db.store.store import Store
from tests.desks import Desks, house
from tests.office import COMPOUND, LANE, STREET, addresses, approved, coded, person, place_id

STREET_FACTS = Facts(kind="street", extent_from="鹭江道", extent_to="湖滨东路", direction="E2W")


def enter(store: Store, name: str, facts: Facts = STREET_FACTS) -> int:
    return enter_place(store, person(store, "clerk"), name, facts)[0]


def card(store: Store, of: int | str) -> Card:
    return read_card(store, of if isinstance(of, int) else place_id(store, of))


def line(store: Store, name: str) -> PlaceLine:
    return next(one for one in read_book(store).lines if one.record.name == name)


def move(store: Store, place: int, wanted: NameState, login: str = "chief", reason: str = "会议纪要") -> None:
    seen = card(store, place).record.row_version
    move_place(store, person(store, login), place, seen, wanted, reason)


def refused(call: object, *args: object, **how: object) -> BadPlace:
    with pytest.raises(BadPlace) as caught:
        call(*args, **how)  # type: ignore[operator]
    return caught.value


# -- entering -------------------------------------------------------------------------------------------------------------


def test_a_new_name_waits_for_the_chief_with_its_card_and_spelling(store: Store) -> None:
    found = card(store, enter(store, " 白鹭洲 东路 "))
    assert found.record.name == "白鹭洲东路"
    assert found.record.facts == replace(STREET_FACTS, pinyin=found.spelling)
    assert (found.record.state, found.record.pinyin_source, found.record.scope_code) == (
        "pending",
        AUTO,
        "350200",
    )
    assert found.last is not None
    assert (found.last.name, found.last.verb) == ("林经办", "place.edit")


def test_a_compound_is_named_within_its_district(store: Store) -> None:
    assert card(store, enter(store, "金桥花园", Facts("compound"))).record.scope_code == "350203"


def test_the_same_name_in_the_same_unit_is_refused_and_elsewhere_it_is_not(store: Store) -> None:
    taken = refused(enter, store, STREET)
    assert (taken.why, taken.text, taken.holder) == ("name_taken", STREET, "350203")
    enter(store, STREET, Facts("compound"))  # a compound's unit is the district
    assert refused(enter, store, STREET, Facts("village")).why == "name_taken"


def test_a_retired_name_is_not_given_again_but_brought_back(store: Store) -> None:
    move(store, place_id(store, LANE), NameState.RETIRED)
    assert refused(enter, store, LANE, Facts("lane")).why == "name_retired"


def test_who_approves_names_enters_none(store: Store) -> None:
    for login in ("chief", "area_clerk", "printer"):
        with pytest.raises(NotAllowed):
            enter_place(store, person(store, login), "白鹭洲东路", STREET_FACTS)
    assert [one for one in read_book(store).lines if one.record.name == "白鹭洲东路"] == []


def test_what_cannot_be_written_is_refused_and_nothing_is_kept(store: Store) -> None:
    assert refused(enter, store, "白/鹭").why == "name_characters"
    assert refused(enter, store, "白鹭洲东路", Facts("street", direction="up")).why == "unknown_direction"
    assert refused(enter, store, "白鹭洲东路", Facts("street", named_on="2099-01-01")).why == "day_to_come"
    assert len(read_book(store).lines) == 3


# -- writing on the card --------------------------------------------------------------------------------------------------


def test_facts_are_written_and_the_card_says_by_whom(store: Store) -> None:
    before = card(store, STREET).record
    facts = replace(before.facts, extent_from="鹭江道", meaning="在湖滨之南", named_on="1985-06-01")
    changes = edit_place(store, person(store, "chief"), before.id, before.row_version, facts, "补登")
    after = card(store, STREET)
    assert after.record.facts == facts
    assert changes.rows["place"] == {before.id}
    assert after.last is not None
    assert (after.last.login, after.last.reason) == ("chief", "补登")


def test_saving_what_stands_there_writes_nothing(store: Store) -> None:
    before = card(store, STREET).record
    facts = replace(before.facts, pinyin=card(store, STREET).spelling)
    edit_place(store, person(store, "clerk"), before.id, before.row_version, facts)
    seen = card(store, STREET).record.row_version
    assert edit_place(store, person(store, "clerk"), before.id, seen, facts).entry == 0
    assert card(store, STREET).record.row_version == seen


def test_a_stale_save_is_refused_and_the_other_ones_words_stand(store: Store) -> None:
    before = card(store, STREET).record
    edit_place(
        store, person(store, "chief"), before.id, before.row_version, replace(before.facts, meaning="甲")
    )
    with pytest.raises(StaleRecord):
        edit_place(
            store, person(store, "clerk"), before.id, before.row_version, replace(before.facts, meaning="乙")
        )
    assert card(store, STREET).record.meaning == "甲"


def test_a_spelling_by_hand_names_its_writer_and_is_given_back_empty(store: Store) -> None:
    def spell(text: str, login: str, **others: str) -> Card:
        now = card(store, STREET).record
        facts = replace(now.facts, pinyin=text, **others)
        edit_place(store, person(store, login), now.id, now.row_version, facts)
        return card(store, STREET)

    by_hand = spell("Hu2bin1 Nanlu", "clerk")
    assert (by_hand.record.pinyin, by_hand.speller) == ("Hu2bin1 Nanlu", "林经办")
    assert by_hand.spelling != by_hand.record.pinyin
    kept = spell("Hu2bin1 Nanlu", "chief", meaning="在湖滨之南")
    assert kept.speller == "林经办"  # another line was written, the spelling stayed his
    back = spell("", "chief")
    assert (back.record.pinyin, back.record.pinyin_source, back.speller) == (back.spelling, AUTO, "")


def test_another_kind_is_refused_where_its_unit_has_the_name(store: Store) -> None:
    enter(store, "海滨花园", Facts("compound"))
    lane = enter(store, "海滨花园", Facts("lane"))
    now = card(store, lane).record
    change = (store, person(store, "clerk"), lane, now.row_version, replace(now.facts, kind="village"))
    assert refused(edit_place, *change).why == "name_taken"
    other = enter(store, "金桥花园", Facts("lane"))
    edit_place(
        store, person(store, "clerk"), other, 1, replace(card(store, other).record.facts, kind="compound")
    )
    assert card(store, other).record.scope_code == "350203"


def test_a_name_of_another_district_is_only_read(store: Store) -> None:
    other = enter(store, "金尚路")
    with house(store).engine.begin() as conn:
        conn.exec_driver_sql(f"UPDATE place SET home_district = '350206' WHERE id = {other}") if (
            conn.dialect.name == "sqlite"
        ) else conn.exec_driver_sql(
            f"SET LOCAL session_replication_role = replica; "
            f"UPDATE place SET home_district = '350206' WHERE id = {other}"
        )
    now = card(store, other).record
    with pytest.raises(NotAllowed):
        edit_place(store, person(store, "clerk"), other, now.row_version, replace(now.facts, meaning="甲"))
    with pytest.raises(NotAllowed):
        add_alias(store, person(store, "clerk"), other, "金尚老路", AliasKind.COMMON)
    with pytest.raises(NotAllowed):
        move(store, other, NameState.APPROVED)


# -- states ---------------------------------------------------------------------------------------------------------------


def test_a_name_is_given_back_submitted_again_approved_retired_and_brought_back(store: Store) -> None:
    name = enter(store, "白鹭洲东路")
    told = []
    for wanted, login in (
        (NameState.DRAFT, "chief"),
        (NameState.PENDING, "clerk"),
        (NameState.APPROVED, "chief"),
        (NameState.RETIRED, "chief"),
        (NameState.APPROVED, "other_chief"),
    ):
        move(store, name, wanted, login)
        found = card(store, name)
        assert found.last is not None
        told.append((found.record.state, found.last.login))
    assert told[-2:] == [("retired", "chief"), ("approved", "other_chief")]
    assert told[0] == ("draft", "chief")


def test_who_entered_a_name_does_not_approve_it_when_he_has_become_chief(store: Store) -> None:
    name = enter(store, "白鹭洲东路")
    clerk = person(store, "clerk")
    with house(store).write(person(store, "admin"), "actor.manage", "调岗") as work:
        given = {"actor_id": clerk.id, "role": "chief", "area_code": "350203"}
        work.insert(actor_role, given)
    with pytest.raises(NotAllowed) as caught:
        move(store, name, NameState.APPROVED, "clerk")
    assert caught.value.why == "same_person"
    waiting = [one for one in pending_places(store) if one.id == name]
    with pytest.raises(NotAllowed):
        approve_places(store, person(store, "clerk"), waiting, "同意")
    move(store, name, NameState.APPROVED, "chief")


def test_only_the_chief_decides_and_every_decision_has_a_reason(store: Store) -> None:
    name = enter(store, "白鹭洲东路")
    for wanted in (NameState.APPROVED, NameState.DRAFT):
        with pytest.raises(NotAllowed):
            move(store, name, wanted, "clerk")
    with pytest.raises(WrongState):
        move(store, name, NameState.RETIRED)
    assert refused(move, store, name, NameState.APPROVED, reason="  ").why == "no_reason"
    with pytest.raises(StaleRecord):
        move_place(store, person(store, "chief"), name, 9, NameState.APPROVED, "同意")
    assert card(store, name).record.state == "pending"


def test_a_name_that_live_addresses_bear_is_not_retired(store: Store) -> None:
    approved(store, ["1号"])
    addresses(store, ["3幢"], COMPOUND)
    for name in (STREET, COMPOUND):
        assert refused(move, store, place_id(store, name), NameState.RETIRED).why == "borne"
        assert card(store, name).record.state == "approved"


# -- other names ----------------------------------------------------------------------------------------------------------


def test_an_alias_leads_until_it_is_withdrawn_and_may_lead_again(store: Store) -> None:
    clerk, street = person(store, "clerk"), place_id(store)
    for kind in AliasKind:
        add_alias(store, clerk, street, "湖滨老路", kind)
        assert [one.kind for one in card(store, street).aliases] == [kind]
        withdraw_alias(store, clerk, street, "湖滨老路", "登记有误")
        assert card(store, street).aliases == ()
    with pytest.raises(NotFound):
        withdraw_alias(store, clerk, street, "湖滨老路")


def test_a_former_name_with_its_days_tells_the_past_and_a_slip_in_it_is_withdrawn(store: Store) -> None:
    clerk, street = person(store, "clerk"), place_id(store)
    add_alias(store, clerk, street, "筼筜堤路", AliasKind.FORMER, ("1970-01-01", "1985-06-01"))
    found = card(store, street)
    assert [(one.valid_from, one.valid_to) for one in found.aliases] == [("1970-01-01", "1985-06-01")]
    assert name_on(STREET, found.aliases, "1984-01-01") == "筼筜堤路"
    assert name_on(STREET, found.aliases, "2020-01-01") == STREET
    assert found.kept == frozenset()
    withdraw_alias(store, clerk, street, "筼筜堤路", "日期有误")
    assert card(store, street).aliases == ()
    add_alias(store, clerk, street, "筼筜堤路", AliasKind.FORMER, ("1971-01-01", "1985-06-01"))
    assert card(store, street).aliases[0].valid_from == "1971-01-01"


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (("1985-06-01", "1970-01-01"), "days_backwards"),
        (("1985-06-01", ""), "bad_day"),
        (("1985-06-01", "2099-01-01"), "day_to_come"),
    ],
)
def test_days_that_cannot_be_are_refused(store: Store, days: tuple[str, str], why: str) -> None:
    given = (store, person(store, "clerk"), place_id(store), "筼筜堤路", AliasKind.FORMER, days)
    assert refused(add_alias, *given).why == why
    assert card(store, STREET).aliases == ()


def test_an_alias_that_is_a_name_already_is_refused_with_the_place_it_leads_to(store: Store) -> None:
    clerk = person(store, "clerk")
    add_alias(store, clerk, place_id(store), "湖滨老路", AliasKind.COMMON)
    for alias, holder in ((LANE, LANE), ("湖滨老路", STREET), (COMPOUND, COMPOUND)):
        taken = refused(add_alias, store, clerk, place_id(store, LANE), alias, AliasKind.FORMER)
        assert (taken.why, taken.holder) == ("alias_taken", holder)


# -- the book -------------------------------------------------------------------------------------------------------------


def test_the_book_tells_where_a_name_is_borne_and_how_one_may_type_it(store: Store) -> None:
    approved(store, ["1号", "3号", "3号/2梯"])
    addresses(store, ["9幢"], COMPOUND, community="350203006001")
    add_alias(store, person(store, "clerk"), place_id(store), "湖边老街", AliasKind.COMMON)
    street = line(store, STREET)
    assert street.communities == ("官任社区",)
    assert [one.alias for one in street.aliases] == ["湖边老街"]
    assert street.typed.split() == ["hubinnanlu", "hbnl", "hubianlaojie", "hblj"]
    assert line(store, COMPOUND).communities == ("盈翠社区",)
    assert counts(store)[place_id(store)] == Counts(2, 3)
    assert place_id(store, LANE) not in counts(store)


def test_what_was_thrown_away_is_counted_no_more(store: Store) -> None:
    made = addresses(store, ["1号", "3号", "3号/2梯", "5号"])
    take_away(store, person(store, "clerk"), {made["5号"]: 1})
    assert counts(store)[place_id(store)] == Counts(2, 3)
    assert card(store, STREET).communities == (("官任社区", 2),)
    take_away(store, person(store, "clerk"), {made[one]: 1 for one in ("1号", "3号", "3号/2梯")})
    assert counts(store)[place_id(store)] == Counts()
    assert card(store, STREET).communities == ()


def test_the_card_counts_what_hangs_on_a_name(store: Store) -> None:
    coded(store, ["1号", "3号"])
    addresses(store, ["5号", "5号/2梯"])
    found = card(store, STREET).hanging
    assert (dict(found.by_legal), found.live, found.codes) == ({"approved": 2, "to_verify": 2}, 4, 2)
    assert (found.plates, found.mounted) == (0, 0)
    assert card(store, STREET).communities == (("官任社区", 3),)
    assert card(store, LANE).hanging.live == 0


def test_the_directory_warns_of_standard_names_and_aliases(store: Store) -> None:
    add_alias(store, person(store, "clerk"), place_id(store), "湖滨老路", AliasKind.COMMON)
    directory = read_book(store).directory()
    told = {near.named.name: near.likeness for near in directory.near("湖濱南路", "350200")}
    assert told[STREET] is Likeness.SCRIPT
    assert directory.near("湖滨老路", "350200")[0].likeness is Likeness.ALIAS


def test_a_card_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotFound):
        read_card(store, 5)
    for call in (lambda: withdraw_alias(store, person(store, "clerk"), 5, "甲乙"),):
        with pytest.raises(NotFound):
            call()


def test_a_clerk_signed_in_on_a_server_reads_names_cards_and_what_hangs_on_them(shared_store: Store) -> None:
    coded(shared_store, ["1号", "3号"])
    assert isinstance(shared_store, Desks)
    desk = shared_store.desk("clerk")
    street = place_id(shared_store)
    found = next(one for one in read_book(desk).lines if one.record.id == street)
    assert found.communities == ("官任社区",)
    assert counts(desk)[street] == Counts(2, 2)
    seen = read_card(desk, street)
    assert (seen.hanging.live, seen.hanging.codes) == (2, 2)
    edit_place(desk, person(desk, "clerk"), street, 1, replace(seen.record.facts, meaning="在湖滨之南"))
    assert read_card(shared_store.desk("chief"), street).record.meaning == "在湖滨之南"


def test_two_desks_on_a_server_never_overwrite_each_other(shared_store: Store) -> None:
    assert isinstance(shared_store, Desks)
    clerk, chief = shared_store.desk("clerk"), shared_store.desk("chief")
    shown = read_card(clerk, place_id(shared_store)).record
    edit_place(chief, person(chief, "chief"), shown.id, 1, replace(shown.facts, meaning="甲"))
    with pytest.raises(StaleRecord):
        edit_place(clerk, person(clerk, "clerk"), shown.id, 1, replace(shown.facts, meaning="乙"))
    last = read_card(clerk, shown.id).last
    assert last is not None
    assert last.name == "陈科长"  # whose words stand now is seen at the other desk
