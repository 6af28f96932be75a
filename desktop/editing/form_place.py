"""移动 and 合并: the forms that ask for another address."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from db.domain.access import Actor
from db.domain.plan import Act, Edit, Plan
from db.store.queries import DivisionRow, NodeRow
from desktop.addresses.areas import FIVE, AreaAsk, area_chooser
from desktop.addresses.page import Desk
from desktop.editing.form import Form, Unfinished
from desktop.editing.target import Target, TargetPicker
from desktop.editing.verdict import Task
from desktop.editing.words import merged_into
from desktop.i18n import translate

_COMMUNITY_DIGITS = 12


def target_texts(target: Target | None) -> dict[str, str]:
    """A target to be kept on disk."""
    if target is None:
        return {}
    return {"target": str(target.id), "target_text": target.text, "is_place": "1" if target.is_place else ""}


def target_from(texts: Mapping[str, str]) -> Target | None:
    """A target that was kept."""
    number = texts.get("target", "")
    if not number.isdecimal():
        return None
    return Target(int(number), texts.get("target_text", number), bool(texts.get("is_place")))


class MoveForm(Form):
    """移动: below another address or place, into another community, or both.

    Attributes:
        picker: the new parent.
        has_area: whether the community changes.
        area: the new community; a road or compound chosen in it is the new parent.
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
        self.picker = TargetPicker(desk)
        self.unit_names = {unit.code: unit.name for unit in units}
        self.has_area = QCheckBox(translate("editing", "划入社区、路(&Q)"))
        verbs, home = ("address.edit", "application.file"), rows[0].area_community
        self.area = area_chooser(desk, units, AreaAsk("move", actor, verbs, FIVE, home))
        # The community of last time, but no road: that would be a new parent.
        self.area.choose(self.area.code())
        self.area.setEnabled(False)
        self._from_area: Target | None = None
        self._by_tree = False
        self.grid.addRow(translate("editing", "新上级(&U)"), self.picker)
        self.grid.addRow(self.has_area, self.area)
        self.add_problem_row()
        self.picker.changed.connect(self._on_target)
        self.picker.grown.connect(self.grown)
        self.has_area.toggled.connect(self.area.setEnabled)
        self.has_area.toggled.connect(self._on_area)
        self.area.changed.connect(self._on_area)

    def _on_area(self) -> None:
        """A road chosen in the area is the new parent until it is chosen there no more."""
        self._by_tree = False
        place = self.area.place() if self.has_area.isChecked() else 0
        former, self._from_area = self._from_area, None
        if place:
            self._from_area = Target(place, self.area.text(), is_place=True)
            self.picker.choose(self._from_area)
        elif former is not None and self.picker.target is former:
            self.picker.choose(None)
        self.changed.emit()

    def _on_target(self) -> None:
        """A road picked in the tree below another community is meant there, until something else is picked."""
        target = self.picker.target
        there = target.community if target is not None else ""
        if there and any(row.area_community != there for row in self.rows):
            self.area.choose(there)
            self.has_area.setChecked(self.area.code() == there)
            self._by_tree = self.has_area.isChecked()
        elif self._by_tree:
            self.has_area.setChecked(False)
        self.changed.emit()

    def task(self, day: str) -> Task:
        """Override Form."""
        community = self._community()
        if self.picker.target is None and community is None:
            raise Unfinished(translate("editing", "请选定新的上级，或勾选要划入的社区。"))
        parent_id = self.picker.target.id if self.picker.target else None
        edits = tuple(
            Edit(
                row.id,
                row.row_version,
                parent_id=parent_id if parent_id != row.parent_id else None,
                community=community if community != row.area_community else None,
            )
            for row in self.rows
        )
        edits = tuple(edit for edit in edits if not edit.is_empty)
        if not edits:
            raise Unfinished(translate("editing", "还没有改动：选中的地址照这样都不变。"))
        return self.plan_task(Plan(Act.MOVE, edits, effective_on=day))

    def _community(self) -> str | None:
        if not self.has_area.isChecked():
            return None
        code = self.area.code()
        if len(code) != _COMMUNITY_DIGITS or code.endswith("000"):
            raise Unfinished(translate("editing", "请选到社区一级。"))
        return code

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        area = self.area.code() if self.has_area.isChecked() else ""
        return {**target_texts(self.picker.target), "area": area}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        target = target_from(texts)
        if target is not None:
            self.picker.choose(target)
        if texts.get("area"):
            self.area.choose(texts["area"])
            self.has_area.setChecked(True)

    def first(self) -> QWidget:
        """Override Form."""
        return self.picker.line


class MergeForm(Form):
    """合并: which of the addresses stays, or another one.

    Attributes:
        stays: the selected addresses, and "another one" last.
        picker: the other one.
    """

    def __init__(self, desk: Desk, rows: Sequence[NodeRow], parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        self.stays, self.picker = QComboBox(), TargetPicker(desk, only_nodes=True)
        if len(rows) > 1:
            for row in rows:
                self.stays.addItem(row.full_text, row.id)
        self.stays.addItem(translate("editing", "另选一个地址…"), 0)
        self.stays.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.stays.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.grid.addRow(translate("editing", "保留(&K)"), self.stays)
        self.grid.addRow("", self.picker)
        self.add_problem_row()
        self.grid.setRowVisible(self.picker, len(rows) == 1)
        self.stays.currentIndexChanged.connect(self._on_chosen)
        self.picker.changed.connect(self.changed)
        self.picker.grown.connect(self.grown)

    def _on_chosen(self) -> None:
        self.grid.setRowVisible(self.picker, not self.stays.currentData())
        self.grown.emit()
        self.changed.emit()

    def task(self, day: str) -> Task:
        """Override Form."""
        stays, text = self._chosen()
        edits = tuple(edit for edit in self.edits() if edit.node_id != stays)
        if not edits:
            raise Unfinished(translate("editing", "保留的地址不能就是被合并的那一个。"))
        return self.plan_task(Plan(Act.MERGE, edits, (stays,), effective_on=day), merged_into((text,)))

    def _chosen(self) -> tuple[int, str]:
        """The address that stays."""
        stays = int(self.stays.currentData() or 0)
        if stays:
            return stays, self.stays.currentText()
        if self.picker.target is None:
            raise Unfinished(translate("editing", "请选定合并之后保留的地址。"))
        return self.picker.target.id, self.picker.target.text

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        return {**target_texts(self.picker.target), "stays": str(self.stays.currentData() or 0)}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        target = target_from(texts)
        if target is not None:
            self.picker.choose(target)
        at = self.stays.findData(int(texts.get("stays", "0") or 0))
        self.stays.setCurrentIndex(max(0, at))

    def first(self) -> QWidget:
        """Override Form."""
        return self.stays if len(self.rows) > 1 else self.picker.line
