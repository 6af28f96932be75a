"""A person is planted under seal, the office works on, and no byte of what it leaves behind tells his name or numbers."""

import base64
import codecs
import io
import json
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from db.domain.person import BadPerson, Person, PersonKind
from db.domain.progress import Silent
from db.domain.vault import VaultRefused
from db.schema.tables import metadata
from db.services import seed
from db.services.disclosure import clear_for_change, find_persons, persons_of, reveal
from db.services.moving import backup_store
from db.services.persons import change_person
from db.store.journal_read import Wanted
from db.store.store import Store
from db.store.vault import Vault
from desktop.cli.main import main
from desktop.files.list_xlsx import Column, write_list
from desktop.journal.export import export_journal
from desktop.logs import LOG_NAME, start_log
from desktop.seeds import load_seeds
from desktop.shell.crash_report import report_text, save_report
from tests.office import coded, person
from tests.register import DISTRICT, SEEDS
from tests.vault import SOMEBODY, entered, let_in, made_vault, make_cheap

MARKED = replace(SOMEBODY, name="欧阳彧淼焱", id_number="350203198807154315", phone="15959219876")
PARTS = ("欧阳彧淼焱", "彧淼焱", "350203198807154315", "19880715", "15959219876")
"""The markers, and what of them would already tell too much: a given name, a day of birth."""

WHY = "核对产权证"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


def written_forms(text: str) -> Iterator[bytes]:
    """A text in every way in which somebody could leave it lying about."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"):
        raw = text.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for shift in range(3):  # base64 of a longer text that holds it at any place
            whole = base64.b64encode(bytes(shift) + raw)
            yield whole[4 if shift else 0 : len(whole) - 4]
    yield json.dumps(text)[1:-1].encode()
    yield "".join(f"&#{ord(char)};" if ord(char) > 127 else char for char in text).encode()
    yield "".join(f"%{byte:02X}" for byte in text.encode()).encode()
    yield codecs.encode(text, "unicode_escape")


FORMS = tuple({form for part in PARTS for form in written_forms(part) if len(form) >= 6})


def found_in(held: bytes) -> list[bytes]:
    """The forms that stand in some bytes, in what they hold packed, and in PDF streams."""
    return [form for layer in layers(held) for form in FORMS if form in layer]


def layers(held: bytes) -> Iterator[bytes]:
    yield held
    if zipfile.is_zipfile(io.BytesIO(held)):
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from layers(archive.read(name))
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", held, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(stream)
        except zlib.error:
            continue


@dataclass(frozen=True)
class Shell:
    """What a command is run with."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]


def plant(store: Store) -> tuple[Vault, dict[str, int]]:
    """A clerk enters, looks, finds, mistypes and puts right."""
    clerk = let_in(store, made_vault(store), "clerk")
    who = person(store, "clerk")
    nodes = coded(store, ["12号", "12号/3幢", "12号/3幢/501室"])
    link = (("node", nodes["12号"]),)
    one = entered(store, clerk, replace(MARKED, name="欧阳彧淼炎"), link)
    change_person(store, clerk, who, one, 1, MARKED)
    entered(store, clerk, replace(MARKED, kind=PersonKind.APPLICANT), link)
    for field in ("name", "id_number", "phone"):
        assert reveal(store, clerk, who, one, field, WHY) == getattr(MARKED, field)
        assert len(find_persons(store, clerk, who, field, getattr(MARKED, field))) == 2
    assert clear_for_change(store, clerk, who, one, WHY)[0].name == MARKED.name
    assert len(persons_of(store, clerk, who, "node", nodes["12号"])) == 2
    with pytest.raises(VaultRefused):
        reveal(store, clerk, who, one, "name", f"查{MARKED.name}")
    return clerk, nodes


def fail(store: Store, vault: Vault) -> BaseException:
    """An entry that cannot be right, as the program meets it."""
    with pytest.raises(BadPerson) as error:
        entered(store, vault, Person(PersonKind.OWNER, MARKED.name, None, "350203198807154310", MARKED.phone))
    return error.value


def rows_of(store: Store) -> bytes:
    """Every row of every table, as a dump would write it."""
    with store.read() as conn:
        return b"\n".join(
            repr(tuple(row)).encode()
            for table in metadata.sorted_tables
            for row in conn.exec_driver_sql(f"SELECT * FROM {table.name}")
        )


def test_the_search_finds_what_is_hidden_in_any_form(tmp_path: Path) -> None:
    name, number = MARKED.name, MARKED.id_number
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", f"<t>{name}</t>")
    book = tmp_path / "list.xlsx"
    write_list(book, "名单", [Column("姓名", 10)], [(name,)], unit="", date_text="")
    pdf = b"stream\n" + zlib.compress(number.encode()) + b"endstream"
    for held in (
        *(name.encode(), name.encode("gb18030"), number.encode("utf-16-le")),
        *(base64.b64encode(f"x{name}yz".encode()), base64.b64encode(f"姓名：{number}。".encode())),
        *(number.encode().hex().encode(), json.dumps({"n": name}).encode()),
        *(packed.getvalue(), book.read_bytes(), pdf),
    ):
        assert found_in(held)
    assert not found_in("欧阳* 350203********4315 159****9876".encode())


def test_nothing_of_a_person_is_in_the_store_its_backup_its_exports_logs_and_reports(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    left, said = tmp_path / "留下的", [""]
    left.mkdir()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    start_log(left, logging.DEBUG)
    try:
        vault, _nodes = plant(store)
        error = fail(store, vault)
        logging.getLogger("zhipai.test").error("failed", exc_info=error)
        save_report(left, error)
        (left / "report.txt").write_text(report_text(error) + str(error) + repr(error), encoding="utf-8")
        (left / "rows.txt").write_bytes(rows_of(store))
        for name in ("日志.xlsx", "日志.csv", "日志.jsonl"):
            export_journal(store, Wanted(), left / name, Silent())
        backup_store(store, left / "备份.zpb", Silent())
        if store.engine.dialect.name == "sqlite":
            with store.write(person(store, "admin"), "seed") as work:
                seed.plant(work, replace(SEEDS, divisions=(), places=(), actors=(), rules=shipped_rules()))
            keep_files(store, left / "open")
            store.close()
            keep_files(store, left / "closed")
            export_everything(store, left, said, Shell(monkeypatch, capsys))
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    (left / "screen.txt").write_text("".join((*said, *capsys.readouterr())), encoding="utf-8")
    caplog.clear()  # the failure was provoked, and is looked for in the log above
    held = {file.name: found_in(file.read_bytes()) for file in left.rglob("*") if file.is_file()}
    assert LOG_NAME in held
    assert len(held) > 7
    assert {name: forms for name, forms in held.items() if forms} == {}


def shipped_rules() -> tuple[seed.RuleSeed, ...]:
    """Checklists and the circular's rule, which the test register lacks."""
    return load_seeds(DISTRICT, ()).rules


def keep_files(store: Store, folder: Path) -> None:
    """A store's files as they lie on the disk, the write-ahead log with them."""
    folder.mkdir()
    file = Path(str(store.url.database))
    for one in file.parent.glob(f"{file.name}*"):
        if one.is_file() and one.suffix != ".lock":
            (folder / one.name).write_bytes(one.read_bytes())


def export_everything(store: Store, folder: Path, said: list[str], shell: Shell) -> None:
    """Every file that the program makes of a register, by command."""
    shell.monkeypatch.setenv("ZHIPAI_STORE", store.url.render_as_string(hide_password=False))
    for login, *words in (
        ("clerk", "export", "--kind", "addresses", "--out", "地址清单.xlsx"),
        ("clerk", "export", "--kind", "addresses", "--plain", "--out", "再导入.xlsx"),
        ("clerk", "export", "--kind", "problems", "--out", "整改清单.xlsx"),
        ("clerk", "report", "bulletin", "--out", "通报.xlsx"),
        ("clerk", "check", "--out", "问题.xlsx"),
        ("admin", "audit", "head", "--out", "链头.pdf"),
        ("admin", "setting", "export", "设置.json"),
        ("printer", "plates", "batch", "--area", "350203", "--json"),
        ("printer", "plates", "render", "batch", "--out", "牌面.pdf"),
        ("printer", "plates", "verify", "牌面.pdf", "--record"),
        ("inspector", "package", "export", "--area", "350203005001", "--out", "检查包.zpk"),
    ):
        batch = str(json.loads(said[-1])["batches"][0]["batch"]) if "render" in words else ""
        given = [batch if word == "batch" and batch else word for word in words]
        given = [str(folder / word) if "." in word else word for word in given]
        status = main([*given, "--as", login])
        told = shell.capsys.readouterr()
        said.append(told.out)
        assert status in (0, 1), (given, told.err)
