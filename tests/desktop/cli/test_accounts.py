"""Accounts by command: on a file with the environment's passwords, on a server from making the store on."""

import getpass
import io
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from db.store import passwords
from tests import postgres
from tests.desktop.cli.conftest import Said, Zhipai

NEW = "湖滨南路-旧榕树-7"


@pytest.fixture(autouse=True)
def quiet_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cheap hashes, no keyring, nobody at the terminal, no password in the environment."""
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    monkeypatch.setattr(passwords, "PASSES", 1)
    monkeypatch.setattr("desktop.secrets.stored_password", lambda *_: None)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for name in ("ZHIPAI_PASSWORD", "ZHIPAI_NEW_PASSWORD", "ZHIPAI_EMERGENCY_CODE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody types at a terminal, in order."""
    told: list[str] = []

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt, stream=None: told.pop(0))
    return told


def admin(zhipai: Zhipai, *words: str) -> Said:
    return zhipai("account", *words, "--as", "admin", "--json")


def test_an_account_is_made_changed_listed_and_closed(zhipai: Zhipai) -> None:
    made = admin(
        zhipai, "create", "wang", "--name", "王经办", "--role", "clerk", "--role", "area_clerk:350203005000"
    )
    assert (made.status, made.json) == (0, {"login": "wang"})
    changed = admin(zhipai, "change", "wang", "--name", "王督办", "--grant", "printer", "--revoke", "clerk")
    assert [(one["role"], one["area"]) for one in changed.json["roles"]] == [
        ("area_clerk", "350203005"),
        ("printer", "350203"),
    ]
    assert admin(zhipai, "close", "wang", "--reason", "调离").status == 0
    listed = {one["login"]: one for one in admin(zhipai, "list").json["accounts"]}
    assert (listed["wang"]["name"], listed["wang"]["state"]) == ("王督办", "closed")
    assert "王督办" in zhipai("account", "list").out
    again = admin(zhipai, "create", "Wang", "--name", "另一人")
    assert (again.status, again.json["why"]) == (2, "login_taken")
    assert "不能重用" in again.noise
    reopened = admin(zhipai, "reopen", "wang")
    assert reopened.json["password"]


def test_the_list_says_what_keeps_somebody_out(zhipai: Zhipai, monkeypatch: pytest.MonkeyPatch) -> None:
    admin(zhipai, "password", "chief")
    assert admin(zhipai, "change", "chief", "--until", "2099-12-31").status == 0
    monkeypatch.setenv("ZHIPAI_PASSWORD", "wrong")
    for _ in range(5):
        zhipai("account", "password", "--as", "chief")
    (line,) = [one for one in zhipai("account", "list").out.splitlines() if one.startswith("chief")]
    for word in ("口令待修改", "锁定到 20", "可登录到 2099-12-31"):
        assert word in line


def test_a_clerk_manages_no_accounts(zhipai: Zhipai) -> None:
    said = zhipai("account", "close", "chief", "--json")
    assert (said.status, said.json["error"]) == (2, "NotAllowed")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("create", "wang", "--name", "王", "--role", "king"), "unknown_role"),
        (("create", "wang", "--name", "王", "--role", "clerk:999"), "area_code"),
        (("create", "wang", "--name", "王", "--role", "clerk:350203999"), "unknown_area"),
        (
            ("create", "wang", "--name", "王", "--role", "clerk", "--role", "admin:350203"),
            "admin_beside_business",
        ),
        (("change", "clerk"), "no_change"),
        (("change", "clerk", "--until", "明天"), "bad_day"),
        (("unlock", "clerk"), "no_password"),
        (("close", "admin"), "last_admin"),
        (("password", "admin", "--house"), "server_only"),
        (("password", "admin", "--emergency"), "no_code"),
        (("password", "admin"), "no_new"),
    ],
)
def test_what_cannot_be_done_is_named(zhipai: Zhipai, words: tuple[str, ...], why: str) -> None:
    said = admin(zhipai, *words)
    assert (said.status, said.json["why"]) == (2, why)


def test_a_password_handed_out_is_changed_before_anything_else(
    zhipai: Zhipai, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = admin(zhipai, "password", "chief", "--reason", "本人申请").json
    first = zhipai("account", "close", "clerk", "--as", "chief", "--json")
    assert (first.status, first.json["why"]) == (2, "missing")
    monkeypatch.setenv("ZHIPAI_PASSWORD", issued["password"])
    assert zhipai("account", "close", "clerk", "--as", "chief", "--json").json["why"] == "must_change"
    monkeypatch.setenv("ZHIPAI_NEW_PASSWORD", "12345678")
    weak = zhipai("account", "password", "--as", "chief", "--json")
    assert (weak.status, weak.json) == (2, {"error": "BadPassword", "why": "too_short"})
    monkeypatch.setenv("ZHIPAI_NEW_PASSWORD", NEW)
    assert zhipai("account", "password", "--as", "chief", "--json").json == {"login": "chief"}
    monkeypatch.setenv("ZHIPAI_PASSWORD", NEW)
    assert zhipai("account", "close", "clerk", "--as", "chief", "--json").json["error"] == "NotAllowed"


def test_wrong_passwords_lock_and_the_administrator_unlocks(
    zhipai: Zhipai, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = admin(zhipai, "password", "chief").json["password"]
    monkeypatch.setenv("ZHIPAI_PASSWORD", "wrong")
    said = [zhipai("account", "password", "--as", "chief", "--json") for _ in range(5)]
    assert [one.json["why"] for one in said] == ["wrong"] * 4 + ["locked"]
    assert "再错 4 次" in said[0].noise
    monkeypatch.delenv("ZHIPAI_PASSWORD")
    assert admin(zhipai, "unlock", "chief").status == 0
    monkeypatch.setenv("ZHIPAI_PASSWORD", issued)
    monkeypatch.setenv("ZHIPAI_NEW_PASSWORD", NEW)
    assert zhipai("account", "password", "--as", "chief", "--json").status == 0


def test_passwords_are_typed_where_somebody_can(zhipai: Zhipai, typing: list[str]) -> None:
    typing += [NEW, NEW]
    first = zhipai("account", "password", "--as", "admin")
    assert first.status == 0
    code = next(line for line in first.out.splitlines() if line.startswith("应急码")).rpartition("：")[2]
    typing += [NEW, NEW + "8", NEW + "9"]
    assert "两次输入的新口令不一样" in zhipai("account", "password", "--as", "admin").noise
    typing += [code.lower()]
    recovered = zhipai("account", "password", "admin", "--emergency", "--json").json
    assert recovered["emergency_code"] != code
    typing += [recovered["password"], NEW + "8", NEW + "8"]
    assert zhipai("account", "password", "--as", "admin").status == 0
    typing += [NEW + "8"]
    assert admin(zhipai, "code").json["emergency_code"]
    assert typing == []


def test_a_kept_password_is_taken_from_the_keyring(zhipai: Zhipai, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPAI_NEW_PASSWORD", NEW)
    assert admin(zhipai, "password").status == 0
    monkeypatch.delenv("ZHIPAI_NEW_PASSWORD")
    asked: list[str] = []

    def kept(_url: str, login: str) -> str:
        asked.append(login)
        return NEW

    monkeypatch.setattr("desktop.secrets.stored_password", kept)
    assert admin(zhipai, "change", "clerk", "--name", "林督办").status == 0
    assert asked == ["admin"]


@pytest.mark.parametrize(
    ("accounts", "why"),
    [
        (("wang:王:admin,clerk",), "admin_beside_business"),
        (("wang:王:clerk", "Wang:另一个王:chief"), "login_taken"),
        (("owner:王:clerk",), "login_reserved"),
        (("wang: :clerk",), "name_empty"),
    ],
)
def test_no_store_is_made_with_accounts_that_could_not_be_made_later(
    zhipai: Zhipai, tmp_path: Path, accounts: tuple[str, ...], why: str
) -> None:
    named = [word for one in accounts for word in ("--account", one)]
    url = f"sqlite:///{(tmp_path / 'new.db').as_posix()}"
    said = zhipai("store", "init", "--district", "350203", *named, "--store", url, "--json")
    assert (said.status, said.json["why"]) == (2, why)
    assert not (tmp_path / "new.db").exists()


@pytest.fixture
def server_url(postgres_server: postgres.Server) -> Iterator[tuple[str, str]]:
    """The URLs of a new database: as its superuser, and naming nobody; its roles go with it."""
    name = postgres_server.create_database()
    yield (
        postgres_server.url(name),
        f"postgresql://{'/'}{name}?host={postgres_server.host}&port={postgres_server.port}",
    )
    postgres_server.drop_database(name)
    with psycopg.connect(
        host=postgres_server.host,
        port=postgres_server.port,
        user="postgres",
        password=postgres_server.password,
        dbname="postgres",
        autocommit=True,
    ) as raw:
        left = raw.execute(
            "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [f"{name}_"]
        ).fetchall()
        for (role,) in sorted(left, key=lambda row: row[0].endswith(("_owner", "_member"))):
            raw.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))
            raw.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def test_an_office_on_a_server_begins_with_one_password_printed_once(
    zhipai: Zhipai, server_url: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, nobody = server_url
    init = ("store", "init", "--district", "350203", "--json", "--store", house)
    assert zhipai(*init, "--account", "lin:林经办:clerk").json["why"] == "no_admin"
    made = zhipai(*init, "--account", "lin:林经办:clerk", "--account", "gly:管理员:admin").json
    assert (made["ok"], made["engine"], made["account"]) == (True, "postgresql", "gly")
    monkeypatch.setenv("ZHIPAI_STORE", nobody)
    monkeypatch.setenv("ZHIPAI_USER", "gly")
    monkeypatch.setenv("ZHIPAI_PASSWORD", made["password"])
    refused = zhipai("account", "password", "lin", "--json")
    assert refused.json["why"] == "must_change"
    monkeypatch.setenv("ZHIPAI_NEW_PASSWORD", NEW)
    assert zhipai("account", "password", "--json").json == {"login": "gly"}
    monkeypatch.setenv("ZHIPAI_PASSWORD", NEW)
    monkeypatch.delenv("ZHIPAI_NEW_PASSWORD")
    issued = zhipai("account", "password", "lin", "--json").json
    listed = zhipai("account", "list", "--json").json["accounts"]
    assert {one["login"]: one["has_password"] for one in listed} == {"gly": True, "lin": True}
    monkeypatch.setenv("ZHIPAI_PASSWORD", issued["password"])
    monkeypatch.setenv("ZHIPAI_NEW_PASSWORD", NEW + "林")
    assert zhipai("account", "password", "--as", "lin", "--json").json == {"login": "lin"}
    assert zhipai("account", "password", "--as", "lin", "--json").json["error"] == "bad_password"
    monkeypatch.delenv("ZHIPAI_NEW_PASSWORD")
    by_owner = zhipai("account", "password", "gly", "--house", "--store", house, "--json").json
    assert by_owner["password"]
    monkeypatch.setenv("ZHIPAI_PASSWORD", by_owner["password"])
    monkeypatch.setenv("ZHIPAI_NEW_PASSWORD", NEW + "再")
    assert zhipai("account", "password", "--json").status == 0
    monkeypatch.setenv("ZHIPAI_PASSWORD", NEW + "再")
    closed = zhipai("account", "close", "lin", "--json", "--reason", "调离")
    assert closed.status == 0
    monkeypatch.setenv("ZHIPAI_PASSWORD", NEW + "林")
    assert zhipai("account", "list", "--as", "lin", "--json").status == 3
    assert zhipai("store", "check", "--json", "--store", house).json["ok"]
