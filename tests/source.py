"""Reads the project's own source for the tests that hold it to its rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


def modules(*folders: str) -> list[Path]:
    """Every Python file under the given folders of the project."""
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def name_of(file: Path) -> str:
    """The file's path from the root, as messages show it."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def imported(file: Path) -> set[str]:
    """Dotted names of everything that the file imports, lazily or not."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def importers_of(package: str, *folders: str) -> list[str]:
    """The files that import a package or a part of it."""
    return [
        name_of(file)
        for file in modules(*folders)
        if any(name == package or name.startswith(package + ".") for name in imported(file))
    ]


def is_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any("㐀" <= char <= "鿿" or "𠀀" <= char <= "𱍊" for char in text)


def docstrings(node: ast.Module) -> set[int]:
    """Identities of the constants that stand alone as a statement: docstrings of modules, classes, fields."""
    return {
        id(one.value)
        for one in ast.walk(node)
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
    }


def strings(node: ast.AST, skipping: set[int]) -> Iterator[ast.Constant]:
    """The string constants below a node, without the skipped subtrees."""
    if id(node) in skipping:
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from strings(child, skipping)
