"""Acts as the forms hand them over: a plan for addresses that are there, or new ones below a parent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.domain.access import Actor
from db.domain.errors import BadAddress
from db.domain.plan import Act, Plan
from db.services import changes, editing
from db.services.changes import Preview, Route, TextChange
from db.services.editing import Wish
from db.store.store import Store
from desktop.address_terms import act_term
from desktop.editing.reasons import blocked_text
from desktop.editing.verdict import Line, Outcome, Verdict, Way
from desktop.editing.words import hanging_lines
from desktop.error_reasons import held_reason
from desktop.i18n import translate
from desktop.terms import kind_term, legal_term


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A plan on addresses that are there.

    Attributes:
        title: what the application is called in lists.
        notes: address -> what changes that its text does not show, in words.
    """

    plan: Plan
    title: str
    notes: Mapping[int, str] = field(default_factory=dict)

    def check(self, store: Store, actor: Actor) -> Verdict:
        """See ``Task``."""
        found = verdict_of(changes.preview(store, self.plan, actor), self.notes)
        # What was written wrongly was wrong from the start: no day divides it.
        return replace(found, asks_day=False) if self.plan.act is Act.CORRECT else found

    def carry_out(self, store: Store, actor: Actor, reason: str, unsaid: str = "") -> Outcome:
        """See ``Task``."""
        done = changes.carry_out(store, actor, self.plan, self.title, reason, unsaid=unsaid)
        if done.direct:
            told = translate("editing", "{title}：已办理，可按 Ctrl+Z 撤销。")
        else:
            told = translate("editing", "{title}：已提交申请，待审批。")
        return Outcome(told.format(title=self.title), done.changes, done.node_ids)


def verdict_of(found: Preview, notes: Mapping[int, str]) -> Verdict:
    """A preview as the dialog shows it; ``notes`` say what the texts do not show."""
    refused = {item.node_id: blocked_text(item) for item in found.blocked}
    lines = [_line(one, refused, notes) for one in found.lines]
    named = {one.node_id for one in found.lines}
    lines += [
        Line(item.full_text, "", refused[item.node_id], bad=True)
        for item in found.blocked
        if item.node_id not in named
    ]
    way, remark = _way(found)
    return Verdict(way, tuple(lines), found.below, hanging_lines(found.hanging), remark, way is Way.FILED)


def _line(one: TextChange, refused: Mapping[int, str], notes: Mapping[int, str]) -> Line:
    if not one.node_id:
        return Line(one.before, one.after, translate("editing", "新地址"))
    note, why = notes.get(one.node_id, ""), refused.get(one.node_id, "")
    if not one.after:  # it will be no address any more: what becomes of it stands where its text would
        return Line(one.before, note, why or legal_term(one.legal), bool(why))
    return Line(one.before, one.after, why or note or legal_term(one.legal), bool(why))


def _way(found: Preview) -> tuple[Way, str]:
    if found.route is Route.MIXED:
        return Way.NOTHING, translate(
            "editing", "选中的地址有的已批准、有的还没有批准，两种办法不能一次办理，请分开选中。"
        )
    whys = {blocked_text(one) for one in found.blocked}
    if len(whys) == 1 and len(found.blocked) == len(found.lines):
        return Way.NOTHING, translate("editing", "不能这样办理：{why}。").format(why=whys.pop())
    if found.blocked or found.route is Route.NOTHING:
        return Way.NOTHING, translate("editing", "有地址不能这样办理，原因见列表；去掉它们之后再办理。")
    if found.second_person and found.route is Route.DIRECT:
        return Way.FILED, translate(
            "editing", "涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效。"
        )
    return (Way.DIRECT if found.route is Route.DIRECT else Way.FILED), ""


@dataclass(frozen=True, slots=True)
class AddTask:
    """New addresses below a node or a place."""

    parent_id: int
    parent: str
    community: str
    wishes: tuple[Wish, ...]

    def check(self, store: Store, _actor: Actor) -> Verdict:
        """See ``Task``."""
        if not self.wishes:
            raise BadAddress(field="own_text", text="", why="no_text")
        judged = editing.preview_children(store, self.parent_id, self.wishes, self.community)
        named = list(zip((wish.kind for wish in self.wishes), judged, strict=True))
        counted = Counter((kind, one.own_text) for kind, one in named)
        lines = []
        for kind, one in named:
            twice = counted[kind, one.own_text] > 1
            note = kind_term(kind.value)
            if twice:
                note = translate("editing", "填了两次")
            elif one.there:
                note = translate("editing", "已经有了，保持不变")
            elif one.against is not None:
                note = held_reason(one.against.why.value, one.against.text)
            bad = twice or one.against is not None
            lines.append(Line("", self.parent + one.own_text, note, bad))
        fresh = sum(not one.there for one in judged)
        bad = any(line.bad for line in lines)
        remark = translate("editing", "新增 {new} 个，已有 {old} 个。").format(
            new=fresh, old=len(judged) - fresh
        )
        if any(one.against is not None for one in judged):
            remark = translate("editing", "有的号码不能发放，原因见列表；去掉它们之后再办理。")
        elif bad:
            remark = translate("editing", "有的填了两次，请去掉一个。")
        elif not fresh:
            remark = translate("editing", "这些地址都已经有了，没有要新增的。")
        return Verdict(Way.DIRECT if fresh and not bad else Way.NOTHING, tuple(lines), remark=remark)

    def carry_out(self, store: Store, actor: Actor, reason: str, unsaid: str = "") -> Outcome:
        """See ``Task``."""
        why = reason or unsaid
        added = editing.add_children(store, actor, self.parent_id, self.wishes, self.community, why)
        told = translate("editing", "已新增 {n} 个地址（草稿），可按 Ctrl+Z 撤销。")
        return Outcome(told.format(n=len(added.node_ids)), added.changes, added.node_ids)


def title_of(plan: Plan, texts: Sequence[str], act: str = "") -> str:
    """What a plan is called in the list of applications; ``act`` where its verb has another name than its act."""
    first = texts[0] if texts else ""
    template = (
        translate("editing", "{act}：{first}")
        if len(texts) <= 1
        else translate("editing", "{act}：{first} 等 {n} 个")
    )
    return template.format(act=act_term(act or plan.act.value), first=first, n=len(texts))
