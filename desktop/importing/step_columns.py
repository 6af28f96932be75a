"""The third step: what each column means, and whether ranges are spread out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.domain.importing import Field, Kind, told_as_kept
from db.services.import_mappings import Understood
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.survey import SheetSurvey
from desktop.i18n import translate
from desktop.importing.field_names import offered_name
from desktop.importing.operations import Surveyed

_QR_FIELDS = (Field.LOCAL_ID, Field.ADDRESS, Field.ADDR_CODE, Field.PAYLOAD, Field.NOTE, Field.SERIAL)
_NOT_OF_ADDRESSES = frozenset({Field.PAYLOAD, Field.LOCAL_ID})


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the delivery, wherever it stands.

    Attributes:
        key: as the reader compares it.
        text: as it is written.
        letters: of its columns, separated by blanks.
        field: what it means, ``""`` for nothing.
        samples: some texts below it.
    """

    key: str
    text: str
    letters: str
    field: str
    samples: tuple[str, ...]


def headings(found: Surveyed, columns: Mapping[str, str]) -> list[Heading]:
    """The headings of the sheets that are read, each once, as they are understood.

    Args:
        found: what lies in the files.
        columns: what the clerk said, by heading; it stands over what was remembered, and that over the guess.
    """
    told: dict[str, Heading] = {}
    for sheet in used_lists(found):
        known = found.remembered.get(sheet.headings, {})
        for column in sheet.columns:
            before = told.get(column.key)
            letters = column.letter
            if before is not None and letters not in before.letters.split():
                letters = f"{before.letters} {letters}"
            meant = columns.get(column.key, known.get(column.key, column.field))
            samples = before.samples if before and before.samples else column.samples
            told[column.key] = Heading(column.key, column.heading, letters, meant, samples)
    return list(told.values())


def used_lists(found: Surveyed) -> list[SheetSurvey]:
    """The sheets with columns that are read."""
    return [one for file in found.sheets for one in file.sheets if one.used and one.shape == "list"]


def lone_address(found: Surveyed) -> dict[str, str]:
    """A sheet of one column without a heading can only hold written addresses."""
    return {
        sheet.columns[0].key: Field.ADDRESS.value
        for sheet in used_lists(found)
        if len(sheet.columns) == 1 and not sheet.columns[0].field
    }


def understood(found: Surveyed, columns: Mapping[str, str]) -> list[Understood]:
    """The columns as they are to be remembered, by set of headings; one without any meaning is not worth it."""
    sets = {sheet.headings for sheet in used_lists(found) if sheet.header_rows}
    meanings = {one.key: one.field for one in headings(found, columns)}
    told = (Understood(heads, {key: meanings[key] for key in sorted(heads)}) for heads in sets)
    return [one for one in told if any(one.fields.values())]


class ColumnsStep(QWidget):
    """The step.

    Signals:
        changed: (columns by heading) the clerk said what a column means.
        reading_changed: (expand, dates, dashes) ranges, dates or dashes are to be read differently.
    """

    changed = Signal(object)
    reading_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._headings: list[Heading] = []
        self._options = ReadOptions()
        self.table = QTableWidget(0, 4)
        self.note = QLabel()
        self.expand = QCheckBox(translate("importing", "把「101-108」「12至20号」和楼盘表逐一展开成地址(&E)"))
        self.dates = QCheckBox(
            translate("importing", "被 Excel 变成日期的门牌（12月1日）按原意 12-1 读取(&D)")
        )
        self.dashes = QCheckBox(translate("importing", "门牌「1-2号」是 1号之二，不是 1号到 2号(&U)"))
        self._build()
        for box in (self.expand, self.dates, self.dashes):
            box.clicked.connect(self._on_reading)

    def _build(self) -> None:
        self.note.setWordWrap(True)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.table.setAccessibleName(translate("importing", "列的对应"))
        self.table.setHorizontalHeaderLabels(
            [
                translate("importing", "文件里的列"),
                translate("importing", "列号"),
                translate("importing", "前几个内容"),
                translate("importing", "对应本系统的栏目"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().horizontalAdvance("M")
        for at, width in ((0, 16), (1, 7), (3, 18)):
            self.table.setColumnWidth(at, width * letter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        for box in (self.expand, self.dates, self.dashes):
            column.addWidget(box)

    def show_files(self, found: Surveyed, options: ReadOptions) -> None:
        """Show the columns as they are understood."""
        boxes = {one.key: self.table.cellWidget(row, 3) for row, one in enumerate(self._headings)}
        held = next((key for key, box in boxes.items() if box is not None and box.hasFocus()), None)
        self._options = options
        self._headings = headings(found, options.columns)
        self.table.setRowCount(len(self._headings))
        for row, one in enumerate(self._headings):
            texts = (one.text, one.letters, "\u2003".join(one.samples))
            for at, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, at, item)
            meant = self._box(one, options.kind)
            self.table.setCellWidget(row, 3, meant)
            if one.key == held:  # the next arrow goes on in it
                meant.setFocus()
        self.expand.setChecked(options.expand)
        self.dates.setChecked(options.take_recovered)
        self.dashes.setChecked(options.dash_is_suffix)
        for box in (self.expand, self.dates, self.dashes):
            box.setVisible(options.kind is Kind.ADDRESSES)
        self._say(found, options.kind)

    def _say(self, found: Surveyed, kind: Kind) -> None:
        if not self._headings:
            self.note.setText(translate("importing", "选中的都是楼盘表，不用对应列，直接看下一步。"))
            return
        said = [translate("importing", "核对每一列的意思，认错了就改；不需要的列选「不导入」。")]
        sets = {sheet.headings for sheet in used_lists(found)}
        if any(found.remembered.get(heads) for heads in sets):
            said.append(translate("importing", "这种表头以前导入过，已按上次的对应填好。"))
        idle = told_as_kept(kind)
        if any(one.field in idle for one in self._headings):
            said.append(
                translate(
                    "importing",
                    "标着「不入库」的不进地址库，只随批次留存，以后在「以往批次—查看原行」里可查、可导出。",
                )
            )
        self.note.setText("".join(said))

    def _box(self, one: Heading, kind: Kind) -> QComboBox:
        box = QComboBox()
        box.addItem(translate("importing", "（不导入）"), "")
        guessed = [Field(one.field)] if one.field and one.field != Field.PERSONAL else []
        for field in dict.fromkeys([*_fields(kind), *guessed]):
            box.addItem(offered_name(field, kind), field.value)
        personal = translate("importing", "个人信息（不读取）")
        box.addItem(personal, Field.PERSONAL.value)
        box.setCurrentIndex(max(box.findData(one.field), 0))
        box.setAccessibleName(one.text)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(lambda _at, key=one.key, mine=box: self._on_meant(key, mine.currentData()))
        return box

    def _on_meant(self, key: str, field: str) -> None:
        columns = {one.key: one.field for one in self._headings}
        columns[key] = field
        self.changed.emit(columns)

    def _on_reading(self) -> None:
        self.reading_changed.emit((self.expand.isChecked(), self.dates.isChecked(), self.dashes.isChecked()))

    @property
    def meanings(self) -> dict[str, str]:
        """Field by heading, as shown."""
        return {one.key: one.field for one in self._headings}


def _fields(kind: Kind) -> Sequence[Field]:
    if kind is Kind.QR:
        return _QR_FIELDS
    return [one for one in Field if one not in _NOT_OF_ADDRESSES and one is not Field.PERSONAL]
