"""Inspection (检查验收): issuing packages, taking them back, deciding what inspectors disagree on."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select

from db.domain.access import Actor, second_person
from db.domain.changes import Changes
from db.domain.checklist import Checklist
from db.domain.errors import NotFound
from db.domain.inspection import (
    DECISION,
    Answer,
    Conflict,
    Form,
    FormState,
    MergePlan,
    Package,
    Rejected,
    Standing,
    Terms,
    draw,
    form_state,
    plan_merge,
    standings,
)
from db.schema.address import node
from db.schema.work import inspection_answer, inspection_form, package, plate, plate_batch
from db.store.inspection import (
    Stood,
    answers_where,
    checklists,
    in_area,
    issued_forms,
    keep,
    known_answers,
    of_package,
)
from db.store.journal import canonical
from db.store.store import Store, Work
from db.store.tree import chunks

_FORM = (
    *("district_code", "id", "area_district", "area_subdistrict", "area_community", "plate_id", "node_id"),
    *("checklist_version", "package_id", "state", "base_version"),
)
_PACKAGE = ("district_code", "id", "direction", "area_code", "sha256", "forms", "actor", "at")


@dataclass(frozen=True, slots=True)
class PackageOut:
    """A package as issued, ready to be written to a file."""

    package: Package
    changes: Changes


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of a package; answers + attachments = applied + unchanged + conflicts + rejected."""

    forms: int
    answers: int
    attachments: int
    applied: int
    unchanged: int
    conflicts: tuple[Conflict, ...]
    rejected: tuple[Rejected, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """A form with everything ever answered on it, and what each answer counts for."""

    id: int
    plate_class: str
    community: str
    address: str
    state: FormState
    answers: tuple[Stood, ...]


def export_package(store: Store, actor: Actor, area_code: str, sample: int, seed: int) -> PackageOut:
    """Draw a sample of the area's verified plates, stratified by class and 社区, and issue a form for each.

    Args:
        store: the register.
        actor: who issues it.
        area_code: district, subdistrict or community, 6 to 12 digits.
        sample: how many plates; all when there are fewer.
        seed: of the draw; the same seed over the same plates gives the same sample.

    Raises:
        NotAllowed: the actor may not issue packages in the area.
        NotFound: no verified plate in the area, or no checklist in the store.
    """
    with store.write(actor, "package.export", f"seed {seed}", area_code) as work:
        checklist = list(checklists(work.conn).values())[-1]
        population = work.conn.execute(
            select(plate.c.id, plate.c["class"], plate.c.area_community)
            .join(plate_batch, plate_batch.c.id == plate.c.batch_id)
            .where(plate_batch.c.state == "verified", plate.c.state != "void", in_area(plate, area_code))
        ).all()
        chosen = draw(((row[0], f"{row[1]} {row[2]}") for row in population), sample, seed)
        if not chosen:
            raise NotFound("plates", area_code)
        plates = _plates(work.conn, chosen)
        package_id, *form_ids = work.new_ids(len(plates) + 1)
        forms = tuple(_form(*pair, checklist) for pair in zip(form_ids, plates, strict=True))
        content = Package(package_id, work.district_code, area_code, work.at, checklist, forms)
        digest = sha256(canonical([_form_values(form) for form in forms]).encode()).hexdigest()
        _insert_package(work, package_id, "out", area_code, digest, len(forms))
        rows = [
            (row.district_code, form.id, row.area_district, row.area_subdistrict, row.area_community)
            + (row.id, row.node_id, checklist.version, package_id, FormState.ISSUED.value, form.base_version)
            for form, row in zip(forms, plates, strict=True)
        ]
        work.insert_many(inspection_form, _FORM, rows)
    return PackageOut(content, work.changes())


def _plates(conn: Connection, ids: Iterable[int]) -> list[Row[Any]]:
    query = select(plate, plate.c["class"].label("plate_class"), node.c.full_text).join(
        node, node.c.id == plate.c.node_id
    )
    rows = [row for some in chunks(ids) for row in conn.execute(query.where(plate.c.id.in_(some)))]
    return sorted(rows, key=lambda row: (row.area_community, row.full_text, row.id))


def _form(form_id: int, row: Row[Any], checklist: Checklist) -> Form:
    texts = sorted((role, text) for role, text in json.loads(row.texts).items() if text)
    plate_class = row.plate_class
    return Form(
        id=form_id,
        plate_class=plate_class,
        community=row.area_community,
        address=row.full_text,
        texts=tuple(texts),
        payload=row.payload,
        items=checklist.asked(plate_class),
        base_version=row.row_version,
    )


def _form_values(form: Form) -> list[object]:
    return [form.id, form.plate_class, form.address, form.texts, form.payload, form.items, form.base_version]


def _insert_package(work: Work, row_id: int, direction: str, area: str, digest: str, forms: int) -> None:
    row = (work.district_code, row_id, direction, area, digest, forms, work.actor.login, work.at)
    work.insert_many(package, _PACKAGE, [row])


def merge_package(store: Store, actor: Actor, content: Package) -> MergeReport:
    """Take a filled package in, in one transaction; taking it in again changes nothing.

    Attachments have no place in the register yet: they are reported as rejected, never silently dropped.

    Raises:
        NotAllowed: the actor may not take packages in for the area.
        NotFound: this register never issued the package.
    """
    with store.read() as conn:
        issued = conn.execute(
            select(package.c.area_code).where(package.c.id == content.id, package.c.direction == "out")
        ).scalar()
    if issued is None:
        raise NotFound("package", str(content.id))
    with store.write(actor, "package.merge", area=issued) as work:
        homes, issued_by_id, checklist = issued_forms(work.conn, content)
        known = known_answers(work.conn, content, homes, issued_by_id)
        terms = Terms(content.id, content.checklist.version, checklist, store.clock.now())
        plan = plan_merge((answer for answer, _ in known), content.answers, issued_by_id, terms)
        keep(work, plan, _receipt(work, content, issued, bool(plan.fresh)), known, homes)
    dropped = tuple(
        Rejected(f"attachments/{one.sha256}", 0, "", 0, "", "attachment", "not_kept")
        for one in content.attachments
    )
    return MergeReport(
        forms=len(content.forms),
        answers=len(content.answers),
        attachments=len(content.attachments),
        applied=plan.applied,
        unchanged=plan.unchanged,
        conflicts=plan.conflicts,
        rejected=plan.rejected + dropped,
        changes=work.changes(),
    )


def _receipt(work: Work, content: Package, area: str, fresh: bool) -> int:
    """Id of the row that says this very file came in; a file that came before is not entered again."""
    seen = work.conn.execute(
        select(package.c.id).where(package.c.direction == "in", package.c.sha256 == content.sha256)
    ).scalar()
    if seen is not None:
        return int(seen)
    (row_id,) = work.new_ids(1)
    _insert_package(work, row_id, "in", area, content.sha256, len(content.forms))
    return row_id


def decide_conflict(
    store: Store, actor: Actor, form_id: int, item: str, winner: str, *, reason: str
) -> Changes:
    """Settle a conflict by naming the answer that is right; all answers are kept, the decision is one more.

    Args:
        store: the register.
        actor: who decides, none of the inspectors who answered.
        form_id: the form.
        item: code of the item.
        winner: event id of the answer that holds.
        reason: why, kept with the decision.

    Raises:
        NotAllowed: no role for it in the area, or the actor is one of the inspectors.
        NotFound: no such answer in conflict.
    """
    with store.read() as conn:
        place = inspection_form.c.id == form_id
        area = conn.execute(select(inspection_form.c.area_community).where(place)).scalar()
    if area is None:
        raise NotFound("form", str(form_id))
    with store.write(actor, "inspection.decide", reason, area) as work:
        conn = work.conn
        row = conn.execute(
            select(inspection_form, plate.c["class"].label("plate_class"))
            .join(plate, plate.c.id == inspection_form.c.plate_id)
            .where(place)
            .with_for_update(of=inspection_form)
        ).one()
        known = answers_where(conn, inspection_answer.c.form_id == form_id, {form_id: row.base_version})
        group = [(answer, was) for answer, was in known if answer.item == item]
        open_ones = {answer.uuid: answer for answer, was in group if was is Standing.CONFLICT}
        if winner not in open_ones:
            raise NotFound("conflict", winner)
        for answer in open_ones.values():
            second_person("inspection.decide", actor, answer.inspector)
        verdict = _decision(work, open_ones[winner], [answer for answer, _ in group], reason)
        standing = standings([*(answer for answer, _ in group), verdict])
        others = [(answer.item, was) for answer, was in known if answer.item != item]
        settled = [(verdict.item, stands) for stands in standing.values()]
        items = checklists(conn)[row.checklist_version].asked(row.plate_class)
        state = form_state(items, [*others, *settled])
        plan = MergePlan((verdict,), standing, {form_id: state}, 1, 0, (), ())
        keep(work, plan, row.package_id, group, {form_id: row.district_code})
    return work.changes()


def _decision(work: Work, winner: Answer, group: Sequence[Answer], reason: str) -> Answer:
    settles = sorted(answer.uuid for answer in group)
    return Answer(
        uuid=str(uuid.uuid4()),
        form=winner.form,
        item=winner.item,
        value=winner.value,
        note=canonical({"reason": reason, "settles": settles}),
        answered_at=work.at,
        inspector=work.actor.login,
        device=DECISION,
        base_version=winner.base_version,
        settles=frozenset(settles),
    )


def forms(store: Store, package_id: int) -> tuple[FormAnswers, ...]:
    """Forms of a package with their answers, in the order of addresses."""
    with store.read() as conn:
        rows = conn.execute(
            select(inspection_form, plate.c["class"].label("plate_class"), node.c.full_text)
            .join(plate, plate.c.id == inspection_form.c.plate_id)
            .join(node, node.c.id == inspection_form.c.node_id)
            .where(inspection_form.c.package_id == package_id)
            .order_by(inspection_form.c.area_community, node.c.full_text, inspection_form.c.id)
        ).all()
        answers: dict[int, list[Stood]] = {row.id: [] for row in rows}
        for answer, stands in answers_where(
            conn, of_package(package_id), {row.id: row.base_version for row in rows}
        ):
            answers[answer.form].append((answer, stands))
    return tuple(
        FormAnswers(
            id=row.id,
            plate_class=row.plate_class,
            community=row.area_community,
            address=row.full_text,
            state=FormState(row.state),
            answers=tuple(answers[row.id]),
        )
        for row in rows
    )
