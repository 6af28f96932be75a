"""Words of hand-overs to other districts."""

from db.domain.transfer import Fate, Handoff, TransferRefused
from desktop.i18n import translate


def refusal_reason(why: str) -> str:
    """Why nothing goes over or comes in."""
    return (_of_the_form() | _of_the_register() | _of_the_file()).get(why, why)


def _of_the_form() -> dict[str, str]:
    return {
        "bad_code": translate("transfer", "新代码「{detail}」不是 12 位数字"),
        "same_district": translate("transfer", "新代码「{detail}」还在本区；本区之内请用区划调整"),
        "wrong_parent": translate("transfer", "新代码「{detail}」与所属镇街的代码不一致"),
        "no_name": translate("transfer", "新社区、镇街和区的名称都要填写"),
        "no_district": translate("transfer", "「{detail}」不是区名，应写成「湖里区」的样子"),
        "no_document": translate("transfer", "没有填写批文号"),
        "bad_day": translate("transfer", "生效日期「{detail}」应写成 2026-12-01 的样子"),
        "past_day": translate("transfer", "生效日期 {detail} 已经过去"),
        "no_unit": translate("transfer", "本区在生效日没有这个社区（{detail}）"),
        "code_taken": translate("transfer", "代码 {detail} 已经用过，不能再给别的社区"),
        "other_name": translate("transfer", "这个代码在生效日属于「{detail}」"),
        "no_rows": translate("transfer", "选定的范围里没有地址"),
        "short_password": translate("transfer", "签名口令至少 {count} 个字符"),
    }


def _of_the_register() -> dict[str, str]:
    return {
        "under_way": translate("transfer", "这个社区已有一份移交在办理"),
        "not_yet": translate("transfer", "生效日期 {detail} 还没有到"),
        "open_changes": translate("transfer", "有 {count} 个地址还在申请或变更中，如 {detail}"),
        "forms_out": translate("transfer", "有 {count} 张检查表还在外面，如 {detail}"),
        "plates_in_work": translate("transfer", "有 {count} 块牌正在生产，如 {detail}"),
        "numbers_leased": translate("transfer", "有 {count} 个号码借给了离线设备，如 {detail}"),
        "torn_tree": translate("transfer", "有 {count} 个地址与上下级不在同一个社区，如 {detail}"),
        "wrong_state": translate("transfer", "这份移交现在是「{detail}」，不能办这一步"),
        "changed_since": translate("transfer", "交出之后库里的内容变了，不能再写出同一份移交包"),
        "no_key": translate("transfer", "本库还没有签名密钥"),
        "wrong_password": translate("transfer", "签名口令不对"),
        "needs_owner": translate("transfer", "共享库里交出和接收要由库的所有者在命令行办理"),
        "practice": translate("transfer", "练习库不能交出，也不能接收"),
        "undecided": translate("transfer", "有 {count} 个相同的地址还没有决定，如 {detail}"),
        "cannot_be_same": translate("transfer", "「{detail}」有冲突，不能当作同一地址"),
        "unknown_parent": translate("transfer", "本区没有镇街 {detail}"),
        "not_ours": translate("transfer", "这份移交包是给别的区（{detail}）的"),
        "own_number": translate("transfer", "对方的库号与本库相同（{detail}），编号会相撞"),
        "known_rows": translate("transfer", "包里的「{detail}」本库已经有过，不能再接收一次"),
        "other_package": translate("transfer", "与核对时的移交包不是同一个文件"),
        "not_compared": translate("transfer", "还没有与对方用电话核对指纹"),
        "file_missing": translate("transfer", "附件的内容在本库里找不到（{detail}）"),
    }


def _of_the_file() -> dict[str, str]:
    return {
        "bad_manifest": translate("transfer", "文件里的说明读不懂"),
        "newer_format": translate("transfer", "文件的格式版本 {detail} 本程序不认识"),
        "is_receipt": translate("transfer", "这是一份回执，不是移交包"),
        "is_package": translate("transfer", "这是一份移交包，不是回执"),
        "bad_signature": translate("transfer", "签名不对：文件被改过，或不是用这把密钥签的"),
        "altered": translate("transfer", "「{detail}」与签过名的说明不符"),
        "bad_row": translate("transfer", "「{detail}」这一行读不懂或不合规则"),
        "foreign_row": translate("transfer", "「{detail}」不属于这次移交的范围"),
        "other_handoff": translate("transfer", "这份回执不是给这次移交的"),
        "other_signer": translate("transfer", "签名的密钥与核对过的指纹不同"),
    }


def refused_words(error: TransferRefused) -> tuple[str, str, str]:
    """Title, what happened, what to do next."""
    why = refusal_reason(error.why).format(detail=error.detail, count=f"{error.count:,}")
    return (
        translate("transfer", "移交没有办成"),
        translate("transfer", "{why}。").format(why=why),
        _advice(error.why),
    )


def _advice(why: str) -> str:
    of_file = translate("transfer", "请对方重新写出文件再送来，并用电话核对指纹。")
    special = {
        "open_changes": translate("transfer", "请先把这些申请办结或撤回，再交出。"),
        "forms_out": translate("transfer", "请先收回检查包并合并。"),
        "plates_in_work": translate("transfer", "请先把生产中的牌办到货，或退出清单。"),
        "numbers_leased": translate("transfer", "请先收回离线设备的号码。"),
        "torn_tree": translate("transfer", "请先把上下级归到同一个社区。"),
        "not_yet": translate("transfer", "请在生效日当天或以后办理。"),
        "no_key": translate("transfer", "请审批人先生成签名密钥。"),
        "needs_owner": translate("transfer", "请系统管理员运行 zhipai transfer 命令。"),
        "unknown_parent": translate("transfer", "请先在本区建立这个镇街，或请对方改正代码。"),
        "changed_since": translate("transfer", "请联系系统管理员，查看操作日志里交出之后的记录。"),
        "undecided": translate("transfer", "请逐条决定后再提交。"),
        "not_compared": translate("transfer", "请打电话给对方，念出并核对六组数字。"),
    }
    return special.get(
        why, of_file if why in _of_the_file() else translate("transfer", "请核对后重新填写或选择。")
    )


def state_word(state: str) -> str:
    """A hand-over's state."""
    return handoff_words().get(state, state)


def handoff_words() -> dict[str, str]:
    """Every state of a hand-over."""
    return {
        Handoff.FILED: translate("transfer", "待批准"),
        Handoff.DECIDED: translate("transfer", "已批准，待交出"),
        Handoff.RELEASED: translate("transfer", "已交出，等回执"),
        Handoff.CLOSED: translate("transfer", "已回执"),
        Handoff.WITHDRAWN: translate("transfer", "已撤回"),
        Handoff.PREPARED: translate("transfer", "已核对，待接收"),
        Handoff.ACCEPTED: translate("transfer", "已接收"),
    }


def fate_word(fate: str) -> str:
    """What becomes of an incoming address that meets one of ours."""
    words = {
        Fate.SAME: translate("transfer", "同一地址"),
        Fate.ASIDE: translate("transfer", "另立待核实"),
    }
    return words[Fate(fate)]
