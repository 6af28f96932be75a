import ast
import re
from pathlib import Path

import pytest

from tests.source import modules, name_of, tree

_OURS = {
    "neighbourhood": "community",
    "neighborhood": "community",
    "township": "subdistrict",
    "borough": "district",
    "alley": "lane",
    "hutong": "lane",
    "apartment": "room",
    "stairwell": "stair",
    "staircase": "stair",
    "doorplate": "plate",
    "nameplate": "plate",
    "avenue": "street",
}
"""One English word for each thing; the left ones are not used."""

_PINYIN = {
    "bianhao", "chengshi", "danyuan", "daolu", "diming", "dizhi", "jiedao", "jiemian", "loudong", "louhao",
    "louceng", "louti", "menhao", "menpai", "minzheng", "paichusuo", "shequ", "xiaoqu", "xingzheng", "zhenjie",
}  # fmt: skip


def _identifiers(source: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(source):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def _words(identifier: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)]


def _complaints(file: Path, source: ast.Module) -> list[str]:
    found = []
    for identifier in sorted(_identifiers(source)):
        if not identifier.isascii():
            found.append(f"{name_of(file)}: {identifier} is not English")
        for word in _words(identifier):
            if word in _PINYIN:
                found.append(f"{name_of(file)}: {identifier} is pinyin")
            elif word in _OURS:
                found.append(f"{name_of(file)}: {identifier} should say {_OURS[word]}")
    return found


def test_one_english_word_names_each_thing() -> None:
    found = [line for file in modules("db", "desktop", "installer") for line in _complaints(file, tree(file))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["class DoorplateRow: ...", "def f(menpai_hao): ...", "门牌 = 1", "apartments_of, apartment = 1, 2"],
)
def test_a_wrong_word_is_found(line: str) -> None:
    assert _complaints(Path(__file__), ast.parse(line))


def test_the_words_of_the_address_chain_stand_in_the_domain() -> None:
    used = {
        word for file in modules("db/domain") for node in ast.walk(tree(file)) for word in _node_words(node)
    }
    chain = {
        "district",
        "subdistrict",
        "community",
        "street",
        "lane",
        "compound",
        "building",
        "stair",
        "room",
        "plate",
    }
    assert chain - used == set()


def _node_words(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name | ast.Attribute):
        return _words(node.id if isinstance(node, ast.Name) else node.attr)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        return _words(node.value)
    return []
