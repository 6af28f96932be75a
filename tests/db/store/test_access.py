"""Who sees and writes what on a server: by the catalogue, and by accounts that sign in for themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from psycopg import errors
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StoreUnavailable
from db.domain.plate import PlateClass
from db.schema.tables import metadata
from db.services.addresses import divisions, node_rows
from db.services.plates import make_batches
from db.services.quality import find_problems
from db.services.search import search
from db.services.store import check_store
from db.store.bulk import array_text, insert_rows
from db.store.server import CALLABLE, OPEN, RIGHTS
from db.store.store import Store
from tests.desks import Desks, house, open_desks
from tests.office import COMPOUND, LANE, addresses, approved, coded, person
from tests.postgres import Server
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY

VERSIONS = {one: f"{one.value}/2026.1" for one in PlateClass}
OURS = "relnamespace IN ('public'::regnamespace, 'zp'::regnamespace)"


def asked(store: Store, question: str, **given: object) -> list[tuple[object, ...]]:
    with store.engine.connect() as conn:
        return [tuple(row) for row in conn.execute(text(question), given)]


def member(store: Store) -> str:
    return f"{asked(store, 'SELECT prefix FROM zp.server')[0][0]}_member"


@contextmanager
def signed_in(store: Store, login: str) -> Iterator[Connection]:
    assert isinstance(store, Desks)
    with store.desk(login).engine.connect() as conn:
        yield conn


def sees(store: Store, login: str, table: str) -> int:
    with signed_in(store, login) as conn:
        return int(conn.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def holds(store: Store, table: str) -> int:
    return int(str(asked(store, f"SELECT count(*) FROM {table}")[0][0]))


@pytest.fixture(scope="module")
def busy(postgres_server: Server, postgres_template: str) -> Iterator[Store]:
    """Addresses, codes, plates and problems in two communities; no test leaves it other than it was."""
    name = postgres_server.create_database(postgres_template)
    store = open_desks(postgres_server.url(name))
    coded(store, ["1号", "5号"])
    coded(store, ["2号"], LANE, community=FAR_COMMUNITY)
    addresses(store, ["9号"], COMPOUND, community=FAR_COMMUNITY)
    make_batches(store, person(store, "printer"), DISTRICT, VERSIONS)
    find_problems(store, person(store, "inspector"))
    yield store
    store.close()
    postgres_server.drop_database(name)


@contextmanager
def meanwhile(store: Store, done: list[str], undone: list[str]) -> Iterator[None]:
    """Statements of the house, and what undoes them."""
    for statements in (done, undone):
        with store.engine.begin() as conn:
            for statement in statements:
                conn.exec_driver_sql(statement)
        if statements is done:
            yield


def test_every_table_is_protected_or_open_for_a_reason(busy: Store) -> None:
    tables = asked(
        busy,
        f"SELECT oid::regclass::text, relrowsecurity, EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid "
        f"AND p.polcmd = 'r' AND pg_get_expr(p.polqual, p.polrelid) <> 'true') FROM pg_class c "
        f"WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND {OURS}",
    )
    assert {str(name) for name, *_ in tables} >= {*metadata.tables, *OPEN, *RIGHTS}
    for name, guarded, narrows in tables:
        readable = "SELECT" in RIGHTS.get(str(name), "")
        assert not readable or str(name) in OPEN or (guarded and narrows), name
        if any(act in RIGHTS.get(str(name), "") for act in ("INSERT", "UPDATE", "DELETE")):
            assert guarded, name
    assert all(reason.strip() for reason in OPEN.values())


def test_members_hold_exactly_their_rights_and_nobody_else_any(busy: Store) -> None:
    group = member(busy)
    found = asked(
        busy,
        "SELECT c.oid::regclass::text, coalesce(g.rolname, 'PUBLIC'), string_agg(a.privilege_type, ', ') "
        "FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee "
        f"WHERE {OURS} AND c.relkind <> 'S' AND a.grantee <> c.relowner GROUP BY 1, 2",
    )
    given = {str(table): set(str(rights).split(", ")) for table, who, rights in found if who == group}
    assert given == {table: set(rights.split(", ")) for table, rights in RIGHTS.items()}
    assert {who for _table, who, _rights in found} == {group}


def test_members_may_call_only_what_looks_who_calls(busy: Store) -> None:
    callable_ = asked(
        busy,
        "SELECT p.pronamespace::regnamespace::text, p.proname FROM pg_proc p WHERE has_function_privilege(:who, p.oid, "
        "'EXECUTE') AND p.pronamespace IN ('public'::regnamespace, 'zp'::regnamespace) "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
        who=member(busy),
    )
    assert {name for schema, name in callable_ if schema == "zp"} == CALLABLE
    assert [name for schema, name in callable_ if schema == "public"] == []
    loose = "SELECT proname FROM pg_proc WHERE pronamespace = 'zp'::regnamespace AND prosecdef AND proconfig IS NULL"
    assert asked(busy, loose) == []


def test_everything_is_the_owners_who_cannot_sign_in(busy: Store) -> None:
    owner = member(busy).removesuffix("member") + "owner"
    owners = asked(
        busy,
        f"SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE {OURS} UNION "
        "SELECT DISTINCT p.proowner::regrole::text FROM pg_proc p WHERE pronamespace = 'zp'::regnamespace UNION "
        "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'zp'",
    )
    assert owners == [(owner,)]
    roles = "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname IN (:a, :b) ORDER BY 1"
    group = member(busy)
    assert asked(busy, roles, a=owner, b=group) == [
        (group, False, False, False),
        (owner, False, False, False),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (id integer)",
        "CREATE TABLE zp.mine (id integer)",
        "CREATE TEMPORARY TABLE mine (id integer)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION public.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE node DISABLE ROW LEVEL SECURITY",
        "TRUNCATE plate",
        "DELETE FROM node",
        "INSERT INTO actor_role (actor_id, role, area_code) SELECT id, 'chief', '' FROM actor WHERE login = 'clerk'",
        "UPDATE actor SET state = 'active'",
        "SELECT * FROM credential",
        "SELECT * FROM zp.server",
        "UPDATE journal SET reason = ''",
        "INSERT INTO journal_head (id, seq, hash) VALUES (2, 0, '')",
    ],
)
def test_an_account_neither_makes_nor_unmakes_anything_past_the_services(busy: Store, statement: str) -> None:
    with signed_in(busy, "clerk") as conn, pytest.raises(DBAPIError) as refused:
        conn.exec_driver_sql(statement)
    assert isinstance(refused.value.orig, errors.InsufficientPrivilege)


def test_a_community_clerk_sees_his_community_and_a_district_clerk_everything(busy: Store) -> None:
    for table in ("node", "plate"):
        with signed_in(busy, "area_clerk") as conn:
            found = conn.exec_driver_sql(f"SELECT DISTINCT area_community FROM {table}").scalars().all()
        assert found == [COMMUNITY], table
    for table in metadata.tables:
        if table in RIGHTS:
            assert sees(busy, "clerk", table) == holds(busy, table), table
    for table in ("node_version", "addr_code", "payload", "application_item", "journal_change", "import_row"):
        assert 0 <= sees(busy, "area_clerk", table) < holds(busy, table), table
    assert sees(busy, "area_clerk", "addr_code") == sees(busy, "area_clerk", "payload") == 2


def test_no_column_of_a_row_elsewhere_is_seen_by_way_of_another_table(busy: Store) -> None:
    elsewhere = [
        row[0] for row in asked(busy, f"SELECT id FROM node WHERE area_community = '{FAR_COMMUNITY}'")
    ]
    assert elsewhere
    keyed = [one for one in metadata.sorted_tables if "node_id" in one.c and one.name in RIGHTS]
    with signed_in(busy, "area_clerk") as conn:
        for table in keyed:
            count = f"SELECT count(*) FROM {table.name} WHERE node_id = ANY (:ids)"
            assert conn.execute(text(count), {"ids": elsewhere}).scalar_one() == 0, table.name


def test_only_who_sees_the_whole_journal_may_judge_it(busy: Store) -> None:
    assert isinstance(busy, Desks)
    assert check_store(busy.desk("clerk")).ok
    with pytest.raises(StoreUnavailable) as refused:
        check_store(busy.desk("area_clerk"))
    assert (refused.value.why, refused.value.detail) == ("no_permission", "journal")


def test_units_count_the_addresses_that_the_account_sees(busy: Store) -> None:
    assert isinstance(busy, Desks)
    counted = {row.code: row.nodes for row in divisions(busy.desk("area_clerk"))}
    assert (counted[COMMUNITY], counted[FAR_COMMUNITY], counted[f"{DISTRICT}000000"]) == (2, 0, 2)
    assert divisions(busy.desk("clerk")) == divisions(house(busy))


def test_a_closed_account_sees_nothing_that_is_protected(busy: Store) -> None:
    closed = "UPDATE actor SET state = '{}' WHERE login = 'clerk'"
    with meanwhile(busy, [closed.format("closed")], [closed.format("active")]):
        for table in RIGHTS:
            if table not in OPEN:
                assert sees(busy, "clerk", table) == 0, table


def test_a_colleague_elsewhere_ends_seeing_everything(busy: Store) -> None:
    assert sees(busy, "clerk", "journal") == holds(busy, "journal")
    hired = [
        "INSERT INTO actor (id, login, name, state, created_at) VALUES (9001, 'next', '邻', 'active', '')",
        "INSERT INTO actor_role (actor_id, role, area_code) VALUES (9001, 'clerk', '350206')",
    ]
    gone = [
        "ALTER TABLE actor DISABLE TRIGGER keep_actor",
        "DELETE FROM actor_role WHERE actor_id = 9001",
        "DELETE FROM actor WHERE id = 9001",
        "ALTER TABLE actor ENABLE TRIGGER keep_actor",
    ]
    with meanwhile(busy, hired, gone):
        with signed_in(busy, "clerk") as conn:
            assert conn.exec_driver_sql("SELECT zp.covers_all()").scalar() is False
        assert sees(busy, "clerk", "node") == holds(busy, "node")
        assert sees(busy, "next", "node") == sees(busy, "next", "journal") == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE node SET area_community = '350203006001' WHERE area_community = '350203005001'",
        "UPDATE node SET area_district = '350206000000', area_subdistrict = '', area_community = '350206001001'",
        "INSERT INTO problem (district_code, id, area_community, problem, rule, node_id, subject, detail, state, found_at) "
        "VALUES ('350203', 7, '350203006001', '错', 'r', 1, 's', '', 'registered', '')",
    ],
)
def test_no_row_is_written_into_or_moved_to_another_area(busy: Store, statement: str) -> None:
    with signed_in(busy, "area_clerk") as conn, pytest.raises(DBAPIError, match="row-level security"):
        conn.exec_driver_sql(statement)


def test_rows_elsewhere_are_not_changed_by_a_statement_that_would_meet_them(busy: Store) -> None:
    with signed_in(busy, "area_clerk") as conn:
        changed = conn.exec_driver_sql("UPDATE node SET side = 'left' WHERE side = ''").rowcount
    assert changed == 2


def test_an_account_puts_many_rows_in_as_the_house_does(shared_store: Store) -> None:
    table = metadata.tables["import_row"]
    columns = [*(column.name for column in table.columns if column.name != "node_id"), "node_id"]
    texts = ("f|x.xlsx", "Sheet\t1", 3, 0, '{"address":"A\\B\\"\n𠮷"}', "staged", "", "", "", "{,}", "NULL")
    rows = [(DISTRICT, 10 + n, 7, *texts, None if n % 2 else 5) for n in range(6_000)]
    batch = (
        "INSERT INTO import_batch (district_code, id, kind, source_name, source_sha256, options, state, actor, staged_at) "
        "VALUES (%s, 7, 'addresses', '', '', '', 'staged', 'clerk', '')"
    )
    found = []
    for login in ("clerk", ""):
        with signed_in(shared_store, login) if login else shared_store.engine.connect() as conn:
            conn.exec_driver_sql(batch, (DISTRICT,))
            insert_rows(conn, table, columns, rows)
            found.append(conn.exec_driver_sql("SELECT * FROM import_row ORDER BY id").all())
            conn.rollback()
    assert found[0] == found[1]
    assert len(found[0]) == len(rows)


@given(st.lists(st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
@example(["", "NULL", "null", '"', "\\", "{a,b}", " a ", "\n", "%s", None])
def test_a_list_written_as_an_array_is_read_as_the_list(busy: Store, values: list[str | None]) -> None:
    with busy.engine.connect() as conn:
        read = conn.exec_driver_sql("SELECT %s::text[]", (array_text(values),)).scalar_one()
    assert read == values


def test_searching_finds_only_what_lies_in_ones_area(busy: Store) -> None:
    assert isinstance(busy, Desks)
    for wanted in ("号", "路", "湖滨", "官任一里", "盈翠花园9号", "厦门市思明区官任一里2号"):
        everything = search(house(busy), wanted, only_nodes=True)
        assert search(busy.desk("clerk"), wanted, only_nodes=True) == everything
        own = node_rows(house(busy), [one.id for one in everything])
        mine = tuple(one for one in everything if own[one.id].area_community == COMMUNITY)
        assert search(busy.desk("area_clerk"), wanted, only_nodes=True) == mine
    assert len(search(busy.desk("area_clerk"), "号")) == 2


def test_a_code_elsewhere_leads_nowhere(busy: Store) -> None:
    assert isinstance(busy, Desks)
    codes = asked(busy, "SELECT c.code, n.area_community FROM addr_code c JOIN node n ON n.id = c.node_id")
    for code, community in codes:
        found = search(busy.desk("area_clerk"), str(code))
        assert bool(found) == (community == COMMUNITY)


def test_addresses_approved_elsewhere_stay_out_of_sight_when_a_list_names_them(shared_store: Store) -> None:
    assert isinstance(shared_store, Desks)
    far = approved(shared_store, ["4号"], LANE, community=FAR_COMMUNITY)
    assert node_rows(shared_store.desk("area_clerk"), far.values()) == {}
