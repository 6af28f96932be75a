"""Heads of the journal kept outside the store: a JSON file under an SM3 seal."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.domain.audit import KeptHead
from db.domain.errors import BadFile
from desktop.files.atomic import whole_file

_FORMAT = {"format": "zhipai-journal-head", "version": 1}
_SEAL = "seal_sm3"
_LARGEST = 65_536


def head_json(head: KeptHead) -> str:
    """A head and its seal as one line of JSON, keys in order.

    Raises:
        BadFile: ``no_sm3``; this computer's OpenSSL was built without it.
    """
    return _canonical({**_FORMAT, **asdict(head), _SEAL: seal(head)})


def seal(head: KeptHead) -> str:
    """SM3 over the other fields as one line of JSON in UTF-8, keys in order, no blanks.

    Raises:
        BadFile: ``no_sm3``.
    """
    try:
        return hashlib.new("sm3", _canonical({**_FORMAT, **asdict(head)}).encode()).hexdigest()
    except ValueError as error:
        raise BadFile("OpenSSL", "no_sm3") from error


def write_head(path: Path, head: KeptHead) -> None:
    """Write a head, one field a line.

    Raises:
        BadFile: ``no_sm3``.
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    text = json.dumps(json.loads(head_json(head)), ensure_ascii=False, indent=1)
    with whole_file(path) as file:
        file.write(f"{text}\n".encode())


def read_head(path: Path) -> KeptHead:
    """Read a head back.

    Raises:
        BadFile: no such file, not a head, made by a newer program, or not as it was sealed.
    """
    try:
        with path.open("rb") as file:
            kept = json.loads(file.read(_LARGEST).decode("utf-8-sig"))
        head = _head(kept)
        given = str(kept[_SEAL])
    except FileNotFoundError as error:
        raise BadFile(str(path), "not_found") from error
    except PermissionError as error:
        raise BadFile(str(path), "no_permission") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFile(str(path), "not_a_head") from error
    if given != seal(head):
        raise BadFile(str(path), "head_seal_broken")
    return head


def _head(kept: Any) -> KeptHead:
    if {name: kept[name] for name in _FORMAT} != _FORMAT:
        raise ValueError(kept["version"])
    texts = {name: kept[name] for name in ("hash", "store", "district", "at")}
    if type(kept["seq"]) is not int or kept["seq"] < 1 or not all(type(one) is str for one in texts.values()):
        raise TypeError(kept["seq"])
    return KeptHead(seq=kept["seq"], **texts)


def _canonical(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
