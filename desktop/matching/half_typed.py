"""Keeps what is typed about the selected line, its corrected elements and the reason, until it is decided."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.domain.audit import mask_personal
from desktop.i18n import translate
from desktop.matching.detail import DetailPane
from desktop.matching.keeping import Shelf
from desktop.matching.line_table import LineTable
from desktop.matching.sheet import Row
from desktop.work.drafts import Draft, Drafts, Kept

LINE = "matching.line"
"""Name of the form."""

_TEXT, _REASON = "text", "reason"
_TITLED = 24


class HalfTyped(QObject):
    """The form of the line that is selected.

    Signals:
        match_wanted: (position) the line is not compared yet and has to be, before the form can be filled.
        missed: the line of a form that was left is no more in the list.
    """

    match_wanted = Signal(int)
    missed = Signal()

    def __init__(self, drafts: Drafts, detail: DetailPane, table: LineTable, shelf: Shelf) -> None:
        """Follow the list and its pane; both have done their own part before this hears of a change."""
        super().__init__(table)
        self._drafts, self._detail, self._table = drafts, detail, table
        self._kept: Kept | None = None
        self._about: Row | None = None
        self._left: Draft | None = None
        self._decided = ""
        self._is_fetched = False
        detail.form.edited.connect(self.look)
        detail.verbs.reason.editTextChanged.connect(self.look)
        table.current_changed.connect(lambda _at: self.look())
        table.model.arranged.connect(self.go_on)
        shelf.fetched.connect(self._on_fetched)

    def look(self) -> None:
        """Keep what stands in the form now; nothing while it says only what was read."""
        row, reason = self._detail.row, self._detail.verbs.reason.currentText().strip()
        if row is not self._about:
            self._drop()
        if row is None or row.matched is None:
            return
        if not self._detail.form.is_changed and reason in ("", self._decided):
            self._drop()
            return
        text = mask_personal(row.given.text)
        if self._kept is None:
            words = translate("matching", "公安比对 — {text}").format(text=text[:_TITLED])
            self._hold(row, Draft(LINE, words))
        if self._kept is not None:
            self._kept.keep({_TEXT: text, _REASON: reason, **self._detail.form.values})

    def decided(self) -> None:
        """What was typed has been written down; the reason stays for the next line, and is no news there."""
        self._decided = self._detail.verbs.reason.currentText().strip()
        self._drop()

    def _hold(self, row: Row, draft: Draft) -> None:
        self._kept, self._about = self._drafts.hold(draft), row

    def _drop(self) -> None:
        kept, self._kept, self._about = self._kept, None, None
        if kept is not None:
            kept.drop()

    # -- going on with what was left ----------------------------------------------------------------------------------

    def resume(self, left: Draft) -> None:
        """Fill the form again as soon as its line is in the list and compared."""
        self._left = left
        self.go_on()

    def _on_fetched(self, _lines: object) -> None:
        self._is_fetched = True
        self.go_on()

    def go_on(self) -> None:
        """Look whether the line that is waited for is there by now."""
        left, rows = self._left, self._table.model.rows
        if left is None or not (rows or self._is_fetched):
            return
        text = left.fields.get(_TEXT, "")
        at = next((at for at, row in enumerate(rows) if mask_personal(row.given.text) == text), -1)
        if at < 0:
            self._left = None
            self._drafts.forget(left)
            self.missed.emit()
        elif rows[at].matched is None:
            QTimer.singleShot(
                0, self, partial(self._want_match, at)
            )  # the room may be about to compare them all
        else:
            self._left = None  # showing all lines arranges them, and that leads here again
            self._table.reset()
            self._table.select(at)
            if self._detail.row is rows[at]:
                self._fill(rows[at], left)
            else:
                self._left = left

    def _want_match(self, at: int) -> None:
        rows = self._table.model.rows
        if self._left is not None and at < len(rows) and rows[at].matched is None:
            self.match_wanted.emit(at)

    def _fill(self, row: Row, left: Draft) -> None:
        self._drop()
        self._hold(row, left)
        form = self._detail.form
        form.take({name: text for name, text in left.fields.items() if name in form.fields})
        self._detail.verbs.reason.setEditText(left.fields.get(_REASON, ""))
