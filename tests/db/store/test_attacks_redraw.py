"""Who would give himself areas by 区划调整: with psql, his own password, and another's request or none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db.domain.clock import legal_date
from db.domain.redraw import Redraw
from db.services import applications as apps
from db.store.store import Store
from tests.db.store.siege import Siege, entry, laid
from tests.office import person
from tests.postgres import Server
from tests.redraws import filed, held, rename, transfer

TAKE = "UPDATE planned_change SET state = 'held', held_at = '2026' WHERE id = {redraw}"
DECIDE = (
    "UPDATE application SET state = 'approved', decided_by = 'chief', decided_at = '2026', opinion = '好' "
    "WHERE id = {redraw}"
)
UNITS = "SELECT zp.redraw_units({redraw})"
TOLD = ("application {redraw}", "planned_change {redraw}")


@pytest.fixture(scope="module")
def siege(postgres_server: Server, postgres_template: str) -> Iterator[Siege]:
    with laid(postgres_server, postgres_template) as found:
        found.ids["redraw"] = filed(found.store, transfer(found.store))
        yield found


ATTACKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "gives himself an area by hand": (
        "chief",
        ("INSERT INTO actor_role VALUES (1, 'chief', '3502')",),
        "42501",
    ),
    "names a unit by hand": ("chief", ("UPDATE division SET name = '我的社区'",), "42501"),
    "lets a unit follow another": (
        "chief",
        ("INSERT INTO division_successor VALUES ('350203005001', '350206001001', '2026-01-01', 'merged')",),
        "42501",
    ),
    "redraws what nobody decided": ("chief", (UNITS,), "ZP008"),
    "redraws what nobody filed": ("chief", ("SELECT zp.redraw_units({application})",), "ZP008"),
    "says it took hold before it was decided": ("chief", (TAKE, UNITS), "ZP008"),
    "decides it without letting it take hold": ("chief", (DECIDE, UNITS), "ZP008"),
    "decides what he filed": (
        "clerk",
        (DECIDE.replace("'chief'", "'clerk'"), TAKE, UNITS, entry("clerk", "application.approve", *TOLD)),
        "ZP008",
    ),
    "lets it take hold without naming the units": (
        "chief",
        (DECIDE, TAKE, UNITS, entry("chief", "application.approve", *TOLD)),
        "ZP007",
    ),
    "lets it take hold under another verb": (
        "chief",
        (DECIDE, TAKE, UNITS, entry("chief", "place.approve", *TOLD)),
        "ZP005|ZP006|ZP007|ZP004",
    ),
    "lets it take hold twice": ("chief", (DECIDE, TAKE, UNITS, UNITS), "ZP008"),
    "opens the mark": ("chief", ("SELECT zp.redraw_mark(true)",), "42501"),
    "asks for the plan by itself": ("chief", ("SELECT zp.decided_redraw({redraw})",), "42501"),
    "changes the plan before deciding it": (
        "chief",
        (
            "UPDATE planned_change SET plan = replace(plan, '350203006002', '350203006009') WHERE id = {redraw}",
            DECIDE,
            TAKE,
            entry("chief", "application.approve", *TOLD),
        ),
        "ZP006",
    ),
    "moves roles like rows of an area": (
        "chief",
        (
            DECIDE,
            TAKE,
            "SELECT zp.redraw_areas({redraw}, 'actor_role', '{{area_code}}', '{{1}}', '[[\"3502\"]]')",
        ),
        "ZP008",
    ),
    "moves addresses past their rules": (
        "chief",
        (
            DECIDE,
            TAKE,
            "SELECT zp.redraw_areas({redraw}, 'node', '{{area_community}}', '{{1}}', '[[\"350203006002\"]]')",
        ),
        "ZP008",
    ),
    "moves a row of another unit along": (
        "chief",
        (
            DECIDE,
            TAKE,
            "SELECT zp.redraw_areas({redraw}, 'application', '{{area_district,area_subdistrict,area_community}}', "
            '\'{{{far_application}}}\', \'[["350203000000","350203006000","350203006002"]]\')',
        ),
        "ZP008",
    ),
    "moves a row to a unit of no redraw": (
        "chief",
        (
            DECIDE,
            TAKE,
            "SELECT zp.redraw_areas({redraw}, 'application', '{{area_district,area_subdistrict,area_community}}', "
            '\'{{{application}}}\', \'[["350203000000","350203005000","350203005002"]]\')',
        ),
        "ZP008",
    ),
    "decides beyond his area": (
        "far_chief",
        (DECIDE.replace("'chief'", "'far_chief'"), TAKE, UNITS),
        "ZP008",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_comes_of_it(siege: Siege, attack: str) -> None:
    login, statements, outcome = ATTACKS[attack]
    told = [one.format(**siege.ids) if "journal_append" in one else one for one in statements]
    before = siege.house("SELECT * FROM actor_role ORDER BY 1, 2, 3"), siege.house("SELECT * FROM division")
    assert siege.attack(login, *told) in outcome.split("|")
    after = siege.house("SELECT * FROM actor_role ORDER BY 1, 2, 3"), siege.house("SELECT * FROM division")
    assert after == before


def other_plan(siege: Siege, redraw: Redraw, *change: str) -> int:
    """A redraw that its filer wrote into the tables past the program."""
    application_id = filed(siege.store, redraw)
    with siege.store.engine.begin() as conn:
        conn.exec_driver_sql(
            "UPDATE planned_change SET plan = replace(plan, %s, %s) WHERE id = %s", (*change, application_id)
        )
    return application_id


@pytest.mark.parametrize("code", ["350206006002", "350203000000", "3502", "350203006000"])
def test_a_plan_that_leads_elsewhere_takes_hold_with_nobody(
    postgres_server: Server, postgres_template: str, code: str
) -> None:
    with laid(postgres_server, postgres_template) as siege:
        siege.ids["redraw"] = other_plan(
            siege, transfer(siege.store), '"code":"350203006002"', f'"code":"{code}"'
        )
        assert siege.attack("chief", DECIDE, TAKE, UNITS) == "ZP008"


def test_what_took_hold_does_so_no_second_time(postgres_server: Server, postgres_template: str) -> None:
    with laid(postgres_server, postgres_template) as siege:
        siege.ids["redraw"] = held(siege.store, transfer(siege.store))
        assert siege.attack("chief", UNITS) == "ZP008"
        again = "UPDATE planned_change SET held_at = '2027' WHERE id = {redraw}"
        told = entry("chief", "address.take_hold", "planned_change {redraw}").format(**siege.ids)
        assert siege.attack("chief", again, UNITS, told) == "ZP008"


class Tomorrow:
    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=1)


def test_heirs_see_what_their_addresses_were_and_nobody_else_s(
    postgres_server: Server, postgres_template: str
) -> None:
    with laid(postgres_server, postgres_template) as siege:
        asked = "SELECT DISTINCT area_community FROM node_version WHERE node_id = {signed} ORDER BY 1"
        assert siege.ask("area_clerk", asked) == [("350203005001",)]
        later(siege.store, transfer(siege.store))
        assert siege.ask("area_clerk", asked) == [("350203005001",), ("350203006002",)]
        assert siege.ask("far_clerk", asked) == []


def later(store: Store, redraw: Redraw) -> None:
    """Let a redraw of tomorrow take hold, so that versions have days before it."""
    store.clock = Tomorrow()
    held(store, replace(redraw, effective_on=legal_date(store.clock.now())))


def test_a_renaming_chief_gets_no_more_than_he_had(siege: Siege) -> None:
    own = "SELECT area_code FROM actor_role r JOIN actor a ON a.id = r.actor_id WHERE a.login = 'chief'"
    before = siege.house(own)
    apps.return_application(siege.store, person(siege.store, "chief"), siege.ids["redraw"], 1, "重报")
    held(siege.store, rename(siege.store))
    assert siege.house(own) == before
