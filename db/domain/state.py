"""States as tables: the four axes of an address and the machines of applications, plates and problems.

Values are English codes; the window shows the Chinese term given beside each. A transition not in its table does
not exist.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from db.domain.errors import WrongState


class Legal(StrEnum):
    """Legal axis of an address."""

    DRAFT = "draft"  # 草稿
    TO_VERIFY = "to_verify"  # 待核实
    TO_APPROVE = "to_approve"  # 待审批
    APPROVED = "approved"  # 已批准
    CHANGING = "changing"  # 变更中
    SUSPENDED = "suspended"  # 停用
    MERGED = "merged"  # 已合并
    CANCELLED = "cancelled"  # 已注销
    VOID = "void"  # 作废


class Code(StrEnum):
    """Code axis (赋码)."""

    NONE = "none"  # 未申请
    REQUESTED = "requested"  # 已申请
    ASSIGNED = "assigned"  # 已赋码
    REPLACED = "replaced"  # 已换码


class Existence(StrEnum):
    """Existence axis."""

    BUILDING = "building"  # 在建
    EXISTS = "exists"  # 存在
    DEMOLISHED = "demolished"  # 已拆除


class Position(StrEnum):
    """Position axis (标注)."""

    UNMARKED = "unmarked"  # 未标注
    TO_CONFIRM = "to_confirm"  # 待确认
    MARKED = "marked"  # 已标注


class Application(StrEnum):
    """Application for numbers (编号申请)."""

    DRAFT = "draft"  # 草稿
    SUBMITTED = "submitted"  # 已提交
    FIRST_REVIEW = "first_review"  # 初审
    SECOND_REVIEW = "second_review"  # 复审
    APPROVED = "approved"  # 批准
    RETURNED = "returned"  # 退回
    REFUSED = "refused"  # 不予受理
    WITHDRAWN = "withdrawn"  # 撤回
    REVOKED = "revoked"  # 已撤销


class Plate(StrEnum):
    """One plate's life."""

    TO_MAKE = "to_make"  # 待制作
    LISTED = "listed"  # 清单锁定
    IN_PRODUCTION = "in_production"  # 生产中
    RECEIVED = "received"  # 到货验收
    TO_MOUNT = "to_mount"  # 待安装
    MOUNTED = "mounted"  # 已安装
    MARKED = "marked"  # 已标注
    ACCEPTED = "accepted"  # 已验收
    MISSING = "missing"  # 缺失
    DAMAGED = "damaged"  # 损坏
    TO_CORRECT = "to_correct"  # 待更正
    REMAKE = "remake"  # 补制
    VOID = "void"  # 作废


class Problem(StrEnum):
    """A problem's way to 销号."""

    REGISTERED = "registered"  # 登记
    ASSIGNED = "assigned"  # 派单
    RECTIFYING = "rectifying"  # 整改
    REVIEW = "review"  # 复核
    CLOSED = "closed"  # 销号


class Sheet(StrEnum):
    """A check sheet's way out to a community and back."""

    ISSUED = "issued"  # 已下发
    RETURNED = "returned"  # 已回收，待办
    CLOSED = "closed"  # 已办结
    WITHDRAWN = "withdrawn"  # 已撤回


class Finding(StrEnum):
    """What became of a finding in a check sheet."""

    OPEN = "open"  # 待处理
    APPLIED = "applied"  # 已改
    FILED = "filed"  # 已提交申请
    DISMISSED = "dismissed"  # 不采纳


State = TypeVar("State", bound=StrEnum)
Table = Mapping[State, frozenset[State]]


def _table(rows: dict[State, set[State]]) -> Table[State]:
    return {state: frozenset(targets) for state, targets in rows.items()}


_L, _A, _P = Legal, Application, Plate

LEGAL: Table[Legal] = _table(
    {
        _L.DRAFT: {_L.TO_VERIFY, _L.VOID},
        _L.TO_VERIFY: {_L.TO_APPROVE, _L.DRAFT},
        _L.TO_APPROVE: {_L.APPROVED, _L.DRAFT},
        _L.APPROVED: {_L.CHANGING, _L.SUSPENDED, _L.MERGED, _L.CANCELLED, _L.DRAFT},
        _L.CHANGING: {_L.APPROVED, _L.SUSPENDED, _L.MERGED, _L.CANCELLED},
        _L.SUSPENDED: {_L.APPROVED, _L.CANCELLED},
        _L.MERGED: set(),
        _L.CANCELLED: set(),
        _L.VOID: set(),
    }
)
CODE: Table[Code] = _table(
    {
        Code.NONE: {Code.REQUESTED, Code.ASSIGNED},
        Code.REQUESTED: {Code.ASSIGNED, Code.NONE},
        Code.ASSIGNED: {Code.REPLACED},
        Code.REPLACED: {Code.REPLACED},
    }
)
EXISTENCE: Table[Existence] = _table(
    {
        Existence.BUILDING: {Existence.EXISTS, Existence.DEMOLISHED},
        Existence.EXISTS: {Existence.DEMOLISHED},
        Existence.DEMOLISHED: {Existence.BUILDING},
    }
)
BORN = (Existence.EXISTS, Existence.BUILDING)
"""What a house may be when its address is born."""
EXISTENCE_TURNED: Table[Existence] = {
    state: targets | {former for former, news in EXISTENCE.items() if state in news}
    for state, targets in EXISTENCE.items()
}
"""What taking back and doing again may do: each step both ways, for a slip of the hand is no event in a house's life."""
POSITION: Table[Position] = _table(
    {
        Position.UNMARKED: {Position.TO_CONFIRM, Position.MARKED},
        Position.TO_CONFIRM: {Position.MARKED, Position.UNMARKED},
        Position.MARKED: {Position.TO_CONFIRM, Position.UNMARKED},
    }
)
APPLICATION: Table[Application] = _table(
    {
        _A.DRAFT: {_A.SUBMITTED, _A.WITHDRAWN},
        _A.SUBMITTED: {_A.FIRST_REVIEW, _A.RETURNED, _A.REFUSED, _A.WITHDRAWN},
        _A.FIRST_REVIEW: {_A.SECOND_REVIEW, _A.APPROVED, _A.RETURNED, _A.REFUSED, _A.WITHDRAWN},
        _A.SECOND_REVIEW: {_A.APPROVED, _A.RETURNED, _A.REFUSED, _A.WITHDRAWN},
        _A.APPROVED: {_A.REVOKED},
        _A.RETURNED: {_A.SUBMITTED, _A.WITHDRAWN},
        _A.REFUSED: set(),
        _A.WITHDRAWN: set(),
        _A.REVOKED: set(),
    }
)
PLATE: Table[Plate] = _table(
    {
        _P.TO_MAKE: {_P.LISTED, _P.VOID},
        _P.LISTED: {_P.IN_PRODUCTION, _P.TO_MAKE, _P.VOID},
        _P.IN_PRODUCTION: {_P.RECEIVED, _P.VOID},
        _P.RECEIVED: {_P.TO_MOUNT, _P.REMAKE, _P.VOID},
        _P.TO_MOUNT: {_P.MOUNTED, _P.REMAKE, _P.VOID},
        _P.MOUNTED: {_P.MARKED, _P.MISSING, _P.DAMAGED, _P.TO_CORRECT, _P.VOID},
        _P.MARKED: {_P.ACCEPTED, _P.MISSING, _P.DAMAGED, _P.TO_CORRECT, _P.VOID},
        _P.ACCEPTED: {_P.MISSING, _P.DAMAGED, _P.TO_CORRECT, _P.VOID},
        _P.MISSING: {_P.REMAKE, _P.VOID},
        _P.DAMAGED: {_P.REMAKE, _P.VOID},
        _P.TO_CORRECT: {_P.REMAKE, _P.VOID},
        _P.REMAKE: {_P.LISTED, _P.VOID},
        _P.VOID: set(),
    }
)
PROBLEM: Table[Problem] = _table(
    {
        Problem.REGISTERED: {Problem.ASSIGNED, Problem.CLOSED},
        Problem.ASSIGNED: {Problem.RECTIFYING, Problem.REGISTERED},
        Problem.RECTIFYING: {Problem.REVIEW},
        Problem.REVIEW: {Problem.CLOSED, Problem.RECTIFYING},
        Problem.CLOSED: set(),
    }
)
SHEET: Table[Sheet] = _table(
    {
        Sheet.ISSUED: {Sheet.RETURNED, Sheet.CLOSED, Sheet.WITHDRAWN},
        Sheet.RETURNED: {Sheet.CLOSED, Sheet.WITHDRAWN},
        Sheet.CLOSED: {Sheet.RETURNED},  # a part that comes late is taken too
        Sheet.WITHDRAWN: set(),
    }
)
FINDING: Table[Finding] = _table(
    {
        Finding.OPEN: {Finding.APPLIED, Finding.FILED, Finding.DISMISSED},
        Finding.APPLIED: set(),
        Finding.FILED: set(),
        Finding.DISMISSED: set(),
    }
)

LIVE_LEGAL = frozenset({_L.DRAFT, _L.TO_VERIFY, _L.TO_APPROVE, _L.APPROVED, _L.CHANGING, _L.SUSPENDED})
"""States that hold an address's key: 停用 may come back, so its key is not free."""


def move(table: Table[State], state: State, wanted: State) -> State:
    """The wanted state, when the table allows the step.

    Raises:
        WrongState: it does not.
    """
    if wanted not in table[state]:
        raise WrongState(machine=type(state).__name__, state=state.value, wanted=wanted.value)
    return wanted


def born_as(wanted: Existence) -> Existence:
    """The existence an address is born with, when it may be.

    Raises:
        WrongState: nothing is born as it.
    """
    if wanted not in BORN:
        raise WrongState(machine=Existence.__name__, state="", wanted=wanted.value)
    return wanted


def printable(legal: Legal, code: Code) -> bool:
    """Whether a production plate may be printed: 已批准 and 已赋码, nothing else."""
    return legal is Legal.APPROVED and code in (Code.ASSIGNED, Code.REPLACED)
