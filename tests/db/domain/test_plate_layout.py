"""Laying out a plate: what fits fits, what does not is refused, and nothing lies over anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import PlateRefused
from db.domain.plate import PlateClass, PlateText, QrMatrix, Rect, Weight
from db.domain.plate_layout import GlyphRun, PlateLayout, digest, expected_texts, layout, said_texts
from tests.plates import a_text, shipped_templates


class Ruler:
    """Fonts that measure by rule: Chinese one em, the rest 0.6; rare characters come from another face."""

    def advance(self, char: str, weight: Weight) -> float:
        return 1.0 if ord(char) > 0x2E80 else 0.6

    def missing(self, text: str, weight: Weight) -> tuple[str, ...]:
        return tuple(c for c in text if c == "龘")

    def face(self, char: str, weight: Weight) -> str:
        return "Rare" if ord(char) > 0xFFFF else f"Hei-{weight}"

    def embolden(self, face: str, weight: Weight) -> float:
        return 0.04 if face == "Rare" else 0.0

    def cap_height(self, weight: Weight) -> float:
        return 0.733

    def han_box(self, weight: Weight) -> tuple[float, float]:
        return -0.12, 0.88


SYMBOL = QrMatrix("code", "Q", 0, (0b1,) * 41)
names = st.text("湖滨南路海西大道莲前厦禾里巷村𬇞𫊻12", min_size=1, max_size=14)
numbers = st.builds(
    "{}{}{}".format,
    st.integers(1, 99999),
    st.sampled_from(["", "-1", "-27"]),
    st.sampled_from(["号", "号之二"]),
)


def plates() -> st.SearchStrategy[tuple[PlateClass, PlateText]]:
    texts = st.builds(
        PlateText,
        name=names,
        pinyin=st.text("ĀbcdǗgpqy ", min_size=1, max_size=20).map(lambda t: f"H{t}x"),
        number=numbers,
        postcode=st.sampled_from(["", "361004"]),
        address=names,
        building=st.integers(1, 130).map(str),
        stair=st.integers(1, 30).map("{}梯".format),
        room=st.integers(101, 9999).map("{}室".format),
    )
    return st.tuples(st.sampled_from(PlateClass), texts)


def lay(plate_class: PlateClass, text: PlateText) -> PlateLayout:
    return layout(shipped_templates()[plate_class], text, SYMBOL, Ruler())


def ink(run: GlyphRun) -> Rect:
    """The rectangle a run can touch: full letter height, full advances."""
    widths = [Ruler().advance(c, "bold") * run.size_mm * run.scale_x for c in run.text]
    han = any(ord(c) > 0x2E80 for c in run.text)
    plain = all(c.isascii() and not c.islower() for c in run.text)
    toned_capital = any(c.isupper() and not c.isascii() for c in run.text)
    letters = (1.14 if toned_capital else 1.0, -0.25)
    top, bottom = (0.88, -0.12) if han else (0.733, 0.0) if plain else letters
    right = run.xs_mm[-1] + widths[-1]
    return Rect(
        run.xs_mm[0], run.y_mm - top * run.size_mm, right - run.xs_mm[0], (top - bottom) * run.size_mm
    )


def laid(plate_class: PlateClass, text: PlateText) -> PlateLayout | None:
    try:
        return lay(plate_class, text)
    except PlateRefused as refused:
        if refused.why != "does_not_fit":
            raise
        return None


@given(plates())
def test_every_text_stays_in_its_zone_and_off_the_symbol(case: tuple[PlateClass, PlateText]) -> None:
    plate = laid(*case)
    if plate is None:
        return
    template = shipped_templates()[case[0]]
    zones = {zone.role: template.in_mm(zone.box) for zone in template.zones}
    assert plate.qr is not None
    for run in plate.runs:
        assert zones[run.role].holds(ink(run))
        assert not ink(run).meets(plate.qr.rect)
    assert Rect(0, 0, plate.width_mm, plate.height_mm).holds(plate.qr.rect)


@given(plates())
def test_the_number_is_the_biggest_thing_on_the_plate(case: tuple[PlateClass, PlateText]) -> None:
    plate = laid(*case)
    if plate is None:
        return
    (main,) = (zone.role for zone in shipped_templates()[case[0]].zones if zone.dominant)
    heights = {run.role: 0.0 for run in plate.runs}
    for run in plate.runs:
        heights[run.role] = max(heights[run.role], ink(run).h)
    assert all(heights[main] >= height - 0.01 for height in heights.values())


@given(plates())
def test_nothing_is_lost_between_text_and_plate(case: tuple[PlateClass, PlateText]) -> None:
    plate = laid(*case)
    if plate is None:
        return
    zones = shipped_templates()[case[0]].zones
    wanted = [(zone.role, case[1].of(zone.role)) for zone in zones if case[1].of(zone.role)]
    assert list(expected_texts(plate)) == wanted
    assert said_texts(shipped_templates()[case[0]], case[1]) == expected_texts(plate)
    assert all(len(run.xs_mm) == len(run.text) for run in plate.runs)


@given(plates())
def test_the_same_plate_has_the_same_digest(case: tuple[PlateClass, PlateText]) -> None:
    one, two = laid(*case), laid(*case)
    if one is not None and two is not None:
        assert digest(one) == digest(two)


def test_another_character_changes_the_digest() -> None:
    one, two = (lay(PlateClass.SMALL_DOOR, a_text(number=n)) for n in ("12号", "14号"))
    assert digest(one) != digest(two)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("湖滨?路", "placeholder"),
        ("湖滨？路", "placeholder"),
        ("湖滨□路", "placeholder"),
        ("湖滨\ufffd路", "placeholder"),
        ("湖滨\ue000路", "private_use"),
        ("湖滨\U000f0000路", "private_use"),
        ("湖滨\u200b路", "control"),
        ("湖滨\n路", "control"),
        ("湖滨\ud840路", "control"),
        ("湖滨\u0378路", "unassigned"),
        ("湖滨a\u0304路", "combining"),
        ("湖滨龘路", "missing_glyph"),
        (" 湖滨路", "outer_blank"),
        ("", "empty_zone"),
        ("湖滨南路" * 30, "does_not_fit"),
    ],
)
def test_text_nobody_may_print_is_refused(name: str, why: str) -> None:
    with pytest.raises(PlateRefused) as caught:
        lay(PlateClass.SMALL_DOOR, a_text(name=name))
    assert (caught.value.why, caught.value.field) == (why, "name")


def test_text_the_class_does_not_print_is_not_judged() -> None:
    text = PlateText(name="湖滨南路", number="12号", pinyin="?")
    assert expected_texts(lay(PlateClass.SMALL_DOOR, text)) == (("name", "湖滨南路"), ("number", "12号"))


def test_a_postcode_may_be_missing() -> None:
    text = PlateText(name="湖滨南路", pinyin="Hu", number="12号")
    assert {run.role for run in lay(PlateClass.LARGE_DOOR, text).runs} == {"name", "pinyin", "number"}


def test_modules_under_half_a_millimetre_are_refused() -> None:
    dense = QrMatrix("long", "Q", 0, (0,) * 73)
    template = shipped_templates()[PlateClass.ROOM]
    with pytest.raises(PlateRefused) as caught:
        layout(template, a_text(), dense, Ruler())
    assert (caught.value.why, caught.value.field) == ("module_too_small", "qr")


def test_the_quiet_zone_lies_inside_the_box() -> None:
    plate = lay(PlateClass.ROOM, a_text())
    assert plate.qr is not None
    assert plate.qr.module_mm == pytest.approx(35 / 49)
    assert plate.qr.symbol.x - plate.qr.rect.x == pytest.approx(4 * plate.qr.module_mm)


def test_a_plate_without_its_code_is_laid_out_for_preview() -> None:
    assert layout(shipped_templates()[PlateClass.ROOM], a_text(), None, Ruler()).qr is None


def test_a_rare_character_is_a_run_of_its_own_with_a_line_around_it() -> None:
    plate = lay(PlateClass.SMALL_DOOR, a_text(name="西𬇞洲"))
    runs = [(r.text, r.face, r.stroke_mm > 0) for r in plate.runs if r.role == "name"]
    assert runs == [("西", "Hei-bold", False), ("𬇞", "Rare", True), ("洲", "Hei-bold", False)]


def test_the_class_word_is_smaller_than_the_digits() -> None:
    plate = lay(PlateClass.SMALL_DOOR, a_text(number="12-1号"))
    digits, word = (run for run in plate.runs if run.role == "number")
    assert (digits.text, word.text) == ("12-1", "号")
    assert word.size_mm == pytest.approx(digits.size_mm / 2, abs=0.001)


def test_a_two_digit_building_number_is_narrowed_but_keeps_its_height() -> None:
    plate = lay(PlateClass.BUILDING, a_text().__class__(name="莲花北里", pinyin="Lián", building="12"))
    (run,) = (run for run in plate.runs if run.role == "building")
    assert run.scale_x < 1
    assert run.size_mm * 0.733 >= 350
