"""The first start: where the register shall lie, and a new one there unless one is found.

A disk other than the system's is proposed, for a reinstalled Windows leaves it alone and a second Windows account may
use the same register.
"""

import ctypes
import getpass
import os
import string
import sys
import tempfile
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.errors import StoreUnavailable
from desktop import paths
from desktop.i18n import translate
from desktop.shell.error_dialog import ErrorDialog
from desktop.shell.fitted import FittedDialog

_FIXED_DRIVE = 3  # what Windows answers for a disk that stays where it is
_WIDTH_PX = 560
_INDENT_PX = 24


class Settled(Enum):
    """What came of the first question."""

    CANCELLED = auto()
    HERE = auto()
    SERVER = auto()


class Place(Enum):
    """What a folder is good for."""

    FOUND = auto()
    FREE = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user settled.

    Attributes:
        folder: of the register.
        district: of the register to be made there; ``""`` opens the one that was found.
    """

    folder: Path
    district: str


def fixed_disks() -> list[Path]:
    """The built-in disks of a Windows PC, the system's first; no sticks, no network drives."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        present = kernel.GetLogicalDrives()
        names = [f"{letter}:\\" for bit, letter in enumerate(string.ascii_uppercase) if present >> bit & 1]
        disks = [Path(name) for name in names if kernel.GetDriveTypeW(ctypes.c_wchar_p(name)) == _FIXED_DRIVE]
        system = Path(os.environ.get("SYSTEMDRIVE", "C:") + "\\")
        return sorted(disks, key=lambda disk: (disk != system, disk))
    return []


def candidates() -> list[Path]:
    """Folders for the register, the best first: another disk, a folder all accounts share, the user's own."""
    name = translate("first_run", "址牌数据")
    _system, *others = fixed_disks() or [Path()]
    shared = os.environ.get("PUBLIC", "") if sys.platform == "win32" else ""
    found = [disk / name for disk in others]
    found += [Path(shared) / "Documents" / name] if shared else []
    return [*found, paths.own_folder()]


def proposed() -> Path:
    """The folder that already holds a register, else the best that can be written."""
    places = [(folder, judge(folder)) for folder in candidates()]
    for wanted in (Place.FOUND, Place.FREE):
        for folder, place in places:
            if place is wanted:
                return folder
    return places[-1][0]


def judge(folder: Path) -> Place:
    """Whether a register lies in a folder, can be made there, or neither."""
    if not folder.is_absolute():
        return Place.REFUSED
    try:
        if (folder / paths.STORE_NAME).is_file():
            return Place.FOUND
        above = next(one for one in (folder, *folder.parents) if one.exists())
        with tempfile.TemporaryFile(dir=above):
            return Place.FREE
    except (OSError, StopIteration):
        return Place.REFUSED


class FirstRunDialog(FittedDialog):
    """Asks for the data folder, and for the district where no register is found."""

    def __init__(self, folder: Path, districts: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("first_run", "第一次使用址牌"))
        self.here = QRadioButton(translate("first_run", "建在这台电脑上(&H)"))
        self.shared = QRadioButton(translate("first_run", "连接单位的服务器，几台电脑共用一个库(&S)"))
        self.here.setChecked(True)
        self.folder = QLineEdit(str(folder))
        self.district = QComboBox()
        for code, name in districts.items():
            self.district.addItem(name, code)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self._browse = QPushButton(translate("first_run", "浏览(&B)…"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._build()
        self.folder.textChanged.connect(self._on_folder)
        self.here.toggled.connect(self._on_folder)
        self._browse.clicked.connect(self._on_browse)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._on_folder()

    def _build(self) -> None:
        why = QLabel(
            translate(
                "first_run",
                "请选系统盘以外的磁盘：重装 Windows 不会丢失，本机其他 Windows 账户也能打开同一个库。",
            )
        )
        why.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self._browse)
        self._fields = QWidget()
        form = QFormLayout(self._fields)
        form.setContentsMargins(_INDENT_PX, 0, 0, 0)
        form.addRow(why)
        label = QLabel(translate("first_run", "数据文件夹(&D)"))
        label.setBuddy(self.folder)  # a row of two widgets has none of its own, and would show the sign
        form.addRow(label, row)
        form.addRow(translate("first_run", "所属区(&Q)"), self.district)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(QLabel(translate("first_run", "地址库放在哪里？")))
        column.addWidget(self.here)
        column.addWidget(self._fields)
        column.addWidget(self.shared)
        column.addWidget(self.state)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH_PX)

    @property
    def choice(self) -> Choice:
        """What was settled."""
        folder = Path(self.folder.text().strip())
        found = judge(folder) is Place.FOUND
        return Choice(folder, "" if found else str(self.district.currentData()))

    def _on_folder(self) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._fields.setEnabled(self.here.isChecked())
        if not self.here.isChecked():
            ok.setEnabled(True)
            self.state.setText(
                translate("first_run", "下一步填写服务器、库名和账号，由系统管理员给出。这台电脑上不建库。")
            )
            return
        place = judge(Path(self.folder.text().strip()))
        words = {
            Place.FOUND: translate("first_run", "这里已有地址库，将直接打开它，里面的内容原样保留。"),
            Place.FREE: translate(
                "first_run", "将在这里为所选的区新建地址库，第一个账号是当前 Windows 账户。"
            ),
            Place.REFUSED: translate("first_run", "这里不能写入。请填完整路径，或另选文件夹。"),
        }
        self.state.setText(words[place])
        self.fit()
        self.district.setEnabled(place is Place.FREE)
        ok.setEnabled(place is not Place.REFUSED)

    def _on_browse(self) -> None:
        title = translate("first_run", "选择数据文件夹")
        picked = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if picked:
            self.folder.setText(str(Path(picked)))


def settle() -> Settled:
    """Ask once where the register shall lie, make it where there is none, remember the place."""
    from desktop.seeds import district_names

    dialog = FirstRunDialog(proposed(), district_names())
    while dialog.exec() == QDialog.DialogCode.Accepted:
        if dialog.shared.isChecked():
            return Settled.SERVER
        try:
            carry_out(dialog.choice)
        except StoreUnavailable as error:
            ErrorDialog(error, parent=dialog).exec()
        else:
            return Settled.HERE
    return Settled.CANCELLED


def carry_out(choice: Choice) -> None:
    """Make the register of a choice, unless one was found, and remember its folder.

    Raises:
        StoreUnavailable: the folder or the register cannot be made there.
    """
    from db.services.store import init_store
    from desktop.cli.store_commands import own_accounts
    from desktop.seeds import load_seeds

    try:
        choice.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable("no_permission", str(choice.folder)) from error
    if choice.district:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            seeds = load_seeds(choice.district, own_accounts(getpass.getuser(), choice.district))
            url = f"sqlite:///{(choice.folder / paths.STORE_NAME).as_posix()}"
            init_store(url, seeds, district_code=choice.district)
        finally:
            QGuiApplication.restoreOverrideCursor()
    paths.choose_folder(choice.folder)
