"""How long a module may grow: 400 lines, tests 600, the main window 200."""

from collections.abc import Iterator
from pathlib import Path

_LIMIT = 400
_TEST_LIMIT = 600
_SPECIAL = {"desktop/shell/main_window.py": 200}  # it only assembles
_FOLDERS = ("db", "desktop", "resources", "installer", "tests")


def limit(module: str) -> int:
    """The most lines a module may have, by its path from the root."""
    return _SPECIAL.get(module, _TEST_LIMIT if module.startswith("tests/") else _LIMIT)


def modules(root: Path) -> Iterator[Path]:
    """Every Python file of the project."""
    for folder in _FOLDERS:
        yield from sorted((root / folder).rglob("*.py"))


def problems(root: Path) -> list[str]:
    """The modules that are too long."""
    found = []
    for module in modules(root):
        name = module.relative_to(root).as_posix()
        lines = module.read_text(encoding="utf-8").count("\n")
        if lines > limit(name):
            found.append(f"{name}: {lines} lines, {limit(name)} allowed")
    return found
