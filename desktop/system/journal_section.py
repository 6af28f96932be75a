"""操作日志: how far it goes, and the ways into its window: reading, checking, keeping its head, handing it to an auditor."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from db.domain.access import Actor
from db.domain.audit import local_time, mask_personal
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.journal.desk import JournalDesk
from desktop.system import journal_operations as operations
from desktop.system.journal_operations import JournalFacts
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.terms import verb_term

if TYPE_CHECKING:
    from desktop.journal.window import JournalWindow

_WHEN, _MANY = 19, 200


class JournalSection(Section):
    """The section: what was done to accounts, settings and the store itself, the newest first."""

    concerns = ("actor", "actor_role", "credential", "setting", "store_place", "handover", "vault_key")

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        journal: JournalDesk,
        ask_path: AskPath = ask_export_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._journal = journal
        self.open_button = QPushButton(translate("system", "打开日志(&J)…"))
        self.verify_button = QPushButton(translate("system", "校验(&K)"))
        self.compare_button = QPushButton(translate("system", "对照链头(&H)…"))
        self.head_button = QPushButton(translate("system", "导出链头(&T)…"))
        self.audit_button = QPushButton(translate("system", "导出给审计(&X)…"))
        self.list = LineTable(
            translate("system", "管理操作"),
            (
                Column(translate("system", "时间"), _WHEN),
                Column(translate("system", "操作人"), 12),
                Column(translate("system", "操作"), 16),
                Column(translate("system", "事由"), 26),
                Column(translate("system", "工作站"), 14),
                Column(translate("system", "日志序号"), 9, is_figure=True),
            ),
        )
        self.list.say_empty(
            translate("system", "还没有管理操作"),
            translate("system", "账号、设置、交接和库的改动会列在这里；其他操作请打开操作日志。"),
        )
        self.table = self.list
        self.head(
            translate(
                "system",
                "下面列出最近的管理操作；全部操作在操作日志窗口里，可按人、操作、日期筛选。链头请打印或存到本机以外。",
            ),
            (self.open_button, self.verify_button, self.compare_button, self.head_button, self.audit_button),
        )
        self.body.addWidget(self.list, 1)
        self._lead(self.open_button, lambda _window: None)
        self._lead(self.verify_button, lambda window: window.verify_button.click())
        self._lead(self.compare_button, lambda window: window.compare_button.click())
        self._lead(self.head_button, lambda window: window.keep_button.click())
        self._lead(self.audit_button, lambda window: window.export_button.click())
        self.refresh()

    def _lead(self, button: QPushButton, act: "Callable[[JournalWindow], object]") -> None:
        """Let a button open the journal's window and do something there."""
        button.clicked.connect(lambda: act(self._journal.show()))

    def refresh(self) -> None:
        """Read the newest entries again."""
        self.start(operations.load(self._desk.store, _MANY, self._show))

    def _show(self, facts: JournalFacts) -> None:
        self.list.show_lines(
            [
                Line(
                    str(one.seq),
                    (
                        local_time(one.at),
                        facts.names.get(one.actor, one.actor),
                        verb_term(one.verb),
                        mask_personal(one.reason),
                        one.workstation,
                        f"{one.seq:,}",
                    ),
                )
                for one in facts.entries
            ]
        )
        words = translate("system", "共 {n} 条日志；按本单位规定保存不少于 {days} 天，本系统不删除任何日志。")
        self.say(words.format(n=f"{facts.count:,}", days=f"{facts.keep_days:,}"))
