"""Accounts of one community beside those of the whole district: what lies elsewhere counts, seen or not."""

import pytest
from sqlalchemy import insert

from db.domain.access import Actor, Role
from db.domain.errors import NotAllowed, StaleRecord
from db.domain.plate import PlateClass
from db.schema.system import actor, actor_role
from db.services.matching import keep_match, kept
from db.services.plates import make_batches
from db.services.quality import find_problems, open_problems
from db.store.store import Store
from tests.desks import Desks
from tests.office import addresses, coded, person
from tests.register import COMMUNITY, FAR_COMMUNITY

VERSIONS = {one: f"{one.value}/2026.1" for one in PlateClass}


def account(store: Store, role: Role, area: str) -> Actor:
    login = f"part_{role.value}"
    with store.engine.begin() as conn:
        conn.execute(insert(actor).values(id=1, login=login, name=login, state="active", created_at="2026"))
        conn.execute(insert(actor_role).values(actor_id=1, role=role.value, area_code=area))
    return person(store, login)


def desk(store: Store, login: str) -> Store:
    return store.desk(login) if isinstance(store, Desks) else store


@pytest.mark.parametrize("area", [COMMUNITY, COMMUNITY[:9]])
def test_problems_are_looked_for_by_who_sees_the_whole_district(store: Store, area: str) -> None:
    """A street crosses communities: the numbers of the others would be missing from what a part of it shows."""
    addresses(store, ["1号", "5号"])
    addresses(store, ["3号"], community=FAR_COMMUNITY)
    with pytest.raises(NotAllowed):
        find_problems(store, account(store, Role.INSPECTOR, area))
    assert open_problems(store) == []
    report = find_problems(desk(store, "inspector"), person(store, "inspector"))
    assert (report.rows_checked, report.findings) == (3, {})


def test_a_list_of_plates_bears_a_number_that_no_list_elsewhere_bears(store: Store) -> None:
    coded(store, ["1号"])
    coded(store, ["2号"], community=FAR_COMMUNITY)
    (first,) = make_batches(store, person(store, "printer"), FAR_COMMUNITY, VERSIONS).batches
    (second,) = make_batches(store, account(store, Role.PRINTER, COMMUNITY), COMMUNITY, VERSIONS).batches
    assert (first.number[12:16], second.number[12:16]) == ("0001", "0002")


def test_what_a_text_means_elsewhere_is_not_decided_over(store: Store) -> None:
    made = addresses(store, ["1号"])
    far = addresses(store, ["2号"], community=FAR_COMMUNITY)
    keep_match(store, person(store, "clerk"), "南路甲", far["2号"], "核对")
    with pytest.raises(StaleRecord):
        keep_match(store, person(store, "area_clerk"), "南路甲", made["1号"], "核对")
    assert [one.node_id for one in kept(store, "南路甲")] == [far["2号"]]
