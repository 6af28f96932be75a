"""History in plain Chinese: what happened to an address, and how two days differ."""

import json
from collections.abc import Callable, Mapping
from functools import cache

from db.domain.audit import mask_personal
from db.domain.timeline import Changed, Difference, Event, Happening, Line, Tally
from desktop.i18n import translate
from desktop.paths import resource
from desktop.terms import (
    existence_term,
    kind_term,
    legal_term,
    machine_term,
    plate_class_term,
    plate_term,
    verb_term,
)

_KIND = Mapping[Difference, str]


def difference_term(kind: Difference) -> str:
    """The word for a difference, as a list's column has it."""
    return {
        Difference.BORN: translate("history", "新增"),
        Difference.GONE: translate("history", "失效"),
        Difference.RENUMBERED: translate("history", "改号"),
        Difference.RENAMED: translate("history", "改名"),
        Difference.MOVED: translate("history", "移动"),
        Difference.AREA: translate("history", "划转"),
        Difference.STATE: translate("history", "状态变化"),
        Difference.EXISTENCE: translate("history", "存在变化"),
        Difference.RETEXTED: translate("history", "全称变化"),
        Difference.PLACE_RENAMED: translate("history", "地名更名"),
        Difference.UNIT_BORN: translate("history", "设立区划"),
        Difference.UNIT_GONE: translate("history", "撤销区划"),
        Difference.UNIT_RENAMED: translate("history", "区划更名"),
        Difference.UNIT_MOVED: translate("history", "区划改属"),
    }[kind]


def changed_text(one: Changed) -> str:
    """A difference as a clause, without its subject."""
    before, after = _worded(one)
    return _templates()[one.kind].format(before=before, after=after)


def _worded(one: Changed) -> tuple[str, str]:
    term: Callable[[str], str] | None = None
    if one.kind in (Difference.BORN, Difference.GONE, Difference.STATE):
        term = legal_term
    elif one.kind is Difference.EXISTENCE:
        term = existence_term
    if term is None:
        return one.before, one.after
    after = term(one.after) if one.after else translate("history", "不再有效")
    return term(one.before) if one.before else "", after


def _templates() -> _KIND:
    return {
        Difference.BORN: translate("history", "新增（{after}）"),
        Difference.GONE: translate("history", "由{before}变为{after}"),
        Difference.RENUMBERED: translate("history", "由{before}改号为{after}"),
        Difference.RENAMED: translate("history", "由{before}改名为{after}"),
        Difference.MOVED: translate("history", "由「{before}」移到「{after}」"),
        Difference.AREA: translate("history", "由{before}划入{after}"),
        Difference.STATE: translate("history", "由{before}变为{after}"),
        Difference.EXISTENCE: translate("history", "由{before}变为{after}"),
        Difference.RETEXTED: translate("history", "全称由「{before}」变为「{after}」"),
        Difference.PLACE_RENAMED: translate("history", "地名由「{before}」更名为「{after}」"),
        Difference.UNIT_BORN: translate("history", "新设立"),
        Difference.UNIT_GONE: translate("history", "撤销"),
        Difference.UNIT_RENAMED: translate("history", "由「{before}」更名为「{after}」"),
        Difference.UNIT_MOVED: translate("history", "由{before}改属{after}"),
    }


def changes_text(line: Line) -> str:
    """Everything that happened to the subject of a line."""
    return translate("history", "；").join(changed_text(one) for one in line.changed)


def line_text(line: Line) -> str:
    """A line as a sentence."""
    return translate("history", "{subject}：{changes}").format(subject=line.text, changes=changes_text(line))


def tally_text(tally: Tally) -> str:
    """How much changed, in one sentence."""
    if not tally.counts and not tally.led:
        return translate("history", "两个日期之间没有变化。")
    parts = [
        translate("history", "{what} {n}").format(what=difference_term(kind), n=f"{tally.counts[kind]:,}")
        for kind in Difference
        if kind in tally.counts
    ]
    text = translate("history", "、").join(parts)
    if tally.led:
        led = translate("history", "另有 {n} 个地址只随上级或社区变动，不逐条列出").format(n=f"{tally.led:,}")
        text = translate("history", "；").join([*([text] if text else []), led])
    return translate("history", "{text}。").format(text=text)


def event_group(event: Event) -> str:
    """Which of the timeline's boxes an event belongs to: ``address``, ``case``, ``plate``, ``check`` or ``entry``."""
    if isinstance(event.kind, Difference):
        return "address"
    return _GROUPS[event.kind]


_GROUPS: Mapping[Happening, str] = {
    Happening.FILED: "case",
    Happening.DECIDED: "case",
    Happening.PLANNED: "case",
    Happening.CODE: "plate",
    Happening.PAYLOAD: "plate",
    Happening.PLATE: "plate",
    Happening.INSPECTED: "check",
    Happening.PROBLEM: "check",
    Happening.PROBLEM_CLOSED: "check",
    Happening.BECAME: "address",
    Happening.CAME_FROM: "address",
    Happening.ENTRY: "entry",
}


_OF_MACHINES = frozenset(
    {"import.promote", "qr.accept", "qr.reissue", "plates.batch", "plates.print", "package.export"}
)
"""Verbs whose entries keep an identifier where others keep the reason a person gave."""


def event_text(event: Event) -> str:
    """An event as a sentence without its day."""
    if isinstance(event.kind, Difference):
        return changed_text(Changed(event.kind, event.before, event.after))
    text = _told()[event.kind](event)
    is_machines = event.kind is Happening.ENTRY and event.after in _OF_MACHINES
    note = "" if is_machines or event.kind is Happening.PLATE else mask_personal(event.note)
    return translate("history", "{text}（{note}）").format(text=text, note=note) if note else text


def _told() -> Mapping[Happening, Callable[[Event], str]]:
    return {
        Happening.FILED: lambda one: translate("history", "提交申请「{title}」").format(
            title=mask_personal(one.after)
        ),
        Happening.DECIDED: lambda one: translate("history", "申请「{title}」：{result}").format(
            title=mask_personal(one.before), result=machine_term("Application", one.after)
        ),
        Happening.PLANNED: lambda one: translate("history", "申请「{title}」已批准，这一天生效").format(
            title=mask_personal(one.after)
        ),
        Happening.CODE: lambda one: translate("history", "公安地址编码 {code}").format(code=one.after),
        Happening.PAYLOAD: _payload,
        Happening.PLATE: _plate,
        Happening.INSPECTED: lambda one: translate("history", "现场检查，{n} 项结论").format(n=one.after),
        Happening.PROBLEM: lambda one: translate("history", "发现问题：{kind} {rule}").format(
            kind=one.before, rule=_rules().get(one.after, one.after)
        ),
        Happening.PROBLEM_CLOSED: lambda one: translate("history", "问题销号：{kind} {rule}").format(
            kind=one.before, rule=_rules().get(one.after, one.after)
        ),
        Happening.BECAME: lambda one: translate("history", "现由「{text}」承接").format(text=one.after),
        Happening.CAME_FROM: lambda one: translate("history", "承接自「{text}」").format(text=one.after),
        Happening.ENTRY: lambda one: verb_term(one.after),
    }


@cache
def _rules() -> Mapping[str, str]:
    """What the rules of quality are called in lists."""
    text = resource("templates", "reasons.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)["reasons"]
    return found


def _payload(one: Event) -> str:
    if one.before:
        return translate("history", "换发二维码 {after}").format(after=one.after)
    return translate("history", "下发二维码 {after}").format(after=one.after)


def _plate(one: Event) -> str:
    plate = plate_class_term(one.note)
    if not one.before:
        return translate("history", "{plate}：{after}").format(plate=plate, after=plate_term(one.after))
    return translate("history", "{plate}：由{before}到{after}").format(
        plate=plate, before=plate_term(one.before), after=plate_term(one.after)
    )


def level_term(kind: str) -> str:
    """The word for an address's level; of a place or a unit ``""``."""
    return kind_term(kind) if kind else ""
