"""Files of layers and site plans are read in a process beside the window: large ones would let it stutter."""

from collections.abc import Callable
from pathlib import Path

from desktop.files.map_reading import ReadFile
from desktop.work.processes import Beside

PLANS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".pdf")
SHAPES, JSON = (".shp",), (".geojson", ".json")


class Surveyor:
    """Reads one file after the other; its process is started with the first."""

    def __init__(self) -> None:
        self._beside: Beside[Path, ReadFile | bytes] = Beside(_make)

    def read(self, path: Path, look: Callable[[], None]) -> ReadFile | bytes:
        """The shapes of a file, or the picture of a site plan.

        Args:
            path: of the file.
            look: called while one waits; what it raises ends the process.

        Raises:
            BadLayer: it cannot be read.
            ProcessDied: the file brought the process down.
        """
        return self._beside.ask(path, look)

    def end(self) -> None:
        """End the process; the next file starts another."""
        self._beside.end()


def _make() -> Callable[[Path], ReadFile | bytes]:
    return read_file


def read_file(path: Path) -> ReadFile | bytes:
    """What a file holds, by its ending.

    Raises:
        BadLayer: it cannot be read.
    """
    ending = path.suffix.casefold()
    if ending in PLANS:
        from desktop.files.site_plan import read_plan

        return read_plan(path)
    if ending in SHAPES:
        from desktop.files.shapes import read_shapes

        return read_shapes(path)
    from desktop.files.geojson import read_geojson

    return read_geojson(path)
