"""What of the wheels the installed program never loads, left out while they are unpacked.

Qt is chosen by what is kept, since a new Qt brings new modules; other packages by what is dropped.
"""

import re
from pathlib import PurePosixPath

QT_MODULES = ("Core", "Gui", "PrintSupport", "Svg", "Widgets")
"""Modules the window may import; a test holds its imports to them."""
_QT_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qico", "qjpeg", "qsvg"),
    "platforms": ("qoffscreen", "qwindows"),
    "styles": ("qmodernwindowsstyle",),
}
_QT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_en.qm")
_QT_ROOT = re.compile(r"(?:pyside6|msvcp140\w*|vcruntime140\w*|concrt140)(?:\.abi3)?\.dll")
_QT_MODULE = re.compile(r"Qt6?(\w+)\.(?:dll|pyd)")

_SOURCES = {".c", ".h", ".lib", ".pdb", ".pxd", ".pxi", ".pyi", ".pyx", ".typed"}
_FOLDERS = re.compile(
    r"(?:[^/]+/tests?"  # every package's own tests
    r"|(?:alembic|sqlalchemy)/testing"
    r"|alembic/templates"
    r"|lxml/(?:includes|isoschematron)"
    r"|opencc/clib/(?:bin|include|lib)"
    r"|pypdfium2_cli"
    r")/"
)
_FILES = re.compile(
    r"PIL/_(?:avif|imagingtk|webp)\..*"  # 8 MB of formats that no office sends
    r"|tzdata/zoneinfo/(?!__init__|Asia/|Etc/|GMT|PRC|UTC).*"  # a database answers in UTC, an office lives in UTC+8
    r"|shiboken6/(?:vcamp|vccorlib|vcomp|msvcp140_).*"
    r"|.+\.dist-info/(?:RECORD|WHEEL|REQUESTED|INSTALLER|top_level\.txt|zip-safe)"
    r"|.+\.dist-info/sboms/.*"
)


def kept(name: str) -> bool:
    """Whether a file of a wheel goes into the installed program, by its path inside the wheel."""
    path = PurePosixPath(name)
    if path.parts[0] == "PySide6":
        return _kept_of_qt(path)
    return not (path.suffix in _SOURCES or _FOLDERS.match(name) or _FILES.fullmatch(name))


def _kept_of_qt(path: PurePosixPath) -> bool:
    if len(path.parts) == 2:
        module = _QT_MODULE.fullmatch(path.name)
        if module:
            return module[1] in QT_MODULES
        return path.suffix == ".py" or bool(_QT_ROOT.fullmatch(path.name))
    folder = path.parts[1]
    if folder == "plugins":
        return path.stem in _QT_PLUGINS.get(path.parts[2], ())
    return folder == "translations" and path.name in _QT_TRANSLATIONS
