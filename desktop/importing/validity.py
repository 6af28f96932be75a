"""Whether one may go on from sheets and from columns, and what was decided there, pinned down."""

from dataclasses import replace

from db.domain.importing import Field
from desktop.files.workbook.header import missing_column
from desktop.files.workbook.options import ReadOptions, SheetChoice
from desktop.files.workbook.survey import SheetSurvey
from desktop.i18n import translate
from desktop.importing.draft import Draft
from desktop.importing.field_names import field_name
from desktop.importing.operations import Surveyed
from desktop.importing.step_columns import used_lists


def _every_sheet(found: Surveyed) -> list[SheetSurvey]:
    return [sheet for file in found.sheets for sheet in file.sheets]


def sheets_fault(found: Surveyed) -> str:
    """Why one cannot go on from the sheets, in words; ``""`` when one can."""
    broken = [file.name for file in found.sheets if file.fault]
    if broken:
        template = translate("importing", "「{file}」打不开。请回上一步移除，或修好后再来。")
        return template.format(file=broken[0])
    if not any(sheet.used for sheet in _every_sheet(found)):
        return translate("importing", "没有选中要读的工作表。请勾选一张，或指定它的表头行。")
    for sheet in _every_sheet(found):
        if sheet.used and sheet.shape == "unknown":
            template = translate(
                "importing", "没有认出「{sheet}」的表头。请选中它，指定表头行或「没有表头」。"
            )
            return template.format(sheet=sheet.sheet or sheet.file)
    return ""


def frozen(draft: Draft, found: Surveyed) -> Draft:
    """The draft with what was found about each sheet as the clerk's own word: other columns would lead elsewhere."""
    choices = tuple(
        SheetChoice(
            sheet.file,
            sheet.sheet,
            sheet.used,
            sheet.header_rows if sheet.used and sheet.shape == "list" else None,
        )
        for sheet in _every_sheet(found)
    )
    return replace(draft, options=replace(draft.options, sheets=choices))


def columns_fault(found: Surveyed, options: ReadOptions) -> str:
    """Why one cannot go on from the columns, in words; ``""`` when one can."""
    for sheet in used_lists(found):
        meant: dict[str, str] = {}
        for column in sheet.columns:
            name = options.columns.get(column.key, column.field)
            if name and name != Field.PERSONAL and name in meant:
                template = translate(
                    "importing", "「{sheet}」的「{one}」和「{other}」两列都对应「{field}」。"
                )
                return template.format(
                    sheet=sheet.sheet or sheet.file,
                    one=meant[name],
                    other=column.heading,
                    field=field_name(name),
                )
            meant[name] = column.heading
        missing = missing_column(frozenset(Field(name) for name in meant if name), options.kind)
        if missing:
            template = translate("importing", "「{sheet}」里没有一列对应「{field}」，无法知道是哪个地址。")
            return template.format(sheet=sheet.sheet or sheet.file, field=field_name(missing))
    return ""
