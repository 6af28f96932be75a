"""A site plan made into a picture that can lie beneath a map: an image, or the first page of a PDF."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.map_layer import BadLayer

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_PX = 2600
_MOST_PIXELS, _MOST_BYTES, _MOST_POINTS = 80_000_000, 80 << 20, 20_000
_KEEPS_LINES, _QUALITY = 3 << 20, 85
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")


def read_plan(path: Path) -> bytes:
    """The picture as PNG, or as JPEG when a PNG would be large.

    Raises:
        BadLayer: ``unreadable``, ``too_large``, ``no_picture_inside`` (no image and no PDF, broken, or locked).
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadLayer("too_large", path.name)
        content = path.read_bytes()
    except OSError as error:
        raise BadLayer("unreadable", path.name, error.strerror or "") from error
    image = _page(path.name, content) if content.startswith(b"%PDF-") else _image(path.name, content)
    return _written(image)


def _image(name: str, content: bytes) -> "Image":
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
        if image.width * image.height > _MOST_PIXELS:
            raise BadLayer("too_large", name)
        image.draft("RGB", (LONGEST_PX, LONGEST_PX))
        upright = ImageOps.exif_transpose(image)
        rgba = upright.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise BadLayer("too_large", name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadLayer("no_picture_inside", name) from error
    ground = Image.new("RGBA", rgba.size, "white")
    ground.alpha_composite(rgba)
    return ground.convert("RGB")


def _page(name: str, content: bytes) -> "Image":
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise BadLayer("no_picture_inside", name) from error
    try:
        page = document[0]
        longest = max(page.get_size())
        if not 1 <= longest <= _MOST_POINTS:
            raise BadLayer("no_picture_inside", name)
        return page.render(scale=LONGEST_PX / longest).to_pil().convert("RGB")  # type: ignore[no-any-return]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise BadLayer("no_picture_inside", name) from error
    finally:
        document.close()


def _written(image: "Image") -> bytes:
    image.thumbnail((LONGEST_PX, LONGEST_PX))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    if out.tell() > _KEEPS_LINES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
