"""The first step: which files, what they deliver, and who sent them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.domain.importing import Kind
from db.domain.private_use import UNKNOWN_SENDER
from desktop.i18n import translate
from desktop.importing.draft import Draft
from desktop.importing.plain_table import Head, Line, PlainModel, fit, plain_view
from desktop.importing.words import kind_word
from desktop.widgets.empty_state import EmptyState

_KILO = 1024


def ask_files(parent: QWidget) -> list[str]:
    """Ask for files; none when the user thinks better of it."""
    kinds = translate("importing", "清单 (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.htm *.html);;所有文件 (*)")
    return QFileDialog.getOpenFileNames(parent, translate("importing", "选择要导入的文件"), "", kinds)[0]


def ask_folder(parent: QWidget) -> str:
    """Ask for a folder; ``""`` when the user thinks better of it."""
    return QFileDialog.getExistingDirectory(parent, translate("importing", "选择要导入的文件夹"))


class FilesStep(QWidget):
    """The step.

    Signals:
        changed: (Draft) other files, or they deliver something else.
    """

    changed = Signal(object)

    def __init__(
        self,
        files: Callable[[QWidget], Sequence[str]] = ask_files,
        folder: Callable[[QWidget], str] = ask_folder,
    ) -> None:
        super().__init__()
        self._ask_files, self._ask_folder = files, folder
        self._draft = Draft()
        self.kind, self.office = QComboBox(), QComboBox(editable=True)
        self.model = PlainModel()
        self.view = plain_view(self.model, translate("importing", "要导入的文件"))
        self._stack, self._empty = QStackedWidget(), EmptyState()
        self.add = QPushButton(translate("importing", "添加文件(&A)…"), autoDefault=False)
        self.add_folder = QPushButton(translate("importing", "添加文件夹(&F)…"), autoDefault=False)
        self.remove = QPushButton(translate("importing", "移除(&R)"), autoDefault=False)
        self.setAcceptDrops(True)
        self._build()
        self.add.clicked.connect(lambda: self.take(self._ask_files(self)))
        self.add_folder.clicked.connect(lambda: self.take([self._ask_folder(self)]))
        self.remove.clicked.connect(self._on_remove)
        self.kind.activated.connect(self._on_kind)
        self.office.editTextChanged.connect(self._on_sender)

    def _build(self) -> None:
        for one in Kind:
            self.kind.addItem(kind_word(one.value), one.value)
        line = self.office.lineEdit()
        if line is not None:
            line.setPlaceholderText(translate("importing", "不清楚就留空"))
        hint = QLabel(translate("importing", "来文单位用于识别它自造的字；不影响入库。"))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty.say(
            translate("importing", "把文件或文件夹拖到这里"),
            translate("importing", "可以一次放多个：xlsx、xls、ods、csv、txt，或网页另存的表格"),
        )
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        form = QFormLayout()
        form.addRow(translate("importing", "导入什么(&K)"), self.kind)
        form.addRow(translate("importing", "来文单位(&S)"), self.office)
        form.addRow("", hint)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        buttons = QHBoxLayout()
        for button in (self.add, self.add_folder, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)

    def offer_senders(self, senders: Sequence[str]) -> None:
        """Let the clerk pick one of the known senders."""
        text = self.office.currentText()
        self.office.clear()
        self.office.addItems(list(senders))
        self.office.setEditText(text)

    def show_draft(self, draft: Draft) -> None:
        """Show what was chosen."""
        self._draft = draft
        self.kind.setCurrentIndex(self.kind.findData(draft.kind.value))
        sender = "" if draft.sender == UNKNOWN_SENDER else draft.sender
        if self.office.currentText() != sender:
            self.office.setEditText(sender)
        heads = (
            Head(translate("importing", "文件"), 24),
            Head(translate("importing", "大小"), 8, figures=True),
            Head(translate("importing", "所在位置"), 20),
        )
        self.model.put(heads, [_line(path) for path in draft.paths])
        fit(self.view, heads)
        self._stack.setCurrentWidget(self.view if draft.paths else self._empty)
        self.remove.setEnabled(bool(draft.paths))

    def take(self, paths: Sequence[str]) -> None:
        """Add files and folders; one that is there already is not added twice."""
        given = [Path(one) for one in paths if one]
        self._change(paths=tuple(dict.fromkeys([*self._draft.paths, *given])))

    def _on_remove(self) -> None:
        at = self.view.currentIndex().row()
        paths = list(self._draft.paths)
        del paths[at if at >= 0 else len(paths) - 1]
        self._change(paths=tuple(paths))

    def _on_kind(self) -> None:
        options = replace(self._draft.options, kind=Kind(self.kind.currentData()), columns={}, sheets=())
        self._change(options=options)

    def _on_sender(self, text: str) -> None:
        if (text.strip() or UNKNOWN_SENDER) != self._draft.sender:
            self._change(sender=text.strip() or UNKNOWN_SENDER)

    def _change(self, **values: object) -> None:
        """Other files make the corrections of the former ones void."""
        if not values.keys() <= {"sender"}:
            values["repairs"] = ()
        self.show_draft(replace(self._draft, **values))  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self._draft)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Override QWidget: files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Override QWidget: take the files in."""
        urls = event.mimeData().urls()
        self.take([url.toLocalFile() for url in urls if url.isLocalFile()])
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def _line(path: Path) -> Line:
    if path.is_dir():
        return Line((path.name, translate("importing", "文件夹"), str(path.parent)))
    size = path.stat().st_size if path.exists() else 0
    shown = f"{size / _KILO:,.0f} KB" if size < _KILO * _KILO else f"{size / _KILO / _KILO:,.1f} MB"
    return Line((path.name, shown, str(path.parent)))
