"""What a person with psql comes to who goes past the watched tables: passwords, contents, and cases that change hands.

ZP007: a row not named; ZP010: no entry; ZP011: a content that is not what its name says; 42501: no right.
"""

import hashlib

import pytest

from tests.db.store.siege import Siege, entry

VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$" + "A" * 43 + "=:" + "B" * 43 + "="
SCAN = b"a scan of somebody's deed"
NAME = hashlib.sha256(SCAN).hexdigest()
JUNK = "INSERT INTO attachment_chunk VALUES ('%s', %d, 'junk')"
OFFER = (
    "INSERT INTO handover (district_code, id, from_login, to_login, state, reason, offered_by, offered_at) "
    "VALUES ('{district}', 981, 'area_clerk', '%s', 'offered', '', 'area_clerk', '2026')"
)

ATTACKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "gives a chief a password, and nobody learns of it": (
        "admin",
        (f"SELECT zp.account_password('resting', '{VERIFIER}')",),
        "ZP010",
    ),
    "gives a chief a password and names another": (
        "admin",
        (
            f"SELECT zp.account_password('resting', '{VERIFIER}')",
            entry("admin", "actor.manage", "credential clerk"),
        ),
        "ZP007",
    ),
    "gives a chief a password under another verb": (
        "admin",
        (
            f"SELECT zp.account_password('resting', '{VERIFIER}')",
            entry("admin", "setting.change", "credential resting"),
        ),
        "ZP006",
    ),
    "lets an account run out, and nobody learns of it": (
        "admin",
        (
            f"SELECT zp.account_password('resting', '{VERIFIER}')",
            "SELECT zp.account_term('resting', '2020-01-01')",
        ),
        "ZP010",
    ),
    "adds to a content that is there": ("printer", (JUNK % (NAME, 1),), "ZP011"),
    "hides a piece before the first": ("printer", (JUNK % (NAME, -1),), "ZP011"),
    "takes the place of a content to come": ("printer", (JUNK % ("0" * 64, 0),), "ZP011"),
    "rewrites a content": ("clerk", ("UPDATE attachment_chunk SET body = 'junk'",), "42501"),
    "offers a case that is another's": (
        "area_clerk",
        (
            OFFER % "clerk",
            "INSERT INTO handover_item VALUES ('{district}', 981, 1, 'application', {far_application}, '', '', '', '2026')",
            entry("area_clerk", "handover.offer", "handover 981"),
        ),
        "42501",
    ),
    "offers to itself": ("area_clerk", (OFFER % "area_clerk",), "42501"),
}


@pytest.fixture(scope="module", autouse=True)
def _scanned(siege: Siege) -> None:
    with siege.store.engine.begin() as conn:
        statement = "INSERT INTO attachment_chunk VALUES (%(name)s, 0, %(body)s) ON CONFLICT DO NOTHING"
        conn.exec_driver_sql(statement, {"name": NAME, "body": SCAN})


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_beside_the_rows_comes_to_nothing(siege: Siege, attack: str) -> None:
    login, statements, outcome = ATTACKS[attack]
    before = siege.house("SELECT seq, hash FROM journal_head")
    assert siege.attack(login, *statements) == outcome
    assert siege.house("SELECT seq, hash FROM journal_head") == before


def test_a_content_that_is_what_its_name_says_is_taken_in_pieces(siege: Siege) -> None:
    pieces = [b"first " * 9, b"second"]
    name = hashlib.sha256(b"".join(pieces)).hexdigest()
    added = [
        f"INSERT INTO attachment_chunk VALUES ('{name}', {n}, '\\x{one.hex()}')"
        for n, one in enumerate(pieces)
    ]
    assert siege.attack("clerk", *added) == "1 rows"
    assert siege.attack("clerk", JUNK % (name, 2)) == "ZP011"
