"""A dialog whose wrapped texts are never cut: it grows with what it says, and stays on the screen."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent

from desktop.widgets.button_dialog import ButtonDialog


class FittedDialog(ButtonDialog):
    """Grows to the height that its texts need at its width; it never shrinks under the user's hand."""

    def fit(self) -> None:
        """Grow after a text has changed; what would lie below the screen's edge moves the dialog up."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            room, frame = self.screen().availableGeometry(), self.frameGeometry()
            edges = frame.height() - self.height()
            width = max(self.width(), layout.totalMinimumSize().width())
            height = max(self.height(), layout.totalHeightForWidth(width))
            height = min(height, room.height() - edges)
            self.resize(width, height)
            over = frame.top() + edges + height - (room.top() + room.height())
            if over > 0:
                self.move(frame.left(), max(room.top(), frame.top() - over))

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: only now is it known how wide it is."""
        super().showEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Override QWidget: what grew inside another widget is known only now, and the layout has already grown."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done
