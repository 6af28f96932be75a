"""What a broken package makes the zip and XML readers raise; there is no common ancestor."""

import lzma
import struct
import zipfile
import zlib

from lxml import etree

DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, etree.XMLSyntaxError),
    *(OSError, EOFError, NotImplementedError, LookupError, ValueError, OverflowError),
)
"""To be caught before ``RuntimeError``, zipfile's word for an encrypted member: NotImplementedError is one too."""
