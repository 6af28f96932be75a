"""What shall be done to addresses: one value for the dialog, the preview, the application and its carrying out.

A plan says what is wanted in the words the clerk typed; reading, checking and consequences are the services'. On what
nobody approved yet it is done at once; on approved addresses it is filed, decided by another and takes hold on its day.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from db.domain.clock import parse_date
from db.domain.errors import BadAddress, DomainError
from db.domain.redraw import Redraw, redraw_from_value


class Act(StrEnum):
    """The verbs of the tree; also the kinds of the applications they are filed as."""

    RENAME = "rename"  # 更名
    RENUMBER = "renumber"  # 改号
    MOVE = "move"  # 移动
    CORRECT = "correct"  # 更正
    MERGE = "merge"  # 合并
    SPLIT = "split"  # 拆分
    SUSPEND = "suspend"  # 停用
    CANCEL = "cancel"  # 注销
    RESTORE = "restore"  # 恢复
    RENAME_PLACE = "rename_place"  # 地名更名
    REDRAW = "redraw"  # 区划调整


TEXT_ACTS = frozenset({Act.RENAME, Act.RENUMBER, Act.MOVE, Act.CORRECT})
"""Acts that change what an address says or where it lies; they alone can be revoked after their day."""


@dataclass(frozen=True, slots=True)
class BlockedItem:
    """An address that cannot go the way somebody wants it to, and why.

    Attributes:
        reason: a code. In a list to confirm ``not_found``, ``wrong_state``, ``open_problem``, ``same_enterer`` (another
            person is to verify it), ``draft_place`` (N02) or ``parent_not_approved``; in a plan see ``db.store.reach``.
        detail: the state, the problem's rule or another address.
    """

    node_id: int
    full_text: str
    reason: str
    detail: str = ""


@dataclass(eq=False)
class PlanRefused(DomainError):
    """A plan cannot be carried out: ``why`` a code, ``text`` the first address that refuses, ``count`` how many do."""

    why: str
    text: str = ""
    detail: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """What shall become of one address; None leaves it as it is.

    Attributes:
        seen: ``row_version`` of the address as it was shown.
        own_text: own part as typed (``12-1号``, ``A栋``).
        parent_id: naming parent: a node or the place itself.
        community: 12-digit code of where it shall lie.
        side: ``left``, ``right`` or ``""``.
        floor: ``""`` takes it away.
        existence, lng, lat, datum: facts that are no part of the text.
        clear_point: where it lies is not known after all.
    """

    node_id: int
    seen: int
    own_text: str | None = None
    parent_id: int | None = None
    community: str | None = None
    side: str | None = None
    floor: int | str | None = None
    existence: str | None = None
    lng: float | None = None
    lat: float | None = None
    datum: str | None = None
    clear_point: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it would change nothing at all."""
        return not self.is_worded and not self.facts

    @property
    def is_worded(self) -> bool:
        """Whether what the address says, or where it lies, shall change."""
        said = (self.own_text, self.parent_id, self.community, self.side, self.floor)
        return any(one is not None for one in said)

    @property
    def facts(self) -> dict[str, str | float | None]:
        """What is no part of the text, as far as it is said."""
        given = {name: getattr(self, name) for name in ("existence", "lng", "lat", "datum")}
        said = {name: value for name, value in given.items() if value is not None}
        return said | ({"lng": None, "lat": None, "datum": ""} if self.clear_point else {})


@dataclass(frozen=True, slots=True)
class Plan:
    """One act on some addresses.

    Attributes:
        edits: the addresses with what shall become of them; for acts on the legal axis they carry only id and version.
        successors: for a merger the address that stays, for a split those that take over; redirects lead there. A
            split names itself here when it stays an address beside the new ones.
        new_own_texts: for a split the own parts of the new addresses, which hang where the old one does.
        shares: for a split, address below -> which of ``new_own_texts`` takes it (counted from 0); what is not named
            here stays below the old one, when that stays.
        effective_on: legal date the change takes hold on, not before today; ``""`` for the day it is decided.
        place_id: for 地名更名.
        name: the place's new name.
        redraw: for 区划调整; its own day is the plan's.
    """

    act: Act
    edits: tuple[Edit, ...] = ()
    successors: tuple[int, ...] = ()
    new_own_texts: tuple[str, ...] = ()
    shares: tuple[tuple[int, int], ...] = ()
    effective_on: str = ""
    place_id: int = 0
    name: str = ""
    redraw: Redraw | None = None

    @property
    def node_ids(self) -> tuple[int, ...]:
        """The addresses named."""
        return tuple(edit.node_id for edit in self.edits)

    def to_json(self) -> str:
        """Canonical text, without what is not said."""
        said = {key: value for key, value in asdict(self).items() if value not in ("", 0, (), None)}
        if self.redraw:
            said["redraw"] = self.redraw.to_value()
        said["edits"] = [
            {key: value for key, value in edit.items() if value is not None and value is not False}
            for edit in said.get("edits", ())
        ]
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plan_from_json(text: str) -> Plan:
    """Read a stored plan.

    Raises:
        ValueError: it is none.
    """
    said: Mapping[str, Any] = json.loads(text)
    given = {
        **said,
        "act": Act(said["act"]),
        "edits": tuple(Edit(**edit) for edit in said.get("edits", ())),
        "successors": tuple(said.get("successors", ())),
        "new_own_texts": tuple(said.get("new_own_texts", ())),
        "shares": tuple((one, part) for one, part in said.get("shares", ())),
        "redraw": redraw_from_value(said["redraw"]) if "redraw" in said else None,
    }
    return Plan(**given)


def checked_day(text: str, today: str) -> str:
    """The legal date a change takes hold on, written as dates are kept.

    Args:
        text: as typed.
        today: the legal date of the register. What was in force until now was: a change reaches forward only.

    Raises:
        BadAddress: ``no_such_day``, or ``day_gone``.
    """
    try:
        day = parse_date(text)
    except ValueError as error:
        raise BadAddress(field="effective_on", text=text, why="no_such_day") from error
    if day < today:
        raise BadAddress(field="effective_on", text=text, why="day_gone")
    return day
