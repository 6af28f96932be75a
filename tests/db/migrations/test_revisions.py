import os
import signal
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, event, inspect, text

import db.migrations
from db.domain.errors import StoreUnavailable
from db.schema.base import RowId
from db.schema.tables import metadata
from db.services.store import check_store, init_store, open_store, upgrade_store
from db.store import upgrade
from db.store.engine import make_engine, normal_url
from tests.register import DISTRICT, SEEDS

_OWN = ("id_counter", "node_search", "alembic_version", "attachment_chunk")
_SERVER_INDEXES = (
    "ix_node_search",
    "ix_node_place",
    "ix_node_community",
    "ix_node_named",
    "ix_node_lettered",
    "ix_node_point",
)
_POSTGRES_SCHEMA = (
    "SELECT 'column', table_name, column_name, concat_ws(' ', data_type, is_nullable, column_default) "
    "FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'sequence', sequencename, '', data_type::text FROM pg_sequences WHERE schemaname = 'public'",
    "SELECT 'function', proname, '', prosrc FROM pg_proc p WHERE pronamespace = 'public'::regnamespace "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
)


def schema(conn: Connection) -> list[tuple[str, ...]]:
    """Everything the database holds besides rows, as text."""
    if conn.dialect.name == "sqlite":
        queries: tuple[str, ...] = ("SELECT type, tbl_name, name, coalesce(sql, '') FROM sqlite_master",)
    else:
        queries = _POSTGRES_SCHEMA
    rows = [tuple(map(str, row)) for query in queries for row in conn.exec_driver_sql(query)]
    return sorted(row for row in rows if "alembic_version" not in row[1])


def migrated(url: str, *targets: str) -> list[tuple[str, ...]]:
    """The schema after going to each revision in turn, each in a transaction."""
    engine = make_engine(normal_url(url))
    try:
        for target in targets:
            with engine.connect() as raw, raw.execution_options(writing=True).begin():
                upgrade.migrate(raw, target)
        with engine.connect() as conn:
            return schema(conn)
    finally:
        engine.dispose()


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(db.migrations.__file__).parent))
    return ScriptDirectory.from_config(config)


def test_the_program_knows_the_newest_revision_and_there_is_one() -> None:
    assert scripts().get_heads() == [upgrade.HEAD]


def test_down_to_base_leaves_nothing(engine_url: str) -> None:
    assert migrated(engine_url, "head", "base") == []


def test_up_down_up_is_the_schema_of_up(engine_url: str) -> None:
    once = migrated(engine_url, "head")
    assert len(once) > 50
    assert migrated(engine_url, "base", "head") == once


def test_every_revision_goes_up_and_down_by_itself(engine_url: str) -> None:
    revisions = [one.revision for one in scripts().walk_revisions()][::-1]
    below = ["base", *revisions]
    for before, revision in zip(below, revisions, strict=False):
        reached = migrated(engine_url, revision)
        assert migrated(engine_url, before, revision) == reached


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index ix_node_point")
def test_the_head_is_the_metadata(engine_url: str) -> None:
    migrated(engine_url, "head")
    engine = make_engine(normal_url(engine_url))

    def ours(_object: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
        return not str(name).startswith(_OWN)

    with engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"include_object": ours, "compare_type": True})
        found = [one for one in compare_metadata(context, metadata) if not _one_engines_index(one)]
        large = [t for t in metadata.sorted_tables if "id" in t.c and isinstance(t.c.id.type, RowId)]
        if conn.dialect.name == "postgresql":
            indexes = {one["name"] for table in large for one in inspect(conn).get_indexes(table.name)}
            assert {f"ix_{table.name}_id" for table in large} <= indexes
    engine.dispose()
    assert found == []


def _one_engines_index(difference: Any) -> bool:
    """Search on a server has indexes that the metadata cannot say; large tables' own id index is PostgreSQL's alone."""
    act, index = difference[0], difference[1]
    if act == "remove_index":
        return str(index.name) in _SERVER_INDEXES
    return (
        act == "add_index"
        and str(index.name) == f"ix_{index.table.name}_id"
        and isinstance(index.table.c.id.type, RowId)
    )


def test_unique_rules_and_checks_of_the_head_are_those_of_the_metadata(engine_url: str) -> None:
    migrated(engine_url, "head")
    engine = make_engine(normal_url(engine_url))
    with engine.connect() as conn:
        found = inspect(conn)
        for name, table in metadata.tables.items():
            checks = {one["name"] for one in found.get_check_constraints(name)}
            name_of = conn.dialect.identifier_preparer.format_constraint
            assert checks == {name_of(one) for one in table.constraints if isinstance(one, CheckConstraint)}
            columns = {one["name"]: bool(one["nullable"]) for one in found.get_columns(name)}
            assert columns == {one.name: bool(one.nullable) for one in table.columns}, name
    engine.dispose()


@pytest.mark.parametrize("statement", [1, 7, 30, 60, 90])
def test_making_a_store_killed_half_way_leaves_no_half_schema(engine_url: str, statement: int) -> None:
    if os.fork() == 0:
        _die_at(engine_url, statement)
    _, status = os.wait()
    assert os.WIFSIGNALED(status)
    engine = make_engine(normal_url(engine_url))
    with engine.connect() as conn:
        assert inspect(conn).get_table_names() == []
    engine.dispose()
    init_store(engine_url, SEEDS, district_code=DISTRICT)
    store = open_store(engine_url)
    assert check_store(store).ok
    store.close()


def _die_at(url: str, statement: int) -> None:
    seen = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def _count(_conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        nonlocal seen
        seen += sql.startswith(("CREATE", "INSERT"))
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        init_store(url, SEEDS, district_code=DISTRICT)
    finally:
        os._exit(1)


@pytest.mark.parametrize(("revision", "why"), [("0000", "older"), ("9999", "newer")])
def test_a_store_of_another_revision_is_refused(store_url: str, revision: str, why: str) -> None:
    engine = make_engine(normal_url(store_url))
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
    engine.dispose()
    with pytest.raises(StoreUnavailable) as caught:
        open_store(store_url)
    assert (caught.value.why, caught.value.detail) == (why, revision)


def test_a_newer_store_is_not_upgraded_and_no_store_neither(store_url: str) -> None:
    engine = make_engine(normal_url(store_url))
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnavailable, match="newer"):
        upgrade_store(store_url)
    with engine.begin() as conn:
        conn.execute(text("DROP TABLE alembic_version"))
    engine.dispose()
    with pytest.raises(StoreUnavailable, match="not_a_store"):
        upgrade_store(store_url)


def test_upgrading_a_store_that_is_up_to_date_changes_nothing(store_url: str) -> None:
    before = migrated(store_url)
    assert upgrade_store(store_url) == upgrade.HEAD
    assert migrated(store_url) == before
