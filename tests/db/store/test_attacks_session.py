"""What a person with psql comes to who works on the session, the server and the accounts instead of the rows.

42501: no right; 0A000: nothing is copied past policies; ZA002: who may manage accounts.
"""

import pytest

from tests.db.store.siege import NOTHING, Siege, entry

ATTACKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    # -- separation of duties
    "enters an address as administrator": (
        "admin",
        ("UPDATE node SET side = 'left' WHERE id = {open}",),
        NOTHING,
    ),
    "edits an address as printer": ("printer", ("UPDATE node SET side = 'left' WHERE id = {open}",), NOTHING),
    "gives itself a role": (
        "clerk",
        ("INSERT INTO actor_role SELECT id, 'chief', '35' FROM actor WHERE login = 'clerk'",),
        "42501",
    ),
    "has the server give it a role": (
        "clerk",
        ("SELECT zp.account_grant('clerk', 'chief', '350203')",),
        "ZA002",
    ),
    "opens its own account wider": ("clerk", ("UPDATE actor SET state = 'active'",), "42501"),
    # -- the session
    "becomes the owner": ("clerk", ("SET ROLE postgres",), "42501"),
    "becomes another account": ("clerk", ("SET SESSION AUTHORIZATION postgres",), "42501"),
    "raises itself": ("clerk", ("ALTER ROLE CURRENT_USER SUPERUSER",), "42501"),
    "makes a role": ("admin", ("CREATE ROLE intruder LOGIN",), "42501"),
    "makes a table": ("clerk", ("CREATE TABLE public.node2 (x int)",), "42501"),
    "makes a schema": ("clerk", ("CREATE SCHEMA shadow",), "42501"),
    "shadows a table": ("clerk", ("CREATE TEMP TABLE actor (login text, state text)",), "42501"),
    "shadows an operator's function": (
        "clerk",
        ("CREATE FUNCTION pg_temp.starts_with(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",),
        "42501",
    ),
    "shadows a function in public": (
        "clerk",
        ("CREATE FUNCTION public.house() RETURNS boolean LANGUAGE sql AS 'SELECT true'",),
        "42501",
    ),
    "replaces who is at home": (
        "clerk",
        ("CREATE OR REPLACE FUNCTION zp.house() RETURNS boolean LANGUAGE sql AS 'SELECT true'",),
        "42501",
    ),
    "takes the guards off": ("clerk", ("ALTER TABLE node DISABLE TRIGGER ALL",), "42501"),
    "drops a guard": ("clerk", ("DROP TRIGGER watch_update ON node",), "42501"),
    "drops a policy": ("clerk", ("DROP POLICY see ON node",), "42501"),
    "takes row security off": ("clerk", ("ALTER TABLE node DISABLE ROW LEVEL SECURITY",), "42501"),
    "plays the replica": ("clerk", ("SET session_replication_role = replica",), "42501"),
    "reads without policies": (
        "area_clerk",
        ("SET LOCAL row_security = off", "SELECT count(*) FROM node"),
        "42501",
    ),
    "reads passwords": ("admin", ("SELECT * FROM credential",), "42501"),
    "reads the server's passwords": ("admin", ("SELECT rolpassword FROM pg_authid",), "42501"),
    "reads a file of the server": ("clerk", ("SELECT pg_read_file('pg_hba.conf')",), "42501"),
    "writes a file of the server": ("clerk", ("COPY node TO '/node.csv'",), "42501"),
    "runs a program on the server": ("clerk", ("COPY node TO PROGRAM 'true'",), "42501"),
    "copies past the policies": ("clerk", ("COPY node FROM STDIN",), "0A000"),
    "empties a table": ("clerk", ("TRUNCATE node",), "42501"),
    "deletes an address": ("clerk", ("DELETE FROM node WHERE id = {open}",), "42501"),
    "turns the counter of ids": ("clerk", ("SELECT setval('id_counter', 1)",), "42501"),
    "changes the rules": ("clerk", ("UPDATE catalogue SET body = ''",), "42501"),
    "changes what the store is": ("admin", ("UPDATE store_info SET district_code = '350205'",), "42501"),
    "changes the schema's number": ("admin", ("UPDATE alembic_version SET version_num = '0'",), "42501"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_the_server_comes_to_nothing(siege: Siege, attack: str) -> None:
    login, statements, outcome = ATTACKS[attack]
    before = siege.house("SELECT seq, hash FROM journal_head")
    assert siege.attack(login, *statements) == outcome
    assert siege.house("SELECT seq, hash FROM journal_head") == before


SHADOWS = (
    "CREATE TEMP TABLE actor AS SELECT * FROM public.actor",
    "UPDATE pg_temp.actor SET login = 'clerk' WHERE login = 'chief'",
    "CREATE TEMP TABLE actor_role AS SELECT a.id AS actor_id, 'chief' AS role, '' AS area_code FROM public.actor a",
    "CREATE TEMP TABLE journal_head AS SELECT 1 AS id, 0::bigint AS seq, '' AS hash",
    "CREATE FUNCTION pg_temp.pg_has_role(name, oid, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE FUNCTION pg_temp.starts_with(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE FUNCTION pg_temp.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT now() - make_interval(20)'",
    "SET search_path = pg_temp, public",
)


def test_shadows_over_what_the_guards_use_change_nothing_even_where_they_can_be_made(siege: Siege) -> None:
    """No account may make anything of its own. Were one given the right, the guards would still not look at it."""
    with siege.store.engine.begin() as conn:
        role = conn.exec_driver_sql("SELECT quote_ident(prefix || '_clerk') FROM zp.server").scalar_one()
        database = conn.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
        conn.exec_driver_sql(f"GRANT TEMPORARY ON DATABASE {database} TO {role}")
    connection = siege.psql("clerk")
    for shadow in SHADOWS:
        connection.execute(shadow.encode())
    connection.commit()
    try:
        assert siege.ask("clerk", "SELECT zp.house(), zp.login()") == [(False, "clerk")]
        forged = "UPDATE node SET legal = 'approved' WHERE id = {filed}"
        assert siege.attack("clerk", forged) == "ZP010"
        assert siege.attack("clerk", forged, entry("clerk", "application.file", "node {filed}")) == "ZP004"
        assert siege.attack("clerk", entry("clerk", "application.approve", "x 1", role="chief")) == "ZP003"
        before = siege.house("SELECT seq FROM public.journal_head")[0][0]
        connection.execute(entry("clerk", "person.reveal", "x 1").encode())
        newest = "SELECT seq, at > '2025' FROM public.journal ORDER BY seq DESC LIMIT 1"
        assert connection.execute(newest.encode()).fetchone() == (before + 1, True)
    finally:
        connection.rollback()
        siege.open.pop("clerk").close()
        with siege.store.engine.begin() as conn:
            conn.exec_driver_sql(f"REVOKE TEMPORARY ON DATABASE {database} FROM {role}")
