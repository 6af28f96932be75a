"""What the settings section asks of the store, each as an operation not yet started."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.progress import Progress
from db.domain.settings import Value
from db.services import settings
from db.services.settings import SettingRow
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be set, what a newer program's file says beside, and why."""

    values: Mapping[str, Value]
    others: Mapping[str, str]
    reason: str


def load(
    store: Store, on_done: Callable[[tuple[SettingRow, ...]], None]
) -> Operation[tuple[SettingRow, ...]]:
    """Every setting."""

    def work(_progress: Progress) -> tuple[SettingRow, ...]:
        return settings.list_settings(store)

    return Operation(translate("settings", "读取设置"), work, on_done, quiet=True)


def change(
    store: Store, actor: Actor, told: Told, on_done: Callable[[Changes], None], on_failed: Failed
) -> Operation[Changes]:
    """Set some settings."""

    def work(_progress: Progress) -> Changes:
        return settings.change(store, actor, told.values, told.reason, told.others)

    return Operation(translate("settings", "修改设置"), work, on_done, writes=True, on_failed=on_failed)


def write_file(
    store: Store, path: Path, on_done: Callable[[None], None], on_failed: Failed
) -> Operation[None]:
    """Write every setting into a file."""

    def work(_progress: Progress) -> None:
        from desktop.files.settings_json import write_settings

        values = {row.setting.key: row.value for row in settings.list_settings(store)}
        write_settings(path, values, settings.unknown_settings(store))

    return Operation(translate("settings", "导出设置"), work, on_done, on_failed=on_failed)
