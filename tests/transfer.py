"""Two offices of two districts, for tests of what goes over from one to the other."""

from collections.abc import Callable

from db.domain.access import Role
from db.domain.place import PlaceKind
from db.domain.transfer import Fate, Package, Parcel, Target
from db.services import transfer, transfer_in
from db.services.seed import ActorSeed, DivisionSeed, PlaceSeed, Seeds
from db.services.transfer_in import Accepted
from db.store.store import Store
from tests.desks import house
from tests.office import person
from tests.register import COMMUNITY

OTHER_DISTRICT = "350206"
NEW_COMMUNITY = "350206005001"
PASSWORD = "签名用的口令-1"
TARGET = Target(NEW_COMMUNITY, "江头社区", "350206005000", "江头街道", "湖里区")

OTHER_SEEDS = Seeds(
    version="test-1",
    source="tests",
    valid_from="2018-01-01",
    divisions=(
        DivisionSeed("350200000000", "厦门市", "", 2, hidden=False),
        DivisionSeed("350206000000", "湖里区", "350200000000", 3, hidden=False),
        DivisionSeed("350206005000", "江头街道", "350206000000", 4, hidden=False),
        DivisionSeed("350206005009", "后埔社区", "350206005000", 5, hidden=False),
    ),
    places=(PlaceSeed(PlaceKind.STREET, "湖滨南路", "350200", OTHER_DISTRICT, "Húbīn Nánlù", "tests"),),
    actors=(
        ActorSeed("clerk", "何经办", ((Role.CLERK, OTHER_DISTRICT),)),
        ActorSeed("chief", "赵科长", ((Role.CHIEF, OTHER_DISTRICT),)),
    ),
)
"""The register of the district that takes."""


def today(store: Store) -> str:
    from db.domain.clock import legal_date

    return legal_date(store.clock.now())


def parcel(store: Store, *places: int, day: str = "") -> Parcel:
    return Parcel(COMMUNITY, TARGET, day or today(store), "厦府〔2026〕8号", places)


def decided(store: Store, what: Parcel) -> int:
    """A hand-over that was filed and approved."""
    handoff = transfer.file(store, person(store, "clerk"), what, "区划调整")
    transfer.decide(store, person(store, "chief"), handoff, 1, "同意")
    return handoff


def signing(store: Store) -> None:
    transfer.new_key(store, person(store, "chief"), PASSWORD, "第一把")


def given(store: Store, *places: int) -> tuple[int, Package]:
    """A hand-over that was let go, with its package."""
    signing(store)
    handoff = decided(store, parcel(store, *places))
    return handoff, transfer.release(house(store), person(store, "chief"), handoff, PASSWORD, "移交")


def prepared(store: Store, package: Package, fates: dict[int, Fate] | None = None) -> int:
    seen = transfer_in.examine(store, package)
    return transfer_in.prepare(store, person(store, "clerk"), package, fates or {}, seen.fingerprint, "核对")


def no_file(sha256: str) -> bytes:
    raise AssertionError(sha256)


def taken(
    store: Store,
    package: Package,
    fates: dict[int, Fate] | None = None,
    read_file: Callable[[str], bytes] = no_file,
) -> tuple[int, Accepted]:
    handoff = prepared(store, package, fates)
    chief = person(store, "chief")
    return handoff, transfer_in.accept(house(store), chief, handoff, package, read_file, "接收")
