"""The first start: which folder is proposed, what is said of it, and that a register found there is opened as it is."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel

from db.domain.errors import StoreUnavailable
from db.services.accounts import list_actors
from db.services.store import open_store
from desktop import paths
from desktop.shell import first_run
from desktop.shell.first_run import Choice, FirstRunDialog, Place, Settled
from tests.journal import journal_head

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
DISTRICTS = {"350203": "思明区", "350206": "湖里区"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Windows account of its own, with nothing chosen yet."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setattr(paths, "own_folder", lambda: folder)
    monkeypatch.delenv("ZHIPAI_STORE", raising=False)
    return folder


@pytest.fixture
def disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A system disk and two more."""
    made = [tmp_path / name for name in ("C", "D", "E")]
    for disk in made:
        disk.mkdir()
    monkeypatch.setattr(first_run, "fixed_disks", lambda: made)
    return made


def test_a_disk_other_than_the_systems_is_proposed(home: Path, disks: list[Path]) -> None:
    assert first_run.proposed() == disks[1] / "址牌数据"


def test_a_disk_that_already_holds_a_register_goes_first(home: Path, disks: list[Path]) -> None:
    (disks[2] / "址牌数据").mkdir()
    (disks[2] / "址牌数据" / paths.STORE_NAME).touch()
    assert first_run.proposed() == disks[2] / "址牌数据"


def test_a_disk_that_cannot_be_written_is_not_proposed(home: Path, disks: list[Path]) -> None:
    shutil.rmtree(disks[1])
    disks[1].touch()
    assert first_run.proposed() == disks[2] / "址牌数据"


def test_with_one_disk_only_the_users_own_folder_is_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_run, "fixed_disks", lambda: [])
    assert first_run.proposed() == home


def test_the_dialog_says_what_will_happen_in_a_folder(qtbot, tmp_path: Path, made_store: Path) -> None:
    dialog = FirstRunDialog(tmp_path / "新", DISTRICTS)
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.district.setCurrentIndex(1)
    assert dialog.choice == Choice(tmp_path / "新", "350206")
    assert "新建" in dialog.state.text()
    dialog.folder.setText(str(made_store.parent))
    assert dialog.choice == Choice(made_store.parent, "")
    assert "原样保留" in dialog.state.text()
    assert not dialog.district.isEnabled()
    for refused in ("", "址牌数据", str(made_store / "x")):
        dialog.folder.setText(refused)
        assert not ok.isEnabled()


def test_every_label_leads_to_its_field_by_its_letter(qtbot, tmp_path: Path) -> None:
    dialog = FirstRunDialog(tmp_path, DISTRICTS)
    qtbot.addWidget(dialog)
    lettered = [label for label in dialog.findChildren(QLabel) if "&" in label.text()]
    assert [label.buddy() for label in lettered] == [dialog.folder, dialog.district]


def test_a_register_is_made_and_found_again_by_every_account(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp
) -> None:
    shared = tmp_path / "D" / "址牌数据"
    assert not paths.is_settled()
    first_run.carry_out(Choice(shared, "350206"))
    assert paths.is_settled()
    assert paths.default_store_url() == f"sqlite:///{(shared / paths.STORE_NAME).as_posix()}"
    before = journal_head(shared / paths.STORE_NAME)
    other = tmp_path / "other"  # a second account, or the same one after Windows was installed anew
    other.mkdir()
    monkeypatch.setattr(paths, "own_folder", lambda: other)
    assert not paths.is_settled()
    assert first_run.judge(shared) is Place.FOUND
    first_run.carry_out(Choice(shared, ""))
    store = open_store(paths.default_store_url())
    assert store.district_code == "350206"
    assert len(list_actors(store)) >= 1
    store.close()
    assert journal_head(shared / paths.STORE_NAME) == before


def test_a_folder_that_cannot_be_made_is_told_and_asked_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="no_permission"):
        first_run.carry_out(Choice(tmp_path / "file" / "x", "350203"))
    answers = iter([QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
    told: list[StoreUnavailable] = []

    def refuse(_choice: Choice) -> None:
        raise StoreUnavailable("disk_full")

    class Told:
        def __init__(self, error: StoreUnavailable, parent: object) -> None:
            told.append(error)

        def exec(self) -> int:
            return 0

    monkeypatch.setattr(FirstRunDialog, "exec", lambda _self: next(answers))
    monkeypatch.setattr(first_run, "carry_out", refuse)
    monkeypatch.setattr(first_run, "ErrorDialog", Told)
    assert first_run.settle() is Settled.CANCELLED
    assert [error.why for error in told] == ["disk_full"]
    assert not paths.is_settled()


def test_the_choice_is_read_by_the_uninstaller_too(home: Path, tmp_path: Path) -> None:
    paths.choose_folder(tmp_path / "址牌数据")
    assert (home / "data-folder.txt").read_bytes().decode("utf-16-le") == str(tmp_path / "址牌数据")
    (home / "data-folder.txt").write_bytes(b"\x00")
    assert paths.chosen_folder() is None


def test_whoever_has_a_server_makes_no_register_here(
    home: Path, qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = FirstRunDialog(tmp_path / "址牌数据", DISTRICTS)
    qtbot.addWidget(dialog)
    dialog.folder.setText("")
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.shared.setChecked(True)
    assert ok.isEnabled()
    assert not dialog.folder.isEnabled()
    assert "不建库" in dialog.state.text()

    def choose(asked: FirstRunDialog) -> int:
        asked.shared.setChecked(True)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(FirstRunDialog, "exec", choose)
    monkeypatch.setattr(first_run, "proposed", lambda: tmp_path / "址牌数据")
    assert first_run.settle() is Settled.SERVER
    assert not paths.is_settled()
    assert not (tmp_path / "址牌数据").exists()
