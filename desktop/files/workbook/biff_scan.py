"""A look into an old xls file before it is read: error cells, which the reader proper shows as blanks.

Follows the compound file to its workbook stream and walks the stream's records; only two kinds matter here. What is
damaged is left to the reader proper to refuse, so a structure that does not hold ends the scan with what was found.
"""

import struct
from collections.abc import Iterator

from desktop.files.workbook.raw import CellFault

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_LAST_SECTOR = 0xFFFFFFFA  # above: end of chain, free, or the tables' own sectors
_HEADER_TABLES = 109
_ENTRY = 128
_FORMULA, _BOOL_ERROR, _SHEET, _BEGIN, _END = 0x0006, 0x0205, 0x0085, 0x0809, 0x000A
Faults = dict[int, dict[int, CellFault]]


def scan_xls(data: bytes) -> list[Faults]:
    """Return the error cells of each worksheet, in the workbook's order, by row and column index."""
    try:
        return list(_sheet_faults(_workbook_stream(data)))
    except (struct.error, IndexError, ValueError):
        return []


def _workbook_stream(data: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    directory, cutoff, mini_table = struct.unpack_from("<I4xII", data, 48)
    table = _sector_table(data, size)
    root, start, length = b"", None, 0
    entries = _chain(data, size, directory, table)
    for offset in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        entry = entries[offset : offset + _ENTRY]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
        first, count = struct.unpack_from("<II", entry, 116)
        if offset == 0 and first < _LAST_SECTOR:
            root = _chain(data, size, first, table)
        if name in ("Workbook", "Book"):
            start, length = first, count
    if start is None:
        return b""
    if length >= cutoff:
        return _chain(data, size, start, table)[:length]
    mini = _numbers(_chain(data, size, mini_table, table))
    return _chain(b"\0" * 64 + root, 64, start, mini)[:length]


def _sector_table(data: bytes, size: int) -> list[int]:
    """Read which sector follows which, through the header's list of table sectors and its continuations."""
    sectors = list(struct.unpack_from(f"<{_HEADER_TABLES}I", data, 76))
    further, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if further >= _LAST_SECTOR:
            break
        block = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        sectors.extend(block[:-1])
        further = block[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _LAST_SECTOR:
            table.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    return table


def _numbers(block: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))


def _chain(data: bytes, size: int, sector: int, table: list[int]) -> bytes:
    parts = []
    while sector < _LAST_SECTOR:
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        if len(parts) > len(table):
            raise ValueError("the chain of sectors bites its tail")
        sector = table[sector]
    return b"".join(parts)


def _sheet_faults(stream: bytes) -> Iterator[Faults]:
    """Yield the faults of each worksheet; the globals name where the sheets begin and of what kind they are."""
    for kind, body in _records(stream, 0):
        if (
            kind == _SHEET and len(body) > 6 and body[5] == 0
        ):  # kind 0 is a worksheet, others are charts and macros
            yield _one_sheet(stream, struct.unpack_from("<I", body)[0])


def _one_sheet(stream: bytes, start: int) -> Faults:
    faults: Faults = {}
    for kind, body in _records(stream, start):
        code = None
        if kind == _BOOL_ERROR and body[7]:
            code = body[6]
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
            code = body[8]
        if code is not None:
            row, column = struct.unpack_from("<HH", body)
            faults.setdefault(row, {})[column] = CellFault("error_cell", _ERRORS.get(code, "#?"))
    return faults


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one substream, embedded charts passed over."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, stream[position + 4 : position + 4 + length]
        if depth == 0:
            return
        position += 4 + length
