import threading

import pytest
from sqlalchemy import func, select

from db.domain.errors import NotAllowed, NotFound, WrongState
from db.domain.importing import Balance, BatchInUse
from db.domain.progress import Cancelled, Silent
from db.schema.address import node, node_version, number_slot
from db.schema.system import journal
from db.services.applications import file_confirmation
from db.services.import_batches import abandon_batch, batch, batches, reversal, reverse_batch
from db.services.import_mappings import Understood, remember, remembered
from db.services.importing import promote
from db.store.store import Store
from tests.deliveries import assert_sound, cells, imported, outcomes, sheet, staged
from tests.office import accepted_qr, approved, full, guid, person, qr_row


def legal(store: Store) -> dict[str, str]:
    with store.read() as conn:
        return {row.full_text: row.legal for row in conn.execute(select(node).order_by(node.c.id))}


def taken_back(store: Store, batch_id: int, login: str = "clerk"):
    return reverse_batch(store, person(store, login), batch_id, "文件发错了", Silent())


def test_a_batch_goes_back_out_of_the_register_and_may_come_again(store: Store) -> None:
    rows = [cells("2号/1幢/101室"), cells("4号"), cells("6号", street="新造路"), cells("零号")]
    first = imported(store, rows)
    told = reversal(store, first.batch)
    assert (told.addresses, told.amended, told.in_use) == (5, 0, 0)
    changes = taken_back(store, first.batch)
    assert set(legal(store).values()) == {"void"}
    assert changes.touches("node")
    with store.read() as conn:
        newest = select(journal.c.verb, journal.c.reason).order_by(journal.c.seq.desc()).limit(1)
        assert conn.execute(newest).one() == ("import.reverse", "文件发错了")
    found = batch(store, first.batch)
    assert (found.state, found.taken_back, found.accepted, found.new_places) == ("abandoned", True, 3, 1)
    again = imported(store, rows)
    assert again.balance == Balance(4, 3, 0, 1, 0)
    assert again.implied == 2
    live = [text for text, state in legal(store).items() if state == "to_verify"]
    assert len(live) == 5
    assert_sound(store)


def test_a_number_that_came_free_belongs_to_the_door_that_took_it(store: Store) -> None:
    first = imported(store, [cells("2号")])
    taken_back(store, first.batch)
    imported(store, [cells("2号")])
    with store.read() as conn:
        ((status, owner),) = conn.execute(select(number_slot.c.status, number_slot.c.owner)).all()
        (door,) = conn.execute(select(node.c.id).where(node.c.is_live)).scalars()
        versions = conn.execute(select(node_version.c.legal).order_by(node_version.c.node_id)).scalars().all()
    assert (status, owner, versions) == ("pending", door, ["void", "to_verify"])


def test_what_a_batch_changed_of_older_addresses_is_as_it_was(store: Store) -> None:
    imported(store, [cells("2号", side="左"), cells("4号/101室")])
    second = imported(store, [cells("2号", side="右"), cells("4号/101室", floor="3"), cells("8号")])
    assert reversal(store, second.batch).amended == 2
    taken_back(store, second.batch)
    with store.read() as conn:
        kept = {r.full_text: (r.legal, r.side, r.floor) for r in conn.execute(select(node))}
    assert kept[full("2号")] == ("to_verify", "left", None)
    assert kept[full("4号/101室")] == ("to_verify", "", 1)
    assert kept[full("8号")][0] == "void"
    assert_sound(store)


def test_nothing_goes_back_once_somebody_built_on_it(store: Store) -> None:
    first = imported(store, [cells("2号"), cells("4号"), cells("6号")])
    with store.read() as conn:
        ids = {r.full_text: r.id for r in conn.execute(select(node))}
    imported(store, [cells("2号/1幢")])
    file_confirmation(store, person(store, "clerk"), [ids[full("4号")]], "批量确认", "普查")
    told = reversal(store, first.batch)
    assert [(one.full_text, one.why) for one in told.hindrances] == [
        (full("2号"), "children"),
        (full("4号"), "legal_to_approve"),
    ]
    before = legal(store)
    with pytest.raises(BatchInUse) as refused:
        taken_back(store, first.batch)
    assert (refused.value.count, refused.value.source) == (2, "门牌.xlsx")
    assert legal(store) == before


def test_an_older_address_changed_since_hinders_too(store: Store) -> None:
    imported(store, [cells("2号", side="左")])
    second = imported(store, [cells("2号", side="右")])
    imported(store, [cells("2号", side="左")])
    with pytest.raises(BatchInUse) as refused:
        taken_back(store, second.batch)
    assert (refused.value.address, refused.value.why) == (full("2号"), "changed")


def test_a_cancelled_reversal_leaves_the_batch_in_the_register(store: Store) -> None:
    class Stops:
        def step(self, done: int, total: int, note: str) -> None:
            raise Cancelled

    first = imported(store, [cells("2号")])
    with pytest.raises(Cancelled):
        reverse_batch(store, person(store, "clerk"), first.batch, "", Stops())
    assert (legal(store), batch(store, first.batch).state) == ({full("2号"): "to_verify"}, "promoted")
    assert_sound(store)


def test_a_staged_batch_is_given_up_once_and_never_promoted(store: Store) -> None:
    given = staged(store, sheet([cells("2号")]))
    abandon_batch(store, person(store, "clerk"), given)
    assert (batch(store, given).state, batch(store, given).taken_back) == ("abandoned", False)
    for act in (abandon_batch, lambda s, a, b: promote(s, a, b, Silent())):
        with pytest.raises(WrongState):
            act(store, person(store, "clerk"), given)
    assert outcomes(store, given) == ["staged"]
    assert_sound(store)


def test_only_who_imports_takes_back_and_only_what_is_in(store: Store) -> None:
    given = staged(store, sheet([cells("2号")]))
    with pytest.raises(WrongState):
        taken_back(store, given)
    promote(store, person(store, "clerk"), given, Silent())
    for login in ("area_clerk", "chief"):
        with pytest.raises(NotAllowed):
            taken_back(store, given, login)
    taken_back(store, given)
    with pytest.raises(WrongState):
        taken_back(store, given)
    with pytest.raises(NotFound):
        taken_back(store, given + 1)


def test_codes_of_the_police_are_not_taken_back(store: Store) -> None:
    approved(store, ["2号"])
    done = accepted_qr(store, [qr_row(full("2号"), "https://dz.example/1", guid(1))])
    with pytest.raises(WrongState):
        taken_back(store, done.batch)


def test_batches_are_listed_with_their_figures_the_newest_first(store: Store) -> None:
    imported(store, [cells("2号"), cells("2号"), cells("零号", street="新造路")])
    staged(store, sheet([cells("4号")]))
    newest, older = batches(store)
    assert (newest.state, newest.read, newest.actor) == ("staged", 1, "clerk")
    assert (older.state, older.read, older.accepted, older.rejected) == ("promoted", 3, 1, 2)


def test_columns_are_remembered_by_their_headings_and_the_newest_word_counts(store: Store) -> None:
    heads = frozenset({"小区", "幢", "户"})
    clerk = person(store, "area_clerk")
    assert remembered(store, [heads]) == {}
    remember(store, clerk, [Understood(heads, {"户": "room", "幢": ""})])
    remember(store, clerk, [Understood(heads, {"户": "room", "幢": ""})])
    assert remembered(store, [heads, frozenset({"x"})]) == {heads: {"户": "room", "幢": ""}}
    remember(store, person(store, "clerk"), [Understood(heads, {"户": "number"})])
    assert remembered(store, [heads])[heads] == {"户": "number"}
    with store.read() as conn:
        verbs = conn.execute(select(func.count()).where(journal.c.verb == "import.stage")).scalar_one()
    assert verbs == 2
    with pytest.raises(NotAllowed):
        remember(store, person(store, "chief"), [Understood(heads, {"户": "room"})])
    assert_sound(store)


def test_two_desks_take_the_same_batch_back_once(store: Store) -> None:
    first = imported(store, [cells(f"{n}号") for n in range(2, 20)])
    ends: list[str] = []

    def act() -> None:
        try:
            taken_back(store, first.batch)
            ends.append("done")
        except WrongState:
            ends.append("refused")

    desks = [threading.Thread(target=act) for _ in range(2)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert sorted(ends) == ["done", "refused"]
    assert_sound(store)
