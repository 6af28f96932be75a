"""Photos made small enough to keep: upright, at most 2048 pixels long, about 300 KB; what they tell of time and place.

Whatever comes is taken for hostile: the measures in its head are looked at before a pixel is unpacked. Decoding takes
its time; the window has it done in a process beside it.
"""

import io
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.domain.attachment import AttachmentRefused, refusal

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

LONGEST_PX = 2048
TARGET_BYTES = 300_000
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP")
_MOST_PIXELS, _MOST_DRAFTED = 80_000_000, 250_000_000
"""Unpacked, a pixel is three bytes; a JPEG can be unpacked at an eighth of its size, others cannot."""
_BEST, _WORST = 88, 45
_THUMB_QUALITY = 80
_ORIENTATION, _EXIF_IFD, _GPS_IFD = 0x0112, 0x8769, 0x8825
_TAKEN, _OFFSET, _MAKE, _MODEL = 0x9003, 0x9011, 0x010F, 0x0110
_LONGEST_CAMERA = 60


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo ready to be kept.

    Attributes:
        content: the working copy; empty when the file is upright and small as it is.
        facts: measures, and where the file tells them: ``taken_at``, ``lat``, ``lon``, ``camera``.
    """

    content: bytes
    facts: dict[str, Any] = field(default_factory=dict)


def working_copy(path: Path) -> Photo:
    """Make the copy of a photo that is kept.

    Raises:
        AttachmentRefused: cannot be read, no picture, broken, or it would unpack to too many pixels.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AttachmentRefused(path.name, "cannot_read") from error
    return _copy(path.name, content)


def thumbnail(content: bytes, longest_px: int) -> bytes:
    """A small JPEG of a kept picture, for lists.

    Raises:
        AttachmentRefused: it is no picture, or broken.
    """
    image = _decoded("", content, longest_px)
    image.thumbnail((longest_px, longest_px))
    return _encoded(image, _THUMB_QUALITY)


def _copy(name: str, content: bytes) -> Photo:
    head = _opened(name, content)
    exif = _exif(head)
    measures = {"original_width": head.width, "original_height": head.height}
    image = _decoded(name, content, LONGEST_PX)
    facts = _facts(exif) | measures
    is_small = len(content) <= TARGET_BYTES and max(head.size) <= LONGEST_PX
    if is_small and head.format in ("JPEG", "PNG") and exif.get(_ORIENTATION, 1) == 1:
        return Photo(b"", facts | {"width": head.width, "height": head.height})
    image.thumbnail((LONGEST_PX, LONGEST_PX))
    small, size = _fitted(image)
    return Photo(small, facts | {"width": size[0], "height": size[1]})


def _opened(name: str, content: bytes) -> "Image":
    """The picture's head, when its pixels may be unpacked."""
    from PIL import Image

    refused = refusal(content[:16])
    if refused != "unknown_kind" and not content.startswith((b"\xff\xd8", b"\x89PNG")):
        raise AttachmentRefused(name, refused)
    Image.MAX_IMAGE_PIXELS = None  # the limits below are stricter, and of our own wording
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Exception as error:  # a broken head sets off whatever the decoder has
        raise AttachmentRefused(name, "broken_image") from error
    most = _MOST_DRAFTED if image.format in ("JPEG", "MPO") else _MOST_PIXELS
    if image.width * image.height > most:
        raise AttachmentRefused(name, "too_many_pixels", f"{image.width}×{image.height}")
    return image


def _decoded(name: str, content: bytes, longest_px: int) -> "Image":
    """The picture upright, in three colours on white."""
    from PIL import Image, ImageOps

    image = _opened(name, content)
    try:
        image.draft("RGB", (longest_px, longest_px))
        image.load()
        upright = ImageOps.exif_transpose(image)
        if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
            laid = upright.convert("RGBA")
            white = Image.new("RGBA", laid.size, "white")
            return Image.alpha_composite(white, laid).convert("RGB")
        return upright.convert("RGB")
    except Exception as error:  # broken pixels set off whatever the decoder has
        raise AttachmentRefused(name, "broken_image") from error


def _fitted(image: "Image") -> tuple[bytes, tuple[int, int]]:
    """The picture at the best quality that stays under the size; smaller still when even the worst does not."""
    best = _encoded(image, _BEST)
    if len(best) <= TARGET_BYTES:
        return best, image.size
    low, high, found = _WORST, _BEST - 1, b""
    while low <= high:
        quality = (low + high) // 2
        tried = _encoded(image, quality)
        if len(tried) <= TARGET_BYTES:
            low, found = quality + 1, tried
        else:
            high = quality - 1
    if found:
        return found, image.size
    smaller = image.copy()
    smaller.thumbnail((image.width * 4 // 5, image.height * 4 // 5))
    return _fitted(smaller)


def _encoded(image: "Image", quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _exif(image: "Image") -> "Exif":
    from PIL import Image

    try:
        exif = image.getexif()
        exif.get_ifd(_EXIF_IFD)
        exif.get_ifd(_GPS_IFD)
    except Exception:  # what a photo tells of itself may be broken while the photo is good
        return Image.Exif()
    return exif


def _facts(exif: "Exif") -> dict[str, Any]:
    facts: dict[str, Any] = {}
    inner = exif.get_ifd(_EXIF_IFD)
    taken = _taken_at(str(inner.get(_TAKEN, "")), str(inner.get(_OFFSET, "")))
    if taken:
        facts["taken_at"] = taken
    words = (str(exif.get(tag, "")).strip(" \x00") for tag in (_MAKE, _MODEL))
    camera = "".join(one for one in " ".join(words) if one.isprintable()).strip()[:_LONGEST_CAMERA]
    if camera:
        facts["camera"] = camera
    position = _position(exif.get_ifd(_GPS_IFD))
    if position:
        facts |= {"lat": position[0], "lon": position[1], "datum": "WGS-84"}
    return facts


def _taken_at(text: str, offset: str) -> str:
    """The moment as the camera's clock had it, in ISO; ``""`` when there is none."""
    from datetime import datetime

    try:
        moment = datetime.strptime(text.strip(" \x00"), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  # cameras know no zone
        with_zone = datetime.fromisoformat(moment.isoformat() + offset.strip(" \x00"))
    except ValueError:
        return ""
    return with_zone.isoformat()


def _position(gps: dict[int, Any]) -> tuple[float, float] | None:
    try:
        lat = _degrees(gps[2], str(gps[1]) in ("S", "s"))
        lon = _degrees(gps[4], str(gps[3]) in ("W", "w"))
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    fits = math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
    return (lat, lon) if fits and (lat or lon) else None


def _degrees(parts: Any, negative: bool) -> float:
    degrees, minutes, seconds = (float(one) for one in parts)
    value = round(degrees + minutes / 60 + seconds / 3600, 7)
    return -value if negative else value
