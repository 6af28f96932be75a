"""Kills import, approval, acceptance of codes and merge at random statements, on both engines."""

import atexit
import os
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests import postgres
from tests.journeys.kill_child import VERBS, Copies, Course, course_of, kill
from tests.soak.harness import Check, soak

KILLS = 300


@cache
def _server() -> postgres.Server:
    folder = postgres.new_folder()
    atexit.register(postgres.stop_server, folder)
    return postgres.shared_server(folder, os.getpid())


@cache
def _copies(engine: str) -> Copies:
    folder = Path(tempfile.mkdtemp(prefix="zp-kill-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Copies(folder, _server() if engine == "postgresql" else None)


@cache
def _course(engine: str, verb: str) -> Course:
    return course_of(_copies(engine), verb)


def _check(engine: str, verb: str) -> Check:
    def check(case: int, seed: int) -> dict[str, int]:
        course = _course(engine, verb)
        point = random.Random(f"{seed} {engine} {verb} {case}").randrange(course.points)
        return {"kills": 1, "inside an open transaction": int(kill(_copies(engine), verb, course, point))}

    return check


for _engine in ("sqlite", "postgresql"):
    for _verb in VERBS:
        soak(f"kill {_verb} on {_engine}", total=KILLS)(_check(_engine, _verb))
