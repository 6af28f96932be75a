import pytest
from sqlalchemy import func, select, update

from db.domain.errors import NotAllowed, NotFound, WrongState
from db.schema.address import node, number_slot, place
from db.schema.work import problem
from db.services.quality import ProblemReport, close_problem, find_problems, open_problems
from db.services.store import check_store
from db.store.store import Store
from tests.office import LANE, addresses, approved, full, person, place_id
from tests.register import COMMUNITY, FAR_COMMUNITY

FLAT = [f"1号/{floor}0{n}室" for floor in (1, 2, 3) for n in (1, 2)]


def run(store: Store) -> ProblemReport:
    return find_problems(store, person(store, "clerk"))


def told(report: ProblemReport) -> set[tuple[str, str, str]]:
    return {(one.rule, one.problem, one.address) for one in report.items}


def test_a_regular_register_has_no_problems(store: Store) -> None:
    addresses(store, ["1号", *FLAT, "2号", "3号", "3-1号"], sides={"1号": "left", "2号": "right"})
    report = run(store)
    assert (report.rows_checked, report.findings, report.items, report.changes.entry) == (10, {}, (), 0)


def test_every_rule_names_the_address_concerned(store: Store) -> None:
    made = addresses(
        store,
        ["1号", *FLAT[:-1], "2号", "2号/1幢", "2号/1幢/101室", "2号/1幢/401室", "5号", "8号", "29-1号"],
        sides={"8号": "left"},
        floors={"2号/1幢/101室": 2},
    )
    report = run(store)
    assert told(report) == {
        ("number_gap", "漏", full("3号")),
        ("number_gap", "漏", full("4号")),
        ("number_gap", "漏", full("6号")),
        ("wrong_side", "错", full("8号")),
        ("suffix_without_base", "错", full("29-1号")),
        ("room_missing", "漏", full("1号/302室")),
        ("room_floor_mismatch", "错", full("2号/1幢/101室")),
    }
    assert report.findings["number_gap"] == 3
    assert report.opened == len(report.items) == len(open_problems(store))
    by_rule = {one.rule: one for one in report.items}
    assert by_rule["room_missing"].node_id == made["1号"]
    assert by_rule["wrong_side"].node_id == made["8号"]
    assert by_rule["number_gap"].node_id == place_id(store)
    assert {one.community for one in report.items} == {COMMUNITY}
    assert check_store(store).ok


def test_a_floor_left_out_is_told_of_its_stair(store: Store) -> None:
    rooms = [f"1号/{floor}01室" for floor in (1, 2, 4, 5)]
    addresses(store, ["1号", *rooms, "3号", "3号/1层", "3号/1层/101室", "3号/2层", "3号/2层/201室"])
    report = run(store)
    assert told(report) == {("floor_skipped", "错", full("1号"))}
    assert report.items[0].subject.endswith("|3")


def test_reserved_and_retired_numbers_are_no_gaps_but_a_held_suffix_is_no_base(store: Store) -> None:
    addresses(store, ["1号", "7号", "9-1号"])
    with store.engine.begin() as conn:
        for number, status in ((3, "reserved"), (5, "retired")):
            conn.execute(
                number_slot.insert().values(
                    district_code="350203",
                    naming_id=place_id(store),
                    number=number,
                    suffix="",
                    status=status,
                )
            )
    assert run(store).findings == {"suffix_without_base": 1}


def test_rules_of_one_statement_find_doubles_broken_texts_and_unapproved_names(store: Store) -> None:
    made = approved(store, ["1号", "1号/101室", "3号"])
    other = addresses(store, ["1号"], LANE)
    with store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == other["1号"]).values(full_text=full("3号")))
        conn.execute(update(node).where(node.c.id == made["1号/101室"]).values(full_text="厦门市101室"))
        conn.execute(update(place).where(place.c.id == place_id(store)).values(state="pending"))
    report = run(store)
    assert told(report) == {
        ("duplicate_address", "重", full("3号")),
        ("text_mismatch", "错", full("3号")),
        ("text_mismatch", "错", "厦门市101室"),
        ("draft_place", "错", "湖滨南路"),
    }
    doubled = next(one for one in report.items if one.rule == "duplicate_address")
    assert (doubled.node_id, doubled.params) == (other["1号"], {"first": made["3号"]})
    named = next(one for one in report.items if one.rule == "draft_place")
    assert named.params == {"state": "pending", "addresses": 3}


def test_a_second_run_opens_nothing_and_what_is_put_right_is_closed_by_the_rule(store: Store) -> None:
    addresses(store, ["1号", "5号", "9号"])
    first = run(store)
    assert (first.opened, first.closed) == (2, 0)
    second = run(store)
    assert (second.opened, second.closed, second.changes.entry) == (0, 0, 0)
    addresses(store, ["3号"])
    third = run(store)
    assert (third.opened, third.closed, third.findings) == (0, 1, {"number_gap": 1})
    with store.read() as conn:
        rows = conn.execute(select(problem.c.state, problem.c.closed_at).order_by(problem.c.id)).all()
    assert [(row.state, bool(row.closed_at)) for row in rows] == [("closed", True), ("registered", False)]
    assert third.changes.touches("problem")


def test_a_problem_somebody_works_on_stays_his_and_other_origins_stay_open(store: Store) -> None:
    addresses(store, ["1号", "5号"])
    run(store)
    with store.engine.begin() as conn:
        conn.execute(update(problem).values(state="rectifying"))
    addresses(store, ["3号"])
    assert (run(store).closed, len(open_problems(store))) == (0, 1)
    with store.engine.begin() as conn:
        conn.execute(update(problem).values(state="registered", rule="found_on_site"))
    assert (run(store).closed, len(open_problems(store))) == (0, 1)


def test_problems_are_asked_for_by_area_and_closed_with_a_reason(store: Store) -> None:
    addresses(store, ["1号", "5号"])
    addresses(store, ["1号", "5号"], LANE, community=FAR_COMMUNITY)
    run(store)
    assert len(open_problems(store)) == 2
    assert len(open_problems(store, "350203000000")) == 2
    (near,) = open_problems(store, COMMUNITY)
    assert open_problems(store, "350203006000")[0].area_community == FAR_COMMUNITY
    with pytest.raises(NotAllowed):
        close_problem(store, person(store, "inspector"), near.id, "空地")
    changes = close_problem(store, person(store, "clerk"), near.id, "空地")
    assert changes.rows["problem"] == {near.id}
    assert open_problems(store, COMMUNITY) == []
    with pytest.raises(WrongState):
        close_problem(store, person(store, "clerk"), near.id, "空地")
    with pytest.raises(NotFound):
        close_problem(store, person(store, "clerk"), 5, "空地")


def test_who_may_not_look_for_problems_finds_none(store: Store) -> None:
    addresses(store, ["1号", "5号"])
    with pytest.raises(NotAllowed):
        find_problems(store, person(store, "printer"))
    with store.read() as conn:
        assert conn.execute(select(func.count()).select_from(problem)).scalar() == 0
