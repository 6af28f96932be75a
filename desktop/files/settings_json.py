"""Settings of a store as a JSON file that people may read, change and bring back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.domain.errors import BadFile
from db.domain.settings import Value
from desktop.files.atomic import whole_file

_FORMAT, _VERSION = "zhipai-settings", 1
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a file says.

    Attributes:
        values: key -> value, not yet judged.
        others: key -> text of settings that only a newer program knows.
    """

    values: Mapping[str, object]
    others: Mapping[str, str] = field(default_factory=dict)


def write_settings(path: Path, values: Mapping[str, Value], others: Mapping[str, str]) -> None:
    """Write settings, one a line.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    body = {"format": _FORMAT, "version": _VERSION, "settings": dict(values), "others": dict(others)}
    with whole_file(path) as file:
        file.write(f"{json.dumps(body, ensure_ascii=False, indent=2)}\n".encode())


def read_settings(path: Path) -> SettingsFile:
    """Read settings; the values are not judged yet.

    Raises:
        BadFile: no such file, no JSON, no file of settings, of a newer program, or a setting stands in it twice.
    """
    body = _object(path)
    version = body.get("version")
    if body.get("format") != _FORMAT or type(version) is not int:
        raise BadFile(str(path), "not_settings")
    if version > _VERSION:
        raise BadFile(str(path), "newer_settings", detail=str(version))
    values, others = body.get("settings"), body.get("others", {})
    if not isinstance(values, dict) or not isinstance(others, dict):
        raise BadFile(str(path), "not_settings")
    wrong = next((key for key, text in others.items() if not isinstance(text, str)), None)
    if wrong is not None:
        raise BadFile(str(path), "not_settings", column=wrong)
    return SettingsFile(values, others)


def _object(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise BadFile(str(path), "too_large")
        body = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=lambda pairs: _once(path, pairs))
    except FileNotFoundError as error:
        raise BadFile(str(path), "not_found") from error
    except PermissionError as error:
        raise BadFile(str(path), "no_permission") from error
    except OSError as error:
        raise BadFile(str(path), "cannot_read") from error
    except UnicodeDecodeError as error:
        raise BadFile(str(path), "not_utf8") from error
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise BadFile(str(path), "bad_json", row=line) from error
    if not isinstance(body, dict):
        raise BadFile(str(path), "not_settings")
    return body


def _once(path: Path, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadFile(str(path), "doubled_row", column=key)
        found[key] = value
    return found
