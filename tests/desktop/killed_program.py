"""A program whose forms are typed into and taken up again, for ``killed_forms.py``: the window, and hands on its forms."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from db.domain.access import Role
from db.services.blocks import Under
from db.services.store import open_store
from desktop.addresses.page import Desk
from desktop.app import start_application
from desktop.editing.acts import Chosen, Verb
from desktop.matching.page import MatchingPage
from desktop.options import Options
from desktop.places.page import PlacesPage
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.furnishing import MATCHING, PLACES
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.widgets.keeping import put_text, text_of
from desktop.work.change_feed import ChangeFeed
from desktop.work.drafts import Draft
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.desktop.addresses.register import node_id
from tests.desktop.editing.conftest import CLERK

ACTOR = replace(CLERK, roles=((Role.CLERK, "350203"), (Role.CHIEF, "350203")))
STREET = "厦门市思明区湖滨南路"
LIMIT_S, STARTED_S = 60.0, 1.0
Texts = Mapping[str, str]
COMMON = {"reason": "会议纪要第12号", "day": "2099-01-31"}

VERBS: dict[str, tuple[tuple[str, ...], Texts]] = {
    "add": (("7号",), {"kind": "building", "list": "3幢\n4幢"}),
    "rename": (("7号",), {"own_text": "107号"}),
    "move": (("7号",), {"area": "350203008005"}),
    "correct": (("7号",), {"own_text": "117号", "side": "left", "lng": "118.1", "lat": "24.5"}),
    "bulk": (("7号", "8号"), {"column": "number", "pattern": "A{n}号", "start": "101", "step": "2"}),
    "merge": (("1号",), {"stays": "0", "target": "7", "target_text": "湖滨南路9号"}),
    "split": (("11号",), {"parts": "11-1号\n11-2号", "stays": "1"}),
    "suspend": (("1号",), {}),
    "restore": (("21号",), {}),
    "cancel": (("11号",), {}),
    "void": (("8号",), {}),
}
"""Verb -> on which numbers, what is typed beside reason and day."""

PLACE_FORMS: dict[str, Texts] = {
    "place.new": {"name": "白鹭洲滨路", "kind": "lane", "pinyin": "Bailuzhou", "reason": "新建道路"},
    "place.rename": {"name": "湖滨南路东段", "reason": "市政府批复"},
    "place.alias": {"name": "老街", "kind": "former", "since": "1985-06-01", "until": "1999-01-01"},
    "place.retire": {"reason": "已经拆除"},
}
BLOCK = {"stairs": "2-3", "reason": "补建"}
CARD = {"meaning": "写了一半的含义", "extent_from": "厦禾路"}
OPINION = {"opinion": "同意，请按批复办理"}
WINDOWS: dict[str, Texts] = {
    "redraw.file": {"document": "厦思政〔2026〕8号", "reason": "区划调整"},
    "transfer.file": {
        "code": "350206005001",
        "name": "江头社区",
        "document": "厦府〔2026〕8号",
        "reason": "区划调整",
    },
    "transfer.open": {"said": "10293 84756", "decided": "aside", "reason": "与对方核对"},
    "transfer.words": {"reason": "同意移交"},
    "transfer.key": {"reason": "第一把密钥"},
    "sheet.issue": {"due": "2099-01-31", "folder": "核查表"},
    "sheet.withdraw": {"reason": "社区撤并"},
    "sheet.decide": {"reason": "现场看过"},
    "matching.line": {"number": "7之1号", "reason": "现场看过"},
}
TRANSFERS: dict[str, Callable[[Any], object]] = {
    "transfer.file": lambda steps: steps.give(),
    "transfer.open": lambda steps: steps.take(),
    "transfer.words": lambda steps: steps,
    "transfer.key": lambda steps: steps.make_key(),
}
LINES = ("transfer.words", "sheet.decide")
"""Lines that always stand in their windows."""

PACKAGE = "in.zpt"
EVERY = (*VERBS, *PLACE_FORMS, "place.card", "generate", "application", *WINDOWS)
_TYPED_ON = {
    "place.alias": "name",
    "place.card": "meaning",
    "application": "opinion",
    "sheet.issue": "folder",
}
"""Where somebody goes on typing; elsewhere it is the reason."""


class Program:
    """The window, and hands on its forms."""

    def __init__(self, url: str, folder: Path) -> None:
        self.app = start_application()
        self.store, feed = open_store(url), ChangeFeed()
        self.runner = Runner(feed, writer_pool(), reader_pool())
        desk = Desk(self.store, self.runner, feed, Options(folder / "window.ini"))
        self.window = MainWindow(Session(self.store, ACTOR), desk, CrashKeeper(folder))
        self.window.show()
        self.drafts, self.folder = desk.drafts, folder
        shown = time.monotonic()
        self.until(lambda: time.monotonic() - shown > STARTED_S and not self.runner._jobs)

    def until(self, ready: Callable[[], object]) -> None:
        """Turn the event loop until something is there."""
        end, waker = time.monotonic() + LIMIT_S, QTimer(interval=5)
        waker.start()
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    @property
    def places(self) -> PlacesPage:
        page = self.window.rooms.build(PLACES)
        assert isinstance(page, PlacesPage)
        return page

    @property
    def matching(self) -> MatchingPage:
        page = self.window.rooms.build(MATCHING)
        assert isinstance(page, MatchingPage)
        return page

    # -- the forms ----------------------------------------------------------------------------------------------------

    def begin(self, form: str) -> None:
        """Open a form and type into it."""
        if form in VERBS:
            self._open_verb(form)
        elif form in PLACE_FORMS or form == "place.card":
            self._open_place(form)
        elif form == "generate":
            self.window.blocks.ask_block(Under(node_id=node_id(self.store, STREET + "7号")))
            self.until(lambda: self.window.blocks.dialog)
        elif form in WINDOWS:
            self._open_window(form)
        else:
            self.window.verbs.show_applications()
        for name, widget in self.fields(form).items():
            put_text(widget, typed(form)[name])
        if form == "transfer.open":
            dialog = self._dialog_of(form)
            dialog.table.view.selectAll()
            dialog.aside.click()

    def _open_verb(self, form: str) -> None:
        ids = tuple(node_id(self.store, STREET + name) for name in VERBS[form][0])
        self.window.verbs._open_on(Verb(form), Chosen(ids), None)
        self.until(lambda: self.window.verbs.dialog)
        dialog = self.window.verbs.dialog
        assert dialog is not None
        dialog._fill(Draft(form, "", fields=typed(form)))

    def _open_place(self, form: str) -> None:
        self.window.nav.setCurrentRow(PLACES)
        page = self.places
        self.until(lambda: page._book is not None and page._by_key)
        page.locate(street(page))
        self.until(lambda: page.pane.card is not None and page.pane.card.record.id == street(page))
        if form == "place.card":
            page.pane.begin()
        elif form == "place.new":
            page.ask_new()
        else:
            page._on_wanted(form.partition(".")[2])
        self.until(lambda: form == "place.card" or page.verbs.dialog)

    def _open_window(self, form: str) -> None:
        if form == "redraw.file":
            self.window.units.ask_redraw()
        elif form in TRANSFERS:
            steps = self.window.units.show_transfers().steps
            steps.dialog = None  # the one that was left stays there
            steps.ask_open = lambda *_: str(self.folder / PACKAGE)
            TRANSFERS[form](steps)
        elif form == "matching.line":
            self.window.nav.setCurrentRow(MATCHING)
            self.matching.intake.read_text(STREET + "7号")
        else:
            sheets = self.window.sheets.show()
            self.until(lambda: sheets.table.model.shown)
            sheets.table.view.selectRow(0)
            if form == "sheet.issue":
                sheets.ask_issue()
            elif form == "sheet.withdraw":
                sheets._ask_reason(form)
        self.until(lambda: self._dialog_of(form))

    def _dialog_of(self, form: str) -> Any:
        """The dialog of a window beside the main one."""
        if form == "redraw.file":
            return self.window.units.dialog
        if form in TRANSFERS:
            transfers = self.window.units.window
            return (transfers if form in LINES else transfers.steps.dialog) if transfers else None
        if form == "matching.line":
            detail = self.matching.detail
            return detail if detail.row is not None and detail.row.matched is not None else None
        sheets = self.window.sheets._window
        if sheets is None:
            return None
        return {"sheet.issue": sheets.dialog, "sheet.withdraw": sheets.asking, "sheet.decide": sheets.merge}[
            form
        ]

    def _fields_of(self, form: str) -> dict[str, QWidget]:
        dialog = self._dialog_of(form)
        if dialog is None:
            return {}
        if form == "redraw.file":
            return {"document": dialog.form.document, "reason": dialog.reason}
        if form == "transfer.file":
            return {name: one for name, one in dialog._fields.items() if name in typed(form)}
        if form == "matching.line":
            return {"number": dialog.form.fields["number"], "reason": dialog.verbs.reason}
        if form == "sheet.issue":
            return {"due": dialog.due, "folder": dialog.folder}
        return {"reason": dialog.reason} if form in LINES else dict(dialog.fields, **_said(dialog))

    def type_on(self, form: str, text: str) -> None:
        """Go on typing behind what stands in a field."""
        name = typed_on(form)
        verb = self.window.verbs.dialog
        field = verb.reason_box if form in VERBS and verb is not None else self.fields(form)[name]
        put_text(field, text_of(field) + text)

    def fields(self, form: str) -> dict[str, QWidget]:
        """The fields that are typed into, by name."""
        if form == "place.card":
            card = self.places.pane.form
            return {"meaning": card.meaning, "extent_from": card.extent_from}
        if form in PLACE_FORMS:
            dialog = self.places.verbs.dialog
            return {name: one for name, one in dialog.fields.items() if name in typed(form)} if dialog else {}
        if form == "generate":
            block = self.window.blocks.dialog
            return {"stairs": block.form.stairs, "reason": block.reason} if block else {}
        if form in WINDOWS:
            return self._fields_of(form)
        if form == "application":
            queue = self.window.verbs.queue
            return {"opinion": queue.opinion} if queue else {}
        return {}

    def stands(self, form: str) -> dict[str, str]:
        """What stands in a form that is open."""
        if form == "transfer.open":
            decided = ",".join(self._dialog_of(form)._fates.values())
            return {"decided": decided, **{name: text_of(one) for name, one in self.fields(form).items()}}
        if form not in VERBS:
            return {name: text_of(widget) for name, widget in self.fields(form).items()}
        dialog = self.window.verbs.dialog
        if dialog is None:
            return {}
        found = {**dialog.form.texts(), "reason": dialog.reason_box.text(), "day": dialog._day()}
        return {name: found[name] for name in typed(form)}

    def take_up(self, form: str) -> dict[str, str]:
        """Say yes to what is offered, as the question's button does, and read what stands in the form."""
        self.until(lambda: self.window.unfinished.dialog)
        question = self.window.unfinished.dialog
        assert question is not None
        assert [draft.verb for draft in self.drafts.left] == [form]
        left = self.drafts.left[0]
        question.go_on.click()
        self.until(lambda: self.drafts.is_open(left))
        self.until(lambda: form != "application" or not self.runner._jobs)
        found = self.stands(form)
        self.leave(form)
        self.until(lambda: not self.drafts.left and not self.drafts.is_open(left))
        return found

    def leave(self, form: str) -> None:
        """Give the form up, as Esc does."""
        if form == "place.card":
            self.places.pane.cancel()
            return
        if form == "matching.line":
            self.matching.detail.form.restore()
            self.matching.detail.verbs.reason.setEditText("")
            return
        if form in LINES:
            self._dialog_of(form).reason.clear()
            return
        if form in WINDOWS:
            dialog = self._dialog_of(form)
            dialog.done(0)
            return
        verbs, blocks = self.window.verbs, self.window.blocks
        open_now = {"generate": blocks.dialog, "application": verbs.queue}.get(form, verbs.dialog)
        dialog = self.places.verbs.dialog if form in PLACE_FORMS else open_now
        assert dialog is not None
        if form == "generate":
            dialog.done(0)  # Esc asks first
        else:
            dialog.reject()


def typed(form: str) -> dict[str, str]:
    """What is typed into a form."""
    if form in VERBS:
        return {**VERBS[form][1], **COMMON}
    others: dict[str, Texts] = WINDOWS | {"place.card": CARD, "generate": BLOCK, "application": OPINION}
    return dict(others.get(form) or PLACE_FORMS[form])


def typed_on(form: str) -> str:
    """The name of the field in which somebody goes on typing."""
    return _TYPED_ON.get(form, "reason")


def _said(dialog: Any) -> dict[str, QWidget]:
    """What was read out by telephone, where a dialog asks for it."""
    return {"said": dialog.said} if hasattr(dialog, "said") else {}


def street(page: PlacesPage) -> int:
    """The place that the forms about names are about."""
    return next(line.record.id for line in page._by_key.values() if line.record.name == "湖滨南路")
