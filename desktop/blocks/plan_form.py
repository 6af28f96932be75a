"""The form in which a block is described: buildings, stairs, floors, rooms, their numbers, and exceptions."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from db.domain.address import NodeKind
from db.domain.block import MOST_ON_FLOOR, Act, BlockPlan, Deviation
from db.domain.block_text import FORMS, read_form
from db.domain.errors import BadAddress
from db.domain.state import BORN, Existence
from desktop.blocks.deviations import COLUMNS, DeviationTable
from desktop.i18n import translate
from desktop.shell.inks import bad_ink
from desktop.terms import existence_term

_EXAMPLE = ("1", "2"), 12, 3
"""Building, stair, floor and position that the form of a number is shown with."""


class PlanForm(QWidget):
    """The form.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, under: NodeKind | None, parent: QWidget | None = None) -> None:
        """Build the form.

        Args:
            under: level of the address the block hangs under; levels at or above it are not asked for.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.buildings, self.stairs, self.floors = QLineEdit(), QLineEdit(), QLineEdit()
        self.skipped_floors, self.skipped_rooms = QLineEdit(), QLineEdit()
        self.rooms = QSpinBox()
        self.form, self.existence = QComboBox(), QComboBox()
        self.running = QCheckBox(translate("blocks", "同一幢各梯的房号接着排(&C)"))
        self.with_floors = QCheckBox(translate("blocks", "建立「层」这一级(&L)"))
        self.deviations = DeviationTable()
        self._example = QLabel()
        self._boxes: dict[str, QWidget] = {
            "buildings": self.buildings,
            "stairs": self.stairs,
            "floors": self.floors,
            "rooms": self.rooms,
            "form": self.form,
            "skipped_floors": self.skipped_floors,
            "skipped_rooms": self.skipped_rooms,
        }
        self._asked = {
            "buildings": under in (None, NodeKind.DOOR),
            "stairs": under is not NodeKind.STAIR,
        }
        self._build()
        self._connect()

    def _build(self) -> None:
        self.rooms.setRange(0, MOST_ON_FLOOR)
        self.rooms.setValue(BlockPlan().rooms)
        self.form.setEditable(True)
        self.form.addItems(list(FORMS))
        self.form.setToolTip(
            translate("blocks", "{层}{序} 是楼层和户的序号；{序2} 补足两位，{字母} 用 A、B…，还可用 {幢}{梯}")
        )
        for state in BORN:
            self.existence.addItem(existence_term(state.value), state.value)
        for box, hint in (
            (self.buildings, translate("blocks", "如 1-6、A栋；没有就留空")),
            (self.stairs, translate("blocks", "每幢的梯位，如 1-2；没有就留空")),
            (self.floors, translate("blocks", "如 1~18；地下写 -2~18 或 负一")),
            (self.skipped_floors, translate("blocks", "没有的层号，如 4、13、14、24")),
            (self.skipped_rooms, translate("blocks", "没有的户序号，如 4")),
        ):
            box.setPlaceholderText(hint)
        self._example.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        form = QFormLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for name, label in (
            ("buildings", translate("blocks", "楼栋(&B)")),
            ("stairs", translate("blocks", "梯位(&T)")),
            ("floors", translate("blocks", "楼层(&F)")),
            ("rooms", translate("blocks", "每层户数(&N)")),
            ("form", translate("blocks", "房号样式(&R)")),
        ):
            if self._asked.get(name, True):
                form.addRow(label, self._boxes[name])
        form.addRow("", self._example)
        form.addRow(translate("blocks", "跳过楼层(&S)"), self.skipped_floors)
        form.addRow(translate("blocks", "跳过户号(&K)"), self.skipped_rooms)
        form.addRow(translate("blocks", "存在状态(&X)"), self.existence)
        form.addRow("", self.running)
        form.addRow("", self.with_floors)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addLayout(form)
        column.addWidget(QLabel(translate("blocks", "例外（后面的行优先）：")))
        column.addWidget(self.deviations)
        column.addStretch(1)
        self.running.setVisible(self._asked["stairs"])
        self._show_example()

    def _connect(self) -> None:
        for box in (self.buildings, self.stairs, self.floors, self.skipped_floors, self.skipped_rooms):
            box.textChanged.connect(self._on_change)
        self.rooms.valueChanged.connect(self._on_change)
        self.form.editTextChanged.connect(self._on_change)
        self.existence.currentIndexChanged.connect(self._on_change)
        self.running.toggled.connect(self._on_change)
        self.with_floors.toggled.connect(self._on_change)
        self.deviations.changed.connect(self._on_change)

    # -- what was typed -----------------------------------------------------------------------------------------------

    def plan(self) -> BlockPlan:
        """The block as described."""
        return BlockPlan(
            buildings=self.buildings.text(),
            stairs=self.stairs.text(),
            floors=self.floors.text(),
            rooms=self.rooms.value(),
            form=self.form.currentText(),
            skipped_floors=self.skipped_floors.text(),
            skipped_rooms=self.skipped_rooms.text(),
            running=self.running.isChecked(),
            with_floors=self.with_floors.isChecked(),
            exceptions=self.deviations.deviations(),
            existence=Existence(self.existence.currentData()),
        )

    def fields(self) -> dict[str, str]:
        """What stands in the form, for keeping it while it is typed."""
        return {"plan": json.dumps(asdict(self.plan()), ensure_ascii=False)}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Put back what stood in the form.

        Raises:
            ValueError, KeyError, TypeError: it is no plan.
        """
        said = json.loads(fields["plan"])
        lines = [Deviation(Act(one.pop("act")), **one) for one in said.pop("exceptions")]
        existence = Existence(said.pop("existence", Existence.EXISTS))
        self.show_plan(BlockPlan(**said, exceptions=tuple(lines), existence=existence))

    def show_plan(self, plan: BlockPlan) -> None:
        """Put a plan into the form."""
        for box, text in (
            (self.buildings, plan.buildings),
            (self.stairs, plan.stairs),
            (self.floors, plan.floors),
            (self.skipped_floors, plan.skipped_floors),
            (self.skipped_rooms, plan.skipped_rooms),
        ):
            box.setText(text)
        self.rooms.setValue(plan.rooms)
        self.form.setEditText(plan.form)
        self.existence.setCurrentIndex(self.existence.findData(plan.existence.value))
        self.running.setChecked(plan.running)
        self.with_floors.setChecked(plan.with_floors)
        self.deviations.clear()
        for said in plan.exceptions:
            self.deviations.add(said)

    def mark_fault(self, field: str) -> None:
        """Show which field is wrong; ``""`` for none."""
        for name, box in self._boxes.items():
            box.setStyleSheet(f"border: 2px solid {bad_ink(self)}" if name == field else "")
        first, _, rest = field.partition(".")
        row, _, column = rest.partition(".")
        is_line = first == "exceptions" and row.isdecimal()
        self.deviations.mark_fault(int(row) if is_line else -1, COLUMNS.get(column, -1))

    def _on_change(self) -> None:
        self._show_example()
        self.changed.emit()

    def _show_example(self) -> None:
        where, floor, position = _EXAMPLE
        try:
            number = read_form(self.form.currentText(), "form").write(where, floor, position)
        except BadAddress:
            self._example.setText("")
            return
        words = translate("blocks", "例：{floor} 层第 {n} 户 → {number}室")
        self._example.setText(words.format(floor=floor, n=position, number=number))
