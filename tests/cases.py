"""Open cases of every kind, for tests of who answers for them: put straight into the register, as the house can."""

import itertools
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, insert, select, update

from db.domain.access import Role
from db.domain.handover import DutyKey, DutyKind
from db.schema.office import responsibility
from db.schema.system import actor, actor_role
from db.schema.work import application, import_batch, inspection_form, package, plate_batch, problem
from db.store.store import Store
from tests.register import COMMUNITY, DISTRICT

MOMENT = "2026-11-20T01:02:03.000000Z"
_serial = itertools.count(1)


def _put(store: Store, table: Table, **values: Any) -> None:
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.execute(insert(table).values(**values))


def account(store: Store, login: str, *roles: tuple[Role, str]) -> str:
    """One more person."""
    number = 900_000 + next(_serial)
    _put(store, actor, id=number, login=login, name=f"人{login}", state="active", created_at=MOMENT)
    for role, area in roles:
        _put(store, actor_role, actor_id=number, role=role.value, area_code=area)
    return login


def colleagues(store: Store, count: int) -> list[str]:
    """Clerks of the whole district beside the one there is."""
    return [account(store, f"clerk_{n}", (Role.CLERK, DISTRICT)) for n in range(count)]


def a_case(store: Store, kind: DutyKind, maker: str, community: str = COMMUNITY) -> DutyKey:
    """An open case that somebody answers for; a problem is given to him, everything else he made."""
    row_id = (1 << 47) + 500_000_000 + next(_serial)
    areas = {
        "area_district": community[:6] + "000000",
        "area_subdistrict": community[:9] + "000",
        "area_community": community,
    }
    home = {"district_code": DISTRICT, "id": row_id}
    if kind is DutyKind.APPLICATION:
        _put(
            store,
            application,
            **(home | areas | {"kind": "confirm", "state": "submitted", "title": f"申请{row_id}"}),
            **{"reason": "", "filed_by": maker, "filed_at": MOMENT, "rule_version": ""},
        )
    elif kind is DutyKind.IMPORT_BATCH:
        _put(
            store,
            import_batch,
            **(
                home
                | {
                    "kind": "addresses",
                    "source_name": f"清单{row_id}.xlsx",
                    "source_sha256": f"{row_id:064x}",
                }
            ),
            **{"options": "{}", "state": "staged", "actor": maker, "staged_at": MOMENT},
        )
    elif kind is DutyKind.PLATE_BATCH:
        _put(
            store,
            plate_batch,
            **(home | {"number": f"P-{row_id}", "class": "small_door", "area_code": community}),
            **{"state": "locked", "template_version": "1", "plate_count": 1},
            **{"created_by": maker, "created_at": MOMENT},
        )
    elif kind is DutyKind.PACKAGE:
        _put(
            store,
            package,
            **(home | {"direction": "out", "area_code": community, "sha256": f"{row_id:064x}", "forms": 1}),
            **{"actor": maker, "at": MOMENT},
        )
        _put(
            store,
            inspection_form,
            **(
                home
                | areas
                | {"id": row_id + 400_000_000, "plate_id": 1, "node_id": 1, "checklist_version": "1"}
            ),
            **{"package_id": row_id, "state": "issued", "base_version": 1},
        )
    else:
        _put(
            store,
            problem,
            **(home | {"area_community": community, "problem": "错", "rule": "N23", "node_id": 1}),
            **{"subject": str(row_id), "detail": f'{{"address":"地址{row_id}"}}'},
            **{"state": "registered", "found_at": MOMENT},
        )
        give(store, (kind, row_id), maker)
    return kind, row_id


def give(store: Store, key: DutyKey, login: str) -> None:
    """Say who answers for a case."""
    values = {"table_name": key[0].value, "row_id": key[1], "login": login, "since": MOMENT}
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        where = (
            responsibility.c.table_name == values["table_name"],
            responsibility.c.row_id == values["row_id"],
        )
        if conn.execute(select(responsibility.c.login).where(*where)).scalar() is None:
            conn.execute(insert(responsibility).values(**values))
        else:
            conn.execute(update(responsibility).where(*where).values(login=login))


_DONE: dict[DutyKind, tuple[Table, dict[str, str]]] = {
    DutyKind.APPLICATION: (application, {"state": "approved"}),
    DutyKind.IMPORT_BATCH: (import_batch, {"state": "promoted"}),
    DutyKind.PLATE_BATCH: (plate_batch, {"state": "verified"}),
    DutyKind.PACKAGE: (inspection_form, {"state": "filled"}),
    DutyKind.PROBLEM: (problem, {"state": "closed"}),
}


def finish(store: Store, keys: Sequence[DutyKey]) -> None:
    """Let cases be done."""
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        for kind, row_id in keys:
            table, values = _DONE[kind]
            column = table.c.package_id if kind is DutyKind.PACKAGE else table.c.id
            conn.execute(update(table).where(column == row_id).values(**values))
