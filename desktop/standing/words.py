"""What is said of a copy and of a clock that cannot be believed."""

from db.domain.audit import local_time
from db.domain.guard import ClockDoubt, Standing
from desktop.i18n import translate


def title_mark(standing: Standing) -> str:
    """What the window's title says beside the store; ``""`` for an original."""
    marks = [translate("standing", "练习库")] if standing.practice else []
    marks += [translate("standing", "这是副本，只能起草")] if standing.elsewhere else []
    return " — ".join(marks)


def banner_text(standing: Standing) -> str:
    """What the strip over the rooms says; ``""`` while all is well."""
    parts = []
    if standing.practice:
        parts.append(
            translate("standing", "这是练习库：可以放心试，做出的门牌都盖着样张字样，不能挂到墙上。")
        )
    if standing.elsewhere:
        words = translate(
            "standing",
            "这是副本：原库在 {place}。这里只能查询和起草，不能审批、领号、制作正式门牌、发检查包。",
        )
        parts.append(words.format(place=standing.elsewhere))
    if standing.doubt is not None:
        words = translate("standing", "{what}，现在不能审批、出文和发包，请第二人确认本机时间。")
        parts.append(words.format(what=clock_verdict(standing)))
    return "".join(parts)


def clock_verdict(standing: Standing) -> str:
    """What is wrong with the clock, or that nothing is."""
    if standing.doubt is None:
        return translate("standing", "本机时间没有疑问")
    words = {
        ClockDoubt.BACK: translate("standing", "本机时间早于最近的操作记录（{newest}）"),
        ClockDoubt.AHEAD: translate("standing", "本机时间比最近的操作记录（{newest}）晚得太多"),
    }
    return words[standing.doubt].format(newest=local_time(standing.newest))
