"""What the detail of an address says in words: where it lies, what is wrong with it, what is coming."""

from db.domain.audit import local_time
from db.domain.plan import Act
from db.store.detail import Coming, Whence
from db.store.queries import ProblemRow
from desktop.address_terms import act_term, side_term
from desktop.i18n import translate
from desktop.quality.words import detail_text, kept_detail, reason_words
from desktop.terms import existence_term, machine_term

_TO_THE_DAY = len("2026-11-22")


def with_note(text: str, note: str) -> str:
    """A text with another in brackets."""
    return translate("addresses", "{text}（{note}）").format(text=text, note=note) if note else text


def source_text(found: Whence) -> str:
    """The delivery that brought the address; ``""`` when none did."""
    if not found.source:
        return translate("addresses", "批次 {n}").format(n=found.batch) if found.batch else ""
    return with_note(found.source, local_time(found.taken_on)[:_TO_THE_DAY] if found.taken_on else "")


def problem_text(found: ProblemRow) -> str:
    """What is wrong, as an office says it."""
    _address, params = kept_detail(found.detail)
    return with_note(reason_words(found.rule), detail_text(found.rule, params))


def coming_text(one: Coming) -> str:
    """What is coming, from which day, and how far that is."""
    what = _what(one)
    if one.above:
        what = translate("addresses", "上级「{above}」{what}").format(above=one.above, what=what)
    parts = [what, _when(one)]
    if one.hindered:
        parts.append(translate("addresses", "到期未能生效，见 地址 → 申请"))
    return translate("addresses", "；").join(parts)


def _when(one: Coming) -> str:
    state = machine_term("Application", one.state)
    if not one.effective_on:
        return translate("addresses", "批准之日起生效（现为{state}）").format(state=state)
    if one.state == "approved":
        return translate("addresses", "已批准，{day}起生效").format(day=one.effective_on)
    return translate("addresses", "拟自{day}起生效（现为{state}）").format(day=one.effective_on, state=state)


def _what(one: Coming) -> str:
    names = translate("addresses", "」「").join(one.names)
    if one.takes_over:
        return translate("addresses", "拆分后启用")
    if one.kind == Act.RENAME_PLACE:
        return translate("addresses", "地名更名为「{name}」").format(name=names)
    if one.kind == Act.REDRAW:
        return translate("addresses", "所在区划调整为「{name}」").format(name=names)
    if one.kind == Act.SPLIT and names:
        return translate("addresses", "拆分为「{name}」").format(name=names)
    if one.kind == Act.MERGE:
        kin = translate("addresses", "」「").join(kin.text for kin in one.kin if kin.text)
        return translate("addresses", "并入「{name}」").format(name=kin) if kin else act_term(one.kind)
    wishes = _wishes(one)
    if wishes:
        told = translate("addresses", "，").join(wishes)
        return (
            translate("addresses", "更正：{wishes}").format(wishes=told) if one.kind == Act.CORRECT else told
        )
    return act_term(one.kind)


def _wishes(one: Coming) -> list[str]:
    """Everything that the application wants of the address named."""
    edit = one.edit
    if edit is None:
        return []
    found = []
    if edit.own_text is not None:
        found.append(translate("addresses", "改为「{text}」").format(text=edit.own_text))
    if one.parent:
        found.append(translate("addresses", "移到「{text}」").format(text=one.parent))
    if one.community:
        found.append(translate("addresses", "划入「{text}」").format(text=one.community))
    if edit.side is not None:
        found.append(translate("addresses", "街侧改为{text}").format(text=side_term(edit.side)))
    if edit.floor is not None:
        found.append(translate("addresses", "楼层改为{text}").format(text=_or_none(str(edit.floor))))
    if edit.existence is not None:
        found.append(translate("addresses", "存在状态改为{text}").format(text=existence_term(edit.existence)))
    if edit.facts.keys() & {"lng", "lat", "datum"}:
        found.append(translate("addresses", "坐标另行标注"))
    return found


def _or_none(text: str) -> str:
    return text or translate("addresses", "（无）")
