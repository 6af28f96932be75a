import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QMenu, QPushButton

import desktop
from db.domain.access import Actor, Role
from desktop.addresses.page import Desk
from desktop.i18n import install_language, translate
from desktop.paths import resource
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session

ROOT = Path(desktop.__file__).parent
WINDOW = ("addresses", "shell", "widgets", "work")
CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
OWN_NAMES = {"简体中文"}  # a language is offered in its own name


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for file in sorted(ROOT.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if "from desktop.i18n import" in source or file.parent.name in WINDOW:
            yield file, ast.parse(source)


def translated(tree: ast.AST) -> Iterator[ast.Call]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "translate":
            yield call


def catalogue() -> dict[tuple[str, str], str]:
    root = ET.parse(resource("i18n", "en.ts")).getroot()
    return {
        (str(context.findtext("name")), str(message.findtext("source"))): message.findtext("translation")
        or ""
        for context in root.iter("context")
        for message in context.iter("message")
    }


def test_the_english_catalogue_holds_exactly_the_texts_of_the_program():
    used = set()
    for file, tree in trees():
        for call in translated(tree):
            texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
            assert len(texts) == 2, f"{file.name}:{call.lineno} translates something that is no literal"
            used.add(tuple(texts))
    known = catalogue()
    assert used - known.keys() == set()
    assert known.keys() - used == set()


def test_every_text_has_its_english_with_the_same_places_to_fill():
    for (context, source), english in catalogue().items():
        assert english.strip(), f"{context}: {source}"
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", english)), source


def test_the_compiled_catalogue_is_the_written_one(qapp):
    translator = QTranslator()
    assert translator.load(str(resource("i18n", "en.qm")))
    for (context, source), english in catalogue().items():
        assert translator.translate(context, source) == english


def test_no_chinese_is_shown_past_the_translator():
    stray = []
    for file, tree in trees():
        allowed = {id(one) for call in translated(tree) for one in call.args}
        allowed |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in allowed or node.value in OWN_NAMES:
                continue
            if CJK.search(str(node.value)):
                stray.append(f"{file.name}:{node.lineno} {node.value}")
    assert stray == []


@pytest.fixture
def english(qapp):
    install_language(qapp, "en")
    yield
    install_language(qapp, "zh")


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_window_speaks_english_when_asked_to(english, desk: Desk, tmp_path, qtbot):
    clerk = Actor(1, "zhang", "Zhang San", ((Role.CLERK, "350203"),))
    window = MainWindow(Session(desk.store, clerk), desk, CrashKeeper(tmp_path))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.addresses.table.model.shown))
    model = window.addresses.table.model
    texts = [label.text() for kind in (QLabel, QPushButton) for label in window.findChildren(kind)]
    texts += [one.placeholderText() for one in window.findChildren(QLineEdit)]
    texts += [one.text() for menu in window.findChildren(QMenu) for one in menu.actions()]
    texts += [
        model.headerData(n, window.addresses.table.view.horizontalHeader().orientation()) for n in range(3)
    ]
    data = {"思明区", "简体中文", "&Language 语言"}
    shown = [re.sub("<[^>]+>", "", text) for text in texts if text]
    assert [text for text in shown if CJK.search(text) and text not in data] == []
    assert "&Search" not in shown
    assert window.windowTitle() == "Zhipai — 思明区 — Zhang San — file zhipai.db"


def test_qts_own_buttons_follow_the_language(qapp, qtbot):
    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.button(QDialogButtonBox.StandardButton.Cancel).text()

    install_language(qapp, "zh")
    assert "取消" in cancel()
    assert translate("menus", "复制(&C)") == "复制(&C)"
    install_language(qapp, "en")
    assert "Cancel" in cancel()
    assert translate("menus", "复制(&C)") == "&Copy"
    install_language(qapp, "zh")
