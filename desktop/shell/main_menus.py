"""What stands in the window's menus."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.i18n import translate
from desktop.options import Options
from desktop.shell.menus import Entry, add_menu
from desktop.shell.practice import ask_practice
from desktop.shell.preferences import add_preferences

if TYPE_CHECKING:
    from desktop.addresses.page import Desk
    from desktop.shell.main_window import MainWindow

SYSTEM_KEYS = "Ctrl+0"  # the last of the row, however many rooms there will be


def add_menus(window: "MainWindow", positions: tuple[int, int, int, int], desk: "Desk") -> None:
    """Add all menus.

    Args:
        window: whose.
        positions: of the rooms of addresses, of names, of matching and of the system.
        desk: the window's; its options keep what is chosen in a menu.
    """
    _add_file(window, desk)
    _add_edit(window)
    _add_verbs(window)
    _add_view(window, positions, desk.options)
    about = Entry(translate("menus", "关于址牌(&A)"), "F1", window.show_about)
    add_menu(window, translate("menus", "帮助(&H)"), (about,))


def _add_file(window: "MainWindow", desk: "Desk") -> None:
    rule, here, keys = Entry(), window.rooms.here, window.keys
    bring = Entry(translate("menus", "导入…(&I)"), "Ctrl+I", window.importing.show, needs_store=True)
    add_menu(
        window,
        translate("menus", "文件(&F)"),
        (
            *((bring,) if window.importing.may_import else ()),
            Entry(translate("menus", "导出当前列表…(&E)"), "Ctrl+E", here(lambda room: room.export())),
            rule,
            Entry(translate("menus", "修改口令(&P)…"), "", keys.change_password, needs_store=True),
            Entry(translate("menus", "锁定(&L)"), "Ctrl+L", keys.lock.lock),
            Entry(translate("menus", "切换账号(&S)…"), "", window.switch_account),
            Entry(translate("menus", "练习库(&T)…"), "", partial(ask_practice, window, desk.runner)),
            rule,
            Entry(translate("menus", "退出(&X)"), "Ctrl+Q", window.close),
        ),
    )


def _add_edit(window: "MainWindow") -> None:
    here = window.rooms.here
    menu = add_menu(
        window,
        translate("menus", "编辑(&E)"),
        (
            Entry(translate("menus", "复制(&C)"), "Ctrl+C", here(lambda room: room.copy())),
            Entry(),
            Entry(translate("menus", "查找…(&K)"), "Ctrl+K", window.find_anywhere),
            Entry(translate("menus", "筛选列表…(&F)"), "Ctrl+F", here(lambda room: room.focus_filter())),
        ),
    )
    first = menu.actions()[0]
    menu.insertActions(first, [window.verbs.undo, window.verbs.redo])
    menu.insertSeparator(first)
    menu.addSeparator()
    menu.addAction(window.unfinished.action)


def _add_verbs(window: "MainWindow") -> None:
    blocks = window.blocks
    block = Entry(translate("menus", "批量生成…(&N)"), "Ctrl+G", blocks.generate_selected, needs_store=True)
    menu = add_menu(window, translate("menus", "地址(&D)"), (block, Entry()) if blocks.may_generate else ())
    window.verbs.fill_menu(menu)
    window.units.fill_menu(menu)
    menu.addAction(translate("menus", "核查表下发与回收(&K)…")).triggered.connect(window.sheets.show)


def _add_view(window: "MainWindow", positions: tuple[int, int, int, int], options: Options) -> None:
    addresses, places, matching, system = (window.rooms.go_to(one) for one in positions)
    here, journal, past = window.rooms.here, window.journal, window.address_desk.history
    refresh = translate("menus", "刷新(&R)")

    def arrange() -> None:
        addresses()
        window.addresses.table.open_menu()

    view = add_menu(
        window,
        translate("menus", "查看(&V)"),
        (
            Entry(translate("menus", "地址库(&1)"), "Ctrl+1", addresses),
            Entry(translate("menus", "地名(&2)"), "Ctrl+2", places),
            Entry(translate("menus", "公安比对(&3)"), "Ctrl+3", matching),
            Entry(translate("menus", "系统(&0)"), SYSTEM_KEYS, system),
            Entry(translate("menus", "下一窗格(&N)"), "F6", here(lambda room: room.next_pane())),
            Entry(refresh, "F5", here(lambda room: room.refresh()), needs_store=True),
            Entry(translate("menus", "地址列表的排序和列…(&O)"), "", arrange),
            Entry(translate("menus", "楼盘表…(&T)"), "Ctrl+T", window.blocks.show_selected, needs_store=True),
            Entry(
                translate("menus", "略图窗口(&M)"),
                "Ctrl+Shift+M",
                window.sketch.show_window,
                needs_store=True,
            ),
            Entry(translate("menus", "某一天的地址库…(&D)"), "Ctrl+H", past.show_day, needs_store=True),
            Entry(
                translate("menus", "两个日期的变化…(&C)"),
                "Ctrl+Shift+H",
                past.show_difference,
                needs_store=True,
            ),
            Entry(translate("menus", "操作日志…(&J)"), "Ctrl+J", journal.show, needs_store=True),
            Entry(),
        ),
    )
    add_preferences(view, options, window.tell)
