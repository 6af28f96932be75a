"""A street with a former name, a lane and an estate, to search in."""

from db.domain.alias import AliasKind
from db.services.places import add_alias
from db.store.store import Store
from tests.office import COMPOUND, LANE, addresses, person, place_id

FORMER = "老官路"


def laid_out(store: Store) -> Store:
    addresses(
        store, ["12号", "2号", "81号", "81-1号", "83号", "810号", "81号/501室", "81号/502室", "12号/1幢"]
    )
    addresses(store, ["2号", "1号"], LANE)
    addresses(store, ["9号", "9号/1幢", "9号/A幢", "9号/1幢/2梯", "9号/1幢/2梯/101室"], COMPOUND)
    add_alias(store, person(store, "clerk"), place_id(store), FORMER, AliasKind.FORMER)
    return store
