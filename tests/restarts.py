"""A PostgreSQL of a test's own that it may stop and start, and a wire to it that can be cut at a chosen moment."""

import contextlib
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import make_url

from tests import postgres

_COMMIT = b"COMMIT\x00"
_READY = b"C\x00\x00\x00\x0bCOMMIT\x00"  # what the server answers when a transaction was kept


class OwnServer:
    """A server that can be stopped and started again."""

    def __init__(self) -> None:
        self._folder = postgres.new_folder()
        self.server, self._stop = postgres._start(self._folder)
        if "user" in postgres._identity():
            (self._folder / "w").chmod(0o711)

    def stop(self) -> None:
        """Stop it as a power cut would."""
        postgres._run(self._stop, self._folder, postgres._identity())

    def start(self) -> None:
        """Start it again on what it kept."""
        control, data = self._stop[0], self._stop[2]
        log = str(Path(data).parent / "log")
        postgres._run([control, "-D", data, "-w", "-l", log, "start"], self._folder, postgres._identity())

    def end(self) -> None:
        """Stop it for good, whether or not it runs."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


class Wire:
    """A way to a server's socket through which everything goes, until it is cut.

    Attributes:
        port: on this machine.
        moment: ``before`` cuts it when a client commits, ``after`` when the server answers that; ``""`` leaves it whole.
        marker: set before ``moment``, only a connection over which this has gone since is cut: others only read.
        on_cut: is called before the ends are let go.
    """

    def __init__(self, server: postgres.Server) -> None:
        self._target = server
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.moment, self.marker = "", b""
        self.on_cut: Callable[[], object] = lambda: None
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, store_url: str) -> str:
        """The same store through the wire."""
        parsed = make_url(store_url)
        through = parsed.set(query={}).set(host="127.0.0.1", port=self.port)
        return through.render_as_string(hide_password=False)

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            server = self._dial()
            if server is None:
                client.close()
                continue
            marked = threading.Event()
            for source, target, to_server in ((client, server, True), (server, client, False)):
                ends = (source, target, to_server, marked)
                threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _dial(self) -> socket.socket | None:
        try:
            if not self._target.host.startswith("/"):
                return socket.create_connection((self._target.host, self._target.port))
            made = socket.socket(socket.AF_UNIX)
            made.connect(f"{self._target.host}/.s.PGSQL.{self._target.port}")
        except OSError:
            return None
        return made

    def _pump(
        self, source: socket.socket, target: socket.socket, to_server: bool, marked: threading.Event
    ) -> None:
        try:
            while data := source.recv(65_536):
                if to_server and self.marker and self.marker in data:
                    marked.set()
                here = (self.moment == "before" and to_server and _COMMIT in data) or (
                    self.moment == "after" and not to_server and _READY in data
                )
                if here and (marked.is_set() or not self.marker):
                    self.moment = ""
                    self.on_cut()
                    break
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
