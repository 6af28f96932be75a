"""Favourites and saved views of the 地址库 room: the star, the two menus, and keeping what is on the screen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.views import NewView, ViewKind
from db.services import views
from db.services.addresses import TreeStep
from db.store.views import SavedView
from desktop.addresses.view_bodies import ROOM, leads_to, way_body, way_name
from desktop.addresses.view_dialogs import ManageViewsDialog, SaveViewDialog
from desktop.addresses.view_operations import Change, Failed, change_views, load_views
from desktop.i18n import translate
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner

_LONGEST_NAME = 60


class ViewKeeper(QObject):
    """Knows what is kept, and keeps more.

    Attributes:
        views: favourites and views, one's own and the office's.
        dialog: the dialog that is open, or was last.

    Signals:
        changed: other views are kept.
        chosen: (``SavedView``) one was picked from a menu.
        told: (text) something to say in the status bar.
    """

    changed = Signal()
    chosen = Signal(object)
    told = Signal(str)

    def __init__(self, runner: Runner, feed: ChangeFeed, store: Any, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner, self._store, self._actor, self._window = runner, store, actor, parent
        self.views: tuple[SavedView, ...] = ()
        self.dialog: SaveViewDialog | ManageViewsDialog | None = None
        feed.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read what is kept."""
        self._runner.start(load_views(self._store, self._actor, self._on_views), self)

    def _on_views(self, found: tuple[SavedView, ...]) -> None:
        self.views = found
        self.changed.emit()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches("saved_view"):
            self.load()

    def _of(self, kind: ViewKind) -> list[SavedView]:
        return [view for view in self.views if view.kind is kind]

    def favourite(self, way: Sequence[TreeStep]) -> SavedView | None:
        """The favourite that this place is, None when it is none of one's own."""
        mine = (one for one in self._of(ViewKind.FAVOURITE) if not one.shared)
        return next((one for one in mine if leads_to(one, way)), None)

    def toggle(self, way: Sequence[TreeStep]) -> None:
        """Make a place a favourite, or no longer one."""
        held = self.favourite(way)
        if held is not None:
            self._change(lambda store, actor: views.drop_view(store, actor, held), None)
            self.told.emit(translate("views", "已取消收藏「{name}」").format(name=held.name))
        elif way:
            name = self._free_name(way_name(way)[:_LONGEST_NAME])
            new = NewView(ROOM, ViewKind.FAVOURITE, name, way_body(way))
            self._change(lambda store, actor: views.keep_view(store, actor, new), None)
            self.told.emit(translate("views", "已收藏「{name}」").format(name=name))

    def _free_name(self, name: str) -> str:
        taken = {one.name for one in self._of(ViewKind.FAVOURITE) if not one.shared}
        names = (name if n == 1 else f"{name[: _LONGEST_NAME - 4]} {n}" for n in range(1, len(taken) + 2))
        return next(one for one in names if one not in taken)

    def _change(
        self, act: Callable[..., Changes], done: Callable[[], None] | None, failed: Failed | None = None
    ) -> None:
        change = Change(act, lambda _changes: done() if done else None, failed)
        self._runner.start(change_views(self._store, self._actor, change), self)

    # -- menus --------------------------------------------------------------------------------------------------

    def fill_favourites(self, menu: QMenu) -> None:
        """Put the favourites into a menu."""
        menu.clear()
        self._list(menu, ViewKind.FAVOURITE, translate("views", "还没有收藏。点星号收藏当前位置。"))
        menu.addSeparator()
        menu.addAction(translate("views", "管理收藏…"), lambda: self.manage(ViewKind.FAVOURITE))

    def fill_views(self, menu: QMenu, body: Callable[[], Mapping[str, Any]]) -> None:
        """Put the views into a menu, and keeping the present one.

        Args:
            menu: where to.
            body: tells what is on the screen when it is to be kept.
        """
        menu.clear()
        menu.addAction(translate("views", "保存当前视图…"), lambda: self.save(body()))
        menu.addSeparator()
        self._list(menu, ViewKind.VIEW, translate("views", "还没有保存的视图。"))
        menu.addSeparator()
        menu.addAction(translate("views", "管理视图…"), lambda: self.manage(ViewKind.VIEW))

    def _list(self, menu: QMenu, kind: ViewKind, empty: str) -> None:
        found = self._of(kind)
        for view in sorted(found, key=lambda one: one.shared):
            name = translate("views", "{name}（本单位）") if view.shared else translate("views", "{name}")
            shown = name.format(name=view.name).replace("&", "&&")
            menu.addAction(shown, lambda view=view: self.chosen.emit(view))
        if not found:
            menu.addAction(empty).setEnabled(False)

    # -- dialogs ------------------------------------------------------------------------------------------------

    def save(self, body: Mapping[str, Any]) -> None:
        """Ask for a name and keep a view."""
        taken = {(one.shared, one.name): one for one in self._of(ViewKind.VIEW)}
        dialog = SaveViewDialog(self._window, taken, may_share=views.may_share(self._actor))

        def keep(name: str, shared: bool, held: SavedView | None) -> None:
            new = NewView(ROOM, ViewKind.VIEW, name, body, shared)
            self._change(
                lambda store, actor: views.keep_view(store, actor, new, held),
                dialog.accept,
                dialog.show_error,
            )

        dialog.wanted.connect(keep)
        self.dialog = dialog
        dialog.open()

    def manage(self, kind: ViewKind) -> None:
        """Open the list in which views are renamed and put away."""
        dialog = ManageViewsDialog(self._window, kind, lambda: self._of(kind))
        self.changed.connect(dialog.fill)

        def rename(view: SavedView, name: str) -> None:
            self._change(
                lambda store, actor: views.rename_view(store, actor, view, name), None, dialog.show_error
            )

        def drop(view: SavedView) -> None:
            self._change(lambda store, actor: views.drop_view(store, actor, view), None, dialog.show_error)

        dialog.renamed.connect(rename)
        dialog.dropped.connect(drop)
        self.dialog = dialog
        dialog.open()
