import pytest
from PySide6.QtCore import Qt

from db.services.coverage import UnitName
from desktop.widgets.area_chooser import AreaChooser, initials

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
    assert names(made.boxes[0]) == ["思明区"]


@pytest.mark.parametrize("code", ["", "350203000000", "350203001000", "350203001001", "350203", "350203008"])
def test_a_unit_is_chosen_by_its_code_long_or_short(chooser, code) -> None:
    made = chooser()
    made.choose(code)
    assert made.code() == (code.ljust(12, "0") if code else "")


def test_initials_find_a_unit(chooser, qtbot) -> None:
    assert initials("思明区") == "smq"
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
