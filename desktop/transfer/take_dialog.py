"""What a package brings: who signed it, what it meets here, and a decision about each address that is here already."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QWidget

from db.domain.access import Actor
from db.domain.joining import Double
from db.domain.transfer import Fate, in_groups
from desktop.addresses.page import Desk
from desktop.error_reasons import clash_reason
from desktop.i18n import translate
from desktop.system.ask_dialog import AskDialog
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.transfer import operations
from desktop.transfer.asking import CompareField
from desktop.transfer.operations import Opened
from desktop.transfer.words import fate_word
from desktop.widgets.leaving import ask_to_leave
from desktop.widgets.on_screen import size_on_screen
from desktop.work.drafts import Draft

VERB = "transfer.open"
_DECIDED = "fate."
_SIZE = (940, 620)
_FATE = 1


class TakeDialog(AskDialog):
    """The decision.

    Attributes:
        table: addresses that are here already.
        same, aside: decide about the selected ones.
        said: the fingerprint that the giving office read out.
        question: whether to keep what was decided, when the dialog was closed.

    Signals:
        prepared: it waits for the second person.
    """

    prepared = Signal()

    def __init__(
        self, desk: Desk, actor: Actor, opened: Opened, parent: QWidget, left: Draft | None = None
    ) -> None:
        super().__init__(
            translate("transfer", "移交包 — {file}").format(file=opened.path.name),
            _told(opened),
            translate("transfer", "提交核对结果(&O)"),
            parent,
        )
        self._desk, self._actor, self._opened = desk, actor, opened
        self._fates: dict[int, Fate] = {}
        self._doubles: dict[str, Double] = {str(one.theirs.id): one for one in opened.incoming.doubles}
        columns = (
            Column(translate("transfer", "包里的地址"), 34),
            Column(translate("transfer", "决定"), 11),
            Column(translate("transfer", "冲突"), 22),
            Column(translate("transfer", "本库的地址"), 34),
        )
        self.table = LineTable(translate("transfer", "本库已有的地址"), columns)
        self.same = QPushButton(translate("transfer", "是同一地址(&S)"))
        self.aside = QPushButton(translate("transfer", "另立待核实(&V)"))
        self.said = CompareField()
        self.question: QMessageBox | None = None
        self._build()
        title = translate("transfer", "核对移交包 — {file}").format(file=opened.path.name)
        self._kept = desk.drafts.hold(left or Draft(VERB, title, about=str(opened.path)))
        if left is not None:
            self._put(left)
        self._list()
        self._switch()
        self.said.textChanged.connect(self._keep)
        self.reason_box.textChanged.connect(self._keep)
        self.finished.connect(self._kept.drop)

    def _build(self) -> None:
        self.table.say_empty(
            translate("transfer", "没有与本库相同的地址"), translate("transfer", "核对指纹后就可以提交。")
        )
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.same, self.aside):
            button.setAutoDefault(False)
            button.setEnabled(bool(self._doubles))
            row.addWidget(button)
        row.addStretch(1)
        self.form.insertRow(0, self.table)
        self.form.insertRow(1, foot)
        self.add_field(translate("transfer", "对方念出(&F)"), self.said)
        self.same.clicked.connect(lambda: self.decide(Fate.SAME))
        self.aside.clicked.connect(lambda: self.decide(Fate.ASIDE))
        self.said.textChanged.connect(self._switch)
        self.asked.connect(self._prepare)
        first = self.table.view if self._doubles else self.said
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        size_on_screen(self, _SIZE)

    def reject(self) -> None:
        """Override QDialog: much that was decided is asked about."""
        if self._fates or self.said.text().strip() or self.reason():
            text = translate("transfer", "核对结果还没有提交。已作的决定要留着吗？")
            self.question = ask_to_leave(self, text, self._leave)
        else:
            super().reject()

    def _leave(self) -> None:
        self._keep()
        self._kept.leave()

    def _keep(self) -> None:
        decided = {f"{_DECIDED}{theirs}": fate.value for theirs, fate in self._fates.items()}
        typed = {"said": in_groups(self.said.text()), "reason": self.reason_box.text()}
        self._kept.keep({**typed, **decided})

    def _put(self, left: Draft) -> None:
        """Put back what was decided, as far as it may still be so."""
        for one in self._doubles.values():
            word = left.fields.get(f"{_DECIDED}{one.theirs.id}", "")
            if word == Fate.ASIDE or (word == Fate.SAME and one.may_be_same):
                self._fates[one.theirs.id] = Fate(word)
        self.said.setText(left.fields.get("said", ""))
        self.reason_box.setText(left.fields.get("reason", ""))

    def _list(self) -> None:
        self.table.show_lines([self._line(key, one) for key, one in self._doubles.items()])

    def _line(self, key: str, one: Double) -> Line:
        fate = self._fates.get(one.theirs.id)
        why = translate("transfer", "；").join(clash_reason(clash) for clash in one.clashes)
        word = fate_word(fate) if fate else translate("transfer", "未决定")
        bad = frozenset[int]() if fate else frozenset({_FATE})
        return Line(key, (one.theirs.text, word, why, one.ours.text), bad=bad)

    def decide(self, fate: Fate) -> None:
        """Decide about the selected lines; one with a clash cannot be the same."""
        rows = self.table.view.selectionModel().selectedRows()
        refused = 0
        for key in [self.table.model.shown[index.row()].key for index in rows]:
            double = self._doubles[key]
            if fate is Fate.SAME and not double.may_be_same:
                refused += 1
            else:
                self._fates[double.theirs.id] = fate
        self._list()
        self._switch()
        self._keep()
        if refused:
            words = translate("transfer", "{n} 条有冲突，不能当作同一地址，只能另立待核实。")
            self.warn(words.format(n=f"{refused:,}"))

    def _switch(self) -> None:
        whole = len(self._fates) == len(self._doubles)
        fits = self.said.matches(self._opened.incoming.fingerprint)
        self.ok.setEnabled(whole and fits)
        left = len(self._doubles) - len(self._fates)
        words = translate("transfer", "还有 {n} 条没有决定。").format(n=f"{left:,}") if left else ""
        self.ok.setToolTip(words or ("" if fits else translate("transfer", "请先用电话核对指纹。")))

    def _prepare(self) -> None:
        store, actor, opened, fates = self._desk.store, self._actor, self._opened, dict(self._fates)
        said = (opened.incoming.fingerprint, self.reason())

        def act() -> int:
            return operations.prepare(store, actor, opened, fates, said)

        def done(_handoff: int) -> None:
            self.prepared.emit()
            self.accept()

        name = translate("transfer", "核对移交包")
        self._desk.runner.start(operations.change(name, act, done, self.refuse), self)


def _told(opened: Opened) -> str:
    """What the package says of itself, and whether its key is known."""
    manifest, incoming = opened.incoming.manifest, opened.incoming
    target = manifest.parcel.target
    words = translate(
        "transfer",
        "{old} → {district}{parent}{name}（{code}），{day} 起，{document}。\n"
        "地址 {nodes} 个，地名 {places} 个，其中 {adopted} 个本库已有；人员信息没有随包移交。",
    )
    text = words.format(
        old=manifest.old_name,
        district=target.district_name,
        parent=target.parent_name,
        name=target.name,
        code=target.code,
        day=manifest.parcel.effective_on,
        document=manifest.parcel.document,
        nodes=f"{manifest.counts['node']:,}",
        places=f"{manifest.counts['place']:,}",
        adopted=f"{len(incoming.adopted):,}",
    )
    signed = translate("transfer", "签名指纹：{fingerprint}").format(fingerprint=incoming.fingerprint)
    known = {
        True: translate("transfer", "与对方区上次用的密钥相同。"),
        False: translate("transfer", "注意：与对方区上次用的密钥不同，务必打电话核对。"),
        None: translate("transfer", "第一次收到对方区的包，请打电话请对方念出指纹核对。"),
    }
    return "\n".join((text, signed, known[incoming.known_signer]))
