"""What hangs on an address and is shown in a window of its own: its persons under seal, its attached files."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.attachment import Link
from db.store.queries import NodeRow
from db.store.tree import Area
from desktop.addresses.page import AddressPage, Desk
from desktop.history.desk import HistoryDesk
from desktop.i18n import translate
from desktop.vault.opening import VaultKeeper

_PERSONS, _FILES = (760, 380), (720, 240)
_MARGIN = 12


class AddressDesk(QObject):
    """Opens those windows; the vault one opens stays open until the main window is locked or closed.

    Attributes:
        keeper: the vault, while it is open.
        history: opens the windows of the past.
        dialog: the window that is open, or was last; None before.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, actor: Actor, page: AddressPage) -> None:
        super().__init__(window)
        self._window, self._desk, self._actor = window, desk, actor
        self.keeper = VaultKeeper(parent=self)
        self.history = HistoryDesk(window, desk, actor, page)
        self.dialog: QDialog | None = None
        page.persons_wanted.connect(self.show_persons)
        page.files_wanted.connect(self.show_files)

    def show_persons(self, row: NodeRow) -> None:
        """Show the persons of an address, masked."""
        from desktop.vault.person_card import PersonCard  # ciphers are loaded only by who looks for people
        from desktop.vault.person_operations import Row

        area = Area(row.area_district, row.area_subdistrict, row.area_community)
        card = PersonCard(self._desk, self._actor, self.keeper)
        card.told.connect(self.told)
        card.show_row(Row("node", row.id, row.full_text, area))
        title = translate("address_desk", "人员信息 — {address}").format(address=row.full_text)
        self._show(card, title, _PERSONS)

    def show_files(self, row: NodeRow) -> None:
        """Show the files of an address."""
        from desktop.attachments.strip import AttachmentStrip

        strip = AttachmentStrip(self._desk, self._actor)
        strip.told.connect(self.told)
        strip.look_at(Link("node", row.id))
        self._show(strip, translate("address_desk", "附件 — {address}").format(address=row.full_text), _FILES)

    def close(self) -> None:
        """Overwrite the keys."""
        self.keeper.close()

    def _show(self, content: QWidget, title: str, size: tuple[int, int]) -> None:
        dialog = QDialog(self._window)
        dialog.setWindowTitle(title)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(content)
        dialog.resize(*size)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
