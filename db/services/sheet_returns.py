"""Taking a check sheet that came back: each row held against what went out and what stands, three-way.

A file taken twice changes nothing, halves of it come in any order; what was said is kept beside the rows that went out,
and whatever differs from the register is a finding that somebody decides (``db.services.sheet_decisions``).
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from db.domain.access import Actor
from db.domain.address import CITY
from db.domain.changes import Changes
from db.domain.check_return import IssuedRow, ReturnedRows, Said, read_return
from db.domain.check_sheet import ADDRESS, EXISTENCE, GONE, NOTE, RANK, Kind, SheetRefused, gravest, merge
from db.domain.state import Finding, Sheet
from db.schema.address import node
from db.schema.sheets import check_finding, check_return
from db.store import sheets as rows
from db.store.sets import among
from db.store.sheets import FindingRow, ReturnRow, SheetRow
from db.store.store import Store, Work

_KEPT = ("sheet_id", "return_id", "row_no", "node_id", "field", "kind", "why", "state", "id")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken: read = accepted + changed + fresh + disputed + rejected; rows nobody filled in are beside.

    Attributes:
        again: it had been taken before, and nothing changed.
    """

    number: str
    community: str
    done: ReturnRow
    again: bool
    changes: Changes


def take_return(store: Store, actor: Actor, returned: ReturnedRows) -> Taken:
    """Take a file that came back; taking it again changes nothing.

    Raises:
        NotFound: no sheet of this number, or not in sight.
        NotAllowed: the sheet is outside the actor's area.
        SheetRefused: ``withdrawn``.
    """
    with store.write(actor, "sheet.return", returned.number) as work:
        sheet = rows.sheet_by_number(work, returned.number)
        actor.role_for("sheet.return", sheet.area_community)
        if sheet.state == Sheet.WITHDRAWN:
            raise SheetRefused("withdrawn", sheet.number)
        before = [one for one in rows.returns(work.conn, [sheet.id]) if one.sha256 == returned.sha256]
        done = before[0] if before else _Taking(work, sheet, returned).take()
    return Taken(sheet.number, sheet.area_community, done, bool(before), work.changes())


class _Taking:
    """One file on its way in."""

    def __init__(self, work: Work, sheet: SheetRow, returned: ReturnedRows) -> None:
        self._work, self._sheet, self._returned = work, sheet, returned
        self._issued = rows.issued_rows(work.conn, sheet.id)
        self._now = rows.standings(work.conn, {one.node_id for one in self._issued.values()})
        known = rows.findings(work.conn, check_finding.c.sheet_id == sheet.id)
        self._known = {_sameness(one): one for one in known}
        self._made: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._contested: set[tuple[int, str]] = set()
        self._counts = dict.fromkeys(RANK, 0)
        self._blank = 0
        self._touched: dict[int, IssuedRow] = {}

    def take(self) -> ReturnRow:
        """Hold every row against sheet and register, and put down what differs."""
        found = read_return(self._sheet.number, self._returned.rows, self._issued)
        there = self._there({said.words[ADDRESS] for said in found if said.is_new})
        for said in found:
            if said.is_blank:
                self._blank += 1
            else:
                self._counts[self._one(said, there)] += 1
        done = self._put_down()
        self._contest()
        return done

    def _there(self, texts: set[str]) -> set[str]:
        """Which of the new addresses the register has already, as they are written."""
        whole = {form: text for text in texts for form in self._forms(text)}
        query = select(node.c.full_text).where(
            among(self._work.conn, node.c.full_text, whole), node.c.is_live
        )
        return {whole[text] for text in self._work.conn.execute(query).scalars()}

    def _forms(self, text: str) -> tuple[str, ...]:
        district = rows.unit_names(self._work.conn, [self._sheet.area_community[:6] + "000000"])
        return (text, *(CITY + name + text for name in district.values()), *(CITY + text,))

    def _one(self, said: Said, there: set[str]) -> Kind:
        """Put down what differs in a row, and say what becomes of it as a whole."""
        kinds = []
        for refusal in said.refused:
            self._note(said, refusal.field, ("", "", refusal.said), (Kind.REJECTED, refusal.why))
            kinds.append(Kind.REJECTED)
        if said.is_new:
            known = said.words[ADDRESS] in there
            for name, word in said.words.items():
                if not known or name == NOTE:
                    self._note(said, name, ("", "", word), (Kind.NEW, ""))
                    kinds.append(Kind.NEW)
        elif said.words and said.issued is not None:
            kinds.append(self._merge(said, said.issued))
        return gravest(kinds)

    def _merge(self, said: Said, issued: IssuedRow) -> Kind:
        one = self._touched.get(issued.row_no, issued)
        stands = self._now.get(one.node_id)
        now = stands.values if stands else {EXISTENCE: GONE}
        merged = merge(
            {**one.values, ADDRESS: one.full_text}, now, one.heard, said.words, doubtful=said.doubtful
        )
        for word in merged.judged:
            if word.kind is not Kind.ACCEPTED:
                self._note(said, word.field, (word.issued, word.now, word.said), (word.kind, ""))
        self._contested |= {(one.row_no, name) for name in merged.contradicted}
        answer = one.answer if said.refused else merged.kind.value
        self._touched[one.row_no] = replace(one, answer=answer, heard=merged.heard)
        return merged.kind

    def _note(self, said: Said, name: str, values: tuple[str, str, str], how: tuple[Kind, str]) -> None:
        """Keep a finding, unless the very same was kept from an earlier file."""
        issued, now, word = values
        one = said.issued
        full_text = one.full_text if one else said.words.get(ADDRESS, "")
        finding = {
            "file_sheet": said.row.sheet,
            "file_row": said.row.row_no,
            "row_no": one.row_no if one else 0,
            "node_id": one.node_id if one else None,
            "full_text": full_text,
            "field": name,
            "issued": issued,
            "now": now,
            "said": word,
            "kind": how[0].value,
            "why": how[1],
        }
        same = (finding["row_no"], full_text, name, word, how[1])
        if same not in self._known:
            self._made.setdefault(same, finding)

    def _put_down(self) -> ReturnRow:
        work, sheet, counts = self._work, self._sheet, self._counts
        (return_id,) = work.new_ids(1)
        values: dict[str, Any] = {
            "sheet_id": sheet.id,
            "file_name": self._returned.file,
            "sha256": self._returned.sha256,
            "taken_by": work.actor.login,
            "taken_at": work.at,
            "read_count": sum(counts.values()),
            "accepted": counts[Kind.ACCEPTED],
            "changed": counts[Kind.CHANGED],
            "fresh": counts[Kind.NEW],
            "disputed": counts[Kind.CONFLICT],
            "rejected": counts[Kind.REJECTED],
            "blank": self._blank,
        }
        area = rows.area_values(sheet.area_community)
        work.insert(check_return, {"district_code": work.district_code, "id": return_id, **area, **values})
        self._keep_findings(return_id, area)
        rows.hear(work, sheet.id, list(self._touched.values()))
        self._move_on()
        return ReturnRow(return_id, **values)

    def _keep_findings(self, return_id: int, area: dict[str, str]) -> None:
        work = self._work
        made = list(self._made.values())
        if not made:
            return
        own = {
            "district_code": work.district_code,
            "sheet_id": self._sheet.id,
            "return_id": return_id,
            **area,
        }
        ids = work.new_ids(len(made))
        columns = ("id", *own, *made[0], "state")
        lines = [
            (row_id, *own.values(), *one.values(), Finding.OPEN.value)
            for row_id, one in zip(ids, made, strict=True)
        ]
        # What a community wrote stays out of the journal: nobody can take it out there again.
        work.insert_many(check_finding, columns, lines, _KEPT)

    def _move_on(self) -> None:
        sheet, work = self._sheet, self._work
        answered = sum(1 for no, one in self._issued.items() if self._touched.get(no, one).answer)
        state = Sheet.CLOSED if rows.is_done(work, sheet, answered) else Sheet.RETURNED
        if sheet.state == Sheet.CLOSED and not self._made and answered <= sheet.answered:
            state = Sheet.CLOSED
        if sheet.state == Sheet.ISSUED and not sum(self._counts.values()):
            state = Sheet.ISSUED  # handed back as it went out: nobody has checked anything yet
        closed = work.at if state is Sheet.CLOSED else ""
        rows.move_sheet(
            work, sheet, state, {"answered": answered, "returned_at": work.at, "closed_at": closed}
        )

    def _contest(self) -> None:
        """Findings about which something else is said now are for a person too."""
        for one in self._known.values():
            contested = (one.row_no, one.field) in self._contested
            if contested and one.state == Finding.OPEN and one.kind == Kind.CHANGED:
                key = {"id": one.id, "row_version": one.row_version}
                self._work.change(check_finding, key, {"kind": Kind.CONFLICT.value})


def _sameness(one: FindingRow) -> tuple[Any, ...]:
    return (one.row_no, one.full_text, one.field, one.said, one.why)
