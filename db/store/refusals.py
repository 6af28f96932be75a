"""Why a server did not let somebody in, read from what it and the driver say: there is no code for it."""

from db.domain.errors import StoreUnavailable

_SAID = (
    ("pg_hba.conf", "not_admitted"),
    ("permission denied for database", "not_admitted"),
    ("not permitted to log in", "closed"),
    ("不允许登录", "closed"),
    ("starting up", "starting"),
    ("shutting down", "starting"),
    ("too many", "server_busy"),
    ("reserved for", "server_busy"),
    ("invalid response", "not_postgres"),
    ("expected authentication", "not_postgres"),
)
"""What libpq and the server say when no connection comes about, and the code for it."""

_VAGUE = frozenset({"no_server", "bad_password", "no_permission"})


def closer_reason(error: StoreUnavailable) -> str:
    """A code that says more than the error's own, where the words that came with it tell more."""
    if error.why not in _VAGUE:
        return error.why
    words = str(error.__cause__ or error.detail).lower()
    return next((code for said, code in _SAID if said in words), error.why)
