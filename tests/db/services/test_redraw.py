from db.services.redraw import preview
from db.store.store import Store
from tests.changes import whole
from tests.office import approved, person
from tests.redraws import (
    communities,
    held,
    roles,
    sound,
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
