from typing import TYPE_CHECKING

from db.domain.alias import AliasKind
from db.services.places import add_alias
from db.services.store import open_store
from tests.office import STREET, addresses, full, person, place_id
from tests.register import COMMUNITY

if TYPE_CHECKING:
    from tests.desktop.cli.conftest import Register, Zhipai


def filled(register: "Register") -> dict[str, int]:
    store = open_store(register.url)
    try:
        add_alias(store, person(store, "clerk"), place_id(store), "老滨路", AliasKind.FORMER)
        return addresses(store, ["81号", "83号"])
    finally:
        store.close()


def test_search_prints_places_units_and_addresses_and_says_why(
    register: "Register", zhipai: "Zhipai"
) -> None:
    made = filled(register)
    said = zhipai("search", "hbnl8", "--json")
    assert said.status == 0
    first = said.json["hits"][0]
    assert first == {
        **{"code": str(made["81号"]), "full_text": full("81号"), "kind": "door", "state": "to_verify"},
        **{"why": "initials", "by": ""},
    }
    (place, *below) = zhipai("search", "老滨", "--json").json["hits"]
    assert (place["full_text"], place["code"], place["why"], place["by"]) == (STREET, "", "former", "老滨路")
    assert [hit["full_text"] for hit in below] == [full("81号"), full("83号")]
    (unit,) = zhipai("search", "guanrensq", "--json").json["hits"]
    assert (unit["code"], unit["kind"]) == (COMMUNITY, "division")
    assert zhipai("search", "老滨路83号").out == f"{full('83号')}\t老滨路\n"


def test_what_is_not_found_offers_names_almost_alike(register: "Register", zhipai: "Zhipai") -> None:
    filled(register)
    said = zhipai("search", "湖宾南路83号", "--json")
    assert (said.status, said.json["hits"]) == (1, [])
    assert [hit["full_text"] for hit in said.json["near"]] == [STREET, full("83号")]
    assert zhipai("search", "湖宾南路83号").out.splitlines() == [
        "没有找到，名称相近的有",
        STREET,
        full("83号"),
    ]
    assert zhipai("search", "完全不同").out == "没有找到\n"
