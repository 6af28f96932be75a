"""Asks where a copy of the store shall go: a new file, or an empty database on a server."""

import re
from urllib.parse import quote

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import translate
from desktop.standing.file_names import ask_save

_PORT, _MOST_PORT = 5432, 65_535
_SERVER = re.compile(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")
_WIDTH_PX = 560


class CopyTarget(QDialog):
    """The dialog.

    Signals:
        settled: (URL, place in words) where the copy goes.
    """

    settled = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("system", "复制库"))
        self.setMinimumWidth(_WIDTH_PX)
        self.kind = QComboBox()
        self.file, self.server, self.database = QLineEdit(), QLineEdit(), QLineEdit()
        self.user, self.password, self.port = QLineEdit(), QLineEdit(), QSpinBox()
        self.note = QLabel()
        self.browse = QPushButton(translate("system", "选择(&B)…"), autoDefault=False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        words = translate("system", "开始复制(&O)")
        self.ok = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        self.kind.addItem(translate("system", "本机的新文件"))
        self.kind.addItem(translate("system", "服务器上的空库"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.port.setRange(1, _MOST_PORT)
        self.port.setValue(_PORT)
        self.file.setPlaceholderText(translate("system", "还不存在的文件，如 D:\\址牌数据\\zhipai.db"))
        self.user.setPlaceholderText(translate("system", "建库用的数据库用户，不是工作账号"))
        self._pages = (self._file_page(), self._server_page())
        self._pages[1].hide()
        why = QLabel(
            translate(
                "system",
                "整库复制：地址、版本、附件、账号和操作日志原样带走，复制后两边逐表核对，不一致就不保留。原库不改动。",
            )
        )
        why.setWordWrap(True)
        form = QFormLayout()
        form.addRow(translate("system", "复制到(&T)"), self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(why)
        column.addLayout(form)
        for page in self._pages:
            column.addWidget(page)
        column.addWidget(self.note)
        column.addWidget(self.buttons)

    def _file_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.browse)
        label = QLabel(translate("system", "文件(&F)"))
        label.setBuddy(self.file)
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(label, row)
        return page

    def _server_page(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(translate("system", "服务器(&S)"), self.server)
        form.addRow(translate("system", "端口(&P)"), self.port)
        form.addRow(translate("system", "库名(&D)"), self.database)
        form.addRow(translate("system", "数据库用户(&U)"), self.user)
        form.addRow(translate("system", "口令(&W)"), self.password)
        return page

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.browse.clicked.connect(self._on_browse)
        for line in (self.file, self.server, self.database, self.user):
            line.textChanged.connect(self._look)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    def _on_kind(self, at: int) -> None:
        for place, page in enumerate(self._pages):
            page.setVisible(place == at)
        self._look()
        self.adjustSize()

    def _look(self) -> None:
        on_server = self.kind.currentIndex() == 1
        needed = (self.server, self.database, self.user) if on_server else (self.file,)
        server = self.server.text().strip()
        plain = not on_server or bool(_SERVER.fullmatch(server))
        self.note.setText("" if plain or not server else translate("system", "服务器只填名称或 IP 地址。"))
        self.note.setVisible(bool(self.note.text()))
        self.ok.setEnabled(plain and all(line.text().strip() for line in needed))

    def _on_browse(self) -> None:
        kinds = translate("system", "地址库文件 (*.db)")
        path = ask_save(self, translate("system", "复制到"), "zhipai.db", kinds)
        if path:
            self.file.setText(path)

    def _on_accepted(self) -> None:
        self.accept()
        self.settled.emit(*self.target())
        self.password.clear()

    def target(self) -> tuple[str, str]:
        """The URL of the place, and the place in words."""
        if self.kind.currentIndex() == 0:
            file = self.file.text().strip()
            return file_url(file), file
        server, name = self.server.text().strip(), self.database.text().strip()
        who = quote(self.user.text().strip(), safe="")
        secret = quote(self.password.text(), safe="")
        sign = f"{who}:{secret}@" if secret else f"{who}@"
        return f"postgresql://{sign}{server}:{self.port.value()}/{quote(name, safe='')}", f"{server}/{name}"


def file_url(path: str) -> str:
    """The URL of an embedded store in that file."""
    return "sqlite:///" + path.replace("\\", "/")
