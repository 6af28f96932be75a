import re
from pathlib import Path

import pypdfium2
import pytest

from desktop.cli import vault_commands
from tests.desktop.cli.conftest import Zhipai
from tests.vault import make_cheap


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Cheap keys, everybody's password, and somebody who copies groups from the paper."""
    make_cheap(monkeypatch)
    monkeypatch.setenv("ZHIPAI_PASSWORD", "Zhi-Pai 2026")
    monkeypatch.delenv("ZHIPAI_VAULT_CODE", raising=False)
    monkeypatch.setattr(vault_commands, "typed", read_from_paper)
    return tmp_path


def groups_on(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        text = document[0].get_textpage().get_text_bounded()
    shown = text[text.index("第 1 组") : text.index("1.", text.index("第 8 组"))]
    return ["".join(part.split()) for part in re.split(r"第 \d 组", shown)[1:]]


def read_from_paper(question: str) -> str | None:
    found = re.search(r"写入 (.+?)，.*第 (\d) 组", question)
    return groups_on(Path(found[1]))[int(found[2]) - 1].lower() if found else None


def made(zhipai: Zhipai, folder: Path, *more: str) -> str:
    """Make the vault; returns the code on the paper."""
    file = folder / "恢复码.pdf"
    said = zhipai("vault", "make", "--out", str(file), "--as", "admin", "--json", *more)
    assert (said.status, said.json) == (0, {"made": True, "file": str(file)})
    return "-".join(groups_on(file))


def test_a_vault_is_made_shared_out_and_taken_back(zhipai: Zhipai, office: Path, monkeypatch) -> None:
    assert zhipai("vault", "state").out == "还没有保密柜\n"
    made(zhipai, office, "--cipher", "sm4")
    code = zhipai("vault", "offer", "clerk", "--as", "admin", "--json").json["code"]
    assert zhipai("vault", "state", "--json").json["holders"][1]["way"] == "code"
    monkeypatch.setenv("ZHIPAI_VAULT_CODE", code)
    assert zhipai("vault", "enter").status == 0
    state = zhipai("vault", "state", "--json").json
    assert (state["cipher"], [one["way"] for one in state["holders"]]) == (
        "SM4-GCM",
        ["password", "password"],
    )
    assert zhipai("vault", "withdraw", "clerk", "--as", "admin").status == 0
    assert "clerk" not in zhipai("vault", "state").out


def test_a_paper_that_was_not_read_back_makes_no_vault(zhipai: Zhipai, office: Path, monkeypatch) -> None:
    for answer in (None, "AAAAA"):
        monkeypatch.setattr(vault_commands, "typed", lambda _question, answer=answer: answer)
        said = zhipai("vault", "make", "--out", str(office / "码.pdf"), "--as", "admin", "--json")
        assert (said.status, said.json["why"]) == (2, "not_read_back")
        assert not (office / "码.pdf").exists()
    assert zhipai("vault", "state", "--json").json == {"made": False}


def test_the_paper_opens_and_another_key_makes_it_worthless(
    zhipai: Zhipai, office: Path, monkeypatch
) -> None:
    first = made(zhipai, office)
    monkeypatch.setenv("ZHIPAI_VAULT_CODE", first.lower())
    recovered = zhipai("vault", "recover", "--reason", "换新电脑", "--as", "admin", "--json")
    assert (recovered.status, recovered.json) == (0, {"account": "admin"})
    changed = zhipai("vault", "change-key", "--out", str(office / "新.pdf"), "--as", "admin", "--json")
    assert changed.json == {"resealed": 0, "file": str(office / "新.pdf")}
    assert zhipai("vault", "reseal", "--as", "admin").out == "重新封存 0 人\n"
    said = zhipai("vault", "recover", "--reason", "换新电脑", "--as", "admin", "--json")
    assert (said.status, said.json["why"]) == (2, "code_wrong")


def test_refusals_name_the_group_and_the_missing_password(zhipai: Zhipai, office: Path, monkeypatch) -> None:
    code = made(zhipai, office)
    wrong = "2" if code[0] != "2" else "3"
    monkeypatch.setenv("ZHIPAI_VAULT_CODE", wrong + code[1:])
    said = zhipai("vault", "recover", "--reason", "换新电脑", "--as", "admin", "--json")
    assert (said.status, said.json) == (2, {"error": "VaultRefused", "why": "code_typo", "group": 1})
    assert "第 1 组有误" in said.noise
    assert zhipai("vault", "make", "--out", str(office / "x.pdf"), "--as", "admin", "--json").json["why"] == (
        "has_vault"
    )
    monkeypatch.setenv("ZHIPAI_PASSWORD", "")
    said = zhipai("vault", "offer", "clerk", "--as", "admin", "--json")
    assert (said.status, said.json["why"]) == (2, "no_password")


def test_pages_that_cannot_be_written_make_no_vault(zhipai: Zhipai, office: Path) -> None:
    said = zhipai("vault", "make", "--out", str(office / "无" / "码.pdf"), "--as", "admin", "--json")
    assert (said.status, said.json["why"]) == (2, "folder_missing")
    assert zhipai("vault", "state", "--json").json == {"made": False}
