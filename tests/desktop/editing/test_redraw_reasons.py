import ast
from pathlib import Path

import db.domain.redraw_check
import db.services.redraw
from db.domain.redraw_check import WARNINGS, Fault, RedrawRefused
from desktop.editing.redraw_reasons import fault_text, redraw_reason, redraw_words

SOURCES = [Path(str(module.__file__)) for module in (db.domain.redraw_check, db.services.redraw)]


def codes() -> set[str]:
    """Every code that a fault or a refusal is made with."""
    found = set(WARNINGS) | {"no_such_day", "day_gone"}
    for file in SOURCES:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            if isinstance(call, ast.Call) and name in ("Fault", "RedrawRefused"):
                first = call.args[0]
                found |= {str(first.value)} if isinstance(first, ast.Constant) else set()
    return found


def test_every_code_has_words() -> None:
    assert len(codes()) > 30
    assert [code for code in sorted(codes()) if redraw_reason(code) == code] == []


def test_a_refusal_names_what_it_is_about_and_how_many_there_are() -> None:
    title, why, todo = redraw_words(RedrawRefused("code_used", "350203005001", "", 2))
    assert "350203005001" in why
    assert "2" in why
    assert title
    assert todo
    assert fault_text(Fault("no_document")) == redraw_reason("no_document")
