"""The fields in which a shared register's place and account are written."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import secrets
from desktop.i18n import translate
from desktop.shell.connect_place import PORT, ServerPlace, Tls
from desktop.shell.password_field import PasswordField

_PORT_PX = 72
_MOST_PORT = 65_535


class ConnectForm(QWidget):
    """The fields.

    Signals:
        edited: something was written or chosen.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.server, self.database, self.account = QLineEdit(), QLineEdit(), QLineEdit()
        self.port = QLineEdit(str(PORT))
        self.password = PasswordField()
        self.keep = QCheckBox(translate("connect", "在本机的凭据库中记住口令(&R)"))
        self.tls = QComboBox()
        self.ca_file = QLineEdit()
        self._browse = QPushButton(translate("connect", "选择(&B)…"), autoDefault=False)
        self._ca_row = QWidget()
        self._no_keyring = QLabel(translate("connect", "这台电脑没有凭据库，口令不能记住，每次登录时输入。"))
        self._rows = QFormLayout()
        self._kept = False
        self._build()
        for line in (self.server, self.port, self.database, self.account, self.ca_file):
            line.textEdited.connect(self._on_edited)
        self.password.textEdited.connect(self.edited)
        self.tls.currentIndexChanged.connect(self._on_tls)
        self._browse.clicked.connect(self._on_browse)
        self.keep.clicked.connect(self._on_keep)
        self._on_tls()

    def _build(self) -> None:
        self.server.setPlaceholderText(translate("connect", "系统管理员给的名称或 IP 地址"))
        self.database.setPlaceholderText(translate("connect", "库名，由系统管理员给出"))
        self.account.setPlaceholderText(translate("connect", "您的账号，不是 Windows 用户名"))
        self.port.setValidator(QIntValidator(1, _MOST_PORT, self))
        self.port.setMaximumWidth(_PORT_PX)
        for value, name in (
            (Tls.PREFER, translate("connect", "尽量加密")),
            (Tls.REQUIRE, translate("connect", "必须加密")),
            (Tls.VERIFY, translate("connect", "必须加密并核对服务器证书")),
        ):
            self.tls.addItem(name, value.value)
        where = QHBoxLayout()
        where.setSpacing(8)
        port = QLabel(translate("connect", "端口(&P)"))
        port.setBuddy(self.port)
        where.addWidget(self.server, 1)
        where.addWidget(port)
        where.addWidget(self.port)
        ca = QHBoxLayout(self._ca_row)
        ca.setContentsMargins(0, 0, 0, 0)
        ca.setSpacing(8)
        ca.addWidget(self.ca_file, 1)
        ca.addWidget(self._browse)
        self._no_keyring.setWordWrap(True)
        self._no_keyring.hide()
        secret = QVBoxLayout()
        secret.setSpacing(4)
        for widget in (self.password, self.password.caps_hint(), self.keep, self._no_keyring):
            secret.addWidget(widget)
        self._add(translate("connect", "服务器(&S)"), self.server, where)
        self._add(translate("connect", "库名(&D)"), self.database)
        self._add(translate("connect", "账号(&U)"), self.account)
        self._add(translate("connect", "口令(&W)"), self.password, secret)
        self._add(translate("connect", "加密(&E)"), self.tls)
        self._add(translate("connect", "CA 证书(&A)"), self.ca_file, self._ca_row)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._rows)

    def _add(self, name: str, field: QWidget, row: QHBoxLayout | QVBoxLayout | QWidget | None = None) -> None:
        label = QLabel(name)
        label.setBuddy(field)  # a row of several widgets has none of its own, and would show the sign
        field.setAccessibleName(name.partition("(")[0])
        self._rows.addRow(label, field if row is None else row)

    @property
    def place(self) -> ServerPlace:
        """What is written, without blanks around it."""
        return ServerPlace(
            server=self.server.text().strip(),
            port=int(self.port.text() or PORT),
            database=self.database.text().strip(),
            account=self.account.text().strip(),
            tls=Tls(str(self.tls.currentData())),
            ca_file=self.ca_file.text().strip(),
            kept=self._kept,
        )

    def show_place(self, place: ServerPlace) -> None:
        """Write a place into the fields; the password stays where it is kept."""
        self.server.setText(place.server)
        self.port.setText(str(place.port))
        self.database.setText(place.database)
        self.account.setText(place.account)
        self.tls.setCurrentIndex(self.tls.findData(place.tls.value))
        self.ca_file.setText(place.ca_file)
        self.password.clear()
        self._show_kept(place.kept)
        self.edited.emit()

    def missing(self) -> str:
        """What still has to be written before anything can be tried; ``""`` when nothing."""
        place = self.place
        wanted = (
            (place.server, translate("connect", "服务器")),
            (place.database, translate("connect", "库名")),
            (place.account, translate("connect", "账号")),
            (self.password.text() or place.kept, translate("connect", "口令")),
            (place.ca_file or place.tls is not Tls.VERIFY, translate("connect", "CA 证书")),
        )
        names = [name for given, name in wanted if not given]
        return translate("connect", "、").join(names)

    def focus_first(self) -> bool:
        """Put the keyboard where something is missing; whether anything was."""
        for line in (self.server, self.database, self.account):
            if not line.text().strip():
                line.setFocus()
                return True
        if not self.password.text() and not self._kept:
            self.password.setFocus()
            return True
        return False

    def forget_kept(self) -> None:
        """The password kept is no longer the right one: it has to be typed."""
        self._show_kept(False)
        self.password.setFocus()

    def _show_kept(self, kept: bool) -> None:
        self._kept = kept
        self.keep.setChecked(kept)
        self.password.setPlaceholderText(translate("connect", "已记住，不必输入") if kept else "")

    def _on_edited(self) -> None:
        if self._kept:
            self._show_kept(False)  # it was kept for another server or account
        self.edited.emit()

    def _on_keep(self) -> None:
        if self.keep.isChecked() and not secrets.has_keyring():
            self.keep.setChecked(False)
            self.keep.hide()
            self._no_keyring.show()

    def _on_tls(self) -> None:
        self._rows.setRowVisible(self._ca_row, self.tls.currentData() == Tls.VERIFY.value)
        self.edited.emit()

    def _on_browse(self) -> None:
        title = translate("connect", "选择 CA 证书文件")
        kinds = translate("connect", "证书 (*.crt *.pem *.cer);;所有文件 (*)")
        path, _kind = QFileDialog.getOpenFileName(self, title, self.ca_file.text(), kinds)
        if path:
            self.ca_file.setText(path)
            self.edited.emit()
