"""Words for everything that can go wrong: what happened, what was kept, what to do.

``error_text`` knows every error of the register by type; what it does not know is a fault of the program.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.domain import errors
from db.domain.alias import BadPlace
from db.domain.attachment import AttachmentRefused
from db.domain.audit import local_time
from db.domain.check_sheet import SheetRefused
from db.domain.geo import BadPoint
from db.domain.geo_fit import BadFit
from db.domain.handover import HandoverRefused
from db.domain.importing import BatchInUse
from db.domain.map_layer import BadLayer
from db.domain.person import BadPerson
from db.domain.plan import PlanRefused
from db.domain.redraw_check import RedrawRefused
from db.domain.settings import BadSetting
from db.domain.transfer import TransferRefused
from db.domain.vault import VaultRefused
from db.domain.views import BadView
from desktop import account_texts
from desktop import error_reasons as reasons
from desktop.addresses.view_words import view_words
from desktop.attachments.words import refused_words
from desktop.editing.reasons import refused_words as plan_words
from desktop.editing.redraw_reasons import redraw_words
from desktop.handover.words import refused_words as handover_words
from desktop.i18n import translate
from desktop.importing.field_names import field_name
from desktop.importing.words import batch_words
from desktop.places.refusals import refused_words as place_words
from desktop.sheets.refusal import refused_words as sheet_words
from desktop.sketch import words as map_words
from desktop.store_texts import call_admin, store_words
from desktop.terms import machine_term, verb_term
from desktop.transfer.words import refused_words as transfer_words
from desktop.vault.words import person_words, vault_words


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What the user is told.

    Attributes:
        title: a few words.
        explanation: what happened, with the place.
        kept: what was kept.
        next_step: what to do next.
        is_fault: the program itself is to blame; a report is offered.
    """

    title: str
    explanation: str
    kept: str
    next_step: str
    is_fault: bool = False


def error_text(error: BaseException) -> ErrorText:
    """The words for an error."""
    if isinstance(error, errors.StoreUnavailable):
        return _store(error)
    for kind in type(error).__mro__:
        words = WORDS.get(kind)
        if words is not None:
            return words(error)
    return _fault()


def _unchanged() -> str:
    return translate("errors", "没有保存任何改动，库中数据与操作之前一样。")


def _fault() -> ErrorText:
    return ErrorText(
        translate("errors", "程序出错"),
        translate("errors", "程序遇到了没有预料到的情况，这一步没有完成。"),
        translate("errors", "这一步已整体撤回，库中保持上一次保存时的状态，可以继续使用。"),
        translate("errors", "请复制报告，连同刚才的操作步骤交给系统管理员。报告里不含地址和人员信息。"),
        is_fault=True,
    )


def _bad_number(error: errors.BadNumber) -> ErrorText:
    return ErrorText(
        translate("errors", "门牌号无法识别"),
        translate("errors", "「{text}」：{why}。").format(
            text=error.text, why=reasons.number_reason(error.why)
        ),
        _unchanged(),
        translate("errors", "请按「12号」「12-1号」「12号之二」「临12号」的写法修改后重试。"),
    )


def _bad_address(error: errors.BadAddress) -> ErrorText:
    todo = translate("errors", "请检查门牌号、楼栋、梯位、室的先后次序和写法。")
    if error.field == "effective_on":
        todo = translate("errors", "请把日期写成 2026-12-01 的样子，不早于今天。")
    return ErrorText(
        translate("errors", "地址无法识别"),
        translate("errors", "「{text}」：{why}。").format(
            text=error.text or error.field, why=reasons.address_reason(error.why)
        ),
        _unchanged(),
        todo,
    )


def _bad_file(error: errors.BadFile) -> ErrorText:
    place = [error.file] if error.file else []
    if error.sheet:
        place.append(translate("errors", "工作表「{sheet}」").format(sheet=error.sheet))
    if error.row:
        place.append(translate("errors", "第 {row} 行").format(row=error.row))
    if error.column:
        place.append(translate("errors", "「{column}」列").format(column=error.column))
    why = reasons.file_reason(error.why)
    said = field_name(error.detail) if error.why in ("missing_column", "doubled_column") else error.detail
    detail = translate("errors", "（{detail}）").format(detail=said) if said else ""
    what = translate("errors", "{place}：{why}{detail}。")
    return ErrorText(
        translate("errors", "文件不能使用"),
        what.format(place=translate("errors", "，").join(place) or "—", why=why, detail=detail),
        _unchanged(),
        _file_advice(error.why),
    )


def _file_advice(why: str) -> str:
    advice = {
        "encrypted": translate("errors", "请在表格软件中去掉密码，另存后重新导入。"),
        "wrong_encoding": translate("errors", "请在表格软件中另存为 .xlsx 后重新导入。"),
        "not_a_workbook": translate("errors", "请用表格软件打开，另存为 .xlsx 后重新导入。"),
        "missing_column": translate("errors", "请补上这一列，或在列对应设置中指明它的名称。"),
        "doubled_column": translate("errors", "请删去其中一列，或在列对应设置中指明用哪一列。"),
        "not_found": translate("errors", "请确认文件还在原处，名称没有改变。"),
        "no_permission": translate("errors", "请关闭正在使用它的程序，或换到有权限的文件夹。"),
        "too_large": translate("errors", "请删去表格中多余的行列，或把文件分成几份。"),
        "disk_full": translate("errors", "请清理磁盘空间，或换一个磁盘后重试。"),
        "folder_missing": translate("errors", "请先建立文件夹，或另选位置。"),
        "read_only": translate("errors", "请换到有写入权限的文件夹。"),
        "empty_file": translate("errors", "请确认选对了文件。"),
        "changed_while_read": translate("errors", "请等文件保存完毕后再导入。"),
        "exists": translate("errors", "请另选位置或名称。"),
        "also_read": translate("errors", "请另选位置或名称。"),
        "not_a_backup": translate("errors", "请选择 zhipai store backup 写的文件。"),
        "damaged_backup": translate("errors", "请用另一份备份；没有别的备份时，请把这份交给系统管理员。"),
        "newer_backup": translate("errors", "请把址牌升级到最新版本。"),
    }
    return advice.get(why, translate("errors", "请按上面指出的位置改正文件，然后重试。"))


_OF_THE_REGISTER = frozenset({"not_revocable", "changed_since", "plate_exists", "children_approved"})
"""What stands in the way whoever asks."""


def _not_allowed(error: errors.NotAllowed) -> ErrorText:
    if error.why in _OF_THE_REGISTER:
        return ErrorText(
            translate("errors", "现在不能办理这一步"),
            translate("errors", "{verb}：{why}。").format(
                verb=verb_term(error.verb), why=reasons.refusal_reason(error.why)
            ),
            _unchanged(),
            translate("errors", "要改回来，请另提一件申请，由审批人决定。"),
        )
    advice = (
        translate("errors", "请换由另一个账号审批。")
        if error.why == "same_person"
        else translate("errors", "请由有权限的同事办理，或请系统管理员调整角色和管辖区域。")
    )
    return ErrorText(
        translate("errors", "没有权限"),
        translate("errors", "账号 {actor} 不能办理这一步（{verb}）：{why}。").format(
            actor=error.actor, verb=verb_term(error.verb), why=reasons.refusal_reason(error.why)
        ),
        _unchanged(),
        advice,
    )


def _withheld(error: errors.Withheld) -> ErrorText:
    why, advice = reasons.withheld_reason(error.why)
    is_moment = error.why.startswith("clock") and error.detail.endswith("Z")
    detail = local_time(error.detail) if is_moment else error.detail
    return ErrorText(
        translate("errors", "现在不能办理这一步"),
        translate("errors", "{verb}：{why}。").format(
            verb=verb_term(error.verb), why=why.format(detail=detail)
        ),
        _unchanged(),
        advice,
    )


def _join_refused(error: errors.JoinRefused) -> ErrorText:
    why, advice = reasons.join_reason(error.why)
    return ErrorText(
        translate("errors", "两个库不能合并"),
        translate("errors", "{why}。").format(why=why.format(detail=error.detail, count=error.count)),
        _unchanged(),
        advice,
    )


def _wrong_state(error: errors.WrongState) -> ErrorText:
    state, wanted = (machine_term(error.machine, code) for code in (error.state, error.wanted))
    acts = {
        "edit": translate("errors", "现在是「{state}」，不能直接编辑。"),
        "parent": translate("errors", "现在是「{state}」，下面不能再新增地址。"),
    }
    what = acts.get(error.wanted, translate("errors", "现在是「{state}」，不能变为「{wanted}」。"))
    if error.state == "has_children":
        what = translate("errors", "下面还有地址，不能变为「{wanted}」。")
    return ErrorText(
        translate("errors", "当前状态不允许这一步"),
        what.format(state=state, wanted=wanted),
        _unchanged(),
        translate("errors", "请刷新后查看最新状态，再决定下一步。"),
    )


def _stale(error: errors.StaleRecord) -> ErrorText:
    return ErrorText(
        translate("errors", "记录已被别人修改"),
        translate("errors", "在您打开之后，另一位同事修改了这条记录（{table} {row}）。").format(
            table=reasons.record_name(error.table), row=error.row or ""
        ),
        translate("errors", "保留的是对方的改动；您的改动没有保存。"),
        translate("errors", "请按 F5 刷新，核对对方的改动后再重新填写。"),
    )


def _number_taken(error: errors.NumberTaken) -> ErrorText:
    what = (
        translate("errors", "「{text}」已由另一个地址（编号 {holder}）占用。")
        if error.holder
        else translate("errors", "「{text}」已由另一个地址占用。")
    )
    todo = translate("errors", "请按 Ctrl+K 查找占用它的地址，或另选号码。")
    if not error.text:  # the database's own rule refused one of many
        what = translate(
            "errors", "其中有号码或地址刚刚由别人取用，或由管辖区域以外的地址占用，或曾经用过、不再发放。"
        )
        todo = translate("errors", "请重新预览一遍，再试一次。")
    elif error.why:
        what = translate("errors", "「{text}」：{why}。")
    why = reasons.held_reason(error.why, error.other) if error.why else ""
    return ErrorText(
        translate("errors", "号码已被占用"),
        what.format(text=error.text, holder=error.holder, why=why),
        _unchanged(),
        todo,
    )


def _not_found(error: errors.NotFound) -> ErrorText:
    names = {
        "actor": translate("errors", "账号"),
        "node": translate("errors", "地址"),
        "saved_view": translate("errors", "视图或收藏"),
        "address": translate("errors", "地址"),
        "address_on": translate("errors", "那一天的地址"),
        "parent": translate("errors", "上级地址"),
        "place": translate("errors", "地名"),
        "rule_set": translate("errors", "编号规则"),
        "import_batch": translate("errors", "导入批次"),
        "application": translate("errors", "申请"),
        "plate_batch": translate("errors", "制牌批次"),
        "setting": translate("errors", "设置"),
        "person": translate("errors", "人员"),
        "person_field": translate("errors", "人员的这一项"),
        "vault_wrap": translate("errors", "能打开保密柜的账号"),
        "handover": translate("errors", "交接"),
        "check_sheet": translate("errors", "核查表"),
    }
    return ErrorText(
        translate("errors", "找不到这条记录"),
        translate("errors", "库中没有{what}「{key}」。").format(
            what=names.get(error.what) or reasons.record_name(error.what), key=error.key
        ),
        _unchanged(),
        translate("errors", "请检查写法；如果刚刚还在，请按 F5 刷新。"),
    )


def _payload(error: errors.PayloadConflict) -> ErrorText:
    shown = translate("errors", "「{payload}」：{why}。") if error.payload else translate("errors", "{why}。")
    return ErrorText(
        translate("errors", "二维码或地址编码冲突"),
        shown.format(payload=error.payload, why=reasons.payload_reason(error.why)),
        _unchanged(),
        translate("errors", "请与公安核对二维码清单；一个编码只能属于一个地址。"),
    )


def _plate(error: errors.PlateRefused) -> ErrorText:
    shown = translate("errors", "「{text}」：{why}。") if error.text else translate("errors", "{why}。")
    return ErrorText(
        translate("errors", "这块牌不能制作"),
        shown.format(text=error.text, why=reasons.plate_reason(error.why)),
        translate("errors", "没有输出牌面文件，台账没有改动。"),
        translate("errors", "请改正地址文字或牌面模板，再重新生成。"),
    )


def _bad_pair(error: errors.BadPair) -> ErrorText:
    shown = translate("errors", "「{text}」：{why}。") if error.text else translate("errors", "{why}。")
    return ErrorText(
        translate("errors", "自造字对照没有收下"),
        shown.format(text=error.text, why=reasons.pair_reason(error.why)),
        _unchanged(),
        translate("errors", "请按「U+E863=䶮」的写法改正后重试；改已有的对照须说明是更正。"),
    )


def _bad_setting(error: BadSetting) -> ErrorText:
    from desktop.system.setting_words import fault_text  # every setting's words would slow the window's start

    return ErrorText(
        translate("errors", "设置没有改"),
        translate("errors", "{fault}。").format(fault=fault_text(error)),
        _unchanged(),
        translate("errors", "请改正这一项后重试。"),
    )


def _about_account(words: Callable[[Any], account_texts.AccountWords]) -> "Words":
    def told(error: Any) -> ErrorText:
        title, explanation, next_step = words(error)
        return ErrorText(title, explanation, _unchanged(), next_step)

    return told


Words = Callable[[Any], ErrorText]
WORDS: dict[type[BaseException], Words] = {
    errors.BadNumber: _bad_number,
    errors.BadAddress: _bad_address,
    errors.BadFile: _bad_file,
    errors.NotAllowed: _not_allowed,
    errors.Withheld: _withheld,
    errors.JoinRefused: _join_refused,
    errors.WrongState: _wrong_state,
    errors.StaleRecord: _stale,
    errors.NumberTaken: _number_taken,
    errors.NotFound: _not_found,
    errors.PayloadConflict: _payload,
    errors.PlateRefused: _plate,
    errors.BadPair: _bad_pair,
    errors.BadAccount: _about_account(account_texts.account_words),
    errors.BadPassword: _about_account(account_texts.password_words),
    errors.SignInRefused: _about_account(account_texts.sign_in_words),
    BadSetting: _bad_setting,
    AttachmentRefused: _about_account(refused_words),
    HandoverRefused: _about_account(handover_words),
    TransferRefused: _about_account(transfer_words),
    BadPlace: _about_account(place_words),
    PlanRefused: _about_account(plan_words),
    RedrawRefused: _about_account(redraw_words),
    BadPerson: _about_account(person_words),
    VaultRefused: _about_account(vault_words),
    BatchInUse: _about_account(batch_words),
    BadView: _about_account(view_words),
    SheetRefused: _about_account(sheet_words),
    BadPoint: _about_account(map_words.point_words),
    BadFit: _about_account(map_words.fit_words),
    BadLayer: _about_account(map_words.layer_words),
}
"""Error type -> its words; a type without words fails the tests."""


def _store(error: errors.StoreUnavailable) -> ErrorText:
    found = store_words().get(error.why)
    if found is None:
        found = (translate("errors", "原因代码：{why}").format(why=error.why), call_admin())
    what, todo = found
    detail = translate("errors", "（{detail}）").format(detail=error.detail) if error.detail else ""
    kept = (
        translate("errors", "这一步可能已保存，也可能没有。")
        if error.why == "commit_unknown"
        else _unchanged()
    )
    return ErrorText(translate("errors", "地址库暂时不能使用"), f"{what}{detail}", kept, todo)
