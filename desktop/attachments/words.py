"""The office's words for attached files: kinds, purposes, what became of them, why one was not taken."""

from collections.abc import Sequence

from db.domain.attachment import (
    DOCX,
    JPEG,
    OFD,
    PDF,
    PNG,
    TIFF,
    XLSX,
    AttachmentRefused,
    Purpose,
    Standing,
    Usage,
)
from db.store.attachments import Owner
from desktop.i18n import translate
from desktop.widgets.amounts import size_text

Words = tuple[str, str, str]
_FAR_DAYS = 3650
"""Beyond ten years a forecast of ninety days says nothing."""


def kind_word(media_type: str) -> str:
    """What sort of file it is."""
    words = {
        JPEG: translate("attachments", "照片"),
        PNG: translate("attachments", "图片"),
        TIFF: translate("attachments", "扫描图"),
        PDF: translate("attachments", "PDF 文件"),
        DOCX: translate("attachments", "Word 文档"),
        XLSX: translate("attachments", "Excel 表格"),
        OFD: translate("attachments", "OFD 公文"),
    }
    return words.get(media_type, media_type)


def purpose_word(purpose: str) -> str:
    """What it is attached for."""
    words = {
        Purpose.PHOTO: translate("attachments", "现场照片"),
        Purpose.SCAN: translate("attachments", "扫描件"),
        Purpose.DRAWING: translate("attachments", "图纸"),
        Purpose.OTHER: translate("attachments", "其他材料"),
    }
    return {str(code): word for code, word in words.items()}.get(purpose, purpose)


def standing_word(standing: str) -> str:
    """What became of it."""
    words = {
        Standing.KEPT: translate("attachments", "保存原件"),
        Standing.NOT_KEPT: translate("attachments", "保存工作件"),
        Standing.WIPED: translate("attachments", "内容已清除"),
    }
    return {str(code): word for code, word in words.items()}.get(standing, standing)


def owner_word(table: str) -> str:
    """What sort of row it belongs to."""
    words = {
        "node": translate("attachments", "地址"),
        "place": translate("attachments", "地名"),
        "application": translate("attachments", "申请"),
        "plate": translate("attachments", "门牌"),
        "plate_batch": translate("attachments", "制牌批次"),
        "import_batch": translate("attachments", "导入批次"),
        "problem": translate("attachments", "问题"),
        "inspection_form": translate("attachments", "检查表"),
    }
    return words.get(table, table)


def refusal_reason(why: str) -> str:
    """Why a file is not taken, or not handed out."""
    words = {
        "empty_file": translate("attachments", "文件是空的"),
        "program": translate("attachments", "这是程序，不是材料"),
        "macros": translate("attachments", "文档里有宏或嵌入的程序"),
        "heic": translate("attachments", "这是苹果手机的 HEIC 照片，其他电脑打不开"),
        "old_office": translate("attachments", "这是旧版 Office 文件，里面可以藏有宏"),
        "unknown_kind": translate("attachments", "不是照片、PDF、OFD、Word（.docx）或 Excel（.xlsx）文件"),
        "too_large": translate("attachments", "文件超过允许的大小"),
        "too_many_pixels": translate("attachments", "图片的像素过多，可能是恶意文件"),
        "broken_image": translate("attachments", "图片已损坏，读不出来"),
        "cannot_read": translate("attachments", "文件读不出来"),
        "changed_while_read": translate("attachments", "读取期间文件被改动"),
        "wiped": translate("attachments", "内容已按规定清除"),
        "original_not_kept": translate("attachments", "按设置没有保存原件，只有工作件"),
        "missing": translate("attachments", "存放处找不到它的内容"),
        "altered": translate("attachments", "内容与收下时的校验值不符，已被改动或损坏"),
    }
    return words.get(why, why)


def _advice(why: str) -> str:
    advice = {
        "heic": translate("attachments", "请在手机相机设置中选「兼容性最佳」，或另存为 JPEG 后再添加。"),
        "macros": translate("attachments", "请另存为不含宏的 .docx、.xlsx，或导出为 PDF 后再添加。"),
        "old_office": translate("attachments", "请另存为 .docx、.xlsx，或导出为 PDF 后再添加。"),
        "too_large": translate("attachments", "请压缩或拆分文件，或由系统管理员调大「附件大小上限」。"),
        "changed_while_read": translate("attachments", "请等文件保存完毕后再添加。"),
        "wiped": translate("attachments", "这份材料不能恢复，需要时请重新收取。"),
        "original_not_kept": translate("attachments", "请改为导出工作件。"),
        "missing": translate("attachments", "请从备份中取回，或重新添加同一个文件。"),
        "altered": translate("attachments", "请从备份中取回，或重新添加同一个文件。"),
    }
    return advice.get(why, translate("attachments", "请换一个文件后重试。"))


def refused_words(error: AttachmentRefused) -> Words:
    """Why a file is not taken, or not handed out: title, what happened, what to do."""
    detail = translate("attachments", "（{detail}）").format(detail=error.detail) if error.detail else ""
    return (
        translate("attachments", "附件不能使用"),
        translate("attachments", "「{name}」：{why}{detail}。").format(
            name=error.name, why=refusal_reason(error.why), detail=detail
        ),
        _advice(error.why),
    )


def owners_text(owners: Sequence[Owner]) -> str:
    """What a file belongs to."""
    said = [f"{owner_word(one.table)} {one.label or one.row}" for one in owners]
    return translate("attachments", "、").join(said)


def usage_text(usage: Usage) -> str:
    """How much disk is used, and how long it lasts."""
    used = translate("attachments", "共 {files} 个文件，占用 {size}；按近 90 天每月增加 {month}")
    text = used.format(files=f"{usage.files:,}", size=size_text(usage.size), month=size_text(usage.per_month))
    if usage.free is None:
        return translate("attachments", "{used}。").format(used=text)
    if usage.days_left is None or usage.days_left > _FAR_DAYS:
        return translate("attachments", "{used}；磁盘剩余 {free}。").format(
            used=text, free=size_text(usage.free)
        )
    lasting = translate("attachments", "{used}；磁盘剩余 {free}，约 {days} 天后用完。")
    return lasting.format(used=text, free=size_text(usage.free), days=f"{usage.days_left:,}")
