import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from db.domain.geo import PLANE, Datum
from desktop.addresses.page import Desk
from desktop.sketch.add_dialog import AddDialog
from desktop.sketch.pane import SketchPane
from desktop.sketch.plan_dialog import PlanDialog
from desktop.sketch.tools import SketchTools
from desktop.work.drafts import Draft
from tests.desktop.sketch.test_sketch import SPOT, metres_from


@pytest.fixture
def began(desk: Desk, tmp_path: Path) -> None:
    desk.drafts.begin(tmp_path / "drafts", "zhang")


def left_by_a_crash(desk: Desk, tmp_path: Path, dialog: AddDialog | PlanDialog) -> Draft:
    """What the next program finds of an open dialog."""
    desk.drafts.close()
    desk.drafts.begin(tmp_path / "drafts", "zhang")
    dialog.reject()
    (left,) = desk.drafts.left
    return left


def plan_of(tmp_path: Path) -> Path:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    file = tmp_path / "总平面图20260101001.png"
    image.save(str(file))
    return file


def test_a_half_filled_layer_is_gone_on_with(
    began: None, pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    lines = {"type": "LineString", "coordinates": [SPOT, metres_from(9, 9)]}
    spots = {"type": "Point", "coordinates": SPOT}
    features = [{"type": "Feature", "properties": {}, "geometry": one} for one in (lines, spots)]
    file = tmp_path / "13800138000.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    tools.read(pane, file)
    before = tools.dialog
    assert isinstance(before, AddDialog)
    before.name.setText("新路")
    before.datum.setCurrentIndex(before.datum.findData(Datum.BD09))
    before.kinds[0].setChecked(False)
    left = left_by_a_crash(desk, tmp_path, before)
    tools.resume(pane, left)
    dialog = tools.dialog
    assert isinstance(dialog, AddDialog)
    assert dialog is not before
    assert (dialog.name.text(), dialog.datum.currentData()) == ("新路", Datum.BD09)
    assert [box.isChecked() for box in dialog.kinds] == [False, True]
    dialog.reject()
    assert not desk.drafts.is_open(left)


def test_points_of_a_site_plan_outlive_a_crash_even_half_a_number(
    began: None, pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    tools.read(pane, plan_of(tmp_path))
    before = tools.dialog
    assert isinstance(before, PlanDialog)
    before.table.add((1.0, 2.0), SPOT)
    before.table.add((301.0, 202.0), metres_from(150, -100))
    before.table.item(1, 2).setText("118.")
    before.name.setText("官任小区")
    typed = before.table.text()
    left = left_by_a_crash(desk, tmp_path, before)
    tools.resume(pane, left)
    dialog = tools.dialog
    assert isinstance(dialog, PlanDialog)
    assert (dialog.name.text(), dialog.table.text()) == ("官任小区", typed)
    assert dialog.table.item(1, 2).text() == "118."
    dialog.table.item(1, 2).setText(str(metres_from(150, -100)[0]))
    assert dialog.fit().metres_per_pixel == pytest.approx(0.5, rel=0.01)
    dialog.reject()
    assert not desk.drafts.is_open(left)


def test_a_plan_that_is_laid_anew_is_gone_on_with(
    began: None, pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    pane.show()
    tools.read(pane, plan_of(tmp_path))
    first = tools.dialog
    assert isinstance(first, PlanDialog)
    east, north = PLANE.metres(SPOT)
    for x, y in ((0.0, 0.0), (400.0, 0.0)):
        first.table.add((x, y), PLANE.degrees((east + x / 2, north + y)))
    first.keep()
    QTest.qWait(600)
    (layer,) = pane.view.scene.layers
    tools._lay_again(pane, layer.layer.id)
    before = tools.dialog
    assert isinstance(before, PlanDialog)
    before.table.add((400.0, 300.0), metres_from(200, -150))
    left = left_by_a_crash(desk, tmp_path, before)
    tools.resume(pane, left)
    dialog = tools.dialog
    assert isinstance(dialog, PlanDialog)
    assert dialog is not before
    assert dialog.table.rowCount() == 3
    assert not dialog.name.isEnabled()
    dialog.reject()


def test_a_plan_that_was_put_away_meanwhile_is_told(
    began: None, pane: SketchPane, tools: SketchTools, desk: Desk, tmp_path: Path
) -> None:
    kept = desk.drafts.hold(Draft("sketch.plan", "总平面图配准", ids=(7,)))
    kept.keep({"points": ""})
    desk.drafts.close()
    desk.drafts.begin(tmp_path / "drafts", "zhang")
    told: list[str] = []
    tools.told.connect(told.append)
    tools.resume(pane, desk.drafts.left[0])
    assert told == ["上次配准的图层已不在略图上。"]
    assert desk.drafts.left == ()
