"""What people decided about one line, in words."""

from datetime import datetime

from db.domain.clock import CHINA
from db.services.matching import Kept
from desktop.i18n import translate
from desktop.matching.operations import Closer
from desktop.matching.words import element_term


def decision_lines(closer: Closer) -> list[tuple[str, bool]]:
    """Every decision about a text, the newest first, each with whether it stands."""
    return [(_line(one, closer), one.standing == "current") for one in closer.kept]


def _line(one: Kept, closer: Closer) -> str:
    who = closer.names.get(one.decided_by, one.decided_by)
    words = translate("matching", "{when} {who}：{what}。理由：{reason}{end}")
    ends = {
        "replaced": translate("matching", "（后来改了）"),
        "withdrawn": translate("matching", "（已撤销）"),
    }
    return words.format(
        when=local_time(one.decided_at),
        who=who,
        what=_what(one),
        reason=one.reason,
        end=ends.get(one.standing, ""),
    )


def _what(one: Kept) -> str:
    if one.kind == "reading":
        said = (f"{element_term(kind)} {value}" for kind, value in one.elements.items())
        return translate("matching", "拆分应为 {elements}").format(
            elements=translate("matching", "、").join(said)
        )
    if one.node_id is None:
        return translate("matching", "本库没有这个地址")
    return translate("matching", "就是 {address}").format(address=one.node_text)


def local_time(stored: str) -> str:
    """A stored moment as the office's clock shows it."""
    return datetime.fromisoformat(stored).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
