"""更正 and 批量编辑: the forms that set columns."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.domain.address import NodeKind
from db.domain.errors import BadAddress
from db.domain.geo import BadPoint, Datum, check
from db.domain.plan import Act, Edit, Plan
from db.domain.state import EXISTENCE, Existence
from db.store.queries import DivisionRow, NodeRow
from desktop.editing.examples import pattern_hint
from desktop.editing.form import LONGEST_PART, Form, Unfinished
from desktop.editing.verdict import Task
from desktop.i18n import translate
from desktop.terms import existence_term
from desktop.widgets.area_chooser import AreaChooser

_MOST_FLOORS = 200
_DATUMS = ("CGCS2000", "GCJ-02", "BD-09")


def side_box(now: str | None) -> QComboBox:
    """A choice of the side of the street; with None, of a change."""
    box = QComboBox()
    for value, name in (
        ("", translate("editing", "不分侧")),
        ("left", translate("editing", "左侧")),
        ("right", translate("editing", "右侧")),
    ):
        box.addItem(name, value)
    box.setCurrentIndex(max(0, box.findData(now or "")))
    return box


def existence_box(now: str, states: Collection[Existence] = tuple(Existence)) -> QComboBox:
    """A choice of the existence axis."""
    box = QComboBox()
    for state in Existence:
        if state in states:
            box.addItem(existence_term(state.value), state.value)
    box.setCurrentIndex(max(0, box.findData(now)))
    return box


def floor_of(text: str) -> int | str:
    """A floor as typed; ``""`` is none.

    Raises:
        BadAddress: it is no floor.
    """
    clean = text.strip()
    if not clean:
        return ""
    try:
        floor = int(clean)
    except ValueError as error:
        raise BadAddress(field="floor", text=text, why="unreadable") from error
    if not -9 <= floor <= _MOST_FLOORS or not floor:
        raise BadAddress(field="floor", text=text, why="unreadable")
    return floor


def _degrees(text: str) -> float | None:
    clean = text.strip()
    if not clean:
        return None
    try:
        return float(clean)
    except ValueError as error:
        raise BadPoint("not_a_number") from error


class CorrectForm(Form):
    """更正: what was entered wrongly."""

    def __init__(self, rows: Sequence[NodeRow], parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        row = rows[0]
        self.part = QLineEdit(row.own_text)
        self.part.setMaxLength(LONGEST_PART)
        self.side = side_box(row.side)
        self.floor = QLineEdit("" if row.floor is None else str(row.floor))
        self.floor.setPlaceholderText(translate("editing", "地下填负数，如 -1"))
        stands = Existence(row.existence)
        self.existence = existence_box(row.existence, {stands, *EXISTENCE[stands]})
        self.lng, self.lat, self.datum = QLineEdit(), QLineEdit(), QComboBox()
        self.datum.addItems(_DATUMS)
        for box in (self.lng, self.lat):
            box.setPlaceholderText(translate("editing", "留空则不改"))
        self._build(is_door=row.kind == NodeKind.DOOR.value)
        for line in (self.part, self.floor, self.lng, self.lat):
            line.textChanged.connect(self.changed)
        for choice in (self.side, self.existence, self.datum):
            choice.currentIndexChanged.connect(self.changed)

    def _build(self, *, is_door: bool) -> None:
        self.grid.addRow(translate("editing", "本级名称(&N)"), self.part)
        self.grid.addRow(translate("editing", "街侧(&S)"), self.side)
        self.grid.addRow(translate("editing", "楼层(&F)"), self.floor)
        self.grid.addRow(translate("editing", "存在状态(&E)"), self.existence)
        self.grid.addRow(translate("editing", "经度(&G)"), self.lng)
        self.grid.addRow(translate("editing", "纬度(&T)"), self.lat)
        self.grid.addRow(translate("editing", "坐标系(&Z)"), self.datum)
        self.grid.setRowVisible(self.side, is_door)
        self.grid.setRowVisible(self.floor, not is_door)
        self.add_problem_row()

    def task(self, day: str) -> Task:
        """Override Form."""
        edit = self._edit()
        if edit.is_empty:
            raise Unfinished(translate("editing", "还没有改动。"))
        return self.plan_task(Plan(Act.CORRECT, (edit,), effective_on=day))

    def _edit(self) -> Edit:
        row, floor = self.rows[0], floor_of(self.floor.text())
        part, side = self.part.text().strip(), str(self.side.currentData())
        existence = str(self.existence.currentData())
        lng, lat = _degrees(self.lng.text()), _degrees(self.lat.text())
        if (lng is None) != (lat is None):
            raise Unfinished(translate("editing", "经度和纬度要一起填。"))
        if lng is not None and lat is not None:
            check((lng, lat), Datum(self.datum.currentText()))
        return Edit(
            row.id,
            row.row_version,
            own_text=part if part != row.own_text else None,
            side=side if side != row.side else None,
            floor=floor if floor != ("" if row.floor is None else row.floor) else None,
            existence=existence if existence != row.existence else None,
            lng=lng,
            lat=lat,
            datum=self.datum.currentText() if lng is not None else None,
        )

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        return {
            "own_text": self.part.text(),
            "side": str(self.side.currentData()),
            "floor": self.floor.text(),
            "existence": str(self.existence.currentData()),
            "lng": self.lng.text(),
            "lat": self.lat.text(),
            "datum": self.datum.currentText(),
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        for name, line in (
            ("own_text", self.part),
            ("floor", self.floor),
            ("lng", self.lng),
            ("lat", self.lat),
        ):
            line.setText(texts.get(name, line.text()))
        for name, box in (("side", self.side), ("existence", self.existence)):
            box.setCurrentIndex(max(0, box.findData(texts.get(name, box.currentData()))))
        self.datum.setCurrentText(texts.get("datum", self.datum.currentText()))

    def first(self) -> QWidget:
        """Override Form."""
        return self.part


def _at_top(field: QWidget) -> QWidget:
    """A field as high as it is, on a page as high as the highest."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
    column.addStretch(1)
    return page


class BulkForm(Form):
    """批量编辑: one column of several addresses."""

    def __init__(
        self, rows: Sequence[NodeRow], units: Sequence[DivisionRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(rows, parent)
        self.unit_names = {unit.code: unit.name for unit in units}
        self.column, self._stack = QComboBox(), QStackedWidget()
        self.sought, self.put = QLineEdit(), QLineEdit()
        self.pattern, self.start, self.step = QLineEdit("{n}"), QSpinBox(), QSpinBox()
        self.floor = QLineEdit()
        self.side, self.existence = side_box(None), existence_box(rows[0].existence)
        self.area = AreaChooser(units)
        self.area.choose(rows[0].area_community)
        self._makers: list[tuple[str, Callable[[int, NodeRow], Edit]]] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        replace, number = QWidget(), QWidget()
        lines = QFormLayout(replace)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addRow(translate("editing", "查找(&F)"), self.sought)
        lines.addRow(translate("editing", "替换为(&P)"), self.put)
        lines = QFormLayout(number)
        lines.setContentsMargins(0, 0, 0, 0)
        self.pattern.setPlaceholderText(pattern_hint(NodeKind(self.rows[0].kind)))
        self.start.setRange(1, 99_999)
        self.step.setRange(1, 100)
        lines.addRow(translate("editing", "样式(&P)"), self.pattern)
        lines.addRow(translate("editing", "起始号(&B)"), self.start)
        lines.addRow(translate("editing", "间隔(&I)"), self.step)
        self.floor.setPlaceholderText(translate("editing", "留空则去掉楼层"))
        for code, name, field, make in (
            ("replace", translate("editing", "本级名称：查找替换"), replace, self._replaced),
            ("number", translate("editing", "本级名称：按样式依次编号"), number, self._numbered),
            ("floor", translate("editing", "楼层"), self.floor, self._on_floor),
            ("side", translate("editing", "街侧"), self.side, self._on_side),
            ("existence", translate("editing", "存在状态"), self.existence, self._existing),
            ("area", translate("editing", "所在社区"), self.area, self._in_area),
        ):
            self.column.addItem(name, code)
            self._stack.addWidget(_at_top(field))
            self._makers.append((code, make))
        self.grid.addRow(translate("editing", "改哪一列(&C)"), self.column)
        self.grid.addRow("", self._stack)
        self.add_problem_row()

    def _connect(self) -> None:
        self.column.currentIndexChanged.connect(self._stack.setCurrentIndex)
        self.column.currentIndexChanged.connect(self.changed)
        for line in (self.sought, self.put, self.pattern, self.floor):
            line.textChanged.connect(self.changed)
        for spin in (self.start, self.step):
            spin.valueChanged.connect(self.changed)
        for choice in (self.side, self.existence):
            choice.currentIndexChanged.connect(self.changed)
        self.area.changed.connect(self.changed)

    def task(self, day: str) -> Task:
        """Override Form."""
        _code, make = self._makers[self.column.currentIndex()]
        edits = tuple(make(at, row) for at, row in enumerate(self.rows))
        edits = tuple(edit for edit in edits if not edit.is_empty)
        if not edits:
            raise Unfinished(translate("editing", "还没有改动：选中的地址照这样都不变。"))
        return self.plan_task(Plan(Act.CORRECT, edits, effective_on=day))

    def _replaced(self, _at: int, row: NodeRow) -> Edit:
        find = self.sought.text()
        text = row.own_text.replace(find, self.put.text()) if find else row.own_text
        return Edit(row.id, row.row_version, own_text=text if text != row.own_text else None)

    def _numbered(self, at: int, row: NodeRow) -> Edit:
        pattern = self.pattern.text().strip()
        if "{n}" not in pattern:
            raise Unfinished(translate("editing", "样式里要有 {n}，各个地址才分得开。"))
        text = pattern.replace("{n}", str(self.start.value() + at * self.step.value()))
        return Edit(row.id, row.row_version, own_text=text if text != row.own_text else None)

    def _on_floor(self, _at: int, row: NodeRow) -> Edit:
        floor = floor_of(self.floor.text())
        same = floor == ("" if row.floor is None else row.floor)
        return Edit(row.id, row.row_version, floor=None if same else floor)

    def _on_side(self, _at: int, row: NodeRow) -> Edit:
        side = str(self.side.currentData())
        return Edit(row.id, row.row_version, side=side if side != row.side else None)

    def _existing(self, _at: int, row: NodeRow) -> Edit:
        existence = str(self.existence.currentData())
        return Edit(row.id, row.row_version, existence=existence if existence != row.existence else None)

    def _in_area(self, _at: int, row: NodeRow) -> Edit:
        code = self.area.code()
        if not code or code.endswith("000"):
            raise Unfinished(translate("editing", "请选到社区一级。"))
        return Edit(row.id, row.row_version, community=code if code != row.area_community else None)

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        return {
            "column": str(self.column.currentData()),
            "find": self.sought.text(),
            "put": self.put.text(),
            "pattern": self.pattern.text(),
            "start": str(self.start.value()),
            "step": str(self.step.value()),
            "floor": self.floor.text(),
            "side": str(self.side.currentData()),
            "existence": str(self.existence.currentData()),
            "area": self.area.code(),
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        lines = {"find": self.sought, "put": self.put, "pattern": self.pattern, "floor": self.floor}
        for name, line in lines.items():
            line.setText(texts.get(name, line.text()))
        for name, spin in (("start", self.start), ("step", self.step)):
            if texts.get(name, "").isdecimal():
                spin.setValue(int(texts[name]))
        choices = {"side": self.side, "existence": self.existence, "column": self.column}
        for name, box in choices.items():
            box.setCurrentIndex(max(0, box.findData(texts.get(name, box.currentData()))))
        if texts.get("area"):
            self.area.choose(texts["area"])

    def first(self) -> QWidget:
        """Override Form."""
        return self.column
