import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QDialog, QPushButton, QToolTip, QVBoxLayout

from db.services.coverage import UnitName
from desktop.options import Options
from desktop.widgets.area_chooser import AreaChooser, Level, initials

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # the offscreen screen has no window manager
CITY = "350200000000"
UNITS = (
    UnitName("350203000000", "思明区", CITY, 3),
    UnitName("350203001000", "厦港街道", "350203000000", 4),
    UnitName("350203001001", "鸿山社区", "350203001000", 5),
    UnitName("350203008000", "嘉莲街道", "350203000000", 4),
    UnitName("350203008003", "莲兴社区", "350203008000", 5),
    UnitName("350206000000", "湖里区", CITY, 3),
    UnitName("350206001000", "湖里街道", "350206000000", 4),
)


@pytest.fixture
def chooser(qtbot):
    def build(within: str = "") -> AreaChooser:
        made = AreaChooser(UNITS, within)
        qtbot.addWidget(made)
        made.show()
        return made

    return build


def names(box) -> list[str]:
    return [box.itemText(n) for n in range(box.count())]


def free(box) -> list[str]:
    """What may be chosen."""
    model = box.model()
    may = Qt.ItemFlag.ItemIsEnabled
    return [box.itemText(n) for n in range(box.count()) if model.flags(model.index(n, 0)) & may]


def test_each_level_offers_what_lies_in_the_one_above(chooser) -> None:
    made = chooser()
    district, subdistrict, community = made.boxes
    assert made.code() == ""
    assert not subdistrict.isEnabled()
    district.setCurrentIndex(district.findText("思明区"))
    assert names(subdistrict) == ["（整个区）", "厦港街道", "嘉莲街道"]
    subdistrict.setCurrentIndex(2)
    assert names(community) == ["（整个镇街）", "莲兴社区"]
    community.setCurrentIndex(1)
    assert (made.code(), made.text()) == ("350203008003", "思明区嘉莲街道莲兴社区")
    district.setCurrentIndex(district.findText("湖里区"))
    assert made.code() == "350206000000"


@pytest.mark.parametrize(("within", "first"), [("350203", "350203000000"), ("350203008", "350203008000")])
def test_nothing_outside_ones_own_area_can_be_chosen(chooser, within, first) -> None:
    made = chooser(within)
    assert made.code() == first
    assert free(made.boxes[0]) == ["思明区"]
    assert names(made.boxes[0]) == ["思明区", "湖里区"]  # the other one is there, but grey
    made.choose("350206001000")
    assert made.code() == first


def test_an_account_with_two_areas_may_choose_in_both(chooser) -> None:
    made = chooser(("350203008", "350206"))
    assert free(made.boxes[0]) == ["思明区", "湖里区"]
    made.boxes[0].setCurrentIndex(0)
    assert free(made.boxes[1]) == ["嘉莲街道"]
    made.boxes[0].setCurrentIndex(1)
    assert free(made.boxes[1]) == ["（整个区）", "湖里街道"]


def test_typing_never_chooses_what_is_grey(chooser, qtbot) -> None:
    made = chooser("350203008")
    line = made.boxes[1].lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "xgjd")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert made.code() == "350203008000"


@dataclass
class Name:
    id: int
    name: str


ROADS = {"350203008003": (Name(7, "莲花一里"), Name(8, "莲富大厦")), "350203001001": (Name(9, "大学路"),)}


class Asked:
    """Hands places over when told."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, Callable[[Sequence[Name]], None]]] = []

    def __call__(self, community: str, then: Callable[[Sequence[Name]], None]) -> None:
        self.waiting.append((community, then))

    def land(self) -> None:
        while self.waiting:
            community, then = self.waiting.pop()
            then(ROADS.get(community, ()))


def five(qtbot, asked: Asked) -> AreaChooser:
    made = AreaChooser((UnitName(CITY, "厦门市", "", 2), *UNITS), levels=tuple(Level), load_places=asked)
    qtbot.addWidget(made)
    made.show()
    return made


def test_five_levels_are_chosen_with_the_keyboard_alone(qtbot) -> None:
    asked = Asked()
    made = five(qtbot, asked)
    made.activateWindow()
    made.setFocus()
    for at, typed in enumerate(("xm", "smq", "jl", "lianxing")):
        line = made.boxes[at].lineEdit()
        line.selectAll()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    asked.land()
    line = made.boxes[4].lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "lfds")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (made.code(), made.place()) == ("350203008003", 8)
    assert made.text() == "厦门市思明区嘉莲街道莲兴社区莲富大厦"


def test_roads_of_a_community_left_meanwhile_do_not_appear(qtbot) -> None:
    asked = Asked()
    made = five(qtbot, asked)
    made.choose("350203008003")
    made.choose("350203001001")
    asked.land()
    assert names(made.boxes[4]) == ["（整个社区）", "大学路"]


def test_the_last_choice_comes_back(qtbot, tmp_path) -> None:
    options, asked = Options(tmp_path / "w.ini"), Asked()
    first = five(qtbot, asked)
    first.remember(options, "area")
    first.choose("350203008003")
    asked.land()
    first.boxes[4].setCurrentIndex(1)
    again = five(qtbot, asked)
    again.remember(options, "area")
    asked.land()
    assert (again.code(), again.place()) == ("350203008003", 7)


def test_levels_may_be_limited(qtbot) -> None:
    made = AreaChooser(UNITS, "350203", levels=(Level.SUBDISTRICT,))
    qtbot.addWidget(made)
    assert free(made.boxes[0]) == ["厦港街道", "嘉莲街道"]
    made.choose("350203008003")
    assert made.code() == "350203008000"


@pytest.mark.parametrize("code", ["", "350203000000", "350203001000", "350203001001", "350203", "350203008"])
def test_a_unit_is_chosen_by_its_code_long_or_short(chooser, code) -> None:
    made = chooser()
    made.choose(code)
    assert made.code() == (code.ljust(12, "0") if code else "")


def test_initials_find_a_unit(chooser, qtbot) -> None:
    assert (initials("思明区"), initials("曾厝垵社区")) == ("smq", "zcasq")
    made = chooser()
    line = made.boxes[0].lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "hlq")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    made.boxes[1].setFocus()
    assert (made.boxes[0].currentText(), made.code()) == ("湖里区", "350206000000")


def test_what_finds_nothing_gives_the_chosen_unit_back(chooser, qtbot) -> None:
    made = chooser()
    made.choose("350203000000")
    line = made.boxes[0].lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "xyz")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (made.boxes[0].currentText(), made.code()) == ("思明区", "350203000000")
    assert QToolTip.text() == "没有可选的「xyz」，仍是「思明区」。"
    qtbot.keyClicks(line, "hlq")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert made.code() == "350206000000"


def test_enter_on_what_finds_nothing_presses_no_button_of_the_window(qtbot) -> None:
    window, made, go = QDialog(), AreaChooser(UNITS), QPushButton("go")
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(go)
    go.setDefault(True)
    pressed: list[str] = []
    go.clicked.connect(lambda: pressed.append(made.code()))
    qtbot.addWidget(window)
    window.show()
    made.choose("350203008003")
    line = made.boxes[2].lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "xyz")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.wait(50)
    assert pressed == []
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert pressed == ["350203008003"]


def test_what_is_grey_says_why(chooser) -> None:
    box = chooser("350203").boxes[0]
    tips = [box.itemData(at, Qt.ItemDataRole.ToolTipRole) for at in range(box.count())]
    assert tips[0] is None
    assert "管辖区域" in tips[1]


def test_no_item_is_left_in_hands_when_others_are_offered(chooser) -> None:
    """Else an event made where the item was is taken for it, and the window that gets the event fails."""
    made = chooser("350203008")
    for code in ("350203008003", "350203008000", "350206000000", ""):
        made.choose(code)
    assert [one for one in gc.get_objects() if isinstance(one, QStandardItem)] == []


def test_a_road_is_given_up_by_choosing_its_community(qtbot) -> None:
    asked = Asked()
    made = five(qtbot, asked)
    made.choose("350203008003", 8)
    asked.land()
    assert made.place() == 8
    made.choose("350203008003", 7)
    assert made.place() == 7
    made.choose("350203008003")
    assert (made.code(), made.place()) == ("350203008003", 0)


def test_the_keyboard_comes_in_even_where_the_first_level_leaves_no_choice(qtbot) -> None:
    made = AreaChooser((UnitName(CITY, "厦门市", "", 2), *UNITS), "350203", levels=tuple(Level)[:4])
    qtbot.addWidget(made)
    made.show()
    assert made.code() == "350203000000"
    assert made.boxes[0].isEnabled()


def test_enter_where_the_keyboard_is_leads_to_the_next_level(qtbot) -> None:
    made = five(qtbot, Asked())
    made.activateWindow()
    made.setFocus()
    for at, typed in enumerate(("xm", "smq", "jl")):
        qtbot.waitUntil(lambda at=at: made.focusWidget() is made.boxes[at])
        box = made.boxes[at]
        box.lineEdit().selectAll()
        qtbot.keyClicks(box, typed)
        box.completer().popup().hide()
        qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.focusWidget() is made.boxes[3])
    assert made.code() == "350203008000"
    qtbot.keyClick(made.boxes[3], Qt.Key.Key_Down)
    qtbot.keyClick(made.boxes[3], Qt.Key.Key_Return)
    assert made.code() == "350203008003"


def test_enter_without_anything_typed_goes_on(qtbot) -> None:
    made = five(qtbot, Asked())
    made.activateWindow()
    made.setFocus()
    made.choose("350203008000")
    qtbot.waitUntil(lambda: made.focusWidget() is made.boxes[0])
    qtbot.keyClick(made.boxes[0], Qt.Key.Key_Return)
    assert made.focusWidget() is made.boxes[1]


def test_what_is_taken_from_the_list_of_what_was_found_leads_on_too(qtbot) -> None:
    made = five(qtbot, Asked())
    made.boxes[0].setFocus()
    made.boxes[0].setEditText("厦门市")
    made.boxes[0].completer().activated.emit("厦门市")
    qtbot.waitUntil(lambda: made.focusWidget() is made.boxes[1])
    assert made.code() == CITY


def test_enter_handed_on_by_the_list_of_what_was_found_leads_on_too(qtbot) -> None:
    made = five(qtbot, Asked())
    made.boxes[0].setFocus()
    line = made.boxes[0].lineEdit()
    line.setText("xm")
    line.returnPressed.emit()
    qtbot.waitUntil(lambda: made.focusWidget() is made.boxes[1])
    assert made.code() == CITY


def test_enter_waits_for_the_roads(qtbot) -> None:
    asked = Asked()
    made = five(qtbot, asked)
    made.activateWindow()
    made.choose("350203008000")
    made.boxes[3].setFocus()
    qtbot.waitUntil(made.boxes[3].hasFocus)
    made.boxes[3].lineEdit().setText("lx")
    qtbot.keyClick(made.boxes[3], Qt.Key.Key_Return)
    assert made.focusWidget() is made.boxes[3]
    asked.land()
    assert made.focusWidget() is made.boxes[4]
