"""Production batches: from approved and coded addresses to a locked list, its file, and the file's verdict.

A batch holds one class of plates of one area. Its lines say what the register said when it was locked; whatever the
register says otherwise later stops the batch before anything is printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotFound, PlateRefused, StaleRecord
from db.domain.plate import PlateClass, PlateText
from db.domain.plate_face import PlaceFace, chain_of, class_of, local_text, texts_of
from db.domain.state import PLATE, Code, Existence, Legal, Plate, move, printable
from db.schema.work import plate_batch, print_run
from db.services.plate_selection import BlockedPlate, Ready, Wish, sort_out
from db.store import plates
from db.store.plates import BatchRow, LineRow
from db.store.store import Store, Work
from db.store.turns import take_turn


class BatchState(StrEnum):
    """A batch's way to the factory."""

    LOCKED = "locked"  # 清单锁定
    RENDERED = "rendered"  # 已出图
    VERIFIED = "verified"  # 已校验
    FAILED = "failed"  # 校验不符, or given up


BATCH = {
    BatchState.LOCKED: frozenset({BatchState.RENDERED, BatchState.FAILED}),
    BatchState.RENDERED: frozenset({BatchState.RENDERED, BatchState.VERIFIED, BatchState.FAILED}),
    BatchState.FAILED: frozenset({BatchState.RENDERED}),
    BatchState.VERIFIED: frozenset[BatchState](),
}
"""A verified file is what the factory makes: a new one would be a new batch."""


@dataclass(frozen=True, slots=True)
class MadeBatches:
    """The batches just locked, one for each class, and the addresses left out."""

    batches: tuple[BatchRow, ...]
    blocked: tuple[BlockedPlate, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class PlateLine:
    """One plate of a batch: what worklist, rendering and verifying need."""

    plate_id: int
    line_no: int
    plate_class: PlateClass
    node_id: int
    full_text: str
    subdistrict: str
    community: str
    addr_code: str
    payload: str
    position: str
    ordinal: int
    texts: PlateText
    template_version: str


@dataclass(frozen=True, slots=True)
class ReadyPlate:
    """A plate that could be listed now, for preflight: what it would say."""

    node_id: int
    full_text: str
    plate_class: PlateClass
    texts: PlateText
    payload: str


def make_batches(
    store: Store,
    actor: Actor,
    area_code: str,
    template_versions: Mapping[PlateClass, str],
    *,
    plate_class: PlateClass | None = None,
    preflight: Mapping[int, str] | None = None,
    building_plates: int = 1,
    skip_single_stairs: bool = False,
) -> MadeBatches:
    """Lock a list for every class: each approved and coded address of the area that bears no plate yet.

    Args:
        store: where.
        actor: who.
        area_code: district, subdistrict or community; 12 digits or their head.
        template_versions: class -> version of the template the plates will be made from.
        plate_class: only this class.
        preflight: node -> why its plate cannot be made, ``""`` when it can; a node it has not seen waits.
        skip_single_stairs: leave a building's only stair without a plate (N21).
        building_plates: 1, or 2 for a plate at either end of a building.

    Raises:
        NotAllowed: the actor may not batch plates in the area.
    """
    positions = ("main",) if building_plates == 1 else ("left", "right")
    with store.write(actor, "plates.batch", area_code, area_code) as work:
        take_turn(work.conn, "plates")
        wish = Wish(area_code, template_versions, plate_class, preflight, skip_single_stairs)
        ready, blocked = sort_out(work.conn, wish)
        for community in {one.row.area_community for found in ready.values() for one in found}:
            actor.role_for(work.verb, community)  # an empty code or a short head means more than his own area
        prefix = f"{store.district_code}-{work.today[:4]}-"
        serial = plates.last_serial(work.conn, prefix)
        made = []
        for wanted in PlateClass:
            if ready.get(wanted):
                serial += 1
                number = f"{prefix}{serial:04d}-{wanted.value}"
                at = positions if wanted is PlateClass.BUILDING else ("main",)
                made.append(
                    _lock(work, (number, wanted, area_code, template_versions[wanted]), ready[wanted], at)
                )
    return MadeBatches(tuple(made), tuple(blocked), work.changes())


def ready_plates(
    store: Store,
    area_code: str,
    template_versions: Mapping[PlateClass, str],
    plate_class: PlateClass | None = None,
) -> list[ReadyPlate]:
    """What ``make_batches`` would list now, so that every plate can be laid out before anything is locked."""
    with store.read() as conn:
        ready, _ = sort_out(conn, Wish(area_code, template_versions, plate_class, None, False))
    return [
        ReadyPlate(one.row.id, one.row.full_text, wanted, one.texts, one.row.payload)
        for wanted, found in ready.items()
        for one in found
    ]


def _lock(
    work: Work, head: tuple[str, PlateClass, str, str], ready: Sequence[Ready], positions: Sequence[str]
) -> BatchRow:
    number, plate_class, area_code, version = head
    count = len(ready) * len(positions)
    batch_id, *ids = work.new_ids(count + 1)
    work.insert(
        plate_batch,
        {
            "district_code": work.district_code,
            "id": batch_id,
            "number": number,
            "class": plate_class.value,
            "area_code": area_code,
            "state": BatchState.LOCKED.value,
            "template_version": version,
            "plate_count": count,
            "created_by": work.actor.login,
            "created_at": work.at,
        },
    )
    state = move(PLATE, Plate.TO_MAKE, Plate.LISTED).value
    pairs = [(one, position) for one in ready for position in positions]
    rows = [
        (
            *(one.row.district_code, plate_id, one.row.area_district, one.row.area_subdistrict),
            *(one.row.area_community, one.row.id, plate_class.value, position, 1, state),
            *(one.row.payload, batch_id, line_no, plates.text_json(one.texts)),
        )
        for line_no, (plate_id, (one, position)) in enumerate(zip(ids, pairs, strict=True), 1)
    ]
    plates.add_plates(work, rows)
    state_locked = BatchState.LOCKED.value
    return BatchRow(
        batch_id, number, plate_class.value, area_code, state_locked, version, count, work.at, "", 1
    )


def batch_by_number(store: Store, number: str) -> BatchRow:
    """The batch of that number.

    Raises:
        NotFound: there is none.
    """
    with store.read() as conn:
        found = plates.batch_row(conn, plate_batch.c.number == number)
    if found is None:
        raise NotFound("plate_batch", number)
    return found


def batch_lines(store: Store, batch_id: int) -> list[PlateLine]:
    """The plates of a batch in the order of its list, saying what was locked."""
    with store.read() as conn:
        return [_line(row, row.texts) for row in plates.batch_lines(conn, batch_id)]


def expected_for(store: Store, payloads: Iterable[str]) -> dict[str, PlateLine]:
    """What a plate with each payload must say by the register of today; unknown and replaced payloads are absent."""
    with store.read() as conn:
        rows = plates.lines_of_payloads(conn, payloads)
    found: dict[str, PlateLine] = {}
    for row in rows:
        if row.payload == row.live_payload and row.legal == Legal.APPROVED:
            found.setdefault(row.payload, _line(row, _texts_now(row)))
    return found


def check_batch(store: Store, batch_id: int) -> None:
    """Ask before rendering whether the register still says what the list says.

    Raises:
        PlateRefused: ``register_changed``; ``text`` is the address, ``field`` what differs.
    """
    with store.read() as conn:
        _refuse_changed(plates.batch_lines(conn, batch_id))


def record_rendered(
    store: Store,
    actor: Actor,
    batch_id: int,
    seen: int,
    *,
    sha256: str,
    pages: int,
    layout_digests: Mapping[int, str],
) -> Changes:
    """Register the production file of a batch before it is handed over; in a store to learn in it is a draft.

    Args:
        store: where.
        actor: who.
        batch_id: the batch.
        seen: its row version when it was read.
        sha256: of the file.
        pages: of the file; one for each plate.
        layout_digests: plate id -> digest of its layout.

    Raises:
        NotFound, StaleRecord, WrongState: no such batch, changed since, or not to be rendered any more.
        PlateRefused: the register changed since the list was locked, or pages or digests are not the batch's.
    """
    with store.write(actor, "plates.print", sha256) as work:
        batch = _open(work, batch_id, seen)
        state = move(BATCH, BatchState(batch.state), BatchState.RENDERED)
        lines = plates.batch_lines(work.conn, batch_id)
        _refuse_changed(lines)
        if pages != len(lines) or set(layout_digests) != {line.plate_id for line in lines}:
            raise PlateRefused(why="not_the_batch", text=batch.number)
        work.change(
            plate_batch,
            {"id": batch_id, "row_version": seen},
            {"state": state.value, "file_sha256": sha256},
        )
        plates.set_digests(work, layout_digests)
        purpose = "draft" if plates.in_practice(work.conn) else "production"
        (run_id,) = work.new_ids(1)
        work.insert(
            print_run,
            {
                "district_code": work.district_code,
                "id": run_id,
                "batch_id": batch_id,
                "purpose": purpose,
                "file_sha256": sha256,
                "pages": pages,
                "template_version": batch.template_version,
                "actor": actor.login,
                "at": work.at,
            },
        )
    return work.changes()


def record_verified(
    store: Store,
    actor: Actor,
    batch_id: int,
    seen: int,
    *,
    sha256: str,
    ok: bool,
    mismatches: Sequence[str] = (),
) -> Changes:
    """Write the verdict of reading the file back; only a clean file sends its plates into production.

    Args:
        store: where.
        actor: who.
        batch_id: the batch.
        seen: its row version when it was read.
        sha256: of the file that was read back.
        ok: every page decoded and said what it must.
        mismatches: what did not; any makes the file fail, and the journal keeps them.

    Raises:
        NotFound, StaleRecord, WrongState: no such batch, changed since, or not rendered.
        PlateRefused: the register changed since the list was locked, or the file is not the one registered last.
    """
    clean = ok and not mismatches
    with store.write(actor, "plates.print", "" if clean else "\n".join(mismatches)) as work:
        batch = _open(work, batch_id, seen)
        wanted = BatchState.VERIFIED if clean else BatchState.FAILED
        values = {"state": move(BATCH, BatchState(batch.state), wanted).value}
        if sha256 != batch.file_sha256:
            raise PlateRefused(why="not_the_batch", text=batch.number, field="file")
        if clean:
            lines = plates.batch_lines(work.conn, batch_id)
            _refuse_changed(lines)
            step = move(PLATE, Plate.LISTED, Plate.IN_PRODUCTION)
            plates.set_state(work, [line.plate_id for line in lines], Plate.LISTED, step)
            values["verified_at"] = work.at
        work.change(plate_batch, {"id": batch_id, "row_version": seen}, values)
    return work.changes()


def abandon_batch(store: Store, actor: Actor, batch_id: int, seen: int, reason: str) -> Changes:
    """Give a list up: its plates become void, so that their addresses can be listed again.

    A list that the register has left behind can never be printed, and keeps its addresses from every other list.

    Raises:
        NotFound, StaleRecord, WrongState: no such batch, changed since, or verified and so in production.
        NotAllowed: the actor may not batch plates in its area.
    """
    with store.write(actor, "plates.batch", reason) as work:
        batch = _open(work, batch_id, seen)
        state = BatchState(batch.state)
        if state is not BatchState.FAILED:
            state = move(BATCH, state, BatchState.FAILED)
        listed = [
            line.plate_id for line in plates.batch_lines(work.conn, batch_id) if line.state == Plate.LISTED
        ]
        plates.set_state(work, listed, Plate.LISTED, move(PLATE, Plate.LISTED, Plate.VOID))
        work.change(plate_batch, {"id": batch_id, "row_version": seen}, {"state": state.value})
    return work.changes()


def _open(work: Work, batch_id: int, seen: int) -> BatchRow:
    batch = plates.batch_row(work.conn, plate_batch.c.id == batch_id, lock=True)
    if batch is None:
        raise NotFound("plate_batch", str(batch_id))
    work.actor.role_for(work.verb, batch.area_code)
    if batch.row_version != seen:
        raise StaleRecord("plate_batch", batch_id)
    return batch


def _refuse_changed(lines: Sequence[LineRow]) -> None:
    for line in lines:
        field = _changed(line)
        if field:
            raise PlateRefused(why="register_changed", text=line.full_text, field=field)


def _changed(line: LineRow) -> str:
    """The first thing in which a listed plate and the register differ, ``""`` when they agree."""
    if line.state != Plate.LISTED:
        return "plate"
    if not printable(Legal(line.legal), Code(line.code_state)):
        return "legal"
    if line.existence == Existence.DEMOLISHED:
        return "existence"
    if line.payload != line.live_payload:
        return "payload"
    chain = chain_of(line.live_key)
    if class_of(line.place_kind, chain) != line.plate_class:
        return "class"
    written = line.full_text.endswith(local_text(line.place_name, chain))
    return "" if written and _texts_now(line) == line.texts else "text"


def _texts_now(line: LineRow) -> PlateText:
    return texts_of(PlaceFace(line.place_name, line.place_kind, line.pinyin), chain_of(line.live_key))


def _line(row: LineRow, texts: PlateText) -> PlateLine:
    return PlateLine(
        plate_id=row.plate_id,
        line_no=row.line_no,
        plate_class=PlateClass(row.plate_class),
        node_id=row.node_id,
        full_text=row.full_text,
        subdistrict=row.subdistrict,
        community=row.community,
        addr_code=row.addr_code,
        payload=row.payload,
        position=row.position,
        ordinal=row.ordinal,
        texts=texts,
        template_version=row.template_version,
    )
