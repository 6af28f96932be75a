"""Files of one JSON object a line: read one at a time, each bad line told by its number, the others done."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from db.domain.errors import BadFile

LONGEST = 1_000
"""More characters than this are no address."""

_NAMED = 50
"""How many refused lines of a file are told on the terminal before only their number is."""

_STRANGE = re.compile(
    r"(?P<control>[\x00-\x08\x0a-\x1f\x7f-\x9f])"
    r"|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff\U0001f000-\U0001ffff]"
)
"""Controls, marks of writing direction, lost characters, halves of characters, pictures."""

T = TypeVar("T")


class Refused(Exception):
    """A line that is not taken; carries why."""


class JsonLines:
    """A file of JSON lines.

    Attributes:
        file: where it is.
        read: lines read so far.
        rejected: those of them that were refused.
        size: bytes of the file.
        bytes_read: bytes read so far.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.read = self.rejected = self.bytes_read = 0
        self._source = _opened(file)
        self.size = file.stat().st_size

    def each(self, take: Callable[[dict[str, Any]], T]) -> Iterator[tuple[int, T]]:
        """Line number and what was made of the line, for the good ones; the bad ones are told on stderr.

        Args:
            take: makes a value of a line's object, or raises ``Refused``.
        """
        with self._source as source:
            for line_no, line in enumerate(source, 1):
                self.read = line_no
                self.bytes_read += len(line)
                try:
                    taken = take(_object(line))
                except Refused as refused:
                    self._tell(line_no, refused)
                else:
                    yield line_no, taken
        if self.rejected > _NAMED:
            print(f"{self.file.name}：另有 {self.rejected - _NAMED} 行未读", file=sys.stderr)

    def _tell(self, line_no: int, refused: Refused) -> None:
        self.rejected += 1
        if self.rejected <= _NAMED:
            print(f"{self.file.name} 第 {line_no} 行：{refused}", file=sys.stderr)


def _opened(file: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        BadFile: it is missing or cannot be read.
    """
    try:
        return file.open("rb")
    except FileNotFoundError:
        raise BadFile(str(file), "not_found") from None
    except PermissionError:
        raise BadFile(str(file), "no_permission") from None
    except OSError as error:
        raise BadFile(str(file), "cannot_read", detail=error.strerror or "") from error


def _object(line: bytes) -> dict[str, Any]:
    try:
        written = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"不是 UTF-8 文字（第 {error.start + 1} 字节）") from None
    if not written.strip():
        raise Refused("空行")
    try:
        row = json.loads(written, object_pairs_hook=_each_once)
    except (json.JSONDecodeError, RecursionError, ValueError):
        raise Refused("不是 JSON") from None
    return row if isinstance(row, dict) else {}


def _each_once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(fields)
    if len(row) < len(fields):
        raise Refused("同一个字段写了两次")
    return row


def keep_apart(out: Path, *sources: Path) -> None:
    """Refuse to write over a file that is read: its refused lines would be nowhere.

    Raises:
        BadFile: the file to be written is one of the sources.
    """
    if out.exists() and any(source.exists() and out.samefile(source) for source in sources):
        raise BadFile(str(out), "also_read")


def address_of(row: dict[str, Any], field: str = "text") -> str:
    """A written address in a line.

    Raises:
        Refused: none, empty, too long, or with characters that no address has.
    """
    text = row.get(field)
    if not isinstance(text, str):
        raise Refused(f"没有文字字段 {field}")
    if not text.strip():
        raise Refused(f"{field} 是空的")
    if len(text) > LONGEST:
        raise Refused(f"{field} 有 {len(text)} 个字，超过 {LONGEST} 个")
    found = _STRANGE.search(text)
    if found is not None:
        place, code = found.start() + 1, f"U+{ord(found[0]):04X}"
        if found["control"]:
            raise Refused(f"{field} 第 {place} 个字是控制字符 {code}")
        raise Refused(f"{field} 第 {place} 个字 {code} 不能出现在地址里")
    return text
