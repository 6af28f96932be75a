"""Opening the vault: quietly at sign-in, and where it is kept while somebody works."""

import logging

from PySide6.QtCore import QObject, Signal

from db.domain.errors import DomainError, StoreUnavailable
from db.store.store import Store
from db.store.vault import Vault

log = logging.getLogger(__name__)


def open_quietly(store: Store, login: str, password: str) -> Vault | None:
    """The vault, opened by the password somebody just signed in with; None when it does not open by it.

    Nobody is told why: most accounts have no access, and those who need it are asked when they need it.
    """
    from db.services.vault import open_vault  # ciphers are loaded only by who has a password

    if not password:
        return None
    try:
        return open_vault(store, login, password)
    except (DomainError, StoreUnavailable):
        return None


class VaultKeeper(QObject):
    """Keeps the vault that the person at the desk has open.

    Signals:
        changed: it was opened or closed.
    """

    changed = Signal()

    def __init__(self, vault: Vault | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault

    @property
    def vault(self) -> Vault | None:
        """The open vault; None while it is closed."""
        return self._vault if self._vault is not None and self._vault.is_open else None

    def keep(self, vault: Vault) -> None:
        """Keep a vault instead of the one that is kept, which is closed."""
        if self._vault is not None and self._vault is not vault:
            self._vault.close()
        self._vault = vault
        log.info("vault: opened")
        self.changed.emit()

    def close(self) -> None:
        """Overwrite the keys: when the window is locked, another account signs in, or the window closes."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None
            log.info("vault: closed")
            self.changed.emit()
