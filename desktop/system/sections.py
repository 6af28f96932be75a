"""The sections of the 系统 room in their order; a new one is one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from db.domain.access import Actor
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.journal.desk import JournalDesk
from desktop.system.section import Section

Make = Callable[[Desk, Actor, JournalDesk], Section]


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section that is not built yet.

    Attributes:
        key: by which others open it.
        title: its name in the list.
        make: builds it.
    """

    key: str
    title: str
    make: Make


def every_section() -> tuple[SectionSpec, ...]:
    """All sections; what they need is loaded when they are built."""
    return (
        SectionSpec("accounts", translate("system", "账号"), _accounts),
        SectionSpec("areas", translate("system", "区域"), _areas),
        SectionSpec("handover", translate("system", "交接"), _handover),
        SectionSpec("store", translate("system", "库"), _store),
        SectionSpec("attachments", translate("system", "附件"), _attachments),
        SectionSpec("vault", translate("system", "保密柜"), _vault),
        SectionSpec("copy", translate("system", "副本与接管"), _copy),
        SectionSpec("clock", translate("system", "本机时间"), _clock),
        SectionSpec("joining", translate("system", "并入"), _joining),
        SectionSpec("journal", translate("system", "操作日志"), _journal),
        SectionSpec("settings", translate("system", "设置"), _settings),
    )


def _accounts(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.system.accounts_section import AccountsSection

    return AccountsSection(desk, actor)


def _areas(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.system.areas_section import AreasSection

    return AreasSection(desk, actor)


def _handover(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.handover.section import HandoverSection

    return HandoverSection(desk, actor)


def _store(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.system.store_section import StoreSection

    return StoreSection(desk, actor)


def _attachments(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.attachments.section import AttachmentsSection

    return AttachmentsSection(desk, actor)


def _vault(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.vault.section import VaultSection

    return VaultSection(desk, actor)


def _copy(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.standing.copy_section import CopySection

    return CopySection(desk, actor)


def _clock(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.standing.clock_section import ClockSection

    return ClockSection(desk, actor)


def _joining(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.joining.section import JoinSection

    return JoinSection(desk, actor)


def _journal(desk: Desk, actor: Actor, journal: JournalDesk) -> Section:
    from desktop.system.journal_section import JournalSection

    return JournalSection(desk, actor, journal)


def _settings(desk: Desk, actor: Actor, _journal_desk: JournalDesk) -> Section:
    from desktop.system.settings_section import SettingsSection

    return SettingsSection(desk, actor)
