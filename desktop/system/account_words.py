"""Accounts in words: roles with their areas, where an account stands, what its password is good for."""

from collections.abc import Mapping

from db.domain.access import Role
from db.domain.audit import local_time
from db.domain.handover import DutyKind
from db.services.account_desk import AccountLine
from db.store.accounts import ACTIVE
from desktop.i18n import translate
from desktop.terms import role_term

OPEN, LOCKED, EXPIRED, CLOSED = "open", "locked", "expired", "closed"
"""Where an account stands; also the groups of the list."""


def standing(line: AccountLine, now: str) -> str:
    """Where an account stands at a moment (stored text)."""
    if line.account.state != ACTIVE:
        return CLOSED
    if line.facts.locked_until > now:
        return LOCKED
    return EXPIRED if line.facts.valid_until and line.facts.valid_until <= now else OPEN


def standing_text(line: AccountLine, now: str) -> str:
    """The same in words."""
    words = {
        OPEN: translate("accounts", "启用"),
        LOCKED: translate("accounts", "锁定至 {when}"),
        EXPIRED: translate("accounts", "已到期"),
        CLOSED: translate("accounts", "已停用"),
    }
    found = standing(line, now)
    if found == LOCKED and not line.facts.locked_until[:4] < "9000":
        return translate("accounts", "已锁定")
    return words[found].format(when=local_time(line.facts.locked_until) if found == LOCKED else "")


def standings() -> tuple[tuple[str, str], ...]:
    """The groups of the list, all of them first."""
    return (
        ("", translate("accounts", "全部")),
        (OPEN, translate("accounts", "启用")),
        (LOCKED, translate("accounts", "锁定")),
        (EXPIRED, translate("accounts", "到期")),
        (CLOSED, translate("accounts", "停用")),
    )


def role_text(role: Role, area: str, names: Mapping[str, str]) -> str:
    """A role with the unit it covers."""
    return translate("accounts", "{role}（{area}）").format(
        role=role_term(role.value), area=area_text(area, names)
    )


def area_text(area: str, names: Mapping[str, str]) -> str:
    """A unit by its names; a code nobody knows stands as it is."""
    if not area:
        return translate("accounts", "全部区域")
    steps = [area[:digits].ljust(12, "0") for digits in (6, 9, 12) if len(area) >= digits]
    found = [names[code] for code in steps if code in names]
    return "".join(found) if len(found) == len(steps) and found else area


def password_text(line: AccountLine) -> str:
    """What is to be known of a password."""
    facts = line.facts
    if not facts.has_password:
        return translate("accounts", "没有口令")
    if facts.must_change:
        return translate("accounts", "一次性，待修改")
    if facts.valid_until:
        return translate("accounts", "到 {day}").format(day=local_time(facts.valid_until)[:10])
    return translate("accounts", "不限期")


def last_login_text(line: AccountLine) -> str:
    """When and where an account last signed in."""
    if not line.facts.last_login_at:
        return "—"
    return translate("accounts", "{when} {where}").format(
        when=local_time(line.facts.last_login_at)[:16], where=line.facts.last_workstation
    )


def duty_term(kind: DutyKind) -> str:
    """The word for what somebody answers for."""
    return {
        DutyKind.APPLICATION: translate("accounts", "未办结的申请"),
        DutyKind.IMPORT_BATCH: translate("accounts", "未入库的清单"),
        DutyKind.PLATE_BATCH: translate("accounts", "未校验的制牌批次"),
        DutyKind.PACKAGE: translate("accounts", "未收回的检查包"),
        DutyKind.PROBLEM: translate("accounts", "分派的问题"),
        DutyKind.HANDOVER: translate("accounts", "待答复的交接"),
    }[kind]
