"""How long work reports and how it is stopped; services take a Progress, tests pass a list-backed one."""

from typing import Protocol


class Cancelled(Exception):
    """The user stopped the work; the transaction rolls back."""


class Progress(Protocol):
    """Receiver of progress; ``step`` may raise ``Cancelled``."""

    def step(self, done: int, total: int, note: str) -> None:
        """Report ``done`` of ``total`` (0: unknown); ``note`` is a code such as ``reading``.

        Raises:
            Cancelled: the user stopped the work.
        """


class Silent:
    """A Progress nobody watches."""

    def step(self, done: int, total: int, note: str) -> None:
        """Take no notice."""
