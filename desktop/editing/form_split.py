"""拆分: the addresses that take over, and which of them takes which address below."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from db.domain.address import NodeKind
from db.domain.plan import Act, Plan
from db.domain.progress import Progress
from db.domain.state import LIVE_LEGAL
from db.services import addresses
from db.store.queries import NodeRow
from desktop.addresses.page import Desk
from desktop.editing.examples import part_hint
from desktop.editing.form import Form, Unfinished
from desktop.editing.form_new import MARKS
from desktop.editing.verdict import Task
from desktop.editing.words import taken_over
from desktop.i18n import translate
from desktop.work.job import Operation

_LINES_SHOWN, _ROWS_SHOWN = 3, 4
_STAYS = -1
_LIVING = frozenset(state.value for state in LIVE_LEGAL)


class SplitForm(Form):
    """The form.

    Attributes:
        parts: own parts of the new addresses, one a line or with a mark between them.
        stays: whether the old address stays beside them.
        below: the addresses below it and who takes each.
        share: gives the selected ones to one of the new addresses.
    """

    def __init__(self, desk: Desk, rows: Sequence[NodeRow], parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        self._desk = desk
        self._shares: dict[int, int] = {}
        self.parts, self.stays = QPlainTextEdit(), QCheckBox()
        self.below, self.share = QTableWidget(0, 2), QComboBox()
        self._build()
        self.parts.textChanged.connect(self._on_parts)
        self.stays.toggled.connect(self._on_parts)
        self.share.activated.connect(self._give)
        self._load()

    def _build(self) -> None:
        self.parts.setTabChangesFocus(True)
        example = part_hint(NodeKind(self.rows[0].kind))
        self.parts.setPlaceholderText(
            translate("editing", "每行一个或用顿号分开，{example}").format(example=example)
        )
        margins = 4 * int(self.parts.document().documentMargin()) + 2 * self.parts.frameWidth()
        self.parts.setFixedHeight(_LINES_SHOWN * self.fontMetrics().lineSpacing() + margins)
        self.stays.setText(translate("editing", "原地址保留，与新地址并存(&K)"))
        titles = [translate("editing", "下级地址"), translate("editing", "归入")]
        self.below.setHorizontalHeaderLabels(titles)
        self.below.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.below.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.below.verticalHeader().hide()
        self.below.setTabKeyNavigation(False)
        heads = self.below.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        row = self.below.verticalHeader().defaultSectionSize()
        self.below.setFixedHeight(row * _ROWS_SHOWN)
        # It is filled after it was shown.
        self.share.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.grid.addRow(translate("editing", "新地址(&N)"), self.parts)
        self.grid.addRow("", self.stays)
        self.grid.addRow(translate("editing", "下级归属"), self.below)
        self.grid.addRow(translate("editing", "选中的归入(&G)"), self.share)
        self.add_problem_row()
        self._show_below(shown=False)

    def _show_below(self, *, shown: bool) -> None:
        self.grid.setRowVisible(self.below, shown)
        self.grid.setRowVisible(self.share, shown)

    def _load(self) -> None:
        store, node_id = self._desk.store, self.rows[0].id

        def work(_progress: Progress) -> list[NodeRow]:
            ids = [child.id for child in addresses.child_ids(store, node_id)]
            found = addresses.node_rows(store, ids)
            return [found[one] for one in ids if found[one].legal in _LIVING]

        name = translate("editing", "读取下级地址")
        self._desk.runner.start(Operation(name, work, self._on_children, quiet=True), self)

    def _on_children(self, rows: list[NodeRow]) -> None:
        self.below.setRowCount(len(rows))
        for at, row in enumerate(rows):
            item = QTableWidgetItem(row.own_text)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.below.setItem(at, 0, item)
            self.below.setItem(at, 1, QTableWidgetItem())
        self._show_below(shown=bool(rows))
        self.grown.emit()
        self._on_parts()

    def _names(self) -> list[str]:
        lines = self.parts.toPlainText().splitlines()
        return [part.strip() for line in lines for part in MARKS.split(line) if part.strip()]

    def _on_parts(self) -> None:
        names = self._names()
        self.share.clear()
        if self.stays.isChecked():
            self.share.addItem(translate("editing", "留在原地址"), _STAYS)
        for at, name in enumerate(names):
            self.share.addItem(name, at)
        self._show_shares()
        self.changed.emit()

    def _taker(self, node_id: int) -> int:
        """Who takes an address below: as given, else the old one when it stays, else the first new one."""
        given = self._shares.get(node_id, _STAYS)
        if given >= len(self._names()):
            given = _STAYS
        return 0 if given == _STAYS and not self.stays.isChecked() else given

    def _show_shares(self) -> None:
        names = self._names()
        for at in range(self.below.rowCount()):
            taker = self._taker(self._child(at))
            known = 0 <= taker < len(names)
            text = names[taker] if known else translate("editing", "原地址")
            self.below.model().setData(self.below.model().index(at, 1), text)

    def _child(self, at: int) -> int:
        return int(self.below.model().index(at, 0).data(Qt.ItemDataRole.UserRole))

    def _give(self) -> None:
        taker = int(self.share.currentData())
        for index in self.below.selectionModel().selectedRows():
            self._shares[self._child(index.row())] = taker
        self._show_shares()
        self.changed.emit()

    def task(self, day: str) -> Task:
        """Override Form."""
        names, stays = self._names(), self.stays.isChecked()
        least = 1 if stays else 2
        if len(names) < least:
            raise Unfinished(
                translate("editing", "请填写至少 {n} 个新地址，每行一个或用顿号分开。").format(n=least)
            )
        children = [self._child(at) for at in range(self.below.rowCount())]
        shares = tuple((child, self._taker(child)) for child in children if self._taker(child) != _STAYS)
        successors = (self.rows[0].id,) if stays else ()
        return self.plan_task(
            Plan(
                Act.SPLIT,
                self.edits(),
                successors,
                new_own_texts=tuple(names),
                shares=shares,
                effective_on=day,
            ),
            "" if stays else taken_over(names),
        )

    def texts(self) -> Mapping[str, str]:
        """Override Form."""
        shares = json.dumps({str(child): taker for child, taker in self._shares.items()})
        stays = "1" if self.stays.isChecked() else ""
        return {"parts": self.parts.toPlainText(), "stays": stays, "shares": shares}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Override Form."""
        with suppress(ValueError, AttributeError):  # a file that was meddled with costs only the shares
            given = json.loads(texts.get("shares", "{}"))
            self._shares = {int(child): int(taker) for child, taker in given.items()}
        self.stays.setChecked(bool(texts.get("stays")))
        self.parts.setPlainText(texts.get("parts", ""))

    def first(self) -> QWidget:
        """Override Form."""
        return self.parts
