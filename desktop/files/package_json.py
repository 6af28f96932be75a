"""Values of an inspection package as JSON text and back; every complaint names member, line and field.

Ids are written as text: other clients' JSON numbers end at 53 bits.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from db.domain.errors import BadFile
from db.domain.inspection import Answer, Form
from db.domain.plate_json import JsonReader

_ID = re.compile(r"[1-9][0-9]{0,18}")


def line_of(values: object) -> str:
    """One line: keys sorted, nothing escaped that need not be."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def form_line(form: Form) -> str:
    """A form as a line of forms.jsonl."""
    return line_of(
        {
            "form": str(form.id),
            "class": form.plate_class,
            "community": form.community,
            "address": form.address,
            "texts": dict(form.texts),
            "payload": form.payload,
            "items": form.items,
            "base_version": form.base_version,
        }
    )


def answer_line(answer: Answer) -> str:
    """An answer as a line of a member under answers/."""
    return line_of(
        {
            "event": answer.uuid,
            "form": str(answer.form),
            "item": answer.item,
            "value": answer.value,
            "note": answer.note,
            "answered_at": answer.answered_at,
            "inspector": answer.inspector,
            "device": answer.device,
            "base_version": answer.base_version,
        }
    )


def read_object(data: bytes, file: str, member: str) -> JsonReader:
    """A reader for a member that is one JSON object.

    Raises:
        BadFile: not UTF-8, not JSON, not an object.
    """
    with placed(file, member):
        return JsonReader(_parsed(data), "", file)


def read_forms(data: bytes, file: str, member: str) -> tuple[Form, ...]:
    """Forms of forms.jsonl.

    Raises:
        BadFile: a line that is no form, or a form twice; names the line.
    """
    forms: list[Form] = []
    seen: set[int] = set()
    for line, text in _lines(data):
        with placed(file, member, line):
            form = _form(JsonReader(_parsed(text), "", file))
        if form.id in seen:
            raise BadFile(file, "doubled_form", member, line, "form", str(form.id))
        seen.add(form.id)
        forms.append(form)
    return tuple(forms)


def read_answers(data: bytes, file: str, member: str) -> tuple[Answer, ...]:
    """Answers of one member; whether they can be taken in is not judged here.

    Raises:
        BadFile: a line that is no answer; names the line.
    """
    answers: list[Answer] = []
    for line, text in _lines(data):
        with placed(file, member, line):
            answers.append(_answer(JsonReader(_parsed(text), "", file), member, line))
    return tuple(answers)


def row_id(reader: JsonReader, name: str) -> int:
    """Take an id written as text."""
    text = reader.text(name)
    if not _ID.fullmatch(text) or int(text) >= 1 << 63:
        raise reader.bad(name, "not_an_id", text)
    return int(text)


def whole(reader: JsonReader, name: str) -> int:
    """Take a whole number from 0 on."""
    value = reader.take(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 63:
        raise reader.bad(name, "out_of_range", value)
    return value


@contextmanager
def placed(file: str, member: str, line: int = 0) -> Iterator[None]:
    """Make complaints about JSON inside the block name file, member and line.

    Raises:
        BadFile: whatever was wrong, with its place.
    """
    try:
        yield
    except BadFile as error:
        raise BadFile(file, error.why, member, line, error.column, error.detail) from error
    except UnicodeDecodeError as error:
        raise BadFile(file, "not_utf8", member, line) from error
    except (ValueError, RecursionError) as error:
        raise BadFile(file, "bad_json", member, line, detail=str(error)) from error


def _parsed(data: bytes) -> Any:
    return json.loads(data.decode("utf-8"))


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, counted from 1; only a line feed ends a line."""
    for line, text in enumerate(data.split(b"\n"), 1):
        if text.strip():
            yield line, text


def _free_text(reader: JsonReader, name: str) -> str:
    value = reader.take(name, "")
    if not isinstance(value, str):
        raise reader.bad(name, "not_a_text", value)
    return value


def _form(one: JsonReader) -> Form:
    texts, items = one.take("texts"), one.take("items")
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise one.bad("texts", "not_an_object", texts)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise one.bad("items", "not_a_list", items)
    form = Form(
        id=row_id(one, "form"),
        plate_class=one.text("class"),
        community=one.text("community"),
        address=one.text("address"),
        texts=tuple(sorted(texts.items())),
        payload=_free_text(one, "payload"),
        items=tuple(items),
        base_version=whole(one, "base_version"),
    )
    one.done()
    return form


def _answer(one: JsonReader, member: str, line: int) -> Answer:
    answer = Answer(
        uuid=one.text("event"),
        form=row_id(one, "form"),
        item=one.text("item"),
        value=one.text("value"),
        note=_free_text(one, "note"),
        answered_at=one.text("answered_at"),
        inspector=one.text("inspector"),
        device=one.text("device"),
        base_version=whole(one, "base_version"),
        where=(member, line),
    )
    one.done()
    return answer
