"""Where a shared register is, as a person states it, and the connections that this computer remembers.

A person's role on the server is ``<database>_<account>``; people never see it. Passwords never enter here.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from urllib.parse import quote, urlencode

from db.store.engine import normal_url
from desktop.options import Options

PORT = 5432
_REMEMBERED = "connections"
_MOST = 12
_ALIVE = {
    "application_name": "zhipai",
    # A cable that is pulled is noticed within seconds, not after the quarter of an hour that systems wait.
    "keepalives_idle": "10",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}


class Tls(StrEnum):
    """How the way to the server is kept from eavesdroppers, in PostgreSQL's words."""

    PREFER = "prefer"
    REQUIRE = "require"
    VERIFY = "verify-full"


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A register on a server, and the account that works there.

    Attributes:
        server: name or address of the machine (in tests also a socket's folder).
        port: of PostgreSQL.
        database: name of the register.
        account: as the office knows it, without the database's prefix.
        tls: how the connection is guarded.
        ca_file: certificate against which the server's is checked.
        kept: whether the password was put into the system's keyring.
    """

    server: str = ""
    port: int = PORT
    database: str = ""
    account: str = ""
    tls: Tls = Tls.PREFER
    ca_file: str = ""
    kept: bool = False

    @property
    def role(self) -> str:
        """The account's name on the server."""
        return f"{self.database}_{self.account}"

    @property
    def where(self) -> tuple[str, int, str, str]:
        """What makes two connections the same one."""
        return self.server.lower(), self.port, self.database, self.account

    def address(self) -> str:
        """The URL without anybody in it: what the keyring goes by."""
        return self._url("")

    def url(self, password: str) -> str:
        """The URL to open the store with; it holds the password, so it is for the engine alone."""
        return self._url(f"{quote(self.role, safe='')}:{quote(password, safe='')}@")

    def _url(self, who: str) -> str:
        query = {"sslmode": self.tls.value} | _ALIVE
        if self.tls is Tls.VERIFY:
            query["sslrootcert"] = self.ca_file
        host = f"[{self.server}]" if ":" in self.server else quote(self.server, safe="")
        if self.server.startswith("/"):
            query |= {"host": self.server, "port": str(self.port)}
            where = ""
        else:
            where = f"{host}:{self.port}"
        return f"postgresql://{who}{where}/{quote(self.database, safe='')}?{urlencode(query)}"

    def shown(self) -> str:
        """One line for a list."""
        port = "" if self.port == PORT else f":{self.port}"
        return f"{self.account} @ {self.server}{port}/{self.database}"


def place_of(url: str) -> ServerPlace:
    """What a URL says; the prefix of a role's name is taken off the account.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    parsed = normal_url(url)
    database = parsed.database or ""
    query = {name: str(value) for name, value in parsed.query.items()}
    said = query.get("sslmode", "")
    return ServerPlace(
        server=parsed.host or query.get("host", ""),
        port=parsed.port or int(query.get("port", PORT)),
        database=database,
        account=(parsed.username or "").removeprefix(f"{database}_"),
        tls=Tls(said) if said in set(Tls) else Tls.VERIFY if said == "verify-ca" else Tls.PREFER,
        ca_file=query.get("sslrootcert", ""),
    )


def known_place(options: Options, url: str, login: str) -> ServerPlace:
    """What a URL and an account's name say, and what is remembered of that connection.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    said = place_of(url)
    said = replace(said, account=login or said.account)
    for one in remembered(options):
        if one.where == said.where or (not said.account and one.where[:3] == said.where[:3]):
            return one
    return said


def remembered(options: Options) -> tuple[ServerPlace, ...]:
    """The connections used before, the latest first; lines that cannot be read are left out."""
    found = (_read(line) for line in options.recent(_REMEMBERED))
    return tuple(place for place in found if place is not None)


def remember(options: Options, place: ServerPlace) -> None:
    """Put a connection first among those remembered."""
    others = [one for one in remembered(options) if one.where != place.where]
    _keep(options, [place, *others][:_MOST])


def forget(options: Options, place: ServerPlace) -> None:
    """Remember a connection no longer."""
    _keep(options, [one for one in remembered(options) if one.where != place.where])


def _keep(options: Options, places: Sequence[ServerPlace]) -> None:
    options.keep_recent(_REMEMBERED, [json.dumps(asdict(place), ensure_ascii=False) for place in places])
    options.save()


def _read(line: str) -> ServerPlace | None:
    try:
        given = json.loads(line)
        place = ServerPlace(**given)
        return replace(place, port=int(place.port), tls=Tls(place.tls), kept=bool(place.kept))
    except (ValueError, TypeError):
        return None
