import pytest
from sqlalchemy import insert, update

from db.domain.errors import NotFound
from db.domain.state import Legal
from db.schema.address import node
from db.schema.work import inspection_answer, inspection_form, plate
from db.services.building_table import Buildings, BuildingTable, building_table, buildings_at
from db.store.store import Store
from tests.desks import house
from tests.office import COMPOUND, addresses, approved, person, place_id
from tests.register import COMMUNITY, OTHER_COMMUNITY

HOUSE = ["8号", "8号/1幢", "8号/1幢/1梯", "8号/1幢/2梯", "8号/1幢/S01室"]
ROOMS = [f"8号/1幢/{stair}梯/{floor}0{n}室" for stair in (1, 2) for floor in (1, 2) for n in (1, 2)]


def drawn(table: BuildingTable) -> list[list[str]]:
    cells = table.grid.cells
    texts = {cell.id: cell.text for cell in table.cells.values()}
    return [
        [texts.get(cells.get((row, column), 0), "") for column in range(table.grid.width)]
        for row in range(len(table.grid.floors))
    ]


def names(found: Buildings) -> list[str]:
    return [one.text for one in found.every]


def end(store: Store, node_id: int, legal: Legal) -> None:
    with house(store).write(person(store, "clerk"), "import.promote", "test") as work:
        work.conn.execute(update(node).where(node.c.id == node_id).values(legal=legal.value, is_live=False))
        work.note("node", str(node_id), "{}", "{}")


def area() -> dict[str, str]:
    return {
        "district_code": "350203",
        "area_district": "350203000000",
        "area_subdistrict": COMMUNITY[:9] + "000",
        "area_community": COMMUNITY,
    }


def plates_and_forms(store: Store, rows: list[tuple[int, str, str, str]]) -> None:
    """Plates with their inspection: (address, plate's state, form's state, an answer)."""
    with house(store).write(person(store, "clerk"), "import.promote", "test") as work:
        for node_id, state, form_state, answer in rows:
            plate_id, form_id = work.new_ids(2)
            given = {"class": "room", "position": "", "ordinal": 1, "payload": "", "texts": ""}
            work.conn.execute(
                insert(plate).values(id=plate_id, node_id=node_id, state=state, **given, **area())
            )
            form = {"checklist_version": "1", "package_id": 1, "state": form_state, "base_version": 1}
            work.conn.execute(
                insert(inspection_form).values(
                    id=form_id, plate_id=plate_id, node_id=node_id, **form, **area()
                )
            )
            said = {"item": "A01", "value": answer, "note": "", "answered_at": work.at, "inspector": "x"}
            marks = {"device": "x", "standing": "current", "package_id": 1, "event_uuid": f"u{form_id}"}
            work.conn.execute(
                insert(inspection_answer).values(district_code="350203", form_id=form_id, **said, **marks)
            )
        work.note("plate", "1", "", "{}")


def test_a_building_is_shown_floor_by_floor_and_stair_by_stair(store):
    made = addresses(store, HOUSE + ROOMS, floors={"8号/1幢/S01室": 1})
    table = building_table(store, made["8号/1幢"])
    assert drawn(table) == [
        ["201室", "202室", "201室", "202室", ""],
        ["101室", "102室", "101室", "102室", "S01室"],
    ]
    assert table.grid.floors == (2, 1)
    assert [cell.text for cell in table.stairs] == ["1梯", "2梯"]
    assert (table.full_text, table.building.id) == ("厦门市思明区湖滨南路8号1幢", made["8号/1幢"])


def test_a_door_with_stairs_of_its_own_is_a_building_but_its_buildings_are_not_part_of_it(store):
    made = addresses(store, [*HOUSE, *ROOMS, "8号/1梯", "8号/1梯/301室"])
    assert drawn(building_table(store, made["8号"])) == [["301室"]]
    assert names(buildings_at(store, made["8号"])) == ["8号", "1幢"]
    assert names(buildings_at(store, made["8号/1幢"])) == ["1幢"]


def test_a_room_leads_to_the_building_it_lies_in(store):
    made = addresses(store, [*HOUSE, *ROOMS, "8号/2幢", "9号", "9号/1梯", "9号/1梯/101室"])
    found = buildings_at(store, made["8号/1幢/1梯/101室"])
    assert (names(found), found.here) == (["1幢", "2幢"], made["8号/1幢"])
    found = buildings_at(store, made["9号/1梯/101室"])
    assert (names(found), found.here) == (["9号"], made["9号"])
    with pytest.raises(NotFound):
        buildings_at(store, 1)


def test_buildings_of_a_compound_are_those_of_its_community(store):
    addresses(store, ["1幢", "10幢", "2幢"], COMPOUND)
    addresses(store, ["3幢"], COMPOUND, community=OTHER_COMMUNITY)
    compound = place_id(store, COMPOUND)
    here = buildings_at(store, place_id=compound, community=COMMUNITY)
    assert names(here) == ["1幢", "2幢", "10幢"]
    assert len(buildings_at(store, place_id=compound).every) == 4
    assert buildings_at(store, place_id=place_id(store)).here == 0


def test_every_address_shows_its_states_plate_and_inspection(store):
    made = approved(store, HOUSE + ROOMS)
    first, second, third = (made[f"8号/1幢/1梯/{n}室"] for n in ("101", "102", "201"))
    plates_and_forms(
        store,
        [
            (first, "mounted", "filled", "pass"),
            (second, "damaged", "filled", "fail"),
            (second, "void", "issued", "fail"),
            (third, "listed", "conflict", "pass"),
        ],
    )
    cells = building_table(store, made["8号/1幢"]).cells
    assert (cells[first].legal, cells[first].code_state) == ("approved", "none")
    assert (cells[first].plate, cells[first].inspection) == ("mounted", "passed")
    assert (cells[second].plate, cells[second].inspection) == ("damaged", "issued")
    assert (cells[third].plate, cells[third].inspection) == ("listed", "conflict")
    assert (cells[made["8号/1幢/2梯"]].plate, cells[made["8号/1幢/2梯"]].inspection) == ("", "")


def test_what_came_to_an_end_shows_until_its_number_lives_again(store):
    made = addresses(store, HOUSE + ROOMS)
    gone, void = made["8号/1幢/1梯/101室"], made["8号/1幢/1梯/102室"]
    end(store, gone, Legal.CANCELLED)
    end(store, void, Legal.VOID)
    table = building_table(store, made["8号/1幢"])
    assert table.cells[gone].legal == "cancelled"
    assert void not in table.cells
    end(store, made["8号/1幢/2梯/101室"], Legal.MERGED)
    with house(store).write(person(store, "clerk"), "import.promote", "test") as work:
        values = {"ident": "101", "own_text": "101室", "sort_key": "41000101101"}
        work.conn.execute(
            update(node).where(node.c.id == made["8号/1幢/2梯/102室"]).values(live_key="free", **values)
        )
        work.note("node", "1", "", "{}")
    table = building_table(store, made["8号/1幢"])
    assert made["8号/1幢/2梯/101室"] not in table.cells
    assert table.cells[made["8号/1幢/2梯/102室"]].text == "101室"


def test_an_address_that_is_not_there_has_no_table(store):
    with pytest.raises(NotFound):
        building_table(store, 1)


def test_a_floor_told_by_a_level_of_floors_counts(store):
    made = addresses(store, ["8号", "8号/1幢", "8号/1幢/1梯", "8号/1幢/1梯/5层", "8号/1幢/1梯/5层/1室"])
    table = building_table(store, made["8号/1幢"])
    assert table.grid.floors == (5,)
    assert drawn(table) == [["5层", "1室"]]


def test_a_clerk_of_the_community_reads_the_same_table(shared_store):
    made = addresses(shared_store, HOUSE + ROOMS)
    table = building_table(shared_store, made["8号/1幢"])
    assert building_table(shared_store.desk("area_clerk"), made["8号/1幢"]) == table
