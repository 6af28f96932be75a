"""Every account opens every view: what it may not see is left out, and never an error of the database."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from db.domain.number import HouseNumber
from db.domain.numbering import Side
from db.domain.plate import PlateClass
from db.domain.progress import Silent
from db.domain.state import Legal
from db.services import (
    account_desk,
    accounts,
    addresses,
    applications,
    attachment_care,
    attachments,
    audit,
    coverage,
    disclosure,
    extracts,
    facts,
    handover,
    importing,
    inspections,
    matching,
    news,
    numbering,
    places,
    plates,
    private_use,
    quality,
    search,
    settings,
    standing,
    vault,
)
from db.services.store import check_store
from db.store import attachments as attachment_rows
from db.store.journal_read import Wanted
from db.store.store import Store
from tests.db.store.siege import Siege, laid
from tests.office import place_id
from tests.postgres import Server
from tests.register import COMMUNITY


@pytest.fixture(scope="module")
def siege(postgres_server: Server, postgres_template: str) -> Iterator[Siege]:
    """A register nobody has planted strange rows in, unlike the one that all attacks share."""
    with laid(postgres_server, postgres_template) as found:
        yield found


LOGINS = ("clerk", "area_clerk", "chief", "printer", "inspector", "city", "admin")
VERSIONS = dict.fromkeys(PlateClass, "1")

WITHHELD = {"area_clerk": {"check": "StoreUnavailable('no_permission', 'journal')"}}
"""What an account is refused by name: a part of the chain proves nothing."""

Ids = dict[str, Any]
READS: dict[str, Callable[[Store, Ids, str], object]] = {
    "accounts": lambda s, _i, _w: account_desk.list_accounts(s),
    "actors": lambda s, _i, _w: accounts.list_actors(s),
    "who it is": lambda s, _i, w: accounts.find_actor(s, accounts.session_login(s) or w),
    "units": lambda s, _i, _w: addresses.divisions(s),
    "places": lambda s, _i, _w: addresses.places_in(s, COMMUNITY),
    "children": lambda s, _i, _w: addresses.child_ids(s, place_id(s), COMMUNITY),
    "rows": lambda s, i, _w: addresses.node_rows(s, [i["open"], i["signed"], i["far"]]),
    "detail": lambda s, i, _w: addresses.node_detail(s, i["signed"]),
    "detail for an account": lambda s, i, w: addresses.node_detail(s, i["open"], accounts.find_actor(s, w)),
    "search": lambda s, i, _w: search.search(s, i["text"]),
    "by code": lambda s, i, _w: addresses.node_by_code(s, i["code"]),
    "way": lambda s, i, _w: addresses.path_to(s, i["open"]),
    "by community": lambda s, _i, _w: addresses.ids_by_community(s, Legal.TO_VERIFY),
    "communities of a place": lambda s, _i, _w: addresses.communities_of(s, place_id(s)),
    "applications": lambda s, _i, _w: applications.applications(s),
    "files in use": lambda s, _i, _w: attachment_care.used(s),
    "files": lambda s, _i, _w: attachments.list_attachments(s, attachment_rows.Wanted(), 10),
    "files of a row": lambda s, i, _w: attachments.attachments_of(s, "node", i["open"]),
    "journal": lambda s, _i, _w: audit.list_entries(s, Wanted(), 0, 100),
    "entry": lambda s, _i, _w: audit.entry_changes(s, 1),
    "keys of an address": lambda s, i, _w: audit.keys_of_node(s, i["signed"]),
    "people": lambda s, _i, _w: audit.people(s),
    "units of today": lambda s, _i, _w: coverage.current_units(s),
    "coverage": lambda s, _i, _w: coverage.coverage(s),
    "persons": lambda s, i, w: disclosure.persons_of(s, None, accounts.find_actor(s, w), "node", i["open"]),
    "extract": lambda s, _i, _w: list(extracts.addresses(s)),
    "extract of a day": lambda s, _i, _w: list(extracts.addresses(s, "2026-01-01")),
    "facts": lambda s, _i, _w: facts.store_facts(s),
    "duties": lambda s, _i, w: handover.duties(s, w),
    "duties of others": lambda s, _i, _w: handover.duties(s, "clerk"),
    "what hangs": lambda s, _i, w: handover.hanging(s, w),
    "offers": lambda s, _i, _w: handover.handovers(s),
    "offers waiting": lambda s, _i, w: handover.waiting(s, w),
    "receivers": lambda s, _i, w: handover.receivers(s, handover.duties(s, w), w),
    "givers": lambda s, _i, w: handover.givers(s, accounts.find_actor(s, w)),
    "rejects": lambda s, i, _w: importing.rejects(s, i["batch"]),
    "forms": lambda s, _i, _w: inspections.forms(s, 1),
    "matching": lambda s, i, _w: list(matching.match_lines(s, [matching.Line(1, i["text"])], Silent())),
    "lexicon": lambda s, _i, _w: matching.lexicon(s),
    "names": lambda s, _i, _w: matching.names(s),
    "kept readings": lambda s, i, _w: matching.kept(s, i["text"]),
    "news": lambda s, _i, _w: news.news_since(s, 0),
    "newest": lambda s, _i, _w: news.newest_entry(s),
    "numbers": lambda s, _i, _w: numbering.propose(s, place_id(s), Side.LEFT, 2, HouseNumber(1)),
    "pending places": lambda s, _i, _w: places.pending_places(s),
    "place": lambda s, _i, _w: places.find_place(s, "湖滨南路"),
    "ready plates": lambda s, _i, _w: plates.ready_plates(s, COMMUNITY, VERSIONS),
    "plates of a list": lambda s, _i, _w: plates.batch_lines(s, 1),
    "expected plates": lambda s, i, _w: plates.expected_for(s, [i["payload"]]),
    "senders": lambda s, _i, _w: private_use.every_sender(s),
    "problems": lambda s, _i, _w: quality.open_problems(s),
    "settings": lambda s, _i, _w: (settings.list_settings(s), settings.unknown_settings(s)),
    "standing": lambda s, _i, _w: (standing.standing(s), standing.claimed(s), standing.facts(s)),
    "vault": lambda s, _i, _w: vault.vault_state(s),
    "check": lambda s, _i, _w: check_store(s),
}


@pytest.mark.parametrize("login", LOGINS)
def test_every_view_answers_every_account(siege: Siege, login: str) -> None:
    desk = siege.store.desk(login)
    failed: dict[str, str] = {}
    for name, read in READS.items():
        try:
            read(desk, siege.ids, login)
        except Exception as error:  # all of them are wanted, not only the first
            failed[name] = repr(error)
    assert failed == WITHHELD.get(login, {})
