"""副本与接管: where the store belongs, who said so, and taking a copy over."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton, QWidget

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.changes import Changes
from db.services.standing import Facts
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.standing import operations
from desktop.standing.operations import Loaded
from desktop.system.ask_dialog import AskDialog
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.widgets.passing import open_once

_BY_ITSELF = "system"


def _claimer(login: str, names: Mapping[str, str]) -> str:
    """Who said where the store belongs, by name."""
    if login == _BY_ITSELF:
        return translate("standing", "程序，建库时")
    return names.get(login, login)


class CopySection(Section):
    """The section."""

    concerns = ("store_place",)

    def __init__(
        self, desk: Desk, actor: Actor, ask_path: AskPath = ask_export_path, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._facts: Facts | None = None
        self.dialog: AskDialog | None = None
        self.claim_button = QPushButton(translate("standing", "接管(&T)…"))
        self.claim_button.setEnabled(False)
        columns = (Column(translate("standing", "项目"), 18), Column(translate("standing", "内容"), 60))
        self.list = LineTable(translate("standing", "库的归属"), columns)
        self.table = self.list
        self.head(
            translate(
                "standing",
                "库文件被复制到别处打开时是副本，只能查询和起草。原库不再使用时，由一人接管，从此以这里为准。",
            ),
            (self.claim_button,),
        )
        self.body.addWidget(self.list, 1)
        self.claim_button.clicked.connect(self.ask_claim)
        self.refresh()

    def refresh(self) -> None:
        """Read where the store belongs again."""
        self.start(operations.load(self._desk.store, self._show))

    def _show(self, loaded: Loaded) -> None:
        facts = self._facts = loaded.facts
        is_copy = bool(facts.standing.elsewhere)
        verdict = translate("standing", "原库") if facts.claim else translate("standing", "还没有登记归属")
        lines = [
            (translate("standing", "现在的位置"), str(facts.here)),
            (translate("standing", "身份"), translate("standing", "副本") if is_copy else verdict),
        ]
        if facts.claim is not None:
            claim = facts.claim
            lines += [
                (translate("standing", "登记的位置"), str(claim.place)),
                (translate("standing", "谁登记的"), _claimer(claim.claimed_by, loaded.names)),
                (translate("standing", "登记时间"), local_time(claim.claimed_at)),
                (translate("standing", "第几次登记"), f"{claim.generation:,}"),
            ]
        bad = frozenset({1}) if is_copy else frozenset[int]()
        self.list.show_lines(
            [
                Line(name, (name, text), bad=bad if at == 1 else frozenset())
                for at, (name, text) in enumerate(lines)
            ]
        )
        allowed = self._actor.may("store.claim")
        self.claim_button.setEnabled(is_copy and allowed)
        why = "" if is_copy else translate("standing", "这个库就在它登记的位置，不需要接管。")
        if is_copy and not allowed:
            why = translate("standing", "请由经办、审批人或系统管理员接管。")
        self.claim_button.setToolTip(why)
        if is_copy:
            words = translate("standing", "这是 {place} 的副本。")
            self.say(words.format(place=facts.standing.elsewhere), bad=True)
        else:
            self.say(translate("standing", "这里就是原库。"))

    def ask_claim(self) -> AskDialog | None:
        """Ask why the copy is taken over, and say what that means for the other one."""
        if self._facts is None:
            return None
        text = translate(
            "standing",
            "接管之后，以这里的库为准：{here}\n\n"
            "原库从此停用：{there}\n"
            "程序够不到那个文件，请您自己把它封存，不要再用它办理业务。两边都继续办，会发出重复的号码和门牌；"
            "原库在复制之后新办的内容不会自动过来。",
        ).format(here=self._facts.here, there=self._facts.standing.elsewhere)
        dialog = AskDialog(translate("standing", "接管这个库"), text, translate("standing", "接管(&T)"), self)
        dialog.reason_box.setPlaceholderText(translate("standing", "例如：旧电脑损坏，必填，记入操作日志"))
        dialog.reason_box.textChanged.connect(lambda: dialog.ok.setEnabled(bool(dialog.reason())))
        dialog.ok.setEnabled(False)

        def act() -> None:
            done = operations.claim(
                self._desk.store,
                self._actor,
                dialog.reason(),
                lambda changes: self._on_claimed(dialog, changes),
                dialog.refuse,
            )
            self.start(done)

        dialog.asked.connect(act)
        self.dialog = dialog
        open_once(dialog, self._desk.runner)
        return dialog

    def _on_claimed(self, dialog: AskDialog, _changes: Changes) -> None:
        dialog.accept()
        self.told.emit(translate("standing", "已接管，从现在起以这里的库为准。"))
