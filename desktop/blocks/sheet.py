"""A grid of floors and stairs without Qt: what stands where, in words, and which columns begin a stair."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from db.domain.address import NodeKind
from db.domain.block_check import Standing
from db.domain.building import Grid, Lodger, arrange
from db.services.blocks import Preview
from db.services.building_table import BuildingTable, Cell
from desktop.blocks.aspects import Aspect, aspect_name, looks, state_of
from desktop.blocks.tones import Tone
from desktop.blocks.words import refusal_words, standing_words
from desktop.i18n import translate


@dataclass(frozen=True, slots=True)
class Spot:
    """One address in the grid.

    Attributes:
        key: an address's id, or a position in a block.
        text: its own part.
        mark: one character for its state.
        word: its state.
    """

    key: int
    text: str
    mark: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a grid shows.

    Attributes:
        rows: heads of the rows from the top down; the first is that of the stairs when there are any.
        spots: (row, column) -> address.
        width: number of columns.
        starts: first columns of stairs.
        spans: columns that a stair's spot takes in the first row: (first column, how many).
        hint: what is told of a key to who rests on its spot.
    """

    rows: tuple[str, ...] = ()
    spots: Mapping[tuple[int, int], Spot] = field(default_factory=dict)
    width: int = 0
    starts: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()
    hint: Callable[[int], str] = str


def floor_name(floor: int | None) -> str:
    """What a floor is called."""
    if floor is None:
        return translate("blocks", "楼层不详")
    name = translate("blocks", "地下 {n} 层") if floor < 0 else translate("blocks", "{n} 层")
    return name.format(n=abs(floor))


def laid_out(
    grid: Grid, stairs: Sequence[int], spot_of: Callable[[int], Spot], hint: Callable[[int], str]
) -> Sheet:
    """A sheet of a grid, its stairs in a row of their own.

    Args:
        grid: where everything stands.
        stairs: keys of the stairs in the grid; none makes no row of them.
        spot_of: the spot of a key of the grid.
        hint: what is told of a spot's key.
    """
    first = 1 if stairs else 0
    spots = {(row + first, column): spot_of(key) for (row, column), key in grid.cells.items()}
    known = set(stairs)
    groups = [group for group in grid.groups if group.stair in known]
    spots |= {(0, group.first): spot_of(group.stair) for group in groups}
    heads = ([translate("blocks", "梯位")] if stairs else []) + [floor_name(floor) for floor in grid.floors]
    return Sheet(
        tuple(heads),
        spots,
        grid.width,
        frozenset(group.first for group in grid.groups if group.first),
        tuple((group.first, group.width) for group in groups if group.width > 1),
        hint,
    )


def table_sheet(table: BuildingTable, aspect: Aspect) -> Sheet:
    """A building, coloured by an aspect."""
    known = looks(aspect)

    def spot_of(node_id: int) -> Spot:
        cell = table.cells[node_id]
        look = known[state_of(cell, aspect)]
        return Spot(cell.id, cell.text, look.mark, look.word, look.tone)

    stairs = [stair.id for stair in table.stairs]
    return laid_out(table.grid, stairs, spot_of, lambda key: cell_hint(table.cells[key]))


def cell_hint(cell: Cell) -> str:
    """All states of an address, a line each."""
    line = translate("blocks", "{name}：{state}")
    states = {aspect: looks(aspect)[state_of(cell, aspect)].word for aspect in Aspect}
    return "\n".join([cell.text, *(line.format(name=aspect_name(a), state=w) for a, w in states.items())])


def preview_sheet(shown: Preview, building: int) -> Sheet:
    """One building of a block that is to be generated.

    Args:
        shown: the whole block.
        building: position of the building in the block; -1 for what hangs under none.
    """
    block = shown.block
    stairs = [
        at for at, one in enumerate(block) if one.own.kind is NodeKind.STAIR and one.building == building
    ]
    lodgers = [
        # Keys are positions plus one: 0 means no stair.
        Lodger(at + 1, one.stair + 1, one.floor, one.own.ident if one.own.kind is NodeKind.ROOM else "")
        for at, one in enumerate(block)
        if one.building == building and one.own.kind in (NodeKind.ROOM, NodeKind.FLOOR)
    ]
    grid = arrange(lodgers, [at + 1 for at in stairs])
    return laid_out(
        *(grid, [at + 1 for at in stairs], lambda key: preview_spot(shown, key - 1)),
        lambda at: preview_hint(shown, at),
    )


STANDING_TONES = {
    Standing.NEW: Tone.GOOD,
    Standing.THERE: Tone.NONE,
    Standing.REFUSED: Tone.WRONG,
}


def preview_spot(shown: Preview, at: int) -> Spot:
    """What becomes of one address of a block."""
    mark, word = standing_words(shown.checked[at].standing)
    return Spot(at, shown.block[at].own.text, mark, word, STANDING_TONES[shown.checked[at].standing])


def preview_hint(shown: Preview, at: int) -> str:
    """What becomes of one address of a block, and why."""
    word = refusal_words(shown.checked[at]) or standing_words(shown.checked[at].standing)[1]
    return f"{shown.block[at].own.text}\n{word}"
