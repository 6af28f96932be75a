"""The process beside the window reads and decides as the window itself would."""

import os
import signal
from pathlib import Path

import pytest

from db.domain.errors import BadFile
from db.domain.import_repair import Repair
from db.domain.progress import Cancelled, Silent
from db.store.store import Store
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.source import SourceFile
from desktop.importing.worker import DeliveryReader, Look, Rehearse, Staged, rehearsed, surveyed
from tests.deliveries import cells, sheet, staged
from tests.desks import Desks, open_desks
from tests.desktop.files.workbook.builders import xlsx
from tests.desktop.importing.conftest import HEADS, line
from tests.office import person


def a_question(store: Store, folder: Path) -> Rehearse:
    rows = [
        HEADS,
        *(line(f"{n}号", street="胡滨南路" if n % 3 else "湖滨南路") for n in range(2, 60)),
        line("零号"),
    ]
    file = SourceFile(xlsx(folder / "门牌.xlsx", rows), "门牌.xlsx")
    repairs = (Repair("street", "胡滨南路", "湖滨南路"),)
    return Rehearse((file,), ReadOptions(), person(store, "clerk"), "unknown", repairs)


@pytest.fixture
def question(store: Store, tmp_path: Path) -> Rehearse:
    return a_question(store, tmp_path)


def test_a_large_file_is_rehearsed_in_a_process_as_in_the_window(store_url: str, tmp_path: Path) -> None:
    opened = open_desks(store_url)
    own = opened.desk("clerk") if isinstance(opened, Desks) else opened
    asked = a_question(opened, tmp_path)
    reader = DeliveryReader(own, small_bytes=0)
    try:
        assert reader.rehearse(asked, Silent()) == rehearsed(own, asked, Silent())
        look = Look(asked.files, asked.options)
        assert reader.look(look, Silent()) == surveyed(look, Silent())
    finally:
        reader.end()
        opened.close()


def test_a_large_staged_batch_is_held_against_the_register_in_a_process(
    store_url: str, tmp_path: Path
) -> None:
    opened = open_desks(store_url)
    own = opened.desk("clerk") if isinstance(opened, Desks) else opened
    batch = staged(own, sheet([cells("2号"), cells("2号"), cells("4号", street="胡滨南路")]))
    reader, asked = DeliveryReader(own, small_bytes=0), Staged(batch, 3, person(opened, "clerk"))
    try:
        found = reader.refusals(asked, Silent())
    finally:
        reader.end()
    assert [one.rule for one in found] == ["duplicate_row", "misspelt_name"]
    assert found == DeliveryReader(own).refusals(asked, Silent())
    opened.close()


def test_stopping_ends_the_process_and_the_next_question_gets_another(
    store: Store, question: Rehearse
) -> None:
    class Stops:
        def step(self, done: int, total: int, note: str) -> None:
            raise Cancelled

    reader = DeliveryReader(store, small_bytes=0)
    try:
        with pytest.raises(Cancelled):
            reader.rehearse(question, Stops())
        assert reader.rehearse(question, Silent()).balance.accepted == 58
    finally:
        reader.end()


def test_a_reader_that_dies_is_told_as_a_fault_of_the_file(store: Store, question: Rehearse) -> None:
    class Kills:
        """Kills the process as soon as it is asked for its progress."""

        def step(self, done: int, total: int, note: str) -> None:
            process = reader._beside._process  # no user could reach it otherwise
            if process is not None and process.pid:
                os.kill(process.pid, signal.SIGKILL)

    reader = DeliveryReader(store, small_bytes=0)
    try:
        with pytest.raises(BadFile) as refused:
            reader.rehearse(question, Kills())
        assert (refused.value.file, refused.value.why) == ("门牌.xlsx", "reader_died")
    finally:
        reader.end()


def test_a_file_without_any_row_and_one_that_is_gone_are_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "空.xlsx").write_bytes(b"")
    files = (SourceFile(tmp_path / "空.xlsx", "空.xlsx"), SourceFile(tmp_path / "无.csv", "无.csv"))
    found = surveyed(Look(files, ReadOptions()), Silent())
    assert [(one.name, one.fault) for one in found] == [("空.xlsx", "empty_file"), ("无.csv", "not_found")]
