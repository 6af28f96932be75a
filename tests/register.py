"""A small register for tests: one district, real names, and the people who work in it."""

from db.domain.access import Role
from db.domain.place import PlaceKind
from db.services.seed import ActorSeed, DivisionSeed, PlaceSeed, Seeds

DISTRICT = "350203"
COMMUNITY = "350203005001"
OTHER_COMMUNITY = "350203005002"
FAR_COMMUNITY = "350203006001"

SEEDS = Seeds(
    version="test-1",
    source="tests",
    valid_from="2018-01-01",
    divisions=(
        DivisionSeed("350200000000", "厦门市", "", 2, hidden=False),
        DivisionSeed("350203000000", "思明区", "350200000000", 3, hidden=False),
        DivisionSeed("350203005000", "筼筜街道", "350203000000", 4, hidden=False),
        DivisionSeed(COMMUNITY, "官任社区", "350203005000", 5, hidden=False),
        DivisionSeed(OTHER_COMMUNITY, "仙阁社区", "350203005000", 5, hidden=False),
        DivisionSeed("350203006000", "嘉莲街道", "350203000000", 4, hidden=False),
        DivisionSeed(FAR_COMMUNITY, "盈翠社区", "350203006000", 5, hidden=False),
    ),
    places=(
        PlaceSeed(PlaceKind.STREET, "湖滨南路", "350200", DISTRICT, "Húbīn Nánlù", "tests"),
        PlaceSeed(PlaceKind.LANE, "官任一里", "350200", DISTRICT, "Guānrèn Yīlǐ", "tests"),
        PlaceSeed(PlaceKind.COMPOUND, "盈翠花园", "350200", DISTRICT, "Yíngcuì Huāyuán", "tests"),
    ),
    actors=(
        ActorSeed("clerk", "林经办", ((Role.CLERK, DISTRICT),)),
        ActorSeed("chief", "陈科长", ((Role.CHIEF, DISTRICT),)),
        ActorSeed("other_chief", "黄科长", ((Role.CHIEF, DISTRICT),)),
        ActorSeed("area_clerk", "吴社工", ((Role.AREA_CLERK, COMMUNITY),)),
        ActorSeed("printer", "许制牌", ((Role.PRINTER, DISTRICT),)),
        ActorSeed("inspector", "郑检查", ((Role.INSPECTOR, DISTRICT),)),
        ActorSeed("admin", "系统管理员", ((Role.ADMIN, DISTRICT),)),
    ),
)
"""What a new test store begins with; every login is also the name of the role it holds."""
