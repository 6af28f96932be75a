"""Writes finished plates as one vector PDF: a page per plate, its fonts embedded, its QR one path.

Draws what a ``PlateLayout`` says and measures nothing. Every text and the symbol stand in marked content that names
their role, which is how the finished file is read back.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

from db.domain.errors import PlateRefused
from db.domain.plate_check import BatchMeta
from db.domain.plate_layout import Box, GlyphRun, PlateLayout, QrPlacement
from db.domain.progress import Progress
from desktop.files.atomic import whole_file
from desktop.files.fonts import FACES, font_folder
from desktop.files.print_words import print_words

MM = 72 / 25.4
MARK = "Zp-"
QR_MARK = f"{MARK}qr"
DRAFT_MARK = f"{MARK}draft"
META_PREFIX = "zhipai-plates "
_DRAFT_COLOUR = "#5B7FC4"
# Control points of a quarter circle drawn as one Bézier curve.
_ARC = 0.5523
_CMAP_BLOCK = 100
# One font size for all text: the true size, condensed or not, stands in the text matrix.
_EM = 100


@dataclass(frozen=True, slots=True)
class PlatePage:
    """One page; ``key`` names the plate when it is refused."""

    layout: PlateLayout
    key: str = ""


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What was written."""

    pages: int
    sha256: str


class _Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A font whose text reads back right beyond U+FFFF."""

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802  # reportlab's name
        """Override TTFont.addObjects: embed the subsets, then give each a correct way back to Unicode."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        # WORKAROUND(https://github.com/Distrotech/reportlab/issues/8): reportlab 5.1 writes code points beyond
        # U+FFFF as five digits where the format wants UTF-16 pairs; drop when makeToUnicodeCMap knows surrogates.
        names = [key for key in doc.idToObject if key.startswith("toUnicodeCMap:")]
        mine = [key for key in names if key.endswith(f"+{self.face.name.decode()}")]
        for key, subset in zip(mine, subsets, strict=True):
            doc.idToObject[key].content = _to_unicode(key.partition(":")[2], subset)


@cache
def _font(face: str) -> _Font:
    """The face as reportlab parses it, which takes longer than a hundred plates; what it embeds is kept per file."""
    return _Font(face, str(font_folder() / f"{face}.ttf"), asciiReadable=False)


def _to_unicode(name: str, subset: list[int]) -> str:
    pairs = [f"<{i:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for i, code in enumerate(subset)]
    blocks = []
    for start in range(0, len(pairs), _CMAP_BLOCK):
        part = pairs[start : start + _CMAP_BLOCK]
        blocks += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    head = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    return "\n".join([*head, *blocks, "endcmap CMapName currentdict /CMap defineresource pop end end"])


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _colour(value: str) -> str:
    return " ".join(_number(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5)) + " rg"


def _box_path(box: Box, page_height: float) -> str:
    x, w, h = box.rect.x * MM, box.rect.w * MM, box.rect.h * MM
    y = (page_height - box.rect.y) * MM - h
    r = min(box.radius_mm * MM, w / 2, h / 2)
    if not r:
        return f"{_number(x)} {_number(y)} {_number(w)} {_number(h)} re f"
    k = r * (1 - _ARC)
    steps = [
        ((x + r, y), "m"),
        ((x + w - r, y), "l"),
        ((x + w - k, y, x + w, y + k, x + w, y + r), "c"),
        ((x + w, y + h - r), "l"),
        ((x + w, y + h - k, x + w - k, y + h, x + w - r, y + h), "c"),
        ((x + r, y + h), "l"),
        ((x + k, y + h, x, y + h - k, x, y + h - r), "c"),
        ((x, y + r), "l"),
        ((x, y + k, x + k, y, x + r, y), "c"),
    ]
    return " ".join(f"{' '.join(map(_number, p))} {op}" for p, op in steps) + " h f"


def _boxes(boxes: tuple[Box, ...], page_height: float) -> str:
    return "\n".join(f"{_colour(b.colour)} {_box_path(b, page_height)}" for b in boxes)


def _qr(qr: QrPlacement, page_height: float) -> str:
    """The symbol as one path in units of modules, dark runs merged."""
    side = qr.module_mm * MM
    x, top = qr.symbol.x * MM, (page_height - qr.symbol.y) * MM
    path = " ".join([f"{start} -{row + 1} {length} 1 re" for row, start, length in qr.matrix.runs()])
    frame = f"{side:.5f} 0 0 {side:.5f} {_number(x)} {_number(top)} cm"
    return f"/{QR_MARK} BMC q {frame} 0 0 0 rg {path} f Q EMC"


class _Writer:
    """Collects pages of one document; remembers what does not change from page to page."""

    def __init__(self, meta: BatchMeta) -> None:
        self.doc = pdfdoc.PDFDocument(compression=1, invariant=1, lang="zh-CN")
        self.draft = print_words()["draft_mark"] if meta.purpose == "draft" else ""
        self.grounds: dict[tuple[tuple[Box, ...], float], str] = {}
        self.shows: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        resources = pdfdoc.PDFResourceDictionary()
        resources.basicFonts()
        self.resources = self.doc.Reference(resources, "PlateResources")
        info = self.doc.info
        info.title = f"{meta.batch} ({meta.plates})"
        info.subject = meta.purpose
        info.author = info.creator = info.producer = "Zhipai"
        info.keywords = META_PREFIX + json.dumps(asdict(meta), ensure_ascii=True, sort_keys=True)

    def _show(self, face: str, text: str) -> Iterator[tuple[str, str]]:
        """Font resource name and hexadecimal codes of each part that one subset draws."""
        font = _font(face)
        for subset, codes in font.splitString(text, self.doc):
            yield font.getSubsetInternalName(subset, self.doc), codes.hex()

    def _run(self, run: GlyphRun, page_height: float) -> str:
        """Text operators of one run; each part that one subset draws is placed by itself."""
        out, at = [], 0
        size = run.size_mm * MM / _EM
        wide = size * run.scale_x
        look = f"{_colour(run.colour)} {_number(run.gap_mm * MM / wide)} Tc"
        if run.stroke_mm:
            stroke = _colour(run.colour).upper()
            look = f"{look} {stroke} {_number(run.stroke_mm * MM)} w 1 j 2 Tr"
        y = _number((page_height - run.y_mm) * MM)
        for name, codes in self._parts(run.face, run.text):
            x = _number(run.xs_mm[at] * MM)
            out.append(f"{name} {_EM} Tf {wide:.5f} 0 0 {size:.5f} {x} {y} Tm <{codes}> Tj")
            at += len(codes) // 2
        return f"/{MARK}{run.role} BMC q BT {look} {' '.join(out)} ET Q EMC"

    def _parts(self, face: str, text: str) -> tuple[tuple[str, str], ...]:
        key = (face, text)
        if key not in self.shows:
            self.shows[key] = tuple(self._show(face, text))
        return self.shows[key]

    def _draft(self, plate: PlateLayout) -> str:
        """The draft mark: large, across the ground, under everything that is read."""
        size = min(plate.height_mm * 0.8, plate.width_mm * 0.45)
        x = (plate.width_mm - size * len(self.draft)) / 2 * MM
        y = (plate.height_mm - size * 0.76) / 2 * MM
        shows = "".join(
            f"{name} {_EM} Tf <{codes}> Tj " for name, codes in self._parts(FACES["bold"], self.draft)
        )
        scale = _number(size * MM / _EM)
        where = f"{scale} 0 0 {scale} {_number(x)} {_number(y)} Tm"
        return f"/{DRAFT_MARK} BMC BT {_colour(_DRAFT_COLOUR)} 0 Tc {where} {shows}ET EMC"

    def add(self, plate: PlateLayout) -> None:
        """Append one page."""
        key = (plate.boxes, plate.height_mm)
        if key not in self.grounds:
            self.grounds[key] = _boxes(plate.boxes[:-1], plate.height_mm)
        white = _boxes(plate.boxes[-1:], plate.height_mm)
        parts = [self.grounds[key]]
        if self.draft:
            parts.append(self._draft(plate))
        parts.append(white)
        if plate.qr is not None:
            parts.append(_qr(plate.qr, plate.height_mm))
        parts += [self._run(run, plate.height_mm) for run in plate.runs]
        self._page(plate.width_mm * MM, plate.height_mm * MM, "\n".join(parts))

    def _page(self, width: float, height: float, content: str) -> None:
        stream = pdfdoc.PDFStream(content=content)
        stream.filters = [pdfdoc.PDFZCompress]
        page = pdfdoc.PDFPage()
        page.Override_default_compilation = 1
        page.MediaBox = pdfdoc.PDFArray([0, 0, round(width, 3), round(height, 3)])
        page.Contents = stream
        page.Resources = self.resources
        page.Parent = self.doc.Reference(self.doc.Pages)
        self.doc.addPage(page)


def write_plates(path: Path, pages: Iterable[PlatePage], meta: BatchMeta, progress: Progress) -> PdfReport:
    """Write a batch; the same pages give the same bytes.

    Args:
        path: of the PDF; replaced only when the new file is complete.
        pages: the plates in order; as many as ``meta.plates`` says.
        meta: what the file says about itself.
        progress: told after every page; may cancel.

    Raises:
        PlateRefused: a production plate without its QR symbol, or more or fewer plates than announced.
        StoreUnavailable: disk full, folder missing or read-only.
        Cancelled: by ``progress``; nothing is left behind.
    """
    writer = _Writer(meta)
    count = 0
    for page in pages:
        if page.layout.qr is None and meta.purpose == "production":
            raise PlateRefused("no_qr", page.key, "qr")
        writer.add(page.layout)
        count += 1
        progress.step(count, meta.plates, "plates_pdf")
    if count != meta.plates or not count:
        raise PlateRefused("count_differs", f"{count}/{meta.plates}", "batch")
    data = writer.doc.GetPDFData(None)
    with whole_file(path) as file:
        file.write(data)
    return PdfReport(count, hashlib.sha256(data).hexdigest())
