"""Amounts as people say them."""

from math import ceil

KIB = 1024


def size_text(count: int) -> str:
    """A number of bytes; kilobytes are rounded up, so that nothing that is there reads as 0 KB."""
    if count < KIB:
        return f"{count:,} B"
    if count < KIB * KIB:
        return f"{ceil(count / KIB):,} KB"
    size = count / KIB
    for unit in ("MB", "GB"):
        size /= KIB
        if size < KIB:
            return f"{size:,.1f} {unit}"
    return f"{size / KIB:,.1f} TB"
