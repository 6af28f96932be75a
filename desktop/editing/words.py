"""The words of the verbs: what they do, what hangs on an address, why one refuses."""

from collections.abc import Mapping, Sequence
from datetime import date

from db.domain.plan import Edit
from db.store.hanging import Hanging
from db.store.hanging_rows import Hung
from db.store.queries import NodeRow
from db.store.undo import UndoRow
from desktop.address_terms import act_term, point_term, side_term
from desktop.editing.verdict import Sum
from desktop.i18n import translate
from desktop.terms import existence_term, plate_term


def undo_text(step: UndoRow, *, again: bool) -> str:
    """The menu's line for taking back, or doing again: with what it would do."""
    template = (
        translate("editing", "重做(&Y) {act}：{title}")
        if again
        else translate("editing", "撤销(&Z) {act}：{title}")
    )
    return template.format(act=act_term(step.act), title=short(step.title))


def short(text: str, most: int = 36) -> str:
    """A text for a menu or a title: its end is what tells addresses apart."""
    clean = text.replace("&", "&&")
    return clean if len(clean) <= most else "…" + clean[-most:]


def several(texts: Sequence[str]) -> str:
    """Addresses in one line: the first by name, the rest by number."""
    if len(texts) <= 1:
        return texts[0] if texts else ""
    return translate("editing", "{first} 等 {n} 个地址").format(first=texts[0], n=len(texts))


def hanging_lines(hanging: Hanging) -> tuple[Sum, ...]:
    """What hangs on addresses, each kind in a few words."""
    lines = [
        Sum(
            translate("editing", "门牌（{state}）{n} 块").format(state=plate_term(state), n=n),
            *(Hung.PLATE, state, hanging.on),
        )
        for state, n in hanging.plates.items()
        if n
    ]
    counted = (
        (translate("editing", "公安编码 {n} 个"), hanging.codes, Hung.CODE),
        (translate("editing", "二维码 {n} 个"), hanging.payloads, Hung.PAYLOAD),
        (translate("editing", "未办结的申请 {n} 件"), hanging.applications, Hung.APPLICATION),
        (translate("editing", "未销号的问题 {n} 个"), hanging.problems, Hung.PROBLEM),
        (translate("editing", "未收回的检查表 {n} 份"), hanging.forms, Hung.FORM),
        (translate("editing", "人员 {n} 人"), hanging.persons, Hung.PERSON),
        (translate("editing", "附件 {n} 份"), hanging.attachments, Hung.FILE),
    )
    place = (hanging.on, hanging.without)
    return (*lines, *(Sum(text.format(n=n), hung, "", *place) for text, n, hung in counted if n))


def edit_note(row: NodeRow, edit: Edit, units: Mapping[str, str]) -> str:
    """What an edit changes beside the text of the address; ``units`` are names of communities by code."""
    parts = []
    if edit.community is not None:
        before, after = row.area_community, edit.community
        parts.append((translate("editing", "社区"), units.get(before, before), units.get(after, after)))
    if edit.side is not None:
        parts.append((translate("editing", "街侧"), side_term(row.side), side_term(edit.side)))
    if edit.floor is not None:
        floor = "" if row.floor is None else str(row.floor)
        parts.append((translate("editing", "楼层"), floor, str(edit.floor)))
    if edit.existence is not None:
        was, becomes = existence_term(row.existence), existence_term(edit.existence)
        parts.append((translate("editing", "存在状态"), was, becomes))
    if edit.lng is not None or edit.clear_point:
        was = point_term(row.lng, row.lat, row.datum)
        parts.append((translate("editing", "坐标"), was, point_term(edit.lng, edit.lat, edit.datum or "")))
    template = translate("editing", "{field} {before} → {after}")
    told = [template.format(field=name, before=old or "—", after=new or "—") for name, old, new in parts]
    return translate("editing", "；").join(told)


def merged_into(texts: Sequence[str]) -> str:
    """What becomes of an address that is merged into others."""
    return translate("editing", "并入 {text}").format(text=translate("editing", "、").join(texts))


def taken_over(texts: Sequence[str]) -> str:
    """What becomes of an address that is split into others."""
    return translate("editing", "由 {text} 接替").format(text=translate("editing", "、").join(texts))


def day_text(day: str) -> str:
    """A stored day as people write it."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    template = translate("editing", "{year}年{month}月{day}日")
    return template.format(year=found.year, month=found.month, day=found.day)
