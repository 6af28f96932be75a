import json

import pytest
from sqlalchemy import select

from db.domain.errors import BadPair, NotAllowed
from db.domain.importing import Kind, SheetRow
from db.domain.progress import Silent
from db.schema.work import import_batch, import_row
from db.services.importing import Source, promote, rejects, stage
from db.services.private_use import Glyphs, every_sender, keep, mapping
from db.services.store import check_store
from db.store.store import Store
from tests.deliveries import cells
from tests.office import STREET, person

OWN, OTHER = "\ue763", "\ue764"
POLICE = "思明分局"


def kept(store: Store, source: str = POLICE) -> Glyphs:
    with store.read() as conn:
        return mapping(conn, source)


def staged(store: Store, rows: list[dict[str, str]], sender: str, kind: Kind = Kind.ADDRESSES) -> int:
    named = [
        SheetRow("a.xlsx", "表1", n, cells=one, columns={"street": "C"}) for n, one in enumerate(rows, 2)
    ]
    source = Source("a.xlsx", "0" * 64, '{"expand": true}', sender)
    return stage(store, person(store, "clerk"), kind, source, named, Silent())


def rows_of(store: Store, batch: int) -> list[dict[str, str]]:
    with store.read() as conn:
        query = select(import_row.c.cells).where(import_row.c.batch_id == batch).order_by(import_row.c.id)
        return [json.loads(text) for text in conn.execute(query).scalars()]


def test_pairs_are_kept_as_versions_and_each_sender_has_its_own(store: Store) -> None:
    assert kept(store) == Glyphs(POLICE, 0, {})
    keep(store, person(store, "clerk"), f" {POLICE} ", {"U+E763": "䶮"})
    keep(store, person(store, "chief"), POLICE, {OTHER: "U+87F3"})
    keep(store, person(store, "clerk"), "湖里分局", {OWN: "坂"})
    assert kept(store) == Glyphs(POLICE, 2, {OWN: "䶮", OTHER: "蟳"})
    assert [(one.source, one.version) for one in every_sender(store)] == [(POLICE, 2), ("湖里分局", 1)]
    assert check_store(store).problems == ()


def test_telling_the_same_again_makes_no_version(store: Store) -> None:
    clerk = person(store, "clerk")
    keep(store, clerk, POLICE, {OWN: "䶮"})
    assert keep(store, clerk, POLICE, {OWN: "䶮"}).entry == 0
    assert kept(store).version == 1


def test_the_tenth_version_follows_the_ninth(store: Store) -> None:
    clerk = person(store, "clerk")
    for number in range(11):
        keep(store, clerk, POLICE, {chr(0xE000 + number): "坂"})
    assert (kept(store).version, len(kept(store).pairs)) == (11, 11)


def test_a_contradiction_is_refused_and_a_correction_is_a_new_version(store: Store) -> None:
    clerk = person(store, "clerk")
    keep(store, clerk, POLICE, {OWN: "䶮"})
    with pytest.raises(BadPair):
        keep(store, clerk, POLICE, {OTHER: "蟳", OWN: "坂"})
    assert kept(store) == Glyphs(POLICE, 1, {OWN: "䶮"})
    keep(store, clerk, POLICE, {OWN: "坂"}, instead=True)
    assert kept(store) == Glyphs(POLICE, 2, {OWN: "坂"})


def test_who_only_prints_may_not_say_what_a_character_means(store: Store) -> None:
    with pytest.raises(NotAllowed):
        keep(store, person(store, "printer"), POLICE, {OWN: "䶮"})


def test_a_told_character_is_read_and_the_delivered_text_stays_in_the_staged_row(store: Store) -> None:
    keep(store, person(store, "clerk"), POLICE, {OWN: "湖"})
    batch = staged(store, [cells("2号", street=f"{OWN}滨南路"), cells("4号")], POLICE)
    report = promote(store, person(store, "clerk"), batch, Silent())
    assert (report.balance.accepted, report.new_places) == (2, ())
    first, second = rows_of(store, batch)
    assert (first["street"], first["street_written"]) == (STREET, f"{OWN}滨南路")
    assert "street_written" not in second
    with store.read() as conn:
        options = conn.execute(select(import_batch.c.options)).scalar_one()
    assert json.loads(options) == {"expand": True, "sender": POLICE, "glyphs": 1}


def test_an_unknown_one_refuses_its_row_alone(store: Store) -> None:
    keep(store, person(store, "clerk"), POLICE, {OWN: "湖"})
    batch = staged(store, [cells("2号", street=f"{OWN}滨南路"), cells("4号")], "湖里分局")
    report = promote(store, person(store, "clerk"), batch, Silent())
    assert (report.balance.accepted, report.balance.rejected) == (1, 1)
    (one,) = rejects(store, batch)
    assert (one.row_no, one.rule, one.field, one.column) == (2, "private_use_character", "street", "C")
    assert (one.found, one.cells["street"]) == ("〔U+E763〕滨南路", f"{OWN}滨南路")


def test_a_payload_with_a_private_character_is_staged_as_it_came(store: Store) -> None:
    keep(store, person(store, "clerk"), POLICE, {OWN: "湖"})
    sent = {"payload": f"https://x/{OWN}", "addr_code": f"A{OTHER}", "address": f"{OWN}滨南路2号"}
    batch = staged(store, [sent], POLICE, Kind.QR)
    assert rows_of(store, batch) == [{**sent, "address": "湖滨南路2号", "address_written": f"{OWN}滨南路2号"}]
