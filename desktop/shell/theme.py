"""Colours, fonts and spacing of the whole program, light and dark."""

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.paths import resource

_POINTS = 9.0
_SHIPPED = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Colours:
    """One appearance."""

    window: str
    base: str
    stripe: str
    text: str
    muted: str
    line: str
    accent: str
    chosen: str
    link: str
    nav: str
    nav_hover: str
    header: str


LIGHT = Colours(
    window="#f2f4f7",
    base="#ffffff",
    stripe="#f6f8fa",
    text="#1c2430",
    muted="#667080",
    line="#d3d9e1",
    accent="#1f5fa8",
    chosen="#cfe1f5",
    link="#1f5fa8",
    nav="#183450",
    nav_hover="#234768",
    header="#e9edf2",
)
DARK = Colours(
    window="#1f2328",
    base="#262b31",
    stripe="#2a3037",
    text="#e4e8ed",
    muted="#98a3b0",
    line="#3c444e",
    accent="#2f6fb5",
    chosen="#2c4a6d",
    link="#7db3ee",
    nav="#15191e",
    nav_hover="#232b34",
    header="#2d333b",
)


def load_font(app: QApplication) -> None:
    """Set the office font: Windows' own, elsewhere the shipped one."""
    if sys.platform == "win32":
        family = "Microsoft YaHei UI"
    else:
        for file in _SHIPPED:
            QFontDatabase.addApplicationFont(str(resource("fonts", file)))
        family = "Noto Sans SC"
    font = QFont(family)
    font.setPointSizeF(_POINTS)
    app.setFont(font)


def is_dark(choice: str) -> bool:
    """Whether a choice of appearance (``system``, ``light``, ``dark``) comes out dark now."""
    if choice == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return choice == "dark"


def apply_theme(app: QApplication, choice: str) -> None:
    """Paint everything in the chosen appearance."""
    colours = DARK if is_dark(choice) else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(colours))
    app.setStyleSheet(_sheet(colours))


def _palette(c: Colours) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for name, colour in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.base),
        (role.AlternateBase, c.stripe),
        (role.Text, c.text),
        (role.Button, c.header),
        (role.ButtonText, c.text),
        (role.ToolTipBase, c.base),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.muted),
        (role.Highlight, c.chosen),
        (role.HighlightedText, c.text),
        (role.Link, c.link),
        (role.LinkVisited, c.link),
        (role.Mid, c.line),
        (role.Midlight, c.line),
        (role.Light, c.base),
        (role.Accent, c.accent),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(c.muted))
    return palette


def _sheet(c: Colours) -> str:
    return f"""
    #nav {{ background: {c.nav}; border: none; outline: none; color: #d7e3f0; padding: 8px 0; }}
    #nav::item {{ padding: 8px 12px; border-left: 3px solid transparent; }}
    #nav::item:hover {{ background: {c.nav_hover}; }}
    #nav::item:selected {{ background: {c.nav_hover}; border-left: 3px solid #5fa3e6; color: #ffffff; }}
    #sections {{ background: {c.window}; border: none; border-right: 1px solid {c.line}; outline: none;
        padding: 8px 0; }}
    #sections::item {{ padding: 6px 12px; }}
    #hits {{ background: {c.base}; border: 1px solid {c.line}; }}
    #hits QLabel {{ color: {c.muted}; }}
    #hits QListView::item {{ padding: 4px 8px; }}
    QTreeView, QTableView, QTextBrowser {{ border: 1px solid {c.base}; background: {c.base}; outline: none; }}
    QTreeView:focus, QTableView:focus, QTextBrowser:focus {{ border: 1px solid {c.accent}; }}
    QTableView {{ alternate-background-color: {c.stripe}; }}
    QTreeView::item {{ padding: 3px 0; }}
    QTreeView::item:selected, QTableView::item:selected, QListView::item:selected {{
        background: {c.chosen}; color: {c.text}; }}
    QHeaderView {{ background: {c.header}; border: none; }}
    QHeaderView::section {{ background: {c.header}; color: {c.text}; border: none;
        border-bottom: 1px solid {c.line}; border-right: 1px solid {c.line}; padding: 5px 8px; }}
    QSplitter::handle {{ background: {c.window}; border-left: 1px solid {c.line};
        border-right: 1px solid {c.line}; }}
    QLineEdit {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 3px; padding: 4px 6px; }}
    QLineEdit:focus {{ border: 1px solid {c.accent}; }}
    QPlainTextEdit {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 3px; }}
    QPlainTextEdit:focus {{ border: 1px solid {c.accent}; }}
    QComboBox:!editable:focus {{ background-color: {c.chosen}; }}
    QPushButton {{ background: {c.base}; border: 1px solid {c.line}; border-radius: 3px; padding: 5px 16px; }}
    QPushButton:hover {{ border-color: {c.accent}; }}
    QPushButton:focus {{ border: 1px solid {c.accent}; }}
    QPushButton:default {{ background: {c.accent}; color: #ffffff; border-color: {c.accent}; }}
    QPushButton:disabled {{ background: {c.header}; color: {c.muted}; border-color: {c.line}; }}
    QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked,
    QAbstractItemView::indicator:unchecked {{ width: 13px; height: 13px;
        background: {c.base}; border: 1px solid {c.muted}; }}
    QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked {{ border-radius: 2px; }}
    QRadioButton::indicator:unchecked {{ border-radius: 7px; }}
    QCheckBox::indicator:unchecked:focus, QRadioButton::indicator:unchecked:focus {{ border-color: {c.accent}; }}
    QStatusBar {{ border-top: 1px solid {c.line}; color: {c.muted}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {c.muted}; padding: 0 8px; }}
    QMenuBar {{ background: {c.window}; border-bottom: 1px solid {c.line}; }}
    QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.header}; }}
    QScrollBar:vertical {{ background: {c.base}; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: {c.base}; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border: 2px solid {c.base}; border-radius: 5px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: 3px; background: {c.base}; text-align: center; }}
    QProgressBar::chunk {{ background: {c.accent}; }}
    """
