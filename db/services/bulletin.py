"""Figures of the circular (通报): each is counted by SQL over the register, by 社区, 镇街 and 区."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, and_, case, exists, func, or_, select

from db.domain.clock import legal_date
from db.domain.errors import NotFound
from db.domain.inspection import FormState, Standing
from db.domain.rates import COUNTS, UNITS, Bulletin, BulletinRules, UnitFigures, ranks, rates_of, read_rules
from db.domain.state import Existence, Legal, Plate, Position, Problem
from db.schema.address import division, node
from db.schema.work import inspection_answer, inspection_form, plate, problem
from db.store.inspection import checklists, in_area, rule_bodies, unit_level
from db.store.store import Store
from db.store.tree import FOREVER

_ISSUED = (Legal.APPROVED.value, Legal.CHANGING.value)
_DUE = (*_ISSUED, Legal.DRAFT.value, Legal.TO_VERIFY.value, Legal.TO_APPROVE.value)
_MOUNTED = (Plate.MOUNTED.value, Plate.MARKED.value, Plate.ACCEPTED.value)

Unit = tuple[str, str, str]
"""Codes of district, subdistrict and community; empty below the unit's own level."""
Count = tuple[Unit, str, int]


def bulletin(store: Store, area_code: str) -> Bulletin:
    """The circular of an area as the register stands: every unit in it that has any figure.

    Args:
        store: the register.
        area_code: city, district, subdistrict or community, 4 to 12 digits.

    Raises:
        NotFound: no such unit, or the store has no rules for circulars or no checklist.
    """
    area = area_code.ljust(12, "0")
    with store.read() as conn:
        rules = read_rules(list(rule_bodies(conn, "bulletin").values())[-1])
        rows = conn.execute(
            select(division.c.code, division.c.name, division.c.parent_code).where(
                division.c.valid_to == FOREVER
            )
        ).all()
        names = {row.code: row.name for row in rows}
        if area not in names:
            raise NotFound("division", area_code)
        counts = [*_addresses(conn, area), *_plates(conn, area), *_forms(conn, area)]
        home = store.district_code.ljust(12, "0")
        counts += _problems(conn, area, {row.code: row.parent_code for row in rows}, home)
    units = _units(counts, area, names, rules)
    places = ranks(units, rules.rank_by)
    ranked = tuple(replace(unit, rank=places[unit.code]) for unit in units)
    return Bulletin(names[area], legal_date(store.clock.now()), rules, ranked)


def _units(
    counts: Iterable[Count], area: str, names: Mapping[str, str], rules: BulletinRules
) -> list[UnitFigures]:
    """Lines of all units in the area; a unit above it would show a part as the whole and is left out."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    paths: dict[str, Unit] = {}
    top = unit_level(area)
    for unit, name, count in counts:
        for at, level in enumerate(UNITS):
            if unit[at] and (top not in UNITS or at >= UNITS.index(top)):
                code = unit[at]
                totals[code][name] += count
                paths[code] = (unit[0], unit[1] if at else "", unit[2] if level == UNITS[2] else "")
    units = []
    for code in sorted(totals):
        figures = {name: totals[code][name] for name in COUNTS}
        path = paths[code]
        shown = (names.get(path[0], path[0]), names.get(path[1], path[1]), names.get(path[2], path[2]))
        units.append(UnitFigures(code, unit_level(code), shown, figures, rates_of(figures, rules.rates)))
    return units


def _addresses(conn: Connection, area: str) -> Iterator[Count]:
    stands = node.c.existence != Existence.DEMOLISHED.value
    issued = and_(stands, node.c.legal.in_(_ISSUED))
    query = (
        select(
            *(node.c.area_district, node.c.area_subdistrict, node.c.area_community),
            func.sum(case((and_(stands, node.c.legal.in_(_DUE)), 1), else_=0)),
            func.sum(case((issued, 1), else_=0)),
            func.sum(case((and_(issued, node.c.position == Position.MARKED.value), 1), else_=0)),
        )
        .where(in_area(node, area))
        .group_by(node.c.area_district, node.c.area_subdistrict, node.c.area_community)
    )
    for district, subdistrict, community, due, given, marked in conn.execute(query):
        unit = (district, subdistrict, community)
        yield from ((unit, "due", due), (unit, "issued", given), (unit, "marked", marked))


def _plates(conn: Connection, area: str) -> Iterator[Count]:
    mounted = func.sum(case((plate.c.state.in_(_MOUNTED), 1), else_=0))
    place = (plate.c.area_district, plate.c.area_subdistrict, plate.c.area_community)
    query = (
        select(*place, plate.c["class"], func.count(), mounted)
        .where(plate.c.state != Plate.VOID.value, in_area(plate, area))
        .group_by(*place, plate.c["class"])
    )
    for district, subdistrict, community, plate_class, due, done in conn.execute(query):
        unit = (district, subdistrict, community)
        yield from ((unit, "plates", due), (unit, f"plates_{plate_class}", due))
        yield from ((unit, "mounted", done), (unit, f"mounted_{plate_class}", done))


def _forms(conn: Connection, area: str) -> Iterator[Count]:
    """Sampled: filled, nothing in dispute. Correct: no key item of its checklist answered other than pass."""
    form, answer = inspection_form, inspection_answer
    vetoes = or_(
        *(
            and_(form.c.checklist_version == version, answer.c.item.in_(one.vetoes()))
            for version, one in checklists(conn).items()
        )
    )
    failed = exists().where(
        answer.c.district_code == form.c.district_code,
        answer.c.form_id == form.c.id,
        answer.c.standing == Standing.CURRENT.value,
        answer.c.value != "pass",
        vetoes,
    )
    place = (form.c.area_district, form.c.area_subdistrict, form.c.area_community)
    query = (
        select(*place, func.count(), func.sum(case((failed, 0), else_=1)))
        .where(form.c.state == FormState.FILLED.value, in_area(form, area))
        .group_by(*place)
    )
    for district, subdistrict, community, sampled, correct in conn.execute(query):
        unit = (district, subdistrict, community)
        yield from ((unit, "sampled", sampled), (unit, "correct", correct))


def _problems(conn: Connection, area: str, parents: Mapping[str, str], home: str) -> Iterator[Count]:
    closed = func.sum(case((problem.c.state == Problem.CLOSED.value, 1), else_=0))
    query = select(problem.c.area_community, problem.c.problem, func.count(), closed).group_by(
        problem.c.area_community, problem.c.problem
    )
    for community, kind, found, done in conn.execute(query):
        # A problem of the whole register has no community; the office's own district answers for it.
        unit = _path(community or home, parents)
        if unit_level(area) == "city" or area in unit:
            yield from ((unit, "problems", found), (unit, f"problem_{kind}", found), (unit, "closed", done))


def _path(code: str, parents: Mapping[str, str]) -> Unit:
    found = {unit_level(code): code}
    while (code := parents.get(code, "")) and unit_level(code) in UNITS:
        found[unit_level(code)] = code
    return found.get(UNITS[0], ""), found.get(UNITS[1], ""), found.get(UNITS[2], "")
