"""The verbs of the tree: what each is called, which keys do it, who may, and what it fits on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from db.domain.access import Actor
from db.domain.state import Legal
from db.store.queries import NodeRow
from desktop.i18n import translate
from desktop.terms import legal_term


class Verb(StrEnum):
    """What a user can do to addresses."""

    ADD = "add"
    RENAME = "rename"
    MOVE = "move"
    CORRECT = "correct"
    BULK = "bulk"
    MERGE = "merge"
    SPLIT = "split"
    SUSPEND = "suspend"
    RESTORE = "restore"
    CANCEL = "cancel"
    VOID = "void"


OPEN = frozenset({Legal.DRAFT.value, Legal.TO_VERIFY.value})
"""What may be edited at once."""

_SETTLED = frozenset({Legal.APPROVED.value})
_ENDABLE = frozenset({Legal.APPROVED.value, Legal.SUSPENDED.value})
_BEARS = OPEN | {Legal.TO_APPROVE.value, Legal.APPROVED.value, Legal.CHANGING.value}
_CHILDLESS = "room"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected in the room.

    Attributes:
        ids: addresses.
        place_id: a place name, when that is selected.
        name: of the place.
        community: 12-digit code of where the place was looked at.
    """

    ids: tuple[int, ...] = ()
    place_id: int = 0
    name: str = ""
    community: str = ""


class Standing(NamedTuple):
    """What of an address decides whether a verb fits it."""

    kind: str
    text: str
    legal: str


@dataclass(frozen=True, slots=True)
class Spec:
    """A verb in the window.

    Attributes:
        name: in menus.
        keys: that do it from anywhere; ``""`` when only menus do.
        hint: what it is for, where the mouse rests.
        states: legal states it fits on.
        least: how many addresses it needs.
        most: how many it takes, 0 any number.
        needs: the account must be allowed one of these verbs of the register.
        short: name on the tool bar, ``""`` when it does not stand there.
    """

    name: str
    keys: str
    hint: str
    states: frozenset[str]
    least: int = 1
    most: int = 0
    needs: tuple[str, ...] = ("address.edit", "application.file")
    short: str = ""


def specs() -> dict[Verb, Spec]:
    """Every verb, in the order of the menus."""
    both = OPEN | _ENDABLE  # what is 停用 has its text all the same
    return {
        Verb.ADD: Spec(
            translate("editing", "新增下级(&A)…"),
            "Ins",
            translate("editing", "在选中的地名或地址下面新增地址，可一次填多个"),
            _BEARS,
            most=1,
            needs=("address.edit",),
            short=translate("editing", "新增"),
        ),
        Verb.RENAME: Spec(
            translate("editing", "更名 / 改号(&R)…"),
            "F2",
            translate("editing", "改门牌号，或改楼栋、梯位、室的名称"),
            both,
            most=1,
            short=translate("editing", "改号"),
        ),
        Verb.MOVE: Spec(
            translate("editing", "移动(&M)…"),
            "Ctrl+M",
            translate("editing", "移到另一个上级，或划入另一个社区"),
            both,
            short=translate("editing", "移动"),
        ),
        Verb.CORRECT: Spec(
            translate("editing", "更正(&C)…"),
            "Ctrl+Shift+E",
            translate("editing", "登记时写错了：改正本级名称、街侧、楼层、存在状态、坐标"),
            both,
            most=1,
            short=translate("editing", "更正"),
        ),
        Verb.BULK: Spec(
            translate("editing", "批量编辑(&B)…"),
            "Ctrl+B",
            translate("editing", "把选中的多个地址的同一列一起改掉"),
            both,
            least=2,
            short=translate("editing", "批量"),
        ),
        **_legal_specs(),
    }


def _legal_specs() -> dict[Verb, Spec]:
    return {
        Verb.MERGE: Spec(
            translate("editing", "合并(&G)…"),
            "",
            translate("editing", "几个地址并为一个，其余的今后指向它"),
            _SETTLED,
        ),
        Verb.SPLIT: Spec(
            translate("editing", "拆分(&S)…"),
            "",
            translate("editing", "一个地址拆为几个，由它们接替"),
            _SETTLED,
            most=1,
        ),
        Verb.SUSPEND: Spec(
            translate("editing", "停用(&U)…"),
            "",
            translate("editing", "暂不使用，以后可以恢复"),
            _SETTLED,
        ),
        Verb.RESTORE: Spec(
            translate("editing", "恢复(&V)…"),
            "",
            translate("editing", "停用的地址恢复使用"),
            frozenset({Legal.SUSPENDED.value}),
        ),
        Verb.CANCEL: Spec(
            translate("editing", "注销(&X)…"),
            "",
            translate("editing", "地址不再存在，连同它下面的全部地址；号码和编码不再启用"),
            _ENDABLE,
        ),
        Verb.VOID: Spec(
            translate("editing", "作废草稿(&D)…"),
            "Del",
            translate("editing", "把还没有批准的地址作废"),
            OPEN,
            needs=("address.edit",),
            short=translate("editing", "作废"),
        ),
    }


def _may(actor: Actor, needs: Sequence[str], area: str = "") -> bool:
    return any(actor.may(verb, area) for verb in needs)


def obstacle(verb: Verb, spec: Spec, actor: Actor, chosen: Chosen, rows: Sequence[NodeRow]) -> str:
    """Why a verb is off, in words; ``""`` when it is on.

    Args:
        verb: which.
        spec: what it fits on.
        actor: who.
        chosen: what is selected.
        rows: the selected addresses as far as they have arrived; what is not known does not stand in the way.
    """
    if not _may(actor, spec.needs):
        return translate("editing", "您的角色不能办理这一步。")
    if verb is Verb.ADD and chosen.place_id:
        return "" if _may(actor, spec.needs, chosen.community) else _elsewhere()
    number = len(chosen.ids)
    if number < spec.least or (spec.most and number > spec.most):
        return _wrong_number(spec)
    if not all(_may(actor, spec.needs, row.area_community) for row in rows):
        return _elsewhere()
    return misfit(verb, spec, [Standing(row.kind, row.own_text, row.legal) for row in rows])


def misfit(verb: Verb, spec: Spec, standing: Sequence[Standing]) -> str:
    """Which of some addresses a verb does not fit, and why, in words; ``""`` when it fits all."""
    if verb is Verb.ADD and any(one.kind == _CHILDLESS for one in standing):
        return translate("editing", "室下面不再有地址。")
    unfit = [one for one in standing if one.legal not in spec.states]
    if not unfit:
        return ""
    template = (
        translate("editing", "「{text}」现在是{state}，不能这样办理。")
        if len(unfit) == 1
        else translate("editing", "「{text}」现在是{state}，连同另外 {n} 个都不能这样办理。")
    )
    return template.format(text=unfit[0].text, state=legal_term(unfit[0].legal), n=len(unfit) - 1)


def _elsewhere() -> str:
    return translate("editing", "不在您的管辖区域内。")


def _wrong_number(spec: Spec) -> str:
    if spec.most == 1:
        return translate("editing", "请选中一个地址。")
    if spec.least > 1:
        return translate("editing", "请选中两个以上地址。")
    return translate("editing", "请先选中地址。")
