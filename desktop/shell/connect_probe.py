"""Opens a shared register step by step, so that a failure can say at which step it happened."""

import platform
import socket

from db.domain.errors import NotFound, StoreUnavailable
from db.services.accounts import SignedIn, find_actor, sign_in
from db.services.store import open_store
from db.store.refusals import closer_reason
from db.store.store import Store
from desktop.shell.connect_place import ServerPlace

_PATIENCE_S = 5.0


def enter_place(place: ServerPlace, password: str) -> tuple[Store, SignedIn]:
    """Open the register there and sign in.

    Raises:
        StoreUnavailable: as ``open_place``, and ``no_account`` when the register does not know the account.
        DomainError: the account may not work here.
    """
    store = open_place(place, password)
    try:
        return store, sign_in(store, place.account, password, platform.node())
    except NotFound as error:
        store.close()
        raise StoreUnavailable("no_account", place.account) from error
    except BaseException:
        store.close()
        raise


def try_place(place: ServerPlace, password: str) -> str:
    """Open the register there and close it again; returns the name of the account's owner.

    Raises:
        StoreUnavailable: as ``open_place``, and ``no_account`` when the register does not know the account.
    """
    store = open_place(place, password)
    try:
        return find_actor(store, place.account, platform.node()).name
    except NotFound as error:
        raise StoreUnavailable("no_account", place.account) from error
    finally:
        store.close()


def open_place(place: ServerPlace, password: str) -> Store:
    """Open the register there.

    Raises:
        StoreUnavailable: ``no_host``, ``refused``, ``no_answer``, ``no_network``, the codes for what the server or
            the certificate objects to, or what opening any store raises.
    """
    if not place.server.startswith("/"):
        reach(place.server, place.port)
    try:
        return open_store(place.url(password))
    except StoreUnavailable as error:
        raise StoreUnavailable(closer_reason(error), error.detail) from error


def reach(server: str, port: int) -> None:
    """Knock at a machine's door.

    Raises:
        StoreUnavailable: ``no_host``, ``refused``, ``no_answer`` or ``no_network``.
    """
    try:
        socket.getaddrinfo(server, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise StoreUnavailable("no_host", server) from error
    try:
        socket.create_connection((server, port), _PATIENCE_S).close()
    except ConnectionRefusedError as error:
        raise StoreUnavailable("refused", f"{server}:{port}") from error
    except TimeoutError as error:
        raise StoreUnavailable("no_answer", f"{server}:{port}") from error
    except OSError as error:
        raise StoreUnavailable("no_network", f"{server}:{port}") from error
