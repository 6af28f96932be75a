"""A clerk before the import window, without threads; files as offices send them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.importing.state import Asking
from desktop.importing.wizard import ImportWizard
from desktop.options import Options
from desktop.work.change_feed import ChangeFeed
from tests.conftest import copy_template
from tests.desktop.files.workbook.builders import Rows, xlsx_sheets
from tests.desktop.work.inline import inline_runner
from tests.office import person

HEADS = ["街道", "社区", "路名", "门牌号", "室号", "户主"]


def line(
    number: object = "2号", street: str = "湖滨南路", community: str = "官任社区", room: object = ""
) -> list[object]:
    return ["筼筜街道", community, street, number, room, "张三"]


@dataclass
class Answers:
    """What the user answers when asked for files, a folder, or where to save."""

    files: list[str] = field(default_factory=list)
    folder: str = ""
    save: str = ""


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "zhipai.db"
    copy_template(sqlite_template, file)
    opened = open_store(f"sqlite:///{file.as_posix()}")
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, tmp_path: Path, qapp: object) -> Desk:
    feed = ChangeFeed()
    return Desk(store, inline_runner(feed), feed, Options(tmp_path / "window.ini"))


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def open_wizard(desk: Desk, answers: Answers, tmp_path: Path, qtbot):
    def opened(login: str = "clerk") -> ImportWizard:
        desk.drafts.close()  # every window opens as in a program started anew
        desk.drafts.begin(tmp_path, login)
        asking = Asking(lambda _: answers.files, lambda _: answers.folder, lambda *_: answers.save)
        made = ImportWizard(desk, person(desk.store, login), asking)
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


@pytest.fixture
def given(tmp_path: Path, answers: Answers):
    """Write a workbook and have it chosen."""

    def write(rows: Rows, name: str = "门牌.xlsx", **more: Rows) -> Path:
        path = xlsx_sheets(tmp_path / name, {"表1": rows, **more})
        answers.files = [*answers.files, str(path)]
        return path

    return write
