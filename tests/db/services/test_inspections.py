"""Packages out, back, twice, in dispute and decided; and the circular's figures: in a real store, on both engines."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.domain.access import Actor, Role
from db.domain.clock import stamp
from db.domain.errors import NotAllowed, NotFound
from db.domain.inspection import Answer, Attachment, FormState, Package, Standing
from db.domain.rates import UnitFigures
from db.schema.address import node, node_version
from db.schema.system import journal
from db.schema.work import package, plate, plate_batch, problem
from db.services.bulletin import bulletin
from db.services.inspections import PackageOut, decide_conflict, export_package, forms, merge_package
from db.services.seed import DivisionSeed, RuleSeed, Seeds
from db.services.store import check_store, init_store, open_store
from db.store.store import Store

RULES = Path(__file__).parents[3] / "resources" / "rules"
DISTRICT, SUBDISTRICT = "350203000000", "350203009000"
COMMUNITIES = ("350203009001", "350203009002")
CLERK = Actor(1, "clerk", "经办", ((Role.CLERK, "350203"),), "ws-1")
INSPECTOR = Actor(2, "lin", "检查", ((Role.INSPECTOR, "350203"),), "ws-2")
PRINTER = Actor(3, "printer", "制牌", ((Role.PRINTER, "350203"),), "ws-3")
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


class Hands:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at


def _seeds() -> Seeds:
    names = {DISTRICT: ("思明区", "350200000000", 3), SUBDISTRICT: ("筼筜街道", DISTRICT, 4)}
    names |= {code: (f"第{n}社区", SUBDISTRICT, 5) for n, code in enumerate(COMMUNITIES, 1)}
    rules = [
        RuleSeed("rule", file.stem, "2026.1", "shipped", "default-unverified", file.read_text("utf-8"))
        for file in (RULES / "checklist.json", RULES / "bulletin.json")
    ]
    units = [DivisionSeed(code, *rest, hidden=False) for code, rest in names.items()]
    return Seeds("test", "test", "2018-01-01", tuple(units), (), tuple(rules))


_AREA = ("area_district", "area_subdistrict", "area_community")
_BATCH = (
    *("district_code", "id", "number", "class", "area_code", "state"),
    *("template_version", "plate_count", "created_by", "created_at"),
)
_NODE = (
    *("district_code", "id", "kind", "parent_id", "place_id", *_AREA, "own_text", "ident", "legal"),
    *("code_state", "existence", "position", "is_live", "live_key", "full_text", "sort_key", "valid_from"),
)
_VERSION = (
    *("district_code", "node_id", "valid_from", "kind", "parent_id", "place_id", "area_community"),
    *("own_text", "ident", "legal", "existence"),
)
_PLATE = (
    *("district_code", "id", *_AREA, "node_id", "class", "position", "ordinal", "state", "payload"),
    *("batch_id", "line_no", "texts"),
)


def _fill(store: Store) -> None:
    """Eight rooms and four doors with plates in each community; the last door's batch is not verified yet."""
    home = "350203"
    with store.write(PRINTER, "plates.batch") as work:
        good, unread = work.new_ids(2)
        batches: list[tuple[object, ...]] = [
            (home, row_id, number, "room", DISTRICT, state, "1", 24, "printer", work.at)
            for row_id, number, state in ((good, "P-1", "verified"), (unread, "P-2", "rendered"))
        ]
        work.insert_many(plate_batch, _BATCH, batches)
        nodes: list[tuple[object, ...]] = []
        versions: list[tuple[object, ...]] = []
        plates: list[tuple[object, ...]] = []
        for at, (node_id, plate_id) in enumerate(zip(work.new_ids(24), work.new_ids(24), strict=True)):
            n, community = at % 12 + 1, COMMUNITIES[at // 12]
            area = (DISTRICT, SUBDISTRICT, community)
            kind, plate_class = ("room", "room") if n <= 8 else ("door", "large_door")
            text = f"厦门市思明区测试路{community[-1]}-{n}号"
            nodes.append(
                (home, node_id, kind, 1, 1, *area, f"{n}号", str(n), "approved", "assigned", "exists")
                + ("marked" if n <= 6 else "unmarked", True, text, text, f"{n:04}", work.today)
            )
            versions.append(
                (home, node_id, work.today, kind, 1, 1, community, f"{n}号", str(n), "approved", "exists")
            )
            plates.append(
                (home, plate_id, *area, node_id, plate_class, "front", 1)
                + ("mounted" if n <= 3 else "to_make", f"payload {text}", unread if n == 12 else good, n)
                + ('{"number":"1号"}',)
            )
        work.insert_many(node, _NODE, nodes)
        work.insert_many(node_version, _VERSION, versions)
        work.insert_many(plate, _PLATE, plates)


def _made(url: str) -> Store:
    clock = Hands()
    init_store(url, _seeds(), district_code="350203", store_no=7, clock=clock)
    store = open_store(url, clock)
    _fill(store)
    return store


@pytest.fixture
def store(engine_url: str) -> Iterator[Store]:
    with closing(_made(engine_url)) as opened:
        yield opened


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Makes embedded stores that are alike to the last id."""
    opened: list[Store] = []

    def make(name: str) -> Store:
        opened.append(_made(f"sqlite:///{(tmp_path / name).as_posix()}"))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def desk(embedded: Callable[[str], Store]) -> Store:
    """One embedded store, for what no engine can do differently."""
    return embedded("desk.db")


def answered(content: Package, inspector: str, *, fails: str = "", hour: int = 1, start: int = 0) -> Package:
    """The package filled by hand: everything passes except one item of the first form."""
    at = stamp(START + timedelta(hours=hour))
    answers: list[Answer] = []
    for form in content.forms:
        for item in form.items:
            value = "fail" if item == fails and form is content.forms[0] else "pass"
            number = f"{start + len(answers):012x}"
            uid = f"00000000-0000-4000-8000-{number}"
            where = ("answers/a.jsonl", len(answers) + 1)
            answers.append(
                Answer(uid, form.id, item, value, "", at, inspector, "tablet", form.base_version, where=where)
            )
    return replace(content, answers=tuple(answers), sha256=f"sha of {inspector} {fails} {hour} {start}")


def issued(store: Store, sample: int = 6) -> Package:
    content = export_package(store, INSPECTOR, DISTRICT, sample, 5).package
    assert isinstance(store.clock, Hands)
    store.clock.at += timedelta(days=1)
    return content


def entries(store: Store) -> int:
    with store.read() as conn:
        return len(conn.execute(select(journal.c.seq)).all())


def state_of(store: Store, content: Package) -> list[tuple[object, ...]]:
    return [(one.id, one.state, one.answers) for one in forms(store, content.id)]


def test_a_package_holds_a_spread_sample_of_verified_plates(store: Store) -> None:
    out = export_package(store, INSPECTOR, DISTRICT, 8, seed=3)
    content = out.package
    assert Counter((form.plate_class, form.community) for form in content.forms) == {
        ("room", COMMUNITIES[0]): 3,
        ("room", COMMUNITIES[1]): 3,
        ("large_door", COMMUNITIES[0]): 1,
        ("large_door", COMMUNITIES[1]): 1,
    }
    form = content.forms[0]
    assert (form.payload, form.texts) == (f"payload {form.address}", (("number", "1号"),))
    assert "A10" not in form.items
    assert out.changes.rows["inspection_form"] == {one.id for one in content.forms}
    again = export_package(store, INSPECTOR, DISTRICT, 8, seed=3).package
    assert [one.address for one in again.forms] == [one.address for one in content.forms]
    everything = export_package(store, INSPECTOR, COMMUNITIES[0], 500, seed=3).package
    assert len(everything.forms) == 11
    assert {one.community for one in everything.forms} == {COMMUNITIES[0]}


@pytest.mark.parametrize(
    ("actor", "area", "refused"),
    [(INSPECTOR, "350203009009", NotFound), (PRINTER, DISTRICT, NotAllowed), (CLERK, "350205", NotAllowed)],
)
def test_a_package_nobody_may_or_can_issue_leaves_no_trace(
    desk: Store, actor: Actor, area: str, refused: type[Exception]
) -> None:
    before = entries(desk)
    with pytest.raises(refused):
        export_package(desk, actor, area, 5, 1)
    assert entries(desk) == before
    with desk.read() as conn:
        assert conn.execute(select(package.c.id)).all() == []


def test_a_filled_package_comes_in_whole_and_only_once(store: Store) -> None:
    filled = answered(issued(store), "lin", fails="A12")
    first = merge_package(store, CLERK, filled)
    assert (first.forms, first.answers, first.applied) == (6, len(filled.answers), len(filled.answers))
    assert (first.unchanged, first.conflicts, first.rejected) == (0, (), ())
    assert first.changes.entry
    assert {one.state for one in forms(store, filled.id)} == {FormState.FILLED}
    after, count = state_of(store, filled), entries(store)
    second = merge_package(store, CLERK, filled)
    assert (second.applied, second.unchanged, second.changes.entry) == (0, len(filled.answers), 0)
    assert (state_of(store, filled), entries(store)) == (after, count)
    assert check_store(store).problems == ()


def test_two_inspectors_who_differ_stay_side_by_side_until_a_person_decides(store: Store) -> None:
    content = issued(store)
    one = answered(content, "lin", fails="A07")
    two = answered(content, "chen", hour=2, start=5000)
    merge_package(store, CLERK, one)
    report = merge_package(store, CLERK, two)
    assert (report.applied, report.unchanged) == (0, len(two.answers) - 1)
    (conflict,) = report.conflicts
    assert (conflict.answer.inspector, conflict.answer.value) == ("chen", "pass")
    assert [(other.inspector, other.value) for other in conflict.against] == [("lin", "fail")]
    states = {form.id: form.state for form in forms(store, content.id)}
    assert states[conflict.answer.form] is FormState.CONFLICT
    assert Counter(states.values())[FormState.FILLED] == 5

    place = (conflict.answer.form, "A07")
    with pytest.raises(NotAllowed):
        decide_conflict(store, INSPECTOR, *place, conflict.against[0].uuid, reason="own")
    with pytest.raises(NotFound):
        decide_conflict(store, CLERK, *place, one.answers[-1].uuid, reason="not in dispute")
    changes = decide_conflict(store, CLERK, *place, conflict.against[0].uuid, reason="复查照片")
    assert changes.rows["inspection_form"] == {conflict.answer.form}
    form = next(form for form in forms(store, content.id) if form.id == place[0])
    assert form.state is FormState.FILLED
    said = [
        (answer.inspector, answer.value, stands) for answer, stands in form.answers if answer.item == "A07"
    ]
    assert sorted(said) == [
        ("chen", "pass", Standing.SUPERSEDED),
        ("clerk", "fail", Standing.CURRENT),
        ("lin", "fail", Standing.SUPERSEDED),
    ]
    after = state_of(store, content)
    for filled in (one, two):
        assert merge_package(store, CLERK, filled).applied == 0
    assert state_of(store, content) == after
    with pytest.raises(NotFound):
        decide_conflict(store, CLERK, *place, conflict.answer.uuid, reason="again")


def test_an_inspector_may_correct_himself_and_both_answers_stay(desk: Store) -> None:
    content = issued(desk, 1)
    merge_package(desk, CLERK, answered(content, "lin", fails="A07"))
    report = merge_package(desk, CLERK, answered(content, "lin", hour=2, start=5000))
    assert (report.applied, len(report.conflicts)) == (1, 0)
    ((answers),) = [form.answers for form in forms(desk, content.id)]
    said = {(one.value, stands) for one, stands in answers if one.item == "A07"}
    assert said == {("fail", Standing.SUPERSEDED), ("pass", Standing.CURRENT)}


def test_packages_in_either_order_leave_the_same_register(embedded: Callable[[str], Store]) -> None:
    ends = []
    for name, turn in (("one.db", 1), ("two.db", -1)):
        store = embedded(name)
        content = issued(store)
        parts = [
            answered(content, "lin", fails="A07"),
            answered(content, "chen", hour=2, start=5000),
            answered(content, "lin", fails="A08", hour=3, start=9000),
        ]
        for part in parts[::turn]:
            merge_package(store, CLERK, part)
        ends.append([(one.id, one.state, set(one.answers)) for one in forms(store, content.id)])
    assert ends[0] == ends[1]
    assert {state for _, state, _ in ends[0]} == {FormState.FILLED, FormState.CONFLICT}


def test_what_cannot_be_taken_in_is_named_and_the_rest_comes_in(store: Store) -> None:
    content, other = issued(store, 2), issued(store, 1)
    filled = answered(content, "lin")
    first, *rest = filled.answers
    bad = (
        replace(first, form=other.forms[0].id, uuid="10000000-0000-4000-8000-000000000001"),
        replace(first, form=42, uuid="10000000-0000-4000-8000-000000000002"),
        replace(first, value="perhaps", uuid="10000000-0000-4000-8000-000000000003"),
        replace(rest[0], uuid=first.uuid),
    )
    photo = Attachment("0" * 64, 10)
    report = merge_package(store, CLERK, replace(filled, answers=filled.answers + bad, attachments=(photo,)))
    assert [(one.field, one.why) for one in report.rejected] == [
        ("form", "other_package"),
        ("form", "unknown_form"),
        ("value", "value_not_allowed"),
        ("uuid", "uuid_reused"),
        ("attachment", "not_kept"),
    ]
    assert {(one.member, one.line) for one in report.rejected[:4]} == {
        ("answers/a.jsonl", 1),
        ("answers/a.jsonl", 2),
    }
    taken = report.applied + report.unchanged + len(report.conflicts) + len(report.rejected)
    assert report.answers + report.attachments == taken
    assert report.applied == len(filled.answers)


def test_an_event_id_known_from_another_package_is_refused_not_a_crash(desk: Store) -> None:
    merge_package(desk, CLERK, answered(issued(desk, 2), "lin"))
    late = answered(issued(desk, 2), "lin", hour=30)
    report = merge_package(desk, CLERK, late)
    assert (report.applied, {one.why for one in report.rejected}) == (0, {"uuid_reused"})


def test_a_package_of_another_register_or_area_is_refused(desk: Store) -> None:
    content = issued(desk, 1)
    with pytest.raises(NotFound):
        merge_package(desk, CLERK, replace(content, id=content.id + 1))
    stranger = Actor(9, "far", "外区", ((Role.CLERK, "350205"),))
    with pytest.raises(NotAllowed):
        merge_package(desk, stranger, content)
    with pytest.raises(NotFound):
        decide_conflict(desk, CLERK, 42, "A07", "x", reason="")


def _register_problems(store: Store) -> None:
    columns = ("district_code", "id", "area_community", "problem", "rule", "node_id", "subject", "detail")
    with store.write(CLERK, "problem.find") as work:
        rows = [
            ("350203", row_id, community, kind, "R1", 1, f"s{row_id}", "", state, work.at)
            for row_id, (community, kind, state) in zip(
                work.new_ids(4),
                [
                    (COMMUNITIES[0], "重", "registered"),
                    (COMMUNITIES[0], "缺", "closed"),
                    (COMMUNITIES[1], "重", "closed"),
                    ("", "漏", "registered"),
                ],
                strict=True,
            )
        ]
        work.insert_many(problem, (*columns, "state", "found_at"), rows)


def _by_code(store: Store, area: str) -> dict[str, UnitFigures]:
    return {unit.code: unit for unit in bulletin(store, area).units}


def test_the_circular_counts_what_the_register_holds(store: Store) -> None:
    out: PackageOut = export_package(store, INSPECTOR, DISTRICT, 4, 5)
    merge_package(store, CLERK, answered(out.package, "lin", fails="A14", hour=0))
    _register_problems(store)
    units = _by_code(store, DISTRICT)
    assert list(units) == [DISTRICT, SUBDISTRICT, *COMMUNITIES]
    whole = units[DISTRICT].counts
    assert (whole["due"], whole["issued"], whole["marked"]) == (24, 24, 12)
    assert (whole["plates_room"], whole["mounted_room"], whole["plates_large_door"]) == (16, 6, 8)
    assert (whole["plates"], whole["mounted"], whole["mounted_large_door"]) == (24, 6, 0)
    assert (whole["sampled"], whole["correct"]) == (4, 3)
    assert (whole["problems"], whole["closed"], whole["problem_重"], whole["problem_漏"]) == (4, 2, 2, 1)
    first, second = (units[code] for code in COMMUNITIES)
    assert (first.counts["problems"], second.counts["problems"]) == (2, 1)
    assert {first.rank, second.rank} == {1, 2}
    worse = out.package.forms[0].community
    assert units[worse].rank == 2
    assert units[worse].names == ("思明区", "筼筜街道", f"第{worse[-1]}社区")
    assert str(units[DISTRICT].rates["plated"]) == "1/4"


def test_the_circular_leaves_out_what_is_unknown_disputed_or_above(desk: Store) -> None:
    content = issued(desk, 1)
    merge_package(desk, CLERK, answered(content, "lin", fails="A07"))
    merge_package(desk, CLERK, answered(content, "chen", start=5000))
    community = content.forms[0].community
    units = _by_code(desk, community)
    assert list(units) == [community]
    assert (units[community].counts["sampled"], units[community].rates["accurate"]) == (0, None)
    with pytest.raises(NotFound):
        bulletin(desk, "350299")
