"""A scripted inspector: fills a package as a tablet would, knowing nothing but the file. Used by the demo and tests."""

import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from db.domain.checklist import Item
from db.domain.clock import Clock, stamp
from db.domain.inspection import Answer, Form
from desktop.files.package import read_attachments, read_package, write_package

_EVENTS = uuid.UUID("6a0c5a5e-6e0a-4d3c-9a3e-7a1f5b0d2c11")
_FAIL, _FAIL_KEY, _ABSTAIN = 0.03, 0.01, 0.02
_PACE = timedelta(milliseconds=1)


def fill_package(
    path_in: Path, path_out: Path, inspector: str, device: str, *, seed: int, clock: Clock
) -> int:
    """Answer every item of every form, mostly pass, some failures with notes; returns the number of answers.

    Answers already in the package stay; the same inspector, device, seed and clock give the same file.

    Raises:
        BadFile: the package cannot be read.
        StoreUnavailable: the filled package cannot be written.
    """
    content = read_package(path_in)
    items = {item.code: item for item in content.checklist.items}
    random = Random(f"{seed} {inspector} {device}")
    moment = clock.now()
    answers: list[Answer] = []
    for form in content.forms:
        for code in form.items:
            value, note = _judge(items[code], random)
            moment += _PACE
            answers.append(_answer(form, code, (value, note), stamp(moment), (inspector, device)))
    filled = replace(content, answers=content.answers + tuple(answers))
    write_package(path_out, filled, read_attachments(path_in, content))
    return len(answers)


def _judge(item: Item, random: Random) -> tuple[str, str]:
    """Draw a value and a note; each item takes the same number of draws, so that answers stay comparable."""
    luck, which = random.random(), random.random()
    fails = _FAIL_KEY if item.veto else _FAIL
    if luck < fails:
        defects = item.defects or (item.check,)
        return "fail", defects[int(which * len(defects))]
    abstains = [value for value in item.answers if value not in ("pass", "fail")]
    if abstains and not item.veto and luck < fails + _ABSTAIN:
        return abstains[int(which * len(abstains))], ""
    return "pass", ""


def _answer(form: Form, item: str, said: tuple[str, str], at: str, source: tuple[str, str]) -> Answer:
    return Answer(
        uuid=str(uuid.uuid5(_EVENTS, "\n".join((str(form.id), item, *said, at, *source)))),
        form=form.id,
        item=item,
        value=said[0],
        note=said[1],
        answered_at=at,
        inspector=source[0],
        device=source[1],
        base_version=form.base_version,
    )
