import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from sqlalchemy import insert, select, update

from db.domain.alias import AliasKind
from db.domain.place import PlaceKind
from db.domain.search import Why
from db.domain.search_names import Goal
from db.schema.address import node, node_successor, place
from db.services.places import add_alias
from db.store.search_text import Hit
from db.store.store import Store
from desktop.addresses.hits import GONE_ROLE, NOTE_ROLE, HitModel
from desktop.addresses.page import AddressPage, Desk
from desktop.addresses.search import SearchBox
from desktop.addresses.search_palette import SearchPalette
from desktop.addresses.search_words import note_of
from desktop.work.runner import Runner
from tests.desktop.addresses.register import ADMIN, node_id
from tests.desktop.addresses.test_page import type_in
from tests.desktop.work.inline import Later


@pytest.fixture
def page(desk: Desk, qtbot):
    page = AddressPage(desk)
    tester = QAbstractItemModelTester(page.search.hits, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(page)
    page.resize(1093, 560)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 2)
    page.focus_search()
    yield page
    tester.deleteLater()


def look_for(page: AddressPage, qtbot, text: str) -> list[tuple[str, str]]:
    """Type, and read what is shown: text and note of every line."""
    page.search.clear()
    type_in(page.search, text)
    qtbot.waitUntil(lambda: page.search._searched == text and page.search.panel.isVisible())
    lines = [page.search.hits.index(row) for row in range(page.search.hits.rowCount())]
    return [(line.data(), line.data(NOTE_ROLE)) for line in lines]


def press(page: AddressPage, qtbot, key: Qt.Key = Qt.Key.Key_Return) -> None:
    qtbot.keyClick(page.search, key)


def at(page: AddressPage) -> str:
    return str(page.tree.currentIndex().data())


def test_initials_find_the_street_and_enter_reveals_it(page, qtbot):
    lines = look_for(page, qtbot, "hbnl")
    assert lines[0] == ("湖滨南路", "首字母，路街")
    assert lines[1] == ("厦门市思明区湖滨南路1号", "首字母，已批准")
    press(page, qtbot)
    qtbot.waitUntil(lambda: at(page) == "湖滨南路")
    qtbot.waitUntil(lambda: len(page.table.model.shown) == 30)


def test_a_unit_and_a_former_name_are_revealed_too(page, desk, qtbot):
    lines = look_for(page, qtbot, "莲秀")
    assert lines == [("莲秀社区", "行政区划")]
    press(page, qtbot)
    qtbot.waitUntil(lambda: at(page) == "莲秀社区")
    street = place_id(desk.store, "莲花一里")
    add_alias(desk.store, ADMIN, street, "老莲巷", AliasKind.FORMER)
    page.focus_search()
    assert look_for(page, qtbot, "llx5") == [("厦门市思明区莲花一里5号", "原名老莲巷，待核实")]
    press(page, qtbot)
    qtbot.waitUntil(lambda: at(page) == "5号")


def place_id(store: Store, name: str) -> int:
    with store.read() as conn:
        return int(conn.execute(select(place.c.id).where(place.c.name == name)).scalar_one())


def test_enter_waits_for_what_was_typed_last(page, qtbot):
    look_for(page, qtbot, "湖滨南路1")
    page.search.selectAll()
    type_in(page.search, "莲富大厦8号2幢1梯201")
    press(page, qtbot)
    qtbot.waitUntil(lambda: at(page) == "201室")
    assert not page.search.panel.isVisible()


def test_what_is_not_found_offers_names_almost_alike(page, qtbot):
    lines = look_for(page, qtbot, "湖宾南路7号")
    assert lines == [("湖滨南路", "名称相近，路街"), ("厦门市思明区湖滨南路7号", "待核实")]
    assert "没有找到" in page.search._note.text()
    assert not page.search.list.currentIndex().isValid()
    press(page, qtbot)  # nothing was chosen: a guess is never taken by itself
    assert at(page) == "思明区"
    page.focus_search()
    look_for(page, qtbot, "湖宾南路7号")
    press(page, qtbot, Qt.Key.Key_Down)
    press(page, qtbot, Qt.Key.Key_Down)
    press(page, qtbot)
    qtbot.waitUntil(lambda: at(page) == "7号")


def test_a_name_without_addresses_says_so(page, desk, qtbot):
    with desk.store.write(ADMIN, "import.promote") as work:
        (new,) = work.new_ids(1)
        row = {"id": new, "kind": PlaceKind.STREET.value, "name": "空空路", "scope_code": "350200"}
        row |= {"home_district": "350203", "state": "pending", "pinyin": "Kōngkōng Lù", "pinyin_source": ""}
        work.insert(place, row | {"rule_set": "", "source": "t", "valid_from": "2026-01-01"})
    assert look_for(page, qtbot, "kkl") == [("空空路", "首字母，路街（待批准）")]
    with qtbot.waitSignal(page.told) as told:
        press(page, qtbot)
    assert "空空路" in told.args[0]


def test_what_is_no_more_is_struck_out_and_followed_by_what_took_its_place(page, desk, qtbot):
    old, new = (node_id(desk.store, f"厦门市思明区湖滨南路{n}号") for n in (7, 9))
    with desk.store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == old).values(legal="merged", is_live=False))
        row = {"district_code": "350203", "old_id": old, "new_id": new, "effective_on": "2026-01-01"}
        conn.execute(insert(node_successor).values(row | {"kind": "merge"}))
    lines = look_for(page, qtbot, "hbnl7")
    assert lines == [
        ("厦门市思明区湖滨南路7号", "首字母，已合并"),
        ("↳ 厦门市思明区湖滨南路9号", "接替上一条，待核实"),
    ]
    gone = [page.search.hits.index(row).data(GONE_ROLE) for row in (0, 1)]
    assert gone == [True, False]
    assert not page.search.panel.grab().toImage().isNull()
    press(page, qtbot, Qt.Key.Key_Down)
    press(page, qtbot)
    qtbot.waitUntil(lambda: at(page) == "9号")


def test_an_older_answer_never_takes_the_place_of_a_newer_one(desk, qtbot):
    later = Later()
    runner = Runner(desk.feed, later, later)
    box = SearchBox(desk.store, runner)
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    box.setFocus()
    type_in(box, "hbnl1")
    qtbot.waitUntil(lambda: len(later.waiting) == 2)  # the names, and the first text
    type_in(box, "9")
    qtbot.wait(100)
    assert len(later.waiting) == 2  # one question at a time
    later.go_on()
    assert box.hits.hits == ()  # what came was for a text that stands there no more
    qtbot.waitUntil(lambda: len(later.waiting) == 1)
    later.go_on()
    assert [hit.full_text for hit in box.hits.hits] == ["厦门市思明区湖滨南路19号"]
    box.close_hits()


def test_enter_takes_no_hit_of_the_text_before_while_the_new_one_is_asked_for(desk, qtbot):
    later = Later()
    box = SearchBox(desk.store, Runner(desk.feed, later, later))
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    box.setFocus()
    chosen: list[int] = []
    box.chosen.connect(chosen.append)
    type_in(box, "hbnl1")
    qtbot.waitUntil(lambda: len(later.waiting) == 2)
    later.go_on()
    assert box.panel.isVisible()
    type_in(box, "9")
    qtbot.waitUntil(lambda: len(later.waiting) == 1)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == []
    later.go_on()
    assert chosen == [node_id(desk.store, "厦门市思明区湖滨南路19号")]


def test_only_addresses_where_only_an_address_can_be_chosen(desk, qtbot):
    box = SearchBox(desk.store, desk.runner, only_nodes=True)
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    box.setFocus()
    type_in(box, "hbnl")
    qtbot.waitUntil(box.panel.isVisible)
    assert {hit.goal for hit in box.hits.hits} == {Goal.NODE}


def test_every_reason_has_its_words():
    for why in Why:
        hit = Hit(1, "湖滨南路", "street", "retired", goal=Goal.PLACE, why=why, by="老路")
        assert note_of(hit).endswith("路街（已销名）")
        named = why in (Why.FORMER, Why.COMMON, Why.PROMOTED, Why.ALIAS, Why.PAST)
        assert ("老路" in note_of(hit)) == named
        assert (note_of(hit).count("，") == 1) == (why not in (Why.ADDRESS, Why.NAME))
    model = HitModel()
    model.show_hits((Hit(1, "湖滨南路", "street", "retired", goal=Goal.PLACE),))
    assert model.index(0).data(GONE_ROLE) is True


@pytest.fixture
def palette(desk, qtbot):
    window = QWidget()
    QHBoxLayout(window)
    qtbot.addWidget(window)
    window.resize(1093, 614)
    window.show()
    palette = SearchPalette(desk.store, desk.runner, window)
    palette.ask()
    palette.activateWindow()
    qtbot.waitUntil(palette.box.hasFocus)
    yield palette
    palette.close()


def test_the_palette_hands_over_what_was_chosen_and_goes(palette, desk, qtbot):
    type_in(palette.box, "hbnl7")
    qtbot.waitUntil(palette.box.panel.isVisible)
    assert palette.rect().contains(palette.box.panel.geometry())
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert chosen.args == [node_id(desk.store, "厦门市思明区湖滨南路7号")]
    assert not palette.isVisible()


def test_escape_closes_the_hits_and_then_the_palette(palette, qtbot):
    type_in(palette.box, "1")
    qtbot.waitUntil(palette.box.panel.isVisible)
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert palette.isVisible()
    assert not palette.box.panel.isVisible()
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_hits_go_away_with_the_keyboard(page, qtbot):
    look_for(page, qtbot, "1")
    QApplication.sendEvent(page.search, QFocusEvent(QEvent.Type.FocusOut))
    assert not page.search.panel.isVisible()


def test_hits_that_are_shown_follow_the_register_and_keep_the_chosen_one(page, desk, qtbot):
    look_for(page, qtbot, "湖滨南路1")
    press(page, qtbot, Qt.Key.Key_Down)
    chosen = page.search.list.currentIndex().data()
    wanted = next(hit for hit in page.search.hits.hits if hit.full_text not in ("", chosen))
    with desk.store.write(ADMIN, "import.promote", "test") as work:
        work.conn.execute(update(node).where(node.c.id == wanted.id).values(legal="suspended"))
        work.note("node", str(wanted.id), "{}", "{}")
    page.search.look_again()
    qtbot.waitUntil(lambda: any(hit.legal == "suspended" for hit in page.search.hits.hits))
    assert page.search.list.currentIndex().data() == chosen
    page.search.close_hits()
    page.search.look_again()
    assert not page.search.panel.isVisible()
