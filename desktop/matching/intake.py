"""Takes in what is pasted, dropped, opened or typed, off the GUI thread, and hands over numbered lines."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from desktop.i18n import translate
from desktop.matching import operations
from desktop.matching.written import Block, FileBlock
from desktop.work.runner import Runner


class Intake(QObject):
    """The intake.

    Signals:
        came: (lines as ``Given``, numbered from 1; what to say of them).
    """

    came = Signal(object, str)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner

    def take(self, data: QMimeData | None) -> bool:
        """Take in files or text; returns whether there was any. Of an empty clipboard Qt gives None."""
        if data is None:
            return False
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        for file in files:
            self.read_file(Path(file))
        if not files and data.text().strip():
            self.read_text(data.text())
        return bool(files) or bool(data.text().strip())

    def read_text(self, text: str) -> None:
        """Take in the lines of a text, or of a block copied from a table."""
        self._runner.start(operations.read_text(text, self._on_block), self)

    def read_file(self, path: Path) -> None:
        """Take in the lines of a file."""
        self._runner.start(operations.open_file(path, self._on_file), self)

    def _on_block(self, block: Block) -> None:
        self.came.emit(block.lines, _said(block, translate("matching", "粘贴的内容")))

    def _on_file(self, found: FileBlock) -> None:
        said = _said(found.block, found.name)
        if found.other_sheets:
            said += translate("matching", "另有工作表没有读：{sheets}。").format(
                sheets=translate("matching", "、").join(found.other_sheets)
            )
        self.came.emit(found.block.lines, said)


def _said(block: Block, source: str) -> str:
    words = translate("matching", "{source}：加入 {n} 行。")
    said = words.format(source=source, n=f"{len(block.lines):,}")
    if block.heading:
        said += translate("matching", "读的是「{heading}」列。").format(heading=block.heading)
    if block.code_heading:
        said += translate("matching", "编码一并用于比对。")
    return said
