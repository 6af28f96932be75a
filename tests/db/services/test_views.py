import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from db.domain.errors import NotAllowed, NotFound, StaleRecord
from db.domain.views import LONGEST_BODY, LONGEST_NAME, BadView, NewView, ViewKind, body_text, checked_name
from db.schema.office import saved_view
from db.schema.system import journal
from db.services.views import drop_view, keep_view, may_share, rename_view, views_of
from db.store.store import Store
from db.store.views import SavedView
from tests.desks import Desks
from tests.office import person

ROOM = "addresses"
BODY = {"at": [["division", "350203000000", "思明区"]], "sort": ["kind", True]}


def kept(store: Store, login: str = "clerk", room: str = ROOM) -> dict[str, SavedView]:
    """What an account sees, as it sees it."""
    seen = store.desk(login) if isinstance(store, Desks) else store
    return {one.name: one for one in views_of(seen, person(store, login), room)}


def keep(store: Store, name: str, login: str = "clerk", **how: object) -> None:
    given = {"kind": ViewKind.VIEW, "body": BODY, "shared": False, **how}
    keep_view(store, person(store, login), NewView(ROOM, name=name, **given))  # type: ignore[arg-type]


def test_a_view_is_kept_for_its_login_and_the_offices_for_everybody(store: Store) -> None:
    keep(store, "待核实的门牌")
    keep(store, "本周要办", "chief", shared=True)
    keep(store, "官任社区", kind=ViewKind.FAVOURITE)
    mine, others = kept(store), kept(store, "area_clerk")
    assert set(mine) == {"待核实的门牌", "本周要办", "官任社区"}
    assert set(others) == {"本周要办"}
    assert mine["待核实的门牌"].body == BODY
    assert (mine["本周要办"].shared, mine["本周要办"].made_by) == (True, "chief")
    assert kept(store, room="plates") == {}


def test_a_name_taken_is_refused_unless_the_view_shown_is_replaced(store: Store) -> None:
    keep(store, "待办")
    keep(store, "待办", kind=ViewKind.FAVOURITE)
    with pytest.raises(BadView) as refused:
        keep(store, " 待办 ")
    assert refused.value.why == "name_taken"
    shown = next(one for one in views_of(store, person(store, "clerk"), ROOM) if one.kind is ViewKind.VIEW)
    new = NewView(ROOM, ViewKind.VIEW, "待办", {"at": []})
    keep_view(store, person(store, "clerk"), new, shown)
    with pytest.raises(StaleRecord):
        keep_view(store, person(store, "clerk"), new, shown)
    found = [one for one in views_of(store, person(store, "clerk"), ROOM) if one.kind is ViewKind.VIEW]
    assert [one.body for one in found] == [{"at": []}]


def test_a_view_is_renamed_and_put_away_and_its_row_stays(store: Store) -> None:
    clerk = person(store, "clerk")
    keep(store, "甲")
    keep(store, "乙")
    with pytest.raises(BadView):
        rename_view(store, clerk, kept(store)["甲"], "乙")
    rename_view(store, clerk, kept(store)["甲"], "丙")
    shown = kept(store)["丙"]
    drop_view(store, clerk, shown)
    assert set(kept(store)) == {"乙"}
    with pytest.raises(NotFound):
        drop_view(store, clerk, shown)
    with pytest.raises(NotFound):
        rename_view(store, clerk, shown, "丁")
    with pytest.raises(StaleRecord):
        keep_view(store, clerk, NewView(ROOM, ViewKind.VIEW, "丙", BODY), shown)
    keep(store, "丙")
    with store.read() as conn:
        assert conn.execute(select(saved_view.c.state).where(saved_view.c.name == "丙")).scalars().all() == [
            "dropped",
            "kept",
        ]


def test_only_clerks_and_chiefs_keep_something_for_the_office(store: Store) -> None:
    assert [may_share(person(store, login)) for login in ("clerk", "chief", "area_clerk")] == [
        True,
        True,
        False,
    ]
    with pytest.raises(NotAllowed):
        keep(store, "全局", "area_clerk", shared=True)
    keep(store, "全局", shared=True)
    for refused in (lambda one: rename_view(store, person(store, "printer"), one, "别名"),):
        with pytest.raises(NotAllowed):
            refused(kept(store)["全局"])
    rename_view(store, person(store, "chief"), kept(store)["全局"], "全办")
    assert "全办" in kept(store, "printer")


def test_nobody_touches_what_another_login_keeps(store: Store) -> None:
    keep(store, "私人")
    with pytest.raises(NotAllowed):
        drop_view(store, person(store, "chief"), kept(store)["私人"])
    assert "私人" in kept(store)


def test_a_server_itself_hides_and_refuses_what_is_another_logins(shared_store: Store) -> None:
    keep(shared_store, "私人")
    chief = person(shared_store, "chief")
    with shared_store.write(chief, "view.keep") as work:  # type: ignore[attr-defined]
        assert work.conn.execute(select(saved_view.c.id)).all() == []
        changed = work.conn.execute(update(saved_view).values(name="改名"))
        assert changed.rowcount == 0
    assert "私人" in kept(shared_store)


def test_every_act_is_on_the_journal(store: Store) -> None:
    keep(store, "甲")
    drop_view(store, person(store, "clerk"), kept(store)["甲"])
    with store.read() as conn:
        told = conn.execute(select(journal.c.verb, journal.c.actor).order_by(journal.c.seq)).all()
    assert [tuple(one) for one in told[-2:]] == [("view.keep", "clerk")] * 2


def test_a_body_that_a_newer_program_wrote_does_not_hinder(store: Store) -> None:
    keep(store, "甲")
    house = Store(store.url, store.engine, store.clock, store.store_no, store.district_code)
    with house.write(person(store, "clerk"), "view.keep") as work:
        work.change(saved_view, {"id": kept(store)["甲"].id}, {"body": "[1"})
    assert kept(store)["甲"].body == {}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "name_empty"),
        (" \u3000", "name_empty"),
        ("路" * (LONGEST_NAME + 1), "name_long"),
        ("甲\n乙", "name_characters"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(name: str, why: str) -> None:
    with pytest.raises(BadView) as refused:
        checked_name(name)
    assert refused.value.why == why


@given(st.dictionaries(st.text(max_size=8), st.one_of(st.text(max_size=20), st.booleans(), st.integers())))
def test_a_body_reads_back_as_it_was(body: dict[str, object]) -> None:
    assert json.loads(body_text("甲", body)) == body


def test_a_body_too_long_is_refused() -> None:
    with pytest.raises(BadView) as refused:
        body_text("甲", {"text": "路" * LONGEST_BODY})
    assert refused.value.why == "body_long"
