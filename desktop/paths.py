"""Where the program's own files lie; the only module that knows of data folders and of the shipped resources."""

import os
from pathlib import Path

import platformdirs

import resources
from desktop.files.atomic import whole_file

_APP = "zhipai"
STORE_NAME = "zhipai.db"
_CHOICE = "data-folder.txt"
_CHOICE_ENCODING = "utf-16-le"  # the uninstaller reads it too, and knows no UTF-8


def resource(*parts: str) -> Path:
    """A shipped file or folder under ``resources/``."""
    return Path(resources.__file__).parent.joinpath(*parts)


def own_folder() -> Path:
    """Where this user's own files lie, and the embedded store until another place is chosen; made when missing."""
    return platformdirs.user_data_path(_APP, appauthor=False, ensure_exists=True)


def chosen_folder() -> Path | None:
    """The data folder that this user chose at the first start; None before that."""
    try:
        text = (own_folder() / _CHOICE).read_text(encoding=_CHOICE_ENCODING).strip()
    except (OSError, UnicodeError):
        return None
    return Path(text) if text else None


def choose_folder(folder: Path) -> None:
    """Remember the data folder."""
    with whole_file(own_folder() / _CHOICE) as file:
        file.write(str(folder).encode(_CHOICE_ENCODING))


def data_folder() -> Path:
    """Where this user's embedded store lies: the chosen folder, else the user's own."""
    return chosen_folder() or own_folder()


def log_folder() -> Path:
    """Where logs and crash reports lie; made when missing."""
    return platformdirs.user_log_path(_APP, appauthor=False, ensure_exists=True)


def options_file() -> Path:
    """The file in which the window keeps its options."""
    return platformdirs.user_config_path(_APP, appauthor=False, ensure_exists=True) / "window.ini"


def default_store_url() -> str:
    """The store to open when none is named: ``$ZHIPAI_STORE``, else the embedded one of this user."""
    return os.environ.get("ZHIPAI_STORE") or f"sqlite:///{(data_folder() / STORE_NAME).as_posix()}"


def is_settled() -> bool:
    """Whether it is known which store to open; at the very first start it is not."""
    return (
        bool(os.environ.get("ZHIPAI_STORE"))
        or chosen_folder() is not None
        or (own_folder() / STORE_NAME).exists()
    )
