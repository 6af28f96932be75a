"""How the import window asks for files, and what it knows so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from db.services.import_trial import Trial
from db.store.import_batches import BatchRow
from desktop.importing.draft import FILES, Draft
from desktop.importing.operations import Surveyed
from desktop.importing.step_files import ask_files, ask_folder
from desktop.importing.step_finish import ask_save


@dataclass(frozen=True, slots=True)
class Asking:
    """How the user is asked for files; tests answer themselves."""

    files: Callable[[QWidget], Sequence[str]] = ask_files
    folder: Callable[[QWidget], str] = ask_folder
    save: Callable[[QWidget, str, str], str] = ask_save


@dataclass
class State:
    """What is known so far.

    Attributes:
        sha256: of the files as they were rehearsed.
        stale: corrections were made since the last rehearsal.
        goal: the step to which to go on by itself, when the clerk was there last time.
    """

    draft: Draft = field(default_factory=Draft)
    found: Surveyed | None = None
    trial: Trial | None = None
    batch: BatchRow | None = None
    stale: bool = False
    sha256: str = ""
    goal: int = FILES
