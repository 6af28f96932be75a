"""How addresses look that are none any more: they stay where they were, but stand back."""

from PySide6.QtGui import QBrush, QGuiApplication, QPalette

from db.domain.state import LIVE_LEGAL, Legal

ENDED = tuple(state.value for state in Legal if state not in LIVE_LEGAL)
"""Codes of the legal states in which an address is none any more."""


def ended_brush() -> QBrush:
    """The colour of their texts."""
    return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
