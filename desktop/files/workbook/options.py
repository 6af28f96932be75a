"""What the clerk decided about a file before it is read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from db.domain.errors import BadFile
from db.domain.importing import Field, Kind
from desktop.files.workbook.vocabulary import heading_key


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What the clerk decided about one sheet.

    Attributes:
        file, sheet: which.
        use: whether it is read.
        header: numbers of its heading rows, one or two that follow each other; empty when it has none and its columns
            go by their letters; None leaves finding them to the reader.
    """

    file: str
    sheet: str
    use: bool = True
    header: tuple[int, ...] | None = None


@dataclass(frozen=True)
class ReadOptions:
    """How to read a source.

    Attributes:
        kind: what the source delivers.
        columns: field by heading text, over the shipped synonyms; ``""`` leaves a column out.
        expand: ranges such as 101-108 and floor × room grids were seen in the preview and confirmed.
        take_recovered: cells that Excel turned into dates are taken as the text the writer meant.
        dash_is_suffix: ``1-2号`` in the number column is a suffix of 1号, not 1 to 2.
        sheets: what was decided about single sheets.
    """

    kind: Kind = Kind.ADDRESSES
    columns: Mapping[str, str] = field(default_factory=dict)
    expand: bool = False
    take_recovered: bool = False
    dash_is_suffix: bool = False
    sheets: tuple[SheetChoice, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a mapping to a field that does not exist."""
        for heading, name in self.columns.items():
            if name and name not in set(Field):
                raise BadFile(file="", why="bad_mapping", column=heading, detail=name)

    @property
    def overrides(self) -> dict[str, Field | None]:
        """The mapping by heading key; None leaves the column out."""
        return {heading_key(heading): Field(name) if name else None for heading, name in self.columns.items()}

    def choice(self, file: str, sheet: str) -> SheetChoice:
        """What was decided about a sheet; by default it is read and its heading found."""
        mine = (one for one in self.sheets if (one.file, one.sheet) == (file, sheet))
        return next(mine, SheetChoice(file, sheet))

    def to_json(self) -> str:
        """The options as a mapping file states them."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> "ReadOptions":
        """Read the options a mapping file states.

        Raises:
            BadFile: ``bad_mapping``; ``detail`` names the key or value that is wrong.
        """
        try:
            stated = json.loads(text)
        except ValueError as error:
            raise BadFile(file="", why="bad_mapping", detail=str(error)) from error
        if not isinstance(stated, dict):
            raise BadFile(file="", why="bad_mapping", detail=type(stated).__name__)
        for key in stated.keys() - {known.name for known in fields(ReadOptions)}:
            raise BadFile(file="", why="bad_mapping", detail=str(key))
        values: dict[str, Any] = {key: _checked(key, value) for key, value in stated.items()}
        return ReadOptions(**values)


def _checked(key: str, value: object) -> object:
    """Return the value as the option's type, or refuse it."""
    if key == "kind" and isinstance(value, str) and value in set(Kind):
        return Kind(value)
    if key == "columns" and isinstance(value, dict) and all(isinstance(name, str) for name in value.values()):
        return value
    if key == "sheets" and isinstance(value, list):
        return tuple(_choice(one) for one in value)
    if key not in ("kind", "columns", "sheets") and isinstance(value, bool):
        return value
    raise BadFile(file="", why="bad_mapping", column=key, detail=str(value))


def _choice(stated: object) -> SheetChoice:
    """What is stated about one sheet, or a refusal."""
    if isinstance(stated, dict) and stated.keys() <= {known.name for known in fields(SheetChoice)}:
        file, sheet, use, header = (
            stated.get(name, usual)
            for name, usual in (("file", None), ("sheet", None), ("use", True), ("header", None))
        )
        rows = header is None or (isinstance(header, list) and _follow(header))
        if isinstance(file, str) and isinstance(sheet, str) and isinstance(use, bool) and rows:
            return SheetChoice(file, sheet, use, None if header is None else tuple(header))
    raise BadFile(file="", why="bad_mapping", column="sheets", detail=str(stated))


def _follow(rows: list[object]) -> bool:
    """Whether these are numbers of at most two rows, one below the other."""
    numbers = [one for one in rows if isinstance(one, int) and not isinstance(one, bool) and one > 0]
    return len(numbers) == len(rows) <= 2 and numbers == list(
        range(numbers[0], numbers[0] + len(rows)) if rows else ()
    )
