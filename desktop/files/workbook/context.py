"""What a sheet says about all its rows: the building in its name, the community or compound in its titles."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from db.domain.importing import Field
from desktop.files.workbook.raw import Row
from desktop.files.workbook.vocabulary import vocabulary

_NUMERAL = r"(?:[0-9]{1,3}|[A-Z]|[零一二三四五六七八九十百]{1,4})"
_BUILDING = re.compile(rf"({_NUMERAL}(?:-[0-9]{{1,3}})?)\s*(幢|栋|棟|号楼|號樓|#楼|座|#)(?!路)")
_LABELLED = re.compile(r"([^\s:,;\u3001()]{1,8})\s*:\s*([^\s:,;]+)")
_HAN = r"[\u3400-\u9fff]"
_LEVELS = (
    rf"(?:{_HAN}{{2,3}}省)?(?:{_HAN}{{2,3}}市)?(?:{_HAN}{{2,3}}(?<!社)(?<!小)区)?"
    rf"(?:{_HAN}{{2,6}}?(?:街道办事处|街道|镇|乡))?"
)
_COMMUNITY = re.compile(
    rf"{_LEVELS}({_HAN}{{2,10}}?(?:社区|村))(?:居委会|居民委员会|村委会)?{_HAN}*(?:表|清单|名册|台账)"
)
# 某某镇农村门牌表 and 各社区门牌表 name no community
_NO_COMMUNITY = re.compile(r"农村$|城中村$|^[各全本每按分]|[市镇]|街道|(?<!社)区")
_GRID_TITLE = re.compile(
    rf"{_LEVELS}(?P<community>{_HAN}{{2,10}}?社区)?(?:(?P<street>{_HAN}+?(?:路|街|巷|大道|里))(?P<number>[0-9]+(?:-[0-9]+)?号))?"
    rf"(?P<compound>{_HAN}{{2,12}}?)?(?P<building>{_BUILDING.pattern})"
)
_TITLE_FIELDS = frozenset(
    {Field.COMMUNITY, Field.COMPOUND, Field.STREET, Field.VILLAGE, Field.NUMBER, Field.BUILDING}
)


def building_of(text: str) -> str:
    """Name the one building a text speaks of (``3幢``, ``A栋``, ``3#楼``), ``""`` when there is none or several."""
    found = _BUILDING.findall(unicodedata.normalize("NFKC", text))
    return f"{found[0][0]}{found[0][1]}" if len(found) == 1 else ""


def title_fields(rows: Iterable[Row], *, grid: bool = False) -> dict[str, str]:
    """Read from the rows above the header what holds for the whole sheet; contradictions are left out.

    Args:
        rows: the title rows.
        grid: the title heads a floor × room grid, so it may be an address as a whole (``海滨花园3幢楼盘表``).
    """
    found: dict[Field, set[str]] = {}
    for row in rows:
        texts = [
            unicodedata.normalize("NFKC", cell).strip()
            for cell in row
            if isinstance(cell, str) and cell.strip()
        ]
        for field, value in [*_labels(texts), *_phrases(texts, grid=grid)]:
            found.setdefault(field, set()).add(value)
    return {field.value: values.pop() for field, values in found.items() if len(values) == 1}


def _labels(texts: list[str]) -> Iterable[tuple[Field, str]]:
    """``小区:海滨花园`` in one cell, or the label in one cell and the value in the next."""
    words = vocabulary()
    for text in texts:
        for label, value in _LABELLED.findall(text):
            field = words.field_of(label)
            if field in _TITLE_FIELDS and field:
                yield field, value
    for label, value in pairwise(texts):
        bare = label.rstrip(":")
        field = words.field_of(bare) if bare != label else None
        if field in _TITLE_FIELDS and field:
            yield field, value


def _phrases(texts: list[str], *, grid: bool) -> Iterable[tuple[Field, str]]:
    for text in texts:
        plain = re.sub(r"\s", "", text)
        if (found := _COMMUNITY.match(plain)) and not _NO_COMMUNITY.search(found[1]):
            yield Field.COMMUNITY, found[1]
        if not grid or ":" in plain or not (building := building_of(plain)):
            continue
        yield Field.BUILDING, building
        if found := _GRID_TITLE.match(plain):
            for field in (Field.COMMUNITY, Field.STREET, Field.NUMBER, Field.COMPOUND):
                if found[field.value]:
                    yield field, found[field.value]
