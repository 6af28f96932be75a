"""Asks, below the map, whether an address shall really lie there: how far it goes, and what speaks against it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from db.domain.geo import Datum, Point
from db.services.sketch import Judged, Whereabouts
from desktop.i18n import translate
from desktop.sketch.words import metres

_FAR_M = 1_000.0
_NARROW_PX = 480


class ConfirmBar(QFrame):
    """The bar; Enter agrees, Escape does not.

    Signals:
        agreed: put it there.
        refused: leave it.
    """

    agreed = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(wordWrap=True)
        self.yes = QPushButton(translate("sketch", "确认(&Y)"), autoDefault=False)
        self.no = QPushButton(translate("sketch", "取消(&N)"), autoDefault=False)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.addWidget(self.text, 1)
        answers = QHBoxLayout()
        answers.addStretch(1)
        for button in (self.yes, self.no):
            answers.addWidget(button)
        self._row.addLayout(answers)
        self.yes.clicked.connect(self.agreed)
        self.no.clicked.connect(self.refused)
        self.hide()

    def ask(self, found: Whereabouts, point: Point, datum: Datum, judged: Judged | None) -> None:
        """Ask about an address; what speaks against it follows when it is known."""
        lines = [_question(found, judged), _numbers(point, datum, found)]
        lines += _doubts(judged, datum) if judged is not None else []
        self.text.setText("\n".join(lines))
        self.yes.setEnabled(judged is not None)
        if self.isHidden():
            self.show()

    def refuse(self, why: str) -> None:
        """Say why it cannot lie there; only leaving is left."""
        self.text.setText(why)
        self.yes.setEnabled(False)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget: beside the list there is no room for text and buttons side by side."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if event.size().width() < _NARROW_PX else way.LeftToRight)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget."""
        if event.key() == Qt.Key.Key_Escape:
            self.refused.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (self.no if focused is self.no else self.yes).click()
        else:
            super().keyPressEvent(event)


def _question(found: Whereabouts, judged: Judged | None) -> str:
    if found.point is None:
        return translate("sketch", "把「{address}」标注在这里？").format(address=found.full_text)
    if judged is None or judged.moved_m is None:
        return translate("sketch", "移动「{address}」？").format(address=found.full_text)
    words = translate("sketch", "把「{address}」移动 {far}？")
    return words.format(address=found.full_text, far=metres(judged.moved_m))


def _numbers(point: Point, datum: Datum, found: Whereabouts) -> str:
    now = translate("sketch", "{lng}，{lat}（按 {datum} 保存）").format(
        lng=f"{point[0]:.6f}", lat=f"{point[1]:.6f}", datum=datum.value
    )
    if found.point is None:
        return now
    was = translate("sketch", "原为 {lng}，{lat}（{datum}）").format(
        lng=f"{found.point[0]:.6f}", lat=f"{found.point[1]:.6f}", datum=found.datum.value
    )
    return translate("sketch", "{was} → {now}").format(was=was, now=now)


def _doubts(judged: Judged, datum: Datum) -> list[str]:
    if judged.likely is not None:
        words = translate("sketch", "注意：离同一地名的其他标注 {far}，像是 {likely} 的坐标当成了 {datum}。")
        return [
            words.format(far=metres(judged.nearest_m or 0), likely=judged.likely.value, datum=datum.value)
        ]
    if judged.nearest_m is not None and judged.nearest_m > _FAR_M:
        words = translate("sketch", "注意：离同一地名最近的标注也有 {far}。")
        return [words.format(far=metres(judged.nearest_m))]
    return []
