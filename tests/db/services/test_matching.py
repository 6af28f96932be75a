import itertools
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from db.domain.access import Actor
from db.domain.errors import BadAddress, NotAllowed, NotFound, StaleRecord, WrongState
from db.domain.matching.compare import compare_parts
from db.domain.matching.key import parts_of
from db.domain.matching.ladder import SEVERAL, Ladder
from db.domain.matching.model import Rung, Verdict
from db.domain.matching.reach import slot_of
from db.domain.progress import Cancelled, Silent
from db.domain.reading.reader import read_address
from db.domain.state import Legal
from db.schema.address import division, division_successor, node
from db.schema.system import journal, journal_change
from db.schema.work import text_decision
from db.services.matching import (
    Line,
    Matched,
    keep_match,
    keep_reading,
    kept,
    lexicon,
    match_lines,
    names,
    withdraw,
)
from db.services.places import AliasKind, add_alias
from db.store.store import Store
from db.store.tree import move_legal
from tests.deliveries import assert_sound, cells, imported, outcomes
from tests.desks import house
from tests.office import COMPOUND, LANE, addresses, approved, coded, full, guid, person, place_id
from tests.register import FAR_COMMUNITY

DOORS = (
    "12号",
    "12号/101室",
    "12号之一",
    "12-1号",
    "14号",
    "临12号",
    "120号",
    "81号",
    "81号/3幢",
    "81号/3幢/2梯",
)
CHAINS = (*DOORS, "81号/3幢/2梯/501室", "81号/3幢/2梯/502室", "81号/13幢", "81号/13幢/501室")
INSIDE = ("3幢", "3幢/501室", "4幢", "4幢/501室", "5号")


def town(store: Store) -> dict[str, int]:
    """Addresses on a street, in a compound and in a lane; full text -> id."""
    made = {full(chain): node_id for chain, node_id in addresses(store, CHAINS).items()}
    for name, chains in ((COMPOUND, INSIDE), (LANE, ("5号", "12号"))):
        made |= {full(chain, name): node_id for chain, node_id in addresses(store, chains, name).items()}
    return made


def matched(store: Store, *texts: str, code: str = "") -> list[Matched]:
    return list(match_lines(store, [Line(no, text, code) for no, text in enumerate(texts, 1)], Silent()))


def said(store: Store, text: str, code: str = "") -> tuple[Verdict, Rung, str, tuple[str, ...]]:
    """Verdict, rung, reason and the addresses meant, without city and district."""
    (found,) = matched(store, text, code=code)
    match = found.match
    assert tuple(one.node_id for one in found.entries) == match.ids
    return match.verdict, match.rung, match.reason, tuple(one.full_text[6:] for one in found.entries)


def clerk(store: Store) -> Actor:
    return person(store, "clerk")


def decisions(store: Store) -> list[tuple[str, str]]:
    with store.read() as conn:
        query = select(text_decision.c.kind, text_decision.c.standing).order_by(text_decision.c.id)
        return [(row.kind, row.standing) for row in conn.execute(query)]


# -- the ladder ----------------------------------------------------------------------------------------------------


RUNGS = (
    (full("12号"), Verdict.SAME, Rung.TEXT, "湖滨南路12号"),
    ("厦门市 思明区湖滨南路１２号", Verdict.SAME, Rung.TEXT, "湖滨南路12号"),
    ("湖濱南路81號3号楼二单元五〇一", Verdict.SAME, Rung.STRUCTURE, "湖滨南路81号3幢2梯501室"),
    ("筼筜街道官任社区湖滨南路12号101", Verdict.SAME, Rung.STRUCTURE, "湖滨南路12号101室"),
    ("开元区湖滨南路12号之1", Verdict.SAME, Rung.ALIAS, "湖滨南路12号之一"),
    ("湖滨老路14号", Verdict.SAME, Rung.ALIAS, "湖滨南路14号"),
    ("胡滨南路14号", Verdict.SAME, Rung.STRUCTURE, "湖滨南路14号"),
    ("盈翠花园3号楼501", Verdict.SAME, Rung.STRUCTURE, "盈翠花园3幢501室"),
    ("湖滨南路81号3幢2梯503室", Verdict.CONTAINS, Rung.STRUCTURE, "湖滨南路81号3幢2梯"),
    ("盈翠花园501室", Verdict.CANDIDATE, Rung.LIKENESS, "盈翠花园3幢501室 盈翠花园4幢501室"),
    ("湖滨南路12-14号", Verdict.CANDIDATE, Rung.LIKENESS, "湖滨南路12号 湖滨南路14号"),
    ("官任一里", Verdict.CONTAINS, Rung.STRUCTURE, "官任一里5号 官任一里12号"),
    ("湖滨南路12号之二", Verdict.NONE, Rung.NOTHING, ""),
    ("湖滨北路12号", Verdict.NONE, Rung.NOTHING, ""),
    ("官任二里5号", Verdict.NONE, Rung.NOTHING, ""),
    ("湖里区湖滨南路12号", Verdict.NONE, Rung.NOTHING, ""),
    ("", Verdict.NONE, Rung.NOTHING, ""),
    ("\x00😀\u202e12号", Verdict.NONE, Rung.NOTHING, ""),
    ("甲" * 10_000, Verdict.NONE, Rung.NOTHING, ""),
)


def test_each_rung_finds_what_it_may(store: Store) -> None:
    town(store)
    add_alias(store, clerk(store), place_id(store), "湖滨老路", AliasKind.FORMER)
    for found, (text, *expected) in zip(matched(store, *(row[0] for row in RUNGS)), RUNGS, strict=True):
        meant = " ".join(one.full_text[6:] for one in found.entries)
        assert [found.match.verdict, found.match.rung, meant] == expected, text


def written() -> Iterator[str]:
    """Addresses of every sort near those of the register, right and wrong."""
    upper = ("", "厦门市思明区", "思明区筼筜街道", "湖里区")
    places = ("湖滨南路", "湖宾南路", "盈翠花园", "官任一里", "官任二里", "湖滨南路{}盈翠花园")
    numbers = ("", "12号", "12号之一", "12-1号", "81号", "5号", "120号", "12、14号")
    inner = ("", "3幢", "3号楼2单元501室", "101室", "13幢501", "501室")
    for above, name, number, below in itertools.product(upper, places, numbers, inner):
        yield above + (name.format(number) if "{}" in name else name + number) + below


def test_what_is_found_is_what_weighing_every_address_finds(store: Store) -> None:
    made = town(store)
    known, words = names(store), lexicon(store)
    every = [parts_of(read_address(text, words).values) for text in made]
    ids = list(made.values())
    for found in matched(store, *written()):
        parts = parts_of(found.reading.values)
        ladder = Ladder(parts, slot_of(parts, known), known)
        for at, other in enumerate(every):
            ladder.weigh(at, other, compare_parts(parts, other, known))
        expected = ladder.match(ids)
        meant = [compare_parts(parts, every[ids.index(one)], known) for one in expected.ids]
        # A room in a building that the text leaves out is shown with the door above it.
        with_door = expected.verdict is Verdict.CANDIDATE and any(one.deeper == 1 for one in meant)
        if (
            expected.verdict is Verdict.SAME
            or expected.deeper == 1
            or expected.reason == SEVERAL
            or with_door
        ):
            assert found.match == expected, found.line.text
        elif expected.deeper == 2:  # of all that lies below, only the nearest are shown
            assert found.match[:4] == expected[:4], found.line.text
        else:  # any road's number 12 may be that of a compound, but nobody asks about another place
            assert found.match.verdict in (Verdict.NONE, expected.verdict), found.line.text
            others = [every[ids.index(node_id)] for node_id in found.match.ids]
            weighed = {compare_parts(parts, other, known).verdict for other in others}
            assert weighed <= {Verdict.CANDIDATE}, found.line.text


def test_a_lines_match_does_not_depend_on_the_lines_around_it(store: Store) -> None:
    town(store)
    texts = list(written())[::17]
    together = [(one.match, one.entries) for one in matched(store, *texts)]
    assert together == [(one.match, one.entries) for text in texts for one in matched(store, text)]


def test_lines_stream_in_their_order_and_stop_when_cancelled(store: Store) -> None:
    town(store)
    taken: list[int] = []

    def lines() -> Iterator[Line]:
        for no in range(1, 1_201):
            taken.append(no)
            yield Line(no, f"湖滨南路{no}号")

    class Stops:
        def step(self, done: int, total: int, note: str) -> None:
            assert (total, note) == (0, "matching")
            if done == 1_000:
                raise Cancelled

    run = match_lines(store, lines(), Stops())
    assert next(run).line.no == 1
    assert len(taken) < 1_200
    with pytest.raises(Cancelled):
        list(run)
    everything = list(match_lines(store, [Line(no, "湖滨南路12号") for no in range(1, 1_201)], Silent()))
    assert [one.line.no for one in everything] == list(range(1, 1_201))
    assert {one.match.verdict for one in everything} == {Verdict.SAME}


def test_rooms_answer_for_a_door_that_is_no_more_and_noughts_in_front_tell_nothing(store: Store) -> None:
    made = approved(store, ["12号", "12号/08室", "12号/18室"])
    assert said(store, "湖滨南路12号8室")[3] == said(store, "湖滨南路12号008")[3] == ("湖滨南路12号08室",)
    retire(store, made["12号"])
    below = ("湖滨南路12号08室", "湖滨南路12号18室")
    assert said(store, "湖滨南路12号") == (Verdict.CONTAINS, Rung.STRUCTURE, "deeper", below)
    assert said(store, "湖滨南路12号8室")[3] == below[:1]


# -- the police's code ---------------------------------------------------------------------------------------------


def test_a_code_speaks_first_and_never_silently_against_the_text(store: Store) -> None:
    made = coded(store, ["12号", "14号", "14号/101室"])
    code = guid(made["14号"])
    assert said(store, "", code) == (Verdict.SAME, Rung.CODE, "identical", ("湖滨南路14号",))
    assert said(store, full("14号"), code)[:2] == (Verdict.SAME, Rung.CODE)
    assert said(store, "湖滨南路14#", code) == (Verdict.SAME, Rung.CODE, "upper_left_out", ("湖滨南路14号",))
    both = ("湖滨南路14号", "湖滨南路12号")
    assert said(store, "湖滨南路12号", code) == (Verdict.CONFLICT, Rung.CODE, "code_and_text_differ", both)
    assert said(store, "湖滨北路14号", code)[0] is Verdict.CONFLICT
    assert said(store, "湖滨南路14号101室", code)[0] is Verdict.CONFLICT
    assert said(store, "湖滨南路14号301室", code)[:3] == (
        *(Verdict.CANDIDATE, Rung.CODE),
        "code_and_text_differ",
    )
    assert said(store, "，，", code)[:3] == (Verdict.CANDIDATE, Rung.CODE, "text_unread")
    assert said(store, "湖滨南路12号", "unknown code")[:2] == (Verdict.SAME, Rung.STRUCTURE)


def test_the_code_of_an_address_that_is_no_more_decides_nothing(store: Store) -> None:
    made = coded(store, ["14号"])
    retire(store, made["14号"])
    found = said(store, "湖滨南路14号", guid(made["14号"]))
    assert found == (Verdict.CANDIDATE, Rung.CODE, "address_retired", ("湖滨南路14号",))


def retire(store: Store, node_id: int) -> None:
    with house(store).write(person(store, "chief"), "application.approve", "注销") as work:
        move_legal(work, [node_id], Legal.CANCELLED, Legal.APPROVED)


# -- decisions -----------------------------------------------------------------------------------------------------


def test_a_kept_match_is_used_wherever_the_text_is_written_until_withdrawn(store: Store) -> None:
    made = town(store)
    before = said(store, "湖滨南路12-14号")
    changes = keep_match(store, clerk(store), "湖滨南路12-14号", made[full("14号")], "派出所核对")
    assert changes.touches("text_decision")
    for text in ("湖滨南路12-14号", "湖滨南路１２－１４号", " 湖滨南路 12-14号"):
        assert said(store, text) == (Verdict.SAME, Rung.DECISION, "decided", ("湖滨南路14号",))
    (one,) = kept(store, "湖滨南路12－14号")
    assert (one.kind, one.node_id, one.decided_by, one.reason) == (
        *("match", made[full("14号")]),
        *("clerk", "派出所核对"),
    )
    withdraw(store, clerk(store), "湖滨南路12-14号")
    assert said(store, "湖滨南路12-14号") == before
    assert decisions(store) == [("match", "withdrawn")]
    assert_sound(store)


def test_what_is_surely_none_of_ours_stays_so_until_the_register_has_it(store: Store) -> None:
    keep_match(store, clerk(store), "湖滨南路12号", None, "查无此处")
    assert said(store, "湖滨南路12号") == (Verdict.NONE, Rung.DECISION, "decided", ())
    addresses(store, ["12号"])
    assert said(store, "湖滨南路12号") == (
        *(Verdict.CANDIDATE, Rung.DECISION),
        *("decision_outdated", ("湖滨南路12号",)),
    )


def test_a_decision_does_not_win_when_its_address_is_no_more_or_reads_otherwise(store: Store) -> None:
    made = approved(store, ["12号", "14号"])
    keep_match(store, clerk(store), "南路甲", made["12号"], "")
    keep_match(store, clerk(store), "南路乙", made["14号"], "")
    retire(store, made["12号"])
    with house(store).write(clerk(store), "address.edit") as work:
        work.change(node, {"id": made["14号"]}, {"full_text": full("16号")})
    for text in ("南路甲", "南路乙"):
        assert said(store, text)[:3] == (Verdict.CANDIDATE, Rung.DECISION, "decision_outdated")


def test_a_code_against_a_decision_is_a_conflict(store: Store) -> None:
    made = coded(store, ["12号", "14号"])
    keep_match(store, clerk(store), "南路甲", made["12号"], "")
    keep_match(store, clerk(store), "南路乙", None, "")
    code = guid(made["14号"])
    assert said(store, "南路甲", guid(made["12号"]))[:2] == (Verdict.SAME, Rung.CODE)
    assert said(store, "南路甲", code)[0] is Verdict.CONFLICT
    assert said(store, "南路乙", code) == (
        *(Verdict.CONFLICT, Rung.CODE),
        *("code_and_text_differ", ("湖滨南路14号",)),
    )


def test_a_kept_reading_is_matched_in_place_of_the_text(store: Store) -> None:
    town(store)
    text = "南路老楼十二号"
    assert said(store, text)[0] is not Verdict.SAME
    keep_reading(store, clerk(store), text, {"road": "湖滨南路", "number": "12号", "room": ""}, "老街坊叫法")
    (found,) = matched(store, text)
    assert found.corrected
    assert found.reading.values == {"road": "湖滨南路", "number": "12"}
    assert (found.match.verdict, [one.full_text for one in found.entries]) == (Verdict.SAME, [full("12号")])


def test_a_corrected_text_does_not_match_by_its_letters(store: Store) -> None:
    town(store)
    keep_reading(store, clerk(store), full("12号"), {"road": "湖滨南路", "number": "14"}, "原件笔误")
    assert said(store, full("12号"))[3] == ("湖滨南路14号",)


def test_two_desks_that_decide_at_once_do_not_overrule_each_other(store: Store) -> None:
    made = town(store)
    keep_match(store, clerk(store), "南路甲", made[full("12号")], "")
    with pytest.raises(StaleRecord):
        keep_match(store, clerk(store), "南路甲", made[full("14号")], "")
    (first,) = kept(store, "南路甲")
    keep_match(store, clerk(store), "南路甲", made[full("14号")], "更正", instead_of=first.id)
    with pytest.raises(StaleRecord):
        keep_match(store, clerk(store), "南路甲", None, "", instead_of=first.id)
    keep_reading(store, clerk(store), "南路甲", {"road": "湖滨南路"}, "")
    assert decisions(store) == [("match", "replaced"), ("match", "current"), ("reading", "current")]
    assert [one.standing for one in kept(store, "南路甲")] == ["current", "current", "replaced"]
    withdraw(store, clerk(store), "南路甲")
    with pytest.raises(NotFound):
        withdraw(store, clerk(store), "南路甲")


def test_of_two_words_said_in_the_same_moment_one_stands_and_the_other_is_told(store: Store) -> None:
    made = addresses(store, ["12号", "14号"])
    ready = threading.Barrier(2)

    def decide(chain: str) -> object:
        ready.wait()
        try:
            return keep_match(store, who, "南路甲", made[chain], "")
        except StaleRecord as error:
            return error

    who = clerk(store)
    with ThreadPoolExecutor(2) as desks:
        told = list(desks.map(decide, made))
    assert sorted(type(one).__name__ for one in told) == ["Changes", "StaleRecord"]
    assert decisions(store) == [("match", "current")]


def test_an_area_clerk_decides_about_his_own_addresses_only(store: Store) -> None:
    made = town(store)
    far = addresses(store, ["99号"], community=FAR_COMMUNITY)["99号"]
    hers = person(store, "area_clerk")
    keep_match(store, hers, "南路甲", made[full("12号")], "")
    with pytest.raises(NotAllowed):
        keep_match(house(store), hers, "南路乙", far, "")
    with pytest.raises(NotAllowed):
        keep_match(store, hers, "南路乙", None, "")
    with pytest.raises(NotAllowed):
        keep_reading(store, hers, "南路乙", {"road": "湖滨南路"}, "")
    keep_match(store, clerk(store), "南路丙", far, "")
    with pytest.raises(NotAllowed):
        withdraw(house(store), hers, "南路丙")
    (stands,) = kept(store, "南路丙")
    with pytest.raises(NotAllowed):
        keep_match(house(store), hers, "南路丙", made[full("12号")], "", instead_of=stands.id)
    assert [one.standing for one in kept(store, "南路丙")] == ["current"]
    for login in ("chief", "printer", "inspector", "admin"):
        with pytest.raises(NotAllowed):
            keep_match(store, person(store, login), "南路丁", far, "")


def test_a_text_that_cannot_be_kept_is_refused(store: Store) -> None:
    texts = {
        "": "no_text",
        " 「」 ": "no_text",
        "路" * 501: "text_too_long",
        "南路\x0012号": "control_character",
    }
    for text, why in texts.items():
        with pytest.raises(BadAddress) as refused:
            keep_match(store, clerk(store), text, None, "")
        assert (refused.value.field, refused.value.why) == ("text", why)
    assert kept(store, "南路\x0012号") == ()


def test_only_elements_that_exist_and_live_addresses_are_kept(store: Store) -> None:
    made = approved(store, ["12号"])
    retire(store, made["12号"])
    with pytest.raises(BadAddress, match="unknown_element"):
        keep_reading(store, clerk(store), "南路甲", {"street": "湖滨南路"}, "")
    with pytest.raises(BadAddress, match="no_level"):
        keep_reading(store, clerk(store), "南路甲", {"road": " "}, "")
    with pytest.raises(WrongState):
        keep_match(store, clerk(store), "南路甲", made["12号"], "")
    with pytest.raises(NotFound):
        keep_match(store, clerk(store), "南路甲", 404, "")
    assert decisions(store) == []


def test_every_decision_is_on_the_journal(store: Store) -> None:
    made = town(store)
    keep_match(store, clerk(store), "南路甲", made[full("12号")], "派出所核对")
    withdraw(store, clerk(store), "南路甲")
    with store.read() as conn:
        entries = conn.execute(
            select(journal.c.verb, journal.c.reason, journal_change.c.before, journal_change.c.after)
            .join(journal_change, journal_change.c.seq == journal.c.seq)
            .where(journal_change.c.table_name == "text_decision")
            .order_by(journal.c.seq)
        ).all()
        assert conn.execute(select(func.count()).select_from(text_decision)).scalar_one() == 1
    assert [(one.verb, one.reason) for one in entries] == [
        ("match.decide", "派出所核对"),
        ("match.decide", "withdraw"),
    ]
    assert "南路甲" in entries[0].after
    assert (entries[1].before, entries[1].after) == ('{"standing":"current"}', '{"standing":"withdrawn"}')


# -- what the register knows of names -------------------------------------------------------------------------------


def test_a_name_that_waits_for_approval_helps_no_reading(store: Store) -> None:
    add_alias(store, clerk(store), place_id(store), "湖滨老路", AliasKind.FORMER)
    imported(store, [cells("2号", street="文园路")])
    known = ("湖滨南路", "湖滨老路", "官任一里", "盈翠花园", "筼筜街道", "官任社区", "思明区", "文园路")
    kinds = [lexicon(store).kind_of(name) for name in known]
    assert kinds == ["road", "road", "road", "compound", "town", "community", "district", ""]
    assert lexicon(store) is lexicon(store)
    assert names(store) is names(store)


def test_an_abolished_district_is_known_by_its_heir_of_whatever_day(store: Store) -> None:
    gone = {
        "code": "350299000000",
        "name": "旧郊县",
        "parent_code": "350200000000",
        "level": 3,
        "hidden": False,
    }
    gone |= {"valid_from": "1950-01-01", "valid_to": "1997-05-01", "source": "tests", "status": "verified"}
    step = {
        "old_code": "350299000000",
        "new_code": "350203000000",
        "effective_on": "1997-05-01",
        "kind": "merged",
    }
    with house(store).write(person(store, "admin"), "seed") as work:
        work.insert(division, gone)
        work.insert(division_successor, step)
    town(store)
    assert names(store).districts("旧郊县") == {"思明区"}
    assert said(store, "旧郊县湖滨南路12号")[3] == ("湖滨南路12号",)
    report = imported(store, [{"address": "旧郊县湖滨南路2号", "community": "官任社区"}, cells("4号")])
    assert outcomes(store, report.batch) == ["accepted", "accepted"]
