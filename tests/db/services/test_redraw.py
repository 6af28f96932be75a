from dataclasses import replace

import pytest
from sqlalchemy import select

from db.domain.errors import NotAllowed
from db.domain.intake import Refused
from db.domain.plan import PlanRefused
from db.domain.redraw import Heir, Redraw, RedrawKind, Share
from db.domain.search_names import Goal
from db.schema.address import division, division_successor
from db.schema.system import journal, journal_change
from db.schema.work import application
from db.services import applications as apps
from db.services.application_desk import look_at
from db.services.history import list_on
from db.services.redraw import all_units, file, preview, propose
from db.services.search import search
from db.services.taking_hold import take_hold, waiting
from db.services.units import UnitFinder
from db.store.store import Store
from tests.changes import Clock, whole
from tests.desks import house
from tests.office import addresses, approved, person, place_id
from tests.redraws import (
    FAR,
    NEAR,
    NEW,
    SECOND,
    communities,
    filed,
    held,
    lying,
    made,
    merge,
    rename,
    roles,
    sound,
    split,
    today,
    transfer,
    under_way,
)
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY, OTHER_COMMUNITY


def names(store: Store) -> dict[str, str]:
    return {unit.code: unit.name for unit in all_units(store).current(today(store)) if unit.level > 3}


def steps(store: Store) -> set[tuple[str, str, str]]:
    with store.read() as conn:
        return {(row.old_code, row.new_code, row.kind) for row in conn.execute(select(division_successor))}


def test_a_renamed_community_keeps_its_code_and_everything_in_it(store: Store) -> None:
    made_ = approved(store, ["1号"])
    held(store, rename(store))
    assert names(store)[COMMUNITY] == "官任里社区"
    assert set(communities(store, made_).values()) == {COMMUNITY}
    assert steps(store) == {(COMMUNITY, COMMUNITY, "renamed")}
    assert roles(store, "area_clerk") == [COMMUNITY]
    sound(store)


def test_a_transferred_community_gets_a_new_code_and_takes_everything_along(store: Store) -> None:
    here = approved(store, ["1号", "1号/101室", "2号"])
    there = addresses(store, ["4号"], community=OTHER_COMMUNITY)
    shown = preview(store, person(store, "clerk"), transfer(store))
    assert (shown.faults, shown.parts, shown.legals) == ((), {"350203006002": 3}, {"approved": 3})
    assert [(one.login, one.before, one.after) for one in shown.accounts] == [
        ("area_clerk", COMMUNITY, ("350203006002",))
    ]
    assert (shown.beside.places, shown.beside.applications) == (1, 0)
    held(store, transfer(store))
    assert set(communities(store, here).values()) == {"350203006002"}
    assert set(communities(store, there).values()) == {OTHER_COMMUNITY}
    assert COMMUNITY not in names(store)
    assert steps(store) == {(COMMUNITY, "350203006002", "recoded")}
    assert roles(store, "area_clerk") == ["350203006002"]
    with store.read() as conn:
        lies = conn.execute(select(application.c.area_subdistrict, application.c.area_community)).all()
    assert sorted(tuple(row) for row in lies) == [("", ""), (FAR, "350203006002")]
    sound(store)
    whole(store)


def test_a_merged_community_disappears_into_the_one_that_stays(store: Store) -> None:
    one, other = approved(store, ["1号"]), approved(store, ["3号"], community=OTHER_COMMUNITY)
    held(store, merge(store))
    assert set(lying(store).values()) == {OTHER_COMMUNITY}
    assert steps(store) == {(COMMUNITY, OTHER_COMMUNITY, "merged")}
    assert roles(store, "area_clerk") == [OTHER_COMMUNITY]
    assert len(one) + len(other) == len(lying(store))
    sound(store)
    whole(store)


def test_windows_are_told_whose_areas_changed(store: Store) -> None:
    clerk = person(store, "area_clerk")
    decided = apps.approve(store, person(store, "chief"), filed(store, merge(store)), 1, "同意")
    assert decided.changes.rows["actor"] == {clerk.id}
    assert decided.changes.touches("division")


def test_two_communities_become_a_new_one(store: Store) -> None:
    approved(store, ["1号"])
    addresses(store, ["3号"], community=OTHER_COMMUNITY)
    both = made(store, RedrawKind.MERGE, (COMMUNITY, OTHER_COMMUNITY), Heir(NEW, "仙官社区", NEAR))
    held(store, both)
    assert set(lying(store).values()) == {NEW}
    assert names(store) == {NEAR: "筼筜街道", NEW: "仙官社区", FAR: "嘉莲街道", FAR_COMMUNITY: "盈翠社区"}
    sound(store)


def test_a_split_shares_out_by_place_side_range_and_single_door(store: Store) -> None:
    street = approved(store, ["1号", "1号/101室", "2号", "3号", "3号/1幢", "3号/1幢/2室", "5号", "8号"])
    lane = approved(store, ["7号"], "官任一里")
    yard = addresses(store, ["9号"], "盈翠花园")
    shares = (
        Share(SECOND, place_id=place_id(store), side="odd", low=3, high=9),
        Share(SECOND, place_id=place_id(store, "官任一里")),
        Share(NEW, node_id=street["3号/1幢"]),
        Share(SECOND, node_id=street["2号"]),
    )
    wanted = split(store, *shares)
    shown = preview(store, person(store, "clerk"), wanted)
    assert (shown.faults, shown.parts) == ((), {NEW: 6, SECOND: 4})
    held(store, wanted)
    got = communities(store, street)
    assert {chain for chain, code in got.items() if code == SECOND} == {"2号", "3号", "5号"}
    assert set(communities(store, lane).values()) == {SECOND}
    assert set(communities(store, yard).values()) == {NEW}
    assert roles(store, "area_clerk") == [NEW, SECOND]
    assert steps(store) == {(COMMUNITY, NEW, "split"), (COMMUNITY, SECOND, "split")}
    sound(store)
    whole(store)


def test_a_split_may_leave_the_old_community_standing(store: Store) -> None:
    street = approved(store, ["1号", "2号"])
    heirs = (Heir(COMMUNITY, "官任社区", NEAR), Heir(NEW, "官任东社区", NEAR))
    share = Share(NEW, place_id=place_id(store), side="even")
    held(store, made(store, RedrawKind.SPLIT, (COMMUNITY,), *heirs, shares=(share,), rest=COMMUNITY))
    assert communities(store, street) == {"1号": COMMUNITY, "2号": NEW}
    assert roles(store, "area_clerk") == [COMMUNITY, NEW]
    assert names(store)[COMMUNITY] == "官任社区"
    sound(store)


def test_a_subdistrict_that_gets_another_code_gives_its_communities_others(store: Store) -> None:
    street = approved(store, ["1号"])
    new = made(store, RedrawKind.RENAME, (NEAR,), Heir("350203008000", "筼筜新街道", "350203000000"))
    shown = preview(store, person(store, "clerk"), new)
    assert shown.redraw.recodes == ((COMMUNITY, "350203008001"), (OTHER_COMMUNITY, "350203008002"))
    assert shown.parts == {"350203008000": 1}
    held(store, new)
    assert set(communities(store, street).values()) == {"350203008001"}
    assert roles(store, "area_clerk") == ["350203008001"]
    assert names(store)["350203008001"] == "官任社区"
    sound(store)


def test_a_renamed_subdistrict_moves_nothing(store: Store) -> None:
    approved(store, ["1号"])
    before = lying(store)
    held(store, made(store, RedrawKind.RENAME, (NEAR,), Heir(NEAR, "白鹭洲街道", "350203000000")))
    assert (names(store)[NEAR], lying(store)) == ("白鹭洲街道", before)
    sound(store)


def test_merged_subdistricts_find_free_codes_for_their_communities(store: Store) -> None:
    street = approved(store, ["1号"])
    far = addresses(store, ["3号"], community=FAR_COMMUNITY)
    both = made(store, RedrawKind.MERGE, (FAR, NEAR), Heir(NEAR, "筼筜街道", "350203000000"))
    held(store, both)
    assert set(communities(store, street).values()) == {COMMUNITY}
    assert set(communities(store, far).values()) == {NEW}
    assert names(store)[NEW] == "盈翠社区"
    sound(store)


def test_a_split_subdistrict_shares_out_its_communities(store: Store) -> None:
    street = approved(store, ["1号"])
    other = addresses(store, ["3号"], community=OTHER_COMMUNITY)
    heirs = (Heir(NEAR, "筼筜街道", "350203000000"), Heir("350203008000", "仙阁街道", "350203000000"))
    share = Share("350203008000", community=OTHER_COMMUNITY)
    held(store, made(store, RedrawKind.SPLIT, (NEAR,), *heirs, shares=(share,), rest=NEAR))
    assert set(communities(store, street).values()) == {COMMUNITY}
    assert set(communities(store, other).values()) == {"350203008002"}
    sound(store)


def test_it_waits_for_its_day_and_days_before_show_the_old_units(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    street = approved(store, ["1号"])
    application_id = filed(store, replace(transfer(store), effective_on=clock.day(3)))
    decided = apps.approve(store, person(store, "chief"), application_id, 1, "同意")
    assert decided.due_on == clock.day(3)
    assert [(row.id, row.title) for row in waiting(store)] == [(application_id, "区划调整")]
    assert set(communities(store, street).values()) == {COMMUNITY}
    clock.ahead = 5
    late = addresses(store, ["3号"])
    assert take_hold(store, person(store, "clerk")).application_ids == (application_id,)
    assert {*communities(store, street).values(), *communities(store, late).values()} == {"350203006002"}
    before, since = (list(list_on(store, clock.day(n), "")) for n in (2, 3))
    assert [(one.subdistrict, one.community_code) for one in before] == [("筼筜街道", COMMUNITY)]
    assert [(one.subdistrict, one.community_code) for one in since] == [("嘉莲街道", "350203006002")]
    sound(store)
    whole(store)


def test_nothing_takes_hold_that_was_given_back_withdrawn_or_revoked(store: Store) -> None:
    approved(store, ["1号"])
    chief, clerk = person(store, "chief"), person(store, "clerk")
    apps.return_application(store, chief, filed(store, rename(store)), 1, "不符")
    apps.withdraw(store, clerk, filed(store, rename(store)), 1, "改主意")
    clock = Clock()
    store.clock = clock
    later = filed(store, rename(store, day=clock.day(2)))
    apps.approve(store, chief, later, 1, "同意")
    apps.revoke(store, chief, later, 2, "暂缓")
    clock.ahead = 3
    assert take_hold(store, clerk).application_ids == ()
    assert names(store)[COMMUNITY] == "官任社区"
    assert under_way(store) == []


def test_what_took_hold_is_not_revoked_but_changed_again(store: Store) -> None:
    application_id = held(store, rename(store))
    with pytest.raises(NotAllowed, match="redraw_held"):
        apps.revoke(store, person(store, "chief"), application_id, 2, "误批")
    with pytest.raises(PlanRefused, match="began_that_day"):
        filed(store, rename(store, "官任社区"))
    store.clock = Clock()
    store.clock.ahead = 1
    held(store, rename(store, "官任社区"))
    assert names(store)[COMMUNITY] == "官任社区"


def test_another_person_decides_and_nobody_whose_area_is_smaller(store: Store) -> None:
    approved(store, ["1号"])
    with pytest.raises(NotAllowed):
        filed(store, rename(store), "area_clerk")
    with pytest.raises(NotAllowed):
        preview(store, person(store, "area_clerk"), rename(store))
    application_id = filed(store, rename(store))
    with pytest.raises(NotAllowed):
        apps.approve(store, person(store, "clerk"), application_id, 1, "同意")
    small = replace(person(store, "chief"), roles=((person(store, "chief").roles[0][0], COMMUNITY),))
    with pytest.raises(NotAllowed):
        apps.approve(store, small, application_id, 1, "同意")


def test_one_unit_is_redrawn_once_at_a_time_and_no_code_is_promised_twice(store: Store) -> None:
    filed(store, transfer(store))
    assert [fault.reason for fault in preview(store, person(store, "clerk"), merge(store)).faults] == [
        "open_redraw"
    ]
    with pytest.raises(PlanRefused, match="open_redraw"):
        filed(store, merge(store))
    assert propose(store, FAR) == "350203006003"
    assert propose(store, NEAR) == NEW
    with pytest.raises(PlanRefused, match="no_reason"):
        file(store, person(store, "clerk"), rename(store), "更名", " ")


def test_a_code_given_to_another_meanwhile_is_told_as_hindrance(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    application_id = filed(store, replace(transfer(store), effective_on=clock.day(2)))
    apps.approve(store, person(store, "chief"), application_id, 1, "同意")
    with house(store).write(person(store, "clerk"), "import.promote", "test") as work:
        values = {"code": "350203006002", "name": "别社区", "parent_code": FAR, "level": 5}
        work.insert(
            division,
            {**values, "valid_from": today(store), "hidden": False, "source": "test", "status": ""},
        )
    clock.ahead = 3
    told = take_hold(store, person(store, "clerk"))
    assert [one.reason for one in told.hindered] == ["code_used"]
    seen = look_at(store, application_id)
    assert seen.redraw is not None
    assert (seen.hindrance, [line.before for line in seen.redraw.lines]) == ("code_used", ["官任社区"])


def test_old_names_on_lists_and_in_searches_lead_to_the_heirs(store: Store) -> None:
    held(store, transfer(store))
    held(store, merged_far(store))
    with store.read() as conn:
        finder = UnitFinder(conn, today(store), DISTRICT)
        assert finder.resolve("思明区", "筼筜街道", "官任社区").community == "350203006002"
        assert finder.resolve("", "", "官任居委会").community == "350203006002"
        assert finder.resolve("思明区", "筼筜街道", "仙阁社区").community == "350203005004"
        with pytest.raises(Refused, match="unknown_community"):
            finder.resolve("思明区", "筼筜街道", "没有社区")
    assert [hit.full_text for hit in search(store, "仙阁")] == ["仙阁里社区"]


def merged_far(store: Store) -> Redraw:
    return made(store, RedrawKind.RENAME, (OTHER_COMMUNITY,), Heir("350203005004", "仙阁里社区", NEAR))


def test_the_old_name_of_a_community_finds_its_heir_and_says_so(store: Store) -> None:
    assert search(store, "官任社区")[0].full_text == "官任社区"
    held(store, rename(store, "白鹭洲社区"))
    (hit,) = [one for one in search(store, "官任社区") if one.goal is Goal.DIVISION]
    assert (hit.full_text, hit.id, hit.by) == ("白鹭洲社区", int(COMMUNITY), "官任社区")


def test_the_name_of_a_merged_community_finds_the_one_that_stays(store: Store) -> None:
    held(store, merge(store))
    found = [(one.full_text, one.by) for one in search(store, "官任社区") if one.goal is Goal.DIVISION]
    assert found == [("仙阁社区", "官任社区")]


def test_a_name_of_a_split_unit_is_ambiguous(store: Store) -> None:
    held(store, split(store))
    with store.read() as conn, pytest.raises(Refused, match="ambiguous_community"):
        UnitFinder(conn, today(store), DISTRICT).resolve("", "筼筜街道", "官任社区")


def test_every_changed_row_stands_in_the_journal_and_the_chain_holds(store: Store) -> None:
    street = approved(store, ["1号", "2号"])
    held(store, transfer(store))
    with store.read() as conn:
        seq = conn.execute(select(journal.c.seq).order_by(journal.c.seq.desc()).limit(1)).scalar_one()
        rows = conn.execute(select(journal_change).where(journal_change.c.seq == seq)).all()
    told = {(row.table_name, row.row_key) for row in rows}
    assert {("node", str(one)) for one in street.values()} <= told
    assert {table for table, _key in told} == {
        *("application", "planned_change", "division", "division_successor", "actor_role", "node")
    }
