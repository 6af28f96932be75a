"""本机时间: what the clock says, whether it is believed, and a second person's word for it."""

from datetime import timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.changes import Changes
from db.domain.clock import stamp
from db.services.standing import Facts
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.standing import operations
from desktop.standing.operations import Loaded
from desktop.standing.second_dialog import SecondDialog
from desktop.standing.words import clock_verdict
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.widgets.passing import open_once

_TICK = timedelta(seconds=1)


class ClockSection(Section):
    """The section.

    Attributes:
        now: the clock, as it runs.
        list: earlier confirmations.
    """

    concerns = ("clock_check",)

    def __init__(
        self, desk: Desk, actor: Actor, ask_path: AskPath = ask_export_path, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._facts: Facts | None = None
        self.dialog: SecondDialog | None = None
        self.confirm_button = QPushButton(translate("standing", "第二人确认(&C)…"))
        self.confirm_button.setEnabled(False)
        self.now = QLabel()
        self.now.setWordWrap(True)
        self.list = LineTable(
            translate("standing", "确认记录"),
            (
                Column(translate("standing", "本机时间"), 18),
                Column(translate("standing", "当时最近的记录"), 18),
                Column(translate("standing", "工作站"), 14),
                Column(translate("standing", "提出人"), 10),
                Column(translate("standing", "确认人"), 10),
                Column(translate("standing", "与什么核对"), 26),
            ),
        )
        self.list.say_empty(
            translate("standing", "还没有确认过"),
            translate("standing", "本机时间早于或远晚于最近的操作记录时，才需要第二人确认。"),
        )
        self.table = self.list
        self.head(
            translate(
                "standing",
                "审批和文书要写日期。本机时间可疑时，这些操作先停下，由另一个人对照别的钟表确认。",
            ),
            (self.confirm_button,),
        )
        self.body.addWidget(self.now)
        self.body.addWidget(self.list, 1)
        self.confirm_button.clicked.connect(self.ask_confirm)
        self._timer = QTimer(self, interval=int(_TICK.total_seconds() * 1000))
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.refresh()

    def refresh(self) -> None:
        """Read the clock's standing again."""
        self.start(operations.load(self._desk.store, self._show))

    def _show(self, loaded: Loaded) -> None:
        facts, names = loaded.facts, loaded.names
        self._facts = facts
        self.list.show_lines(
            [
                Line(
                    f"{at}",
                    (
                        local_time(one.at),
                        local_time(one.newest_at) if one.newest_at else "—",
                        one.workstation,
                        names.get(one.asked_by, one.asked_by),
                        names.get(one.confirmed_by, one.confirmed_by),
                        one.reason,
                    ),
                )
                for at, one in enumerate(facts.checks)
            ]
        )
        doubt = facts.standing.doubt is not None
        self.confirm_button.setEnabled(doubt)
        self.confirm_button.setToolTip(
            "" if doubt else translate("standing", "本机时间没有疑问，不需要确认。")
        )
        verdict = translate("standing", "{verdict}。").format(verdict=clock_verdict(facts.standing))
        if facts.has_own_clock:
            verdict = translate("standing", "这个库在服务器上，一律以服务器的时间为准，不看本机时间。")
        self.say(verdict, bad=doubt)
        self._tick()

    def _tick(self) -> None:
        if self._facts is None or not self.isVisible():
            return
        words = translate("standing", "本机时间 {now}　　最近一条操作记录 {newest}")
        newest = local_time(self._facts.newest) if self._facts.newest else "—"
        self.now.setText(words.format(now=self._clock(), newest=newest))

    def _clock(self) -> str:
        return local_time(stamp(self._desk.store.clock.now()))

    def ask_confirm(self) -> SecondDialog:
        """Ask a second person."""
        dialog = SecondDialog(self._clock(), self)
        self.start(operations.load_seconds(self._desk.store, self._actor, dialog.show_people))

        def act() -> None:
            done = operations.confirm(
                self._desk.store,
                self._actor,
                dialog.answer(),
                lambda changes: self._on_confirmed(dialog, changes),
                dialog.refuse,
            )
            self.start(done)

        dialog.asked.connect(act)
        self.dialog = dialog
        open_once(dialog, self._desk.runner)
        return dialog

    def _on_confirmed(self, dialog: SecondDialog, _changes: Changes) -> None:
        dialog.accept()
        self.told.emit(translate("standing", "本机时间已由第二人确认，可以继续办理。"))
