"""Why an address refuses an act, and why a plan cannot be carried out, in words."""

from db.domain.plan import BlockedItem, PlanRefused
from desktop.editing.redraw_reasons import redraw_reason
from desktop.i18n import translate
from desktop.terms import existence_term, kind_term, legal_term, machine_term


def plan_reason(why: str) -> str:
    """Why an address refuses; ``{detail}`` stands for its state, level or the problem's rule."""
    return {**_state_reasons(), **_shape_reasons()}.get(why) or redraw_reason(why)


def _state_reasons() -> dict[str, str]:
    return {
        "not_found": translate("reasons", "库中没有这个地址"),
        "not_yours": translate("reasons", "不在您的管辖区域内"),
        "goal_not_yours": translate("reasons", "要划入的地方不在您的管辖区域内"),
        "wrong_state": translate("reasons", "现在是「{detail}」，不能这样办理"),
        "not_approved": translate("reasons", "还没有批准（{detail}），请与已批准的分开办理"),
        "open_application": translate("reasons", "另有一件申请没有办结"),
        "changed_since": translate("reasons", "提交之后又有改动"),
        "number_taken": translate("reasons", "号码已被别的地址占用"),
        "name_taken": translate("reasons", "名称已被占用"),
        "cannot_be": translate("reasons", "现在已不能照原样办理"),
        "no_reason": translate("reasons", "提交申请须写明事由"),
        "open_problem": translate("reasons", "有未销号的问题（{detail}）"),
        "same_enterer": translate("reasons", "由本人录入，须由另一人核实"),
        "draft_place": translate("reasons", "所在地名还没有批准"),
        "parent_not_approved": translate("reasons", "上级地址不是已批准（{detail}）"),
    }


def _shape_reasons() -> dict[str, str]:
    return {
        "no_change": translate("reasons", "照这样填没有改动"),
        "facts_apart": translate("reasons", "存在状态和坐标直接登记，不经审批，请与其他改动分两次办理"),
        "facts_beyond_share": translate(
            "reasons", "涉及的地址占所在社区的比例较大；存在状态和坐标只能直接登记，请分批办理"
        ),
        "second_person": translate("reasons", "涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效"),
        "existence_step": translate(
            "reasons", "存在状态现在是「{detail}」，不能直接这样改；新增时选错了的，作废草稿后重新新增"
        ),
        "draft_below": translate("reasons", "下面有还没有批准的地址（{detail}）"),
        "approved_below": translate("reasons", "下面有已批准的地址（{detail}）"),
        "no_successor": translate("reasons", "保留的地址须是另一个已批准的地址"),
        "other_kind": translate("reasons", "级别不同，不能并为一个（{detail}）"),
        "inside_itself": translate("reasons", "不能并入自己的上级或下级"),
        "one_at_a_time": translate("reasons", "一次只能拆分一个地址"),
        "no_new_part": translate("reasons", "没有填写新地址"),
        "unassigned_child": translate("reasons", "下级地址没有指明归入哪一个新地址"),
        "not_below": translate("reasons", "不是被拆分地址的下级"),
    }


def blocked_text(item: BlockedItem) -> str:
    """Why an address refuses."""
    return plan_reason(item.reason).format(detail=_detail(item.detail))


def refused_words(error: PlanRefused) -> tuple[str, str, str]:
    """Title, explanation and next step for a plan that cannot be carried out."""
    why = plan_reason(error.why).format(detail=_detail(error.detail))
    what = (
        translate("errors", "「{text}」：{why}。") if error.text else translate("errors", "{why}。")
    ).format(text=error.text, why=why)
    if error.count > 1:
        what += translate("errors", "这样的地址共有 {n} 个。").format(n=error.count)
    return (
        translate("errors", "不能这样办理"),
        what,
        translate("errors", "请按 F5 刷新，核对这些地址现在的状态后重新办理。"),
    )


def _detail(code: str) -> str:
    """A state's or a level's word, else the text itself."""
    words = (legal_term(code), kind_term(code), machine_term("NameState", code), existence_term(code))
    for word in words:
        if word != code:
            return word
    return code or translate("reasons", "未知")


def stuck_text(reason: str, *, is_due: bool) -> str:
    """Why an application cannot be carried out, and what can be done about one whose day has come."""
    said = translate("applications", "现在不能照此办理：{why}。").format(
        why=plan_reason(reason).format(detail="")
    )
    if not is_due:
        return said
    return said + translate(
        "applications",
        "请先把挡住它的地址改好，明天或重新打开程序时会自动再办；不再需要的，由审批人撤销后重新申请。",
    )
