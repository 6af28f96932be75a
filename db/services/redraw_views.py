"""Where saved views and favourites lead whose unit is no more: to the unit in which it lives on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from db.domain.division import FOREVER, Units
from db.domain.redraw import SUBDISTRICT
from db.schema.address import division, place_community
from db.store.units import load_units
from db.store.views import SavedView

_UNIT, _PLACE = "division", "place"
_DISTRICT_LEVEL = SUBDISTRICT - 1


def led(conn: Connection, views: Iterable[SavedView]) -> tuple[SavedView, ...]:
    """The views, those on a unit of the past on its heir: of several, the one where most of the view's place lies."""
    kept = tuple(views)
    standing = set(conn.execute(select(division.c.code).where(division.c.valid_to == FOREVER)).scalars())
    if all(code in standing for view in kept for code in _codes(view.body)):
        return kept
    units = load_units(conn)
    return tuple(replace(view, body=_led(conn, view.body, units, standing)) for view in kept)


def _steps(body: Mapping[str, Any]) -> list[list[str]]:
    """The way a view keeps: kind, key and text of each step."""
    said = body.get("at")
    steps = said if isinstance(said, list) else []
    return steps if all(isinstance(one, list) and len(one) == 3 for one in steps) else []


def _codes(body: Mapping[str, Any]) -> list[str]:
    return [str(key) for kind, key, _text in _steps(body) if kind == _UNIT]


def _led(conn: Connection, body: Mapping[str, Any], units: Units, standing: set[str]) -> Mapping[str, Any]:
    codes = _codes(body)
    if not codes or set(codes) <= standing:
        return body
    below = [step for step in _steps(body) if step[0] != _UNIT]
    heirs = _heirs(units, codes[-1])
    if not heirs:
        return body
    place_id = next((int(key) for kind, key, _text in below if kind == _PLACE and str(key).isdigit()), 0)
    return {**body, "at": [*_way(units, _fullest(conn, heirs, place_id)), *below]}


def _heirs(units: Units, code: str) -> list[str]:
    last = max(unit.valid_from for unit in units.every)
    known = [unit for unit in units.every if unit.code == code]
    newest = max(known, key=lambda unit: unit.valid_to, default=None)
    return [heir.code for heir in units.heirs(newest, last)] if newest else []


def _fullest(conn: Connection, heirs: list[str], place_id: int) -> str:
    lies = place_community.c
    query = select(lies.community_code).where(
        lies.place_id == place_id, lies.community_code.in_(heirs), lies.child_count > 0
    )
    found = conn.execute(query.order_by(lies.child_count.desc(), lies.community_code).limit(1)).scalar()
    return found or heirs[0]


def _way(units: Units, code: str) -> list[list[str]]:
    """Steps from the district down to a unit that stands."""
    last = max(unit.valid_from for unit in units.every)
    unit = units.at(code, last)
    steps = [[_UNIT, unit.code, unit.name]]
    while unit.level > _DISTRICT_LEVEL:
        unit = units.at(unit.parent_code, last)
        steps.insert(0, [_UNIT, unit.code, unit.name])
    return steps
