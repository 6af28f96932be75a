import ast
import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPainter, QPixmap, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel

from installer import sizes
from tests.source import (
    ROOT,
    docstrings,
    imported,
    importers_of,
    is_chinese,
    modules,
    name_of,
    strings,
    tree,
)

_NO_WINDOW = ("desktop/files/", "desktop/cli/", "desktop/sample/", "desktop/demo/")
_SHOWS = ("PySide6", "desktop.i18n", "desktop.widgets", "desktop.work")
_OWN_NAMES = {"简体中文"}  # a language is named in itself
_TRANSLATES = {"translate", "QT_TRANSLATE_NOOP"}
_CALLS = 400


def _window_modules() -> list[Path]:
    """The modules that show something; the others of ``desktop`` write files, whose words are data."""
    return [
        file
        for file in modules("desktop")
        if not name_of(file).startswith(_NO_WINDOW)
        and any(name.startswith(_SHOWS) for name in imported(file))
    ]


def _is_translation(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _TRANSLATES


def _untranslated(source: ast.Module) -> list[str]:
    translations = {id(node) for node in ast.walk(source) if _is_translation(node)}
    found = strings(source, docstrings(source) | translations)
    return [
        f"{one.lineno}: {one.value!r}"
        for one in found
        if is_chinese(str(one.value)) and one.value not in _OWN_NAMES
    ]


def test_no_module_grows_too_long() -> None:
    assert sizes.problems(ROOT) == []


def test_chinese_words_of_the_window_go_through_translate() -> None:
    found = [f"{name_of(file)}:{line}" for file in _window_modules() for line in _untranslated(tree(file))]
    assert found == []


@pytest.mark.parametrize(
    ("line", "hits"),
    [
        ('translate("tree", "地址库")', 0),
        ('translate("tree", "{n} 条").format(n=1)', 0),
        ('label.setText("地址库")', 1),
        ('f"共{n}"', 1),
        ('def page():\n    """地址库."""', 0),
    ],
)
def test_the_search_for_untranslated_words_finds_them(line: str, hits: int) -> None:
    assert len(_untranslated(ast.parse(line))) == hits


def test_nothing_inside_a_translation_is_formatted_first() -> None:
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in modules("desktop")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and _is_translation(node)
        and any(isinstance(part, ast.JoinedStr) for part in node.args)
    ]
    assert found == []


def test_errors_of_the_register_carry_fields_and_no_chinese_sentences() -> None:
    found = [
        f"{name_of(file)}:{one.lineno}: {one.value!r}"
        for file in modules("db")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Raise)
        for one in strings(node, set())
        if is_chinese(str(one.value))
    ]
    assert found == []


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    found = [
        name_of(file)
        for file in modules("db", "desktop", "resources", "installer", "tests")
        if file.name == "__init__.py" and (len(tree(file).body) != 1 or ast.get_docstring(tree(file)) is None)
    ]
    assert found == []


def test_only_han_reads_the_pinyin_package() -> None:
    assert set(importers_of("pypinyin", "db", "desktop", "resources")) <= {"db/domain/han.py"}


def test_only_the_window_knows_qt() -> None:
    importers = importers_of("PySide6", "db", "desktop", "resources", "installer")
    assert [
        name for name in importers if name.startswith(_NO_WINDOW) or not name.startswith("desktop/")
    ] == []


@pytest.mark.parametrize("package", ["sqlalchemy", "alembic", "psycopg"])
def test_only_the_register_knows_sql(package: str) -> None:
    assert importers_of(package, "desktop", "resources", "installer") == []


def test_migrations_read_no_project_code() -> None:
    versions = "db/migrations/versions"
    assert importers_of("db", versions) + importers_of("desktop", versions) == []


def test_the_set_up_reads_no_project_code() -> None:
    found = [importers_of(package, "installer") for package in ("db", "desktop", "resources", "tests")]
    assert found == [[], [], [], []]


def test_imports_name_what_they_take() -> None:
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in modules("db", "desktop", "resources", "installer", "tests")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert found == []


def test_void_calls_into_qt_give_every_reference_to_none_back(qapp: QApplication) -> None:
    label, pixmap, model = QLabel(), QPixmap(8, 8), QStandardItemModel()
    painter = QPainter(pixmap)
    calls: list[Callable[[], object]] = [
        lambda: label.setText("址牌"),
        lambda: painter.setPen(QColor(1, 2, 3)),
        QCoreApplication.processEvents,
        lambda: model.setRowCount(3),
        lambda: model.beginResetModel() or model.endResetModel(),  # type: ignore[func-returns-value]
    ]
    lost = [_references_lost(call) for call in calls]
    painter.end()
    assert max(lost) < _CALLS // 4


def _references_lost(call: Callable[[], object]) -> int:
    """How many references to None ``_CALLS`` calls eat; the broken binding eats one with each."""
    call()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        call()
    return before - sys.getrefcount(None)
