"""Rows of inspection: checklists, forms and answers out as values; what a merge plan says in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, literal, select, update

from db.domain.checklist import Checklist, read_checklist
from db.domain.errors import NotFound
from db.domain.inspection import DECISION, Answer, FormState, IssuedForm, MergePlan, Package, Standing
from db.schema.work import inspection_answer, inspection_form, package, plate
from db.store import rules
from db.store.journal import canonical
from db.store.store import Work
from db.store.tree import CHUNK, chunks

Stood = tuple[Answer, Standing]
"""An answer and what it counts for."""

_ANSWER = (
    *("district_code", "event_uuid", "form_id", "item", "value", "note", "answered_at", "inspector"),
    *("device", "standing", "package_id"),
)


def unit_level(code: str) -> str:
    """What a 12-digit code of an administrative unit stands for: city, district, subdistrict or community."""
    if code[4:] == "00000000":
        return "city"
    return "district" if code[6:] == "000000" else "subdistrict" if code[9:] == "000" else "community"


def in_area(table: Table, area_code: str) -> ColumnElement[bool]:
    """Whether rows with area columns lie in a unit, its code given with 4 to 12 digits."""
    code = area_code.ljust(12, "0")
    level = unit_level(code)
    return literal(value=True) if level == "city" else table.c[f"area_{level}"] == code


def checklists(conn: Connection) -> dict[str, Checklist]:
    """Acceptance checklists of the store by version, oldest first.

    Raises:
        NotFound: the store has none.
    """
    return {version: read_checklist(body) for version, body in rule_bodies(conn, "checklist").items()}


def rule_bodies(conn: Connection, key: str) -> dict[str, str]:
    """JSON of a shipped rule by version, oldest first: 2026.10 comes after 2026.9.

    Raises:
        NotFound: the store has none.
    """
    found = rules.bodies(conn, "rule", key)
    if not found:
        raise NotFound("rule", key)
    return found


def issued_forms(
    conn: Connection, content: Package
) -> tuple[dict[int, str], dict[int, IssuedForm], Checklist]:
    """Home shard and form by id, of the package and of whatever else its answers name; the package's checklist."""
    query = select(
        inspection_form, plate.c["class"].label("plate_class"), package.c.at.label("issued_at")
    ).where(plate.c.id == inspection_form.c.plate_id, package.c.id == inspection_form.c.package_id)
    # Locked, so that two desks taking in the same forms come one after the other.
    locked = query.with_for_update(of=inspection_form).order_by(inspection_form.c.id)
    rows = list(conn.execute(locked.where(inspection_form.c.package_id == content.id)))
    lists = checklists(conn)
    own = lists[rows[0].checklist_version]
    mine = {row.id for row in rows}
    strange = {answer.form for answer in content.answers} - mine
    for some in chunks(one for one in strange if 0 < one < 1 << 63):
        rows += conn.execute(query.where(inspection_form.c.id.in_(some)))
    forms = {
        row.id: IssuedForm(
            id=row.id,
            package=row.package_id,
            checklist_version=row.checklist_version,
            issued_at=row.issued_at,
            base_version=row.base_version,
            items=lists[row.checklist_version].asked(row.plate_class),
        )
        for row in rows
    }
    return {row.id: row.district_code for row in rows}, forms, own


def known_answers(
    conn: Connection, content: Package, homes: Mapping[int, str], forms: Mapping[int, IssuedForm]
) -> list[Stood]:
    """Answers to the package's forms, and any other answer that already bears one of its event ids."""
    versions = {form.id: form.base_version for form in forms.values()}
    found = answers_where(conn, of_package(content.id), versions)
    ids = sorted({answer.uuid for answer in content.answers} - {answer.uuid for answer, _ in found})
    for start in range(0, len(ids), CHUNK):
        same = inspection_answer.c.event_uuid.in_(ids[start : start + CHUNK])
        home = inspection_answer.c.district_code.in_(sorted(set(homes.values())))
        found += answers_where(conn, same & home, versions)
    return found


def of_package(package_id: int) -> ColumnElement[bool]:
    """Whether an answer belongs to a form of the package; no join, which SQLite would run form by form."""
    forms = select(inspection_form.c.id).where(inspection_form.c.package_id == package_id)
    return inspection_answer.c.form_id.in_(forms)


def answers_where(conn: Connection, where: ColumnElement[bool], versions: Mapping[int, int]) -> list[Stood]:
    """Answers for which a condition holds, by form and time; ``versions`` gives each form's base version."""
    table = inspection_answer
    query = select(table).where(where).order_by(table.c.form_id, table.c.answered_at, table.c.event_uuid)
    return [
        (_answer(row, versions.get(row.form_id, 0)), Standing(row.standing)) for row in conn.execute(query)
    ]


def _answer(row: Row[Any], base_version: int) -> Answer:
    settles = json.loads(row.note)["settles"] if row.device == DECISION else ()
    return Answer(
        uuid=row.event_uuid,
        form=row.form_id,
        item=row.item,
        value=row.value,
        note=row.note,
        answered_at=row.answered_at,
        inspector=row.inspector,
        device=row.device,
        base_version=base_version,
        settles=frozenset(settles),
    )


def keep(work: Work, plan: MergePlan, receipt: int, known: Iterable[Stood], homes: dict[int, str]) -> None:
    """Write a plan down: old answers step down before new ones become current, since only one may be."""
    if not plan.fresh:
        return
    moved = [
        (answer, was, plan.standing[answer.uuid])
        for answer, was in known
        if plan.standing.get(answer.uuid, was) is not was
    ]
    moved.sort(key=lambda one: one[2] is Standing.CURRENT)
    _move_answers(work, moved, homes)
    rows = [
        (homes[answer.form], answer.uuid, answer.form, answer.item, answer.value, answer.note)
        + (answer.answered_at, answer.inspector, answer.device, plan.standing[answer.uuid].value, receipt)
        for answer in plan.fresh
    ]
    work.insert_many(inspection_answer, _ANSWER, rows)
    _move_forms(work, plan.states)


def _move_answers(
    work: Work, moved: Sequence[tuple[Answer, Standing, Standing]], homes: dict[int, str]
) -> None:
    if not moved:
        return
    table = inspection_answer
    query = (
        update(table)
        .where(table.c.district_code == bindparam("home"), table.c.event_uuid == bindparam("uid"))
        .values(standing=bindparam("stands"))
    )
    rows = [{"home": homes[one.form], "uid": one.uuid, "stands": to.value} for one, _, to in moved]
    work.conn.execute(query, rows)
    for one, was, to in moved:
        key = f"{homes[one.form]}|{one.uuid}"
        work.note(table.name, key, canonical({"standing": was.value}), canonical({"standing": to.value}))


def _move_forms(work: Work, states: Mapping[int, FormState]) -> None:
    table = inspection_form
    for some in chunks(states):
        query = select(table.c.id, table.c.state).where(table.c.id.in_(some))
        moved = [(row.id, row.state) for row in work.conn.execute(query) if row.state != states[row.id]]
        for form, was in moved:
            work.note(
                table.name, str(form), canonical({"state": was}), canonical({"state": states[form].value})
            )
        for state in FormState:
            ids = [form for form, _ in moved if states[form] is state]
            if ids:
                work.conn.execute(update(table).where(table.c.id.in_(ids)).values(state=state.value))
                work.touched.setdefault(table.name, set()).update(ids)
