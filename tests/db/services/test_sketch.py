from pathlib import Path

import pytest
from sqlalchemy import select

from db.domain.errors import NotAllowed, NotFound, StaleRecord, WrongState
from db.domain.geo import BadPoint, Box, Datum, Point, convert, distance_m
from db.domain.geo_fit import BadFit, Control
from db.domain.map_layer import BadLayer, LayerKind, Shape
from db.domain.plan import Act, Edit, Plan, plan_from_json
from db.domain.state import Legal
from db.schema.address import node
from db.schema.system import journal, journal_change
from db.services import sketch
from db.services.changes import Route, preview
from db.services.editing import edit
from db.services.moving import backup_store, restore_store
from db.services.sketch import NewLayer, Spot, extent, judge, points_in
from db.services.store import open_store
from db.services.undo import redo, undo, undoable
from db.store.sketch import Layer
from db.store.store import Store
from tests.desks import Desks, house
from tests.office import addresses, person
from tests.register import COMMUNITY, FAR_COMMUNITY

SPOT: Point = (118.0895, 24.4798)
ALL = Box(117.9, 24.4, 118.4, 24.9)
LINE = (Shape("湖滨南路", ((SPOT, (118.1, 24.48)),)),)
CORNERS = (Control((0.0, 0.0), SPOT), Control((1000.0, 800.0), (118.0915, 24.4780)))


def seen_by(store: Store, login: str) -> Store:
    return store.desk(login) if isinstance(store, Desks) else store


def version(store: Store, node_id: int) -> int:
    with store.read() as conn:
        return int(conn.execute(select(node.c.row_version).where(node.c.id == node_id)).scalar_one())


def facts(store: Store, node_id: int) -> tuple[object, ...]:
    columns = (node.c.lng, node.c.lat, node.c.datum, node.c.position)
    with store.read() as conn:
        return tuple(conn.execute(select(*columns).where(node.c.id == node_id)).one())


def place(
    store: Store, node_id: int, point: Point, datum: Datum = Datum.CGCS2000, login: str = "clerk"
) -> None:
    sketch.place_point(store, person(store, login), Spot(node_id, version(store, node_id), point, datum))


def layer(store: Store, name: str = "道路", login: str = "clerk", **how: object) -> Layer:
    given = {"kind": LayerKind.LINES, "datum": Datum.CGCS2000, "area": "350203", "shapes": LINE, **how}
    sketch.keep_layer(store, person(store, login), NewLayer(name=name, **given))  # type: ignore[arg-type]
    return next(one for one in sketch.layers(store) if one.name == name)


def test_a_point_is_placed_kept_as_given_and_shown_in_the_datum_asked_for(store: Store) -> None:
    made = addresses(store, ["12号", "14号"])
    place(store, made["12号"], SPOT, Datum.GCJ02)
    assert facts(store, made["12号"]) == (*SPOT, "GCJ-02", "to_confirm")
    (one,) = points_in(store, ALL, Datum.CGCS2000).points
    assert (one.id, one.datum, one.legal, one.position) == (made["12号"], "GCJ-02", "to_verify", "to_confirm")
    assert distance_m((one.lng, one.lat), convert(SPOT, Datum.GCJ02, Datum.CGCS2000)) < 0.01
    (same,) = points_in(store, ALL, Datum.GCJ02).points
    assert distance_m((same.lng, same.lat), SPOT) < 0.01


def test_placing_and_moving_is_undone_and_done_again(store: Store) -> None:
    made = addresses(store, ["12号"])
    one, clerk = made["12号"], person(store, "clerk")
    place(store, one, SPOT)
    place(store, one, (118.1, 24.5))
    assert [step.act for step in undoable(seen_by(store, "clerk"), clerk, 2)] == ["move_point", "place_point"]
    undo(store, clerk)
    assert facts(store, one) == (*SPOT, "CGCS2000", "to_confirm")
    undo(store, clerk)
    assert facts(store, one) == (None, None, "", "unmarked")
    assert points_in(store, ALL, Datum.CGCS2000).points == ()
    redo(store, clerk)
    redo(store, clerk)
    assert facts(store, one) == (118.1, 24.5, "CGCS2000", "to_confirm")


def test_an_approved_address_is_placed_directly_and_a_dead_one_not(store: Store) -> None:
    made = addresses(store, ["12号"], legal=Legal.APPROVED) | addresses(
        store, ["14号"], legal=Legal.CANCELLED
    )
    place(store, made["12号"], SPOT)
    assert facts(store, made["12号"])[:2] == SPOT
    with pytest.raises(WrongState):
        place(store, made["14号"], SPOT)


def test_a_place_that_somebody_changed_since_or_of_another_area_is_refused(store: Store) -> None:
    made = addresses(store, ["12号"]) | addresses(store, ["14号"], community=FAR_COMMUNITY)
    old = version(store, made["12号"])
    place(store, made["12号"], SPOT, login="area_clerk")
    with pytest.raises(StaleRecord):
        sketch.place_point(store, person(store, "clerk"), Spot(made["12号"], old, SPOT, Datum.CGCS2000))
    with pytest.raises((NotAllowed, NotFound)):
        place(store, made["14号"], SPOT, login="area_clerk")
    with pytest.raises(NotFound):
        sketch.place_point(store, person(store, "clerk"), Spot(1, 1, SPOT, Datum.CGCS2000))
    with pytest.raises(NotAllowed):
        place(store, made["12号"], SPOT, login="printer")


@pytest.mark.parametrize(("point", "why"), [((24.4798, 118.0895), "swapped"), ((0.0, 0.0), "outside")])
def test_a_place_outside_the_city_is_refused(store: Store, point: Point, why: str) -> None:
    made = addresses(store, ["12号"])
    with pytest.raises(BadPoint) as refused:
        place(store, made["12号"], point)
    assert refused.value.why == why
    assert facts(store, made["12号"])[0] is None


def test_a_typed_point_waits_to_be_confirmed_like_one_put_on_the_sketch(store: Store) -> None:
    door, clerk = addresses(store, ("12号",))["12号"], person(store, "clerk")
    for lng in (118.1, 118.2):
        typed = Edit(door, version(store, door), lng=lng, lat=24.45, datum="CGCS2000")
        edit(store, clerk, [typed], "补采")
        assert facts(store, door) == (lng, 24.45, "CGCS2000", "to_confirm")
    undo(store, clerk)
    undo(store, clerk)
    assert facts(store, door) == (None, None, "", "unmarked")


def test_a_wrong_point_is_taken_away_and_somebody_looks_again(store: Store) -> None:
    door, clerk = addresses(store, ("12号",))["12号"], person(store, "clerk")
    edit(store, clerk, [Edit(door, version(store, door), lng=118.1, lat=24.45, datum="GCJ-02")], "补采")
    with house(store).write(clerk, "address.edit", "复核") as work:
        work.change(node, {"id": door, "row_version": version(store, door)}, {"position": "marked"})
    seen = version(store, door)
    gone = Edit(door, seen, clear_point=True)
    assert plan_from_json(Plan(Act.CORRECT, (gone,)).to_json()).edits == (gone,)
    assert preview(store, Plan(Act.CORRECT, (gone,))).route is Route.DIRECT
    edit(store, clerk, [gone], "标错了")
    assert facts(store, door) == (None, None, "", "to_confirm")
    undo(store, clerk)
    assert facts(store, door) == (118.1, 24.45, "GCJ-02", "marked")


def test_a_typed_point_outside_the_city_is_refused_whoever_sends_it(store: Store) -> None:
    door = addresses(store, ("12号",))["12号"]
    typed = Edit(door, version(store, door), lng=24.45, lat=118.1, datum="CGCS2000")
    with pytest.raises(BadPoint, match="swapped"):
        edit(store, person(store, "clerk"), [typed], "补采")
    assert facts(store, door) == (None, None, "", "unmarked")


def test_too_many_points_are_counted_by_cells_and_none_is_lost(store: Store) -> None:
    chains = [f"{n}号" for n in range(1, 31)]
    made = addresses(store, chains)
    for n, chain in enumerate(chains):
        datum = list(Datum)[n % 3]
        place(store, made[chain], convert((118.08 + n * 0.004, 24.48), Datum.CGCS2000, datum), datum)
    assert len(points_in(store, ALL, Datum.CGCS2000, 30).points) == 30
    for most in (0, 3, 29):
        counted = points_in(store, ALL, Datum.CGCS2000, most)
        assert (counted.points, counted.total) == ((), 30)
        assert sum(one.count for one in counted.cells) == 30
    near = points_in(store, Box(118.0799, 24.4799, 118.0921, 24.4801), Datum.CGCS2000, 3)
    assert (near.points, near.total >= 4) == ((), True)
    assert points_in(store, Box(118.3, 24.8, 118.4, 24.9), Datum.CGCS2000).total == 0


def test_the_extent_is_that_of_everything_a_community_or_what_hangs_below(store: Store) -> None:
    assert extent(store, Datum.CGCS2000) is None
    made = addresses(store, ["12号", "12号/3幢", "14号"]) | addresses(
        store, ["16号"], community=FAR_COMMUNITY
    )
    for chain, lng in (("12号", 118.08), ("12号/3幢", 118.081), ("14号", 118.09), ("16号", 118.2)):
        place(store, made[chain], (lng, 24.48))
    assert extent(store, Datum.CGCS2000) == Box(118.08, 24.48, 118.2, 24.48)
    assert extent(store, Datum.CGCS2000, community=COMMUNITY) == Box(118.08, 24.48, 118.09, 24.48)
    assert extent(store, Datum.CGCS2000, parent=made["12号"]) == Box(118.08, 24.48, 118.081, 24.48)


def test_a_datum_mistaken_for_another_is_noticed_among_the_neighbours(store: Store) -> None:
    made = addresses(store, ["12号", "14号"])
    place(store, made["12号"], SPOT)
    shown = convert((SPOT[0] + 0.0002, SPOT[1]), Datum.CGCS2000, Datum.GCJ02)
    judged = judge(store, Spot(made["14号"], 1, shown, Datum.CGCS2000))
    assert judged.likely is Datum.GCJ02
    assert judged.moved_m is None
    assert judged.nearest_m is not None and judged.nearest_m > 400  # noqa: PT018
    judged = judge(store, Spot(made["12号"], 1, (SPOT[0], SPOT[1] + 0.001), Datum.CGCS2000))
    assert judged.moved_m == pytest.approx(110.8, abs=1)
    with pytest.raises(NotFound):
        judge(store, Spot(1, 1, SPOT, Datum.CGCS2000))


def test_a_layer_is_kept_read_back_renamed_and_put_away(store: Store) -> None:
    clerk = person(store, "clerk")
    made = layer(store)
    assert (made.kind, made.datum, made.area, made.made_by) == (
        LayerKind.LINES,
        Datum.CGCS2000,
        "350203000000",
        "clerk",
    )
    assert sketch.layer_shapes(store, made) == LINE
    sketch.change_layer(store, clerk, made, name="规划道路")
    with pytest.raises(StaleRecord):
        sketch.change_layer(store, clerk, made, name="又改")
    with pytest.raises(StaleRecord):
        sketch.drop_layer(store, clerk, made)
    (renamed,) = sketch.layers(store)
    sketch.drop_layer(store, clerk, renamed)
    assert sketch.layers(store) == ()
    with pytest.raises(NotFound):
        sketch.drop_layer(store, clerk, renamed)


def test_a_name_serves_one_layer_and_only_those_of_the_area_keep_them(store: Store) -> None:
    layer(store)
    other = layer(store, "小区")
    with pytest.raises(BadLayer) as refused:
        layer(store)
    assert refused.value.why == "name_taken"
    with pytest.raises(BadLayer):
        sketch.change_layer(store, person(store, "clerk"), other, name="道路")
    layer(store, "本社区", "area_clerk", area=COMMUNITY)
    for login, area in (("area_clerk", "350203"), ("printer", "350203")):
        with pytest.raises(NotAllowed):
            layer(store, "别处", login, area=area)


def test_a_site_plan_is_laid_by_its_control_points_and_laid_anew(store: Store) -> None:
    how = {"kind": LayerKind.BACKDROP, "shapes": (), "attachment_id": 7, "controls": CORNERS}
    made = layer(store, "总平面图", **how)
    assert (made.controls, made.attachment_id, made.opacity) == (CORNERS, 7, 0.6)
    third = (*CORNERS, Control((0.0, 800.0), (118.0895, 24.4781)))
    sketch.change_layer(store, person(store, "clerk"), made, controls=third, opacity=0.25)
    (again,) = sketch.layers(store)
    assert (again.controls, again.opacity) == (third, 0.25)
    with pytest.raises(BadFit):
        sketch.change_layer(store, person(store, "clerk"), again, controls=CORNERS[:1])
    with pytest.raises(BadLayer):
        layer(store, "无图", **(how | {"attachment_id": None}))
    with pytest.raises(BadFit):
        layer(store, "无点", **(how | {"controls": ()}))


def test_a_layer_of_another_city_or_with_exchanged_numbers_is_refused(store: Store) -> None:
    for spot, why in (((116.4, 39.9), "outside"), ((24.4798, 118.0895), "swapped")):
        with pytest.raises(BadPoint) as refused:
            layer(store, shapes=(Shape("", ((spot, spot),)),))
        assert refused.value.why == why


def test_the_journal_keeps_who_kept_a_layer_and_its_hash_and_not_its_body(store: Store) -> None:
    made = layer(store)
    with store.read() as conn:
        last = conn.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).one()
        told = (
            conn.execute(select(journal_change.c.after).where(journal_change.c.seq == last.seq))
            .scalars()
            .all()
        )
    assert (last.verb, last.actor, len(told)) == ("map.keep", "clerk", 1)
    assert "body_sha256" in told[0]
    assert "coordinates" not in told[0]
    assert str(made.id) in told[0]


def test_layers_and_points_come_along_with_a_backup(store: Store, tmp_path: Path) -> None:
    made = addresses(store, ["12号"])
    place(store, made["12号"], SPOT, Datum.GCJ02)
    layer(store)
    backup_store(house(store), tmp_path / "库.zpb")
    url = f"sqlite:///{(tmp_path / '恢复.db').as_posix()}"
    restore_store(tmp_path / "库.zpb", url)
    back = open_store(url)
    (one,) = sketch.layers(back)
    assert sketch.layer_shapes(back, one) == LINE
    assert facts(back, made["12号"]) == (*SPOT, "GCJ-02", "to_confirm")
    assert [each.id for each in points_in(back, ALL, Datum.CGCS2000).points] == [made["12号"]]
    back.close()
