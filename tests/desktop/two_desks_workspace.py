"""The address workspace on three desks of one server: ``python tests/desktop/two_desks_workspace.py --out DIR``.

A clerk works through the real window; a second clerk's and a chief's window show it, and how long that took from the
entry in the journal is told. Then the two clerks save over each other, and nothing typed is lost. Pictures of every
station go into the folder given; the exit status says whether all went well.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from sqlalchemy import select

from db.schema.system import journal
from db.services.audit import verify
from db.services.store import check_store, open_store
from tests.desktop.two_desks_decided import Decided
from tests.desktop.two_desks_edits import SEEN, Edits
from tests.desktop.two_desks_kit import Office, Person, Step, sit_down
from tests.desktop.two_desks_stale import Stale

PEOPLE = (
    Person("clerk", "林经办", "clerk", ":171", "Bai-Lu-Zhou-71"),
    Person("peer", "吴经办", "clerk", ":172", "Hu-Li-Shan-52"),
    Person("chief", "陈科长", "chief", ":173", "Gu-Lang-Yu-38"),
)
LIMIT_S = 5.0
Facts = dict[str, dict[str, object]]


class Workspace(Edits, Stale, Decided):
    """One desk."""

    def walk(self) -> Iterator[Step]:
        """The whole way of one desk."""
        yield from self.come_in()
        yield lambda: bool(self.window().addresses.table.model.shown)
        yield from self.see_each_other()
        self.tell()
        yield from self.save_over_each_other()
        yield from self.meet_decisions()
        self.note("over")
        yield self.noted("over")
        self.window().close()


def watch_over(folder: Path) -> int:
    """Start everything and look at what is left."""
    office = Office(__file__, folder, PEOPLE)
    try:
        office.open()
        office.wait_for("over")
        return report(folder, office.url, office.end())
    finally:
        office.close()


def report(folder: Path, url: str, statuses: list[int]) -> int:
    """Say what was seen; the exit status."""
    facts: Facts = {
        one.login: json.loads((folder / f"{one.login}.json").read_text(encoding="utf-8")) for one in PEOPLE
    }
    store = open_store(url)
    verdict, checked = verify(store), check_store(store)
    with store.read() as conn:
        at = {row.seq: row.at for row in conn.execute(select(journal.c.seq, journal.c.at))}
    store.close()
    worst = 0.0
    for event, entry in sorted(facts["clerk"].items(), key=lambda one: str(one[1])):
        kept = datetime.fromisoformat(at[int(str(entry))]).timestamp()
        delays = {
            login: float(str(facts[login][event])) - kept for login in SEEN[event] if event in facts[login]
        }
        worst = max(worst, *delays.values())
        print(f"{event}: " + ", ".join(f"{login} {delay:.1f} s" for login, delay in delays.items()))
    print(f"desks ended with {statuses}; journal: {verdict.entries} entries, {verdict.finding or 'unbroken'}")
    print(f"store: {checked.problems or 'sound'}; longest delay {worst:.1f} s")
    sound = verdict.finding is None and checked.ok
    return 0 if not any(statuses) and sound and worst <= LIMIT_S else 1


def main() -> int:
    """Watch over the desks, or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--desk", choices=[one.login for one in PEOPLE], help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.desk:
        return sit_down(Workspace, Workspace.walk, (args.out, args.desk, args.url), PEOPLE)
    return watch_over(args.out.resolve())


if __name__ == "__main__":
    sys.exit(main())
