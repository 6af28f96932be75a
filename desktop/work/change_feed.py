"""One road on which every view learns what changed, whoever changed it."""

from PySide6.QtCore import QObject, Signal


class ChangeFeed(QObject):
    """Tells views about finished transactions.

    Signals:
        changed: (``Changes``, initiator); a view may skip the echo of what it started itself.
    """

    changed = Signal(object, object)
