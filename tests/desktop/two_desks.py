"""Two programs with homes of their own on one server, through their real windows: ``python tests/desktop/two_desks.py``.

A server of its own is started, a register made on it, and two accounts are given one-time passwords. Two processes then
open the program as two people would, each on a screen of its own (Xvfb): they connect, change the password they were
handed, paste the same line; the clerk decides about it and the chief sees the decision arrive. Then the server is
stopped and started again. Pictures of every station go into the folder given; the exit status says whether all went well.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from db.services.audit import verify
from db.services.store import open_store
from desktop.matching.page import MatchingPage
from desktop.shell.furnishing import MATCHING
from desktop.shell.main_window import MainWindow
from tests.desktop.two_desks_kit import Driver, Office, Person, Step, choose, press, sit_down

LINE = "厦门市思明区湖滨南路98号"
PEOPLE = (
    Person("clerk", "林经办", "clerk", ":91", "Bai-Lu-Zhou-71"),
    Person("chief", "陈科长", "chief", ":92", "Gu-Lang-Yu-38"),
)


class Matching(Driver):
    """Decides about a line, and loses the server."""

    def walk(self) -> Iterator[Step]:
        """The whole way of one desk."""
        yield from self.come_in()
        window = self.window()
        yield from self._work_on_a_line(window)
        yield from self._lose_the_server(window)
        self.tell()
        window.close()

    def _work_on_a_line(self, window: MainWindow) -> Iterator[Step]:
        yield lambda: bool(window.addresses.table.model.shown)
        self.take("4-window")
        window.nav.setCurrentRow(MATCHING)
        room = window.rooms.build(MATCHING)
        assert isinstance(room, MatchingPage)
        room.intake.read_text(LINE)
        yield lambda: room.table.model.rows and room.table.model.rows[0].matched
        room.table.select(0)
        yield lambda: room.detail.closer is not None
        closer = room.detail.closer
        assert closer is not None
        assert not closer.kept
        self.note("ready")
        yield self.noted("ready")
        if self.login == "clerk":
            room.detail.verbs.reason.setEditText("现场核实")
            press(room.detail.verbs.none)
            self.facts["decided"] = time.time()
        else:
            yield lambda: "按 F5" in room.notice.text() and room.notice.isVisible()
            self.facts["told"] = time.time()
            self.take("5-told")
            choose(window, "刷新")
        yield lambda: room.detail.closer is not None and room.detail.closer.kept
        self.facts["seen"] = time.time()
        self.take("6-decision")
        self.note("seen")

    def _lose_the_server(self, window: MainWindow) -> Iterator[Step]:
        yield lambda: window.presence.is_away
        self.take("7-offline")
        self.note("away")
        yield lambda: not window.presence.is_away
        yield lambda: bool(window.addresses.table.model.shown)
        self.take("8-back")
        self.note("back")
        yield self.noted("back")


def watch_over(folder: Path) -> int:
    """Start everything, stop and start the server, and look at what is left."""
    office = Office(__file__, folder, PEOPLE)
    try:
        office.open()
        office.wait_for("seen")
        office.own.stop()
        office.wait_for("away")
        office.own.start()
        office.wait_for("back")
        return report(folder, office.url, office.end())
    finally:
        office.close()


def report(folder: Path, url: str, statuses: list[int]) -> int:
    """Say what was seen; the exit status."""
    facts = {
        one.login: json.loads((folder / f"{one.login}.json").read_text(encoding="utf-8")) for one in PEOPLE
    }
    store = open_store(url)
    verdict = verify(store)
    store.close()
    told_s = facts["chief"]["told"] - facts["clerk"]["decided"]
    print(
        f"desks ended with {statuses}; the chief's window told of the clerk's decision after {told_s:.1f} s"
    )
    print(f"journal: {verdict.entries} entries, {verdict.finding or 'unbroken'}")
    return 0 if not any(statuses) and verdict.finding is None else 1


def main() -> int:
    """Watch over both desks, or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--desk", choices=[one.login for one in PEOPLE], help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.desk:
        return sit_down(Matching, Matching.walk, (args.out, args.desk, args.url), PEOPLE)
    return watch_over(args.out.resolve())


if __name__ == "__main__":
    sys.exit(main())
