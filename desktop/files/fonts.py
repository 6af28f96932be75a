"""The shipped fonts as one measure: which face draws a character, and how wide it is.

Everything that measures text for a plate measures here, so that screen, paper and file agree. Tables are read raw
and lazily: outlines are never parsed.
"""

import hashlib
import struct
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from db.domain.errors import StoreUnavailable
from db.domain.plate import Weight

FALLBACK = "HanaMinB"
FACES: dict[Weight, str] = {"regular": "NotoSansSC-Regular", "bold": "NotoSansSC-Bold"}
# The fallback is a thin Song face; this much line makes it stand beside the Hei faces.
_FALLBACK_STROKE: dict[Weight, float] = {"regular": 0.018, "bold": 0.045}


class Face:
    """One font file: coverage and advances.

    Attributes:
        name: face name, which is also the file's stem.
        path: the file.
        cap_height: of digits and capitals, in em.
        han_box: bottom and top of the ideographic square, in em.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        try:
            with TTFont(path, lazy=True) as font:
                em = font["head"].unitsPerEm
                os2 = font["OS/2"]
                self.han_box = (os2.sTypoDescender / em, os2.sTypoAscender / em)
                self.cap_height = getattr(os2, "sCapHeight", 0) / em or 0.73
                self._widths = _widths(font.reader["hmtx"], font["hhea"].numberOfHMetrics, em)
                self._starts, self._groups = _groups(font.reader["cmap"])
        except (OSError, TTLibError, KeyError, struct.error) as error:
            raise StoreUnavailable("font_unreadable", str(path)) from error

    def glyph(self, char: str) -> int:
        """Index of the character's glyph, 0 when the face has none."""
        code = ord(char)
        at = bisect_right(self._starts, code) - 1
        if at < 0:
            return 0
        start, end, first = self._groups[at]
        return first + code - start if code <= end else 0

    def advance(self, char: str) -> float:
        """Width of the character in em."""
        return self._widths[min(self.glyph(char), len(self._widths) - 1)]


def _widths(table: bytes, count: int, em: int) -> list[float]:
    return [advance / em for advance, _ in struct.iter_unpack(">HH", table[: 4 * count])]


def _groups(table: bytes) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Read the segmented coverage (cmap format 12), which every shipped face has."""
    (count,) = struct.unpack_from(">H", table, 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">L", table, 8 + 8 * index)
        if struct.unpack_from(">H", table, offset)[0] == 12:
            (groups,) = struct.unpack_from(">L", table, offset + 12)
            body = table[offset + 16 : offset + 16 + 12 * groups]
            found = [(a, b, c) for a, b, c in struct.iter_unpack(">LLL", body)]
            return [g[0] for g in found], found
    raise KeyError("cmap format 12")


class FontBook:
    """Measures text for plates; a character the Hei faces lack is taken from the fallback.

    Attributes:
        folder: where the font files are.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or font_folder()
        self._faces: dict[str, Face] = {}
        self._found: dict[tuple[str, Weight], tuple[str, float] | None] = {}

    def open(self, name: str) -> Face:
        """The face of that name, read on first use.

        Raises:
            StoreUnavailable: the file is missing or no font.
        """
        if name not in self._faces:
            self._faces[name] = Face(name, self.folder / f"{name}.ttf")
        return self._faces[name]

    def _lookup(self, char: str, weight: Weight) -> tuple[str, float] | None:
        key = (char, weight)
        if key not in self._found:
            self._found[key] = None
            for name in (FACES[weight], FALLBACK):
                face = self.open(name)
                if face.glyph(char):
                    self._found[key] = (name, face.advance(char))
                    break
        return self._found[key]

    def missing(self, text: str, weight: Weight) -> tuple[str, ...]:
        """The characters that no face can draw, each once."""
        return tuple(dict.fromkeys(c for c in text if self._lookup(c, weight) is None))

    def face(self, char: str, weight: Weight) -> str:
        """Name of the face that draws the character; the main face for one that nobody draws."""
        found = self._lookup(char, weight)
        return found[0] if found else FACES[weight]

    def advance(self, char: str, weight: Weight) -> float:
        """Width of the character in em; 1 for one that nobody draws."""
        found = self._lookup(char, weight)
        return found[1] if found else 1.0

    def embolden(self, face: str, weight: Weight) -> float:
        """Line to draw around the face's strokes so that they match the weight, in em."""
        return _FALLBACK_STROKE[weight] if face == FALLBACK else 0.0

    def cap_height(self, weight: Weight) -> float:
        """Height of digits and capitals in em."""
        return self.open(FACES[weight]).cap_height

    def han_box(self, weight: Weight) -> tuple[float, float]:
        """Bottom and top of the ideographic square in em."""
        return self.open(FACES[weight]).han_box


def font_folder() -> Path:
    """Where the shipped fonts lie."""
    return Path(str(files("resources") / "fonts"))


@cache
def font_book() -> FontBook:
    """The shipped fonts, opened once per process."""
    return FontBook()


def damaged_fonts(folder: Path | None = None) -> tuple[str, ...]:
    """Names of font files that are missing or do not match the shipped list of hashes (self-test)."""
    folder = folder or font_folder()
    bad = []
    try:
        lines = (folder / "SHA256SUMS").read_text(encoding="ascii").split("\n")
    except OSError:
        return ("SHA256SUMS",)
    for wanted, name in (line.split() for line in lines if line.strip()):
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            found = ""
        if found != wanted:
            bad.append(name)
    return tuple(bad)
