"""A look at an attached file: a picture made smaller, or the first page of a PDF. Runs beside the window."""

import io

from db.domain.attachment import PDF, PICTURES
from desktop.files.photo import thumbnail

_QUALITY = 85
_MOST_POINTS = 20_000


def preview(media_type: str, content: bytes, longest_px: int) -> bytes:
    """A small JPEG; nothing for kinds that cannot be shown, and for a PDF that cannot be read.

    Raises:
        AttachmentRefused: a picture that is broken.
    """
    if media_type in PICTURES:
        return thumbnail(content, longest_px)
    return _first_page(content, longest_px) if media_type == PDF else b""


def _first_page(content: bytes, longest_px: int) -> bytes:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:  # damaged, or with a password
        return b""
    try:
        page = document[0]
        longest = max(page.get_size())
        if not 1 <= longest <= _MOST_POINTS:
            return b""
        image = page.render(scale=longest_px / longest).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError):
        return b""
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
