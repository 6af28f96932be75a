"""The dialog that opens a shared register: tried in the background, with advice for whatever fails."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.errors import StoreUnavailable
from db.domain.progress import Progress
from db.services.accounts import SignedIn
from db.store.store import Store
from desktop import secrets
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.options import Options
from desktop.shell.connect_form import ConnectForm
from desktop.shell.connect_place import ServerPlace, forget, remember, remembered
from desktop.shell.fitted import FittedDialog
from desktop.shell.inks import bad_ink, good_ink, paint
from desktop.store_texts import store_words
from desktop.work.job import Operation
from desktop.work.runner import Runner

_WIDTH_PX = 560


class Leave(Enum):
    """How the dialog was left."""

    CANCELLED = auto()
    CONNECTED = auto()
    LOCAL = auto()


@dataclass(frozen=True, slots=True)
class Connected:
    """A shared register that was opened.

    Attributes:
        store: open.
        signed: who signed in.
        place: where, and as which account.
        password: as typed or as kept.
        note: what the user ought to know of it.
    """

    store: Store
    signed: SignedIn
    place: ServerPlace
    password: str
    note: str = ""


Opener = Callable[[ServerPlace, str], tuple[Store, SignedIn]]
Trier = Callable[[ServerPlace, str], str]


def _open(place: ServerPlace, password: str) -> tuple[Store, SignedIn]:
    from desktop.shell.connect_probe import enter_place

    return enter_place(place, password)


def _try(place: ServerPlace, password: str) -> str:
    from desktop.shell.connect_probe import try_place

    return try_place(place, password)


@dataclass(frozen=True, slots=True)
class Doors:
    """How a register is opened and tried; tests have doors of their own."""

    open: Opener = _open
    attempt: Trier = _try


class ConnectDialog(FittedDialog):
    """The dialog.

    Attributes:
        form: the fields.
        connected: the register that was opened, when one was.
        leave: how it was left.
    """

    def __init__(
        self, options: Options, runner: Runner, first: ServerPlace | None = None, doors: Doors | None = None
    ) -> None:
        super().__init__()
        self._options, self._runner, self._doors = options, runner, doors or Doors()
        self._turn = 0
        self._before: QWidget | None = None
        self.connected: Connected | None = None
        self.leave = Leave.CANCELLED
        self.form = ConnectForm()
        self.known = QComboBox()
        self.state = QLabel()
        self.try_button = QPushButton(translate("connect", "测试连接(&T)"), autoDefault=False)
        self.local_button = QPushButton(translate("connect", "改用本机的库(&L)…"), autoDefault=False)
        self._forget = QPushButton(translate("connect", "忘记(&G)"), autoDefault=False)
        self._known_row = QWidget()
        self._bar = QProgressBar()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        ok = translate("connect", "连接(&O)")
        self.ok = self.buttons.addButton(ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build()
        self._connect()
        self._list_known()
        places = remembered(options)
        start = first or (places[0] if places else None)
        if start is not None:
            self._show(start)
        self._look()

    def _build(self) -> None:
        self.setWindowTitle(translate("connect", "连接共用的地址库"))
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setMinimumHeight(self.fontMetrics().height() * 3)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        keep_place = self._bar.sizePolicy()
        keep_place.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(keep_place)
        self._bar.hide()
        self.known.setAccessibleName(translate("connect", "用过的连接"))
        known = QHBoxLayout(self._known_row)
        known.setContentsMargins(0, 0, 0, 0)
        known.setSpacing(8)
        label = QLabel(translate("connect", "用过的连接(&K)"))
        label.setBuddy(self.known)
        known.addWidget(label)
        known.addWidget(self.known, 1)
        known.addWidget(self._forget)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.try_button)
        below.addWidget(self.local_button)
        below.addStretch()
        below.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for widget in (self._known_row, self.form, self._bar, self.state):
            column.addWidget(widget)
        column.addLayout(below)
        self.setMinimumWidth(_WIDTH_PX)

    def _connect(self) -> None:
        self.form.edited.connect(self._look)
        self.known.activated.connect(self._on_known)
        self._forget.clicked.connect(self._on_forget)
        self.try_button.clicked.connect(self._on_try)
        self.local_button.clicked.connect(self._on_local)
        self.ok.clicked.connect(self._on_ok)
        self.buttons.rejected.connect(self.reject)

    # -- connections used before --------------------------------------------------------------------------------------

    def _list_known(self) -> None:
        self.known.clear()
        for place in remembered(self._options):
            self.known.addItem(place.shown(), place)
        self._known_row.setVisible(self.known.count() > 0)

    def _show(self, place: ServerPlace) -> None:
        found = next((one for one in remembered(self._options) if one.where == place.where), place)
        self.form.show_place(found)
        at = self.known.findText(found.shown())
        self.known.setCurrentIndex(at)
        if not self.form.focus_first():
            self.ok.setFocus()

    def _on_known(self) -> None:
        self._show(self.known.currentData())

    def _on_forget(self) -> None:
        place = self.known.currentData()
        if isinstance(place, ServerPlace):
            if place.kept:
                secrets.forget_password(place.address(), place.account)
            forget(self._options, place)
            self._list_known()
            if self.form.place.where == place.where:
                self.form.forget_kept()
            self._say(translate("connect", "已忘记这个连接。"))

    # -- trying -------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        missing = self.form.missing()
        for button in (self.try_button, self.ok):
            button.setEnabled(not missing)
        say = translate("connect", "还要填写：{names}。").format(names=missing) if missing else ""
        self._say(say)

    def _on_try(self) -> None:
        place, typed, attempt = self.form.place, self.form.password.text(), self._doors.attempt

        def work(_progress: Progress) -> str:
            return attempt(place, _password(place, typed))

        self._begin(translate("connect", "测试连接"), work, self._on_tried)

    def _on_tried(self, name: str) -> None:
        self._say(translate("connect", "连接正常，您是{name}。").format(name=name), good_ink(self))
        self.ok.setFocus()

    def _on_ok(self) -> None:
        place, typed, open_door = self.form.place, self.form.password.text(), self._doors.open

        def work(_progress: Progress) -> Connected:
            password = _password(place, typed)
            return Connected(*open_door(place, password), place, password)

        self._begin(translate("connect", "连接"), work, self._on_opened)

    def _begin(self, verb: str, work: Callable[[Progress], Any], on_done: Callable[[Any], None]) -> None:
        self._turn += 1
        turn = self._turn

        def done(result: Any) -> None:
            if turn == self._turn:
                self._set_busy(busy=False)
                on_done(result)
            elif isinstance(result, Connected):
                result.store.close()  # the user went away before it came

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._set_busy(busy=False)
                self._tell(error)

        self._set_busy(busy=True)
        self._say(translate("connect", "正在连接，最多等十几秒…"))
        self._runner.start(Operation(verb, work, done, quiet=True, on_failed=failed), self)

    def _set_busy(self, *, busy: bool) -> None:
        if busy:
            self._before = self.focusWidget()
        self._bar.setVisible(busy)
        for widget in (self.form, self._known_row, self.try_button, self.local_button, self.ok):
            widget.setEnabled(not busy)
        if not busy and self._before is not None:
            # What is switched off hands the keyboard on, in the end to the button that gives up.
            self._before.setFocus()

    def _tell(self, error: Exception) -> None:
        if isinstance(error, StoreUnavailable) and error.why in store_words():
            what, todo = store_words()[error.why]
            if error.why == "older":
                todo = translate(
                    "connect", "请系统管理员在服务器上运行 zhipai store upgrade；其他电脑不用动。"
                )
            if error.why == "bad_password":
                what = translate("connect", "服务器不接受这个账号和口令")
                todo = translate(
                    "connect", "请核对库名、账号和口令；连续不成时，可能是口令已过期，请联系系统管理员。"
                )
                self.form.forget_kept()
        else:
            words = error_text(error)
            what, todo = words.explanation, words.next_step
        self._say(translate("connect", "{what}。\n{todo}").format(what=what, todo=todo), bad_ink(self))

    def _on_opened(self, connected: Connected) -> None:
        place = connected.place
        kept, note = place.kept, ""
        if self.form.keep.isChecked() and not (kept and not self.form.password.text()):
            kept = secrets.keep_password(place.address(), place.account, connected.password)
            note = "" if kept else translate("connect", "口令没有记住：这台电脑的凭据库不可用。")
        elif not self.form.keep.isChecked() and self._was_kept(place):
            secrets.forget_password(place.address(), place.account)
            kept = False
        place = replace(place, kept=kept)
        remember(self._options, place)
        self.connected = replace(connected, place=place, note=note)
        self.leave = Leave.CONNECTED
        self.accept()

    def _was_kept(self, place: ServerPlace) -> bool:
        return any(one.kept for one in remembered(self._options) if one.where == place.where)

    def _on_local(self) -> None:
        self.leave = Leave.LOCAL
        self.reject()

    def _say(self, text: str, colour: str = "") -> None:
        paint(self.state, colour)
        self.state.setText(text)
        self.fit()

    def done(self, result: int) -> None:
        """Override QDialog: what is still under way belongs to nobody."""
        self._turn += 1
        super().done(result)


def _password(place: ServerPlace, typed: str) -> str:
    """The password to use; asks the keyring, so not for the GUI thread."""
    if typed or not place.kept:
        return typed
    found = secrets.stored_password(place.address(), place.account)
    if found is None:
        raise StoreUnavailable("bad_password")
    return found
