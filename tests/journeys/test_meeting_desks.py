"""What two desks do at the same moment: it comes out in an order, or one of them is told, and nothing is done twice."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import func, select

from db.domain.address import NodeKind
from db.domain.block import BlockPlan
from db.domain.geo import Datum
from db.domain.importing import Kind
from db.domain.map_layer import LayerKind, Shape
from db.domain.plan import Act
from db.domain.progress import Silent
from db.domain.redraw import Heir, Redraw, RedrawKind
from db.schema.address import division, node
from db.schema.work import problem
from db.services import applications as apps
from db.services import editing, redraw, sheet_returns, sheets, sketch, transfer, undo
from db.services.blocks import Under, generate_block, preview_block
from db.services.changes import carry_out
from db.services.importing import Source, promote, stage
from db.services.sheet_decisions import Answer, Decision, decide
from db.services.sketch import NewLayer
from db.services.store import check_store
from db.services.taking_hold import take_hold
from db.store.sketch import Layer
from db.store.store import Store
from tests import redraws
from tests.changes import Clock, edit, plan, texts, whole
from tests.deliveries import cells, sheet
from tests.desks import house
from tests.journeys.at_once import Deed, both
from tests.office import addresses, approved, full, person, place_id
from tests.redraws import NEAR, filed, sound
from tests.register import COMMUNITY, OTHER_COMMUNITY
from tests.sheets import filled, findings, issued, sheet_now, taken
from tests.transfer import PASSWORD, decided, parcel, signing

CHIEFS = ("chief", "other_chief")
LINE = (Shape("鹭江道", (((118.08, 24.47), (118.09, 24.48)),)),)


def one_refused(came: tuple[str, str], *why: str) -> bool:
    """Whether exactly one was done, and the other was told one of these."""
    return sorted(map(bool, came)) == [False, True] and max(came) in why


def approving(store: Store, *applications: int) -> tuple[Deed, Deed]:
    """Two chiefs approve an application each, or the same one."""
    ids = applications * 2 if len(applications) == 1 else applications

    def approves(login: str, one: int) -> Deed:
        chief = person(store, login)
        return lambda desk: apps.approve(desk, chief, one, 1, "同意")

    return approves(CHIEFS[0], ids[0]), approves(CHIEFS[1], ids[1])


def states(store: Store) -> list[str]:
    return sorted(one.state for one in apps.applications(store))


# -- redraws -----------------------------------------------------------------------------------------------------------


def _of_the_subdistrict(store: Store) -> Redraw:
    return redraws.made(store, RedrawKind.RENAME, (NEAR,), Heir(NEAR, "员当街道", "350203000000"))


@pytest.mark.parametrize("other", [redraws.rename, _of_the_subdistrict])
def test_of_two_overlapping_redraws_filed_at_once_one_is_refused(
    store: Store, other: Callable[[Store], Redraw]
) -> None:
    addresses(store, ["1号"])
    clerk = person(store, "clerk")
    wanted = redraws.merge(store), other(store)

    came = both(
        store,
        (
            lambda desk: redraw.file(desk, clerk, wanted[0], "合并", "批复"),
            lambda desk: redraw.file(desk, clerk, wanted[1], "更名", "批复"),
        ),
    )

    assert one_refused(came, "RedrawRefused")
    assert states(store) == ["submitted"]


def test_two_redraws_side_by_side_approved_at_once_are_both_done(store: Store) -> None:
    addresses(store, ["1号"])
    addresses(store, ["2号"], community=OTHER_COMMUNITY)
    far = replace(
        redraws.made(store, RedrawKind.RENAME, (OTHER_COMMUNITY,), Heir(OTHER_COMMUNITY, "仙阁里社区", NEAR))
    )
    ids = filed(store, redraws.rename(store)), filed(store, far)

    assert both(store, approving(store, *ids)) == ("", "")

    assert states(store) == ["approved", "approved"]
    with store.read() as conn:
        names = set(
            conn.execute(select(division.c.name).where(division.c.valid_to == "9999-12-31")).scalars()
        )
    assert {"官任里社区", "仙阁里社区"} <= names
    sound(store)


def test_the_same_redraw_approved_twice_at_once_takes_hold_once(store: Store) -> None:
    addresses(store, ["1号", "1号/1幢"])
    one = filed(store, redraws.merge(store))

    assert one_refused(both(store, approving(store, one)), "StaleRecord", "WrongState")

    sound(store)
    assert check_store(store).ok


def test_two_desks_let_a_redraw_take_hold_at_once(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    addresses(store, ["1号", "1号/1幢"])
    one = filed(store, redraws.transfer(store, day=clock.day(1)))
    apps.approve(store, person(store, "chief"), one, 1, "同意")
    clock.ahead = 1
    clerk, chief = person(store, "clerk"), person(store, "chief")

    assert both(store, (lambda desk: take_hold(desk, clerk), lambda desk: take_hold(desk, chief))) == ("", "")

    assert set(redraws.lying(store).values()) == {"350203006002"}
    sound(store)


def test_an_address_is_born_in_a_community_while_it_is_given_away(store: Store) -> None:
    addresses(store, ["1号"])
    one = filed(store, redraws.transfer(store))
    clerk, chief = person(store, "clerk"), person(store, "chief")
    street = place_id(store)

    def add(desk: Store) -> object:
        return editing.add_children(desk, clerk, street, [editing.Wish(NodeKind.DOOR, "3号")], COMMUNITY)

    came = both(store, (lambda desk: apps.approve(desk, chief, one, 1, "同意"), add))

    assert not came[0] or not came[1]
    sound(store)
    assert check_store(store).ok


def test_an_address_is_moved_away_while_its_community_is_divided(store: Store) -> None:
    made = addresses(store, ["1号", "3号", "3号/1幢"])
    one = filed(store, redraws.split(store))
    clerk, chief = person(store, "clerk"), person(store, "chief")
    away = [edit(store, made["3号"], community=OTHER_COMMUNITY)]

    came = both(
        store,
        (
            lambda desk: apps.approve(desk, chief, one, 1, "同意"),
            lambda desk: editing.edit(desk, clerk, away, "划出", "move"),
        ),
    )

    assert not came[0] or not came[1]
    sound(store)
    assert len({redraws.lying(store)[made[chain]] for chain in ("3号", "3号/1幢")}) == 1


# -- hand-overs --------------------------------------------------------------------------------------------------------


def test_of_two_hand_overs_of_one_community_filed_at_once_one_is_refused(store: Store) -> None:
    addresses(store, ["1号"])
    what, clerk = parcel(store), person(store, "clerk")

    came = both(
        store,
        (
            lambda desk: transfer.file(desk, clerk, what, "区划调整"),
            lambda desk: transfer.file(desk, clerk, what, "区划调整"),
        ),
    )

    assert one_refused(came, "TransferRefused")
    assert [one.state for one in transfer.handoffs(store)] == ["filed"]


def test_a_hand_over_released_twice_at_once_goes_once(store: Store) -> None:
    made = addresses(store, ["1号", "1号/1幢"])
    signing(store)
    one = decided(store, parcel(store))
    chiefs = [person(store, login) for login in CHIEFS]
    own = house(store)

    came = both(
        own,
        (
            lambda desk: transfer.release(desk, chiefs[0], one, PASSWORD, "移交"),
            lambda desk: transfer.release(desk, chiefs[1], one, PASSWORD, "移交"),
        ),
    )

    assert one_refused(came, "TransferRefused")
    assert [found.state for found in transfer.handoffs(store)] == ["released"]
    assert len(made) == 2
    assert transfer.write_again(own, one, PASSWORD)
    assert check_store(store).ok


def test_a_hand_over_is_withdrawn_while_it_is_released(store: Store) -> None:
    addresses(store, ["1号"])
    signing(store)
    one = decided(store, parcel(store))
    clerk, chief = person(store, "clerk"), person(store, "chief")

    came = both(
        house(store),
        (
            lambda desk: transfer.release(desk, chief, one, PASSWORD, "移交"),
            lambda desk: transfer.withdraw(desk, clerk, one, 2, "不移交了"),
        ),
    )

    assert one_refused(came, "TransferRefused", "StaleRecord")
    assert check_store(store).ok


def test_a_redraw_takes_hold_while_a_hand_over_of_the_unit_is_released(store: Store) -> None:
    addresses(store, ["1号", "1号/1幢"])
    signing(store)
    handed = decided(store, parcel(store))
    drawn = filed(store, redraws.transfer(store))
    chiefs = [person(store, login) for login in CHIEFS]

    came = both(
        house(store),
        (
            lambda desk: transfer.release(desk, chiefs[0], handed, PASSWORD, "移交"),
            lambda desk: apps.approve(desk, chiefs[1], drawn, 1, "同意"),
        ),
    )

    assert sorted(map(bool, came)) == [False, True], came
    sound(store)


# -- sheets ------------------------------------------------------------------------------------------------------------


def test_a_return_taken_in_twice_at_once_is_kept_once(store: Store) -> None:
    made = addresses(store, ["1号", "3号"])
    out = issued(store)
    returned = filled(store, out, {made["1号"]: {"existence": "不存在"}}, ({"address": full("5号")},))
    people = [person(store, login) for login in ("clerk", "area_clerk")]

    came = both(
        store,
        (
            lambda desk: sheet_returns.take_return(desk, people[0], returned),
            lambda desk: sheet_returns.take_return(desk, people[1], returned),
        ),
    )

    assert came == ("", "")
    assert len(sheets.sheet_returns(store, [out.sheet_id])) == 1
    assert len(findings(store, out)) == 2


def test_a_sheet_is_withdrawn_while_its_return_is_taken_in(store: Store) -> None:
    made = addresses(store, ["1号"])
    out = issued(store)
    returned = filled(store, out, {made["1号"]: {"existence": "不存在"}})
    clerk = person(store, "clerk")

    came = both(
        store,
        (
            lambda desk: sheet_returns.take_return(desk, clerk, returned),
            lambda desk: sheets.withdraw(desk, clerk, out.sheet_id, "发错"),
        ),
    )

    kept = len(sheets.sheet_returns(store, [out.sheet_id]))
    is_withdrawn = sheet_now(store, out).state == "withdrawn"
    if came == ("", ""):  # it had come in before it was withdrawn
        assert (is_withdrawn, kept) == (True, 1)
    else:
        assert one_refused(came, "SheetRefused", "StaleRecord"), came
        assert is_withdrawn == (kept == 0)


def test_a_finding_decided_twice_at_once_is_done_once(store: Store) -> None:
    addresses(store, ["1号"])
    out = issued(store)
    taken(store, filled(store, out, {}, ({"address": full("5号")},)))
    found = findings(store, out)
    wanted = [Decision(one.id, one.row_version, Answer.TAKE) for one in found]
    people = [person(store, login) for login in ("clerk", "area_clerk")]

    def take(n: int) -> Deed:
        return lambda desk: decide(desk, people[n], wanted, "核查更正", "按核查表", Silent())

    both(store, (take(0), take(1)))

    assert [one.state for one in findings(store, out)] == ["applied"]
    with store.read() as conn:
        query = select(func.count()).where(node.c.full_text == full("5号"))
        assert conn.execute(query).scalar_one() == 1
        assert conn.execute(select(func.count()).select_from(problem)).scalar_one() == 0
    whole(store)


def test_a_community_is_given_sheets_twice_at_once_under_two_numbers(store: Store) -> None:
    addresses(store, ["1号"])
    people = [person(store, login) for login in ("clerk", "area_clerk")]
    day = redraws.today(store)

    def issue(n: int) -> Deed:
        return lambda desk: sheets.issue(desk, people[n], [COMMUNITY], day, Silent())

    assert both(store, (issue(0), issue(1))) == ("", "")

    numbers = [one.sheet.number for one in sheets.list_sheets(store)]
    assert len(set(numbers)) == len(numbers) == 2


# -- layers ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def layer(store: Store) -> Layer:
    new = NewLayer(LayerKind.LINES, "道路", Datum.CGCS2000, "350203", LINE)
    sketch.keep_layer(store, person(store, "clerk"), new)
    return sketch.layers(store)[0]


def test_the_same_layer_named_twice_at_once_has_the_first_name(store: Store, layer: Layer) -> None:
    people = [person(store, login) for login in ("clerk", "chief")]

    came = both(
        store,
        (
            lambda desk: sketch.change_layer(desk, people[0], layer, name="河道"),
            lambda desk: sketch.change_layer(desk, people[1], layer, opacity=0.5),
        ),
    )

    assert one_refused(came, "StaleRecord")
    (now,) = sketch.layers(store)
    assert (now.name == "河道") != (now.opacity == 0.5)


def test_a_layer_is_named_while_it_is_put_away(store: Store, layer: Layer) -> None:
    clerk = person(store, "clerk")

    came = both(
        store,
        (
            lambda desk: sketch.change_layer(desk, clerk, layer, name="河道"),
            lambda desk: sketch.drop_layer(desk, clerk, layer),
        ),
    )

    assert one_refused(came, "StaleRecord", "NotFound")
    assert [one.name for one in sketch.layers(store)] == (["河道"] if came[1] else [])


def test_a_name_is_given_to_one_of_two_layers_kept_at_once(store: Store) -> None:
    people = [person(store, login) for login in ("clerk", "chief")]
    new = NewLayer(LayerKind.LINES, "道路", Datum.CGCS2000, "350203", LINE)

    came = both(
        store,
        (
            lambda desk: sketch.keep_layer(desk, people[0], new),
            lambda desk: sketch.keep_layer(desk, people[1], new),
        ),
    )

    assert one_refused(came, "BadLayer")
    assert [one.name for one in sketch.layers(store)] == ["道路"]


# -- the address tree --------------------------------------------------------------------------------------------------


def test_one_account_takes_back_at_two_desks_at_once(store: Store) -> None:
    made = addresses(store, ["1号", "3号"])
    clerk = person(store, "clerk")
    for chain in made:
        editing.edit(store, clerk, [edit(store, made[chain], side="left")], "现场", "edit")

    came = both(store, (lambda desk: undo.undo(desk, clerk), lambda desk: undo.undo(desk, clerk)))

    left = [one for one in ("1号", "3号") if _side(store, made[one]) == "left"]
    assert came == ("", "") or one_refused(came, "StaleRecord")
    assert len(left) == sum(map(bool, came))
    assert len(undo.redoable(store, clerk)) == 2 - len(left)
    whole(store)


def _side(store: Store, node_id: int) -> str:
    with store.read() as conn:
        return str(conn.execute(select(node.c.side).where(node.c.id == node_id)).scalar_one())


def test_two_people_take_back_what_they_did_to_one_address(store: Store) -> None:
    made = addresses(store, ["1号"])
    people = [person(store, login) for login in ("clerk", "area_clerk")]
    editing.edit(store, people[0], [edit(store, made["1号"], side="left")], "现场", "edit")
    editing.edit(store, people[1], [edit(store, made["1号"], own_text="7号")], "现场", "renumber")

    came = both(store, (lambda desk: undo.undo(desk, people[0]), lambda desk: undo.undo(desk, people[1])))

    assert not came[1]
    assert came[0] in ("", "StaleRecord")
    assert texts(store, made) == {"1号": full("1号")}
    whole(store)


def test_a_block_generated_twice_at_once_into_one_building_is_there_once(store: Store) -> None:
    made = addresses(store, ["1号", "1号/1幢"])
    under, wanted = Under(node_id=made["1号/1幢"]), BlockPlan("", "1-3", "1-2")
    seen = preview_block(store, under, wanted).tally
    people = [person(store, login) for login in ("clerk", "area_clerk")]

    def make(n: int) -> Deed:
        return lambda desk: generate_block(desk, people[n], under, wanted, reason="新建", seen=seen)

    assert one_refused(both(store, (make(0), make(1))), "StaleRecord")

    with store.read() as conn:
        assert conn.execute(select(func.count()).select_from(node)).scalar_one() == len(made) + seen.made
    whole(store)


def test_a_building_is_moved_while_a_block_is_generated_into_it(store: Store) -> None:
    made = addresses(store, ["1号", "1号/1幢", "3号"])
    under, wanted = Under(node_id=made["1号/1幢"]), BlockPlan("", "1-2", "1")
    seen = preview_block(store, under, wanted).tally
    people = [person(store, login) for login in ("clerk", "area_clerk")]
    below = [edit(store, made["1号/1幢"], parent_id=made["3号"])]

    both(
        store,
        (
            lambda desk: generate_block(desk, people[0], under, wanted, reason="新建", seen=seen),
            lambda desk: editing.edit(desk, people[1], below, "现场", "move"),
        ),
    )

    whole(store)


RENAMED = {"door": "7号", "building": "7幢"}


def _rewritten(store: Store, one: int, kind: str) -> Deed:
    actor, wanted = person(store, "area_clerk"), [edit(store, one, own_text=RENAMED[kind])]
    return lambda desk: editing.edit(desk, actor, wanted, "现场", "rename")


def _ended(store: Store, one: int) -> Deed:
    actor, seen = person(store, "area_clerk"), {one: edit(store, one).seen}
    return lambda desk: editing.take_away(desk, actor, seen, "重复")


def _below(store: Store, made: dict[str, int], verb: str) -> Deed:
    """Something comes to hang below 3号."""
    clerk, above = person(store, "clerk"), made["3号"]
    if verb == "add":
        wish = editing.Wish(NodeKind.BUILDING, "1幢")
        return lambda desk: editing.add_children(desk, clerk, above, [wish], "")
    if verb == "move":
        moved = [edit(store, made["1号/1幢"], parent_id=above)]
        return lambda desk: editing.edit(desk, clerk, moved, "现场", "move")
    if verb == "plan":
        shifted = replace(plan(store, Act.MOVE, []), edits=(edit(store, made["1号/1幢"], parent_id=above),))
        return lambda desk: carry_out(desk, clerk, shifted, "移动", "现场")
    if verb == "import":
        batch = stage(
            store, clerk, Kind.ADDRESSES, Source("a.xlsx", "a" * 64), sheet([cells("3号/1幢")]), Silent()
        )
        return lambda desk: promote(desk, clerk, batch, Silent())
    under, wanted = Under(node_id=above), BlockPlan("", "1", "1-2")
    seen = preview_block(store, under, wanted).tally
    return lambda desk: generate_block(desk, clerk, under, wanted, reason="新建", seen=seen)


@pytest.mark.parametrize("verb", ["add", "move", "plan", "import", "block"])
@pytest.mark.parametrize("meanwhile", [_ended, partial(_rewritten, kind="door")], ids=["ended", "renamed"])
def test_nothing_hangs_below_an_address_that_was_rewritten_meanwhile(
    store: Store, verb: str, meanwhile: Callable[[Store, int], Deed]
) -> None:
    made = addresses(store, ["1号", "1号/1幢", "3号"])

    came = both(store, (_below(store, made, verb), meanwhile(store, made["3号"])))

    assert not all(came)
    whole(store)
    above = node.alias("above")
    dead = select(func.count()).select_from(node).join(above, above.c.id == node.c.parent_id)
    with store.read() as conn:
        assert conn.execute(dead.where(node.c.is_live, ~above.c.is_live)).scalar_one() == 0


def test_a_building_is_moved_below_another_while_that_is_renamed_above(store: Store) -> None:
    made = addresses(store, ["1号", "1号/1幢", "3号", "3号/1幢"])
    clerk = person(store, "clerk")
    moved = [edit(store, made["1号/1幢"], own_text="2幢", parent_id=made["3号"])]

    came = both(
        store,
        (
            lambda desk: editing.edit(desk, clerk, moved, "现场", "move"),
            _rewritten(store, made["3号"], "door"),
        ),
    )

    assert not all(came)
    whole(store)


def test_of_two_addresses_merged_into_each_other_at_once_one_stays(store: Store) -> None:
    made = approved(store, ["1号", "3号"])
    clerk = person(store, "clerk")
    first, second = (
        replace(plan(store, Act.MERGE, [made[gone]]), successors=(made[stays],))
        for gone, stays in (("1号", "3号"), ("3号", "1号"))
    )

    came = both(
        store,
        (
            lambda desk: carry_out(desk, clerk, first, "合并", "同一栋楼"),
            lambda desk: carry_out(desk, clerk, second, "合并", "同一栋楼"),
        ),
    )

    assert one_refused(came, "PlanRefused", "StaleRecord"), came
    filed_one = next(one for one in apps.applications(store) if one.state == "submitted")
    apps.approve(store, person(store, "chief"), filed_one.id, 1, "同意")
    with store.read() as conn:
        assert conn.execute(select(func.count()).where(node.c.is_live)).scalar_one() == 1
    whole(store)
