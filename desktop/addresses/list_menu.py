"""What the head of the list does for the mouse, as a menu: the order, the filter of a column, the columns shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.addresses.list_filter import Arrangement
from desktop.i18n import translate

if TYPE_CHECKING:
    from desktop.addresses.children_table import ChildrenTable


def list_menu(table: "ChildrenTable", column: int) -> QMenu:
    """The menu as the list is now; ``column`` is that to be filtered, -1 for none."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if column >= 0:
        menu.addAction(translate("addresses", "筛选这一列…"), lambda: table.open_filter(column))
    menu.addMenu(_order_menu(table, menu))
    menu.addSeparator()
    shown = table.columns()
    for at, one in enumerate(table.model.listing.columns):
        action = menu.addAction(one.title)
        action.setCheckable(True)
        action.setChecked(at in shown)
        action.setEnabled(shown != [at])
        action.toggled.connect(lambda on, at=at: table.head.setSectionHidden(at, not on))
    menu.addSeparator()
    menu.addAction(translate("addresses", "恢复默认列"), table.lay_columns)
    return menu


def _order_menu(table: "ChildrenTable", parent: QMenu) -> QMenu:
    menu, how = QMenu(translate("addresses", "排序方式(&S)"), parent), table.model.arrangement

    def offer(title: str, wanted: Arrangement) -> None:
        action = menu.addAction(title, lambda: table.arrange(wanted))
        action.setCheckable(True)
        action.setChecked(wanted == how)

    offer(translate("addresses", "原有顺序(&O)"), replace(how, order="", descending=False))
    for one in table.model.listing.columns:
        offer(one.title, replace(how, order=one.code))
    if how.order:
        menu.addSeparator()
        offer(translate("addresses", "升序(&A)"), replace(how, descending=False))
        offer(translate("addresses", "降序(&D)"), replace(how, descending=True))
    return menu
