"""Check sheets for tests: issued by the clerk, filled in as a community does, handed back."""

import hashlib
import itertools

from sqlalchemy import select

from db.domain.check_return import ReturnedRows, ReturnRow
from db.domain.check_sheet import row_key
from db.domain.clock import legal_date
from db.domain.progress import Silent
from db.schema.sheets import check_sheet
from db.services import sheet_decisions, sheet_returns, sheets
from db.services.sheet_decisions import Answer, Decided, Decision
from db.services.sheet_returns import Taken
from db.services.sheets import Issued
from db.store.sheets import FindingRow, SheetRow
from db.store.store import Store
from tests.office import person
from tests.register import COMMUNITY

_serial = itertools.count(1)


def today(store: Store) -> str:
    return legal_date(store.clock.now())


def issued(store: Store, community: str = COMMUNITY, choice: str = sheets.EVERY) -> Issued:
    done = sheets.issue(store, person(store, "clerk"), [community], today(store), Silent(), choice)
    return done.sheets[0]


def filled(
    store: Store, sheet: Issued, answers: dict[int, dict[str, str]], fresh: tuple[dict[str, str], ...] = ()
) -> ReturnedRows:
    """A file as it comes back: answers by address, new rows behind them; the others stay empty."""
    rows = []
    for one in sheets.sheet_rows(store, sheet.sheet_id):
        shown = {"address": one.full_text, "own_text": one.values["own_text"]}
        cells = shown | answers.get(one.node_id, {})
        rows.append(
            ReturnRow("核查表", one.row_no + 6, row_key(sheet.number, one.row_no, one.node_id), cells)
        )
    rows += [ReturnRow("核查表", len(rows) + 7 + n, "", cells) for n, cells in enumerate(fresh)]
    digest = hashlib.sha256(str(next(_serial)).encode()).hexdigest()
    return ReturnedRows(sheet.number, "回收.xlsx", digest, tuple(rows))


def taken(store: Store, returned: ReturnedRows, login: str = "clerk") -> Taken:
    return sheet_returns.take_return(store, person(store, login), returned)


def findings(store: Store, sheet: Issued) -> list[FindingRow]:
    return sheets.sheet_findings(store, [sheet.sheet_id])


def decided(
    store: Store, found: list[FindingRow], answer: Answer = Answer.TAKE, login: str = "clerk"
) -> Decided:
    decisions = [Decision(one.id, one.row_version, answer) for one in found]
    return sheet_decisions.decide(store, person(store, login), decisions, "核查更正", "按核查表", Silent())


def sheet_now(store: Store, sheet: Issued) -> SheetRow:
    return next(one.sheet for one in sheets.list_sheets(store) if one.sheet.id == sheet.sheet_id)


def numbers(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.execute(select(check_sheet.c.number).order_by(check_sheet.c.id)).scalars())
