"""Reads .shp files with the .dbf, .cpg and .prj that lie beside them; metres in CGCS2000 zones come out as degrees."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.domain.geo_gauss import Zone
from db.domain.map_layer import BadLayer, LayerKind
from db.domain.progress import Progress, Silent
from desktop.files.map_reading import Gathering, ReadFile, label_of, position

_LARGEST = 512 << 20
_STEP, _HEAD = 500, 100
_KINDS = {
    **dict.fromkeys((1, 11, 21, 8, 18, 28), LayerKind.POINTS),
    **dict.fromkeys((3, 13, 23), LayerKind.LINES),
    **dict.fromkeys((5, 15, 25), LayerKind.AREAS),
}
_NULL = 0
_PAGES = {
    "936": "gbk",
    "gbk": "gbk",
    "gb2312": "gbk",
    "gb18030": "gb18030",
    "65001": "utf-8",
    "utf8": "utf-8",
}
_OFFICIAL = re.compile(
    r"CGCS_?2000|China_2000|China Geodetic Coordinate System 2000|WGS_?19?84", re.IGNORECASE
)
_PARAMETER = r'PARAMETER\["{}",\s*([-\d.]+)'


def read_shapes(path: Path, progress: Progress | None = None) -> ReadFile:
    """The shapes of a file; without its .dbf they have no names.

    Raises:
        BadLayer: ``unreadable``, ``too_large``, ``not_shp``, ``bad_position``, ``bad_geometry``, ``too_many``, ``empty``,
            ``projected`` (metres, and no .prj says which), ``other_system`` (the .prj says another one).
    """
    import shapefile  # only who brings a layer needs it

    try:
        if path.stat().st_size > _LARGEST:
            raise BadLayer("too_large", path.name)
        _refuse_cut(path)
        system = _system(path)
        names = _names(path)
        found = Gathering(path.name, system[0] if system else None)
        with path.open("rb") as shp:
            _gather(shapefile.Reader(shp=shp), names, found, progress or Silent())
    except OSError as error:
        raise BadLayer("unreadable", path.name, error.strerror or "") from error
    except (shapefile.ShapefileException, shapefile.StructError, ValueError, IndexError, EOFError) as error:
        raise BadLayer("not_shp", path.name) from error
    return found.done(system[1] if system and system[0] else "", is_official=bool(system))


def _refuse_cut(path: Path) -> None:
    """Refuse a file that is shorter than its head says."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if len(head) < _HEAD or path.stat().st_size < 2 * int.from_bytes(head[24:28], "big"):
        raise BadLayer("not_shp", path.name)


def _gather(reader: Any, names: Iterator[str], found: Gathering, progress: Progress) -> None:
    for n, shape in enumerate(reader.iterShapes(), 1):
        if n % _STEP == 0:
            progress.step(n, 0, "reading")
        name = next(names, "")
        if shape.shapeType == _NULL:
            found.skipped += 1
            continue
        kind = _KINDS.get(shape.shapeType)
        if kind is None:
            raise BadLayer("bad_geometry", found.name, str(n))
        points = [position(tuple(one), lambda n=n: (found.name, str(n))) for one in shape.points]  # type: ignore[misc]
        found.add(kind, name, _parts(kind, points, list(getattr(shape, "parts", ()))))


def _parts(kind: LayerKind, points: list[Any], starts: list[int]) -> list[list[Any]]:
    if kind is LayerKind.POINTS:
        return [points]
    ends = [*starts[1:], len(points)]
    return [points[first:last] for first, last in zip(starts, ends, strict=True)]


def _beside(path: Path, ending: str) -> Path | None:
    """The file of the same name with another ending, however that is written."""
    for one in (path.with_suffix(ending), path.with_suffix(ending.upper())):
        if one.exists():
            return one
    return None


def _names(path: Path) -> Iterator[str]:
    """What the features are called, in their order; nothing without a table that can be read."""
    import shapefile

    table = _beside(path, ".dbf")
    if table is None:
        return iter(())
    for encoding in _encodings(path):
        try:
            with table.open("rb") as dbf:
                reader = shapefile.Reader(dbf=dbf, encoding=encoding)
                return iter([label_of(one.as_dict()) for one in reader.iterRecords()])
        except (shapefile.ShapefileException, shapefile.StructError, ValueError, IndexError):
            continue  # written in another page, or no table at all
    raise BadLayer("bad_dbf", table.name)


def _encodings(path: Path) -> tuple[str, ...]:
    page = _beside(path, ".cpg")
    if page is not None:
        said = re.sub(r"[^a-z0-9]", "", page.read_text(encoding="ascii", errors="ignore").casefold())
        found = next((name for key, name in _PAGES.items() if key in said), None)
        if found:
            return (found, "gb18030")
    return ("utf-8", "gb18030")


def _system(path: Path) -> tuple[Zone | None, str] | None:
    """What the .prj says: a zone for metres, none for degrees; None without one.

    Raises:
        BadLayer: ``other_system``.
    """
    beside = _beside(path, ".prj")
    if beside is None:
        return None
    said = beside.read_text(encoding="utf-8", errors="replace").strip()
    name = re.search(r'^\s*\w+\["([^"]*)"', said)
    title = name[1] if name else beside.name
    if not _OFFICIAL.search(said):
        raise BadLayer("other_system", beside.name, title)
    if not said.startswith("PROJCS"):
        return None, title
    numbers = [_parameter(said, one) for one in ("Central_Meridian", "False_Easting", "Scale_Factor")]
    meridian, easting, scale = numbers
    is_strip = re.search(r'PROJECTION\["(Gauss_Kruger|Transverse_Mercator)"', said, re.IGNORECASE)
    if (
        not is_strip
        or meridian is None
        or easting is None
        or scale not in (None, 1.0)
        or "WGS" in title.upper()
    ):
        raise BadLayer("other_system", beside.name, title)
    return Zone(meridian, easting), title


def _parameter(said: str, name: str) -> float | None:
    found = re.search(_PARAMETER.format(name), said, re.IGNORECASE)
    return float(found[1]) if found else None
