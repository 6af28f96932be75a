"""A list sheet's rows as records: filled down, judged, expanded, each accounted for once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from db.domain.importing import Field, RowIssue, SheetRow
from desktop.files.workbook.cells import BLANK, CODES, CellJudge, Judged
from desktop.files.workbook.expansion import BadRange, expand_numbers, expand_rooms
from desktop.files.workbook.filldown import MergeFill
from desktop.files.workbook.header import Header, NumberedRow
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.raw import Merge, Row
from desktop.files.workbook.rowrules import skip_rule
from desktop.files.workbook.vocabulary import vocabulary

SAMPLED_ROWS = 200
_REMEMBERED = 8_192
_RULE_BY_MARK = {"total": "total_row", "signature": "signature_row"}
_OWN_WIDTH_FROM = 6
_DIGITS = re.compile(r"[0-9]+")


class ListSheet:
    """Reads the rows under one header. Made per sheet; ``records`` may run once."""

    def __init__(
        self,
        place: tuple[str, str],
        header: Header,
        options: ReadOptions,
        *,
        merges: Sequence[Merge] = (),
        defaults: Mapping[str, str] | None = None,
    ) -> None:
        self._file, self._sheet = place
        self._options = options
        self._columns = [c for c in header.columns if c.field and c.field is not Field.PERSONAL]
        self._letters = {c.field.value: c.letter for c in self._columns if c.field}
        self._indexes = frozenset(c.index for c in self._columns)
        known = {c.field.value for c in self._columns if c.field}
        self._defaults = {name: value for name, value in (defaults or {}).items() if name not in known}
        self._fill = MergeFill(merges)
        self._width = max((c.index + 1 for c in self._columns), default=0)
        self._harmless: set[str] = set()
        self._plan: list[tuple[int, str, dict[str | float, str], CellJudge]] = []
        self._above: Mapping[str, str] = {}
        self._above_issues: tuple[RowIssue, ...] = ()

    def records(self, sample: Sequence[NumberedRow], rest: Iterable[NumberedRow]) -> Iterator[SheetRow]:
        """Yield the rows of ``sample`` (the first ones, from which code widths are learnt), then of ``rest``."""
        for column in self._columns:
            width = _code_width(column.field, [row[column.index : column.index + 1] for _, row in sample])
            judge = CellJudge(column, self._options.take_recovered, width)
            self._plan.append((column.index, str(column.field), {}, judge))
        for rows in (sample, rest):
            for number, row in rows:
                if not row:
                    yield SheetRow(self._file, self._sheet, number, skipped="blank_row")
                    continue
                first = row[0] or next((cell for cell in row if cell not in ("", None)), "")
                if type(first) is str and first not in self._harmless and (rule := self._skip(first)):
                    yield SheetRow(self._file, self._sheet, number, skipped=rule)
                    continue
                yield from self._row(number, row)

    def _skip(self, first: str) -> str:
        rule = skip_rule(first)
        if not rule and len(self._harmless) < _REMEMBERED:
            self._harmless.add(first)
        return rule

    def _row(self, number: int, row: Row) -> Iterable[SheetRow]:
        if self._fill.busy:
            own = [index for index in self._indexes if index < len(row) and row[index] not in ("", None)]
            row = self._fill.fill(number, row)
            if not own:
                return (self._left_out(number, row, merged=True),)
        if len(row) < self._width:
            row = row + [""] * (self._width - len(row))
        cells, odd = self._judged(row)
        if not odd and cells and (len(cells) > 1 or "serial" not in cells):
            self._above, self._above_issues = cells, ()
            full = {**self._defaults, **cells}
            return (SheetRow(self._file, self._sheet, number, 0, full, columns=self._letters),)
        return self._odd_row(number, row, cells, odd)

    def _judged(self, row: Row) -> tuple[dict[str, str], list[tuple[CellJudge, Judged]]]:
        """Return the row's texts and the verdicts that need more than their cell; the hot loop of an import."""
        cells: dict[str, str] = {}
        odd: list[tuple[CellJudge, Judged]] = []
        for index, field, remembered, judge in self._plan:
            value = row[index]
            if value == "":
                continue
            if type(value) is str or type(value) is float:
                text = remembered.get(value)
                if text is not None:
                    cells[field] = text
                    continue
            judged = judge.judge(value)
            if judged.text:
                cells[field] = judged.text
            if judged.rule or judged.mark:
                odd.append((judge, judged))
            elif judged is not BLANK and isinstance(value, str | float) and len(remembered) < _REMEMBERED:
                remembered[value] = judged.text
        return cells, odd

    def _odd_row(
        self, number: int, row: Row, cells: dict[str, str], odd: list[tuple[CellJudge, Judged]]
    ) -> Iterable[SheetRow]:
        """Settle a row in which some cell needs more than itself to be understood."""
        if rule := self._row_rule(cells, odd):
            return (SheetRow(self._file, self._sheet, number, skipped=rule),)
        if not cells or cells.keys() <= {Field.SERIAL.value}:
            return (self._left_out(number, row),)
        issues: list[RowIssue] = []
        ranged: list[CellJudge] = []
        for judge, judged in odd:
            if judged.rule:
                issues.append(judge.issue(judged))
            elif judged.mark == "ditto":
                issues.extend(self._from_above(cells, judge, judged))
                if judge.judge(cells[str(judge.column.field)]).mark == "range":
                    ranged.append(judge)
            elif judged.mark == "left":
                issues.append(judge.issue(judged._replace(rule="same_as_left")))
            elif judged.mark == "range":
                ranged.append(judge)
        self._above, self._above_issues = cells, tuple(issues)
        return self._expanded(number, cells, issues, ranged)

    def _row_rule(self, cells: Mapping[str, str], odd: list[tuple[CellJudge, Judged]]) -> str:
        marks = Counter(judged.mark for _, judged in odd)
        for mark, rule in _RULE_BY_MARK.items():
            if marks[mark]:
                return rule
        return "repeated_header" if marks["heading"] > 1 and marks["heading"] * 2 >= len(cells) else ""

    def _left_out(self, number: int, row: Row, *, merged: bool = False) -> SheetRow:
        """Account for a row without a mapped text: a form's blank line, a bare serial number, or stray cells.

        Under merged address cells, stray cells are a second owner of the address that was already counted.
        """
        stray = [
            index for index, cell in enumerate(row) if index not in self._indexes and cell not in ("", None)
        ]
        serial = [
            c.index for c in self._columns if c.field is Field.SERIAL and c.index < len(row) and row[c.index]
        ]
        if serial:
            return SheetRow(self._file, self._sheet, number, skipped="serial_only")
        if stray and merged:
            return SheetRow(self._file, self._sheet, number, skipped="merged_repeat")
        if stray:
            return SheetRow(self._file, self._sheet, number, issues=(RowIssue("", "nothing_mapped"),))
        return SheetRow(self._file, self._sheet, number, skipped="blank_row")

    def _from_above(self, cells: dict[str, str], judge: CellJudge, judged: Judged) -> list[RowIssue]:
        """Put the text of the record above into a 同上 cell, with whatever was wrong there."""
        field = str(judge.column.field)
        if field not in self._above:
            return [judge.issue(judged._replace(rule="nothing_above"))]
        cells[field] = self._above[field]
        return [issue for issue in self._above_issues if issue.field == field]

    def _expanded(
        self, number: int, cells: dict[str, str], issues: list[RowIssue], ranged: list[CellJudge]
    ) -> Iterable[SheetRow]:
        """Yield one record per address of the row's range; before the preview only say that there is one."""
        lists: list[tuple[str, tuple[str, ...]]] = []
        for judge in ranged:
            field = str(judge.column.field)
            try:
                texts = self._range(field, cells[field])
            except BadRange:
                issues.append(judge.issue(Judged(cells[field], "bad_range")))
                continue
            if texts and not self._options.expand:
                issues.append(judge.issue(Judged(cells[field], "range_needs_preview")))
            elif texts:
                lists.append((field, texts))
        if (
            len(lists) > 1
        ):  # a range of rooms behind a range of doors: nobody can tell which room is behind which
            issues.extend(RowIssue(field, "bad_range", cells[field]) for field, _ in lists)
        full = {**self._defaults, **cells}
        if issues or not lists:
            return [SheetRow(self._file, self._sheet, number, 0, full, tuple(issues), columns=self._letters)]
        field, texts = lists[0]
        return [
            SheetRow(self._file, self._sheet, number, part, {**full, field: text}, columns=self._letters)
            for part, text in enumerate(texts, 1)
        ]

    def _range(self, field: str, text: str) -> tuple[str, ...]:
        if field == Field.ROOM:
            return expand_rooms(text)
        return expand_numbers(text, dash_is_suffix=self._options.dash_is_suffix)


def _code_width(field: Field | None, sample: Sequence[Row]) -> int:
    """Learn how many digits the codes of a column have, 0 when they vary.

    Text cells tell it surely; a column of numbers alone only when long and nearly all equally long.
    """
    if field not in CODES:
        return 0
    if field in vocabulary().code_widths:
        return vocabulary().code_widths[field]
    cells = [row[0] for row in sample if row and row[0] not in ("", None)]
    texts = {len(cell.strip()) for cell in cells if isinstance(cell, str) and _DIGITS.fullmatch(cell.strip())}
    if texts:
        return texts.pop() if len(texts) == 1 else 0
    numbers = Counter(
        len(str(int(cell))) for cell in cells if isinstance(cell, int | float) and float(cell).is_integer()
    )
    if not numbers or field is Field.LOCAL_ID:
        return 0
    width, count = numbers.most_common(1)[0]
    return width if width >= _OWN_WIDTH_FROM and count * 5 >= sum(numbers.values()) * 4 else 0
