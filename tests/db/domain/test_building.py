from hypothesis import given
from hypothesis import strategies as st

from db.domain.building import Grid, Group, Lodger, arrange, room_floor, urgent_plate


def drawn(grid: Grid, names: dict[int, str]) -> list[list[str]]:
    return [
        [names.get(grid.cells.get((row, column), 0), "") for column in range(grid.width)]
        for row in range(len(grid.floors))
    ]


def house(*rooms: tuple[int, int | None, str]) -> tuple[list[Lodger], dict[int, str]]:
    """Rooms as (stair, floor, ident)."""
    lodgers = [Lodger(n, *room) for n, room in enumerate(rooms, start=1)]
    return lodgers, {one.key: one.ident for one in lodgers}


def test_floors_go_down_and_rooms_stand_under_those_of_their_tail():
    lodgers, names = house((7, 1, "101"), (7, 1, "103"), (7, 12, "1201"), (7, 12, "1202"), (7, -1, "-101"))
    grid = arrange(lodgers, [7])
    assert grid.floors == (12, 1, -1)
    assert drawn(grid, names) == [["1201", "1202", ""], ["101", "", "103"], ["-101", "", ""]]


def test_stairs_stand_side_by_side_and_what_has_none_comes_last():
    lodgers, names = house((7, 2, "201"), (8, 2, "201"), (8, 2, "202"), (0, 1, "S01"))
    grid = arrange(lodgers, [7, 8, 9])
    assert grid.groups == (Group(7, 0, 1), Group(8, 1, 2), Group(9, 3, 1), Group(0, 4, 1))
    assert drawn(grid, names) == [["201", "201", "202", "", ""], ["", "", "", "", "S01"]]


def test_a_floor_of_its_own_stands_before_its_rooms():
    lodgers, names = house((7, 3, ""), (7, 3, "301"))
    assert drawn(arrange(lodgers, [7]), {**names, 1: "3层"}) == [["3层", "301"]]


def test_numbers_without_a_common_form_just_stand_in_order():
    wild = [(7, floor, f"{floor * 7 + n * 13}") for floor in range(1, 6) for n in range(2)]
    lodgers, _ = house(*wild)
    assert arrange(lodgers, [7]).width == 2


def test_an_unknown_floor_comes_last():
    lodgers, names = house((7, None, "甲"), (7, 1, "101"))
    grid = arrange(lodgers, [7])
    assert grid.floors == (1, None)
    assert drawn(grid, names) == [["101", ""], ["", "甲"]]


def test_two_of_the_same_tail_on_one_floor_do_not_hide_each_other():
    lodgers, names = house((7, 1, "101"), (7, 1, "101"), (7, 2, "201"))
    assert drawn(arrange(lodgers, [7]), names) == [["201", ""], ["101", "101"]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 7, 8]),
            st.sampled_from([None, -1, 1, 2, 12]),
            st.from_regex(r"[A-Z]?[0-9]{1,4}(-[0-9])?|", fullmatch=True),
        ),
        max_size=30,
    )
)
def test_everything_has_a_place_of_its_own_in_its_floor_and_its_stairs_columns(rooms):
    lodgers, _ = house(*rooms)
    grid = arrange(lodgers, [7, 8])
    place = {key: at for at, key in grid.cells.items()}
    assert sorted(place) == [one.key for one in lodgers]
    for one in lodgers:
        row, column = place[one.key]
        assert grid.floors[row] == one.floor
        group = next(group for group in grid.groups if group.stair == one.stair)
        assert group.first <= column < group.first + group.width


def test_a_rooms_number_tells_its_floor_when_it_has_the_usual_form():
    assert [room_floor(text) for text in ("1203", "-101", "101A", "店面2", "5")] == [12, -1, 1, None, None]


def test_of_several_plates_the_one_that_needs_most_is_shown():
    assert urgent_plate(["mounted", "damaged", "accepted"]) == "damaged"
    assert urgent_plate(["accepted", "listed"]) == "listed"
    assert urgent_plate([]) == ""
