"""Makes a data key: cipher, paper first, two groups typed back from the paper; only then does it count."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.vault import GROUPS, Cipher, same_group
from db.services.vault import NewKey
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.password_field import PasswordField
from desktop.standing.file_names import ask_save
from desktop.system.line_model import bad_ink
from desktop.vault import operations
from desktop.vault.fitting import grow
from desktop.vault.operations import Failed, Typed
from desktop.vault.printing import print_pages
from desktop.work.job import Operation

_WIDTH_PX = 560
_TYPED_BACK = 2
Keep = Callable[[NewKey, Typed, tuple[Callable[[Any], None], Failed]], Operation[Any]]
Kept = Callable[[Any, list[Path]], None]
"""What came of the operation, and the files that hold the code and could not be removed."""


def ask_pdf(parent: QWidget, name: str) -> str:
    """Ask where the pages shall go; ``""`` when the user thinks better of it."""
    title, kinds = translate("vault", "保存恢复码打印页"), translate("vault", "PDF 文件 (*.pdf)")
    return ask_save(parent, title, name, kinds)


@dataclass(frozen=True, slots=True)
class Paper:
    """How the pages leave the program; tests answer themselves."""

    ask_pdf: Callable[[QWidget, str], str] = ask_pdf
    print_pages: Callable[[QWidget, bytes], bool] = print_pages


class KeyDialog(QDialog):
    """The dialog.

    Attributes:
        cipher: by which the key seals; settled once it is on paper.
        password: of the administrator.
        groups: the lines in which two groups are typed back, with their places in ``places``.
        remove_pdf: whether the PDF is removed at the end.
    """

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        title: str,
        keep: Keep,
        on_done: Kept,
        *,
        paper: Paper | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._keep, self._on_done = desk, actor, keep, on_done
        self._paper = paper or Paper()
        self._new: NewKey | None = None
        self._files: list[Path] = []
        self.places = tuple(sorted(secrets.SystemRandom().sample(range(GROUPS), _TYPED_BACK)))
        self.cipher = QComboBox()
        self.password = PasswordField()
        self.save_button = QPushButton(translate("vault", "存成 PDF(&S)…"), autoDefault=False)
        self.print_button = QPushButton(translate("vault", "打印两份(&R)…"), autoDefault=False)
        self.groups = tuple(QLineEdit() for _ in self.places)
        self.remove_pdf = QCheckBox(translate("vault", "纸已打印好，建成后删除 PDF 文件(&D)"))
        self._on_paper = QLabel(wordWrap=True)
        self._state = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.setWindowTitle(title)
        self._build()
        self._connect()
        self._look()

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.cipher.addItem(translate("vault", "AES-256-GCM（国际通用，推荐）"), Cipher.AES.value)
        self.cipher.addItem(translate("vault", "SM4-GCM（国密）"), Cipher.SM4.value)
        why = QLabel(
            translate(
                "vault",
                "恢复码只在这里出现一次，库里不存。口令全部遗失时，只有它能打开人员信息：请打印两份，"
                "分装两个信封封存，再从纸上把两组抄回来。",
            ),
            wordWrap=True,
        )
        self.remove_pdf.setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(translate("vault", "1. 加密算法(&C)"), self.cipher)
        form.addRow(translate("vault", "2. 恢复码"), row)
        form.addRow("", self._on_paper)
        for place, line in zip(self.places, self.groups, strict=True):
            name = translate("vault", "3. 纸上第 {n} 组").format(n=place + 1)
            form.addRow(name, line)
            line.setAccessibleName(name)
            line.setMaxLength(9)
        form.addRow(translate("vault", "4. 您的登录口令(&P)"), self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(why)
        column.addLayout(form)
        column.addWidget(self.password.caps_hint())
        column.addWidget(self.remove_pdf)
        column.addWidget(self._state)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        for line in (*self.groups, self.password):
            line.textChanged.connect(self._look)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # -- paper --------------------------------------------------------------------------------------------------------

    def key(self) -> NewKey:
        """The key that is being made; born when it first goes on paper."""
        if self._new is None:
            self._new = NewKey(Cipher(self.cipher.currentData()))
            self.cipher.setEnabled(False)
        return self._new

    def save(self) -> None:
        """Write the pages into a file."""
        path = self._paper.ask_pdf(self, translate("vault", "保密柜恢复码.pdf"))
        if path:
            self._make_pages(Path(path))

    def print(self) -> None:
        """Print the pages; nothing is left on the disk."""
        self._make_pages(None)

    def _make_pages(self, path: Path | None) -> None:
        told = (lambda pages: self._on_pages(pages, path), self._on_failed)
        self._desk.runner.start(operations.paper(self._desk.store, self._actor, self.key(), path, told), self)

    def _on_pages(self, pages: bytes, path: Path | None) -> None:
        if path is not None:
            self._files.append(path)
            words = translate("vault", "已存到 {file}。请打印两份；这个文件等同于钥匙，不要留着。")
            self._on_paper.setText(words.format(file=path))
        elif self._paper.print_pages(self, pages):
            self._on_paper.setText(translate("vault", "已送打印机，两页各一份。"))
        grow(self)
        self._look()
        self.groups[0].setFocus()

    # -- typed back ---------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        printed = bool(self._on_paper.text())
        self.remove_pdf.setVisible(bool(self._files))
        for line in self.groups:
            line.setEnabled(printed)
        self._say(self._fault())
        self.ok.setEnabled(printed and self._all_typed() and not self._fault())

    def _all_typed(self) -> bool:
        return bool(self.password.text()) and all(len(line.text().strip()) >= 5 for line in self.groups)

    def _fault(self) -> str:
        if self._new is None:
            return ""
        for place, line in zip(self.places, self.groups, strict=True):
            text = line.text().strip()
            if len(text) >= 5 and not same_group(self._new.code, place, text):
                return translate("vault", "第 {n} 组与纸上的不同，请看着纸重新输入。").format(n=place + 1)
        return ""

    def _say(self, text: str) -> None:
        self._state.setStyleSheet(f"color: {bad_ink().name()}")
        self._state.setText(text)
        grow(self)

    def accept(self) -> None:
        """Override QDialog: keep the key; the dialog closes when it is kept."""
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            told = (self._on_kept, self._on_failed)
            self._desk.runner.start(self._keep(self.key(), Typed(self.password.text()), told), self)

    def _on_kept(self, result: Any) -> None:
        left = self._remove_files() if self.remove_pdf.isChecked() else []
        self._forget()
        super().accept()
        self._on_done(result, left)

    def _remove_files(self) -> list[Path]:
        """Overwrite and remove the PDF; returns what could not be removed."""
        left = []
        for file in self._files:
            try:
                file.write_bytes(bytes(file.stat().st_size))
                file.unlink()
            except FileNotFoundError:
                continue
            except OSError:
                left.append(file)
        return left

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self._look()
        self._say(f"{words.explanation}{words.next_step}")

    def _forget(self) -> None:
        self.password.clear()
        if self._new is not None:
            self._new.close()
            self._new = None

    def reject(self) -> None:
        """Override QDialog: a key that was not kept is forgotten, and its paper opens nothing."""
        self._remove_files()
        self._forget()
        super().reject()
