"""Where an address may be moved to: what is not one's own is grey, and the last goal comes back."""

import pytest
from PySide6.QtCore import Qt

from db.domain.access import Actor, Role
from desktop.editing.acts import Verb
from tests.desktop.addresses.register import COMMUNITY, NEIGHBOUR, node_id
from tests.desktop.editing.conftest import Window
from tests.desktop.editing.test_verbs import STREET, confirm, open_verb, row_of

WORKER = Actor(2, "worker", "吴社工", ((Role.AREA_CLERK, COMMUNITY),), "desk-2")
_TIP = Qt.ItemDataRole.ToolTipRole


def _offers(box) -> dict[str, tuple[bool, str]]:
    """What a box offers: whether it may be chosen, and what is said where the mouse rests on it."""
    model = box.model()
    lines = [model.index(row, 0) for row in range(box.count())]
    may = Qt.ItemFlag.ItemIsEnabled
    return {one.data(): (bool(one.flags() & may), one.data(_TIP) or "") for one in lines}


@pytest.fixture
def worker(desk, tmp_path, qtbot):
    made = Window(desk, tmp_path, qtbot, WORKER)
    yield made
    made.main.close()


@pytest.mark.parametrize("verb", [Verb.MOVE, Verb.BULK])
def test_a_community_that_is_not_ones_own_is_grey_and_says_why(worker, verb):
    worker.go_to_street(STREET + "7号")
    worker.select("2号", "3号")
    area = open_verb(worker, verb).form.area
    community = next(box for box in area.boxes if box.accessibleName() == "社区")
    offers = _offers(community)
    assert (offers["莲兴社区"][0], offers["莲秀社区"][0]) == (True, False)
    assert "管辖区域" in offers["莲秀社区"][1]
    assert "某某生活区虚拟社区" not in offers
    area.choose(NEIGHBOUR)
    assert area.code() == COMMUNITY


def test_the_preview_of_a_move_says_when_it_would_lie_outside(worker, qtbot):
    moved = worker.go_to(STREET + "7号")
    dialog = open_verb(worker, Verb.MOVE)
    far = node_id(worker.desk.store, STREET + "31号")
    assert row_of(worker.desk.store, far).area_community == NEIGHBOUR
    dialog.form.has_area.setChecked(True)
    dialog.form.area._within = ("",)
    dialog.form.area._fill(0)
    dialog.form.area.choose(NEIGHBOUR)
    worker.checked(dialog)
    assert not dialog.ok.isEnabled()
    assert "不在您的管辖区域" in dialog.pane.model.lines[0].cells[2]
    assert row_of(worker.desk.store, moved).area_community == COMMUNITY


def test_a_road_chosen_in_the_five_levels_is_the_new_parent(window, qtbot):
    moved = window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.MOVE)
    form = dialog.form
    assert [box.accessibleName() for box in form.area.boxes] == ["市", "区", "镇街", "社区", "路、小区"]
    road = form.area.boxes[-1]
    form.has_area.setChecked(True)
    road.setCurrentIndex(road.findText("莲花一里"))
    assert form.picker.target is not None
    assert form.picker.target.text.endswith("莲兴社区莲花一里")
    road.setCurrentIndex(0)
    assert form.picker.target is None
    road.setCurrentIndex(road.findText("莲花一里"))
    confirm(window, dialog)
    assert row_of(window.desk.store, moved).full_text == "厦门市思明区莲花一里7号"


def test_the_goal_of_last_time_comes_back_without_its_road(window, qtbot):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.MOVE)
    dialog.form.has_area.setChecked(True)
    dialog.form.area.choose(NEIGHBOUR)
    confirm(window, dialog)
    window.go_to(STREET + "9号")
    dialog = open_verb(window, Verb.MOVE)
    assert (dialog.form.area.code(), dialog.form.area.place()) == (NEIGHBOUR, 0)
    assert not dialog.form.has_area.isChecked()


def pick(window, qtbot, picker, *names: str) -> None:
    """Pick a line of the tree by the lines above it."""
    if not picker.by_tree.isChecked():
        picker.by_tree.click()
    qtbot.waitUntil(lambda: picker.tree.model() is not None and picker.tree.model().rowCount() > 0)
    model = picker.tree.model()
    here = model.index(0, 0)
    for name in names:
        picker.tree.expand(here)
        rows = lambda here=here: [model.index(row, 0, here) for row in range(model.rowCount(here))]  # noqa: E731
        qtbot.waitUntil(lambda name=name, rows=rows: any(one.data() == name for one in rows()))
        here = next(one for one in rows() if one.data() == name)
    picker.tree.setCurrentIndex(here)


def test_a_road_picked_in_the_tree_is_meant_where_it_was_picked(window, qtbot):
    moved = window.go_to("厦门市思明区莲花一里1号")
    dialog = open_verb(window, Verb.MOVE)
    form = dialog.form
    pick(window, qtbot, form.picker, "嘉莲街道", "莲秀社区", "湖滨南路")
    assert (form.has_area.isChecked(), form.area.code()) == (True, NEIGHBOUR)
    pick(window, qtbot, form.picker, "嘉莲街道", "莲兴社区", "湖滨南路")
    assert not form.has_area.isChecked()
    pick(window, qtbot, form.picker, "嘉莲街道", "莲秀社区", "湖滨南路")
    (edit,) = form.task("").plan.edits
    assert edit.community == NEIGHBOUR
    qtbot.keyClicks(form.picker.line, "9")
    assert not form.has_area.isChecked()
    form.has_area.setChecked(True)
    qtbot.keyClicks(form.picker.line, "9")
    assert form.has_area.isChecked()  # what was ticked by hand stays
    dialog.reject()
    assert row_of(window.desk.store, moved).area_community == COMMUNITY
