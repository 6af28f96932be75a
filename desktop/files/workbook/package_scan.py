"""A look into an xlsx package before it is read: bombs, far-out cells, error cells, formulas never calculated.

The reader proper shows error cells and uncalculated formulas as blanks, and holds a sheet as one dense block. Both
would do silent damage, and one pass over the sheet's bytes, a tenth of the reading time, prevents them.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree

from db.domain.errors import BadFile
from desktop.files.workbook.damage import DAMAGED
from desktop.files.workbook.raw import MAX_CELLS, MAX_COLUMNS, CellFault, column_index

_CHUNK = 1 << 20
_MAX_PART = 3 << 30
_MAX_STRINGS = 1 << 29
_BOMB_BYTES = 100 << 20
_BOMB_RATIO = 300
_OPENING = re.compile(rb"<(\w+:)?sheetData")
_LAST_ROW = re.compile(rb'<row [^>]*?\br="([0-9]+)"')
_FAR_CELL = re.compile(rb'<c r="([A-Z]{2,3})[0-9]+"[^>]*(?<!/)>')
_ERROR = re.compile(rb'<c [^>]*?\br="([A-Z]+)([0-9]+)"[^>]*\bt="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.S)
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>\s*<f(?:[^>]*/>|[^>]*>([^<]*)</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class SheetScan:
    """What one sheet's bytes tell.

    Attributes:
        faults: cell faults by row index and column index, both from 0.
        width: columns used, at least 26.
        height: number of the last row that has an entry.
    """

    faults: dict[int, dict[int, CellFault]] = field(default_factory=dict)
    width: int = 26
    height: int = 0


def scan_package(path: Path, name: str) -> dict[str, SheetScan]:
    """Scan every worksheet of an xlsx file.

    Raises:
        BadFile: the package is damaged or would need absurd memory.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _check_sizes(package, name)
            scans = {}
            for sheet, member in _sheet_members(package):
                with package.open(member) as stream:
                    scans[sheet] = _scan_sheet(stream)
                _check_extent(scans[sheet], name, sheet)
            return scans
    except DAMAGED as error:
        raise BadFile(file=name, why="not_a_workbook", detail="damaged") from error
    except RuntimeError as error:
        raise BadFile(file=name, why="encrypted") from error


def _check_sizes(package: zipfile.ZipFile, name: str) -> None:
    total = 0
    for member in package.infolist():
        total += member.file_size
        swollen = member.file_size > _BOMB_BYTES and member.file_size > _BOMB_RATIO * member.compress_size
        strings = member.filename.endswith("sharedStrings.xml") and member.file_size > _MAX_STRINGS
        if swollen or strings or total > _MAX_PART:
            raise BadFile(file=name, why="too_large", detail=f"{member.filename}: {member.file_size} B")


def _sheet_members(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield name and package member of every worksheet, as the workbook's relations say."""
    members = set(package.namelist())
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), parser)
        workbook = etree.fromstring(package.read("xl/workbook.xml"), parser)
    except KeyError:
        return
    targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in relations}
    for sheet in workbook.iter("{*}sheet"):
        relation = sheet.get(_REL) or sheet.get("{http://purl.oclc.org/ooxml/officeDocument/relationships}id")
        target = targets.get(str(relation), "")
        member = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if member in members and "chartsheets" not in member:
            yield str(sheet.get("name")), member


def _scan_sheet(stream: IO[bytes]) -> SheetScan:
    scan = SheetScan()
    rest = b""
    prefix = None
    while chunk := stream.read(_CHUNK):
        block = rest + chunk
        if prefix is None and (opening := _OPENING.search(block)):
            prefix = opening[1]
        if prefix:
            block = block.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
        cut = block.rfind(b"<c ")
        rest, block = (block[cut:], block[:cut]) if cut > 0 else (b"", block)
        _scan_block(block, scan)
    _scan_block(rest, scan)
    return scan


def _scan_block(block: bytes, scan: SheetScan) -> None:
    last = block.rfind(b"<row ")
    if last >= 0 and (row := _LAST_ROW.match(block, last)):
        scan.height = max(scan.height, int(row[1]))
    scan.width = max(scan.width, _far_width(block))
    if b't="e"' in block:
        for cell in _ERROR.finditer(block):
            _note(scan, cell, CellFault("error_cell", cell[3].decode("utf-8", "replace")))
    if b"<f" in block:
        for cell in _NO_VALUE.finditer(block):
            if b't="str"' not in cell[3]:  # a formula whose value is the empty text is calculated
                text = "=" + (cell[4] or b"").decode("utf-8", "replace")
                _note(scan, cell, CellFault("formula_without_value", text))


def _far_width(block: bytes) -> int:
    """Columns up to the last cell with content beyond Z, 0 when no cell lies there.

    A row's cells stand in order, so a look at each row's last cell tells whether the whole row needs one.
    """
    width = 0
    for line in block.split(b"</row>"):
        last = line.rfind(b'<c r="')
        if last >= 0 and line[last + 7 : last + 8].isalpha():
            width = max([width, *(column_index(cell[1].decode()) + 1 for cell in _FAR_CELL.finditer(line))])
    return width


def _note(scan: SheetScan, cell: re.Match[bytes], fault: CellFault) -> None:
    row = int(cell[2]) - 1
    scan.faults.setdefault(row, {})[column_index(cell[1].decode())] = fault


def _check_extent(scan: SheetScan, name: str, sheet: str) -> None:
    if scan.width > MAX_COLUMNS:
        raise BadFile(file=name, why="too_large", sheet=sheet, detail=f"{scan.width} columns")
    if scan.width * scan.height > MAX_CELLS and scan.width > 26:
        raise BadFile(file=name, why="too_large", sheet=sheet, detail=f"{scan.height} x {scan.width}")
