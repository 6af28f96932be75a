"""The last step: the batch is in the store; it goes into the register or is given up, and tells what became of it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.domain.importing import Balance, Kind
from db.services.import_trial import Trial
from db.services.importing import Reject
from db.store.import_batches import BatchRow
from desktop.i18n import translate
from desktop.importing.field_names import field_name
from desktop.importing.operations import Done
from desktop.importing.plain_table import Head, Line, PlainModel, fit, plain_view
from desktop.importing.words import kept_words, kind_word, state_word
from desktop.quality.words import reason_words
from desktop.standing import file_names

_BIG = 1.4
_MOST = 500
"""Refused records that are listed here; the workbook has all."""


def ask_save(parent: QWidget, title: str, name: str) -> str:
    """Ask where a workbook shall go; ``""`` when the user thinks better of it."""
    kinds = translate("importing", "Excel 工作簿 (*.xlsx)")
    return file_names.ask_save(parent, title, name, kinds)


class FinishStep(QWidget):
    """The step.

    Signals:
        promote, give_up, take_back: asked for by the clerk.
        rejects_wanted: (Path) write the refused records there.
        rows_wanted: (BatchRow) show the records as they were delivered.
    """

    promote = Signal()
    give_up = Signal()
    take_back = Signal()
    rejects_wanted = Signal(object)
    rows_wanted = Signal(object)

    def __init__(self, *, may_promote: bool, save: Callable[[QWidget, str, str], str] = ask_save) -> None:
        super().__init__()
        self._may, self._ask_save = may_promote, save
        self._batch: BatchRow | None = None
        self.title, self.told, self.hint = QLabel(), QLabel(), QLabel()
        self.figures = [QLabel() for _ in range(5)]
        self.put_in = QPushButton(translate("importing", "入库(&P)"), autoDefault=False)
        self.drop = QPushButton(translate("importing", "放弃这一批(&G)…"), autoDefault=False)
        self.rejects = QPushButton(translate("importing", "下载退回清单(&D)…"), autoDefault=False)
        self.back = QPushButton(translate("importing", "撤回这一批(&W)…"), autoDefault=False)
        self.rows = QPushButton(translate("importing", "查看原行(&V)…"), autoDefault=False)
        self.model = PlainModel()
        self.list = plain_view(self.model, translate("importing", "退回的行"))
        self._build()
        self.put_in.clicked.connect(self.promote)
        self.drop.clicked.connect(self.give_up)
        self.back.clicked.connect(self.take_back)
        self.rejects.clicked.connect(self._on_rejects)
        self.rows.clicked.connect(lambda: self.rows_wanted.emit(self._batch))

    def _build(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * _BIG)
        font.setBold(True)
        self.title.setFont(font)
        for label in (self.told, self.hint):
            label.setWordWrap(True)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        names = (
            translate("importing", "读入"),
            translate("importing", "新增或更新"),
            translate("importing", "未变"),
            translate("importing", "退回"),
            translate("importing", "略过"),
        )
        for at, (name, figure) in enumerate(zip(names, self.figures, strict=True)):
            figure.setFont(font)
            caption = QLabel(name)
            caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(figure, 0, at)
            grid.addWidget(caption, 1, at)
        grid.setColumnStretch(len(names), 1)
        buttons = QHBoxLayout()
        for button in (self.put_in, self.rejects, self.rows, self.drop, self.back):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addLayout(grid)
        column.addWidget(self.told)
        column.addLayout(buttons)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addStretch()

    def show_batch(self, batch: BatchRow, done: Done | None = None, trial: Trial | None = None) -> None:
        """Show where a batch stands.

        Args:
            batch: as it is in the store.
            done: what bringing it in told.
            trial: what the check just before said that bringing it in would do.
        """
        self._batch = batch
        expected = trial.balance if trial else None
        self.title.setText(f"{kind_word(batch.kind)} — {state_word(batch)}")
        promoted = bool(batch.promoted_at)
        self.list.hide()
        self._show_figures(batch, None if promoted else expected)
        self.told.setText(_promoted_words(batch, done) if promoted else _staged_words(batch, expected))
        self.put_in.setVisible(batch.state == "staged" and self._may)
        self.drop.setVisible(batch.state == "staged")
        self.rejects.setVisible(expected.rejected > 0 if expected else not promoted or batch.rejected > 0)
        self.back.setVisible(batch.state == "promoted" and batch.kind == Kind.ADDRESSES and self._may)
        said = [self._hint(batch)]
        if batch.state == "staged" and not self.rejects.isHidden():
            said.append(
                translate(
                    "importing",
                    "退回清单现在就可以下载，先退给来文单位；照眼下的库核对，入库时再核对一遍。",
                )
            )
        if not self.rejects.isHidden():
            said.append(
                translate(
                    "importing",
                    "退回清单带有对应过的各列和来源行号；没有对应的列和个人信息不读入系统，请在原表里对照。",
                )
            )
        self.hint.setText("\n".join(filter(None, said)))
        if trial is not None:
            self.show_kept(batch, trial.kept_only)
            self.show_rejects(batch, [one.reject for one in trial.problems])
        if batch.state == "staged" and self._may:
            self.put_in.setFocus()

    def _show_figures(self, batch: BatchRow, expected: Balance | None) -> None:
        """The account; of a batch that waits only what cannot become another figure when it goes in."""
        counted: BatchRow | Balance = batch if expected is None else expected
        counts = (batch.read, counted.accepted, counted.unchanged, counted.rejected, batch.skipped)
        for figure, count in zip(self.figures, counts, strict=True):
            figure.setText(f"{count:,}")
        if expected is None and not batch.promoted_at:
            for figure in self.figures[1:4]:
                figure.setText("—")

    def show_kept(self, batch: BatchRow, counts: Mapping[str, int]) -> None:
        """Tell what does not enter the register and stays with the batch, unless another one is shown by now."""
        if counts and batch is self._batch:
            template = translate(
                "importing", "不进地址库、只随批次留存的：{fields}。点「查看原行」可查、可导出。"
            )
            said = template.format(fields=kept_words(counts))
            self.hint.setText("\n".join(filter(None, (self.hint.text(), said))))

    def show_rejects(self, batch: BatchRow, found: Sequence[Reject]) -> None:
        """Show the refused records of the batch, the first of many, unless another one is shown by now."""
        if batch is not self._batch:
            return
        heads = (
            Head(translate("importing", "文件"), 12),
            Head(translate("importing", "行"), 5),
            Head(translate("importing", "栏目"), 6),
            Head(translate("importing", "读到的内容"), 14),
            Head(translate("importing", "退回原因"), 20),
        )
        lines = [
            Line((one.file, str(one.row_no), field_name(one.field), one.found, reason_words(one.rule)))
            for one in found[:_MOST]
        ]
        self.model.put(heads, lines)
        fit(self.list, heads)
        self.list.setVisible(bool(found))

    def _hint(self, batch: BatchRow) -> str:
        if batch.state == "staged" and not self._may:
            return translate("importing", "已替你保存好。入库由区民政局经办人在「以往批次」里完成。")
        if batch.state == "staged":
            return translate("importing", "现在关掉窗口也不会丢：以后可以在「以往批次」里继续入库或放弃。")
        if batch.state == "promoted" and batch.kind == Kind.ADDRESSES:
            return translate(
                "importing", "在没有人动过这批地址之前，可以整批撤回：地址作废，号码放出，可以重新导入。"
            )
        if batch.state == "promoted":
            return translate(
                "importing",
                "二维码批次不能整批撤回：编码和二维码由公安签发，一经入库即与地址一一对应；换码请走换码签批。",
            )
        return ""

    def _on_rejects(self) -> None:
        if self._batch is None:
            return
        stem = Path(self._batch.source_name).stem
        name = translate("importing", "{file}-退回待改.xlsx").format(file=stem)
        path = self._ask_save(self, translate("importing", "下载退回清单"), name)
        if path:
            self.rejects_wanted.emit(Path(path))


def _staged_words(batch: BatchRow, expected: Balance | None) -> str:
    """What will become of the records: those that repeat an address or contradict the register are refused going in."""
    if batch.state != "staged":
        return batch.source_name
    if expected is None:
        template = translate(
            "importing", "{file}：{n} 行待入库，入库时逐行核对，重复的、与库中不符的会退回。"
        )
        waiting = batch.read - batch.rejected - batch.skipped
        said = template.format(file=batch.source_name, n=f"{waiting:,}")
        read = translate("importing", "另有 {n} 行读取时已退回。").format(n=f"{batch.rejected:,}")
        return said + read if batch.rejected else said
    template = translate("importing", "{file}：照刚才的检查，{n} 行可以入库，{rejected} 行会退回。")
    ready = expected.accepted + expected.unchanged
    return template.format(file=batch.source_name, n=f"{ready:,}", rejected=f"{expected.rejected:,}")


def _promoted_words(batch: BatchRow, done: Done | None) -> str:
    said = [batch.source_name]
    if done and done.implied:
        said.append(translate("importing", "由下级带出上级 {n} 个").format(n=f"{done.implied:,}"))
    if batch.new_places and batch.taken_back:
        template = translate("importing", "带入的 {n} 个新地名仍在待批准列表里，请科长处理")
        said.append(template.format(n=f"{batch.new_places:,}"))
    elif batch.new_places:
        template = translate("importing", "{n} 个新地名待科长批准")
        said.append(template.format(n=f"{batch.new_places:,}"))
    return translate("importing", "；").join(said)
