"""The top of the 地址库 room: back and forward, where one is, the star, favourites and views."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from db.services.addresses import TreeStep
from desktop.addresses.view_keeper import ViewKeeper
from desktop.addresses.visits import Visits
from desktop.i18n import translate
from desktop.widgets.breadcrumb import Breadcrumb
from desktop.widgets.icons import icon

_ICON = QSize(18, 18)
_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class PlaceBar(QWidget):
    """The bar.

    Attributes:
        crumbs: the way to where one is.

    Signals:
        went: (way) back or forward was asked for.
    """

    went = Signal(object)

    def __init__(
        self, page: QWidget, keeper: ViewKeeper | None, body: Callable[[], Mapping[str, Any]]
    ) -> None:
        """Build the bar.

        Args:
            page: the room, in which the keys hold.
            keeper: of favourites and views; None where nobody is signed in.
            body: tells what is on the screen when it is to be kept as a view.
        """
        super().__init__(page)
        self._keeper, self._way = keeper, tuple[TreeStep, ...]()
        self._visits = Visits()
        self.crumbs = Breadcrumb()
        self.back = _button("back", translate("addresses", "后退（Alt+←）"))
        self.forward = _button("forward", translate("addresses", "前进（Alt+→）"))
        self.star = _button("star", translate("addresses", "收藏当前位置（Ctrl+D）"))
        self.favourites = _menu_button(translate("addresses", "收藏"), "")
        self.views = _menu_button(translate("addresses", "视图"), "view")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (self.back, self.forward):
            row.addWidget(widget)
        row.addWidget(self.crumbs, 1)
        for widget in (self.star, self.favourites, self.views):
            row.addWidget(widget)
            widget.setVisible(keeper is not None)
        self.back.clicked.connect(lambda: self._step(-1))
        self.forward.clicked.connect(lambda: self._step(1))
        self._key(page, "Alt+Left", lambda: self._step(-1))
        self._key(page, "Alt+Right", lambda: self._step(1))
        if keeper is not None:
            self._connect(page, keeper, body)
        self._look()

    def _connect(self, page: QWidget, keeper: ViewKeeper, body: Callable[[], Mapping[str, Any]]) -> None:
        self.star.clicked.connect(lambda: keeper.toggle(self._way))
        self._key(page, "Ctrl+D", lambda: keeper.toggle(self._way))
        stars, kept = QMenu(self), QMenu(self)
        stars.aboutToShow.connect(lambda: keeper.fill_favourites(stars))
        kept.aboutToShow.connect(lambda: keeper.fill_views(kept, body))
        self.favourites.setMenu(stars)
        self.views.setMenu(kept)
        keeper.changed.connect(self._look)

    def _key(self, page: QWidget, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def show_way(self, way: Sequence[TreeStep]) -> None:
        """Say where one is now."""
        self._way = tuple(way)
        self._visits.go(way)
        self.crumbs.show_steps([step.text for step in way])
        self._look()

    def watch_mouse(self, *panes: QWidget) -> None:
        """Let the mouse's own back and forward buttons do the same over these widgets."""
        for pane in panes:
            pane.installEventFilter(self)

    def _step(self, by: int) -> None:
        way = self._visits.step(by)
        if way is not None:
            self.went.emit(way)
        self._look()

    def _look(self) -> None:
        self.back.setEnabled(self._visits.can_go_back)
        self.forward.setEnabled(self._visits.can_go_forward)
        held = self._keeper is not None and self._keeper.favourite(self._way) is not None
        self.star.setIcon(icon("star-on" if held else "star"))
        self.star.setEnabled(bool(self._way))
        self.star.setToolTip(
            translate("addresses", "取消收藏（Ctrl+D）")
            if held
            else translate("addresses", "收藏当前位置（Ctrl+D）")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the mouse's back and forward buttons."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            by = _STEPS.get(event.button())
            if by is not None:
                self._step(by)
                return True
        return super().eventFilter(watched, event)


def _button(picture: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setIconSize(_ICON)
    if picture:
        button.setIcon(icon(picture))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


def _menu_button(name: str, picture: str) -> QToolButton:
    button = _button(picture, name)
    button.setText(name)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
