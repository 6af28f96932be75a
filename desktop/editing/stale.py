"""Somebody else was faster: who changed what and when, with one's own input kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.domain.audit import local_time
from db.domain.progress import Progress
from db.services import addresses, audit, redraw
from db.store.journal_read import EntryRow, Keys, Wanted
from db.store.store import Store
from desktop.i18n import translate
from desktop.journal.words import Words
from desktop.work.job import Operation

_MOST_ROWS, _MOST_ENTRIES, _MOST_FIELDS = 5, 5, 6
_DERIVED = frozenset({"full_text", "ident", "live_key", "sort_key"})
"""What follows from the own part, and has no word of its own."""

_CODE_DIGITS = 12
"""Of a unit's code; an id of ours has more."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing somebody did to an address.

    Attributes:
        fields: what changed: name, before, after.
    """

    seq: int
    at: str
    who: str
    verb: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Since:
    """From where on to look: after an entry of the journal, or after a stored moment."""

    entry: int = 0
    moment: str = ""


def find_events(
    store: Store, ids: Sequence[int], since: Since, on_done: Callable[[tuple[Event, ...]], None]
) -> Operation[tuple[Event, ...]]:
    """What happened to addresses since, the newest first."""

    def work(_progress: Progress) -> tuple[Event, ...]:
        words, names = Words(), audit.people(store)
        units = {unit.code: unit.name for unit in redraw.all_units(store).every}  # also those that ended
        found: dict[int, Event] = {}
        for node_id in ids[:_MOST_ROWS]:
            keys = audit.keys_of_node(store, node_id)
            for entry in _entries(store, keys, since):
                found[entry.seq] = _event(store, entry, keys, (words, names))
        newest = [found[seq] for seq in sorted(found, reverse=True)[:_MOST_ENTRIES]]
        return tuple(_named(newest, units | _texts(store, newest)))

    return Operation(translate("editing", "查看谁改了什么"), work, on_done, quiet=True)


def _entries(store: Store, keys: Keys, since: Since) -> list[EntryRow]:
    wanted = Wanted(keys=keys, since=since.moment)
    listed = audit.list_entries(store, wanted, 0, _MOST_ENTRIES)
    return [one for one in listed if one.seq > since.entry and one.at > since.moment]


def _event(store: Store, entry: EntryRow, keys: Keys, told: tuple[Words, dict[str, str]]) -> Event:
    words, names = told
    changes = audit.entry_changes(store, entry.seq, keys).items
    fields = [one for change in changes if change.table == "node" for one in words.fields_of(change)]
    fields = [one for one in fields if one[0] not in _DERIVED]
    who = names.get(entry.actor, entry.actor)
    return Event(entry.seq, local_time(entry.at), who, words.verb(entry.verb), tuple(fields[:_MOST_FIELDS]))


def _texts(store: Store, events: Sequence[Event]) -> dict[str, str]:
    """What addresses and names are called that the fields name by id."""
    said = {one for event in events for field in event.fields for one in field[1:]}
    ids = [int(one) for one in said if one.isdecimal() and len(one) > _CODE_DIGITS]
    return {str(one): row.full_text for one, row in addresses.node_rows(store, ids).items()}


def _named(events: Sequence[Event], names: Mapping[str, str]) -> list[Event]:
    """The same with names in the place of codes and ids."""
    return [
        replace(
            event,
            fields=tuple(
                (field, names.get(before, before), names.get(after, after))
                for field, before, after in event.fields
            ),
        )
        for event in events
    ]


def events_text(events: Sequence[Event]) -> str:
    """What happened as rich text, a line for each event."""
    return "<br>".join(map(_event_text, events)) or escape(
        translate("editing", "日志里没有查到是谁改的，请按最新内容核对。")
    )


def _event_text(event: Event) -> str:
    head = translate("editing", "{at}，{who}：{verb}").format(at=event.at, who=event.who, verb=event.verb)
    sides = [
        translate("editing", "{field} {before} → {after}").format(
            field=field, before=before or "—", after=after or "—"
        )
        for field, before, after in event.fields
    ]
    detail = translate("editing", "；").join(sides)
    return f"<b>{escape(head)}</b>" + (f"<br>{escape(detail)}" if detail else "")


class StalePane(QFrame):
    """The pane in a dialog.

    Signals:
        renewed: go on from what stands now.
        left: give up.
    """

    renewed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        title = QLabel(translate("editing", "您打开之后，这个地址已被改动。您填写的内容还在，没有保存。"))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        title.setWordWrap(True)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.again = QPushButton(translate("editing", "以最新内容重新填写(&L)"))
        self.leave = QPushButton(translate("editing", "放弃(&G)"))
        self.again.clicked.connect(self.renewed)
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.leave)
        row.addStretch()
        column = QVBoxLayout(self)
        for widget in (title, self.text):
            column.addWidget(widget)
        column.addLayout(row)
        self.hide()

    def show_events(self, events: Sequence[Event]) -> None:
        """Say who changed what."""
        self.text.setText(events_text(events))
        self.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
