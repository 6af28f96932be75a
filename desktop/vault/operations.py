"""What the window asks of the vault, each as an operation not yet started; ciphers are loaded when one runs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.clock import stamp
from db.domain.progress import Progress
from db.services.accounts import list_actors
from db.services.facts import store_facts
from db.services.vault import (
    NewKey,
    VaultState,
    accept_access,
    change_key,
    make_vault,
    offer_access,
    open_vault,
    recover,
    vault_state,
    withdraw_access,
)
from db.store.store import Store
from db.store.vault import Vault
from desktop.i18n import translate
from desktop.work.job import Operation

if TYPE_CHECKING:
    from desktop.files.recovery_sheet import RecoverySheet

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What somebody typed to open the vault; what was not asked for is ``""``."""

    password: str
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the vault stands, and who works at the store: login and name."""

    state: VaultState
    people: tuple[tuple[str, str], ...]


def load(store: Store, on_done: Callable[[Standing], None]) -> Operation[Standing]:
    """How the vault stands."""

    def work(_progress: Progress) -> Standing:
        return Standing(vault_state(store), tuple(list_actors(store)))

    return Operation(translate("vault", "读取保密柜"), work, on_done, quiet=True)


def unlock(
    store: Store, actor: Actor, typed: Typed, on_done: Callable[[Vault], None], on_failed: Failed
) -> Operation[Vault]:
    """Open the vault by the account's password."""

    def work(_progress: Progress) -> Vault:
        return open_vault(store, actor.login, typed.password)

    return Operation(translate("vault", "打开保密柜"), work, on_done, quiet=True, on_failed=on_failed)


def enter_code(
    store: Store, actor: Actor, typed: Typed, on_done: Callable[[Vault], None], on_failed: Failed
) -> Operation[Vault]:
    """Let oneself in with a transfer code."""

    def work(_progress: Progress) -> Vault:
        return accept_access(store, actor, typed.code, typed.password)

    verb = translate("vault", "输入传递码")
    return Operation(verb, work, on_done, writes=True, on_failed=on_failed)


def enter_paper(
    store: Store, actor: Actor, typed: Typed, on_done: Callable[[Vault], None], on_failed: Failed
) -> Operation[Vault]:
    """Open the vault with the paper's code."""

    def work(_progress: Progress) -> Vault:
        return recover(store, actor, typed.code, typed.password, typed.reason)

    verb = translate("vault", "用恢复码打开保密柜")
    return Operation(verb, work, on_done, writes=True, on_failed=on_failed)


def offer(
    store: Store, actor: Actor, login: str, typed: Typed, told: tuple[Callable[[str], None], Failed]
) -> Operation[str]:
    """A transfer code for another account; the administrator's password opens the vault for it.

    Args:
        store: where.
        actor: the administrator.
        login: who is let in.
        typed: the administrator's password.
        told: gets the code; gets the failure.
    """

    def work(_progress: Progress) -> str:
        opened = open_vault(store, actor.login, typed.password)
        try:
            return offer_access(store, opened, actor, login)
        finally:
            opened.close()

    return Operation(translate("vault", "开通账号"), work, told[0], writes=True, on_failed=told[1])


def withdraw(
    store: Store, actor: Actor, login: str, on_done: Callable[[None], None], on_failed: Failed
) -> Operation[None]:
    """Take an account's way in away."""

    def work(_progress: Progress) -> None:
        withdraw_access(store, actor, login)

    return Operation(translate("vault", "收回账号"), work, on_done, writes=True, on_failed=on_failed)


def make(
    store: Store, actor: Actor, new: NewKey, typed: Typed, told: tuple[Callable[[int], None], Failed]
) -> Operation[int]:
    """Keep the first key; ``told`` gets 0 persons, or the failure."""

    def work(_progress: Progress) -> int:
        make_vault(store, actor, new, typed.password).close()
        return 0

    return Operation(translate("vault", "建立保密柜"), work, told[0], writes=True, on_failed=told[1])


def change(
    store: Store, actor: Actor, new: NewKey, typed: Typed, told: tuple[Callable[[Vault], None], Failed]
) -> Operation[Vault]:
    """Keep another key; ``told`` gets the vault with both, by which the persons are brought over, or the failure."""

    def work(_progress: Progress) -> Vault:
        opened = open_vault(store, actor.login, typed.password)
        try:
            return change_key(store, opened, actor, new, typed.password)
        finally:
            opened.close()

    return Operation(translate("vault", "更换密钥"), work, told[0], writes=True, on_failed=told[1])


def bring_over(
    store: Store, actor: Actor, both: Vault, on_done: Callable[[int], None], on_failed: Failed
) -> Operation[int]:
    """Seal every person under the current key; it may be stopped, and gone on with later."""

    def work(progress: Progress) -> int:
        from db.services.rotation import reseal

        try:
            return reseal(store, both, actor, progress)
        finally:
            both.close()

    return Operation(translate("vault", "重新封存"), work, on_done, writes=True, on_failed=on_failed)


def paper(
    store: Store, actor: Actor, new: NewKey, path: Path | None, told: tuple[Callable[[bytes], None], Failed]
) -> Operation[bytes]:
    """The recovery code's two pages, in a file or for the printer.

    Args:
        store: whose key it is.
        actor: who makes it.
        new: the key.
        path: of the PDF; None when it is only printed.
        told: gets the PDF; gets the failure.
    """

    def work(_progress: Progress) -> bytes:
        from desktop.files.recovery_sheet import sheet_bytes, write_recovery_sheet

        sheet = _sheet(store, actor, new)
        if path is not None:
            write_recovery_sheet(path, sheet)
        return sheet_bytes(sheet)

    verb = translate("vault", "制作恢复码打印页")
    return Operation(verb, work, told[0], quiet=True, on_failed=told[1])


def _sheet(store: Store, actor: Actor, new: NewKey) -> "RecoverySheet":
    from desktop.files.recovery_sheet import RecoverySheet
    from desktop.office import list_head

    office = f"{list_head(store).office} {store.district_code}"
    by = f"{actor.name} {actor.login}"
    at = local_time(stamp(store.clock.now()))
    return RecoverySheet(office, store_facts(store).store_uuid, at, by, new.cipher.value, new.code)
