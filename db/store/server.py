"""Prepares a PostgreSQL database for many desks: what it must be able to do, its roles, who owns and who may what.

Roles belong to the whole server, so their names begin with the database's. ``<database>_owner`` owns every object and
nobody signs in as it; every account is a member of ``<database>_member``, which has the rights listed here. Which rows
an account sees of the tables it may read is said by the policies beside the schema.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from db.domain.errors import StoreUnavailable

_READ, _ADD, _CHANGE = "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE"
_LONGEST_PAUSE = "10min"
"""In a transaction: a workstation that lost its current keeps its locks until then, and not for the two hours that the
system waits for a line. No program here is silent so long; copying and sealing ask for rows all the while."""
_MOST_NAME_BYTES = 30
"""Of a database: with an account's 32 letters behind it, the name of a role has room for 63."""

RIGHTS: Mapping[str, str] = {
    **dict.fromkeys(("alembic_version", "store_info", "store_place", "division"), _READ),
    **dict.fromkeys(
        ("division_successor", "actor", "actor_role", "journal", "journal_change", "journal_head"), _READ
    ),
    **dict.fromkeys(("catalogue", "node_successor", "addr_code", "print_run"), _ADD),
    **dict.fromkeys(("package", "handover_item", "clock_check", "attachment_link", "attachment_chunk"), _ADD),
    "person_link": _ADD,
    **dict.fromkeys(("node", "node_version", "number_slot", "place", "place_alias"), _CHANGE),
    **dict.fromkeys(("place_community", "payload"), _CHANGE),
    **dict.fromkeys(("import_batch", "import_row", "text_decision"), _CHANGE),
    **dict.fromkeys(("application", "application_item", "plate_batch", "plate", "problem"), _CHANGE),
    **dict.fromkeys(("inspection_form", "inspection_answer", "setting", "responsibility"), _CHANGE),
    **dict.fromkeys(("handover", "attachment", "vault_key", "person"), _CHANGE),
    **dict.fromkeys(("vault_wrap", "person_digest"), _CHANGE),
    **dict.fromkeys(("planned_change", "undo_step", "saved_view"), _CHANGE),
    "map_layer": _CHANGE,
    **dict.fromkeys(("check_sheet", "check_sheet_row", "check_finding"), _CHANGE),
    "check_return": _ADD,
    **dict.fromkeys(("handoff", "office_key"), _CHANGE),
    "handoff_entry": _READ,
}
"""What members may do with a table, as far as its policies let them; with a table that is not named, nothing.

Accounts, the journal and passwords change through functions only.
"""

OPEN: Mapping[str, str] = {
    "alembic_version": "says which program fits",
    "store_info": "names the office and its number; the window's title shows it",
    "store_place": "on which machine the office's own file would lie",
    "division": "the published list of administrative units",
    "division_successor": "published too",
    "place": "names are unique in the whole city, so a name of the next district must be seen",
    "place_alias": "belongs to the names",
    "catalogue": "rules, templates and readings are the same for everybody",
    "number_slot": "a street crosses communities: a number taken beyond the border is taken; it says no more",
    "setting": "every desk obeys them",
    "clock_check": "clocks of workstations, no row of an area",
    "vault_key": "a sealed key, of no use without the paper or a password",
    "actor": "the name stays in history, and a colleague must be found to hand over to",
    "actor_role": "who may be asked for what",
    "journal_head": "a number and a hash, by which a head kept elsewhere is compared",
}
"""Tables that every account reads whole, and why; all others show an account the rows of its area."""

CALLABLE: frozenset[str] = frozenset(
    {
        *("house", "login", "holds", "my_areas", "my_former", "covers_all", "colleagues", "find_text"),
        *("community_counts", "last_serial", "left_behind", "redraw_units", "redraw_areas"),
        "drop_content",
        *("account_create", "account_rename", "account_grant", "account_revoke", "account_close"),
        *("account_reopen", "account_password", "account_term", "account_facts"),
        *("signed_in", "journal_append", "journal_changes", "news"),
    }
)
"""Functions of the schema ``zp`` that members may call; each of them looks itself who calls."""

_UNFIT = (
    ("SELECT current_setting('server_encoding') = 'UTF8'", "not_utf8"),
    ("SELECT 'Z' < 'a' AND '一' < '啊'", "not_by_character"),
    ("SELECT cardinality(show_trgm('湖滨南路')) > 0", "no_chinese_trigrams"),
)


def refuse_unfit(conn: Connection) -> None:
    """Refuse a database that could not keep, order or find Chinese addresses as every other store does.

    Raises:
        StoreUnavailable: ``not_utf8``; ``not_by_character`` (``LC_COLLATE`` is not C); ``no_chinese_trigrams``
            (``LC_CTYPE`` is not C.UTF-8: with plain C, searching finds nothing).
    """
    encoding, *others = _UNFIT
    _demand(conn, *encoding)
    conn.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for question, why in others:
        _demand(conn, question, why)


def _demand(conn: Connection, question: str, why: str) -> None:
    if not conn.exec_driver_sql(question).scalar():
        raise StoreUnavailable(why)


def prepare(conn: Connection) -> None:
    """Make the roles that are missing, hand every object to the owner and give the members exactly their rights.

    It may run again at any time, and has to after a change of the schema: a new table is nobody's before.

    Args:
        conn: signed in as superuser, or as an account with CREATEROLE that owns the database.

    Raises:
        StoreUnavailable: ``long_name``, the database's name leaves no room for those of its roles.
    """
    conn.exec_driver_sql(
        "INSERT INTO zp.server (id, prefix) VALUES (1, current_database()) ON CONFLICT (id) DO NOTHING"
    )
    prefix = str(conn.exec_driver_sql("SELECT prefix FROM zp.server").scalar_one())
    if len(prefix.encode()) > _MOST_NAME_BYTES:
        raise StoreUnavailable("long_name", prefix)
    owner, member = f"{prefix}_owner", f"{prefix}_member"
    _make_roles(conn, owner, member)
    _close_database(conn, owner, member)
    _hand_over(conn, owner)
    _give_rights(conn, member)


def _make_roles(conn: Connection, owner: str, member: str) -> None:
    for name, power in ((owner, "CREATEROLE"), (member, "NOCREATEROLE")):
        found = conn.execute(
            text("SELECT rolcanlogin OR rolcreaterole <> :may FROM pg_roles WHERE rolname = :name"),
            {"name": name, "may": power == "CREATEROLE"},
        ).scalar()
        if found is not False:
            act = "CREATE" if found is None else "ALTER"
            conn.exec_driver_sql(f"{act} ROLE {_quoted(conn, name)} NOLOGIN {power}")
    # From version 16 on the owner's functions may take somebody into a group only when they may hand it on.
    if not conn.execute(_HANDS_ON, {"group": member, "who": owner}).scalar():
        conn.exec_driver_sql(f"GRANT {_quoted(conn, member)} TO {_quoted(conn, owner)} WITH ADMIN OPTION")
    if not conn.execute(text("SELECT pg_has_role(:owner, 'USAGE')"), {"owner": owner}).scalar():
        conn.exec_driver_sql(f"GRANT {_quoted(conn, owner)} TO CURRENT_USER")


_HANDS_ON = text(
    "SELECT bool_or(m.admin_option) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
    "JOIN pg_roles w ON w.oid = m.member WHERE g.rolname = :group AND w.rolname = :who"
)


def _close_database(conn: Connection, owner: str, member: str) -> None:
    """Nobody but the members comes in, makes anything of his own, or keeps others waiting after he has gone."""
    database = _quoted(conn, str(conn.exec_driver_sql("SELECT current_database()").scalar_one()))
    group, holder = _quoted(conn, member), _quoted(conn, owner)
    for statement in (
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {group}",
        f"GRANT CONNECT ON DATABASE {database} TO {group}",
        f"GRANT CREATE ON DATABASE {database} TO {holder}",
        f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {group}",
        f"GRANT USAGE ON SCHEMA public, zp TO {group}",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {holder}",
        f"ALTER DATABASE {database} SET idle_in_transaction_session_timeout = '{_LONGEST_PAUSE}'",
    ):
        conn.exec_driver_sql(statement)


_OBJECTS = """
SELECT 'SCHEMA', quote_ident(nspname), nspowner::regrole::text FROM pg_namespace WHERE nspname = 'zp'
UNION ALL
SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, c.oid::regclass::text,
    c.relowner::regrole::text
FROM pg_class c WHERE c.relkind IN ('r', 'p', 'S', 'v') AND c.relnamespace IN ('public'::regnamespace, 'zp'::regnamespace)
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'a', 'i'))
UNION ALL
SELECT 'FUNCTION', p.oid::regprocedure::text, p.proowner::regrole::text
FROM pg_proc p WHERE p.pronamespace IN ('public'::regnamespace, 'zp'::regnamespace)
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
"""Kind, name and present owner of everything that is ours and not an extension's."""


def _hand_over(conn: Connection, owner: str) -> None:
    heir = _quoted(conn, owner)
    for kind, name, holder in conn.exec_driver_sql(_OBJECTS).all():
        if holder.strip('"') != owner:
            conn.exec_driver_sql(f"ALTER {kind} {name} OWNER TO {heir}")


def _give_rights(conn: Connection, member: str) -> None:
    group = _quoted(conn, member)
    for kind in ("TABLES", "SEQUENCES"):
        conn.exec_driver_sql(f"REVOKE ALL ON ALL {kind} IN SCHEMA public, zp FROM PUBLIC, {group}")
    conn.exec_driver_sql(f"GRANT USAGE ON SEQUENCE id_counter TO {group}")
    for rights in sorted(set(RIGHTS.values())):
        tables = ", ".join(sorted(name for name, given in RIGHTS.items() if given == rights))
        conn.exec_driver_sql(f"GRANT {rights} ON {tables} TO {group}")
    for kind, name, _holder in conn.exec_driver_sql(_OBJECTS).all():
        if kind == "FUNCTION":
            conn.exec_driver_sql(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC, {group}")
            if name.partition("(")[0].removeprefix("zp.") in CALLABLE:
                conn.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {name} TO {group}")


def _quoted(conn: Connection, name: str) -> str:
    """A name in a statement; always in quotes, since a database may be called anything."""
    return conn.dialect.identifier_preparer.quote_identifier(name).replace("%", "%%")
