"""A second process reads a store beside its owner, and does nothing more; what it learnt, it keeps while nobody writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from db.domain.alias import AliasKind
from db.domain.errors import StoreUnavailable
from db.services import matching
from db.services.matching import Line, Matcher
from db.services.places import add_alias
from db.services.store import open_beside, open_store
from db.store.store import Store
from tests.office import addresses, full, person, place_id


@pytest.fixture
def beside(store: Store, store_url: str) -> Iterator[Store]:
    opened = open_beside(store_url)
    yield opened
    opened.close()


def found(matcher: Matcher, text: str) -> list[str]:
    (one,) = matcher.match([Line(1, text)])
    return [entry.full_text for entry in one.entries]


def test_it_reads_what_the_owner_wrote_and_cannot_write(store: Store, beside: Store) -> None:
    addresses(store, ["12号"])
    assert found(Matcher(beside), full("12号")) == [full("12号")]
    # The server's refusal is no fault of the environment, so it comes as it is.
    with pytest.raises((StoreUnavailable, DBAPIError), match=r"read-?only"):
        add_alias(beside, person(beside, "clerk"), place_id(beside), "湖滨老路", AliasKind.FORMER)
    add_alias(store, person(store, "clerk"), place_id(store), "湖滨老路", AliasKind.FORMER)


def test_names_are_kept_while_nobody_writes_and_learnt_again_afterwards(
    store: Store, beside: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses(store, ["12号"])
    learnt = []
    real = matching.words_of
    monkeypatch.setattr(matching, "words_of", lambda conn, on: learnt.append(on) or real(conn, on))
    matcher = Matcher(beside)
    assert found(matcher, "老粮站路12号") == found(matcher, "老粮站路12号") == []
    assert len(learnt) == 1
    add_alias(store, person(store, "clerk"), place_id(store), "老粮站路", AliasKind.FORMER)
    assert found(matcher, "老粮站路12号") == [full("12号")]
    assert len(learnt) == 2


def test_whoever_closes_last_leaves_one_file(sqlite_template: Path, tmp_path: Path) -> None:
    file = tmp_path / "zhipai.db"
    file.write_bytes(sqlite_template.read_bytes())
    owner = open_store(f"sqlite:///{file.as_posix()}")
    beside = open_beside(f"sqlite:///{file.as_posix()}")
    addresses(owner, ["12号"])
    with beside.read():
        owner.close()
    beside.close()
    assert list(tmp_path.iterdir()) == [file]
    again = open_store(f"sqlite:///{file.as_posix()}")
    assert found(Matcher(again), full("12号")) == [full("12号")]
    again.close()


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_beside(f"sqlite:///{(tmp_path / 'zhipai.db').as_posix()}")
    assert refused.value.why == "missing"
    assert list(tmp_path.iterdir()) == []
