"""交接: what somebody answers for, and the offers by which it passes to others."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSplitter, QWidget

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.handover import Duty, DutyKind
from db.services.handover import Offered, Receiver, Sheet
from db.store.handover import HandoverRow
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.handover import operations
from desktop.handover.keeping import ANSWER, answer_form, offer_form
from desktop.handover.offer_dialog import OfferDialog
from desktop.handover.operations import Answer, Loaded
from desktop.handover.paper import area_text, day_of, person_text
from desktop.handover.sheet_dialog import SheetDialog
from desktop.handover.words import counts_text, kind_term, state_text, title_text
from desktop.i18n import translate
from desktop.standing.file_names import ask_save
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.terms import handover_term
from desktop.widgets.keeping import keep_form, put_text
from desktop.widgets.passing import open_once
from desktop.work.drafts import Draft

_SOURCE = 5
_STATE = 3


def ask_list_path(parent: QWidget, name: str) -> str:
    """Ask where the list shall go, as pages or as a workbook; ``""`` when the user thinks better of it."""
    kinds = translate("handover", "PDF 文件 (*.pdf);;Excel 工作簿 (*.xlsx)")
    return ask_save(parent, translate("handover", "交接清单"), f"{name}.pdf", kinds)


class HandoverSection(Section):
    """The section.

    Attributes:
        who: whose work is shown.
        duties: what he answers for.
        offers: handing over, under way and done.
    """

    concerns = (
        *("handover", "responsibility", "application", "import_batch", "plate_batch"),
        *("package", "inspection_form", "problem", "actor", "actor_role"),
    )

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        ask_path: AskPath = ask_export_path,
        ask_list: Callable[[QWidget, str], str] = ask_list_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._ask_list = ask_list
        self._loaded = Loaded((), (), (actor.login,), {actor.login: actor.name}, {})
        self._known: dict[str, Duty] = {}
        self.dialog: OfferDialog | SheetDialog | None = None
        self.who = QComboBox()
        self.offer_button = QPushButton(translate("handover", "移交(&T)…"))
        self.open_button = QPushButton(translate("handover", "查看与答复(&O)…"))
        self.print_button = QPushButton(translate("handover", "交接清单(&P)…"))
        self.duties, self.offers = self._make_duties(), self._make_offers()
        self.table = self.duties
        self._build()
        self._connect()
        self._show_givers()
        self.refresh()

    def _make_duties(self) -> LineTable:
        table = LineTable(
            translate("handover", "待办事项"),
            (
                Column(translate("handover", "类别"), 9),
                Column(translate("handover", "事项"), 26),
                Column(translate("handover", "区域"), 19),
                Column(translate("handover", "状态"), 14),
                Column(translate("handover", "起始"), 10),
                Column(translate("handover", "来源与去向"), 22),
            ),
        )
        table.say_empty(
            translate("handover", "没有未办结的事项"),
            translate("handover", "申请、清单、批次、检查包和分派的问题办结之前都会列在这里。"),
        )
        return table

    def _make_offers(self) -> LineTable:
        table = LineTable(
            translate("handover", "交接"),
            (
                Column(translate("handover", "发起时间"), 18),
                Column(translate("handover", "移交人"), 16),
                Column(translate("handover", "接收人"), 16),
                Column(translate("handover", "状态"), 8),
                Column(translate("handover", "件数"), 6, is_figure=True),
                Column(translate("handover", "事由与答复"), 28),
            ),
        )
        table.say_empty(
            translate("handover", "还没有交接"),
            translate("handover", "人员离岗时，选好上面的事项，按“移交”。"),
        )
        return table

    def _build(self) -> None:
        label = QLabel(translate("handover", "谁负责(&Q)"))
        label.setBuddy(self.who)
        self.who.setMinimumContentsLength(14)
        self._buttons.addWidget(label)
        self._buttons.addWidget(self.who)
        self.head(
            translate(
                "handover",
                "下面是一个人负责的全部未办结事项，可整体或选中几件移交；对方接收后才转移，历史记录不改名。",
            ),
            (self.offer_button, self.open_button, self.print_button),
        )
        panes = QSplitter(Qt.Orientation.Vertical)
        panes.addWidget(self.duties)
        panes.addWidget(self.offers)
        panes.setStretchFactor(0, 3)
        panes.setStretchFactor(1, 2)
        panes.setChildrenCollapsible(False)
        self.body.addWidget(panes, 1)

    def _connect(self) -> None:
        self.who.activated.connect(self.refresh)
        self.offer_button.clicked.connect(self.ask_offer)
        self.open_button.clicked.connect(self.open_offer)
        self.print_button.clicked.connect(self._print)
        self.offers.opened.connect(self.open_offer)
        self.duties.opened.connect(self._on_duty)
        self.offers.current_changed.connect(self._enable)
        self._enable()

    # -- showing ------------------------------------------------------------------------------------------------------

    @property
    def login(self) -> str:
        """Whose work is shown."""
        return str(self.who.currentData() or self._actor.login)

    def refresh(self) -> None:
        """Read everything again."""
        self.start(operations.load(self._desk.store, self._actor, self.login, self._show))

    def _show(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._show_givers()
        self._known = {f"{one.kind.value} {one.row_id}": one for one in loaded.duties}
        counts = {kind: 0 for kind in DutyKind}
        for one in loaded.duties:
            counts[one.kind] += 1
        found = {kind: n for kind, n in counts.items() if n}
        chosen = self.duties.group.currentData()
        kinds = [(kind.value, f"{kind_term(kind)} {n}") for kind, n in found.items()]
        self.duties.offer_groups((("", translate("handover", "全部类别")), *kinds))
        self.duties.group.setCurrentIndex(max(0, self.duties.group.findData(chosen)))
        self.duties.show_lines([self._duty_line(key, one) for key, one in self._known.items()])
        self.offers.show_lines([self._offer_line(one) for one in loaded.handovers])
        self._enable()
        waiting = [one for one in loaded.handovers if self._waits(one)]
        if waiting:
            words = translate("handover", "有 {n} 份交接等您答复，请选中它，按“查看与答复”。")
            self.say(words.format(n=len(waiting)), bad=True)
            self.offers.select(str(waiting[0].id))
        elif found:
            words = translate("handover", "{who} 负责：{counts}。")
            self.say(words.format(who=self._name(self.login), counts=counts_text(found)))
        else:
            words = translate("handover", "{who} 没有未办结的事项。")
            self.say(words.format(who=self._name(self.login)))

    def _show_givers(self) -> None:
        kept = self.login
        self.who.clear()
        for login in self._loaded.givers:
            self.who.addItem(self._name(login), login)
        self.who.setCurrentIndex(max(0, self.who.findData(kept)))
        self.who.setEnabled(self.who.count() > 1)

    def _name(self, login: str) -> str:
        return person_text(login, self._loaded.names)

    def _waits(self, one: HandoverRow) -> bool:
        return one.state == "offered" and one.to_login == self._actor.login

    def _duty_line(self, key: str, one: Duty) -> Line:
        cells = (
            kind_term(one.kind),
            title_text(one.kind, self._name(one.title) if one.kind is DutyKind.HANDOVER else one.title),
            area_text(one.areas, self._loaded.units),
            state_text(one.kind, one.state),
            day_of(one.since),
            self._source(one),
        )
        bad = frozenset({_SOURCE}) if one.offered else frozenset()
        return Line(key, cells, bad=bad, group=one.kind.value)

    def _source(self, one: Duty) -> str:
        """Where a case came from, and where it is going."""
        parts = []
        if one.kind is not DutyKind.HANDOVER and one.maker and one.delegated:
            parts.append(translate("handover", "原由 {who} 经办").format(who=self._name(one.maker)))
        offer = next((row for row in self._loaded.handovers if row.id == one.offered), None)
        if offer is not None:
            words = translate("handover", "移交中，等 {who} 接收")
            parts.append(words.format(who=self._name(offer.to_login)))
        return translate("handover", "；").join(parts)

    def _offer_line(self, one: HandoverRow) -> Line:
        said = one.reason
        if one.answer:
            said += translate("handover", "；答复：{answer}").format(answer=one.answer)
        if one.left_out:
            said += translate("handover", "；{n} 件没有转移").format(n=one.left_out)
        cells = (
            local_time(one.offered_at),
            self._name(one.from_login),
            self._name(one.to_login),
            handover_term(one.state),
            f"{one.items:,}",
            said,
        )
        bad = frozenset({_STATE}) if self._waits(one) else frozenset()
        return Line(str(one.id), cells, muted=one.state in ("refused", "withdrawn"), bad=bad)

    def _enable(self) -> None:
        givable = [one for one in self._known.values() if self._givable(one)]
        self.offer_button.setEnabled(bool(givable) and self._actor.may("handover.offer"))
        there = bool(self.offers.current())
        self.open_button.setEnabled(there)
        self.print_button.setEnabled(there)

    def _givable(self, one: Duty) -> bool:
        return one.kind is not DutyKind.HANDOVER and not one.offered

    # -- verbs --------------------------------------------------------------------------------------------------------

    def ask_offer(self) -> OfferDialog:
        """Ask to whom what is handed over."""
        givable = [one for one in self._known.values() if self._givable(one)]
        rows = self.duties.view.selectionModel().selectedRows()
        keys = [self.duties.model.shown[index.row()].key for index in rows]
        return self._ask_offer([self._known[key] for key in keys if self._known[key] in givable])

    def _ask_offer(self, chosen: Sequence[Duty], left: Draft | None = None) -> OfferDialog:
        givable = [one for one in self._known.values() if self._givable(one)]
        dialog = OfferDialog((self.login, self._name(self.login)), givable, chosen, self)
        about = left or offer_form(self.login, self._name(self.login), chosen)
        keep_form(dialog, self._desk.drafts, about, dialog.fields)

        def show_people(found: Sequence[Receiver]) -> None:
            dialog.show_people(found)
            put_text(dialog.receiver, about.fields.get("receiver", ""))

        self.start(operations.load_receivers(self._desk.store, givable, self.login, show_people))

        def act() -> None:
            self.start(
                operations.offer(
                    self._desk.store,
                    self._actor,
                    dialog.wanted(),
                    lambda made: self._on_offered(dialog, made),
                    dialog.refuse,
                )
            )

        dialog.asked.connect(act)
        self.dialog = dialog
        open_once(dialog, self._desk.runner)
        return dialog

    def _on_offered(self, dialog: OfferDialog, made: Offered) -> None:
        dialog.accept()
        self._desk.feed.changed.emit(made.changes, self)
        words = translate("handover", "已发起交接，共 {n} 件；对方接收后转移。")
        self.told.emit(words.format(n=f"{len(made.duties):,}"))
        self.offers.select(str(made.handover_id))

    def _on_duty(self, key: str) -> None:
        one = self._known[key]
        offer = one.row_id if one.kind is DutyKind.HANDOVER else one.offered
        if offer:
            self.offers.select(str(offer))
            self.open_offer()

    def open_offer(self) -> None:
        """Show the offer the cursor is on, with its items and what can be done about it."""
        key = self.offers.current()
        if key:
            self.start(operations.load_sheet(self._desk.store, int(key), self._open_sheet))

    def _open_sheet(self, sheet: Sheet, left: Draft | None = None) -> None:
        head = sheet.head
        own = self._actor.login in (head.from_login, head.offered_by)
        may_withdraw = own or head.from_login in self._loaded.givers
        dialog = SheetDialog(sheet, self._loaded, self._actor.login, may_withdraw=may_withdraw, parent=self)

        def act(verb: str) -> None:
            said = (verb, head, dialog.reason())
            done = operations.answer(
                self._desk.store,
                self._actor,
                said,
                lambda answer: self._on_answered(dialog, answer),
                dialog.refuse,
            )
            self.start(done)

        about = left or answer_form(head, self._name(head.from_login))
        keep_form(dialog, self._desk.drafts, about, {"reply": dialog.reply})
        dialog.answered.connect(act)
        dialog.printing.connect(self._print)
        self.dialog = dialog
        open_once(dialog, self._desk.runner)

    def resume(self, left: Draft) -> None:
        """Open again what was being typed when the program ended."""
        if left.verb == ANSWER:
            (handover_id,) = left.ids
            self.start(
                operations.load_sheet(self._desk.store, handover_id, partial(self._open_sheet, left=left))
            )
            return
        done = partial(self._go_on_offering, left)
        self.start(operations.load(self._desk.store, self._actor, left.about, done))

    def _go_on_offering(self, left: Draft, loaded: Loaded) -> None:
        self._loaded = loaded
        self._show_givers()
        giver = self.who.findData(left.about)
        self.who.setCurrentIndex(max(0, giver))
        self._show(loaded)
        if giver >= 0 and self.offer_button.isEnabled():
            self._ask_offer([one for one in self._known.values() if one.row_id in left.ids], left)
        else:
            self._desk.drafts.forget(left)
            self.told.emit(translate("handover", "上次填写的交接已没有可移交的事项。"))

    def _on_answered(self, dialog: SheetDialog, answer: Answer) -> None:
        dialog.accept()
        done = answer.accepted
        if done is not None:
            words = translate("handover", "已接收 {n} 件。")
            if done.left_out:
                words = translate("handover", "已接收 {n} 件；{left} 件没有转移，原因见清单备注。")
            self.told.emit(words.format(n=f"{len(done.moved):,}", left=len(done.left_out)))
        elif answer.verb == "refuse":
            self.told.emit(translate("handover", "已谢绝，事项仍由移交人负责。"))
        else:
            self.told.emit(translate("handover", "已撤回，事项仍由移交人负责。"))
        self._desk.feed.changed.emit(answer.changes, self)

    def _print(self) -> None:
        key = self.offers.current()
        path = self._ask_list(self, translate("handover", "账号交接清单")) if key else ""
        if path:
            file = Path(path)

            def done(count: int) -> None:
                words = translate("handover", "交接清单已写入 {file}，共 {n} 件。")
                self.told.emit(words.format(file=file.name, n=f"{count:,}"))

            self.start(operations.print_list(self._desk.store, int(key), file, done, self.say_error))
