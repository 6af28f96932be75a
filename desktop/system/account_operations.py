"""What the 账号 section asks of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import stamp
from db.domain.handover import DutyKind
from db.domain.progress import Progress
from db.services import account_desk
from db.services.account_desk import AccountLine, Issued, NewAccount
from db.services.coverage import UnitCover, UnitName, coverage, current_units
from db.services.handover import hanging
from db.store.store import Store
from desktop.i18n import translate
from desktop.widgets.area_chooser import initials
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Every account, the units they cover by name, and the moment of reading."""

    accounts: tuple[AccountLine, ...]
    units: tuple[UnitName, ...]
    now: str


def load(store: Store, on_done: Callable[[Loaded], None]) -> Operation[Loaded]:
    """Every account."""

    def work(_progress: Progress) -> Loaded:
        accounts = tuple(account_desk.list_accounts(store))
        return Loaded(accounts, current_units(store), stamp(store.clock.now()))

    return Operation(translate("accounts", "读取账号"), work, on_done, quiet=True)


def learn_initials(units: Sequence[UnitName]) -> Operation[None]:
    """Find out by which letters units are found, before somebody waits for it: the dictionary takes half a second."""

    def work(_progress: Progress) -> None:
        for unit in units:
            initials(unit.name)

    return Operation(translate("accounts", "准备区域的拼音"), work, lambda _done: None, quiet=True)


def load_coverage(
    store: Store, on_done: Callable[[tuple[UnitCover, ...]], None]
) -> Operation[tuple[UnitCover, ...]]:
    """Who covers which unit."""

    def work(_progress: Progress) -> tuple[UnitCover, ...]:
        return coverage(store)

    return Operation(translate("accounts", "读取区域"), work, on_done, quiet=True)


def load_hanging(
    store: Store, login: str, on_done: Callable[[dict[DutyKind, int]], None]
) -> Operation[dict[DutyKind, int]]:
    """What still hangs on an account."""

    def work(_progress: Progress) -> dict[DutyKind, int]:
        return hanging(store, login)

    return Operation(translate("accounts", "读取未办结事项"), work, on_done, quiet=True)


@dataclass(frozen=True, slots=True)
class Managing:
    """Where accounts are managed, and by whom; ``on_failed`` shows a refusal in place."""

    store: Store
    actor: Actor
    on_failed: Failed


def create(
    desk: Managing, new: NewAccount, reason: str, *, with_password: bool, on_done: Callable[[Issued], None]
) -> Operation[Issued]:
    """Make an account."""

    def work(_progress: Progress) -> Issued:
        return account_desk.create_account(desk.store, desk.actor, new, reason, with_password=with_password)

    verb = translate("accounts", "新建账号")
    return Operation(verb, work, on_done, writes=True, on_failed=desk.on_failed)


def issue(
    desk: Managing,
    verb: Callable[[Store, Actor, str, str], Issued],
    login: str,
    reason: str,
    on_done: Callable[[Issued], None],
) -> Operation[Issued]:
    """Hand out a password: by resetting it or by opening a closed account again."""

    def work(_progress: Progress) -> Issued:
        return verb(desk.store, desk.actor, login, reason)

    said = translate("accounts", "发放口令")
    return Operation(said, work, on_done, writes=True, on_failed=desk.on_failed)


def change(
    desk: Managing, act: Callable[[Store, Actor], Changes], on_done: Callable[[Changes], None]
) -> Operation[Changes]:
    """Change one thing about an account."""

    def work(_progress: Progress) -> Changes:
        return act(desk.store, desk.actor)

    verb = translate("accounts", "修改账号")
    return Operation(verb, work, on_done, writes=True, on_failed=desk.on_failed)
