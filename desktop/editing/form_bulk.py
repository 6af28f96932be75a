"""批量编辑: the form that sets one column of several addresses, from a day on or as it should always have been."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.address import NodeKind
from db.domain.plan import Act, Edit, Plan
from db.store.queries import DivisionRow, NodeRow
from desktop.addresses.areas import AreaAsk, area_chooser
from desktop.addresses.page import Desk
from desktop.editing.acts import OPEN
from desktop.editing.examples import pattern_hint
from desktop.editing.form import Form, Unfinished
from desktop.editing.form_edit import existence_box, floor_of, side_box
from desktop.editing.tasks import title_of
from desktop.editing.verdict import Task
from desktop.i18n import translate

_CHANGE, _CORRECT = "change", "correct"
_DATED = frozenset({"replace", "number", "area"})
"""Columns of which past days are told: only they tell a change from a correction."""


def _at_top(field: QWidget) -> QWidget:
    """A field as high as it is, on a page as high as the highest."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
    column.addStretch(1)
    return page


class BulkForm(Form):
    """The form.

    Attributes:
        column: which one is set.
        way: whether approved addresses change from a day on, or were written wrongly from the start.
    """

    def __init__(
        self,
        desk: Desk,
        rows: Sequence[NodeRow],
        units: Sequence[DivisionRow],
        actor: Actor | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(rows, parent)
        self.unit_names = {unit.code: unit.name for unit in units}
        self.column, self._stack, self.way = QComboBox(), QStackedWidget(), QComboBox()
        self.sought, self.put = QLineEdit(), QLineEdit()
        self.pattern, self.start, self.step = QLineEdit("{n}"), QSpinBox(), QSpinBox()
        self.floor = QLineEdit()
        self.side, self.existence = side_box(None), existence_box(rows[0].existence)
        verbs = ("address.edit", "application.file")
        self.area = area_chooser(desk, units, AreaAsk("bulk", actor, verbs, first=rows[0].area_community))
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
        self.way.addItem(translate("editing", "变更：从生效之日起改，以前各日照旧"), _CHANGE)
        self.way.addItem(translate("editing", "更正：登记时就写错了，以前各日一并改正"), _CORRECT)
        self.grid.addRow(translate("editing", "变更还是更正(&H)"), self.way)
        self.add_problem_row()
        self._show_way()

    def _connect(self) -> None:
        self.column.currentIndexChanged.connect(self._stack.setCurrentIndex)
        self.column.currentIndexChanged.connect(self._show_way)
        self.column.currentIndexChanged.connect(self.changed)
        for line in (self.sought, self.put, self.pattern, self.floor):
            line.textChanged.connect(self.changed)
        for spin in (self.start, self.step):
            spin.valueChanged.connect(self.changed)
        for choice in (self.side, self.existence, self.way):
            choice.currentIndexChanged.connect(self.changed)
        self.area.changed.connect(self.changed)

    def _asks_way(self) -> bool:
        """Whether a past day would tell of it: what nobody approved yet was never in force."""
        return self.column.currentData() in _DATED and any(row.legal not in OPEN for row in self.rows)

    def _show_way(self) -> None:
        self.grid.setRowVisible(self.way, self._asks_way())

    def renew(self, rows: Sequence[NodeRow]) -> None:
        """Override Form."""
        super().renew(rows)
        self._show_way()

    def task(self, day: str) -> Task:
        """Override Form."""
        code, make = self._makers[self.column.currentIndex()]
        edits = tuple(make(at, row) for at, row in enumerate(self.rows))
        edits = tuple(edit for edit in edits if not edit.is_empty)
        if not edits:
            raise Unfinished(translate("editing", "还没有改动：选中的地址照这样都不变。"))
        act = self._act(code, edits)
        plan = Plan(act, edits, effective_on="" if act is Act.CORRECT else day)
        texts = {row.id: row.full_text for row in self.rows}
        return replace(self.plan_task(plan), title=title_of(plan, [texts[one] for one in plan.node_ids]))

    def _act(self, code: str, edits: Sequence[Edit]) -> Act:
        """What the wish is when it is filed: the same as of one address alone."""
        if not self._asks_way() or self.way.currentData() == _CORRECT:
            return Act.CORRECT
        if code == "area":
            return Act.MOVE
        wanted = {edit.node_id for edit in edits}
        doors = all(row.kind == NodeKind.DOOR.value for row in self.rows if row.id in wanted)
        return Act.RENUMBER if doors else Act.RENAME

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
            "way": str(self.way.currentData()),
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        lines = {"find": self.sought, "put": self.put, "pattern": self.pattern, "floor": self.floor}
        for name, line in lines.items():
            line.setText(texts.get(name, line.text()))
        for name, spin in (("start", self.start), ("step", self.step)):
            if texts.get(name, "").isdecimal():
                spin.setValue(int(texts[name]))
        choices = {"side": self.side, "existence": self.existence, "column": self.column, "way": self.way}
        for name, box in choices.items():
            box.setCurrentIndex(max(0, box.findData(texts.get(name, box.currentData()))))
        if texts.get("area"):
            self.area.choose(texts["area"])

    def first(self) -> QWidget:
        """Override Form."""
        return self.column
