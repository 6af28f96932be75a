"""并入: the addresses that two registers both have are listed, decided about one by one or many at once, and joined."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from db.domain.access import Actor
from db.domain.joining import Choice, Double
from db.services.joining import Joined, JoinPlan
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.error_reasons import clash_reason
from desktop.i18n import translate
from desktop.joining import operations
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.terms import legal_term

_UNDECIDED, _CLASHING = "undecided", "clashing"
_CHOICE = 1


def ask_register(parent: QWidget, title: str, kinds: str) -> str:
    """Ask for the other office's file; ``""`` when the user thinks better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


class JoinSection(Section):
    """The section."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        ask_file: Callable[[QWidget, str, str], str] = ask_register,
        ask_path: AskPath = ask_export_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._ask_file = ask_file
        self._file: Path | None = None
        self._doubles: dict[str, Double] = {}
        self._choices: dict[int, Choice] = {}
        self.choose_button = QPushButton(translate("joining", "选择另一个库(&O)…"))
        self.same_button = QPushButton(translate("joining", "是同一地址(&S)"))
        self.out_button = QPushButton(translate("joining", "暂不并入(&N)"))
        self.join_button = QPushButton(translate("joining", "并入本库(&J)"))
        self.reason = QLineEdit()
        columns = (
            Column(translate("joining", "另一库的地址"), 36),
            Column(translate("joining", "决定"), 9),
            Column(translate("joining", "冲突"), 24),
            Column(translate("joining", "本库的地址"), 36),
        )
        self.list = LineTable(translate("joining", "两库都有的地址"), columns)
        self.table = self.list
        self._build()
        self.choose_button.clicked.connect(self._choose)
        self.same_button.clicked.connect(lambda: self.decide(Choice.SAME))
        self.out_button.clicked.connect(lambda: self.decide(Choice.LEAVE_OUT))
        self.join_button.clicked.connect(self._join)
        self.reason.textChanged.connect(self._enable)
        self.list.current_changed.connect(self._enable)
        self._enable()

    def _build(self) -> None:
        self.head(
            translate(
                "joining",
                "把同一个区另一个办公室的库并入本库。两库都有的地址逐条决定：是同一地址，或暂不并入；"
                "全部决定之前什么都不并入。另一个库原样保留，作为它自己日志的凭证。",
            ),
            (self.choose_button, self.same_button, self.out_button),
        )
        self.list.say_empty(
            translate("joining", "还没有选择另一个库"),
            translate("joining", "请选择另一个办公室的地址库文件，先比较，再决定。")
            if self._actor.may("store.join")
            else translate("joining", "并入由区民政局经办或审批人办理，请用其账号登录。"),
        )
        self.list.show_lines(())
        self.list.offer_groups(
            (
                ("", translate("joining", "全部")),
                (_UNDECIDED, translate("joining", "未决定")),
                (_CLASHING, translate("joining", "有冲突")),
                (Choice.SAME.value, _choice_word(Choice.SAME)),
                (Choice.LEAVE_OUT.value, _choice_word(Choice.LEAVE_OUT)),
            )
        )
        self.body.addWidget(self.list, 1)
        label = QLabel(translate("joining", "理由(&Y)"))
        label.setBuddy(self.reason)
        self.reason.setPlaceholderText(translate("joining", "记入操作日志，如：两个办公室合并"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.reason, 1)
        row.addWidget(self.join_button)
        self.body.addLayout(row)
        self.reason.setEnabled(self._actor.may("store.join"))

    def _enable(self) -> None:
        some = bool(self._doubles) and self._actor.may("store.join")
        self.same_button.setEnabled(some)
        self.out_button.setEnabled(some)
        self.choose_button.setEnabled(self._actor.may("store.join"))
        decided = len(self._choices) == len(self._doubles)
        self.join_button.setEnabled(self._file is not None and decided and bool(self.reason.text().strip()))
        missing = len(self._doubles) - len(self._choices)
        words = translate("joining", "还有 {n} 条没有决定").format(n=f"{missing:,}")
        self.join_button.setToolTip(words if missing else "")

    def _choose(self) -> None:
        kinds = translate("joining", "地址库文件 (*.db)")
        name = self._ask_file(self, translate("joining", "选择另一个办公室的地址库"), kinds)
        if name:
            file = Path(name)
            self.start(
                operations.compare(
                    self._desk.store, file, lambda plan: self._on_compared(file, plan), self.say_error
                )
            )

    def _on_compared(self, file: Path, plan: JoinPlan) -> None:
        self._file, self._choices = file, {}
        self._doubles = {str(one.theirs.id): one for one in plan.doubles}
        self.list.say_empty(
            translate("joining", "两库没有相同的地址"), translate("joining", "写明理由后就可以并入。")
        )
        self._list()
        clashing = sum(1 for one in plan.doubles if not one.may_be_same)
        words = translate(
            "joining",
            "{file}（库号 {number}）有地址 {n} 个，其中 {new} 个本库没有，{doubles} 个两库都有，{clashing} 个有冲突。",
        )
        self.say(
            words.format(
                file=file.name,
                number=plan.store_no,
                n=f"{plan.addresses:,}",
                new=f"{plan.new:,}",
                doubles=f"{len(plan.doubles):,}",
                clashing=f"{clashing:,}",
            ),
            bad=clashing > 0,
        )

    def _list(self) -> None:
        self.list.show_lines([self._line(key, one) for key, one in self._doubles.items()])
        self._enable()

    def _line(self, key: str, double: Double) -> Line:
        choice = self._choices.get(double.theirs.id)
        why = translate("joining", "；").join(clash_reason(one) for one in double.clashes)
        group = choice.value if choice else _UNDECIDED if double.may_be_same else _CLASHING
        word = _choice_word(choice) if choice else translate("joining", "未决定")
        theirs = _side(double.theirs.text, double.theirs.legal)
        ours = _side(double.ours.text, double.ours.legal)
        bad = frozenset() if choice else frozenset({_CHOICE})
        return Line(key, (theirs, word, why, ours), bad=bad, group=group)

    def decide(self, choice: Choice) -> None:
        """Decide about the selected doubles; one with a clash cannot be the same."""
        refused = 0
        for key in self._selected():
            double = self._doubles[key]
            if choice is Choice.SAME and not double.may_be_same:
                refused += 1
            else:
                self._choices[double.theirs.id] = choice
        self._list()
        if refused:
            words = translate("joining", "{n} 条有冲突，不能当作同一地址：请先在一个库里改正，或暂不并入。")
            self.say(words.format(n=f"{refused:,}"), bad=True)

    def _selected(self) -> Iterable[str]:
        rows = self.list.view.selectionModel().selectedRows()
        return [self.list.model.shown[index.row()].key for index in rows]

    def _join(self) -> None:
        if self._file is None:
            return
        said = dict(self._choices), self.reason.text().strip()
        self.start(
            operations.join(self._desk.store, self._actor, self._file, said, self._on_joined, self.say_error)
        )

    def _on_joined(self, done: Joined) -> None:
        self._file, self._doubles, self._choices = None, {}, {}
        self.reason.clear()
        self._list()
        nodes = done.tallies.get("node")
        words = translate(
            "joining",
            "已并入（日志第 {entry} 条）：新地址 {joined} 个，本库已有 {same} 个，暂不并入 {out} 个。"
            "另一个库请封存，不要再在里面登记。",
        )
        self.say(
            words.format(
                entry=done.changes.entry,
                joined=f"{nodes.joined if nodes else 0:,}",
                same=f"{nodes.same if nodes else 0:,}",
                out=f"{done.left_out:,}",
            )
        )
        self._desk.feed.changed.emit(done.changes, self)


def _side(text: str, legal: str) -> str:
    return (
        translate("joining", "{text}（{state}）").format(text=text, state=legal_term(legal))
        if legal
        else text
    )


def _choice_word(choice: Choice) -> str:
    words = {
        Choice.SAME: translate("joining", "同一地址"),
        Choice.LEAVE_OUT: translate("joining", "暂不并入"),
    }
    return words[choice]
