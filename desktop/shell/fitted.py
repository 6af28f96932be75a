"""A dialog whose wrapped texts are never cut: it grows with what it says."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class FittedDialog(QDialog):
    """Grows to the height that its texts need at its width; it never shrinks under the user's hand."""

    def fit(self) -> None:
        """Grow after a text has changed."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            width = max(self.width(), layout.totalMinimumSize().width())
            self.resize(width, max(self.height(), layout.totalHeightForWidth(width)))

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: only now is it known how wide it is."""
        super().showEvent(event)
        self.fit()
