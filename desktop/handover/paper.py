"""交接清单 in words: an offer of the register turned into what is printed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from db.domain.audit import local_time
from db.services import audit
from db.services.coverage import current_units
from db.services.handover import handover_sheet
from db.store.handover import OfferedItem
from db.store.store import Store
from desktop.handover.words import kind_term, outcome_text, state_text, title_text
from desktop.i18n import translate
from desktop.terms import handover_term

_CODE, _DAY = 12, 10
_LEVELS = (6, 9, 12)


def unit_names(store: Store) -> dict[str, str]:
    """Code of 12 digits -> name of a unit of the day."""
    return {unit.code: unit.name for unit in current_units(store)}


def area_text(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Where something lies, from the district down; ``—`` when it has no area of its own."""
    said = [_path(code, names) for code in codes]
    return translate("handover", "、").join(said) or "—"


def _path(code: str, names: Mapping[str, str]) -> str:
    whole = code.ljust(_CODE, "0")
    units = dict.fromkeys(whole[:level].ljust(_CODE, "0") for level in _LEVELS)
    known = [names[unit] for unit in units if unit in names]
    return "".join(known) or code


def day_of(moment: str) -> str:
    """The legal day of a stored moment."""
    return local_time(moment)[:_DAY]


def write_paper(store: Store, handover_id: int, path: Path) -> int:
    """Write the list of an offer, as pages when the name ends in .pdf, else as a workbook; returns its items.

    Raises:
        NotFound: no such offer.
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    from desktop.files.handover_sheet import Paper, PaperItem, write_handover_pdf, write_handover_xlsx
    from desktop.office import list_head

    sheet, names, units = handover_sheet(store, handover_id), audit.people(store), unit_names(store)
    head, office = sheet.head, list_head(store)

    def item(one: OfferedItem) -> PaperItem:
        return PaperItem(
            kind=kind_term(one.kind),
            title=title_text(one.kind, one.title),
            area=area_text(one.areas, units),
            state=state_text(one.kind, one.state),
            since=day_of(one.since),
            note=outcome_text(one.outcome),
        )

    decided = f" {local_time(head.decided_at)}" if head.decided_at else ""
    paper = Paper(
        office=office.office,
        number=str(head.id),
        giver=person_text(head.from_login, names),
        receiver=person_text(head.to_login, names),
        offered=local_time(head.offered_at),
        state=handover_term(head.state) + decided,
        reason=head.reason,
        answer=head.answer,
        items=tuple(map(item, sheet.items)),
        left=head.left_out,
    )
    if path.suffix.lower() == ".pdf":
        write_handover_pdf(path, paper)
    else:
        write_handover_xlsx(path, paper, office.date_text)
    return len(paper.items)


def person_text(login: str, names: Mapping[str, str]) -> str:
    """Somebody by name and login."""
    if login not in names:
        return login
    return translate("handover", "{name}（{login}）").format(name=names[login], login=login)
