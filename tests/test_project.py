import hashlib
import importlib
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from installer import bootstrap, locks
from tests.source import ROOT

_TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "db",
    "desktop",
    "installer",
    "pyproject.toml",
    "resources",
    "tests",
}
_FONTS = ROOT / "resources" / "fonts"


def _readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_top_level_holds_the_five_roots_and_nothing_new() -> None:
    ignored = [line.strip("/ \n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
    present = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and not any(fnmatch(path.name, pattern) for pattern in ignored)
    }
    assert present == _TOP_LEVEL


def test_every_font_is_the_one_that_was_committed() -> None:
    lines = (_FONTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    wanted = {name: digest for digest, name in (line.split() for line in lines)}
    found = {font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in _FONTS.glob("*.ttf")}
    assert found == wanted


def test_the_locks_fit_the_project() -> None:
    assert locks.problems(ROOT) == []


def test_the_readme_opens_with_three_chinese_lines() -> None:
    paragraph = _readme().split("\n\n")[1].splitlines()
    assert len(paragraph) == 3
    assert all(re.search("[一-鿿]{4}", line) for line in paragraph)


def test_every_set_up_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"bootstrap\.py (\w+)", _readme()))
    assert {"run", "test"} <= named
    for command in named:
        assert bootstrap.parser().parse_args([command]).command == command


def test_every_local_link_of_the_readme_leads_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", _readme())
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_the_changelog_keeps_its_form() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "[未发布 Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", one) for one in headings[1:])


def test_the_command_of_the_distribution_can_be_loaded() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["zhipai"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_no_file_names_the_machine_it_was_written_on() -> None:
    places = re.compile(r"/(?:home|root|work|Users)/[a-z]")
    found = [
        str(file.relative_to(ROOT))
        for folder in ("db", "desktop", "installer", ".ci")
        for file in sorted((ROOT / folder).rglob("*"))
        if _is_text(file) and places.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def _is_text(file: Path) -> bool:
    return file.is_file() and file.suffix in {".py", ".txt", ".toml", ".md", ""}
