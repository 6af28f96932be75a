"""A line that always stands in its window, and what is typed into it kept over a crash."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.work.drafts import Draft, Drafts, Kept


class StandingLine:
    """Keeps a line that always stands in its window, from the first letter that is its user's until it was used."""

    def __init__(self, line: QLineEdit, drafts: Drafts, about: Callable[[], Draft]) -> None:
        """Follow a line.

        Args:
            line: which; what stands in it now is nobody's typing.
            drafts: the window's.
            about: what the typing is about, asked for when it begins.
        """
        self._line, self._drafts, self._about = line, drafts, about
        self._rest = line.text().strip()
        self._kept: Kept | None = None
        line.textChanged.connect(lambda _text: self._look())

    def resume(self, left: Draft) -> None:
        """Put back what a run that ended badly left."""
        self._drop()
        self._kept = self._drafts.hold(left)
        self._line.setText(left.fields.get("reason", ""))
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def used(self) -> None:
        """What stands in the line was written down; should it stay there, it is no news."""
        self._rest = self._line.text().strip()
        self._drop()

    def _look(self) -> None:
        text = self._line.text()
        if text.strip() in ("", self._rest):
            self._drop()
            return
        if self._kept is None:
            self._kept = self._drafts.hold(self._about())
        self._kept.keep({"reason": text})

    def _drop(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.drop()
