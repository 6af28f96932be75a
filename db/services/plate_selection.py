"""Which addresses can bear a plate now, of which class and saying what; and why the others cannot."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from db.domain.plate import PlateClass, PlateText
from db.domain.plate_face import PlaceFace, chain_of, class_of, local_text, street_order, texts_of
from db.domain.state import Code, Existence, Legal, printable
from db.store import plates


@dataclass(frozen=True, slots=True)
class BlockedPlate:
    """An approved address that gets no plate, and why as a code.

    ``no_payload`` or the rule that refused its QR row; ``single_stair`` (N21), ``demolished``, ``no_plate_class``
    (a floor), ``no_template``, ``text_mismatch`` (the written address is not its levels), or what preflight said.
    """

    node_id: int
    full_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What to list: where, made from which templates, and what is left out.

    Attributes:
        only: this class alone.
        preflight: node -> why its plate cannot be made, ``""`` when it can; a node preflight has not seen is not
            listed. None: no preflight was asked for.
        skip_single_stairs: a building's only stair needs no plate (N21, off unless the district says so).
    """

    area_code: str
    templates: Mapping[PlateClass, str]
    only: PlateClass | None
    preflight: Mapping[int, str] | None
    skip_single_stairs: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """A plate to be listed: the register's row, what it says, and where it comes in the list."""

    row: Row[*tuple[object, ...]]
    texts: PlateText
    order: tuple[object, ...]


def sort_out(conn: Connection, wish: Wish) -> tuple[dict[PlateClass, list[Ready]], list[BlockedPlate]]:
    """Addresses without a plate: those that can bear one by class, in street order, and those that cannot."""
    single = plates.single_stairs(conn, wish.area_code) if wish.skip_single_stairs else frozenset()
    unusable = plates.refused_payloads(conn)
    ready: dict[PlateClass, list[Ready]] = {}
    blocked: list[tuple[tuple[object, ...], BlockedPlate]] = []
    for row in plates.candidates(conn, wish.area_code):
        chain = chain_of(row.live_key)
        wanted = class_of(row.place_kind, chain)
        if wish.only is not None and wanted is not wish.only:
            continue
        order = (row.area_community, row.place_name, street_order(chain))
        reason = _reason(row, wanted, wish.templates, row.parent_id in single)
        if not row.full_text.endswith(local_text(row.place_name, chain)):
            reason = reason or "text_mismatch"
        if wish.preflight is not None:
            reason = reason or wish.preflight.get(row.id, "not_preflighted")
        if reason or wanted is None:
            why = unusable.get(row.id, reason) if reason == "no_payload" else reason
            blocked.append((order, BlockedPlate(row.id, row.full_text, why)))
        else:
            texts = texts_of(PlaceFace(row.place_name, row.place_kind, row.pinyin), chain)
            ready.setdefault(wanted, []).append(Ready(row, texts, order))
    for found in ready.values():
        found.sort(key=lambda one: one.order)
    return ready, [one for _, one in sorted(blocked, key=lambda pair: pair[0])]


def _reason(
    row: Row[*tuple[object, ...]],
    wanted: PlateClass | None,
    templates: Mapping[PlateClass, str],
    single: bool,
) -> str:
    if wanted is None:
        return "no_plate_class"
    if row.existence == Existence.DEMOLISHED:
        return "demolished"
    if row.payload is None or not printable(Legal.APPROVED, Code(row.code_state)):
        return "no_payload"
    if single and wanted is PlateClass.STAIR:
        return "single_stair"
    return "" if wanted in templates else "no_template"
