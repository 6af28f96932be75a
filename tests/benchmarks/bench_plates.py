"""The main job on 8,600 addresses, and its heart, the plate file, beside the plain way to draw one."""

import uuid
from pathlib import Path

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from db.domain.plate import PlateClass, PlateText, templates_from_json
from db.domain.plate_check import BatchMeta
from db.domain.plate_layout import layout
from db.domain.progress import Silent
from desktop.demo.run import SHIPPED_ADDRESSES, run_demo
from desktop.files.fonts import font_book
from desktop.files.plate_pdf import PlatePage, write_plates
from desktop.files.plate_qr import matrix
from desktop.files.plate_verify import read_back
from desktop.paths import resource
from tests.benchmarks.harness import benchmark, run

PLATES = 1_000
_POINTS = 72 / 25.4


def _payload(number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))).upper()


def _by_hand(folder: Path) -> None:
    """The plain way: the library's own mask search, a rectangle for every module, a string for every text."""
    pdfmetrics.registerFont(TTFont("hei", resource("fonts", "NotoSansSC-Bold.ttf")))
    canvas = Canvas(str(folder / "plain.pdf"), pagesize=(170 * _POINTS, 110 * _POINTS))
    for number in range(1, PLATES + 1):
        canvas.setFont("hei", 60)
        canvas.drawString(20, 200, "官任一里")
        canvas.drawString(20, 60, f"{number}号")
        code = QRCode(error_correction=ERROR_CORRECT_Q)
        code.add_data(_payload(number))
        code.make()
        side = 40 * _POINTS / (len(code.modules) + 8)
        for y, row in enumerate(code.modules):
            for x, dark in enumerate(row):
                if dark:
                    canvas.rect(330 + x * side, 160 - y * side, side, side, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()


@benchmark("1,000 small door plates to PDF", against=_by_hand)
def plate_file(folder: Path) -> dict[str, float]:
    """Lay out, encode and write."""
    template = templates_from_json(resource("templates", "plates.json").read_text(encoding="utf-8"))[
        PlateClass.SMALL_DOOR
    ]
    pages = [
        PlatePage(
            layout(
                template,
                PlateText(name="官任一里", number=f"{number}号"),
                matrix(_payload(number), template.qr_level),
                font_book(),
            )
        )
        for number in range(1, PLATES + 1)
    ]
    report = write_plates(folder / "plates.pdf", pages, BatchMeta("bench", PLATES), Silent())
    return {"pages": report.pages}


def _prepare(folder: Path) -> None:
    plate_file(folder)


@benchmark("1,000 plates read back", budget={"cpu_s": 10.0}, prepare=_prepare)
def reading(folder: Path) -> dict[str, float]:
    """Every symbol decoded again, every text read."""
    read = [page for page in read_back(folder / "plates.pdf", Silent()) if page.payloads]
    assert len(read) == PLATES
    return {"decoded": len(read)}


@benchmark("demo with 8,600 addresses", budget={"wall_s": 60.0})
def demo(folder: Path) -> dict[str, float]:
    """The whole job, reading back in another process included."""
    values = run_demo(folder / "demo", SHIPPED_ADDRESSES, Silent())
    assert values["plates"] == values["decoded"]
    return {"addresses": values["addresses"], "plates": values["plates"]}


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
