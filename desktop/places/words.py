"""The office's words for names: lines of the card, kinds of other names, what one could mistake."""

from db.domain.alias import Alias, AliasKind
from db.domain.audit import local_time
from db.domain.place import NameState, PlaceKind
from db.domain.place_card import Direction
from db.domain.place_near import Likeness, Near
from db.services.place_book import Card
from db.store.changes import PlannedRow
from desktop.i18n import translate
from desktop.terms import kind_term, name_state_term, verb_term


def fact_term(name: str) -> str:
    """What a line of the card is called."""
    return {
        "kind": translate("places", "类别"),
        "pinyin": translate("places", "汉语拼音"),
        "extent_from": translate("places", "起点"),
        "extent_to": translate("places", "止点"),
        "direction": translate("places", "编号方向"),
        "rule_set": translate("places", "编号规则"),
        "meaning": translate("places", "含义与来历"),
        "approval_doc": translate("places", "批准文件"),
        "named_on": translate("places", "命名日期"),
    }[name]


def fact_text(name: str, value: str) -> str:
    """A line of the card as people read it."""
    if name == "kind":
        return kind_term(value)
    if name == "direction":
        return direction_term(value)
    if name == "rule_set":
        return value or translate("places", "按本区规则")
    return value


def directions() -> dict[str, str]:
    """Code and word of every direction; the first leaves it to the rules."""
    return {
        "": translate("places", "按本区规则"),
        Direction.EAST_TO_WEST.value: translate("places", "由东向西"),
        Direction.WEST_TO_EAST.value: translate("places", "由西向东"),
        Direction.SOUTH_TO_NORTH.value: translate("places", "由南向北"),
        Direction.NORTH_TO_SOUTH.value: translate("places", "由北向南"),
        Direction.INWARD.value: translate("places", "由巷口向里"),
    }


def direction_term(value: str) -> str:
    """The word for a direction."""
    return directions().get(value, value)


def kinds() -> dict[str, str]:
    """Code and word of every kind of name."""
    return {kind.value: kind_term(kind.value) for kind in PlaceKind}


def states() -> dict[str, str]:
    """Code and word of every state of a name, those that wait first."""
    order = (NameState.PENDING, NameState.DRAFT, NameState.APPROVED, NameState.RETIRED)
    return {state.value: name_state_term(state.value) for state in order}


def alias_kinds() -> dict[str, str]:
    """Code and word of every kind of other name."""
    return {
        AliasKind.COMMON.value: translate("places", "俗称"),
        AliasKind.PROMOTED.value: translate("places", "宣传名"),
        AliasKind.FORMER.value: translate("places", "曾用名"),
    }


def alias_text(alias: Alias) -> str:
    """Another name with its days."""
    kind = alias_kinds().get(alias.kind, alias.kind)
    if alias.is_dated:
        words = translate("places", "{name}（{kind}，{first} 至 {until} 为标准名）")
        return words.format(name=alias.alias, kind=kind, first=alias.valid_from, until=alias.valid_to)
    since = translate("places", "{name}（{kind}，{first} 登记）")
    return since.format(name=alias.alias, kind=kind, first=alias.valid_from)


def spelling_text(card: Card) -> str:
    """Whose the spelling is."""
    if card.speller:
        return translate("places", "由{name}改定，自动拼写为 {auto}").format(
            name=card.speller, auto=card.spelling
        )
    return translate("places", "自动拼写")


def last_text(card: Card) -> str:
    """Who wrote last on the card."""
    if card.last is None:
        return translate("places", "建库时载入，尚无人改动")
    return translate("places", "{at}　{name}　{verb}").format(
        at=local_time(card.last.at)[:16], name=card.last.name, verb=verb_term(card.last.verb)
    )


def renaming_text(planned: PlannedRow) -> str:
    """The rename that waits, and for what."""
    day = planned.effective_on
    if planned.state == "due":
        words = translate("places", "第 {n} 号申请已批准，{day} 起改称「{name}」")
    elif day:
        words = translate("places", "第 {n} 号申请待审批：自 {day} 起改称「{name}」")
    else:
        words = translate("places", "第 {n} 号申请待审批：自批准之日起改称「{name}」")
    return words.format(n=planned.id, day=day, name=planned.plan.name)


def likeness_text(near: Near, home: str) -> str:
    """What name could be mistaken for the one that is written, why, and where it lies.

    Args:
        near: the other name.
        home: the district that keeps it.
    """
    reasons = {
        Likeness.TAKEN: translate("places", "已有同名地名，不能再用"),
        Likeness.ELSEWHERE: translate("places", "别处同名"),
        Likeness.ALIAS: translate("places", "是它的别名或曾用名"),
        Likeness.SCRIPT: translate("places", "只是繁简或写法不同"),
        Likeness.SAME_SOUND: translate("places", "同音"),
        Likeness.SIMILAR_SOUND: translate("places", "音近，声调不同"),
        Likeness.SIMILAR_SHAPE: translate("places", "字形相近"),
        Likeness.CONTAINED: translate("places", "一个包含另一个"),
        Likeness.EXTRA_CHARACTER: translate("places", "比它多一个字"),
        Likeness.MISSING_CHARACTER: translate("places", "比它少一个字"),
        Likeness.ONE_CHARACTER: translate("places", "只差一个字"),
    }
    named = near.named
    words = translate("places", "{name}（{home}，{state}）：{why}")
    return words.format(
        name=named.standard, home=home, state=name_state_term(named.state), why=reasons[near.likeness]
    )
