"""Makes, opens, checks and upgrades a store."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from filelock import BaseFileLock
from sqlalchemy import URL, Connection, Engine, func, insert, inspect, select

from db.domain.access import Actor, Role
from db.domain.clock import Clock, SystemClock, stamp
from db.domain.errors import StoreUnavailable
from db.domain.ids import MAX_STORE
from db.domain.progress import Progress
from db.schema.address import node, node_version
from db.schema.system import store_info
from db.services.attachment_care import check_attachments
from db.services.seed import Seeds, plant
from db.services.standing import claim
from db.store import ids, journal, server, upgrade
from db.store.blobs import Judge, contents_of
from db.store.engine import lock_file, make_engine, normal_url, release, store_file
from db.store.faults import sorted_faults
from db.store.journal_check import first_damage
from db.store.journal_read import newest
from db.store.standing import claim_of, place_of
from db.store.store import Store, Work, read_info


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What ``store check`` found."""

    engine: str
    revision: str
    entries: int
    head: str
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


SYSTEM = Actor(0, "system", "系统", ((Role.ADMIN, ""),))
"""Who acts while a store is being made; no person can sign in as it."""


def init_store(
    url: str,
    seeds: Seeds,
    *,
    district_code: str,
    store_no: int | None = None,
    practice: bool = False,
    clock: Clock | None = None,
) -> None:
    """Make a store: schema, identity, first data and accounts, all in one transaction.

    On PostgreSQL the server is prepared with it: roles, owner and rights (``db.store.server``).

    Args:
        url: SQLite file or PostgreSQL database. There the account is a superuser, or one with CREATEROLE that owns the
            database. ``?sslmode=verify-full&sslrootcert=FILE`` asks for a server that proves who it is.
        seeds: divisions, names, rules and accounts to begin with.
        district_code: six digits of the office's district.
        store_no: 0..65535, different for every office; drawn at random when None.
        practice: a store to learn in (练习库), for ever: what it prints is marked as a draft.
        clock: for tests.

    Raises:
        StoreUnavailable: ``exists`` already (a store or anything else), the database is unfit
            (``server.refuse_unfit``), or the environment refuses.
    """
    number = secrets.randbelow(MAX_STORE) + 1 if store_no is None else store_no
    now = stamp((clock or SystemClock()).now())

    def make(conn: Connection) -> None:
        if inspect(conn).get_table_names():
            raise StoreUnavailable("exists", conn.engine.url.render_as_string(hide_password=True))
        if conn.dialect.name == "postgresql":
            server.refuse_unfit(conn)
        upgrade.migrate(conn)
        ids.prepare(conn, number)
        journal.start(conn)
        conn.execute(
            insert(store_info).values(
                id=1,
                store_no=number,
                store_uuid=str(uuid.uuid4()),
                district_code=district_code,
                created_at=now,
                seed_version=seeds.version,
                practice=practice,
            )
        )
        work = Work(conn, SYSTEM, Role.ADMIN.value, "store.init", "", now, seeds.valid_from, district_code)
        plant(work, seeds)
        claim(work, place_of(conn, normal_url(url)))
        meta = (now, SYSTEM.login, Role.ADMIN.value, "", "store.init", "")
        journal.append(conn, meta, work.entries)
        if conn.dialect.name == "postgresql":
            server.prepare(conn)

    _with_connection(url, make, fresh=True)


def upgrade_store(url: str) -> str:
    """Bring an older store to this program's schema, and a server's rights to what they are to be; returns the revision.

    Raises:
        StoreUnavailable: no store, newer than the program, or in use.
    """

    def lift(conn: Connection) -> None:
        if not upgrade.revision(conn):
            raise StoreUnavailable("not_a_store", conn.engine.url.render_as_string(hide_password=True))
        if upgrade.revision(conn) > upgrade.HEAD:
            raise StoreUnavailable("newer", upgrade.revision(conn))
        upgrade.migrate(conn)
        if claim_of(conn) is None:  # made before a store knew its place: it belongs where it is
            work = Work(conn, SYSTEM, Role.ADMIN.value, "store.claim", "", stamp(SystemClock().now()), "", "")
            claim(work, place_of(conn, normal_url(url)))
            journal.append(conn, (work.at, SYSTEM.login, work.role, "", work.verb, ""), work.entries)
        if conn.dialect.name == "postgresql":
            server.prepare(conn)

    _with_connection(url, lift)
    return upgrade.HEAD


def _with_connection(url: str, act: Callable[[Connection], None], *, fresh: bool = False) -> None:
    parsed = normal_url(url)
    path = store_file(parsed)
    if path is not None and not path.parent.is_dir():
        raise StoreUnavailable("no_folder", str(path.parent))
    if path is not None and not fresh and not path.exists():
        raise StoreUnavailable("missing", str(path))
    lock = lock_file(path) if path is not None else None
    there = path is None or path.exists()  # asked under the lock: another process may just have made it
    engine = make_engine(parsed)
    try:
        with sorted_faults(), engine.connect() as raw:
            conn = raw.execution_options(writing=True)
            with conn.begin():
                act(conn)
        there = True
    finally:
        engine.dispose()
        if path is not None and not there:
            path.unlink(missing_ok=True)  # nothing half made is left behind
        if lock is not None:
            release(lock)


def open_store(url: str, clock: Clock | None = None) -> Store:
    """Open a store that is up to date.

    Raises:
        StoreUnavailable: missing, in use by another process, older or newer than the program, no server.
    """
    parsed = normal_url(url)
    path = store_file(parsed)
    if path is not None and not path.is_file():
        raise StoreUnavailable("missing", str(path))
    lock = lock_file(path) if path is not None else None
    return _opened(parsed, make_engine(parsed), clock, lock)


def open_beside(url: str, clock: Clock | None = None) -> Store:
    """Open a store for reading only, in a process beside the one that has it open.

    Raises:
        StoreUnavailable: missing, older or newer than the program, no server.
    """
    parsed = normal_url(url)
    path = store_file(parsed)
    if path is not None and not path.is_file():
        raise StoreUnavailable("missing", str(path))
    return _opened(parsed, make_engine(parsed, beside=True), clock, None)


def _opened(url: URL, engine: Engine, clock: Clock | None, lock: BaseFileLock | None) -> Store:
    """The store behind an engine; what was taken for it is given back when it cannot be used."""
    try:
        with sorted_faults(), engine.connect() as conn, conn.begin():
            upgrade.check(conn)
            store_no, district_code = read_info(conn)
    except BaseException:
        engine.dispose()
        if lock is not None:
            release(lock)
        raise
    return Store(url, engine, clock or SystemClock(), store_no, district_code, lock)


def check_store(store: Store, progress: Progress | None = None, contents: Judge | None = None) -> StoreReport:
    """Read the whole store through: engine's own check, journal, tree, versions, attached files.

    Args:
        store: which.
        progress: told phases; may cancel.
        contents: knows the attached files, when they do not lie where the store keeps them.

    Raises:
        Cancelled: by the progress.
    """
    problems: list[str] = []
    with store.read() as conn:
        if conn.dialect.name == "sqlite":
            verdict = str(conn.exec_driver_sql("PRAGMA integrity_check").scalar())
            if verdict != "ok":
                problems.append(f"integrity:{verdict}")
        bad = first_damage(conn, progress)
        if bad is not None:
            problems.append(f"journal:{bad.seq}:{bad.kind.value}")
        above, below = node.alias("above"), node.alias("below")
        orphans = conn.execute(
            select(func.count())
            .select_from(below.outerjoin(above, above.c.id == below.c.parent_id))
            .where(below.c.parent_id != below.c.place_id, above.c.id.is_(None))
        ).scalar_one()
        if orphans:
            problems.append(f"orphans:{orphans}")
        # By the whole key: SQLite has no other way into the versions and would read them all for every node.
        own_version = (node_version.c.district_code == node.c.district_code) & (
            node_version.c.node_id == node.c.id
        )
        bare = conn.execute(
            select(func.count())
            .select_from(node.outerjoin(node_version, own_version))
            .where(node_version.c.node_id.is_(None))
        ).scalar_one()
        if bare:
            problems.append(f"without_version:{bare}")
        problems += check_attachments(conn, contents or contents_of(conn), progress)
        head = newest(conn)
        return StoreReport(conn.dialect.name, upgrade.revision(conn), head.seq, head.hash, tuple(problems))
