"""What an account of one area comes to see of another: no row of any table, by whatever door it knocks."""

import re
from typing import Any

import psycopg
import pytest
from sqlalchemy import Boolean, CheckConstraint, Column, Float, Integer, Table, insert, text

from db.schema.tables import metadata
from db.store.server import OPEN
from tests.db.store.siege import Siege
from tests.register import DISTRICT, FAR_COMMUNITY

MARK = "远处的秘密"
NUMBER = 880_123
MARKS = (MARK, MARK.encode().hex(), str(NUMBER))
SPY = "area_clerk"
_ONE_OF = re.compile(r"^(\w+) in \('(\w*)'")
_OWN = ("journal", "journal_change", "credential")
"""Tables that are not planted: the journal has entries of the other area anyway, passwords nobody reads at all."""
GUARDED = sorted(set(metadata.tables) - set(OPEN) - set(_OWN))
_LOGINS = (
    *(
        "filed_by",
        "decided_by",
        "actor",
        "created_by",
        "made_by",
        "added_by",
        "from_login",
        "to_login",
        "offered_by",
    ),
    *("login", "claimed_by", "inspector"),
)
_AREAS = {
    **{"district_code": DISTRICT, "area_district": f"{DISTRICT}000000", "area_subdistrict": "350203006000"},
    **dict.fromkeys(("area_community", "community_code", "area_code", "area_codes"), FAR_COMMUNITY),
}


def planted(table: Table, siege: Siege) -> dict[str, Any]:
    """A row of the other area that says its mark wherever it may."""
    fixed = {
        found[1]: found[2]
        for one in table.constraints
        if isinstance(one, CheckConstraint) and (found := _ONE_OF.match(str(one.sqltext)))
    }
    known = {
        **_AREAS,
        **dict.fromkeys(_LOGINS, "far_clerk"),
        **fixed,
        "table_name": "node",
        "row_id": siege.ids["far"],
    }
    known |= dict.fromkeys(("node_id", "old_id", "owner"), siege.ids["far"]) | {"sha256": "f" * 64}
    known |= dict.fromkeys(("changed", "fresh", "disputed", "rejected"), 0)  # a return's figures add up
    known |= {"application_id": siege.ids["far_application"], "valid_to": "2018-02-02", "number": 777}
    return {column.name: known.get(column.name, _value(column)) for column in table.columns}


def _value(column: Column[Any]) -> Any:
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer | Float):
        return NUMBER  # ids and whatever refers to them: a planted row belongs to planted rows
    return MARK


@pytest.fixture(scope="module")
def spied(siege: Siege) -> Siege:
    with siege.store.engine.connect() as conn, conn.begin() as begun:
        for name in GUARDED:
            table = metadata.tables[name]
            row = planted(table, siege)
            if name == "plate_batch":
                row["number"] = MARK
            conn.execute(insert(table).values(row))
        conn.execute(
            text("INSERT INTO attachment_chunk VALUES (:sha, 0, convert_to(:mark, 'UTF8'))"),
            {"sha": "f" * 64, "mark": MARK},
        )
        begun.commit()
    return siege


def answers(siege: Siege, statement: str) -> str:
    """Everything the spy is told, errors with all they say included."""
    connection = siege.psql(SPY)
    try:
        with connection.transaction():
            if statement.startswith("COPY"):
                with connection.cursor().copy(statement.encode()) as copy:
                    return b"".join(bytes(one) for one in copy).decode()
            return repr(connection.execute(statement.encode()).fetchall())
    except psycopg.Error as error:
        diagnosis = error.diag
        return " ".join(
            str(one) for one in (error, diagnosis.message_detail, diagnosis.message_hint, diagnosis.context)
        )


@pytest.mark.parametrize("table", [*GUARDED, "attachment_chunk"])
def test_no_row_of_another_area_is_read(spied: Siege, table: str) -> None:
    whole = spied.house(f"SELECT t::text FROM {table} t")
    assert any(mark in row[0] for row in whole for mark in MARKS), "the mark is planted"
    for statement in (
        f"SELECT t::text FROM {table} t",
        f"COPY {table} TO STDOUT",
        f"COPY (SELECT to_jsonb(t) FROM {table} t) TO STDOUT",
        f"SELECT row_to_json(t)::text FROM {table} t",
        f"SELECT t::text::int FROM {table} t",
        f"SELECT count(*) FROM {table} t WHERE 1 / (CASE WHEN t::text LIKE '%{MARK[:2]}%' THEN 0 ELSE 1 END) = 1",
        f"EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT * FROM {table} t WHERE t::text <> ''",
    ):
        told = answers(spied, statement)
        assert not [mark for mark in MARKS if mark in told], statement
        assert "division by zero" not in told, statement


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT tablename, most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE schemaname = 'public'",
        "SELECT * FROM pg_statistic",
        "SELECT query FROM pg_stat_activity WHERE usename <> current_user",
        "SELECT reason FROM journal",
        "SELECT title, reason FROM application",
        "SELECT before || after FROM journal_change",
        "SELECT cells FROM import_row",
    ],
)
def test_nothing_of_another_area_is_told_beside_the_rows(spied: Siege, statement: str) -> None:
    with spied.store.engine.connect() as conn, conn.begin():
        conn.execute(text("ANALYZE"))
    told = answers(spied, statement)
    assert MARK not in told
    assert "远处的申请" not in told


def test_the_own_area_is_read_all_the_while(spied: Siege) -> None:
    assert spied.ask(SPY, "SELECT count(*) > 3 FROM node") == [(True,)]
    own = spied.ask(
        SPY, "SELECT title FROM application WHERE state = 'submitted' ORDER BY title COLLATE \"C\""
    )
    assert own == [("张三的申请",), ("自己的申请",)]
    assert spied.ask("far_clerk", "SELECT title FROM application WHERE state = 'submitted'") == [
        ("远处的申请",)
    ]
    assert MARK in str(spied.ask("far_clerk", "SELECT title FROM application"))


def test_searching_finds_nothing_of_another_area(spied: Siege) -> None:
    for words in (MARK, "远处", "2号"):
        told = answers(spied, f"SELECT * FROM zp.find_text('{words}', '{words}', '', 50)")
        assert MARK not in told
        assert str(spied.ids["far"]) not in told
