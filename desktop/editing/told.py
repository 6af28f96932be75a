"""What an application would change, told to whoever decides it: also what the texts of its addresses do not show."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from db.domain.plan import Act, BlockedItem
from db.domain.state import Legal
from db.services import addresses, application_desk
from db.services.application_desk import AddressLine, Seen
from db.services.extracts import unit_name
from db.services.redraw_seen import SeenRedraw, UnitLine
from db.store.queries import NodeRow
from db.store.store import Store
from desktop.editing.reasons import blocked_text
from desktop.editing.verdict import Line
from desktop.editing.words import day_text, edit_note, merged_into, taken_over
from desktop.i18n import translate
from desktop.terms import legal_term

_FIELDS = frozenset(one.name for one in fields(NodeRow))
_STATES = {Act.SUSPEND: (Legal.APPROVED, Legal.SUSPENDED), Act.RESTORE: (Legal.SUSPENDED, Legal.APPROVED)}


@dataclass(frozen=True, slots=True)
class Told:
    """An application, and its addresses in words."""

    seen: Seen
    lines: tuple[Line, ...]


def look_at(store: Store, application_id: int) -> Told:
    """Read an application as the one who decides it sees it.

    Raises:
        NotFound: no such application.
    """
    seen = application_desk.look_at(store, application_id)
    if seen.redraw is not None:
        return Told(seen, tuple(_unit_line(one) for one in seen.redraw.lines))
    notes = _notes(store, seen)
    return Told(seen, tuple(_line(one, notes) for one in seen.lines))


def _unit_line(line: UnitLine) -> Line:
    words = translate("editing", "{name}（{code}）")
    note = translate("editing", "地址 {n} 个").format(n=f"{line.addresses:,}")
    before = words.format(name=line.before, code=line.old_code)
    return Line(before, words.format(name=line.after, code=line.new_code), note)


def redraw_words(redraw: SeenRedraw) -> str:
    """What the list of applications does not tell of a redraw: the document, the day, whose areas change."""
    words = translate("editing", "；批文 {document}，{day} 生效")
    told = words.format(document=redraw.document, day=day_text(redraw.effective_on))
    if redraw.accounts:
        names = translate("editing", "、").join(dict.fromkeys(one.name for one in redraw.accounts))
        told += translate("editing", "；范围随之改变的账号：{names}").format(names=names)
    return told


def _notes(store: Store, seen: Seen) -> Mapping[int, str]:
    """What becomes of each address beside its text, which would be decided unseen."""
    becomes = _becomes(store, seen)
    if becomes:
        below = [line.node_id for line in seen.lines if seen.act is Act.CANCEL]
        notes = dict.fromkeys([*(edit.node_id for edit in seen.edits), *below], becomes)
        namesakes = [line.node_id for line in seen.lines if seen.act is Act.MERGE and not line.after]
        return dict.fromkeys(namesakes, translate("editing", "并入保留地址的同名下级")) | notes
    now = addresses.node_rows(store, [edit.node_id for edit in seen.edits])
    rows = {one: _former(row, seen) for one, row in now.items()}
    asked = [(rows[edit.node_id], edit) for edit in seen.edits if edit.node_id in rows]
    codes = {
        code
        for row, edit in asked
        if edit.community is not None
        for code in (row.area_community, edit.community)
    }
    units = {code: unit_name(store, code) for code in codes}
    return {row.id: edit_note(row, edit, units) for row, edit in asked}


def _former(row: NodeRow, seen: Seen) -> NodeRow:
    """An address as the application found it; as it is while that waits."""
    was = seen.former.get(row.id, {})
    return replace(row, **{name: value for name, value in was.items() if name in _FIELDS})


def _becomes(store: Store, seen: Seen) -> str:
    """What an act that changes no text makes of its addresses, in words."""
    if seen.act is Act.CANCEL:
        return legal_term(Legal.CANCELLED.value)
    if seen.act in _STATES:
        words = translate("editing", "{before} → {after}")
        before, after = _STATES[seen.act]
        return words.format(before=legal_term(before.value), after=legal_term(after.value))
    if seen.act is Act.MERGE:
        stays = addresses.node_rows(store, seen.successors)
        return merged_into([row.full_text for row in stays.values()])
    if seen.act is Act.SPLIT and not {one.node_id for one in seen.edits} & set(seen.successors):
        return taken_over([line.after for line in seen.lines if not line.before])
    return ""


def _line(line: AddressLine, notes: Mapping[int, str]) -> Line:
    refused = BlockedItem(line.node_id, line.before, line.reason, line.detail)
    why, note = blocked_text(refused) if line.reason else "", notes.get(line.node_id, "")
    if not line.after:  # it will be no address any more: what becomes of it stands where its text would
        return Line(line.before, note, why or _state(line), bool(why))
    return Line(line.before, line.after, why or note or _state(line), bool(why))


def _state(line: AddressLine) -> str:
    if line.follow:
        return translate("editing", "名下 {n} 个地址随之改称").format(n=f"{line.follow:,}")
    return legal_term(line.legal)
