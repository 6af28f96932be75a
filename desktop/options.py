"""What the window remembers between runs: a table of options, and Qt's settings file behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


@dataclass(frozen=True, slots=True)
class Option:
    """One remembered choice.

    Attributes:
        key: name in the file.
        default: value before anybody chose.
        valid: values that may stand in the file; others are read as the default.
    """

    key: str
    default: str
    valid: tuple[str, ...]


LANGUAGE = Option("window/language", "zh", ("zh", "en"))
APPEARANCE = Option("window/appearance", "system", ("system", "light", "dark"))
STORE_KIND = Option("store/kind", "file", ("file", "server"))


class Options:
    """Reads and keeps options; layouts of windows and splitters are kept as Qt gives them."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path:
        """Where the file lies; what else a room keeps between runs may lie beside it."""
        return Path(self._settings.fileName()).parent

    def get(self, option: Option) -> str:
        """The chosen value, or the default when none or no valid one stands in the file."""
        found = str(self._settings.value(option.key, option.default))
        return found if found in option.valid else option.default

    def put(self, option: Option, value: str) -> None:
        """Keep a choice.

        Raises:
            ValueError: the value is not one of the valid ones.
        """
        if value not in option.valid:
            raise ValueError(value)
        self._settings.setValue(option.key, value)

    def recent(self, name: str) -> tuple[str, ...]:
        """Texts kept under a name, the latest first; nothing when none were kept."""
        found = self._settings.value(f"recent/{name}", [])
        return tuple(map(str, found)) if isinstance(found, list) else (str(found),)

    def keep_recent(self, name: str, texts: Sequence[str]) -> None:
        """Remember texts, the latest first."""
        self._settings.setValue(f"recent/{name}", list(texts))

    def layout(self, name: str) -> QByteArray | None:
        """A window's or splitter's remembered state, None when there is none."""
        found = self._settings.value(f"layout/{name}")
        return found if isinstance(found, QByteArray) else None

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remember a window's or splitter's state."""
        self._settings.setValue(f"layout/{name}", state)

    def save(self) -> None:
        """Write the file now."""
        self._settings.sync()
