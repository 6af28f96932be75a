"""What a hit of a search says about itself: why it was found, and what it is."""

from db.domain.place import NameState
from db.domain.search import Why
from db.domain.search_names import Goal
from db.domain.state import Legal
from db.store.search_text import Hit
from desktop.i18n import translate
from desktop.terms import kind_term, legal_term, name_state_term

_GONE = frozenset({Legal.SUSPENDED, Legal.MERGED, Legal.CANCELLED, Legal.VOID})


def is_gone(hit: Hit) -> bool:
    """Whether the address or the name is no longer in use."""
    return hit.legal == NameState.RETIRED if hit.goal is Goal.PLACE else hit.legal in _GONE


def note_of(hit: Hit) -> str:
    """Why it was found, and what it is, in a few words."""
    return translate("search", "，").join(part for part in (_why(hit), _what(hit)) if part)


def _why(hit: Hit) -> str:
    words = {
        Why.PINYIN: translate("search", "拼音"),
        Why.INITIALS: translate("search", "首字母"),
        Why.FORMER: translate("search", "原名{name}"),
        Why.COMMON: translate("search", "俗称{name}"),
        Why.PROMOTED: translate("search", "宣传名{name}"),
        Why.ALIAS: translate("search", "别名{name}"),
        Why.CODE: translate("search", "编码"),
        Why.PAYLOAD: translate("search", "二维码"),
        Why.SUCCESSOR: translate("search", "接替上一条"),
        Why.PAST: translate("search", "曾用地址{name}"),
        Why.NEAR: translate("search", "名称相近"),
    }
    return words.get(hit.why, "").format(name=hit.by)


def _what(hit: Hit) -> str:
    if hit.goal is Goal.NODE:
        return legal_term(hit.legal)
    if hit.goal is Goal.DIVISION:
        return translate("search", "行政区划")
    kind = kind_term(hit.kind)
    if hit.legal == NameState.APPROVED:
        return kind
    return translate("search", "{kind}（{state}）").format(kind=kind, state=name_state_term(hit.legal))
