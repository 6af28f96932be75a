"""What a person with psql, his own password and bad intentions comes to on a server: nothing, each for its reason.

Outcomes are SQLSTATEs. 42501: no right, or a row's policy; 23505: taken. Ours: ZP001 no account, ZP002 a second entry,
ZP003 another's name or a role not held, ZP004 a step no verb takes, ZP005 one's own proposal, ZP006 nothing the verb
does, ZP007 a row not named, ZP008 a row without the one it belongs to, ZP009 outside one's area, ZP010 no entry.
"""

import pytest

from tests.db.store.siege import NOTHING, Siege, entry

FORGE = "UPDATE node SET legal = 'approved' WHERE id = {filed}"
DECIDE = "UPDATE application SET state = 'approved', decided_by = '%s', decided_at = '2026', opinion = '好' WHERE id = {%s}"

ATTACKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    # -- the journal
    "adds an entry by hand": (
        "clerk",
        (
            "INSERT INTO journal SELECT seq + 1, at, actor, role, '', verb, '', 0, '', '', '' FROM journal LIMIT 1",
        ),
        "42501",
    ),
    "adds a change by hand": (
        "clerk",
        ("INSERT INTO journal_change VALUES (1, 99, 'node', '1', '', '')",),
        "42501",
    ),
    "rewrites an entry": ("clerk", ("UPDATE journal SET actor = 'chief'",), "42501"),
    "rewrites a change": ("admin", ("UPDATE journal_change SET after = ''",), "42501"),
    "deletes entries": ("admin", ("DELETE FROM journal",), "42501"),
    "empties the journal": ("admin", ("TRUNCATE journal, journal_change",), "42501"),
    "turns the head back": ("chief", ("UPDATE journal_head SET seq = 1",), "42501"),
    "writes in another's name": ("clerk", (entry("chief", "application.approve", "node 1"),), "ZP003"),
    "writes under a role not held": (
        "clerk",
        (entry("clerk", "application.approve", "node 1", role="chief"),),
        "ZP003",
    ),
    "writes a verb of others": ("clerk", (entry("clerk", "application.approve", "node 1"),), "ZP003"),
    "writes a verb that does not exist": ("clerk", (entry("clerk", "address.steal", "node 1"),), "ZP003"),
    "changes without an entry": ("clerk", ("UPDATE node SET side = 'left' WHERE id = {open}",), "ZP010"),
    "changes one row and names another": (
        "clerk",
        ("UPDATE node SET side = 'left' WHERE id = {open}", entry("clerk", "address.edit", "node {spare}")),
        "ZP007",
    ),
    "names a table that is not the row's": (
        "clerk",
        ("UPDATE node SET side = 'left' WHERE id = {open}", entry("clerk", "address.edit", "place {open}")),
        "ZP007",
    ),
    "changes more after its entry was checked": (
        "clerk",
        (
            "UPDATE node SET side = 'left' WHERE id = {open}",
            entry("clerk", "address.edit", "node {open}"),
            "SET CONSTRAINTS ALL IMMEDIATE",
            "SET CONSTRAINTS ALL DEFERRED",
            "UPDATE node SET side = 'left' WHERE id = {spare}",
        ),
        "ZP010",
    ),
    "has changes checked before there is an entry": (
        "clerk",
        ("SET CONSTRAINTS ALL IMMEDIATE", "UPDATE node SET side = 'left' WHERE id = {open}"),
        "ZP010",
    ),
    "hangs changes on no entry": (
        "clerk",
        ("SELECT zp.journal_changes('{{node}}', '{{1}}', '{{\"\"}}', '{{\"\"}}')",),
        "ZP010",
    ),
    "hangs changes behind its entry": (
        "clerk",
        (
            entry("clerk", "address.edit", "x 1"),
            "SELECT zp.journal_changes('{{x}}', '{{2}}', '{{\"\"}}', '{{\"\"}}')",
        ),
        "ZP002",
    ),
    "writes two entries": (
        "clerk",
        (entry("clerk", "address.edit", "x 1"), entry("clerk", "match.decide", "x 1")),
        "ZP002",
    ),
    "takes its entry back": (
        "clerk",
        (
            "UPDATE node SET side = 'left' WHERE id = {open}",
            "SAVEPOINT told",
            entry("clerk", "address.edit", "node {open}"),
            "ROLLBACK TO told",
        ),
        "ZP010",
    ),
    "hides a change behind one taken back": (
        "clerk",
        (
            "SAVEPOINT first",
            "UPDATE node SET side = 'left' WHERE id = {open}",
            "ROLLBACK TO first",
            "UPDATE node SET side = 'left' WHERE id = {spare}",
            entry("clerk", "address.edit", "node {open}"),
        ),
        "ZP007",
    ),
    "keeps the head for itself": ("clerk", ("SELECT * FROM journal_head FOR UPDATE",), "42501"),
    "clears the server's notes": ("clerk", ("DELETE FROM zp.pending",), "42501"),
    "opens a step for itself": ("clerk", ("UPDATE zp.step SET verbs = '{{address.edit}}'",), "42501"),
    "permits itself": (
        "admin",
        ("INSERT INTO zp.permit VALUES ('actor.manage', 'node', 'update', 'legal')",),
        "42501",
    ),
    "takes a table out of sight": ("clerk", ("SELECT zp.unwatch('node')",), "42501"),
    # -- approving
    "approves as a clerk": (
        "clerk",
        (FORGE, entry("clerk", "application.file", "node {filed}")),
        "ZP004",
    ),
    "approves without an application": (
        "chief",
        (FORGE, entry("chief", "application.approve", "node {filed}")),
        "ZP008",
    ),
    "approves by the application of others": (
        "chief",
        (
            DECIDE % ("chief", "application"),
            "UPDATE node SET legal = 'approved' WHERE id = {own}",
            entry("chief", "application.approve", "application {application}", "node {own}"),
        ),
        "ZP008",
    ),
    "approves its own application": (
        "stray",
        (
            DECIDE % ("stray", "mine"),
            "UPDATE node SET legal = 'approved' WHERE id = {own}",
            entry("stray", "application.approve", "application {mine}", "node {own}", role="chief"),
        ),
        "ZP005",
    ),
    "approves its own in another's name": (
        "stray",
        (
            DECIDE % ("chief", "mine"),
            entry("stray", "application.approve", "application {mine}", role="chief"),
        ),
        "ZP003",
    ),
    "approves without signing": (
        "chief",
        (
            "UPDATE application SET state = 'approved' WHERE id = {application}",
            entry("chief", "application.approve", "application {application}"),
        ),
        "ZP003",
    ),
    "makes its own application another's": (
        "stray",
        (
            "UPDATE application SET filed_by = 'clerk' WHERE id = {mine}",
            entry("stray", "application.withdraw", "application {mine}", role="clerk"),
        ),
        "ZP006",
    ),
    "approves as chief of another area": ("far_chief", (DECIDE % ("far_chief", "application"),), NOTHING),
    "files in another's name": (
        "clerk",
        (
            "INSERT INTO application SELECT district_code, 990, area_district, area_subdistrict, area_community, kind, "
            "'submitted', title, reason, 'stray', filed_at, NULL, NULL, NULL, rule_version FROM application LIMIT 1",
            entry("clerk", "application.file", "application 990"),
        ),
        "42501",
    ),
    "puts an address under a filed application": (
        "clerk",
        (
            "INSERT INTO application_item VALUES ('{district}', {application}, 99, {spare}, '', 'submitted')",
            entry("clerk", "application.file", "application {application}"),
        ),
        "ZP008",
    ),
    # -- states
    "skips a state": (
        "clerk",
        (
            "UPDATE node SET legal = 'approved' WHERE id = {open}",
            entry("clerk", "application.file", "node {open}"),
        ),
        "ZP004",
    ),
    "brings an address in as approved": (
        "clerk",
        (
            "INSERT INTO node SELECT district_code, 991, kind, parent_id, place_id, area_district, area_subdistrict, "
            "area_community, own_text, ident, number, floor, side, 'approved', code_state, existence, position, true, "
            "'x', full_text, sort_key, 0, NULL, NULL, '', NULL, valid_from FROM node WHERE id = {open}",
            entry("clerk", "import.promote", "node 991"),
        ),
        "ZP004",
    ),
    "lets a live address vanish": (
        "clerk",
        (
            "UPDATE node SET is_live = false WHERE id = {open}",
            entry("clerk", "application.file", "node {open}"),
        ),
        "ZP004",
    ),
    "rewrites an approved address": (
        "clerk",
        (
            "UPDATE node SET full_text = '别处' WHERE id = {signed}",
            entry("clerk", "address.edit", "node {signed}"),
        ),
        "ZP006",
    ),
    "marks an address coded": (
        "clerk",
        (
            "UPDATE node SET code_state = 'replaced' WHERE id = {open}",
            entry("clerk", "qr.accept", "node {open}"),
        ),
        "ZP004",
    ),
    "rewrites an address's past": (
        "clerk",
        (
            "UPDATE node_version SET own_text = '假' WHERE node_id = {open}",
            entry("clerk", "address.edit", "node {open}"),
        ),
        "ZP008",
    ),
    "closes a version without its address": (
        "clerk",
        (
            "UPDATE node_version SET valid_to = '2026-01-01' WHERE node_id = {open}",
            entry("clerk", "application.file", "node {open}"),
        ),
        "ZP008",
    ),
    "frees a number": (
        "clerk",
        (
            "UPDATE number_slot SET status = 'retired' WHERE owner = {signed}",
            entry("clerk", "application.file", "node {signed}"),
        ),
        "ZP008",
    ),
    "brings a promoted list back": (
        "clerk",
        (
            "UPDATE import_batch SET state = 'abandoned' WHERE id = {batch}",
            entry("clerk", "import.promote", "import_batch {batch}"),
        ),
        "ZP004",
    ),
    "retires a code in use": (
        "clerk",
        (
            "UPDATE payload SET state = 'retired' WHERE payload = '{payload}'",
            entry("clerk", "qr.accept", "payload {payload}"),
        ),
        "ZP006",
    ),
    # -- what never changes
    "gives an address another id": (
        "clerk",
        ("UPDATE node SET id = 992 WHERE id = {open}", entry("clerk", "address.edit", "node 992")),
        "ZP006",
    ),
    "gives an address another home": (
        "clerk",
        (
            "UPDATE node SET district_code = '350205' WHERE id = {open}",
            entry("clerk", "address.edit", "node {open}"),
        ),
        "ZP006",
    ),
    "rewrites a payload": (
        "clerk",
        (
            "UPDATE payload SET payload = 'x' WHERE payload = '{payload}'",
            entry("clerk", "qr.accept", "payload x"),
        ),
        "ZP006",
    ),
    "gives a code to another address": (
        "clerk",
        ("UPDATE addr_code SET node_id = {open} WHERE code = '{code}'",),
        "42501",
    ),
    "uses a code again": (
        "clerk",
        ("INSERT INTO addr_code VALUES ('{code}', '{district}', {other}, '2026', 0)",),
        "23505",
    ),
    "uses a payload again": (
        "clerk",
        ("INSERT INTO payload VALUES ('{payload}', '{district}', {other}, 2, 'replaced', '2026', 0)",),
        "23505",
    ),
    # -- areas
    "edits an address elsewhere": (
        "area_clerk",
        ("UPDATE node SET side = 'left' WHERE id = {far}",),
        NOTHING,
    ),
    "moves its address elsewhere": (
        "area_clerk",
        ("UPDATE node SET area_community = '{away}', area_subdistrict = '350203006000' WHERE id = {open}",),
        "42501",
    ),
    "moves an approved address within its area": (
        "clerk",
        (
            "UPDATE node SET area_community = '{away}' WHERE id = {signed}",
            entry("clerk", "address.edit", "node {signed}"),
        ),
        "ZP006",
    ),
    "hangs an approved address under another": (
        "clerk",
        (
            "UPDATE node SET parent_id = {open} WHERE id = {signed}",
            entry("clerk", "address.edit", "node {signed}"),
        ),
        "ZP006",
    ),
    "lets a change take hold that nobody decided": (
        "clerk",
        (
            "UPDATE node SET full_text = '别处' WHERE id = {signed}",
            "UPDATE node SET legal = 'changing' WHERE id = {signed}",
            entry("clerk", "address.take_hold", "node {signed}"),
        ),
        "ZP004",
    ),
    "withdraws an application elsewhere": (
        "far_clerk",
        ("UPDATE application SET state = 'withdrawn' WHERE id = {application}",),
        NOTHING,
    ),
    "lets a role of one area work in another": (
        "far_chief",
        (
            "UPDATE node SET legal = 'draft' WHERE id = {far_signed}",
            entry("far_chief", "application.revoke", "node {far_signed}", role="chief"),
        ),
        "ZP008",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_comes_to_nothing(siege: Siege, attack: str) -> None:
    login, statements, outcome = ATTACKS[attack]
    before = siege.house("SELECT seq, hash FROM journal_head")
    assert siege.attack(login, *statements) == outcome
    assert siege.house("SELECT seq, hash FROM journal_head") == before
