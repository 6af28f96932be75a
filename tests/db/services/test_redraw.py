import pytest

from db.domain.plan import PlanRefused
from db.domain.redraw import Share
from db.services.redraw import preview
from db.store.store import Store
from tests.changes import whole
from tests.office import addresses, approved, full, person, place_id
from tests.redraws import (
    COMMUNITY,
    NEW,
    OTHER_COMMUNITY,
    SECOND,
    communities,
    filed,
    held,
    merge,
    rename,
    roles,
    sound,
    split,
    transfer,
)


def test_transfer(store: Store) -> None:
    made = approved(store, ["1号", "1号/101室", "2号"])
    shown = preview(store, person(store, "clerk"), transfer(store))
    print(shown)
    held(store, transfer(store))
    assert set(communities(store, made).values()) == {"350203006002"}
    assert roles(store, "area_clerk") == ["350203006002"]
    sound(store)
    whole(store)
