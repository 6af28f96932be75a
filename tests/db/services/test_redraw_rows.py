from typing import Any

import pytest
from sqlalchemy import Table, select

from db.domain.errors import StaleRecord
from db.domain.plan import Act
from db.domain.redraw import Heir, RedrawKind, Share
from db.domain.views import NewView, ViewKind
from db.schema.holdings import attachment, attachment_link, person, person_link
from db.schema.sheets import check_sheet
from db.schema.work import application, inspection_form, package, plate, plate_batch, problem
from db.services import applications as apps
from db.services.applications import file_confirmation
from db.services.editing import edit as edit_rows
from db.services.redraw import preview
from db.services.taking_hold import take_hold
from db.services.undo import undo
from db.services.views import keep_view, views_of
from db.store.redraw_rows import MOVED, ONE_CODE, UNITS
from db.store.store import Store
from tests.changes import Clock, approve, done, edit, hang, plan, rows
from tests.desks import Desks, house
from tests.office import addresses, approved, place_id
from tests.office import person as account
from tests.redraws import FAR, NEAR, NEW, SECOND, filed, held, lying, made, merge, split, transfer
from tests.register import COMMUNITY, DISTRICT, OTHER_COMMUNITY

WHOLE = (DISTRICT + "000000", NEAR, COMMUNITY)


def put(store: Store, table: Table, **said: Any) -> int:
    """One row with an area, the rest of it of no concern."""
    with house(store).write(account(store, "clerk"), "import.promote", "test") as work:
        (row_id,) = work.new_ids(1)
        values: dict[str, Any] = {"district_code": DISTRICT, "id": row_id}
        if "area_district" in table.c:
            values |= dict(zip(UNITS, WHOLE, strict=True))
        for column in table.columns:
            if not (column.nullable or column.server_default is not None or column.name in values):
                whole_number = column.type.python_type is int
                values[column.name] = 0 if whole_number else "0" * 64 if column.name == "sha256" else "-"
        work.insert(table, {**values, **said})
    return row_id


def at(store: Store, table: Table, row_id: int) -> tuple[str, ...]:
    columns = next(one.columns for one in MOVED if one.table is table)
    with store.read() as conn:
        query = select(*(table.c[name] for name in columns)).where(table.c.id == row_id)
        return tuple(conn.execute(query).one())


def filled(store: Store, near: int, far: int) -> dict[tuple[Table, str], int]:
    """A row of every table that goes along: of one address, of another one, and of none."""
    hang(store, {near: "mounted"})
    made = {
        (inspection_form, "near"): put(store, inspection_form, node_id=near, plate_id=1, state="issued"),
        (inspection_form, "far"): put(store, inspection_form, node_id=far, plate_id=2, state="filled"),
        (problem, "near"): put(
            store, problem, node_id=near, problem="错", state="registered", area_community=COMMUNITY
        ),
        (package, "none"): put(store, package, area_code=COMMUNITY, direction="out"),
        (plate_batch, "none"): put(store, plate_batch, area_code=COMMUNITY, state="locked"),
        (attachment, "near"): put(store, attachment, standing="kept"),
        (attachment, "none"): put(store, attachment, standing="kept", added_by="clerk"),
        (person, "far"): put(store, person, kind="resident"),
        (check_sheet, "none"): put(store, check_sheet, state="issued"),
    }
    with house(store).write(account(store, "clerk"), "import.promote", "test") as work:
        for link, column, row_id, node_id in (
            (attachment_link, "attachment_id", made[attachment, "near"], near),
            (person_link, "person_id", made[person, "far"], far),
        ):
            more = {"purpose": ""} if "purpose" in link.c else {}
            values = {"district_code": DISTRICT, "table_name": "node", "row_id": node_id, column: row_id}
            work.insert(link, {**values, **more})
    return made


def plates_at(store: Store) -> set[str]:
    with store.read() as conn:
        return set(conn.execute(select(plate.c.area_community)).scalars())


def test_everything_with_an_area_goes_along(store: Store) -> None:
    street = approved(store, ["1号", "2号"])
    made = filled(store, street["1号"], street["2号"])
    shown = preview(store, account(store, "clerk"), transfer(store)).beside
    assert shown.rows == {
        **{"plate": 1, "inspection_form": 1, "problem": 1, "attachment": 2, "person": 1},
        **{"package": 1, "plate_batch": 1, "check_sheet": 1, "check_return": 0, "check_finding": 0},
    }
    held(store, transfer(store))
    new = "350203006002"
    for (table, _of), row_id in made.items():
        columns = next(one.columns for one in MOVED if one.table is table)
        wanted = (WHOLE[0], FAR, new)[-len(columns) :] if columns != ONE_CODE else (new,)
        assert at(store, table, row_id) == wanted, table.name
    assert plates_at(store) == {new}


def test_of_a_split_each_row_follows_its_address_and_the_rest_the_rest(store: Store) -> None:
    street = approved(store, ["1号", "2号"])
    made = filled(store, street["1号"], street["2号"])
    share = Share(SECOND, place_id=place_id(store), side="odd")
    held(store, split(store, share))
    got = {(table.name, of): at(store, table, row_id)[-1] for (table, of), row_id in made.items()}
    assert {of: {code for (_name, each), code in got.items() if each == of} for _name, of in got} == {
        **{"near": {SECOND}, "far": {NEW}, "none": {NEW}}
    }
    assert plates_at(store) == {SECOND}


def test_of_a_subdistrict_that_ends_what_lies_in_no_community_goes_too(store: Store) -> None:
    above = (WHOLE[0], NEAR, "")
    mine = dict(zip(UNITS, above, strict=True))
    kept = put(store, attachment, standing="kept", **mine)
    batch = put(store, plate_batch, area_code=NEAR, state="locked")
    asked = put(store, application, kind="correct", state="submitted", **mine)
    below = put(store, application, kind="correct", state="submitted")
    heir = Heir(FAR, "嘉莲街道", WHOLE[0])
    wanted = made(store, RedrawKind.MERGE, (NEAR, FAR), heir)
    recodes = dict(preview(store, account(store, "clerk"), wanted).redraw.recodes)
    held(store, wanted)
    assert at(store, attachment, kept) == (WHOLE[0], FAR, "")
    assert at(store, plate_batch, batch) == (FAR,)
    with store.read() as conn:
        query = select(*(application.c[name] for name in UNITS)).order_by(application.c.id)
        areas = [tuple(row) for row in conn.execute(query.where(application.c.id.in_((asked, below))))]
    assert areas == [(WHOLE[0], FAR, ""), (WHOLE[0], FAR, recodes[COMMUNITY])]


def test_an_open_application_goes_along_and_can_be_decided(store: Store) -> None:
    made = addresses(store, ["1号"])
    asked = file_confirmation(store, account(store, "clerk"), made.values(), "确认", "普查")
    moving = approved(store, ["3号"])
    away = done(store, plan(store, Act.MOVE, moving.values(), community=OTHER_COMMUNITY))
    shown = preview(store, account(store, "clerk"), merge(store)).beside
    assert (shown.applications, shown.planned) == (2, 1)
    held(store, transfer(store))
    apps.approve(store, account(store, "chief"), asked.application_id, 1, "同意")
    approve(store, away)
    assert set(lying(store).values()) == {"350203006002", OTHER_COMMUNITY}


def test_a_move_into_a_unit_that_ends_meanwhile_goes_to_its_heir(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    moving = approved(store, ["3号"], community=OTHER_COMMUNITY)
    wanted = plan(store, Act.MOVE, moving.values(), community=COMMUNITY)
    into = done(store, wanted)
    held(store, transfer(store))
    approve(store, into)
    assert set(lying(store).values()) == {"350203006002"}


def test_what_was_done_before_is_not_undone_after(store: Store) -> None:
    made = addresses(store, ["1号"])
    clerk = account(store, "clerk")
    edit_rows(store, clerk, [edit(store, made["1号"], own_text="3号")], "核对", "rename")
    version = rows(store, made.values())[made["1号"]].row_version
    held(store, transfer(store))
    assert rows(store, made.values())[made["1号"]].row_version == version + 1
    with pytest.raises(StaleRecord):
        undo(store, clerk)


def test_views_of_a_unit_lead_to_its_heir_where_their_place_lies(store: Store) -> None:
    approved(store, ["1号", "2号", "4号"])
    clerk = account(store, "clerk")
    way = [["division", WHOLE[0], "思明区"], ["division", NEAR, "筼筜街道"]]
    way += [["division", COMMUNITY, "官任社区"], ["place", str(place_id(store)), "湖滨南路"]]
    keep_view(store, clerk, NewView("addresses", ViewKind.VIEW, "我的路", {"at": way, "text": "号"}))
    share = Share(SECOND, place_id=place_id(store), side="even")
    assert preview(store, clerk, split(store, share)).beside.views == 1
    held(store, split(store, share))
    desk = store.desk("clerk") if isinstance(store, Desks) else store
    (view,) = views_of(desk, clerk, "addresses")
    assert view.body["at"][2] == ["division", SECOND, "官任西社区"]
    assert (view.body["at"][3], view.body["text"]) == (way[3], "号")


def test_a_change_decided_for_a_later_day_takes_hold_where_the_address_is_then(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    made = approved(store, ["3号"])
    later = plan(store, Act.RENUMBER, made.values(), own_text="5号")
    due = done(store, later.__class__(later.act, later.edits, effective_on=clock.day(2)))
    approve(store, due)
    filed_id = filed(store, transfer(store, day=clock.day(1)))
    apps.approve(store, account(store, "chief"), filed_id, 1, "同意")
    clock.ahead = 3
    assert take_hold(store, account(store, "clerk")).application_ids == (filed_id, due.application_id)
    row = rows(store, made.values())[made["3号"]]
    assert (row.own_text, row.area_community) == ("5号", "350203006002")
