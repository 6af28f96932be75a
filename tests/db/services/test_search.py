import pytest
from sqlalchemy import insert, select, update

from db.domain.alias import AliasKind
from db.domain.clock import legal_date
from db.domain.plan import Act
from db.domain.search import Why, body
from db.domain.search_names import Goal
from db.domain.state import Legal
from db.schema.address import node, node_successor, node_version, place
from db.services.history import former_addresses, list_on
from db.services.places import add_alias
from db.services.search import near, search
from db.store.store import Store
from tests import changes
from tests.db.services.streets import FORMER, laid_out
from tests.deliveries import cells, imported
from tests.desks import Desks, house
from tests.office import COMPOUND, LANE, STREET, addresses, approved, coded, full, guid, person, place_id
from tests.register import DISTRICT, FAR_COMMUNITY

FRONT = "厦门市思明区"


def hits(store: Store, text: str) -> list[str]:
    """Addresses found."""
    return [one.full_text for one in search(store, text, 1000, only_nodes=True)]


def shown(store: Store, text: str) -> list[str]:
    """Everything found, without city and district."""
    return [one.full_text.removeprefix(FRONT) for one in search(store, text)]


def why(store: Store, text: str) -> list[tuple[str, Why, str]]:
    return [(one.full_text.removeprefix(FRONT), one.why, one.by) for one in search(store, text)]


@pytest.fixture
def street(store: Store) -> Store:
    return laid_out(store)


# -- codes --------------------------------------------------------------------------------------------------------


def test_the_beginning_of_a_code_in_any_case_is_found(store: Store) -> None:
    made = coded(store, ["1号", "3号"])
    wanted = guid(made["1号"])
    for typed in (wanted[:-3].lower(), f"{{{wanted}}}"):
        (hit,) = search(store, typed)
        assert (hit.id, hit.code, hit.full_text, hit.why) == (made["1号"], wanted, full("1号"), Why.CODE)


def test_what_a_scanner_types_and_our_own_id_lead_to_the_address(store: Store) -> None:
    made = coded(store, ["1号", "3号"])["1号"]
    for typed in (f" https://dz.example/{guid(made)} ", str(made)):
        assert [hit.id for hit in search(store, typed)] == [made]
    for nothing in (f"https://dz.example/{guid(made)}x", "9" * 19, "９" * 400, "0" * 12):
        assert search(store, nothing) == (), nothing


# -- parts of the text --------------------------------------------------------------------------------------------


def test_what_was_just_imported_is_found_by_any_part_of_it(store: Store) -> None:
    imported(store, [cells("12-1号/3幢/501室"), cells("7号", street="", village="𠮷屋村")])
    wanted = full("12-1号/3幢/501室")
    text = body(wanted)
    for size in range(1, len(text) + 1):
        for start in range(len(text) - size + 1):
            assert wanted in hits(store, text[start : start + size]), text[start : start + size]
    assert hits(store, "𠮷") == [full("7号", "𠮷屋村")]
    assert hits(store, wanted) == [wanted]


def test_search_forgives_width_case_and_blanks_but_no_number(store: Store) -> None:
    addresses(store, ["12号", "14号", "112号"])
    assert hits(store, " 湖滨 南路１２号 ") == [full("12号")]
    assert hits(store, "路1号") == []
    assert hits(store, "厦门市思明区湖滨南路14") == [full("14号")]
    assert search(store, "  ") == ()
    assert len(search(store, "号", 2)) == 2


def test_city_and_district_in_front_find_no_address(store: Store) -> None:
    addresses(store, ["12号"])
    for front in ("厦门", "思明", "区", "市思", "区湖", "明区湖滨", "思明区", "湖里区湖滨南路12"):
        assert hits(store, front) == ([full("12号")] if front.startswith("湖里区") else []), front


def test_signs_in_a_query_are_only_text(store: Store) -> None:
    addresses(store, ["12-1号"])
    signs = ('"', "'", "%", "_", "*", "\\", "^", 'OR "', "NEAR(", "湖%", "湖_南", "--")
    for odd in (*signs, "\x00", "湖\ud800", "\x01", "湖\x02号"):
        assert hits(store, odd) == [], odd
    assert hits(store, "-") == hits(store, "2-1") == [full("12-1号")]


# -- names --------------------------------------------------------------------------------------------------------


def test_a_name_is_found_by_its_pinyin_its_initials_and_all_of_it_mixed(street: Store) -> None:
    typed = (
        "湖滨南路",
        "湖滨",
        "滨南",
        "hubinnanlu",
        "HuBin",
        "hubinn",
        "hbnl",
        "HBNL",
        "hbn",
        "nanlu",
        "湖bnl",
        "hub南",
    )
    for one in (*typed, "濱南", "ｈｂｎｌ", "Húbīn Nán", "hu bin nan lu"):
        first = search(street, one)[0]
        assert (first.goal, first.id, first.full_text) == (Goal.PLACE, place_id(street), STREET), one
    for nothing in ("hubinbei", "ubin", "hnl", "湖南", "bnll"):
        assert search(street, nothing) == (), nothing


def test_a_hit_says_why(street: Store) -> None:
    assert why(street, "hbnl")[0] == (STREET, Why.INITIALS, "")
    assert why(street, "hubin")[0] == (STREET, Why.PINYIN, "")
    assert why(street, "湖滨")[:2] == [(STREET, Why.NAME, ""), ("湖滨南路2号", Why.ADDRESS, "")]
    assert why(street, "老官")[:2] == [(STREET, Why.FORMER, FORMER), ("湖滨南路2号", Why.FORMER, FORMER)]
    assert why(street, "lgl83") == [("湖滨南路83号", Why.FORMER, FORMER)]
    assert why(street, "hbnl83") == [("湖滨南路83号", Why.INITIALS, "")]


def test_below_a_name_the_address_follows_in_the_order_of_the_street(street: Store) -> None:
    below = ["湖滨南路81号", "湖滨南路81-1号", "湖滨南路810号", "湖滨南路81号501室", "湖滨南路81号502室"]
    for typed in ("hbnl81", "湖滨81", "hubin 81", "ｈｂ８１"):
        assert shown(street, typed) == below, typed
    assert shown(street, "hbnl 81号") == [below[0], *below[3:]]
    assert shown(street, "h81号502") == ["湖滨南路81号502室"]
    assert shown(street, "湖滨")[:4] == [STREET, "湖滨南路2号", "湖滨南路12号", "湖滨南路81号"]
    assert shown(street, "h081") == shown(street, "h811111") == shown(street, "hbnl81x") == []


def test_other_class_words_and_a_dash_lead_below_a_number_too(street: Store) -> None:
    room = "盈翠花园9号1幢2梯101室"
    for typed in ("盈翠9号1栋2单元101", "ychy9号1号楼2梯位101", "ychy9-1-2-101", "盈翠花园9#1座2单元101室"):
        assert shown(street, typed) == [room], typed
    assert shown(street, "盈翠9-A") == ["盈翠花园9号A幢"]
    assert shown(street, "hb81-501") == ["湖滨南路81号501室"]
    assert shown(street, "hb81-1") == ["湖滨南路81-1号"]


def test_units_are_found_but_not_where_only_addresses_are_wanted(street: Store) -> None:
    (hit,) = search(street, "guanrensq")
    assert (hit.goal, hit.id, hit.full_text, hit.kind) == (
        Goal.DIVISION,
        350203005001,
        "官任社区",
        "division",
    )
    assert search(street, "guanrensq", only_nodes=True) == ()
    assert search(street, STREET, only_nodes=True)[0].full_text == full("2号")


def test_the_exact_address_comes_before_everything(street: Store) -> None:
    imported(street, [cells("2号", street="", compound="湖滨南路2号花园")])
    assert shown(street, "湖滨南路2号")[:2] == ["湖滨南路2号", "湖滨南路2号花园"]


def test_a_new_name_and_a_changed_one_are_found_at_once(street: Store) -> None:
    assert search(street, "xinmingzi") == ()
    add_alias(street, person(street, "clerk"), place_id(street), "新名子路", AliasKind.COMMON)
    assert why(street, "xmzl")[0] == (STREET, Why.COMMON, "新名子路")
    with house(street).write(person(street, "clerk"), "place.alias", "test") as work:
        row = work.conn.execute(select(place.c.id, place.c.row_version).where(place.c.name == LANE)).one()
        work.change(
            place, {"id": row.id, "row_version": row.row_version}, {"name": "云顶路", "pinyin": "Yúndǐng Lù"}
        )
    assert [hit.full_text for hit in search(street, "ydl")][:1] == ["云顶路"]
    assert [hit.goal for hit in search(street, "gryl")] == []


def test_an_area_clerk_finds_names_but_only_addresses_of_the_area(street: Store) -> None:
    addresses(street, ["85号"], community=FAR_COMMUNITY)
    if isinstance(street, Desks):
        assert shown(street.desk("clerk"), "hbnl85") == ["湖滨南路85号"]
        assert shown(street.desk("area_clerk"), "hbnl85") == []
        assert shown(street.desk("area_clerk"), "hbnl83") == ["湖滨南路83号"]
        assert shown(street.desk("area_clerk"), "ychy")[0] == COMPOUND
    else:
        assert shown(street, "hbnl85") == ["湖滨南路85号"]


def test_what_nothing_matches_offers_names_a_slip_away_and_the_address_below(street: Store) -> None:
    assert search(street, "湖宾南路81号") == ()
    offered = near(street, "厦门市湖宾南路81号")
    assert (offered[0].full_text, offered[0].goal, offered[0].why) == (STREET, Goal.PLACE, Why.NEAR)
    assert [hit.full_text for hit in offered[1:]] == [
        full(one) for one in ("81号", "81号/501室", "81号/502室")
    ]
    for nothing in ("", "老", "\x00", "完全不同的名字", "湖滨北路"):
        assert near(street, nothing) == (), nothing


# -- those that are no more ---------------------------------------------------------------------------------------


def _retire(store: Store, old: int, new: int | None, legal: Legal) -> None:
    with store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == old).values(legal=legal.value, is_live=False))
        if new is not None:
            row = {"district_code": DISTRICT, "old_id": old, "new_id": new, "effective_on": "2026-01-01"}
            conn.execute(insert(node_successor).values(row | {"kind": "merge"}))


def test_an_address_that_is_no_more_is_found_and_leads_to_what_took_its_place(store: Store) -> None:
    made = addresses(store, ["81号", "83号", "85号", "87号"])
    _retire(store, made["81号"], made["83号"], Legal.MERGED)
    _retire(store, made["83号"], made["85号"], Legal.MERGED)
    _retire(store, made["87号"], None, Legal.CANCELLED)
    assert why(store, "hbnl81") == [
        ("湖滨南路81号", Why.INITIALS, ""),
        ("湖滨南路85号", Why.SUCCESSOR, full("81号")),
    ]
    assert [(hit.full_text, hit.legal) for hit in search(store, full("87号"))] == [
        (full("87号"), "cancelled")
    ]
    both = [hit.full_text for hit in search(store, "湖滨南路8", only_nodes=True)]
    assert sorted(both) == [full(one) for one in ("81号", "83号", "85号", "87号")]


def test_a_living_address_comes_before_a_dead_one_of_the_same_text(store: Store) -> None:
    made = addresses(store, ["83号", "81号"])
    _retire(store, made["83号"], None, Legal.CANCELLED)
    with store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == made["83号"]).values(full_text=full("81号")))
    assert [hit.id for hit in search(store, full("81号"))] == [made["81号"], made["83号"]]


def test_a_living_address_comes_before_its_dead_namesake_however_it_is_found(store: Store) -> None:
    made = addresses(store, ["81号", "83号", "85号", "81-1号"])
    dead, living = made["81号"], made["85号"]
    _retire(store, dead, made["83号"], Legal.VOID)
    with store.engine.begin() as conn:
        source = select(node.c.full_text, node.c.own_text, node.c.ident, node.c.sort_key)
        same = conn.execute(source.where(node.c.id == dead)).one()._asdict()
        conn.execute(update(node).where(node.c.id == living).values(same))
    in_order = [living, dead, made["83号"], made["81-1号"]]
    assert [hit.id for hit in search(store, "hbnl81")] == in_order  # of the street
    assert [hit.id for hit in search(store, "路81")] == in_order  # of birth


def test_successors_in_a_ring_end(store: Store) -> None:
    made = addresses(store, ["81号", "83号"])
    _retire(store, made["81号"], made["83号"], Legal.MERGED)
    _retire(store, made["83号"], made["81号"], Legal.MERGED)
    assert len(search(store, "湖滨南路8", only_nodes=True)) == 2


def test_an_address_is_found_by_the_number_it_once_had(store: Store) -> None:
    made = addresses(store, ["81号", "83号"])
    with store.engine.begin() as conn:
        version = node_version.c
        row = conn.execute(select(node_version).where(version.node_id == made["83号"])).one()._asdict()
        old = {"ident": "79", "own_text": "79号", "valid_from": "2000-01-01", "valid_to": row["valid_from"]}
        conn.execute(insert(node_version).values(row | old))
        conn.execute(
            insert(node_version).values(
                row | old | {"ident": "81", "valid_from": "1999-01-01", "valid_to": "2000-01-01"}
            )
        )
    assert why(store, "思明区湖滨南路79号") == [("湖滨南路83号", Why.PAST, "湖滨南路79号")]
    assert why(store, "湖濱南路81号") == [("湖滨南路81号", Why.ADDRESS, "")]  # which has the number now
    assert search(store, "湖滨南路77号") == search(store, "湖滨南路79号", 0) == ()
    if isinstance(store, Desks):
        assert len(search(store.desk("area_clerk"), "湖滨南路79号")) == 1


def test_a_number_that_was_in_force_for_less_than_a_day_leads_to_the_new_one(store: Store) -> None:
    made = approved(store, ["81号", "81号/3幢", "91号"])
    changes.approve(
        store, changes.done(store, changes.plan(store, Act.RENUMBER, [made["81号"]], own_text="83号"))
    )
    changes.approve(
        store, changes.done(store, changes.plan(store, Act.CORRECT, [made["91号"]], own_text="93号"))
    )
    draft = addresses(store, ["85号"])
    changes.done(store, changes.plan(store, Act.RENUMBER, draft.values(), own_text="87号"))
    assert why(store, "思明区湖滨南路81号") == [("湖滨南路83号", Why.PAST, "湖滨南路81号")]
    assert why(store, "湖滨南路81号3幢") == [("湖滨南路83号3幢", Why.PAST, "湖滨南路81号3幢")]
    assert why(store, "湖滨南路91号") == [("湖滨南路93号", Why.PAST, "湖滨南路91号")]
    assert search(store, "湖滨南路85号") == search(store, "湖滨南路81号5幢") == ()
    (found,) = former_addresses(store, "湖滨南路81号")
    assert (found.node_id, found.valid_from, found.valid_to) == (made["81号"], "", "")
    (told,) = [one for one in list_on(store, legal_date(store.clock.now())) if one.id == made["81号"]]
    assert told.full_text == full("83号")  # by law it was called so on no day
    if isinstance(store, Desks):
        assert len(search(store.desk("area_clerk"), "湖滨南路81号")) == 1


def test_one_letter_or_two_find_addresses_and_names_with_letters(street: Store) -> None:
    imported(
        street, [cells("3号", street="", compound="SM广场"), cells("9号/B幢", street="", compound=COMPOUND)]
    )
    for desk in (
        street,
        *((street.desk("clerk"), street.desk("area_clerk")) if isinstance(street, Desks) else ()),
    ):
        assert hits(desk, "A") == [full("9号/A幢", COMPOUND)]
        assert set(hits(desk, "sm")) == {full("3号", "SM广场")}
        assert hits(desk, "9号A") == hits(desk, "a幢") == [full("9号/A幢", COMPOUND)]
        assert full("9号/B幢", COMPOUND) in hits(desk, "b")
        assert hits(desk, "q") == hits(desk, "a1") == []
