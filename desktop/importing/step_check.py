"""The fourth step: what would become of every record, and the wrong cells, mended one by one or all the same at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from db.domain.import_repair import Repair, faulty_cell, repairable
from db.domain.importing import Field
from db.domain.intake import problem_of
from db.services.import_trial import Problem, Trial, Wrong
from desktop.i18n import translate
from desktop.importing.field_names import field_name
from desktop.importing.plain_table import Head, Line, PlainModel, fit, plain_view
from desktop.importing.words import kept_words
from desktop.quality.words import reason_words

_WRONG_BY_ITSELF = frozenset(
    {
        *(
            "bad_number",
            "bad_building",
            "bad_stair",
            "bad_floor",
            "bad_room",
            "misspelt_name",
            "name_too_long",
        ),
        *("unknown_district", "other_city", "note_in_address", "unreadable_address", "private_use_character"),
        *("date_in_number", "digits_lost", "not_a_number", "error_cell", "formula_without_value"),
        *("cell_too_long", "control_character", "range_needs_preview", "bad_range"),
    }
)
_RANGES = frozenset({"range_needs_preview", "matrix_needs_preview"})
_NOW = 5
"""Column of the rows' list in which the wrong text stands and may be typed over."""


@dataclass(frozen=True, slots=True)
class Group:
    """Records with the same error: how many there are, and those that are shown."""

    wrong: Wrong
    count: int
    shown: tuple[Problem, ...]

    @property
    def by_itself(self) -> bool:
        """Whether the text is wrong wherever it stands, and not only beside what else its record says."""
        return self.wrong[0] in _WRONG_BY_ITSELF

    @property
    def suggestion(self) -> str:
        """What was probably meant, when all shown agree."""
        said = {one.recovered for one in self.shown}
        return said.pop() if len(said) == 1 else ""


def groups_of(trial: Trial) -> list[Group]:
    """The errors of a rehearsal, the most frequent first."""
    by_wrong: dict[Wrong, list[Problem]] = {}
    for one in trial.problems:
        by_wrong.setdefault(one.wrong, []).append(one)
    ordered = sorted(trial.counts.items(), key=lambda pair: -pair[1])
    return [Group(wrong, count, tuple(by_wrong.get(wrong, ()))) for wrong, count in ordered]


def wrong_text(problem: Problem) -> tuple[str, str]:
    """The field of the cell that has to change, and what stands there; no field when nobody may correct it."""
    field = faulty_cell(problem.cells, problem.field, problem.found)
    if not field:  # a second record of the same address: its own number is what may be wrong
        field = Field.ADDRESS.value if Field.ADDRESS in problem.cells else Field.NUMBER.value
    return (field, problem.cells.get(field, "")) if repairable(field) else ("", "")


def repair_all(group: Group, becomes: str) -> list[Repair]:
    """The decisions that give every record of a group the same text; none where each has to be decided alone.

    A text that is wrong by itself is corrected wherever it stands, one that is wrong beside others only where it was
    refused.
    """
    _rule, named, found = group.wrong
    cells = {wrong_text(one) for one in group.shown}
    fields = {field for field, _ in cells}
    if not named or len(fields) != 1 or "" in fields:
        return []
    (field,) = fields
    if len(cells) == 1:
        ((_, was),) = cells
        if group.by_itself and was:
            return [Repair(field, was, becomes)]
        return [Repair(field, was, becomes, at=_place(one)) for one in group.shown]
    if found and all(found in was for _, was in cells):
        if group.by_itself:
            return [Repair(field, found, becomes, piece=True)]
        return [Repair(field, found, becomes, at=_place(one), piece=True) for one in group.shown]
    return []


def _place(one: Problem) -> tuple[str, str, int, int]:
    return (one.file, one.sheet, one.row_no, one.part)


class CheckStep(QWidget):
    """The step.

    Signals:
        repaired: (list of ``Repair``) the clerk decided.
        undone: take the last decision back.
        spread: read ranges and floor plans as the addresses they stand for.
        again: hold everything against the register once more.
    """

    repaired = Signal(object)
    undone = Signal()
    spread = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.groups: list[Group] = []
        self.figures, self.offer, self.why = QLabel(), QLabel(), QLabel()
        self.wrong, self.rows = PlainModel(), PlainModel(on_typed=self._on_typed)
        self.kinds = plain_view(self.wrong, translate("importing", "问题，相同的合在一起"))
        self.places = plain_view(self.rows, translate("importing", "有这个问题的行"))
        self.text = QLineEdit()
        self.all = QPushButton(autoDefault=False)
        self.undo = QPushButton(translate("importing", "撤销上一处修改(&Z)"), autoDefault=False)
        self.check = QPushButton(translate("importing", "重新检查(&R)"), autoDefault=False)
        self._build()
        self.kinds.selectionModel().currentRowChanged.connect(self._show_rows)
        self.text.textChanged.connect(self._show_all)
        self.text.returnPressed.connect(self._on_all)
        self.all.clicked.connect(self._on_all)
        self.undo.clicked.connect(self.undone)
        self.check.clicked.connect(self.again)
        edit = QShortcut(QKeySequence("F2"), self.places, self._edit_row)
        edit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _edit_row(self) -> None:
        """Type over the wrong text of the row, wherever in it the keyboard is."""
        row = max(self.places.currentIndex().row(), 0)
        typed = self.rows.lines[row].typed if row < len(self.rows.lines) else ()
        if typed:
            cell = self.rows.index(row, min(typed))
            self.places.setCurrentIndex(cell)
            self.places.edit(cell)

    def _build(self) -> None:
        for label in (self.figures, self.offer, self.why):
            label.setWordWrap(True)
        self.offer.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.text.setPlaceholderText(translate("importing", "正确的写法"))
        self.text.setAccessibleName(translate("importing", "改为"))
        bar = QHBoxLayout()
        bar.addWidget(QLabel(translate("importing", "改为")))
        bar.addWidget(self.text, 1)
        for button in (self.all, self.undo, self.check):
            bar.addWidget(button)
        parts = QSplitter(Qt.Orientation.Vertical)
        for part in (self.kinds, self.places):
            parts.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.figures)
        column.addWidget(self.offer)
        column.addWidget(parts, 1)
        column.addWidget(self.why)
        column.addLayout(bar)

    def show_trial(self, trial: Trial, decided: Sequence[Repair], *, stale: bool) -> None:
        """Show what would become of the records.

        Args:
            trial: as it was found.
            decided: the corrections so far.
            stale: corrections were made since.
        """
        at = max(self.kinds.currentIndex().row(), 0)
        self.groups = groups_of(trial)
        self.figures.setText(figures_text(trial, len(decided)))
        self.offer.setText(self._told(trial, stale=stale))
        self.offer.setVisible(bool(self.offer.text()))
        heads = (
            Head(translate("importing", "条数"), 6, figures=True),
            Head(translate("importing", "类别"), 5),
            Head(translate("importing", "栏目"), 8),
            Head(translate("importing", "读到的内容"), 14),
            Head(translate("importing", "建议改为"), 10),
            Head(translate("importing", "原因"), 16),
        )
        self.wrong.put(heads, [_group_line(one) for one in self.groups])
        fit(self.kinds, heads)
        self.undo.setEnabled(bool(decided))
        if self.groups:
            self.kinds.selectRow(min(at, len(self.groups) - 1))
        self._show_rows()

    def _told(self, trial: Trial, *, stale: bool) -> str:
        if stale:
            return translate("importing", "有修改还没有复查；点「重新检查」或「暂存」就会复查。")
        if not self.groups:
            return translate("importing", "没有问题。点「暂存」把这批清单存好；入库之前还可以放弃。")
        unseen = sum(trial.counts.values()) - len(trial.problems)
        if unseen:
            template = translate("importing", "下面列出前 {n} 条，其余 {rest} 条在改完后再检查时列出。")
            return template.format(n=f"{len(trial.problems):,}", rest=f"{unseen:,}")
        return translate(
            "importing", "选一类问题，填上正确写法一次全改；也可以在下面逐行改。不改的行会退回。"
        )

    @property
    def group(self) -> Group | None:
        """The error that is selected."""
        at = self.kinds.currentIndex().row()
        return self.groups[at] if 0 <= at < len(self.groups) else None

    def _show_rows(self) -> None:
        group = self.group
        heads = (
            Head(translate("importing", "文件"), 11),
            Head(translate("importing", "工作表"), 6),
            Head(translate("importing", "行"), 5),
            Head(translate("importing", "列"), 2),
            Head(translate("importing", "栏目"), 5),
            Head(translate("importing", "现在的内容（可改）"), 12),
            Head(translate("importing", "整行"), 20),
        )
        self.rows.put(heads, [_row_line(one) for one in group.shown] if group else ())
        fit(self.places, heads)
        self.text.setText(group.suggestion if group else "")
        self.why.setText(_why(group) if group else "")
        self._show_all()

    def _show_all(self) -> None:
        group, becomes = self.group, self.text.text().strip()
        decided = repair_all(group, becomes) if group else []
        ranged = group is not None and group.wrong[0] in _RANGES
        count = group.count if group and (group.by_itself or ranged) else len(decided)
        template = translate("importing", "同样的 {n} 处全部改(&A)")
        if ranged and not becomes:
            template = translate("importing", "把这 {n} 处展开成一个个地址(&A)")
        self.all.setText(template.format(n=f"{count:,}"))
        self.all.setEnabled(bool(decided and becomes) or ranged)
        self.text.setEnabled(bool(decided))

    def _on_all(self) -> None:
        group, becomes = self.group, self.text.text().strip()
        if group is not None and group.wrong[0] in _RANGES and not becomes:
            self.spread.emit()
        elif group is not None and becomes and (decided := repair_all(group, becomes)):
            self.repaired.emit(decided)

    def _on_typed(self, row: int, _column: int, text: str) -> None:
        if self.group is None:
            return
        one = self.group.shown[row]
        field, was = wrong_text(one)
        self.repaired.emit([Repair(field, was, text.strip(), at=_place(one))])


def figures_text(trial: Trial, decided: int) -> str:
    """The account in one line, and what is new to the register."""
    balance = trial.balance
    template = translate(
        "importing",
        "读入 {read} 行 ＝ 新增或更新 {accepted} ＋ 未变 {unchanged} ＋ 退回 {rejected} ＋ 略过 {skipped}",
    )
    counts = {
        "read": balance.read,
        "accepted": balance.accepted,
        "unchanged": balance.unchanged,
        "rejected": balance.rejected,
        "skipped": balance.skipped,
    }
    said = [template.format(**{name: f"{count:,}" for name, count in counts.items()})]
    if trial.implied:
        said.append(translate("importing", "由下级带出上级 {n} 个").format(n=f"{trial.implied:,}"))
    if trial.kept_only:
        template = translate("importing", "不进地址库、只随批次留存的：{fields}")
        said.append(template.format(fields=kept_words(trial.kept_only)))
    if decided:
        template = translate("importing", "修改 {n} 处，涉及 {rows} 行")
        said.append(template.format(n=decided, rows=f"{trial.repaired:,}"))
    if trial.new_places:
        names = translate("importing", "、").join(trial.new_places[:8])
        template = translate("importing", "库中没有的地名 {n} 个，入库后待科长批准：{names}")
        said.append(template.format(n=len(trial.new_places), names=names))
    return translate("importing", "；").join(said)


def _why(group: Group) -> str:
    rule, field, _found = group.wrong
    said = reason_words(rule)
    if field and not repairable(field):
        said += translate("importing", "　这一栏由来文单位提供，本系统不改动，请来文单位更正后重发。")
    return said


def _group_line(group: Group) -> Line:
    rule, field, found = group.wrong
    texts = (
        f"{group.count:,}",
        problem_of(rule),
        field_name(field),
        found,
        group.suggestion,
        reason_words(rule),
    )
    return Line(texts)


def _row_line(one: Problem) -> Line:
    field, text = wrong_text(one)
    number = str(one.row_no)
    if one.part:
        number = translate("importing", "{row}（第{part}条）").format(row=one.row_no, part=one.part)
    whole = translate("importing", "；").join(
        f"{field_name(name)}={value}" for name, value in one.cells.items()
    )
    cells = (one.file, one.sheet, number, one.column, field_name(field), text, whole)
    return Line(cells, typed=frozenset({_NOW}) if field else frozenset())
