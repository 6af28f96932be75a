"""The real names the sample is made of, checked against the shipped lists so that it never invents a road."""

import csv
from dataclasses import dataclass
from pathlib import Path

import resources
from db.domain.errors import BadFile
from desktop.sample.model import DISTRICT, Area

SHIPPED_NAMES = Path(resources.__file__).parent / "names"
_OFFICE_TAIL = "居委会"


@dataclass(frozen=True, slots=True)
class StreetSpec:
    """A road and the areas it runs through, in numbering direction."""

    name: str
    areas: tuple[Area, ...]
    misspelt: str = ""


STREETS: tuple[StreetSpec, ...] = (
    StreetSpec("湖滨南路", (Area("开元街道", "湖滨社区"), Area("筼筜街道", "西郭社区")), "湖滨难路"),
    StreetSpec("湖滨中路", (Area("筼筜街道", "湖光社区"),), "湖宾中路"),
    StreetSpec("莲岳路", (Area("筼筜街道", "莲岳社区"),), "莲越路"),
    StreetSpec("厦禾路", (Area("鹭江街道", "厦禾社区"),), "厦和路"),
    StreetSpec("斗西路", (Area("开元街道", "后江社区"),)),
)
LANES: tuple[StreetSpec, ...] = (
    StreetSpec("湖滨一里", (Area("筼筜街道", "一里社区"),)),
    StreetSpec("湖滨四里", (Area("筼筜街道", "四里社区"),)),
    StreetSpec("槟榔西里", (Area("筼筜街道", "槟榔社区"),)),
    StreetSpec("育秀里", (Area("筼筜街道", "育秀社区"),), "育绣里"),
    StreetSpec("长青北里", (Area("嘉莲街道", "长青社区"),), "长清北里"),
    StreetSpec("洪文五里", (Area("莲前街道", "洪文社区"),), "洪闻五里"),
)
VILLAGES: tuple[StreetSpec, ...] = (
    StreetSpec("茂后社", (Area("滨海街道", "黄厝社区"),)),
    StreetSpec("上李社", (Area("滨海街道", "上李社区"),)),
)
UNKNOWN_COMMUNITIES = ("湖滨东社区", "筼筜社区", "白鹭洲社区", "海湾社区", "城中社区")
UNKNOWN_SUBDISTRICTS = ("莲坂街道", "湖滨街道", "仙岳街道", "前埔街道")
MISSPELT = {spec.name: spec.misspelt for spec in STREETS + LANES if spec.misspelt}


def check_names(folder: Path) -> None:
    """Refuse to make a kit whose names the shipped lists do not bear out.

    Args:
        folder: holds ``divisions.csv`` and ``roads.csv``.

    Raises:
        BadFile: a list is missing, or a name is absent where it must stand or present where it must not.
    """
    roads = {row["road"] for row in _rows(folder / "roads.csv")}
    units = _units(folder / "divisions.csv")
    _expect({spec.name for spec in STREETS + LANES} <= roads, "roads.csv", "road")
    _expect(roads.isdisjoint(MISSPELT.values()), "roads.csv", "misspelt road")
    areas = {area for spec in STREETS + LANES + VILLAGES for area in spec.areas}
    _expect(areas <= units, "divisions.csv", "community")
    subdistricts, communities = {u.subdistrict for u in units}, {u.community for u in units}
    _expect(communities.isdisjoint(UNKNOWN_COMMUNITIES), "divisions.csv", "invented community")
    _expect(subdistricts.isdisjoint(UNKNOWN_SUBDISTRICTS), "divisions.csv", "invented subdistrict")


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            return list(csv.DictReader(source))
    except FileNotFoundError as error:
        raise BadFile(file=path.name, why="not_found") from error


def _units(path: Path) -> set[Area]:
    rows = _rows(path)
    names = {row["code"]: row["name"] for row in rows}
    parents = {row["code"]: row["parent_code"] for row in rows}
    district = next((code for code, name in names.items() if name == DISTRICT), "")
    return {
        Area(names[parent], name.removesuffix(_OFFICE_TAIL))
        for code, name in names.items()
        if (parent := parents[code]) in names and parents[parent] == district
    }


def _expect(holds: bool, file: str, what: str) -> None:
    if not holds:
        raise BadFile(file=file, why="name_not_borne_out", detail=what)
