"""Every verb struck at every statement, on both engines: killed, its server taken away, its disk full.

A case is a step of the day (``tests.journeys.days_work``), struck at each of its points in turn. Deliveries and returned
packages, whose work is several transactions, are killed at random points.
"""

import atexit
import contextlib
import os
import random
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

from tests import postgres
from tests.journeys.days_work import STEPS
from tests.journeys.dying import Blow, How
from tests.journeys.kill_child import VERBS, Copies, course_of, kill
from tests.journeys.struck import Course, Day, Stores
from tests.soak.harness import Check, soak

KILLS = 300
LEAST_ROOM, MORE_ROOM = 40_000, 16_480  # bytes of the log: what a reader needs; four pages
_HOWS = {"sqlite": (How.KILL, How.PAGES, How.BYTES), "postgresql": (How.KILL, How.CUT)}


@cache
def _server() -> postgres.Server:
    folder = postgres.new_folder()
    atexit.register(postgres.stop_server, folder)
    return postgres.shared_server(folder, os.getpid())


def _server_of(engine: str) -> postgres.Server | None:
    return _server() if engine == "postgresql" else None


@cache
def _stores(engine: str) -> Stores:
    made = Stores(_server_of(engine))
    atexit.register(made.close)
    return made


@cache
def _courses(engine: str) -> list[Course]:
    """How every step goes undisturbed."""
    with _stores(engine).copy() as url:
        day = Day(url)
        return [day.go_on() for _ in STEPS]


class _Days:
    """The store that goes from step to step, for one way of striking; taken up anew where a soak goes on."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._day: Day | None = None
        self._copy = contextlib.ExitStack()

    def at(self, step: int) -> Day:
        """A day that has come to a step."""
        if self._day is None or self._day.done != step:
            self._copy.close()
            self._day = Day(self._copy.enter_context(_stores(self._engine).copy()))
            self._day.walk(step)
        return self._day


def _strike_all(engine: str, how: How) -> Check:
    days = _Days(engine)

    def check(case: int, _seed: int) -> dict[str, int]:
        course, day = _courses(engine)[case], days.at(case)
        counted: Counter[str] = Counter()
        for at in _places(how, course):
            fate = day.strike(Blow(how, at), course.after)
            counted["blows"] += 1
            counted[f"left as {'after' if fate.committed else 'before'}"] += 1
            counted["inside an open transaction"] += fate.inside
            if day.done > case:
                break
        else:
            raise AssertionError(f"{list(STEPS)[case]}: the last blow was to come after the commit")
        return dict(counted)

    return check


def _places(how: How, course: Course) -> range | list[int]:
    if how in (How.KILL, How.CUT):
        return [at for at, label in enumerate(course.points) if label != "read"]
    return range(1_000) if how is How.PAGES else range(LEAST_ROOM, 1_000 * MORE_ROOM, MORE_ROOM)


@cache
def _copies(engine: str) -> Copies:
    folder = tempfile.TemporaryDirectory(prefix="zp-kill-")
    atexit.register(folder.cleanup)
    return Copies(Path(folder.name), _server_of(engine))


def _kill_at_random(engine: str, verb: str) -> Check:
    course = cache(lambda: course_of(_copies(engine), verb))

    def check(case: int, seed: int) -> dict[str, int]:
        point = random.Random(f"{seed} {engine} {verb} {case}").randrange(course().points)
        inside = kill(_copies(engine), verb, course(), point)
        return {"kills": 1, "inside an open transaction": int(inside)}

    return check


for _engine, _hows in _HOWS.items():
    for _how in _hows:
        soak(f"{_how} at every statement on {_engine}", total=len(STEPS))(_strike_all(_engine, _how))
    for _verb in VERBS:
        soak(f"kill {_verb} on {_engine}", total=KILLS)(_kill_at_random(_engine, _verb))
