"""The office's words for the codes of the register: kinds, states, roles, fields."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from db.domain.access import Role
from db.domain.address import NodeKind
from db.domain.audit import Damage
from db.domain.handover import Handover
from db.domain.place import NameState, PlaceKind
from db.domain.plate import PlateClass
from db.domain.state import Application, Code, Existence, Finding, Legal, Plate, Position, Problem, Sheet
from desktop.i18n import translate


def legal_term(value: str) -> str:
    """The word for a legal state."""
    return _word(_legal(), value)


def code_term(value: str) -> str:
    """The word for a code state (赋码)."""
    return _word(_code(), value)


def existence_term(value: str) -> str:
    """The word for an existence state."""
    return _word(_existence(), value)


def position_term(value: str) -> str:
    """The word for a position state (标注)."""
    return _word(_position(), value)


def plate_term(value: str) -> str:
    """The word for a plate's state."""
    return _word(_plate(), value)


def plate_class_term(value: str) -> str:
    """The word for a class of plate."""
    return _word(_plate_classes(), value)


def kind_term(value: str) -> str:
    """The word for a node's level or a place name's kind."""
    return _word({**_node_kinds(), **_place_kinds()}, value)


def name_state_term(value: str) -> str:
    """The word for where a place name stands."""
    return _word(_name_states(), value)


def role_term(value: str) -> str:
    """The word for a role."""
    return _word(_roles(), value)


def verb_term(value: str) -> str:
    """The word for what was done, as the journal names it."""
    return _word(verbs(), value)


def damage_term(value: str) -> str:
    """What a break in the journal's chain looks like."""
    return _word(_damage(), value)


def handover_term(value: str) -> str:
    """The word for how far handing over is."""
    return _word(_handover(), value)


def machine_term(machine: str, value: str) -> str:
    """The word for a state of the machine that ``WrongState`` names."""
    make = MACHINES.get(machine)
    return _word(make(), value) if make else value


def _word(words: Mapping[str, str], value: str) -> str:
    return words.get(value, value)


def _legal() -> dict[str, str]:
    return {
        Legal.DRAFT: translate("terms", "草稿"),
        Legal.TO_VERIFY: translate("terms", "待核实"),
        Legal.TO_APPROVE: translate("terms", "待审批"),
        Legal.APPROVED: translate("terms", "已批准"),
        Legal.CHANGING: translate("terms", "变更中"),
        Legal.SUSPENDED: translate("terms", "停用"),
        Legal.MERGED: translate("terms", "已合并"),
        Legal.CANCELLED: translate("terms", "已注销"),
        Legal.VOID: translate("terms", "作废"),
    }


def _code() -> dict[str, str]:
    return {
        Code.NONE: translate("terms", "未申请"),
        Code.REQUESTED: translate("terms", "已申请"),
        Code.ASSIGNED: translate("terms", "已赋码"),
        Code.REPLACED: translate("terms", "已换码"),
    }


def _existence() -> dict[str, str]:
    return {
        Existence.BUILDING: translate("terms", "在建"),
        Existence.EXISTS: translate("terms", "存在"),
        Existence.DEMOLISHED: translate("terms", "已拆除"),
    }


def _position() -> dict[str, str]:
    return {
        Position.UNMARKED: translate("terms", "未标注"),
        Position.TO_CONFIRM: translate("terms", "待确认"),
        Position.MARKED: translate("terms", "已标注"),
    }


def _application() -> dict[str, str]:
    return {
        Application.DRAFT: translate("terms", "草稿"),
        Application.SUBMITTED: translate("terms", "已提交"),
        Application.FIRST_REVIEW: translate("terms", "初审"),
        Application.SECOND_REVIEW: translate("terms", "复审"),
        Application.APPROVED: translate("terms", "批准"),
        Application.RETURNED: translate("terms", "退回"),
        Application.REFUSED: translate("terms", "不予受理"),
        Application.WITHDRAWN: translate("terms", "撤回"),
        Application.REVOKED: translate("terms", "已撤销"),
    }


def _plate() -> dict[str, str]:
    return {
        Plate.TO_MAKE: translate("terms", "待制作"),
        Plate.LISTED: translate("terms", "清单锁定"),
        Plate.IN_PRODUCTION: translate("terms", "生产中"),
        Plate.RECEIVED: translate("terms", "到货验收"),
        Plate.TO_MOUNT: translate("terms", "待安装"),
        Plate.MOUNTED: translate("terms", "已安装"),
        Plate.MARKED: translate("terms", "已标注"),
        Plate.ACCEPTED: translate("terms", "已验收"),
        Plate.MISSING: translate("terms", "缺失"),
        Plate.DAMAGED: translate("terms", "损坏"),
        Plate.TO_CORRECT: translate("terms", "待更正"),
        Plate.REMAKE: translate("terms", "补制"),
        Plate.VOID: translate("terms", "作废"),
    }


def _plate_classes() -> dict[str, str]:
    return {
        PlateClass.LARGE_DOOR: translate("terms", "大门牌"),
        PlateClass.MEDIUM_DOOR: translate("terms", "中门牌"),
        PlateClass.SMALL_DOOR: translate("terms", "小门牌"),
        PlateClass.BUILDING: translate("terms", "楼牌"),
        PlateClass.STAIR: translate("terms", "梯位牌"),
        PlateClass.ROOM: translate("terms", "室牌"),
    }


def _problem() -> dict[str, str]:
    return {
        Problem.REGISTERED: translate("terms", "登记"),
        Problem.ASSIGNED: translate("terms", "派单"),
        Problem.RECTIFYING: translate("terms", "整改"),
        Problem.REVIEW: translate("terms", "复核"),
        Problem.CLOSED: translate("terms", "销号"),
    }


def _sheet() -> dict[str, str]:
    return {
        Sheet.ISSUED: translate("terms", "已下发"),
        Sheet.RETURNED: translate("terms", "已回收，待办"),
        Sheet.CLOSED: translate("terms", "已办结"),
        Sheet.WITHDRAWN: translate("terms", "已撤回"),
    }


def _finding() -> dict[str, str]:
    return {
        Finding.OPEN: translate("terms", "待处理"),
        Finding.APPLIED: translate("terms", "已采纳"),
        Finding.FILED: translate("terms", "已提交申请"),
        Finding.DISMISSED: translate("terms", "不采纳"),
    }


def _node_kinds() -> dict[str, str]:
    return {
        NodeKind.DOOR: translate("terms", "门牌号"),
        NodeKind.BUILDING: translate("terms", "楼栋"),
        NodeKind.STAIR: translate("terms", "梯位"),
        NodeKind.FLOOR: translate("terms", "层"),
        NodeKind.ROOM: translate("terms", "室"),
    }


def _place_kinds() -> dict[str, str]:
    return {
        PlaceKind.STREET: translate("terms", "路街"),
        PlaceKind.LANE: translate("terms", "里巷"),
        PlaceKind.COMPOUND: translate("terms", "小区"),
        PlaceKind.YARD: translate("terms", "院落"),
        PlaceKind.VILLAGE: translate("terms", "自然村"),
    }


def _name_states() -> dict[str, str]:
    return {
        NameState.DRAFT: translate("terms", "拟用"),
        NameState.PENDING: translate("terms", "待批准"),
        NameState.APPROVED: translate("terms", "标准地名"),
        NameState.RETIRED: translate("terms", "已销名"),
    }


def _roles() -> dict[str, str]:
    return {
        Role.CLERK: translate("terms", "区民政局经办"),
        Role.CHIEF: translate("terms", "审批人"),
        Role.AREA_CLERK: translate("terms", "镇街社区经办"),
        Role.PRINTER: translate("terms", "制牌员"),
        Role.INSPECTOR: translate("terms", "检查员"),
        Role.ADMIN: translate("terms", "系统管理员"),
        Role.CITY: translate("terms", "市局人员"),
    }


def verbs() -> dict[str, str]:
    """Every verb of the access table and its word, in the table's order."""
    return {
        "import.stage": translate("terms", "读入清单"),
        "import.promote": translate("terms", "清单入库"),
        "import.reverse": translate("terms", "撤回清单"),
        "address.edit": translate("terms", "编辑地址"),
        "address.undo": translate("terms", "撤销编辑"),
        "address.redo": translate("terms", "重做编辑"),
        "address.take_hold": translate("terms", "变更生效"),
        "place.edit": translate("terms", "编辑地名"),
        "place.rename": translate("terms", "地名更名"),
        "view.keep": translate("terms", "保存视图"),
        "map.keep": translate("terms", "维护略图图层"),
        "place.approve": translate("terms", "批准地名"),
        "place.alias": translate("terms", "登记别名"),
        "application.file": translate("terms", "提交申请"),
        "application.approve": translate("terms", "批准申请"),
        "application.return": translate("terms", "退回申请"),
        "application.withdraw": translate("terms", "撤回申请"),
        "application.revoke": translate("terms", "撤销批准"),
        "sheet.issue": translate("terms", "下发核查表"),
        "sheet.return": translate("terms", "回收核查表"),
        "sheet.decide": translate("terms", "核查处理"),
        "sheet.withdraw": translate("terms", "撤回核查表"),
        "match.decide": translate("terms", "比对裁定"),
        "private_use.keep": translate("terms", "登记自造字"),
        "qr.accept": translate("terms", "二维码入库"),
        "qr.reissue": translate("terms", "换发二维码"),
        "plates.batch": translate("terms", "锁定制牌清单"),
        "plates.print": translate("terms", "生成牌面"),
        "problem.find": translate("terms", "登记问题"),
        "problem.close": translate("terms", "问题销号"),
        "package.export": translate("terms", "导出检查包"),
        "inspection.decide": translate("terms", "裁定检查结果"),
        "package.merge": translate("terms", "并入检查包"),
        "store.init": translate("terms", "建库"),
        "actor.manage": translate("terms", "管理账号"),
        "account.recover": translate("terms", "启用应急码"),
        "password.change": translate("terms", "修改口令"),
        "session.open": translate("terms", "登录"),
        "session.refuse": translate("terms", "登录被拒"),
        "setting.change": translate("terms", "修改设置"),
        "handover.offer": translate("terms", "发起账号交接"),
        "handover.withdraw": translate("terms", "撤回账号交接"),
        "handover.accept": translate("terms", "接收账号交接"),
        "handover.refuse": translate("terms", "谢绝账号交接"),
        "clock.confirm": translate("terms", "确认本机时间"),
        "store.claim": translate("terms", "接管库"),
        "store.join": translate("terms", "并入另一库"),
        "transfer.file": translate("terms", "提交跨区移交"),
        "transfer.decide": translate("terms", "批准跨区移交"),
        "transfer.withdraw": translate("terms", "撤回跨区移交"),
        "transfer.release": translate("terms", "交出移交包"),
        "transfer.prepare": translate("terms", "核对移交包"),
        "transfer.accept": translate("terms", "接收移交包"),
        "transfer.close": translate("terms", "登记移交回执"),
        "transfer.key": translate("terms", "生成签名密钥"),
        "attachment.add": translate("terms", "添加附件"),
        "attachment.wipe": translate("terms", "销毁附件"),
        "vault.manage": translate("terms", "管理保密柜密钥"),
        "person.enter": translate("terms", "录入人员信息"),
        "person.reveal": translate("terms", "查看人员明文"),
        "person.wipe": translate("terms", "销毁人员信息"),
        "seed": translate("terms", "更新基础数据"),
    }


def _handover() -> dict[str, str]:
    return {
        Handover.OFFERED: translate("terms", "待接收"),
        Handover.ACCEPTED: translate("terms", "已接收"),
        Handover.REFUSED: translate("terms", "已谢绝"),
        Handover.WITHDRAWN: translate("terms", "已撤回"),
    }


def _damage() -> dict[str, str]:
    return {
        Damage.EDITED: translate("terms", "内容被修改"),
        Damage.DELETED: translate("terms", "从这里起有日志被删除"),
        Damage.INSERTED: translate("terms", "是后来插入的"),
        Damage.REORDERED: translate("terms", "次序被调换"),
        Damage.REWRITTEN: translate("terms", "被整条重写"),
        Damage.TRUNCATED: translate("terms", "从这里起末尾被截断"),
        Damage.BEYOND_HEAD: translate("terms", "出现在登记的链头之后"),
        Damage.HEAD_EDITED: translate("terms", "与登记的链头不符"),
        Damage.CHANGES_EDITED: translate("terms", "所记的改动被修改或调换"),
        Damage.CHANGES_DELETED: translate("terms", "所记的改动有缺失"),
        Damage.CHANGES_INSERTED: translate("terms", "多出了后来加的改动"),
    }


MACHINES: dict[str, Callable[[], dict[str, str]]] = {
    Legal.__name__: _legal,
    Code.__name__: _code,
    Existence.__name__: _existence,
    Position.__name__: _position,
    Application.__name__: _application,
    Plate.__name__: _plate,
    Problem.__name__: _problem,
    Handover.__name__: _handover,
    Sheet.__name__: _sheet,
    Finding.__name__: _finding,
}
"""State machine -> its words."""

COMPLETE: tuple[tuple[type[StrEnum], Callable[[], dict[str, str]]], ...] = (
    (Legal, _legal),
    (Code, _code),
    (Existence, _existence),
    (Position, _position),
    (Application, _application),
    (Plate, _plate),
    (PlateClass, _plate_classes),
    (Problem, _problem),
    (Sheet, _sheet),
    (Finding, _finding),
    (NodeKind, _node_kinds),
    (PlaceKind, _place_kinds),
    (NameState, _name_states),
    (Role, _roles),
    (Damage, _damage),
    (Handover, _handover),
)
"""Each code list and its words; a new member without a word fails the tests."""
