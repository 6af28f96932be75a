"""What files are called that leave the window: those of a store to learn in say so in their names."""

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.files.print_words import print_words


def suggested(parent: QWidget | None, name: str) -> str:
    """The name proposed for a file, asked for over a window or one of its parts."""
    from desktop.standing.bar import StandingBar  # it is of a window that asks others for names of files

    while parent is not None:
        bar = parent.findChild(StandingBar)
        if bar is not None:
            return print_words()["practice"] + name if bar.standing.practice else name
        parent = parent.parentWidget()
    return name


def ask_save(parent: QWidget, title: str, name: str, kinds: str = "") -> str:
    """Ask where a file shall go; ``""`` when the user thinks better of it. Nothing else asks for new files."""
    return QFileDialog.getSaveFileName(parent, title, suggested(parent, name), kinds)[0]
