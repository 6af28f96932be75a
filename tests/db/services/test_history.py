"""The register of another day, an address's story, old addresses, two days compared: through the services that write."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, update

from db.domain.address import NodeKind, read_own
from db.domain.clock import SystemClock, legal_date
from db.domain.errors import NotFound
from db.domain.state import Legal
from db.domain.timeline import FOREVER, Counted, Difference, Happening, Tally
from db.schema.address import (
    division,
    division_successor,
    node,
    node_successor,
    node_version,
    place,
    place_alias,
)
from db.schema.work import inspection_answer, inspection_form, planned_change, plate, problem
from db.services import history
from db.services.applications import file_confirmation
from db.services.history_diff import compare, compared_lines
from db.store.reshape import Reshape, reshape, retext_place
from db.store.store import Store, Work
from db.store.tree import move_legal
from tests import office
from tests.desks import Desks, house
from tests.office import full, person
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY, OTHER_COMMUNITY

TODAY = YESTERDAY = ""
"""The day of each test and the one before: what a test writes is of its own day, a run may last over midnight."""


@pytest.fixture(autouse=True)
def _of_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    today = date.fromisoformat(legal_date(SystemClock().now()))
    monkeypatch.setattr(f"{__name__}.TODAY", today.isoformat())
    monkeypatch.setattr(f"{__name__}.YESTERDAY", (today - timedelta(days=1)).isoformat())


def write(store: Store, day: str, why: str = "改") -> Work:
    """A write of the house on a day."""
    return _On(store, day, why)  # type: ignore[return-value]


class _On:
    def __init__(self, store: Store, day: str, why: str) -> None:
        self._context = house(store).write(person(store, "clerk"), "address.edit", why)
        self._day = day

    def __enter__(self) -> Work:
        work = self._context.__enter__()
        work.today = self._day
        return work

    def __exit__(self, *error: object) -> object:
        return self._context.__exit__(*error)  # type: ignore[arg-type]


def renumber(store: Store, node_id: int, text: str, day: str, kind: NodeKind = NodeKind.DOOR) -> None:
    with write(store, day) as work:
        reshape(work, [Reshape(node_id, own=read_own(kind, text))], day=day)


def rename_place(store: Store, old: str, new: str, since: str, day: str) -> None:
    place_id = office.place_id(store, old)
    with write(store, day) as work:
        former = {"place_id": place_id, "alias": old, "kind": "former", "valid_from": since, "valid_to": day}
        work.conn.execute(insert(place_alias).values(former))
        work.conn.execute(update(place).where(place.c.id == place_id).values(name=new))
        retext_place(work, place_id, old)


def texts(store: Store, on: str, area: str = "") -> list[str]:
    return [one.full_text for one in history.list_on(store, on, area)]


def test_an_address_reads_as_it_was_and_as_it_will_be(store: Store) -> None:
    made = office.addresses(store, ["12号", "12号/3幢"])
    renumber(store, made["12号"], "14号", "2031-01-01")
    rename_place(store, office.STREET, "湖滨大道", "2018-01-01", "2032-01-01")
    asked = {
        day: history.address_on(store, made["12号/3幢"], day).full_text
        for day in (TODAY, "2030-12-31", "2031-01-01", "2031-12-31", "2032-01-01")
    }
    assert list(asked.values()) == [
        *(full("12号/3幢"), full("12号/3幢"), full("14号/3幢"), full("14号/3幢")),
        full("14号/3幢", "湖滨大道"),
    ]
    with pytest.raises(NotFound):
        history.address_on(store, made["12号"], YESTERDAY)


def test_the_tree_of_a_day_leads_from_units_to_rooms(store: Store) -> None:
    made = office.addresses(store, ["12号", "12号/3幢", "2号"])
    office.addresses(store, ["7号"], community=OTHER_COMMUNITY)
    overview = history.overview(store, TODAY)
    nodes = {unit.name: unit.nodes.living for unit in overview.units}
    assert (nodes["思明区"], nodes["筼筜街道"], nodes["官任社区"], nodes["仙阁社区"]) == (4, 4, 3, 1)
    assert nodes["盈翠社区"] == overview.waiting == 0
    (street,) = history.places_on(store, COMMUNITY, TODAY)
    assert (street.name, street.children) == (office.STREET, Counted(2))
    doors = history.children_on(store, street.id, TODAY, COMMUNITY)
    assert [(one.address.own_text, one.children.living) for one in doors] == [("2号", 0), ("12号", 1)]
    (building,) = history.children_on(store, made["12号"], TODAY)
    assert (building.address.above, building.address.community) == ((made["12号"],), "官任社区")
    assert not any(unit.nodes for unit in history.overview(store, "2001-01-01").units)


def test_what_had_ended_by_a_day_is_counted_apart_and_told_of_no_day(store: Store) -> None:
    made = office.approved(store, ["12号", "12号/3幢", "14号"])
    drafts = office.addresses(store, ["18号"])
    with write(store, "2031-01-01") as work:
        move_legal(work, [made["12号/3幢"], made["14号"]], Legal.CANCELLED, Legal.APPROVED)
        move_legal(work, drafts.values(), Legal.DRAFT, Legal.TO_VERIFY)
        move_legal(work, drafts.values(), Legal.VOID, Legal.DRAFT)
    before, after = (
        {unit.code: unit.nodes for unit in history.overview(store, day).units}
        for day in ("2030-12-31", "2031-01-01")
    )
    assert (before[COMMUNITY], after[COMMUNITY]) == (Counted(4, 0), Counted(1, 3))
    assert after[DISTRICT + "000000"] == Counted(1, 3)
    (street,) = history.places_on(store, COMMUNITY, "2031-01-01")
    assert street.children == Counted(1, 2)
    doors = history.children_on(store, street.id, "2031-01-01", COMMUNITY)
    assert {one.address.own_text: one.children for one in doors}["12号"] == Counted(0, 1)
    assert len(texts(store, "2031-01-01")) == 4
    assert compare(store, "", TODAY, "2031-01-01", 10).tally.counts == {Difference.GONE: 3}
    assert compare(store, "", YESTERDAY, "2031-01-01", 10).tally.counts == {Difference.BORN: 1}
    assert compare(store, "", "2031-01-01", "2031-12-31", 10).lines == ()


def test_lists_take_an_area_and_units_as_they_were(store: Store) -> None:
    office.addresses(store, ["12号"])
    office.addresses(store, ["7号"], community=FAR_COMMUNITY)
    with house(store).write(person(store, "clerk"), "address.edit") as work:
        mine = (division.c.code == COMMUNITY, division.c.valid_to == FOREVER)
        work.conn.execute(update(division).where(*mine).values(valid_to="2031-01-01"))
        new = {"code": COMMUNITY, "name": "新官任社区", "parent_code": "350203006000", "level": 5}
        new |= {"valid_from": "2031-01-01", "hidden": False, "source": "t", "status": "verified"}
        work.conn.execute(insert(division).values(new))
    subdistrict = "350203005000"
    assert texts(store, TODAY, subdistrict) == [full("12号")]
    assert texts(store, "2031-01-01", subdistrict) == []
    assert texts(store, "2031-01-01", "350203006") == [full("12号"), full("7号")]
    first = next(history.list_on(store, "2031-01-01", COMMUNITY))
    assert (first.subdistrict, first.community) == ("嘉莲街道", "新官任社区")


def test_a_story_tells_what_it_was_who_decided_and_where_it_went(store: Store) -> None:
    made = office.coded(store, ["12号", "14号"])
    renumber(store, made["12号"], "16号", "2031-01-01")
    with write(store, "2031-02-01", "合并") as work:
        move_legal(work, [made["12号"]], Legal.MERGED, Legal.APPROVED)
        kin = {"district_code": DISTRICT, "old_id": made["12号"], "new_id": made["14号"]}
        work.conn.execute(insert(node_successor).values(**kin, effective_on="2031-02-01", kind="merged"))
    story = history.story(store, made["12号"])
    assert [(one.valid_from, one.address.own_text, one.address.legal) for one in story.periods] == [
        (TODAY, "12号", "approved"),
        ("2031-01-01", "16号", "approved"),
        ("2031-02-01", "16号", "merged"),
    ]
    told = {one.kind: one for one in story.events}
    assert (told[Difference.RENUMBERED].before, told[Difference.RENUMBERED].after) == ("12号", "16号")
    assert (told[Happening.FILED].after, told[Happening.FILED].who) == ("批量确认", "林经办")
    assert (told[Happening.DECIDED].after, told[Happening.DECIDED].who) == ("approved", "陈科长")
    assert told[Happening.CODE].after == office.guid(made["12号"])
    assert told[Happening.PAYLOAD].before == ""
    assert (told[Happening.BECAME].node_id, told[Happening.BECAME].after) == (made["14号"], full("14号"))
    assert story.heirs == ((made["14号"], full("14号")),)
    heir = history.story(store, made["14号"])
    assert [one.node_id for one in heir.events if one.kind is Happening.CAME_FROM] == [made["12号"]]
    assert heir.heirs == ()
    days = [one.on for one in story.events]
    assert days == sorted(days)


def test_a_story_follows_those_above_and_the_name_of_the_place(store: Store) -> None:
    made = office.addresses(store, ["12号", "12号/3幢"])
    renumber(store, made["12号"], "14号", "2031-01-01")
    rename_place(store, office.STREET, "湖滨大道", "2018-01-01", "2032-01-01")
    story = history.story(store, made["12号/3幢"])
    retexted = [one.on for one in story.events if one.kind is Difference.RETEXTED]
    assert retexted == ["2031-01-01", "2032-01-01"]
    (born,) = [one for one in story.events if one.kind is Difference.BORN]
    assert (born.on, born.who) == (TODAY, "林经办")
    with pytest.raises(NotFound):
        history.story(store, 1)


def test_plates_inspections_problems_and_plans_are_events(store: Store) -> None:
    (node_id,) = office.addresses(store, ["12号"]).values()
    area = office.area_of(COMMUNITY)
    where = {
        "area_district": area.district,
        "area_subdistrict": area.subdistrict,
        "area_community": COMMUNITY,
    }
    at = "2031-07-01T03:00:00.000000Z"
    filed = file_confirmation(store, person(store, "clerk"), [node_id], "确认", "普查")
    with house(store).write(person(store, "clerk"), "plates.batch") as work:
        plate_id, form_id, problem_id = work.new_ids(3)
        one = {"district_code": DISTRICT, "id": plate_id, "node_id": node_id, "class": "large_door"}
        one |= {"position": "main", "ordinal": 1, "state": "to_make", "payload": "x", "texts": "{}"}
        work.insert(plate, {**one, **where})
        work.change(plate, {"id": plate_id, "row_version": 1}, {"state": "listed"})
        form = {"district_code": DISTRICT, "id": form_id, "plate_id": plate_id, "node_id": node_id}
        form |= {"checklist_version": "1", "package_id": 1, "state": "filled", "base_version": 1}
        work.insert(inspection_form, {**form, **where})
        for item, inspector in (("a", "inspector"), ("b", "inspector")):
            answer = {"district_code": DISTRICT, "event_uuid": item, "form_id": form_id, "item": item}
            answer |= {"value": "ok", "note": "", "answered_at": at, "inspector": inspector, "device": "d"}
            work.insert(inspection_answer, {**answer, "standing": "current", "package_id": 1})
        found = {"district_code": DISTRICT, "id": problem_id, "area_community": COMMUNITY, "problem": "漏"}
        found |= {"rule": "no_plate", "node_id": node_id, "subject": "s", "detail": "", "state": "closed"}
        work.insert(problem, {**found, "found_at": at, "closed_at": at})
        due = {"district_code": DISTRICT, "id": filed.application_id, "plan": "{}", "state": "due", **where}
        work.insert(planned_change, {**due, "effective_on": "2031-01-01"})
    events = history.story(store, node_id).events
    plates = [(one.before, one.after, one.note) for one in events if one.kind is Happening.PLATE]
    assert plates == [("", "to_make", "large_door"), ("to_make", "listed", "large_door")]
    told = {one.kind: one for one in events}
    assert (told[Happening.INSPECTED].after, told[Happening.INSPECTED].who) == ("2", "郑检查")
    assert (told[Happening.PROBLEM].after, told[Happening.PROBLEM_CLOSED].after) == ("no_plate", "no_plate")
    assert (told[Happening.PLANNED].on, told[Happening.PLANNED].after) == ("2031-01-01", "确认")
    assert [history.overview(store, day).waiting for day in ("2030-12-31", "2031-01-01")] == [0, 1]


def test_an_old_address_leads_to_what_it_is_called_now(store: Store) -> None:
    made = office.addresses(store, ["12号", "12号/3幢", "12号/3幢/501室", "14号"])
    renumber(store, made["12号"], "20号", "2031-01-01")
    rename_place(store, office.STREET, "湖滨大道", "2018-01-01", "2032-01-01")
    (found,) = history.former_addresses(store, "厦门市思明区湖滨南路12号3幢501室")
    assert (found.node_id, found.valid_from, found.valid_to) == (made["12号/3幢/501室"], TODAY, "2031-01-01")
    assert found.full_text == full("20号/3幢/501室", "湖滨大道")
    (between,) = history.former_addresses(store, "湖滨南路20号")
    assert (between.valid_from, between.valid_to) == ("2031-01-01", "2032-01-01")
    (now,) = history.former_addresses(store, "湖滨大道20号")
    assert (now.node_id, now.valid_from, now.valid_to) == (made["12号"], "2032-01-01", FOREVER)
    assert history.former_addresses(store, "湖滨大道12号") == ()
    assert history.former_addresses(store, "湖滨南路") == ()
    assert history.former_addresses(store, "没有这条路1号") == ()


def test_one_text_may_have_meant_several_addresses_and_heirs_are_named(store: Store) -> None:
    made = office.addresses(store, ["12号", "14号"])
    renumber(store, made["12号"], "20号", "2031-01-01")
    renumber(store, made["14号"], "12号", "2031-03-01")
    with write(store, "2031-05-01") as work:
        for pair in ((made["12号"], made["14号"]), (made["14号"], made["12号"])):
            kin = {"district_code": DISTRICT, "old_id": pair[0], "new_id": pair[1]}
            work.conn.execute(insert(node_successor).values(**kin, effective_on="2031-05-01", kind="merged"))
    found = history.former_addresses(store, "湖滨南路12号")
    assert [(one.node_id, one.valid_to) for one in found] == [
        (made["14号"], FOREVER),
        (made["12号"], "2031-01-01"),
    ]
    assert [one.heirs for one in found] == [(), ()]  # they lead round in a circle, and to no end


def test_two_days_differ_by_what_happened_between(store: Store) -> None:
    made = office.approved(store, ["12号", "12号/3幢", "12号/3幢/501室", "14号", "16号"])
    with write(store, "2031-01-01") as work:
        far = office.area_of(FAR_COMMUNITY)
        reshape(
            work,
            [
                Reshape(made["12号"], own=read_own(NodeKind.DOOR, "22号"), area=far),
                Reshape(made["14号"], own=read_own(NodeKind.DOOR, "24号")),
            ],
            day="2031-01-01",
        )
        move_legal(work, [made["16号"]], Legal.CANCELLED, Legal.APPROVED)
    rename_place(store, office.LANE, "官任东里", "2018-01-01", "2031-02-01")
    found = compare(store, "", TODAY, "2031-12-31", 100)
    assert {one.text: tuple(each.kind for each in one.changed) for one in found.lines} == {
        full("22号"): (Difference.RENUMBERED, Difference.AREA),
        full("24号"): (Difference.RENUMBERED,),
        full("16号"): (Difference.GONE,),
    }
    assert found.tally.led == 2  # the building and its room went with their door
    (moved,) = [one for one in found.lines if one.text == full("24号")]
    assert (moved.community, moved.former) == ("筼筜街道官任社区", full("14号"))
    assert compare(store, FAR_COMMUNITY, TODAY, "2031-12-31", 100).tally.counts == {
        Difference.RENUMBERED: 1,
        Difference.AREA: 1,
    }
    assert compare(store, OTHER_COMMUNITY, TODAY, "2031-12-31", 100).lines == ()
    few = compare(store, "", TODAY, "2031-12-31", 1)
    assert (len(few.lines), few.more, few.tally) == (1, True, found.tally)
    street = compare(store, "", TODAY, "2031-12-31", 100, place=office.place_id(store))
    assert (street.lines, street.tally.led) == (found.lines, 2)
    lane = compare(store, "", TODAY, "2031-12-31", 100, place=office.place_id(store, "官任东里"))
    assert (lane.lines, lane.tally.led) == ((), 0)
    born = compare(store, "", YESTERDAY, TODAY, 100)
    assert born.tally.counts == {Difference.BORN: 5}


def test_renamed_places_and_changed_units_stand_first(store: Store) -> None:
    office.addresses(store, ["12号"])
    rename_place(store, office.STREET, "湖滨大道", "2018-01-01", "2031-02-01")
    with write(store, "2031-01-01") as work:
        for code, name, parent in (
            (COMMUNITY, "新官任社区", "350203006000"),
            (OTHER_COMMUNITY, "", ""),
        ):
            mine = (division.c.code == code, division.c.valid_to == FOREVER)
            work.conn.execute(update(division).where(*mine).values(valid_to="2031-01-01"))
            new = {"code": code, "name": name, "parent_code": parent, "level": 5, "hidden": False}
            new |= {"valid_from": "2031-01-01", "source": "t", "status": "verified"}
            if name:
                work.conn.execute(insert(division).values(new))
                work.conn.execute(insert(division).values({**new, "code": "350203005009", "name": "新社区"}))
        step = {"old_code": OTHER_COMMUNITY, "new_code": COMMUNITY, "effective_on": "2031-01-01"}
        work.conn.execute(insert(division_successor).values(**step, kind="merged"))
    lines = compare(store, "", TODAY, "2031-12-31", 100).lines
    assert [(one.text, tuple(each.kind for each in one.changed)) for one in lines] == [
        ("新官任社区", (Difference.UNIT_RENAMED, Difference.UNIT_MOVED)),
        ("仙阁社区", (Difference.UNIT_GONE,)),
        ("新社区", (Difference.UNIT_BORN,)),
        ("湖滨大道", (Difference.PLACE_RENAMED,)),
    ]
    assert lines[0].changed[1].before == "筼筜街道"
    assert (lines[3].former, lines[3].changed[0].after) == ("湖滨南路", "湖滨大道")
    street, lane = (office.place_id(store, name) for name in ("湖滨大道", office.LANE))
    assert [one.text for one in compare(store, "", TODAY, "2031-12-31", 100, place=street).lines] == [
        "湖滨大道"
    ]
    assert compare(store, "", TODAY, "2031-12-31", 100, place=lane).lines == ()


def test_addresses_that_went_with_their_community_are_only_counted(store: Store) -> None:
    made = office.addresses(store, ["7号"], community=OTHER_COMMUNITY)
    with write(store, "2031-01-01") as work:
        reshape(work, [Reshape(made["7号"], area=office.area_of(COMMUNITY))], day="2031-01-01")
        step = {"old_code": OTHER_COMMUNITY, "new_code": COMMUNITY, "effective_on": "2031-01-01"}
        work.conn.execute(insert(division_successor).values(**step, kind="merged"))
    found = compare(store, "", TODAY, "2031-12-31", 100)
    assert ([one for one in found.lines if one.node_id], found.tally.led) == ([], 1)


def test_days_in_the_wrong_order_are_refused(store: Store) -> None:
    for pair in ((TODAY, TODAY), ("2031-01-01", TODAY), (TODAY, FOREVER)):
        with pytest.raises(ValueError, match=pair[0]):
            list(compared_lines(store, "", *pair, Tally()))


def test_a_state_begins_on_its_day(store: Store) -> None:
    made = office.addresses(store, ["12号"])
    for day, to, was in (
        ("2031-01-01", Legal.TO_APPROVE, Legal.TO_VERIFY),
        ("2031-03-01", Legal.APPROVED, Legal.TO_APPROVE),
    ):
        with write(store, day) as work:
            move_legal(work, made.values(), to, was)
    asked = (TODAY, "2031-01-01", "2031-02-28", "2031-03-01")
    legal = [history.address_on(store, made["12号"], day).legal for day in asked]
    assert legal == ["to_verify", "to_approve", "to_approve", "approved"]


def test_a_clerk_of_one_community_sees_its_past_and_no_other(shared_store: Store) -> None:
    assert isinstance(shared_store, Desks)
    made = office.addresses(shared_store, ["12号", "12号/3幢"])
    other = office.addresses(shared_store, ["7号"], community=OTHER_COMMUNITY)
    with write(shared_store, "2031-01-01") as work:
        away = office.area_of(OTHER_COMMUNITY)
        work.conn.execute(update(node).where(node.c.id == made["12号"]).values(area_community=away.community))
        mine = node_version.c.node_id == made["12号"]
        work.conn.execute(update(node_version).where(mine).values(area_community=away.community))
        work.note("node", str(made["12号"]), "", "{}")
    desk = shared_store.desk("area_clerk")
    assert [one.id for one in history.list_on(desk, TODAY)] == [made["12号/3幢"]]
    hidden = history.address_on(desk, made["12号/3幢"], TODAY)
    assert (hidden.full_text, hidden.above) == ("厦门市思明区湖滨南路…3幢", ())
    assert {unit.code: bool(unit.nodes) for unit in history.overview(desk, TODAY).units}[
        OTHER_COMMUNITY
    ] is False
    with pytest.raises(NotFound):
        history.address_on(desk, other["7号"], TODAY)
    assert compare(desk, "", YESTERDAY, TODAY, 10).tally.counts == {Difference.BORN: 1}
