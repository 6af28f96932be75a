"""Asks before a batch is taken back: what it would mean, why it is done; or tells what stands in the way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.services.import_batches import Reversal
from desktop.i18n import translate
from desktop.importing.plain_table import Head, Line, PlainModel, fit, plain_view
from desktop.importing.words import hindrance_word

_WIDTH, _HEIGHT = 560, 320


class ReverseDialog(QDialog):
    """The question.

    Signals:
        agreed: (reason) take it back.
    """

    agreed = Signal(str)

    def __init__(self, found: Reversal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("importing", "撤回这一批"))
        self.told = QLabel(_words(found))
        self.told.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(translate("importing", "为什么撤回，会记入日志"))
        self.reason.setAccessibleName(translate("importing", "撤回原因"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.told)
        if found.in_use:
            self._list(found, column)
            self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        elif found.waits:
            self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        else:
            column.addWidget(self.reason)
            self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
            word = translate("importing", "撤回(&W)")
            if found.second_person:
                word = translate("importing", "提交申请(&W)")
            self.agree = self.buttons.addButton(word, QDialogButtonBox.ButtonRole.AcceptRole)
            self.agree.setEnabled(False)
            self.reason.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
            self.buttons.accepted.connect(self._on_agreed)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH)

    def _list(self, found: Reversal, column: QVBoxLayout) -> None:
        self.model = PlainModel()
        view = plain_view(self.model, translate("importing", "已有后续业务的地址"))
        heads = (Head(translate("importing", "地址"), 26), Head(translate("importing", "情况"), 14))
        self.model.put(heads, [Line((one.full_text, hindrance_word(one.why))) for one in found.hindrances])
        fit(view, heads)
        view.setMinimumHeight(_HEIGHT // 2)
        column.addWidget(view, 1)

    def _on_agreed(self) -> None:
        self.agreed.emit(self.reason.text().strip())
        self.accept()


def _words(found: Reversal) -> str:
    if found.in_use:
        template = translate(
            "importing", "不能整批撤回：{n} 个地址已有后续业务。先撤销这些业务，或对个别地址单独作废。"
        )
        return template.format(n=f"{found.in_use:,}")
    if found.waits:
        template = translate(
            "importing", "撤回「{file}」的申请已提交，等另一人审批；批准后再按一次撤回，这一批就撤回了。"
        )
        return template.format(file=found.batch.source_name)
    template = translate("importing", "「{file}」带入的 {n} 个地址将作废，号码放出。")
    if not found.addresses:
        template = translate("importing", "「{file}」带入的地址都已不在，撤回后登记为已撤回。")
    said = [template.format(file=found.batch.source_name, n=f"{found.addresses:,}")]
    if found.amended:
        template = translate("importing", "{n} 个原有地址的侧别或楼层恢复原样。")
        said.append(template.format(n=f"{found.amended:,}"))
    if found.new_places:
        template = translate("importing", "{n} 个新地名仍留在待批准列表里，请科长处理。")
        said.append(template.format(n=f"{found.new_places:,}"))
    if found.second_person:
        said.append(
            translate(
                "importing",
                "涉及的地址占所在社区的比例较大，须由另一人审批：现在提交申请，批准后再按一次撤回。",
            )
        )
    return "".join(said)
