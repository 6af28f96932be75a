"""What the window does when its store goes away and comes back: a strip, verbs off, and lost answers asked for."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from db.domain.errors import StoreUnavailable
from db.domain.progress import Progress
from db.store.arrival import CommitUnknown, was_kept
from db.store.engine import store_file
from db.store.faults import sorted_faults
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.shell.offline_bar import OfflineBar
from desktop.shell.verbs_off import VerbsOff
from desktop.store_texts import store_words
from desktop.widgets.passing import open_once
from desktop.work.job import Operation
from desktop.work.reach import Reach, knock_at, knocker

_AGAIN_MS = 1_000


class Presence(QObject):
    """Watches over the way to the store, for one window.

    Attributes:
        bar: the strip to be put above the rooms.
        verbs: the switch for what needs the store.
        reach: knocks at a server; None for a file, which is always there.
        question: what was found out about a lost answer, while it is shown.

    Signals:
        changed: the store went away, or is back.
    """

    changed = Signal()

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._since: datetime | None = None
        self._unsure: list[tuple[str, CommitUnknown]] = []
        self.bar, self.verbs = OfflineBar(), VerbsOff(window)
        self.question: QMessageBox | None = None
        self.reach: Reach | None = None
        if store_file(desk.store.url) is None:
            self.reach = Reach(desk.runner, knock_at(desk.store), knocker(), self)
            self.bar.retried.connect(self.reach.look)
            self.reach.refused.connect(self._show)
        desk.runner.reached.connect(self._on_reached)
        desk.runner.unsure.connect(self._on_unsure)

    @property
    def is_away(self) -> bool:
        """Whether the store does not answer."""
        return self._since is not None

    def look_again(self) -> None:
        """Switch off what was built since the store went away."""
        if self.verbs.reason:
            self.verbs.switch(self.verbs.reason)

    def close(self) -> None:
        """Knock no more."""
        if self.reach is not None:
            self.reach.close()

    def _on_reached(self, reached: bool) -> None:
        self._since = None if reached else datetime.now().astimezone()
        self.verbs.switch("" if reached else translate("offline", "离线：连上服务器之后才能使用。"))
        self._show()
        self.changed.emit()
        if reached:
            unsure, self._unsure = self._unsure, []
            for verb, error in unsure:
                self._ask(verb, error)

    def _show(self) -> None:
        refusal = self.reach.refusal if self.reach is not None else None
        if self._since is None:
            self.bar.say("")
        elif refusal is not None:
            self.bar.say(_refused(refusal))
        else:
            words = translate(
                "offline",
                "离线：{since} 起连不上服务器。已载入的内容可以查看和复制，暂时不能保存；程序每隔几秒自动重试。",
            )
            self.bar.say(words.format(since=f"{self._since:%H:%M:%S}"))

    # -- a commit without an answer -----------------------------------------------------------------------------------

    def _on_unsure(self, verb: str, error: CommitUnknown) -> None:
        self._unsure.append((verb, error))

    def _ask(self, verb: str, error: CommitUnknown) -> None:
        def work(_progress: Progress) -> bool | None:
            with sorted_faults():
                return was_kept(self._desk.store.engine, error.receipt)

        done, failed = partial(self._on_answer, verb, error), partial(self._on_no_answer, verb, error)
        name = translate("offline", "查对是否已保存")
        self._desk.runner.start(Operation(name, work, done, quiet=True, on_failed=failed), self)

    def _on_no_answer(self, verb: str, error: CommitUnknown, _failure: Exception) -> None:
        self._unsure.append((verb, error))

    def _on_answer(self, verb: str, error: CommitUnknown, kept: bool | None) -> None:
        if kept is None:
            QTimer.singleShot(_AGAIN_MS, self, partial(self._ask, verb, error))
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(verb)
        if kept:
            box.setText(translate("offline", "“{verb}”：断线之前已经保存，不要重做。").format(verb=verb))
        else:
            box.setText(translate("offline", "“{verb}”：断线时没有保存，请再做一次。").format(verb=verb))
        box.setInformativeText(translate("offline", "这是刚刚向服务器查对的结果。"))
        self.question = box
        open_once(box, self._desk.runner)


def _refused(error: StoreUnavailable) -> str:
    found = store_words().get(error.why)
    what, todo = found or (error.why, translate("offline", "请联系系统管理员。"))
    if error.why == "bad_password":
        todo = translate("offline", "口令可能已更改：请在“文件”菜单中切换账号，重新登录。")
    return translate("offline", "离线：{what}。{todo}").format(what=what, todo=todo)
