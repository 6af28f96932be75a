"""Every form of the window killed over while somebody types, and started again: how much of it is lost?

``python tests/desktop/killed_forms.py [WORD …]`` goes through all forms, or those whose names hold a word. Each is filled
in, and one field is typed on, a letter at a time, until the program is killed with SIGKILL at a random moment. The next
program must offer the form, fill it in as it was left but for the last letters, and is itself killed over the following
form. Prints for each form how old the first lost letter was; 1 when anything older than two seconds is gone.

``python tests/desktop/killed_forms.py --run URL FOLDER TYPE CHECK``: such a program. It takes up the form CHECK and says
what stood in it, then types into the form TYPE (names of forms, ``-`` for none).
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QTimer

from tests.desktop.killed_ground import lay
from tests.desktop.killed_program import EVERY, Program, typed, typed_on

__all__ = ["EVERY", "lost", "typed"]
Waits = dict[str, float]
MOST_S = 2.0
EARLIEST_S, LATEST_S = 1.5, 5.0
LETTER, LETTER_MS = "续", 100


def run(url: str, folder: Path, form: str, left: str) -> None:
    """Take up what was left, then type until the end."""
    program = Program(url, folder)
    found = program.take_up(left) if left != "-" else {}
    print(json.dumps(found), flush=True)
    if form == "-":
        print("typed", flush=True)
        program.app.exec()
        return
    program.begin(form)
    print("typed", flush=True)
    letters = QTimer(interval=LETTER_MS)

    def on_letter() -> None:
        program.type_on(form, LETTER)
        print(json.dumps([time.monotonic(), _kept_waiting(os.getpid())]), flush=True)

    letters.timeout.connect(on_letter)
    letters.start()
    program.app.exec()


def _kept_waiting(pid: int) -> Waits:
    """Seconds for which each thread of a program could have run, and others had the processor."""
    waits = {}
    for figures in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):  # it has ended
            waits[figures.parent.name] = int(figures.read_text().split()[1]) / 1e9
    return waits


@dataclass
class Typing:
    """What a killed program had typed.

    Attributes:
        letters: when each was typed, and how long the program's threads had been kept waiting by then.
        killed: the same of its end.
    """

    letters: list[tuple[float, Waits]]
    killed: tuple[float, Waits]

    def lost_s(self, kept: int) -> float:
        """How old the first letter was that is gone; time in which others had the processor is not counted."""
        if kept >= len(self.letters):
            return 0.0
        (typed_at, waited), (killed_at, waited_then) = self.letters[kept], self.killed
        others_had = max((waited_then[one] - waited.get(one, 0.0) for one in waited_then), default=0.0)
        return max(0.0, killed_at - typed_at - others_had)


def kill_one(url: str, folder: Path, forms: tuple[str, str], after_s: float) -> tuple[dict[str, str], Typing]:
    """Have a program take up one form, type into another, and die.

    Args:
        url: of the store.
        folder: where forms are kept.
        forms: the one that is taken up, the one that is typed into.
        after_s: from the first letter to the end.

    Returns:
        What it found of the first, and what it had typed into the second.
    """
    left, form = forms
    command = [sys.executable, __file__, "--run", url, str(folder), form, left]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    errors = folder / "errors.log"
    with (
        errors.open("w") as told,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True, env=environment) as child,
    ):
        assert child.stdout is not None
        found = child.stdout.readline()
        is_typing = bool(child.stdout.readline())
        letters: list[tuple[float, Waits]] = []
        killed: tuple[float, Waits] = (time.monotonic(), {})
        if is_typing and form != "-":
            reader = threading.Thread(target=_read_letters, args=(child.stdout, letters))
            reader.start()
            time.sleep(after_s)
            killed = time.monotonic(), _kept_waiting(child.pid)
            child.kill()
            reader.join()
        child.kill()
    if not is_typing:
        raise RuntimeError(f"{form} could not be typed into after {left}: {errors.read_text()[-2000:]}")
    return dict(json.loads(found)), Typing(letters, killed)


def _read_letters(pipe: IO[str], letters: list[tuple[float, Waits]]) -> None:
    for line in pipe:
        at, waited = json.loads(line)
        letters.append((at, waited))


def judge(form: str, found: dict[str, str], typing: Typing) -> tuple[str, bool]:
    """What is to be said of a form that was taken up again, and whether it was kept well enough."""
    name, wanted = typed_on(form), typed(form)
    before = wanted.get(name, "")
    on = found.get(name, "").removeprefix(before)
    kept = len(on)
    if {**found, name: before} != wanted or on != LETTER * kept:
        return f"LOST: {found}", False
    seconds = typing.lost_s(kept)
    return f"{kept} of {len(typing.letters)} letters, {seconds:.2f} s lost", seconds <= MOST_S


def lost(file: Path, folder: Path, forms: Sequence[str], seed: int = 0) -> list[str]:
    """The forms of which too much was lost; every form is killed over and taken up by the next program."""
    lay(file, folder)
    url, failed, draw = f"sqlite:///{file.as_posix()}", [], random.Random(seed)
    typing = Typing([], (0.0, {}))
    for left, form in zip(("-", *forms), (*forms, "-"), strict=True):
        found, now = kill_one(url, folder, (left, form), draw.uniform(EARLIEST_S, LATEST_S))
        if left != "-":
            words, is_kept = judge(left, found, typing)
            print(f"{left:14} {words}", flush=True)
            failed += [] if is_kept else [left]
        typing = now
    return failed


def main(words: Sequence[str]) -> int:
    """Go through the forms whose names hold one of the words, or all."""
    from tests.desktop.addresses.register import make_store

    seed = random.SystemRandom().randrange(1 << 32)
    with tempfile.TemporaryDirectory(prefix="zp-killed-") as scratch:
        folder = Path(scratch)
        make_store(folder)
        file = folder / "zhipai.db"
        forms = [form for form in EVERY if not words or any(word in form for word in words)]
        failed = lost(file, folder, forms, seed)
    print(
        f"{len(forms)} forms killed over while typed into, {len(failed)} lost more than {MOST_S} s; seed {seed}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]), sys.argv[4], sys.argv[5])
    else:
        sys.exit(main(sys.argv[1:]))
