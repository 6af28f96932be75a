"""Where the program's own files lie; the only module that knows of data folders and of the shipped resources."""

import os
from pathlib import Path

import platformdirs

import resources

_APP = "zhipai"


def resource(*parts: str) -> Path:
    """A shipped file or folder under ``resources/``."""
    return Path(resources.__file__).parent.joinpath(*parts)


def data_folder() -> Path:
    """Where this user's embedded store lies; made when missing."""
    return platformdirs.user_data_path(_APP, appauthor=False, ensure_exists=True)


def log_folder() -> Path:
    """Where logs and crash reports lie; made when missing."""
    return platformdirs.user_log_path(_APP, appauthor=False, ensure_exists=True)


def options_file() -> Path:
    """The file in which the window keeps its options."""
    return platformdirs.user_config_path(_APP, appauthor=False, ensure_exists=True) / "window.ini"


def default_store_url() -> str:
    """The store to open when none is named: ``$ZHIPAI_STORE``, else the embedded one of this user."""
    return os.environ.get("ZHIPAI_STORE") or f"sqlite:///{(data_folder() / 'zhipai.db').as_posix()}"
