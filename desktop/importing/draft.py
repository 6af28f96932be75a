"""What a clerk chose in the import window before anything is in the store; kept as text, so that a crash loses nothing."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from db.domain.errors import BadFile
from db.domain.import_repair import Repair, Repairs
from db.domain.importing import Kind
from db.domain.private_use import UNKNOWN_SENDER
from desktop.files.workbook.options import ReadOptions, SheetChoice

FILES, SHEETS, COLUMNS, CHECK, FINISH = range(5)
"""The steps of the window."""


@dataclass(frozen=True)
class Draft:
    """The choices so far.

    Attributes:
        paths: files and folders.
        options: how they are read; ``options.columns`` is what the clerk said over the guesses.
        repairs: corrections of cells, in the order they were made.
        sender: whose private-use characters the files may hold.
        step: how far the clerk was.
    """

    paths: tuple[Path, ...] = ()
    options: ReadOptions = field(default_factory=ReadOptions)
    repairs: tuple[Repair, ...] = ()
    sender: str = UNKNOWN_SENDER
    step: int = FILES

    @property
    def kind(self) -> Kind:
        """What the files deliver."""
        return self.options.kind

    def with_sheet(self, choice: SheetChoice) -> "Draft":
        """The draft with another decision about one sheet."""
        others = (one for one in self.options.sheets if (one.file, one.sheet) != (choice.file, choice.sheet))
        return replace(self, options=replace(self.options, sheets=(*others, choice)))

    def with_columns(self, columns: Mapping[str, str]) -> "Draft":
        """The draft with another meaning of the columns."""
        return replace(self, options=replace(self.options, columns=dict(columns)))

    def mended(self) -> Repairs:
        """The corrections, ready to be applied."""
        return Repairs(self.repairs)

    def told(self) -> str:
        """Options and corrections as they are kept with the staged batch."""
        stated = json.loads(self.options.to_json())
        if self.repairs:
            stated["repairs"] = [asdict(one) for one in self.repairs]
        return json.dumps(stated, ensure_ascii=False)

    def to_json(self) -> str:
        """The draft as text."""
        stated = {
            "paths": [str(one) for one in self.paths],
            "options": json.loads(self.options.to_json()),
            "repairs": [asdict(one) for one in self.repairs],
            "sender": self.sender,
            "step": self.step,
        }
        return json.dumps(stated, ensure_ascii=False)


def read_draft(text: str) -> Draft | None:
    """A draft out of its text; None when it is none, for instance of another version of the program."""
    with suppress(ValueError, TypeError, KeyError, AttributeError, BadFile):
        stated = json.loads(text)
        return Draft(
            tuple(Path(one) for one in stated["paths"]),
            ReadOptions.from_json(json.dumps(stated["options"])),
            tuple(_repair(one) for one in stated["repairs"]),
            str(stated["sender"]),
            min(max(int(stated["step"]), FILES), CHECK),
        )
    return None


def _repair(stated: dict[str, Any]) -> Repair:
    at = stated["at"]
    place = (str(at[0]), str(at[1]), int(at[2]), int(at[3])) if at else None
    field, was, becomes = (str(stated[name]) for name in ("field", "was", "becomes"))
    return Repair(field, was, becomes, place, bool(stated["piece"]))
