"""The choices of the 查看 menu that the window remembers: appearance and language."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMenu

from desktop.i18n import translate
from desktop.options import APPEARANCE, LANGUAGE, Options
from desktop.shell.menus import add_choice, appearance_choices, language_choices
from desktop.shell.theme import apply_theme


def add_preferences(menu: QMenu, options: Options, tell: Callable[[str], None]) -> None:
    """Add both choices to a menu.

    Args:
        menu: where to.
        options: keeps them.
        tell: says in the status bar what a choice leads to.
    """

    def choose_appearance(value: str) -> None:
        options.put(APPEARANCE, value)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, value)

    def choose_language(value: str) -> None:
        options.put(LANGUAGE, value)
        tell(translate("main_window", "下次启动时换用所选语言。The language changes at the next start."))

    appearance, language = translate("menus", "外观(&A)"), translate("menus", "语言 Language(&L)")
    add_choice(menu, appearance, appearance_choices(), options.get(APPEARANCE), choose_appearance)
    add_choice(menu, language, language_choices(), options.get(LANGUAGE), choose_language)
