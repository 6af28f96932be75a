"""The shipped icons by name; drawn in middle tones that read on light and dark grounds alike."""

from functools import cache

from PySide6.QtGui import QIcon

from desktop.paths import resource


@cache
def icon(name: str) -> QIcon:
    """The icon ``resources/icons/<name>.svg``; Qt draws it anew for every size and scale."""
    return QIcon(str(resource("icons", f"{name}.svg")))
