"""Says, while a name is being written, which others one could mistake it for; only the same name stands in the way."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel

from db.domain.alias import BadPlace
from db.domain.place_card import checked_name
from db.domain.place_near import Directory, Near
from desktop.i18n import translate
from desktop.places import operations
from desktop.places.refusals import refusal_reason
from desktop.places.words import likeness_text
from desktop.system.line_model import bad_ink
from desktop.work.runner import Runner

_SETTLE_MS = 200
_MOST_SHOWN = 6


class NearView(QLabel):
    """What is to be said of the name.

    Signals:
        judged: (whether the name may be given) what is written was held against the directory.
    """

    judged = Signal(bool)

    def __init__(
        self, runner: Runner, directory: Directory, homes: Mapping[str, str], leave_out: int = 0
    ) -> None:
        """Build the view.

        Args:
            runner: compares in the background.
            directory: all names.
            homes: names of districts by their six digits.
            leave_out: the place that the name is for.
        """
        super().__init__()
        self._runner, self._directory = runner, directory
        self._homes, self._leave_out = homes, leave_out
        self._serial = 0
        self._asked = ("", "")
        self.setWordWrap(True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    def ask(self, name: str, scope: str) -> None:
        """Compare a name that is being written, as it would be given within a unit."""
        self._asked = (name, scope)
        self._serial += 1
        self.judged.emit(False)
        self._settle.start()

    def _ask(self) -> None:
        typed, scope = self._asked
        if not typed.strip():
            self._say("", bad=False)
            return
        try:
            name = checked_name(typed)
        except BadPlace as error:
            self._say(refusal_reason(error.why), bad=True)
            return
        serial = self._serial

        def found(near: tuple[Near, ...]) -> None:
            if serial == self._serial:
                self._on_found(near)

        self._runner.start(operations.find_near(self._directory, name, scope, self._leave_out, found), self)

    def _on_found(self, near: tuple[Near, ...]) -> None:
        blocked = any(one.blocks for one in near)
        lines = [
            likeness_text(one, self._homes.get(one.named.home, one.named.home)) for one in near[:_MOST_SHOWN]
        ]
        if len(near) > _MOST_SHOWN:
            lines.append(translate("places", "另有 {n} 个相近的地名").format(n=len(near) - _MOST_SHOWN))
        if not near:
            lines = [translate("places", "全市没有容易混淆的地名")]
        self._say("\n".join(lines), bad=bool(near))
        self.judged.emit(not blocked)

    def _say(self, text: str, *, bad: bool) -> None:
        self.setStyleSheet(f"color: {bad_ink().name()}" if bad else "")
        self.setText(text)
