"""Reads GeoJSON feature by feature: a file of hundreds of megabytes is never in memory as a whole.

Besides a collection of features a single feature or geometry is taken, when it is small.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from db.domain.geo_gauss import Zone
from db.domain.map_layer import BadLayer, LayerKind
from db.domain.progress import Progress, Silent
from desktop.files.map_reading import Gathering, ReadFile, label_of, position

_CHUNK = 1 << 20
_LARGEST_FEATURE, _LARGEST_WHOLE = 48 << 20, 24 << 20
_HEAD = 1 << 20
_DEEPEST = 4
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_CRS = re.compile(r'"crs"\s*:\s*\{.{0,200}?"name"\s*:\s*"([^"]{1,120})"', re.DOTALL)
_OFFICIAL = re.compile(r"CRS84$|EPSG:{1,2}(4326|4490)$", re.IGNORECASE)
_EPSG = re.compile(r"EPSG:{1,2}(?:[\d.]*:)?(\d{4,5})$", re.IGNORECASE)
_STRIPE_ZONE, _STRIPE_PLAIN = range(4513, 4534), range(4534, 4555)
_SIMPLE: Mapping[str, tuple[LayerKind, int]] = {
    "Point": (LayerKind.POINTS, 0),
    "MultiPoint": (LayerKind.POINTS, 1),
    "LineString": (LayerKind.LINES, 1),
    "MultiLineString": (LayerKind.LINES, 2),
    "Polygon": (LayerKind.AREAS, 2),
    "MultiPolygon": (LayerKind.AREAS, 3),
}
"""Geometry -> what it is, and how deep its positions lie."""


def read_geojson(path: Path, progress: Progress | None = None) -> ReadFile:
    """The shapes of a file.

    Raises:
        BadLayer: ``unreadable``, ``not_json``, ``not_geojson``, ``bad_geometry``, ``bad_position``, ``too_deep``,
            ``too_many``, ``too_large``, ``empty``, ``projected``, ``other_system``; with the feature where there is one.
    """
    try:
        with path.open(encoding=_encoding(path), errors="strict") as file:
            return _read(_Text(file, path, progress or Silent()))
    except OSError as error:
        raise BadLayer("unreadable", path.name, error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise BadLayer("not_json", path.name) from error
    except RecursionError as error:
        raise BadLayer("too_deep", path.name) from error


def _encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8-sig"


class _Text:
    """A file's text, of which only what is still needed stays in memory."""

    def __init__(self, file: TextIO, path: Path, progress: Progress) -> None:
        self._file, self.name, self._progress = file, path.name, progress
        self._size = path.stat().st_size
        self._read = 0
        self.text = ""
        self.at = 0

    def more(self) -> bool:
        """Read on, twice as far as what is there; False at the end."""
        chunk = self._file.read(max(_CHUNK, len(self.text) - self.at))
        self._read += len(chunk)
        self._progress.step(min(self._read, self._size), self._size, "reading")
        self.text, self.at = self.text[self.at :] + chunk, 0
        return bool(chunk)

    def whole(self) -> str:
        """Everything, of a small file.

        Raises:
            BadLayer: ``not_geojson``, it is too large to be one feature.
        """
        if self._size > _LARGEST_WHOLE:
            raise BadLayer("not_geojson", self.name)
        while self.more():
            pass
        return self.text


def _read(source: _Text) -> ReadFile:
    while not (began := _FEATURES.search(source.text)) and len(source.text) < _HEAD and source.more():
        pass
    if not began:
        return _read_one(source)
    head = source.text[: began.start()]
    system = _system(head, source.name)
    found = Gathering(source.name, system[0] if system else None)
    source.at = began.end()
    for n, feature in enumerate(_features(source), 1):
        _take(found, feature, n)
    late = None if system else _system(source.text[source.at :], source.name)
    if late and late[0]:  # it is said only behind the features
        found.zone = late[0]
    said = system or late
    return found.done(said[1] if said and said[0] else "", is_official=bool(said))


def _read_one(source: _Text) -> ReadFile:
    text = source.whole()
    try:
        thing = json.loads(text)
    except ValueError as error:
        raise BadLayer("not_json", source.name, str(getattr(error, "lineno", ""))) from error
    kind = thing.get("type") if isinstance(thing, dict) else None
    if kind not in (*_SIMPLE, "Feature", "GeometryCollection"):
        raise BadLayer("not_geojson", source.name)
    system = _system(text, source.name)
    found = Gathering(source.name, system[0] if system else None)
    _take(found, thing if kind == "Feature" else {"type": "Feature", "geometry": thing}, 1)
    return found.done(system[1] if system and system[0] else "", is_official=bool(system))


def _features(source: _Text) -> Iterator[Any]:
    decode = json.JSONDecoder().raw_decode
    count = 0
    while True:
        stop = re.compile(r"[\s,]*").match(source.text, source.at)
        source.at = stop.end() if stop else source.at
        if source.text[source.at : source.at + 1] == "]":
            return
        try:
            feature, source.at = decode(source.text, source.at)
        except ValueError as error:
            if len(source.text) - source.at > _LARGEST_FEATURE:
                raise BadLayer("too_large", source.name, str(count + 1)) from error
            if not source.more():
                raise BadLayer("not_json", source.name, str(count + 1)) from error
            continue
        count += 1
        yield feature


def _take(found: Gathering, feature: Any, number: int) -> None:
    def where() -> tuple[str, str]:
        return found.name, str(number)

    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise BadLayer("bad_geometry", *where())
    name = label_of(feature.get("properties"))
    for kind, parts in _geometries(feature.get("geometry"), where, 0):
        found.add(kind, name, parts)


def _geometries(geometry: Any, where: Any, depth: int) -> Iterator[tuple[LayerKind, list[list[Any]]]]:
    if geometry is None:
        yield LayerKind.POINTS, []
        return
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        if depth >= _DEEPEST:
            raise BadLayer("too_deep", *where())
        for one in geometry["geometries"]:
            yield from _geometries(one, where, depth + 1)
        return
    if not isinstance(kind, str) or kind not in _SIMPLE:
        raise BadLayer("bad_geometry", *where())
    layer, deep = _SIMPLE[kind]
    yield layer, _runs(geometry.get("coordinates"), deep, where)


def _runs(listed: Any, deep: int, where: Any) -> list[list[Any]]:
    """Positions as runs, however deep they lie."""
    if deep == 0:
        return [[position(listed, where)]]
    if not isinstance(listed, list):
        raise BadLayer("bad_position", *where())
    if deep == 1:
        return [[position(one, where) for one in listed]] if listed else []
    return [run for one in listed for run in _runs(one, deep - 1, where)]


def _system(text: str, name: str) -> tuple[Zone | None, str] | None:
    """What a file says its numbers are in: a zone for metres, none for degrees; None when it says nothing.

    Raises:
        BadLayer: ``other_system``, another one than the official ones.
    """
    said = _CRS.search(text)
    if said is None:
        return None
    if _OFFICIAL.search(said[1]):
        return None, said[1]
    number = _EPSG.search(said[1])
    code = int(number[1]) if number else 0
    if code in (4326, 4490):
        return None, said[1]
    if code in _STRIPE_ZONE:
        zone = code - _STRIPE_ZONE.start + 25
        return Zone(zone * 3.0, zone * 1_000_000 + 500_000.0), said[1]
    if code in _STRIPE_PLAIN:
        return Zone((code - _STRIPE_PLAIN.start + 25) * 3.0), said[1]
    raise BadLayer("other_system", name, said[1])
