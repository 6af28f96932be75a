"""A preview judges where an address lies, and where it shall lie, as the act itself does.

On a server an account does not even see what lies elsewhere: there both say that it is not there.
"""

from typing import Any

import pytest

from db.domain.errors import NotAllowed
from db.domain.plan import Act, PlanRefused
from db.services.changes import Route, carry_out, preview
from db.services.undo import undo
from db.store.store import Store
from tests.changes import legals, plan, rows
from tests.desks import Desks
from tests.office import addresses, approved, person, place_id
from tests.register import FAR_COMMUNITY, OTHER_COMMUNITY

_MAKERS = pytest.mark.parametrize("make", [addresses, approved], ids=["draft", "approved"])


def _judged(store: Store, login: str, act: Act, ids: list[int], **wish: Any) -> list[str]:
    """Why the preview refuses; the act must refuse just the same, or be done."""
    actor, wanted = person(store, login), plan(store, act, ids, **wish)
    desk = store.desk(login) if isinstance(store, Desks) else store
    shown = preview(desk, wanted, actor)
    assert (shown.route is Route.NOTHING) is bool(shown.blocked)
    if shown.blocked:
        with pytest.raises((NotAllowed, PlanRefused)):
            carry_out(desk, actor, wanted, "移动", "现场核对")
    else:
        done = carry_out(desk, actor, wanted, "移动", "现场核对")
        assert done.direct is (shown.route is Route.DIRECT)
    return [one.reason for one in shown.blocked]


@_MAKERS
def test_a_move_into_a_foreign_community_is_refused_before_it_is_tried(store: Store, make: Any) -> None:
    ids = list(make(store, ["12号"]).values())
    assert _judged(store, "area_clerk", Act.MOVE, ids, community=OTHER_COMMUNITY) == ["goal_not_yours"]
    assert _judged(store, "clerk", Act.MOVE, ids, community=FAR_COMMUNITY) == []


@_MAKERS
def test_a_new_parent_in_a_foreign_community_is_refused_too(store: Store, make: Any) -> None:
    rooms, house = make(store, ["12号", "12号/101室"]), make(store, ["14号"], community=FAR_COMMUNITY)
    before = rows(store, rooms.values())
    ids = [rooms["12号/101室"]]
    assert _judged(store, "area_clerk", Act.MOVE, ids, parent_id=house["14号"]) == [
        "not_found" if isinstance(store, Desks) else "goal_not_yours"
    ]
    assert rows(store, rooms.values()) == before
    assert _judged(store, "clerk", Act.MOVE, ids, parent_id=house["14号"]) == []


def test_what_lies_elsewhere_is_not_touched(store: Store) -> None:
    far = addresses(store, ["12号"], community=FAR_COMMUNITY)
    why = ["not_found" if isinstance(store, Desks) else "not_yours"]
    assert _judged(store, "area_clerk", Act.CORRECT, list(far.values()), side="left") == why
    assert _judged(store, "area_clerk", Act.CANCEL, list(far.values())) == why
    assert set(legals(store, far).values()) == {"to_verify"}


def test_a_role_that_edits_nothing_is_told_so_in_the_preview(store: Store) -> None:
    ids = list(addresses(store, ["12号"]).values())
    assert _judged(store, "chief", Act.RENUMBER, ids, own_text="14号") == ["not_yours"]
    assert preview(store, plan(store, Act.RENUMBER, ids, own_text="14号")).route is Route.DIRECT


def test_a_move_is_taken_back_where_it_lay(store: Store) -> None:
    ids = list(addresses(store, ["12号"]).values())
    wanted = plan(store, Act.MOVE, ids, parent_id=place_id(store, "官任一里"))
    carry_out(store, person(store, "area_clerk"), wanted, "移动", "")
    undo(store, person(store, "area_clerk"))
    assert rows(store, ids)[ids[0]].full_text.endswith("湖滨南路12号")
