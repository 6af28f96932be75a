"""Reads a kit back in the plainest way, sharing no code with the product's own reader."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import python_calamine
from lxml import html

DITTO = {"同上", "〃"}
NAMES = {
    "镇街道": "subdistrict",
    "村社区": "community",
    "道路名称": "place",
    "路名": "place",
    "自然村名称": "place",
    "门牌号": "number",
    "幢号": "building",
    "梯位": "stair",
    "单元号": "stair",
    "层": "floor",
    "楼层": "floor",
    "户室号": "room",
    "室号": "room",
    "室": "room",
    "左右侧": "side",
    "路侧": "side",
    "地址编码": "addr_code",
    "户主": "owner",
    "联系电话": "phone",
}
ENCODINGS = {"07": "utf-8-sig", "08": "gb18030", "09": "utf-16"}
TAILS = {"building": "幢", "stair": "梯", "floor": "层", "room": "室"}
HEAD = "厦门市思明区"


@dataclass(frozen=True)
class Record:
    """A row that is no title, header, subtotal or signature; cells as they stand, repeats filled down."""

    file: str
    sheet: str
    row: int
    cells: dict[str, object]

    def text(self, name: str) -> str:
        """The cell without its class word."""
        value = self.cells.get(name, "")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).removesuffix(TAILS.get(name, "\0"))

    def addresses(self) -> list[str]:
        """The addresses named, parents first; a room range names each of its rooms."""
        number = self.text("number")
        if "号" not in number:
            number += "号"
        found = [f"{HEAD}{self.text('place')}{number}"]
        for name in ("building", "stair"):
            if self.text(name):
                found.append(f"{found[-1]}{self.text(name)}{TAILS[name]}")
        span = re.fullmatch(r"(\d+)-(\d+)", self.text("room"))
        if span:
            return found + [f"{found[-1]}{room}室" for room in range(int(span[1]), int(span[2]) + 1)]
        return found + ([f"{found[-1]}{self.text('room')}室"] if self.text("room") else [])


def records(folder: Path) -> list[Record]:
    """Every record of the address lists, in the order a folder is read."""
    found = []
    for path in sorted(p for p in (folder / "addresses").rglob("*") if p.is_file()):
        name = path.relative_to(folder / "addresses").as_posix()
        for sheet, rows in _sheets(path):
            grid = any(row[:1] == ["楼层"] for row in rows)
            found += list((_matrix if grid else _listed)(name, sheet, rows))
    return found


def _sheets(path: Path) -> Iterator[tuple[str, list[list[object]]]]:
    encoding = ENCODINGS.get(path.name[:2])
    if encoding:
        text = io.StringIO(path.read_bytes().decode(encoding))
        yield "", [list(row) for row in csv.reader(text, delimiter="\t" if encoding == "utf-16" else ",")]
    elif path.name.startswith("10"):
        yield "育秀里", _html_rows(path)
    else:
        book = python_calamine.load_workbook(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
                for row in range(top, bottom + 1 if left == right else top):
                    rows[row][left] = rows[top][left]
            yield name, rows


def _html_rows(path: Path) -> list[list[object]]:
    rows: list[list[object]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for line in html.fromstring(path.read_bytes()).iter("tr"):
        cells = iter(line.iter("td"))
        row: list[object] = []
        while len(row) < 8:
            left, text = hanging.get(len(row), (0, ""))
            if left:
                hanging[len(row)] = (left - 1, text)
                row.append(text)
                continue
            cell = next(cells)
            hanging[len(row)] = (int(cell.get("rowspan", "1")) - 1, cell.text or "")
            row += [cell.text or "", *[""] * (int(cell.get("colspan", "1")) - 1)]
        rows.append(row)
    return rows


def _listed(file: str, sheet: str, rows: list[list[object]]) -> Iterator[Record]:
    head = next((row for row in rows if row and row[0] == "序号"), None)
    if head is None:
        return
    above: list[object] = []
    for at, row in enumerate(rows[rows.index(head) + 1 :], rows.index(head) + 2):
        if not any(row) or str(row[0]).startswith(("小计", "合计", "制表人", "序号")):
            continue
        filled = [up if cell in DITTO else cell for cell, up in zip(row, above or row, strict=True)]
        above = filled
        cells = {
            NAMES[str(name)]: cell for name, cell in zip(head, filled, strict=True) if str(name) in NAMES
        }
        if sheet.endswith("幢"):
            cells["building"] = sheet
        yield Record(file, sheet, at, cells)


def _matrix(file: str, sheet: str, rows: list[list[object]]) -> Iterator[Record]:
    labels = dict(part.split("：") for part in str(rows[1][0]).split("\u3000"))
    fixed: dict[str, object] = {NAMES[name]: text for name, text in labels.items() if name in NAMES}
    for at, row in enumerate(rows[4:], 5):
        stair = ""
        for column in range(1, len(row)):
            stair = str(rows[2][column] or stair)
            if row[column]:
                yield Record(file, sheet, at, fixed | {"stair": stair, "floor": row[0], "room": row[column]})


def qr_rows(folder: Path) -> list[tuple[str, str, str]]:
    """Code, address and payload of every row of the police's lists in a folder."""
    rows = []
    for path in sorted(folder.iterdir()):
        sheet = python_calamine.load_workbook(str(path)).get_sheet_by_index(0)
        rows += [(str(row[1]), str(row[2]), str(row[3])) for row in sheet.to_python()[2:]]
    return rows
