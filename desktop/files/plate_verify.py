"""Reads a finished plate file back with another program's eyes: PDFium for pages and text, ZXing for the symbols.

Knows nothing of what should be there; ``db.domain.plate_check`` compares.
"""

import ctypes
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import zxingcpp
from PIL import Image

from db.domain.errors import BadFile
from db.domain.plate_check import BatchMeta, Purpose, ReadPage
from db.domain.progress import Progress
from desktop.files.plate_pdf import DRAFT_MARK, MARK, META_PREFIX, MM, QR_MARK

# Pixels for the symbol's side: first about four a module for usual payloads, then enough for the longest.
_SYMBOL_PX = (120, 480)
# A symbol that is not marked, or not readable where it is marked, is looked for on the whole page.
_PAGE_PX = (1000, 2400)
_NAME_BYTES = 64
_PURPOSES: dict[str, Purpose] = {"production": "production", "draft": "draft"}
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def _open(path: Path) -> Any:
    try:
        return pdfium.PdfDocument(path)
    except FileNotFoundError as error:
        raise BadFile(str(path), "missing") from error
    except (pdfium.PdfiumError, OSError) as error:
        raise BadFile(str(path), "not_a_pdf", detail=str(error)) from error


def read_meta(path: Path) -> BatchMeta:
    """What the file says about itself.

    Raises:
        BadFile: missing, no PDF, or none of ours (``no_batch``).
    """
    document = _open(path)
    try:
        keywords = document.get_metadata_value("Keywords")
    finally:
        document.close()
    try:
        data = json.loads(keywords.removeprefix(META_PREFIX))
        purpose = _PURPOSES[data["purpose"]]
        return BatchMeta(str(data["batch"]), int(data["plates"]), tuple(data["templates"]), purpose)
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile(str(path), "no_batch", detail=keywords[:80]) from error


def _mark(item: Any) -> str:
    """The role an object was written under, empty when it has none."""
    buffer = ctypes.create_string_buffer(_NAME_BYTES * 2)
    size = ctypes.c_ulong()
    for index in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, index)
        wide = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        if raw.FPDFPageObjMark_GetName(mark, wide, len(buffer), ctypes.byref(size)):
            name = buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
            if name.startswith(MARK):
                return name
    return ""


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _characters(text_page: Any) -> dict[int, str]:
    """The text of every text object, as the file maps it to Unicode, by the object's address.

    PDFium adds spaces where characters stand apart; those are not in the file and are left out.
    """
    units: dict[int, list[str]] = {}
    for at in range(raw.FPDFText_CountChars(text_page)):
        if raw.FPDFText_IsGenerated(text_page, at) != 1:
            owner = _address(raw.FPDFText_GetTextObject(text_page, at))
            units.setdefault(owner, []).append(chr(raw.FPDFText_GetUnicode(text_page, at)))
    # On Windows a character beyond U+FFFF arrives as two halves.
    return {
        owner: "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        for owner, parts in units.items()
    }


def _bounds(item: Any) -> tuple[float, float, float, float]:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _decode(image: Image.Image, *, upright: bool = False) -> list[str]:
    found = zxingcpp.read_barcodes(
        image, formats=_FORMATS, try_rotate=not upright, try_invert=not upright, try_downscale=not upright
    )
    return [code.bytes.decode("utf-8", "replace") for code in found]


def _symbol(page: Any, bounds: tuple[float, float, float, float]) -> list[str]:
    """Decode the symbol drawn within the bounds; its quiet zone is taken along."""
    left, bottom, right, top = bounds
    side = max(right - left, top - bottom)
    width, height = page.get_size()
    if not 0 < side <= max(width, height):
        return []
    margin = side * 0.1
    crop = (left - margin, bottom - margin, width - right - margin, height - top - margin)
    inside = tuple(max(0.0, value) for value in crop)
    for pixels in _SYMBOL_PX:
        image = page.render(scale=pixels / side, crop=inside, grayscale=True).to_pil()
        found = _decode(image, upright=pixels == _SYMBOL_PX[0])
        if found:
            return found
    return []


def _anywhere(page: Any) -> list[str]:
    """Decode whatever symbols the whole page shows, coarse first."""
    longest = max(page.get_size())
    for pixels in _PAGE_PX:
        found = _decode(page.render(scale=pixels / longest, grayscale=True).to_pil())
        if found:
            return found
    return []


def _read_page(page: Any, index: int) -> ReadPage:
    text_page = page.get_textpage()
    words = _characters(text_page.raw)
    payloads: list[str] = []
    texts: list[tuple[str, str]] = []
    draft = False
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            mark = _mark(item)
            if mark == DRAFT_MARK:
                draft = True
            else:
                texts.append((mark.removeprefix(MARK), words.get(_address(item), "")))
        elif kind == raw.FPDF_PAGEOBJ_PATH and _mark(item) == QR_MARK:
            payloads += _symbol(page, _bounds(item))
    text_page.close()
    width, height = page.get_size()
    return ReadPage(
        index=index,
        payloads=tuple(payloads or _anywhere(page)),
        texts=_joined(texts),
        size_mm=(round(width / MM, 2), round(height / MM, 2)),
        draft=draft,
    )


def _joined(texts: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Join neighbours of one role: a role's text may be drawn in several faces and sizes."""
    out: list[tuple[str, str]] = []
    for role, text in texts:
        if out and out[-1][0] == role:
            out[-1] = (role, out[-1][1] + text)
        else:
            out.append((role, text))
    return tuple(out)


def page_count(path: Path) -> int:
    """How many pages a file has.

    Raises:
        BadFile: missing or no PDF.
    """
    document = _open(path)
    try:
        return len(document)
    finally:
        document.close()


def read_back(
    path: Path, progress: Progress, *, first: int = 0, stop: int | None = None
) -> Iterator[ReadPage]:
    """Yield what every page of a plate file shows: its symbols decoded, its text by role, its size.

    Args:
        path: of the file.
        progress: told after every page.
        first: page to begin with, from 0.
        stop: page before which to end; all when None.

    Raises:
        BadFile: missing, no PDF, or a page that cannot be read; ``row`` is the page.
        Cancelled: by ``progress``.
    """
    document = _open(path)
    try:
        count = len(document)
        for index in range(first, count if stop is None else min(stop, count)):
            try:
                page = document[index]
            except pdfium.PdfiumError as error:
                raise BadFile(str(path), "page_unreadable", row=index + 1) from error
            found = _read_page(page, index)
            page.close()
            yield found
            progress.step(index + 1, count, "plates_verify")
    finally:
        document.close()
