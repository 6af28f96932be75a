"""The panel's words: what was found, what is known of a character."""

from desktop.i18n import translate
from desktop.rare.lookup import Facts, Found, Way


def told(found: Found) -> str:
    """What became of a request."""
    if found.way is Way.UNREAD:
        return translate("rare", "看不懂这样写：请输入码位、拼音、部件，或直接粘贴这个字。")
    if not found.total:
        return translate("rare", "没有找到。部件可以少写一个，也可以只写部首和画数，如「土14」。")
    if found.way is Way.NOTHING:
        return translate("rare", "最近用过的字和福建地名用字。")
    if found.total > len(found.chars):
        return translate("rare", "{total} 个字，先列 {shown} 个；再加一个部件可以缩小范围。").format(
            total=found.total, shown=len(found.chars)
        )
    return translate("rare", "{total} 个字。回车插入，方向键选字。").format(total=found.total)


def fact_lines(found: Facts) -> list[tuple[str, str]]:
    """Name and text of each fact."""
    han = found.han
    join = translate("rare", "、")
    lines = [(translate("rare", "码位"), found.code)]
    if han.readings:
        lines.append((translate("rare", "读音"), join.join(han.readings)))
    if found.radical:
        radical = translate("rare", "{radical} 部 + {strokes} 画").format(
            radical=found.radical, strokes=found.strokes
        )
        lines.append((translate("rare", "部首"), radical))
    if han.ways:
        ways = join.join(" + ".join(way) for way in han.ways)
        lines.append(
            (translate("rare", "部件"), ways + (translate("rare", "（推得）") if han.guessed else ""))
        )
    if han.kin:
        lines.append((translate("rare", "繁简"), join.join(han.kin)))
    standard = (
        translate("rare", "规范字（8105 字表）") if han.standard else translate("rare", "不在 8105 字表")
    )
    lines.append((translate("rare", "字表"), f"{standard}\n{found.coded}"))
    lines.append((translate("rare", "印牌"), _printing(found)))
    if found.names:
        examples = "\n".join((*found.examples, "…") if found.names > len(found.examples) else found.examples)
        name = translate("rare", "地名")
        lines.append((name, translate("rare", "福建 {n} 处：").format(n=found.names) + f"\n{examples}"))
    return lines


def _printing(found: Facts) -> str:
    if not found.face:
        return translate("rare", "字库里没有这个字，印不出来")
    if found.thin:
        return translate("rare", "宋体 {face}（黑体没有这个字）").format(face=found.face)
    return translate("rare", "黑体 {face}").format(face=found.face.split("-")[0])
