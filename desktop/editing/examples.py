"""How own parts of each level are written, for the hints of empty fields."""

from db.domain.address import NodeKind
from desktop.i18n import translate


def list_hint(kind: NodeKind) -> str:
    """For a list of new ones."""
    return {
        NodeKind.DOOR: translate("editing", "每行一个或用顿号分开：12号、12-1号；连号可写 14-20号双"),
        NodeKind.BUILDING: translate("editing", "每行一个，或用顿号分开：1幢、2幢、A幢"),
        NodeKind.STAIR: translate("editing", "每行一个，或用顿号分开：1梯、2梯、A梯"),
        NodeKind.FLOOR: translate("editing", "每行一个，或用顿号分开：1层、2层、-1层"),
        NodeKind.ROOM: translate("editing", "每行一个，或用顿号分开：101、102、201"),
    }[kind]


def part_hint(kind: NodeKind) -> str:
    """For one."""
    return {
        NodeKind.DOOR: translate("editing", "如 12号、12-1号"),
        NodeKind.BUILDING: translate("editing", "如 1幢、A幢"),
        NodeKind.STAIR: translate("editing", "如 1梯、A梯"),
        NodeKind.FLOOR: translate("editing", "如 1层、-1层"),
        NodeKind.ROOM: translate("editing", "如 101室、A101室"),
    }[kind]


def pattern_hint(kind: NodeKind) -> str:
    """For a pattern with a running number."""
    return {
        NodeKind.DOOR: translate("editing", "如 {n}号，{n} 处填号码"),
        NodeKind.BUILDING: translate("editing", "如 {n}幢，{n} 处填号码"),
        NodeKind.STAIR: translate("editing", "如 {n}梯，{n} 处填号码"),
        NodeKind.FLOOR: translate("editing", "如 {n}层，{n} 处填号码"),
        NodeKind.ROOM: translate("editing", "如 A{n}室，{n} 处填号码"),
    }[kind]
