import pytest
from sqlalchemy import select, true, update

from db.domain.errors import NotAllowed, NotFound, PlateRefused, StaleRecord, WrongState
from db.domain.plate import PlateClass, PlateText
from db.schema.address import node, payload, place
from db.schema.work import plate, plate_batch, print_run
from db.services import plates
from db.services.store import check_store
from db.store.plates import BatchRow
from db.store.store import Store
from tests.office import (
    COMPOUND,
    LANE,
    STREET,
    accepted_qr,
    approved,
    coded,
    full,
    guid,
    person,
    place_id,
    qr_row,
)
from tests.register import DISTRICT, FAR_COMMUNITY

VERSIONS = {one: f"{one.value}/2026.1" for one in PlateClass}
HOUSE = ["88号", "88号/3幢", "88号/3幢/1梯", "88号/3幢/2梯", "88号/3幢/2梯/501室"]


def make(store: Store, area: str = DISTRICT, **how: object) -> plates.MadeBatches:
    return plates.make_batches(store, person(store, "printer"), area, VERSIONS, **how)  # type: ignore[arg-type]


def only(store: Store, **how: object) -> BatchRow:
    (batch,) = make(store, **how).batches
    return batch


def render(store: Store, batch: BatchRow, seen: int = 1, **how: object) -> None:
    lines = plates.batch_lines(store, batch.id)
    values = {
        "sha256": "a" * 64,
        "pages": len(lines),
        "layout_digests": {line.plate_id: f"d{line.line_no}" for line in lines},
        **how,
    }
    plates.record_rendered(store, person(store, "printer"), batch.id, seen, **values)  # type: ignore[arg-type]


def states(store: Store) -> tuple[set[str], set[str]]:
    with store.read() as conn:
        return (
            set(conn.execute(select(plate_batch.c.state)).scalars()),
            set(conn.execute(select(plate.c.state)).scalars()),
        )


def test_every_approved_and_coded_address_gets_the_plate_of_its_class(store: Store) -> None:
    coded(store, [*HOUSE, "12-1号", "临5号"])
    coded(store, ["7号"], LANE)
    coded(store, ["1号", "1号/2幢"], COMPOUND, community=FAR_COMMUNITY)
    made = make(store)
    year = made.batches[0].created_at[:4]
    assert [(batch.number, batch.lines) for batch in made.batches] == [
        (f"350203-{year}-0001-large_door", 2),
        (f"350203-{year}-0002-small_door", 3),
        (f"350203-{year}-0003-building", 2),
        (f"350203-{year}-0004-stair", 2),
        (f"350203-{year}-0005-room", 1),
    ]
    assert made.blocked == ()
    said = {
        line.full_text: line.texts for batch in made.batches for line in plates.batch_lines(store, batch.id)
    }
    assert said[full("88号")] == PlateText(name="湖滨南路", pinyin="Húbīn Nánlù", number="88号")
    assert said[full("12-1号")] == PlateText(name="湖滨南路", pinyin="Húbīn Nánlù", number="12-1号")
    assert said[full("7号", LANE)].number == "7号"
    assert said[full("88号/3幢")] == PlateText(
        name="湖滨南路88号", pinyin="Húbīn Nánlù 88 Hào", address="湖滨南路88号", building="3"
    )
    assert said[full("88号/3幢/2梯")] == PlateText(address="湖滨南路88号3幢", stair="2梯")
    assert said[full("88号/3幢/2梯/501室")] == PlateText(address="湖滨南路88号3幢2梯", room="501室")
    assert check_store(store).ok


def test_lines_come_in_street_order_with_everything_the_worklist_needs(store: Store) -> None:
    made = coded(store, ["10号", "2号", "1号", "1号/102室", "1号/101室"])
    batch = only(store, plate_class=PlateClass.LARGE_DOOR)
    lines = plates.batch_lines(store, batch.id)
    assert [(line.line_no, line.texts.number) for line in lines] == [(1, "1号"), (2, "2号"), (3, "10号")]
    first = lines[0]
    assert (first.subdistrict, first.community, first.position, first.ordinal) == (
        "筼筜街道",
        "官任社区",
        "main",
        1,
    )
    assert first.addr_code == guid(made["1号"])
    assert first.payload == f"https://dz.example/{guid(made['1号'])}"
    assert first.template_version == "large_door/2026.1"
    assert plates.batch_by_number(store, batch.number) == batch
    with pytest.raises(NotFound):
        plates.batch_by_number(store, "x")


def test_an_address_gets_one_plate_however_often_a_batch_is_made(store: Store) -> None:
    coded(store, ["1号"])
    assert only(store).lines == 1
    assert make(store).batches == ()
    coded(store, ["3号"])
    second = only(store)
    assert (second.number[-15:], second.lines) == ("0002-large_door", 1)


def test_addresses_left_out_are_listed_with_the_reason(store: Store) -> None:
    coded(store, ["1号", "1号/1幢", "1号/1幢/1梯"])
    bare = approved(store, ["3号", "5号", "7号", "9号", "9号/2层"])
    accepted_qr(store, [qr_row(full("5号"), "p"), qr_row(full("7号"), "p"), qr_row(full("9号"), "nine")])
    with store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == bare["9号"]).values(existence="demolished"))
    made = make(store, skip_single_stairs=True)
    assert {(one.full_text, one.reason) for one in made.blocked} == {
        (full("1号/1幢/1梯"), "single_stair"),
        (full("3号"), "no_payload"),
        (full("5号"), "payload_twice"),
        (full("7号"), "payload_twice"),
        (full("9号"), "demolished"),
        (full("9号/2层"), "no_plate_class"),
    }
    assert sum(batch.lines for batch in made.batches) == 2
    assert make(store, plate_class=PlateClass.ROOM).blocked == ()


def test_preflight_sees_what_would_be_listed_and_takes_out_what_cannot_be_made(store: Store) -> None:
    made = coded(store, ["1号", "1号/101室", "1号/1梯"])
    ready = plates.ready_plates(store, DISTRICT, VERSIONS)
    assert {(one.full_text, one.plate_class, one.payload) for one in ready} == {
        (full("1号"), PlateClass.LARGE_DOOR, f"https://dz.example/{guid(made['1号'])}"),
        (full("1号/101室"), PlateClass.ROOM, f"https://dz.example/{guid(made['1号/101室'])}"),
        (full("1号/1梯"), PlateClass.STAIR, f"https://dz.example/{guid(made['1号/1梯'])}"),
    }
    checked = {made["1号/101室"]: "missing_glyph", made["1号"]: ""}
    done = make(store, preflight=checked)
    assert {(one.node_id, one.reason) for one in done.blocked} == {
        (made["1号/101室"], "missing_glyph"),
        (made["1号/1梯"], "not_preflighted"),
    }
    assert sum(batch.lines for batch in done.batches) == 1


def test_a_class_without_a_template_and_a_text_that_is_not_its_levels_stay_out(store: Store) -> None:
    made = coded(store, ["1号", "3号", "1号/101室"])
    with store.engine.begin() as conn:
        conn.execute(
            update(node).where(node.c.id == made["3号"]).values(full_text="厦门市思明区湖滨南路30号")
        )
    done = plates.make_batches(
        store, person(store, "clerk"), DISTRICT, {PlateClass.LARGE_DOOR: "large_door/1"}
    )
    assert {one.node_id: one.reason for one in done.blocked} == {
        made["3号"]: "text_mismatch",
        made["1号/101室"]: "no_template",
    }


def test_a_batch_keeps_to_its_area_however_the_code_is_written(store: Store) -> None:
    coded(store, ["1号"])
    coded(store, ["1号"], LANE, community=FAR_COMMUNITY)
    assert make(store, "350203005000").batches[0].lines == 1
    assert make(store, FAR_COMMUNITY).batches[0].lines == 1
    assert make(store, "350203000000").batches == ()
    with pytest.raises(NotAllowed):
        make(store, "350205")


def test_a_building_bears_two_plates_where_the_district_wants_it(store: Store) -> None:
    coded(store, ["1号", "1号/1幢"])
    batch = only(store, plate_class=PlateClass.BUILDING, building_plates=2)
    assert [line.position for line in plates.batch_lines(store, batch.id)] == ["left", "right"]


def test_a_batch_goes_from_locked_to_production_only_when_its_file_is_clean(store: Store) -> None:
    coded(store, ["1号", "3号"])
    batch = only(store)
    printer = person(store, "printer")
    with pytest.raises(WrongState):
        plates.record_verified(store, printer, batch.id, 1, sha256="a" * 64, ok=True)
    render(store, batch)
    assert states(store) == ({"rendered"}, {"listed"})
    plates.record_verified(
        store, printer, batch.id, 2, sha256="a" * 64, ok=True, mismatches=["page 1 number"]
    )
    assert states(store) == ({"failed"}, {"listed"})
    render(store, batch, 3, sha256="b" * 64)
    plates.record_verified(store, printer, batch.id, 4, sha256="b" * 64, ok=True)
    assert states(store) == ({"verified"}, {"in_production"})
    with pytest.raises(WrongState):
        render(store, batch, 5)
    done = plates.batch_by_number(store, batch.number)
    assert (done.file_sha256, done.row_version) == ("b" * 64, 5)
    with store.read() as conn:
        runs = conn.execute(select(print_run.c.file_sha256, print_run.c.pages).order_by(print_run.c.id)).all()
        digests = list(conn.execute(select(plate.c.layout_digest).order_by(plate.c.line_no)).scalars())
    assert [tuple(run) for run in runs] == [("a" * 64, 2), ("b" * 64, 2)]
    assert digests == ["d1", "d2"]


def test_a_file_that_is_not_the_batch_or_was_made_from_an_old_list_is_not_registered(store: Store) -> None:
    coded(store, ["1号", "3号"])
    batch = only(store)
    with pytest.raises(PlateRefused):
        render(store, batch, pages=1)
    with pytest.raises(PlateRefused):
        render(store, batch, layout_digests={})
    with pytest.raises(StaleRecord):
        render(store, batch, 2)
    with pytest.raises(NotFound):
        plates.record_verified(store, person(store, "printer"), 5, 1, sha256="a" * 64, ok=True)
    with pytest.raises(NotAllowed):
        plates.record_verified(store, person(store, "clerk"), batch.id, 1, sha256="a" * 64, ok=True)
    assert states(store) == ({"locked"}, {"listed"})


def test_a_batch_is_not_printed_while_the_register_says_otherwise(store: Store) -> None:
    coded(store, ["1号"])
    batch = only(store)
    changes = [
        (node.c.legal, "changing", "legal"),
        (node.c.existence, "demolished", "existence"),
        (node.c.live_key, f"{place_id(store)}|9|-|-|-|-", "text"),
        (place.c.name, "湖滨中路", "text"),
        (place.c.pinyin, "Hubin", "text"),
        (place.c.kind, "lane", "class"),
        (payload.c.state, "retired", "payload"),
        (plate.c.state, "void", "plate"),
    ]
    for column, value, field in changes:
        where = place.c.name == STREET if column.table is place else true()
        with store.engine.begin() as conn:
            before = conn.execute(select(column).where(where)).scalar_one()
            conn.execute(update(column.table).where(where).values({column.name: value}))
        with pytest.raises(PlateRefused) as refused:
            plates.check_batch(store, batch.id)
        assert (refused.value.why, refused.value.field) == ("register_changed", field), column
        with pytest.raises(PlateRefused):
            render(store, batch)
        where = place.c.name == value if column is place.c.name else where
        with store.engine.begin() as conn:
            conn.execute(update(column.table).where(where).values({column.name: before}))
    plates.check_batch(store, batch.id)
    assert states(store) == ({"locked"}, {"listed"})


def test_a_change_after_rendering_stops_the_verdict(store: Store) -> None:
    coded(store, ["1号"])
    batch = only(store)
    render(store, batch)
    with store.engine.begin() as conn:
        conn.execute(update(place).where(place.c.name == STREET).values(name="湖滨中路"))
    with pytest.raises(PlateRefused):
        plates.record_verified(store, person(store, "printer"), batch.id, 2, sha256="a" * 64, ok=True)
    assert states(store) == ({"rendered"}, {"listed"})


def test_what_a_payload_must_say_is_what_the_register_says_today(store: Store) -> None:
    made = coded(store, ["1号", "1号/101室", "3号"])
    approved(store, ["5号"])
    make(store)
    signs = {chain: f"https://dz.example/{guid(node_id)}" for chain, node_id in made.items()}
    with store.engine.begin() as conn:
        conn.execute(update(place).where(place.c.name == STREET).values(name="湖滨中路"))
        conn.execute(update(node).where(node.c.id == made["3号"]).values(legal="suspended"))
    expected = plates.expected_for(store, [*signs.values(), "unknown"])
    assert set(expected) == {signs["1号"], signs["1号/101室"]}
    assert expected[signs["1号"]].texts.name == "湖滨中路"
    assert expected[signs["1号/101室"]].plate_class is PlateClass.ROOM
    assert expected[signs["1号/101室"]].texts.room == "101室"
    assert expected[signs["1号"]].community == "官任社区"
