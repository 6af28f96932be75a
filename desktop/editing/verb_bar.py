"""The tool bar over the 地址库 room: the verbs one needs all day as buttons, the others behind 更多."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from desktop.i18n import translate


class VerbBar(QToolBar):
    """A tool bar whose hints stand at the mouse only: in the status bar they would wipe away what was just told.

    Attributes:
        more: the menu behind the last button of the verbs; who else has one to offer adds it there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setAccessibleName(translate("editing", "地址办理"))
        self.more = QMenu(self)
        # A line that is off says why.
        self.more.aboutToShow.connect(lambda: self.more.setToolTipsVisible(True))

    def fill(
        self, first: Iterable[QAction], groups: Iterable[Iterable[QAction]], *others: QAction | None
    ) -> None:
        """Put everything on the bar.

        Args:
            first: verbs with a button of their own.
            groups: verbs behind 更多.
            others: what stands right of them; None is a rule.
        """
        self.addActions(list(first))
        for group in groups:
            if self.more.actions():
                self.more.addSeparator()
            self.more.addActions(list(group))
        button = QToolButton()
        button.setText(translate("editing", "更多"))
        button.setToolTip(translate("editing", "合并、拆分、停用、恢复、注销和批量生成"))
        button.setAccessibleName(button.text())
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self.more)
        button.setAutoRaise(True)
        self.more.aboutToHide.connect(lambda: self._calm(button))
        self.addWidget(button)
        for one in others:
            if one is None:
                self.addSeparator()
            else:
                self.addAction(one)

    def _calm(self, button: QToolButton) -> None:
        """The mouse left the button while the menu had it: nobody told the button."""
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
        button.update()

    def event(self, event: QEvent) -> bool:
        """Override QToolBar::event."""
        return event.type() == QEvent.Type.StatusTip or super().event(event)
