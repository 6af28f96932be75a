"""Room for a form that may be higher than the screen: whole where there is room, under a scroll bar where there is none."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST_PX = 160


class TallArea(QScrollArea):
    """Asks for the height that what is in it needs at its width, and can do with less.

    What the keyboard goes to is brought into sight, however it got there.
    """

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidgetResizable(True)
        self._told = QSize()
        self.setWidget(inner)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt calls it so
        """Override QWidget: as high as what is in it."""
        layout = self.widget().layout()
        return self.widget().sizeHint().height() if layout is None else layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Override QScrollArea, which bounds it."""
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Override QScrollArea."""
        least = self.widget().minimumSizeHint()
        return QSize(least.width(), min(least.height(), _LEAST_PX))

    def tell(self) -> None:
        """Tell the layout around it when what is in it needs another height: once, for it is asked again thereupon."""
        needed = QSize(self.width(), self.heightForWidth(self.width()))
        if needed != self._told:
            self._told = needed
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QScrollArea: what grows in it is news to the layout around it."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.tell()
        return done

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now)
