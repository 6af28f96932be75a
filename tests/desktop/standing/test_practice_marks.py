"""Whatever leaves a store to learn in says so: over lists and sheets, and in the names proposed for files."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget
from sqlalchemy import update

import desktop
from db.domain.progress import Silent
from db.schema.system import store_info
from db.services import sheets
from db.services.extracts import addresses
from db.services.standing import standing
from db.services.store import init_store, open_store
from db.store.store import Store
from desktop.addresses.exporting import ask_export_path
from desktop.addresses.page import AddressPage, Desk
from desktop.office import list_head
from desktop.plates.produce import lock, render
from desktop.sharing.address_list import write_addresses
from desktop.sheets.operations import Order, issue_and_write, write_again
from desktop.standing import file_names
from desktop.standing.bar import StandingBar
from desktop.standing.file_names import suggested
from tests.office import coded, person
from tests.register import COMMUNITY, DISTRICT, SEEDS

MARK = "【练习】"


@pytest.fixture(params=[True, False], ids=["practice", "real"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{(tmp_path / 'any.db').as_posix()}"
    init_store(url, SEEDS, district_code=DISTRICT, store_no=1, practice=request.param)
    store = open_store(url)
    yield store
    store.close()


def marked(store: Store, text: str) -> str:
    return MARK + text if standing(store).practice else text


def top(file: Path) -> list[str]:
    """What stands in the first column of the first two rows."""
    sheet = openpyxl.load_workbook(file).worksheets[0]
    return [str(sheet["A1"].value), str(sheet["A2"].value)]


def test_lists_say_so_in_their_titles(either: Store, tmp_path: Path) -> None:
    coded(either, ["12号"])
    file = tmp_path / "list.xlsx"
    write_addresses(file, addresses(either), list_head(either))
    assert top(file) == [marked(either, "标准地址清单"), "单位：思明区民政局"]
    assert list_head(either).office == marked(either, "思明区民政局")
    assert list_head(either).over("湖滨南路12号") == marked(either, "湖滨南路12号")


def test_the_makers_list_says_so(either: Store, tmp_path: Path) -> None:
    coded(either, ["12号"])
    (batch,) = lock(either, person(either, "printer"), DISTRICT, Silent()).batches
    made = render(either, person(either, "printer"), batch, tmp_path / "plates.pdf", Silent())
    assert top(made.worklist)[0].startswith(MARK) is standing(either).practice


def test_check_sheets_say_so_on_every_page_and_in_their_names(either: Store, tmp_path: Path) -> None:
    coded(either, ["12号"])
    order = Order((COMMUNITY,), "2199-12-31", "every", (), tmp_path)
    issue_and_write(either, person(either, "clerk"), order, Silent())
    write_again(either, sheets.list_sheets(either), tmp_path / "again", lambda _: None).work(Silent())
    files = list(tmp_path.rglob("*官任社区*.xlsx"))
    assert len(files) == 2
    for file in files:
        assert file.name.startswith(MARK) is standing(either).practice
        assert top(file)[0] == marked(either, "标准地址核查表")
        header = openpyxl.load_workbook(file).worksheets[0].oddHeader.left.text
        assert header == (MARK if standing(either).practice else None)


@pytest.mark.parametrize("practice", [True, False])
def test_names_of_files_are_proposed_so(
    desk: Desk, qtbot, monkeypatch: pytest.MonkeyPatch, practice: bool, tmp_path: Path
) -> None:
    with desk.store.engine.begin() as conn:
        conn.execute(update(store_info).values(practice=practice))
    window, part = QWidget(), QLabel()
    column = QVBoxLayout(window)
    column.addWidget(StandingBar(desk, "zhang"))
    column.addWidget(part)
    qtbot.addWidget(window)
    asked: list[str] = []

    def ask(*given: str) -> tuple[str, str]:
        asked.append(given[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    ask_export_path(part, "湖滨南路地址列表")
    assert asked == [f"{MARK if practice else ''}湖滨南路地址列表.xlsx"]
    assert suggested(QLabel(), "x.pdf") == "x.pdf"  # over no window of a store


def test_every_name_of_a_new_file_is_proposed_in_one_place() -> None:
    root = Path(desktop.__file__).parent
    asking = [file for file in root.rglob("*.py") if "getSaveFileName" in file.read_text(encoding="utf-8")]
    assert asking == [Path(file_names.__file__)]


def test_the_list_that_is_shown_says_whose_it_is(desk: Desk, qtbot, tmp_path: Path) -> None:
    with desk.store.engine.begin() as conn:
        conn.execute(update(store_info).values(practice=True))
    file = tmp_path / "shown.xlsx"
    page = AddressPage(desk, lambda *_: str(file))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.table.model.shown))
    page.export()
    assert page.exporter.dialog is not None
    page.exporter.dialog.wanted.emit()
    qtbot.waitUntil(file.exists)
    assert top(file)[0].startswith(MARK)
    assert top(file)[1] == "单位：思明区民政局"
