"""What our own windows and commands write for import elsewhere, the import window reads without being told anything."""

from pathlib import Path

import pytest

from db.domain.importing import Field
from db.services import addresses as register
from db.services.extracts import addresses as extract
from db.store.store import Store
from desktop.addresses.export import Sheet, export_list
from desktop.addresses.listing import Listing, node_listing
from desktop.addresses.operations import NodeList
from desktop.files.workbook.vocabulary import heading_key, vocabulary
from desktop.i18n import install_language
from desktop.importing.draft import CHECK, COLUMNS
from desktop.importing.field_names import field_name
from desktop.office import ListHead
from desktop.sharing.address_list import write_addresses
from tests.office import addresses, place_id
from tests.register import COMMUNITY


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, qapp):
    install_language(qapp, request.param)
    yield request.param
    install_language(qapp, "zh")


def listed(store: Store) -> Listing:
    """The list as the 地址库 shows it for the street."""
    ids = register.child_ids(store, place_id(store), COMMUNITY)
    return node_listing(NodeList(ids, register.node_rows(store, [one.id for one in ids])))


def written(
    desk, path: Path, columns: tuple[str, ...] = (), *, plain: bool = True, title: str = "地址"
) -> Path:
    listing = listed(desk.store)
    shown = [at for at, one in enumerate(listing.columns) if not columns or one.code in columns]
    sheet = Sheet(listing, listing.keys, shown, title, plain)
    done: list[int] = []
    desk.runner.start(export_list(desk.store, sheet, path, done.append), None)
    assert done == [len(listing.keys)]
    return path


@pytest.mark.parametrize(
    ("columns", "plain"),
    [
        ((), True),
        (("own_text", "full_text"), True),
        (("full_text", "existence"), True),
        (("full_text",), True),
        ((), False),
    ],
)
def test_an_exported_list_comes_back_unchanged_without_a_word(
    desk, open_wizard, answers, tmp_path, language, columns, plain
) -> None:
    addresses(desk.store, ["2号", "4号", "12-1号"])
    path = written(desk, tmp_path / "出.xlsx", columns, plain=plain)
    answers.files = [str(path)]
    wizard = open_wizard()
    wizard.files.add.click()
    for _ in range(3):
        wizard.frame.next.click()
    assert (wizard.step, wizard.frame.said) == (CHECK, "")
    balance = wizard.state.trial.balance
    assert (balance.accepted, balance.unchanged, balance.rejected) == (0, 3, 0)


def test_a_title_that_reads_like_a_heading_is_not_taken_for_it(desk, open_wizard, answers, tmp_path) -> None:
    addresses(desk.store, ["2号"])
    answers.files = [str(written(desk, tmp_path / "出.xlsx", plain=False, title="标准地址"))]
    wizard = open_wizard()
    wizard.files.add.click()
    wizard.frame.next.click()
    wizard.frame.next.click()
    assert wizard.step == COLUMNS
    assert len(wizard.columns.meanings) == 8


def test_the_command_lines_list_comes_back_unchanged(desk, open_wizard, answers, tmp_path) -> None:
    addresses(desk.store, ["2号", "2号/1幢", "2号/1幢/101室"])
    path = tmp_path / "清单.xlsx"
    write_addresses(path, extract(desk.store), ListHead("思明区民政局", "2026年11月23日"), plain=True)
    answers.files = [str(path)]
    wizard = open_wizard()
    wizard.files.add.click()
    for _ in range(3):
        wizard.frame.next.click()
    assert wizard.state.trial.balance.unchanged == 3


def test_every_heading_we_write_is_one_the_import_knows(desk, language) -> None:
    words = vocabulary()
    heads = [one.title for one in listed(desk.store).columns]
    strange = [one for one in heads if not words.field_of(one) and heading_key(one) not in words.own_heads]
    assert strange == []


def test_every_field_is_known_by_the_name_we_give_it() -> None:
    known = {field: vocabulary().field_of(field_name(field)) for field in Field}
    assert {field: field for field in Field} == known
