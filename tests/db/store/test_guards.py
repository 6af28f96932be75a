"""The server's tables of what may be done are the program's own, and every table of the store is in one of the lists."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from sqlalchemy import inspect

from db.domain.access import ALLOWED
from db.domain.place import NAME_MOVES
from db.domain.state import (
    APPLICATION,
    CODE,
    EXISTENCE,
    EXISTENCE_TURNED,
    FINDING,
    LEGAL,
    LIVE_LEGAL,
    PLATE,
    POSITION,
    PROBLEM,
    SHEET,
    Existence,
)
from db.schema.tables import metadata
from db.services.plates import BATCH
from tests.db.store.siege import Siege

UNWATCHED: Mapping[str, str] = {
    "journal": "only the functions that write entries may write it",
    "journal_change": "only the functions that write entries may write it",
    "journal_head": "only the functions that write entries may move it",
    "credential": "only the accounts' functions write it, and ask for an entry when it is about somebody else",
}
"""Tables whose changes are not held against an entry, and why."""

MACHINES: Mapping[tuple[str, str], Mapping[Any, Iterable[Any]]] = {
    ("node", "legal"): LEGAL,
    ("node", "code_state"): CODE,
    ("node", "existence"): EXISTENCE_TURNED,
    ("node", "position"): POSITION,
    ("application", "state"): APPLICATION,
    ("plate", "state"): PLATE,
    ("problem", "state"): PROBLEM,
    ("place", "state"): NAME_MOVES,
    ("plate_batch", "state"): BATCH,
    ("check_sheet", "state"): SHEET,
    ("check_finding", "state"): FINDING,
}
REVIEWED = ("submitted", "first_review", "approved")
"""The chief's reading is the first review: the server sees both steps as one."""


def steps(siege: Siege, table: str, column: str) -> set[tuple[str, str]]:
    found = siege.house(
        f"SELECT old, new FROM zp.step WHERE old <> '' AND table_name = '{table}' AND column_name = '{column}'"
    )
    return {(str(old), str(new)) for old, new in found}


def test_who_may_do_a_verb_is_what_the_program_says(siege: Siege) -> None:
    found = siege.house("SELECT verb, role FROM zp.verb_role")
    assert set(found) == {(verb, role.value) for verb, roles in ALLOWED.items() for role in roles}


@pytest.mark.parametrize("machine", MACHINES, ids=".".join)
def test_the_server_knows_the_steps_that_the_program_knows(siege: Siege, machine: tuple[str, str]) -> None:
    known = {(str(old), str(new)) for old, news in MACHINES[machine].items() for new in news if new != old}
    if machine == ("application", "state"):
        assert {REVIEWED[:2], REVIEWED[1:]} <= known
        known.add((REVIEWED[0], REVIEWED[2]))
    assert steps(siege, *machine) == known


def test_a_house_goes_back_in_its_life_only_where_an_edit_is_taken_back_or_done_again(siege: Siege) -> None:
    found = siege.house(
        "SELECT old, new, unnest(verbs) FROM zp.step "
        "WHERE old <> '' AND table_name = 'node' AND column_name = 'existence'"
    )
    verbs: dict[tuple[str, str], set[str]] = {}
    for old, new, verb in found:
        verbs.setdefault((str(old), str(new)), set()).add(str(verb))
    for step, allowed in verbs.items():
        forth = Existence(step[1]) in EXISTENCE[Existence(step[0])]
        assert {"address.undo", "address.redo"} <= allowed
        assert ("address.edit" in allowed) is forth, step
        assert forth or len(allowed) == 2, step


def test_an_address_lives_in_the_states_that_the_program_says(siege: Siege) -> None:
    ((rule,),) = siege.house("SELECT update_sql FROM zp.watched WHERE table_name = 'node'")
    listed = ", ".join(f"'{state.value}'" for state in sorted(LIVE_LEGAL, key=list(LEGAL).index))
    assert f"n.legal IN ({listed})" in rule


def test_every_verb_of_a_rule_exists(siege: Siege) -> None:
    for table in ("permit", "other_hand"):
        assert {row[0] for row in siege.house(f"SELECT DISTINCT verb FROM zp.{table}")} <= set(ALLOWED)
    assert {row[0] for row in siege.house("SELECT DISTINCT unnest(verbs) FROM zp.step")} <= set(ALLOWED)


def test_what_verbs_may_change_exists_and_counters_are_nobodys(siege: Siege) -> None:
    for verb, table, act, column in siege.house("SELECT verb, table_name, act, column_name FROM zp.permit"):
        columns = set(metadata.tables[table].columns.keys())
        assert (column in columns) if act == "update" else column == "*", (verb, table, act, column)
        assert column not in ("id", "district_code", "row_version", "child_count"), (verb, table)


def test_every_table_is_watched_or_says_why_not(siege: Siege) -> None:
    watched = {row[0] for row in siege.house("SELECT table_name FROM zp.watched")}
    assert watched | set(UNWATCHED) == set(metadata.tables)
    assert not watched & set(UNWATCHED)


def test_counters_and_notes_for_oneself_alone_need_no_more_than_an_entry(siege: Siege) -> None:
    found = siege.house("SELECT table_name FROM zp.watched WHERE kind = 'entry'")
    assert {row[0] for row in found} == {"place_community", "undo_step"}


def test_a_watched_table_is_watched_with_all_its_columns(siege: Siege) -> None:
    """A later revision that adds a column has to watch the table anew."""
    statements = dict(siege.house("SELECT table_name, update_sql FROM zp.watched WHERE kind <> 'entry'"))
    derived = {"node": {"child_count"}, "place": {"child_count"}}
    for table, statement in statements.items():
        columns = set(metadata.tables[table].columns.keys()) - {"row_version"} - derived.get(table, set())
        missing = {c for c in columns if f"(o.{c} " not in statement and f'(o."{c}" ' not in statement}
        assert not missing, table


def test_nothing_is_left_on_the_server_s_notes(siege: Siege) -> None:
    for table in ("turn", "entry", "act", "pending"):
        assert siege.house(f"SELECT * FROM zp.{table}") == []


def test_the_notes_survive_no_crash_since_no_transaction_does(siege: Siege) -> None:
    with siege.store.engine.connect() as conn:
        names = inspect(conn).get_table_names(schema="zp")
    found = siege.house(
        "SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r' "
        "AND relnamespace = 'zp'::regnamespace"
    )
    assert {row[0] for row in found} == {"turn", "entry", "act", "pending"} <= set(names)
