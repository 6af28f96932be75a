"""The second step: which sheets are read, and in which rows their headings stand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QSplitter, QVBoxLayout, QWidget

from desktop.error_reasons import file_reason
from desktop.files.workbook.options import SheetChoice
from desktop.files.workbook.raw import letter
from desktop.files.workbook.survey import SheetSurvey
from desktop.i18n import translate
from desktop.importing.field_names import field_name
from desktop.importing.operations import Surveyed
from desktop.importing.plain_table import Head, Line, PlainModel, fit, plain_view

_CELL_WIDTH, _MOST_COLUMNS = 9, 60


def sheet_fault(sheet: SheetSurvey) -> str:
    """Why a sheet cannot be read as it stands; ``""`` when it can."""
    if sheet.fault == "missing_column":
        template = translate("importing", "没有找到「{field}」一列")
        return template.format(field=field_name(sheet.detail))
    if sheet.fault == "doubled_column":
        template = translate("importing", "有两列都对应「{field}」")
        return template.format(field=field_name(sheet.detail))
    if sheet.fault == "no_header":
        return translate("importing", "没有认出表头，请在下面指定")
    return file_reason(sheet.fault) if sheet.fault else ""


class SheetsStep(QWidget):
    """The step.

    Signals:
        chosen: (SheetChoice) another decision about one sheet; the files are looked at again.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sheets: tuple[SheetSurvey, ...] = ()
        self.sheets, self.rows = PlainModel(on_ticked=self._on_ticked), PlainModel()
        self.list = plain_view(self.sheets, translate("importing", "工作表"))
        self.look = plain_view(self.rows, translate("importing", "工作表的前几行"))
        self.first, self.count = QSpinBox(minimum=1, maximum=20), QSpinBox(minimum=1, maximum=2)
        self.set_rows = QPushButton(translate("importing", "按此指定表头(&H)"), autoDefault=False)
        self.no_rows = QPushButton(translate("importing", "没有表头(&O)"), autoDefault=False)
        self.find_rows = QPushButton(translate("importing", "自动识别(&U)"), autoDefault=False)
        self.note = QLabel()
        self._build()
        self.list.selectionModel().currentRowChanged.connect(self._show_rows)
        self.set_rows.clicked.connect(lambda: self._head(self._given()))
        self.no_rows.clicked.connect(lambda: self._head(()))
        self.find_rows.clicked.connect(lambda: self._head(None))

    def _build(self) -> None:
        self.note.setWordWrap(True)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        above = QHBoxLayout()
        above.addWidget(QLabel(translate("importing", "表头从第")))
        above.addWidget(self.first)
        above.addWidget(QLabel(translate("importing", "行起，共")))
        above.addWidget(self.count)
        above.addWidget(QLabel(translate("importing", "行")))
        for button in (self.set_rows, self.no_rows, self.find_rows):
            above.addWidget(button)
        above.addStretch()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self.look, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.note)
        whole.addWidget(parts, 1)

    def show_files(self, found: Surveyed) -> None:
        """Show what lies in the files; the sheet that was selected stays so."""
        at = max(self.list.currentIndex().row(), 0)
        self._sheets = tuple(sheet for file in found.sheets for sheet in file.sheets)
        heads = (
            Head(translate("importing", "工作表"), 14),
            Head(translate("importing", "文件"), 16),
            Head(translate("importing", "形式"), 5),
            Head(translate("importing", "表头行"), 5),
            Head(translate("importing", "说明"), 12),
        )
        broken = [
            Line((translate("importing", "（打不开）"), file.name, "", "", file_reason(file.fault)))
            for file in found.sheets
            if file.fault
        ]
        self.sheets.put(heads, [*map(_sheet_line, self._sheets), *broken])
        fit(self.list, heads)
        self._say(found, len(broken))
        if self._sheets:
            self.list.selectRow(min(at, len(self._sheets) - 1))
        self._show_rows()

    def _say(self, found: Surveyed, broken: int) -> None:
        said = [translate("importing", "勾选要读的工作表；表头认错了可以在下面指定。")]
        if broken:
            template = translate("importing", "有 {n} 个文件打不开，请回上一步移除，或修好后再来。")
            said.append(template.format(n=broken))
        for one in found.earlier[:1]:
            template = translate("importing", "注意：内容完全相同的文件 {day} 已由 {who} 导入过。")
            said.append(template.format(day=one.staged_at[:10], who=one.actor))
        self.note.setText("".join(said))

    @property
    def current(self) -> SheetSurvey | None:
        """The sheet that is selected."""
        at = self.list.currentIndex().row()
        return self._sheets[at] if 0 <= at < len(self._sheets) else None

    def _show_rows(self) -> None:
        sheet = self.current
        for widget in (self.first, self.count, self.set_rows, self.no_rows, self.find_rows):
            widget.setEnabled(sheet is not None)
        if sheet is None:
            self.rows.put((), ())
            return
        self.first.setValue(sheet.header_rows[0] if sheet.header_rows else 1)
        self.count.setValue(max(len(sheet.header_rows), 1))
        width = min(max((len(cells) for _, cells in sheet.rows), default=0), _MOST_COLUMNS)
        heads = [Head(translate("importing", "行"), 4), *(Head(letter(n), _CELL_WIDTH) for n in range(width))]
        lines = [
            Line((str(number), *cells[:width]), strong=number in sheet.header_rows)
            for number, cells in sheet.rows
        ]
        self.rows.put(heads, lines)
        fit(self.look, heads)

    def _given(self) -> tuple[int, ...]:
        return tuple(range(self.first.value(), self.first.value() + self.count.value()))

    def _head(self, rows: tuple[int, ...] | None) -> None:
        sheet = self.current
        if sheet is not None:
            self.chosen.emit(SheetChoice(sheet.file, sheet.sheet, True, rows))

    def _on_ticked(self, row: int, ticked: bool) -> None:
        sheet = self._sheets[row]
        given = sheet.header_rows if sheet.shape == "list" else None
        self.chosen.emit(SheetChoice(sheet.file, sheet.sheet, ticked, given if ticked else None))


def _sheet_line(sheet: SheetSurvey) -> Line:
    shape = {
        "list": translate("importing", "清单"),
        "grid": translate("importing", "楼盘表"),
        "unknown": translate("importing", "不明"),
    }[sheet.shape]
    rows = "–".join(str(one) for one in sheet.header_rows) or "—"
    told = sheet_fault(sheet)
    if not told and not sheet.used:
        told = (
            translate("importing", "隐藏的工作表，不读") if sheet.hidden else translate("importing", "不读")
        )
    return Line((sheet.sheet or "—", sheet.file, shape, rows, told), ticked=sheet.used)
