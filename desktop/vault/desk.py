"""The vault at one desk: what is open stays open until the window is locked or closed; the persons of an address."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.store.queries import NodeRow
from db.store.tree import Area
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.vault.opening import VaultKeeper

_SIZE = (760, 380)


class VaultDesk:
    """Opens the persons of an address, and shuts the vault when nobody is there.

    Attributes:
        keeper: what is open.
        dialog: the persons that are shown, or were last; None before.
    """

    def __init__(self, window: QWidget, desk: Desk, actor: Actor) -> None:
        self._window, self._desk, self._actor = window, desk, actor
        self.keeper = VaultKeeper(parent=window)
        self.dialog: QDialog | None = None

    def show(self, row: NodeRow) -> None:
        """Show the persons of an address, masked."""
        from desktop.vault.person_card import PersonCard  # ciphers are loaded only by who looks for people
        from desktop.vault.person_operations import Row

        area = Area(row.area_district, row.area_subdistrict, row.area_community)
        card = PersonCard(self._desk, self._actor, self.keeper)
        card.show_row(Row("node", row.id, row.full_text, area))
        dialog = QDialog(self._window)
        dialog.setWindowTitle(translate("vault", "人员信息"))
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        dialog.resize(*_SIZE)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def close(self) -> None:
        """Overwrite the keys."""
        self.keeper.close()
