"""A server's register under attack: accounts that hold passwords, rows of two areas, and a psql for each account."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import insert
from sqlalchemy.engine import URL

from db.domain.access import Role
from db.domain.importing import Kind
from db.domain.progress import Silent
from db.schema.system import actor, actor_role
from db.services.applications import file_confirmation
from db.services.importing import Source, stage
from db.store.server import prepare
from tests.desks import Desks, open_desks, sign_in
from tests.office import addresses, approved, coded, full, guid, person
from tests.postgres import Server
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY

NOTHING = "0 rows"
MORE = {
    "far_clerk": (Role.AREA_CLERK, FAR_COMMUNITY),
    "far_chief": (Role.CHIEF, FAR_COMMUNITY),
    "stray": (Role.CLERK, DISTRICT),
    "city": (Role.CITY, "3502"),
    "resting": (Role.CHIEF, DISTRICT),
}
"""Accounts beyond the test register's: login -> role and area."""


@dataclass
class Siege:
    """The register and what attackers know of it.

    Attributes:
        ids: names that statements use in braces, and what they stand for.
    """

    store: Desks
    ids: dict[str, Any]
    open: dict[str, psycopg.Connection[Any]] = field(default_factory=dict)

    def psql(self, login: str) -> psycopg.Connection[Any]:
        """A connection as the account, with its own password; it stays open."""
        if login not in self.open:
            self.open[login] = psycopg.connect(conninfo(sign_in(self.store.engine, login)))
        return self.open[login]

    def attack(self, login: str, *statements: str) -> str:
        """What a transaction of these statements comes to: the refusal's code, or how many rows the last one met."""
        connection = self.psql(login)
        count = -1
        try:
            for statement in statements:
                count = connection.execute(statement.format(**self.ids).encode()).rowcount
            connection.commit()
        except psycopg.Error as error:
            connection.rollback()
            return error.sqlstate or repr(error)
        return f"{count} rows"

    def ask(self, login: str, statement: str) -> list[tuple[Any, ...]]:
        """What the account is answered."""
        connection = self.psql(login)
        with connection.transaction():
            return connection.execute(statement.format(**self.ids).encode()).fetchall()

    def house(self, statement: str) -> list[tuple[Any, ...]]:
        """What really stands there."""
        with self.store.engine.connect() as conn:
            return [tuple(row) for row in conn.exec_driver_sql(statement.format(**self.ids))]

    def close(self) -> None:
        for one in self.open.values():
            one.close()


def conninfo(url: URL) -> str:
    """What psql would be given."""
    parts = {"host": url.query["host"], "port": url.query["port"], "dbname": url.database}
    parts |= {"user": url.username, "password": str(url.password)}
    return psycopg.conninfo.make_conninfo(**{name: str(value) for name, value in parts.items()})


def entry(who: str, verb: str, *rows: str, role: str = "") -> str:
    """The statement that writes an entry naming rows such as ``node 17``; roles are named like their logins."""
    pairs = [row.split(" ", 1) for row in rows]
    tables, keys = (", ".join(f"'{pair[n]}'" for pair in pairs) for n in (0, 1))
    empty = ", ".join("''" for _ in pairs)
    return (
        f"SELECT * FROM zp.journal_append('', '{who}', '{role or who}', '', '{verb}', '', "
        f"ARRAY[{tables}]::text[], ARRAY[{keys}]::text[], ARRAY[{empty}]::text[], ARRAY[{empty}]::text[])"
    )


@contextmanager
def laid(server: Server, template: str) -> Iterator[Siege]:
    """A register of its own under siege; it is gone afterwards."""
    name = server.create_database(template)
    store = open_desks(server.url(name))
    assert isinstance(store, Desks)
    with besieged(store) as found:
        yield found
    store.close()
    server.drop_database(name)


@contextmanager
def besieged(store: Desks) -> Iterator[Siege]:
    """The test register with work in it: addresses in every state near, one far, lists, and an application."""
    with store.engine.begin() as conn:
        prepare(conn)  # a copy of a database does not take along who may come in and make what
        for n, (login, (role, area)) in enumerate(MORE.items(), 1):
            conn.execute(
                insert(actor).values(id=n, login=login, name=login, state="active", created_at="2026-01-01")
            )
            conn.execute(insert(actor_role).values(actor_id=n, role=role.value, area_code=area))
        conn.execute(insert(actor_role).values(actor_id=3, role="chief", area_code=DISTRICT))
    clerk = person(store, "clerk")
    made = addresses(store, ["1号", "3号", "5号", "7号", "9号"])
    signed = coded(store, ["11号", "13号"])
    filed = file_confirmation(store, clerk, [made["3号"]], "张三的申请", "")
    own = file_confirmation(store, person(store, "stray"), [made["5号"]], "自己的申请", "")
    far = addresses(store, ["2号"], community=FAR_COMMUNITY)
    far_signed = approved(store, ["4号"], community=FAR_COMMUNITY)
    far_filed = file_confirmation(store, person(store, "far_clerk"), far.values(), "远处的申请", "")
    ids = {
        **{"open": made["1号"], "filed": made["3号"], "own": made["5号"], "spare": made["7号"]},
        **{
            "signed": signed["11号"],
            "other": signed["13号"],
            "far": far["2号"],
            "far_signed": far_signed["4号"],
        },
        **{"application": filed.application_id, "mine": own.application_id},
        **{"far_application": far_filed.application_id, "near": COMMUNITY, "away": FAR_COMMUNITY},
        **{"code": guid(signed["11号"]), "payload": f"https://dz.example/{guid(signed['11号'])}"},
        "batch": stage(store, clerk, Kind.ADDRESSES, Source("门牌.xlsx", "0" * 64), [], Silent()),
        **{"district": DISTRICT, "text": full("1号")},
    }
    with closing(Siege(store, ids)) as siege:
        yield siege
