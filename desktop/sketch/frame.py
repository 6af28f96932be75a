"""Which part of the map's plane is on the screen: metres to pixels and back. Knows no widget."""

from dataclasses import dataclass, replace

from db.domain.geo import PLANE, Box, Datum, Point

FINEST, COARSEST = 0.02, 200.0
"""Metres a pixel is at least and at most."""
_MARGIN = 1.12


@dataclass(frozen=True, slots=True)
class Frame:
    """The part.

    Attributes:
        centre: metres of the plane, in the middle of the screen.
        scale: metres to a pixel.
    """

    centre: Point
    scale: float
    width: int
    height: int

    def screen(self, place: Point) -> Point:
        """Where a place is on the screen."""
        x = (place[0] - self.centre[0]) / self.scale + self.width / 2
        return x, self.height / 2 - (place[1] - self.centre[1]) / self.scale

    def place(self, pixel: Point) -> Point:
        """The place under a spot of the screen."""
        east = (pixel[0] - self.width / 2) * self.scale + self.centre[0]
        return east, (self.height / 2 - pixel[1]) * self.scale + self.centre[1]

    def panned(self, right: float, down: float) -> "Frame":
        """The frame after what is drawn was pulled so many pixels."""
        east, north = self.centre
        return replace(self, centre=(east - right * self.scale, north + down * self.scale))

    def zoomed(self, factor: float, at: Point | None = None) -> "Frame":
        """Nearer by a factor; the place under ``at`` stays under it."""
        at = at or (self.width / 2, self.height / 2)
        kept = self.place(at)
        scale = min(COARSEST, max(FINEST, self.scale / factor))
        east = kept[0] - (at[0] - self.width / 2) * scale
        return replace(self, scale=scale, centre=(east, kept[1] - (self.height / 2 - at[1]) * scale))

    def fitted(self, low: Point, high: Point, finest: float = 0.5) -> "Frame":
        """The frame that shows a rectangle of places whole, no finer than a pixel of ``finest`` metres."""
        wide, tall = high[0] - low[0], high[1] - low[1]
        scale = max(wide / max(1, self.width), tall / max(1, self.height), finest / _MARGIN) * _MARGIN
        middle = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
        return replace(self, centre=middle, scale=min(COARSEST, scale))

    def resized(self, width: int, height: int) -> "Frame":
        """The frame on a screen of another size; what was in its upper left corner stays there."""
        centre = self.centre if self.width <= 1 else self.place((width / 2, height / 2))
        return replace(self, centre=centre, width=width, height=height)

    def box(self, margin: float = 0.0) -> Box:
        """What is in view, in degrees of the datum that is shown; ``margin`` as a share of the screen around it."""
        right, down = self.width * margin, self.height * margin
        west, south = PLANE.degrees(self.place((-right, self.height + down)))
        east, north = PLANE.degrees(self.place((self.width + right, -down)))
        return Box(west, south, east, north)

    def holds(self, place: Point) -> bool:
        """Whether a place is on the screen."""
        x, y = self.screen(place)
        return 0 <= x <= self.width and 0 <= y <= self.height


def bar_length(scale: float, most_px: int) -> tuple[float, float]:
    """The round number of metres whose bar is not longer than so many pixels, and its length in pixels."""
    most = most_px * scale
    unit = 1.0
    while unit * 10 <= most:
        unit *= 10
    while unit > most:
        unit /= 10
    metres = next(unit * n for n in (5, 2, 1) if unit * n <= most)
    return metres, metres / scale


DEFAULT_DATUM = Datum.CGCS2000
