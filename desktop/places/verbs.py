"""The verbs on names: each asks what it needs, does it in the background, and says in place when it could not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.place import NameState
from db.domain.place_near import Directory
from db.services.changes import Done
from db.services.place_book import Book, Card
from db.store.places import PlaceRecord
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.places import operations
from desktop.places.card_pane import VERBS_OF
from desktop.places.dialogs import AliasDialog, Names, NewPlaceDialog, ReasonDialog, RenameDialog
from desktop.system.ask_dialog import AskDialog
from desktop.widgets.keeping import keep_form
from desktop.widgets.passing import open_once
from desktop.work.drafts import Draft
from desktop.work.job import Job, Operation

_NEW, _APPROVE = "place.new", "place.approve"
"""Names of half-typed forms that are kept; those about one place are called after their verbs."""


class PlaceVerbs(QObject):
    """The verbs.

    Attributes:
        dialog: the question that was asked last.

    Signals:
        told: (text) something to say in the status bar.
        entered: (place id) a new name is there.
    """

    told = Signal(str)
    entered = Signal(object)

    def __init__(self, desk: Desk, actor: Actor, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._actor, self._page = desk, actor, page
        self._book: Book | None = None
        self._directory: Directory | None = None
        self._left: Draft | None = None
        self.dialog: AskDialog | None = None

    def learn(self, book: Book) -> None:
        """Compare new names with these from now on."""
        self._book, self._directory = book, None

    # -- asking -------------------------------------------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask for a new name."""
        self._with_names(self._open_new)

    def _open_new(self, names: Names) -> None:
        dialog = NewPlaceDialog(names, self._desk.store.district_code, self._page)

        def act() -> None:
            enter = operations.enter(
                self._at(dialog),
                dialog.name.text(),
                dialog.facts(),
                dialog.reason(),
                partial(self._on_entered, dialog),
            )
            self._start(enter)

        self._open(dialog, act, Draft(_NEW, dialog.windowTitle()))

    def _on_entered(self, dialog: NewPlaceDialog, changes: Changes) -> None:
        (place_id,) = changes.rows["place"]
        self.entered.emit(place_id)
        self._done(
            dialog, translate("places", "已登记「{name}」，待审批人批准。").format(name=dialog.name.text())
        )

    def ask_approval(self, waiting: Sequence[PlaceRecord]) -> None:
        """Ask why names that wait shall be standard."""
        words = translate("places", "批准后 {n} 个地名成为标准地名，名下可以编号：{names}")
        names = translate("places", "、").join(one.name for one in waiting)
        dialog = ReasonDialog(
            translate("places", "批准地名"),
            words.format(n=len(waiting), names=names),
            translate("places", "批准"),
            self._page,
        )
        told = translate("places", "已批准 {n} 个地名。").format(n=len(waiting))

        def act() -> None:
            done = partial(self._on_done, dialog, told)
            self._start(operations.approve(self._at(dialog), waiting, dialog.reason(), done))

        self._open(dialog, act, Draft(_APPROVE, dialog.windowTitle(), tuple(one.id for one in waiting)))

    def ask(self, verb: str, card: Card) -> None:
        """Ask what a verb needs for a name, then do it."""
        if verb == "rename":
            self._with_names(partial(self._ask_rename, card))
        elif verb == "alias":
            self._ask_alias(card)
        elif verb == "approve":
            self.ask_approval([card.record])
        else:
            self._ask_move(card.record, verb)

    def _ask_move(self, record: PlaceRecord, verb: str) -> None:
        wanted, title, text, word = _moves()[verb]
        dialog = ReasonDialog(title, text.format(name=record.name), word, self._page)
        told = translate("places", "「{name}」已办理：{verb}。").format(name=record.name, verb=word)

        def act() -> None:
            done = partial(self._on_done, dialog, told)
            self._start(operations.move(self._at(dialog), record, wanted, dialog.reason(), done))

        self._open(dialog, act, _about(verb, record, dialog))

    def _ask_rename(self, card: Card, names: Names) -> None:
        dialog = RenameDialog(names, card, self._page)
        told = translate("places", "「{old}」已更正为「{new}」。")

        def act() -> None:
            name, reason, at = dialog.name.text().strip(), dialog.reason(), self._at(dialog)
            if dialog.files:
                wanted = (name, dialog.day.text().strip())
                filed = partial(self._on_filed, dialog)
                self._start(operations.file_rename(at, card.record, wanted, reason, filed))
            else:
                done = partial(self._on_done, dialog, told.format(old=card.record.name, new=name))
                self._start(operations.correct(at, card.record, name, reason, done))

        self._open(dialog, act, _about("rename", card.record, dialog))

    def _on_filed(self, dialog: RenameDialog, done: Done) -> None:
        words = translate("places", "更名申请已提交（第 {n} 号），待审批人批准。")
        if done.direct:
            words = translate("places", "已更名。")
        self._done(dialog, words.format(n=done.application_id))
        self._desk.feed.changed.emit(done.changes, self._page)

    def _ask_alias(self, card: Card) -> None:
        dialog = AliasDialog(card, self._page)
        told = translate("places", "已为「{name}」登记别名。").format(name=card.record.name)

        def act() -> None:
            done = partial(self._on_done, dialog, told)
            self._start(operations.add_alias(self._at(dialog), card.record.id, dialog.alias(), done))

        self._open(dialog, act, _about("alias", card.record, dialog))

    def ask_drop(self, record: PlaceRecord, alias: str) -> None:
        """Ask why another name shall lead to a place no more."""
        words = translate("places", "「{alias}」不再指向「{name}」，登记记录保留。")
        dialog = ReasonDialog(
            translate("places", "撤下别名"),
            words.format(alias=alias, name=record.name),
            translate("places", "撤下"),
            self._page,
        )
        told = translate("places", "已撤下别名「{alias}」。").format(alias=alias)

        def act() -> None:
            done = partial(self._on_done, dialog, told)
            place_id, reason = record.id, dialog.reason()
            self._start(operations.withdraw_alias(self._at(dialog), place_id, alias, reason, done))

        self._open(dialog, act, replace(_about("drop", record, dialog), place=alias))

    def _with_names(self, act: Callable[[Names], None]) -> None:
        """Do something that compares names, once the directory is indexed."""
        book = self._book
        if book is None:
            return

        def ready(directory: Directory) -> None:
            self._directory = directory
            act(Names(self._desk.runner, directory, book.homes))

        if self._directory is not None:
            ready(self._directory)
        else:
            self._start(operations.index_names(book, ready))

    def _at(self, dialog: AskDialog) -> operations.Desk:
        return operations.Desk(self._desk.store, self._actor, dialog.refuse)

    def _open(self, dialog: AskDialog, act: Callable[[], object], about: Draft) -> None:
        left, self._left = self._left, None
        if left is not None and (left.verb, left.place_id) == (about.verb, about.place_id):
            about = left
        self.dialog = dialog
        keep_form(dialog, self._desk.drafts, about, dialog.fields)
        dialog.asked.connect(act)
        open_once(dialog, self._desk.runner)

    # -- going on with what was left ----------------------------------------------------------------------------------

    def resume(self, draft: Draft) -> None:
        """Ask again what was being answered when the program ended."""
        self._left = draft
        if draft.verb == _NEW:
            self.ask_new()
        elif draft.verb == _APPROVE:
            lines = self._book.lines if self._book is not None else ()
            waiting = [line.record for line in lines if line.record.id in draft.ids]
            waiting = [one for one in waiting if one.state == NameState.PENDING]
            self._go_on(draft, waiting, self.ask_approval)
        else:
            found = partial(self._resume_on, draft)
            self._start(operations.load_card(self._desk.store, draft.place_id, found))

    def _resume_on(self, draft: Draft, card: Card) -> None:
        verb = draft.verb.partition(".")[2]
        if verb == "drop":
            self.ask_drop(card.record, draft.place)
        elif verb in VERBS_OF.get(card.record.state, ()):
            self.ask(verb, card)
        else:
            self._go_on(draft, (), self.ask_approval)

    def _go_on(
        self, draft: Draft, records: Sequence[PlaceRecord], ask: Callable[[Sequence[PlaceRecord]], object]
    ) -> None:
        """Ask about what still fits; a form about nothing any more is told and forgotten."""
        if records:
            ask(records)
            return
        self._left = None
        self._desk.drafts.forget(draft)
        self.told.emit(
            translate("places", "「{title}」已不能办理：地名的状态变了。").format(title=draft.title)
        )

    def _on_done(self, dialog: AskDialog, told: str, _changes: Changes) -> None:
        self._done(dialog, told)

    def _done(self, dialog: AskDialog, told: str) -> None:
        dialog.accept()
        self.told.emit(told)

    def _start(self, operation: Operation[Any]) -> Job:
        return self._desk.runner.start(operation, self._page)


def _about(verb: str, record: PlaceRecord, dialog: AskDialog) -> Draft:
    template = translate("places", "{verb} — {name}")
    title = template.format(verb=dialog.windowTitle(), name=record.name)
    return Draft(f"place.{verb}", title, place_id=record.id, place=record.name)


def _moves() -> dict[str, tuple[NameState, str, str, str]]:
    """Verb -> the state it leads to, title, what will happen, word on the button."""
    return {
        "give_back": (
            NameState.DRAFT,
            translate("places", "退回地名"),
            translate("places", "「{name}」退回为拟用地名，由经办修改后再次上报。"),
            translate("places", "退回"),
        ),
        "submit": (
            NameState.PENDING,
            translate("places", "再次上报"),
            translate("places", "「{name}」再次上报，待审批人批准。"),
            translate("places", "上报"),
        ),
        "retire": (
            NameState.RETIRED,
            translate("places", "地名销名"),
            translate("places", "「{name}」不再使用，也不再给别处使用。名下还有现存地址时不能销名。"),
            translate("places", "销名"),
        ),
        "restore": (
            NameState.APPROVED,
            translate("places", "恢复地名"),
            translate("places", "「{name}」恢复为标准地名，名下可以再编号。"),
            translate("places", "恢复"),
        ),
    }
