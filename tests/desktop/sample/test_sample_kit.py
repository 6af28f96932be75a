import datetime
import json
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from desktop.sample.key import PROBLEM_OF_RULE, ROW_RULES, KitKey, Problem
from desktop.sample.kit import make_kit
from desktop.sample.make import SHIPPED_KIT
from desktop.sample.names import SHIPPED_NAMES
from tests.desktop.sample.kit_reading import HEAD, Record, qr_rows, records

SIZES = ((300, 1), (301, 7), (3000, 4))


class Kit:
    """A kit with its rows read back, parted into good and refused ones."""

    def __init__(self, folder: Path, addresses: int, seed: int) -> None:
        self.folder = folder
        self.wanted = addresses
        self.key: KitKey = make_kit(folder, addresses=addresses, seed=seed)
        self.records = records(folder)
        self.planted = {(p.file, p.sheet, p.row): p for p in self.key.problems if p.rule in ROW_RULES}
        self.good = [r for r in self.records if (r.file, r.sheet, r.row) not in self.planted]
        self.refused = [
            (self.planted[r.file, r.sheet, r.row], r)
            for r in self.records
            if (r.file, r.sheet, r.row) in self.planted
        ]
        self.addresses = {text for record in self.good for text in record.addresses()}

    def of_rule(self, rule: str) -> list[tuple[Problem, Record]]:
        return [(problem, record) for problem, record in self.refused if problem.rule == rule]

    def found(self, rule: str) -> set[str]:
        return {p.address for p in self.key.problems if p.rule == rule}


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}-{size[1]}")
def kit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    addresses, seed = request.param
    return Kit(tmp_path_factory.mktemp("kit"), addresses, seed)


def level(text: str) -> str:
    tail = {"室": "room", "梯": "stair", "幢": "building"}
    return tail.get(text[-1], "door")


def test_the_files_hold_exactly_the_addresses_of_the_key(kit: Kit) -> None:
    assert len(kit.addresses) == kit.key.addresses == kit.wanted
    assert Counter(map(level, kit.addresses)) == kit.key.levels


def test_good_and_refused_records_are_counted_as_the_files_have_them(kit: Kit) -> None:
    expanded = 0
    for record in kit.good:
        span = re.fullmatch(r"(\d+)-(\d+)", record.text("room"))
        expanded += int(span[2]) - int(span[1]) + 1 if span else 1
    assert kit.key.good_records == expanded
    assert kit.key.refused_records == len(kit.refused) == len(kit.planted)


def test_no_good_address_stands_in_two_rows(kit: Kit) -> None:
    named = Counter(record.addresses()[-1] for record in kit.good)
    assert named.most_common(1)[0][1] == 1


def test_sixty_problems_of_every_rule_are_planted(kit: Kit) -> None:
    assert len(kit.key.problems) >= 60
    assert {p.rule for p in kit.key.problems} == set(PROBLEM_OF_RULE)
    assert {p.problem for p in kit.key.problems} == {"重", "错", "漏"}


def test_a_doubled_row_comes_after_the_row_it_repeats(kit: Kit) -> None:
    seen: set[str] = set()
    doubled = []
    for record in kit.records:
        problem = kit.planted.get((record.file, record.sheet, record.row))
        if problem is None:
            seen.update(record.addresses())
        elif problem.rule == "duplicate_row":
            assert record.addresses()[-1] == problem.address
            assert problem.address in seen
            doubled.append(problem)
    assert len({problem.file for problem in doubled}) > 3


def test_unknown_areas_are_unknown_and_all_others_known(kit: Kit) -> None:
    divisions = (SHIPPED_NAMES / "divisions.csv").read_text(encoding="utf-8")
    for name, rule in (("community", "unknown_community"), ("subdistrict", "unknown_subdistrict")):
        unknown = {record.text(name) for _, record in kit.of_rule(rule)}
        others = {record.text(name) for record in kit.good}
        assert not any(f",{text}" in divisions for text in unknown)
        assert all(f",{text}" in divisions for text in others)


def test_misspelt_roads_differ_by_one_character_from_a_road_of_the_kit(kit: Kit) -> None:
    roads = {record.text("place") for record in kit.good}
    for problem, record in kit.of_rule("misspelt_name"):
        written, _, right = problem.note.partition("应为")
        assert record.text("place") == written
        assert right in roads
        assert [a == b for a, b in zip(right, written, strict=True)].count(False) == 1


def test_refused_cells_show_their_fault(kit: Kit) -> None:
    assert all(not record.text("number") for _, record in kit.of_rule("missing_number"))
    assert all(
        re.fullmatch(r"\d+号号|号|A\d+", record.text("number")) for _, record in kit.of_rule("bad_number")
    )
    assert all(re.search(r"\dO\d", record.text("room")) for _, record in kit.of_rule("bad_room"))
    for _, record in kit.of_rule("digits_lost"):
        assert isinstance(record.cells["addr_code"], float)
        assert record.cells["addr_code"] > 1e18


def test_a_date_stands_where_a_new_suffix_of_an_existing_base_was_meant(kit: Kit) -> None:
    for problem, record in kit.of_rule("date_in_number"):
        value = record.cells["number"]
        assert isinstance(value, datetime.date)
        assert problem.note.startswith(f"{value.month}-{value.day}变")
        assert f"{HEAD}{record.text('place')}{value.month}号" in kit.addresses
        assert f"{HEAD}{record.text('place')}{value.month}-{value.day}号" not in kit.addresses
    assert {Path(record.file).suffix for _, record in kit.of_rule("date_in_number")} == {
        ".xlsx",
        ".xls",
        ".ods",
    }


def test_refused_rows_would_be_no_address_of_the_register_but_for_doubles(kit: Kit) -> None:
    for problem, record in kit.refused:
        if problem.rule not in ("duplicate_row", "missing_number", "date_in_number"):
            assert record.addresses()[-1] not in kit.addresses


def test_sides_are_right_everywhere_but_where_planted(kit: Kit) -> None:
    wrong = set()
    for record in kit.good:
        if record.text("side"):
            main = int(re.match(r"\d+", record.text("number"))[0])  # type: ignore[index]
            if record.text("side")[0] != ("左" if main % 2 else "右"):
                wrong.add(record.addresses()[-1])
    assert wrong == kit.found("wrong_side")


def test_numbers_have_no_gaps_but_the_planted_ones(kit: Kit) -> None:
    numbers: dict[str, set[int]] = defaultdict(set)
    for text in kit.addresses:
        found = re.fullmatch(rf"{HEAD}([^\d临]+)(\d+)号", text)
        if found:
            numbers[found[1]].add(int(found[2]))
    gaps = {
        f"{HEAD}{place}{number}号"
        for place, have in numbers.items()
        for number in range(1, max(have))
        if number not in have and any(n > number and n % 2 == number % 2 for n in have)
    }
    assert gaps == kit.found("number_gap")


def test_suffixes_have_their_base_but_the_planted_ones(kit: Kit) -> None:
    suffixed = [t for t in kit.addresses if level(t) == "door" and re.search(r"\d-\d+号|号之", t)]
    orphans = {t for t in suffixed if re.sub(r"-\d+号|号之.+", "号", t) not in kit.addresses}
    assert orphans == kit.found("suffix_without_base")
    assert len(suffixed) > len(orphans)


def test_stairs_are_complete_but_for_planted_rooms_and_floors(kit: Kit) -> None:
    stairs: dict[str, set[str]] = defaultdict(set)
    for text in kit.addresses:
        if level(text) == "room":
            found = re.fullmatch(r"(.+\D)(\d+)室", text)
            assert found
            stairs[found[1]].add(found[2])
    missing, skipped = set(), set()
    for stair, rooms in stairs.items():
        floors = {int(room[:-2]) for room in rooms}
        seats = {room[-2:] for room in rooms}
        if floors != set(range(1, max(floors) + 1)):
            skipped.add(stair)
        missing |= {f"{stair}{f}{s}室" for f in floors for s in seats if f"{f}{s}" not in rooms}
    assert missing == kit.found("room_missing")
    assert skipped == kit.found("floor_skipped")


def test_floors_agree_with_rooms_but_where_planted(kit: Kit) -> None:
    wrong = {
        record.addresses()[-1]
        for record in kit.good
        if record.text("room")
        and int(record.text("floor")) != int(re.match(r"\d+", record.text("room"))[0][:-2])  # type: ignore[index]
    }
    assert wrong == kit.found("room_floor_mismatch")


def test_people_in_personal_columns_plainly_do_not_exist(kit: Kit) -> None:
    owners = [record for record in kit.records if record.text("owner")]
    assert len(owners) > 20
    assert all(re.fullmatch(r"示例户主\d{4,}", record.text("owner")) for record in owners)
    assert all(record.text("phone").startswith("000-0000") for record in owners)


def test_the_qr_lists_come_to_what_their_key_says(kit: Kit) -> None:
    rows = qr_rows(kit.folder / "qr")
    payloads, holders = defaultdict(set), defaultdict(set)
    for _, address, payload in rows:
        if payload:
            payloads[address].add(payload)
            holders[payload].add(address)
    shared = {a for held in holders.values() if len(held) > 1 for a in held}
    twice = {a for a, held in payloads.items() if len(held) > 1}
    key = kit.key.qr
    assert len(rows) == key.rows
    assert {a for _, a, _ in rows} - kit.addresses == set(key.unknown_address)
    assert kit.addresses - {a for _, a, _ in rows} == set(key.no_row)
    assert {a for _, a, payload in rows if not payload} == set(key.blank_payload)
    assert (shared, twice) == (set(key.shared_payload), set(key.two_payloads))
    assert len((payloads.keys() & kit.addresses) - shared - twice) == key.unique
    assert {a for _, a, payload in rows if payload != payload.upper()} == set(key.lower_case)


def test_what_is_doubled_stands_in_one_list(kit: Kit) -> None:
    rows = qr_rows(kit.folder / "qr")
    doubled = set(kit.key.qr.shared_payload) | set(kit.key.qr.two_payloads)
    assert doubled
    assert doubled.isdisjoint(address for _, address, _ in rows[len(rows) // 2 :])


def test_payloads_are_36_characters_and_codes_belong_to_one_address(kit: Kit) -> None:
    rows = qr_rows(kit.folder / "qr")
    shape = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", re.IGNORECASE)
    assert all(shape.fullmatch(payload) for _, _, payload in rows if payload)
    codes = {(code, address) for code, address, _ in rows}
    assert len(codes) == len({code for code, _ in codes}) == len({address for _, address in codes})
    in_sheets = {
        (record.text("addr_code"), record.addresses()[-1]) for record in kit.good if record.text("addr_code")
    }
    assert in_sheets
    assert {pair for pair in in_sheets if pair[1] in {a for _, a in codes}} <= codes


def test_every_shape_of_an_office_is_present(kit: Kit) -> None:
    paths = [p for p in (kit.folder / "addresses").rglob("*") if p.is_file()]
    assert {p.suffix for p in paths} == {".xlsx", ".xls", ".ods", ".csv"}
    starts = {p.name[:2]: p.read_bytes()[:4] for p in paths}
    assert (starts["07"][:3], starts["09"][:2], starts["10"]) == (b"\xef\xbb\xbf", b"\xff\xfe", b"<htm")
    assert any(p.parent.name == "补录" for p in paths)
    assert any(re.fullmatch(r"101-10\d", record.text("room")) for record in kit.good)
    assert any("临" in text for text in kit.addresses)
    written = "".join(p.read_bytes().decode("gb18030", "ignore") for p in paths if p.name[:2] == "08")
    assert "同上" in written
    streets = {r.text("community") for r in kit.good if r.text("place") == "湖滨南路"}
    assert len(streets) == 2
    assert len({r.text("community") for r in kit.good}) >= 6


def test_the_key_file_says_what_the_key_says(kit: Kit) -> None:
    written = json.loads((kit.folder / "key.json").read_text(encoding="utf-8"))
    assert written["levels"] == kit.key.levels
    assert [p["problem"] for p in written["problems"]] == [p.problem for p in kit.key.problems]
    assert sum(written["rules"].values()) == len(kit.key.problems)
    assert json.loads((kit.folder / "mapping.json").read_text(encoding="utf-8")) == {"expand": True}
    assert all((kit.folder / name).is_file() for name in written["files"])


def contents(folder: Path) -> dict[str, object]:
    """File contents; of archives their members', since compressors differ between machines."""
    found: dict[str, object] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found[name] = {member: archive.read(member) for member in archive.namelist()}
        else:
            found[name] = path.read_bytes()
    return found


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_kit(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        make_kit(tmp_path / name, addresses=300, seed=seed)
    first, again, other = (
        {
            p.relative_to(tmp_path / name).as_posix(): p.read_bytes()
            for p in (tmp_path / name).rglob("*")
            if p.is_file()
        }
        for name in "abc"
    )
    assert first == again
    assert first != other


def test_the_shipped_kit_is_what_the_generator_makes(tmp_path: Path) -> None:
    key = make_kit(tmp_path)
    assert contents(tmp_path) == contents(SHIPPED_KIT)
    assert key.addresses >= 8000
    assert key.levels["building"] >= 12
    assert sum(p.stat().st_size for p in SHIPPED_KIT.rglob("*") if p.is_file()) < 4_000_000
