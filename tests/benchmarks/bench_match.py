"""Matching 500,000 written addresses with 500,000 entries whose truth is known; naive fuzzy comparison beside it.

Of the list, 80 % are entries written differently, 12 % have a slip in the name besides, 8 % are foreign.
"""

import difflib
import json
import os
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from db.domain.han import syllables
from db.domain.matching.index import match_lists
from db.domain.matching.model import Match, Verdict
from db.domain.matching.names import Names
from db.domain.progress import Silent
from tests.benchmarks.harness import benchmark, run

ROWS = int(os.environ.get("ZHIPAI_BENCH_ROWS", "500000"))
NAIVE_ROWS = 300
"""Rows that the naive comparison takes; its time for all rows follows from them."""

DISTRICTS = ("思明区", "湖里区", "集美区", "海沧区", "同安区", "翔安区")
FIRST = "湖金仙莲嘉禾厦吕新海安洪龙凤文梅蔡枋岭塔围石镇华钟乌松杏灌西"
SECOND = "滨山岳前秀祥桥岭湾阳景林塘兜浦店溪潭亭园河岩川洲田峰城港泉村"
TAILS = ("路", "南路", "北路", "西路", "里", "东里", "西二里", "三里", "街", "巷")
SOUNDS_LIKE = {
    **{"湖": "胡", "金": "锦", "仙": "先", "莲": "连", "嘉": "佳", "禾": "和", "新": "欣", "安": "庵"},
    **{"洪": "宏", "龙": "隆", "凤": "奉", "文": "纹", "梅": "煤", "滨": "宾", "秀": "绣", "祥": "详"},
    **{"岭": "领", "湾": "弯", "阳": "洋", "景": "井", "林": "琳", "塘": "堂", "兜": "都", "溪": "西"},
}
LOOKS_LIKE = {"枋": "坊", "塔": "搭", "岳": "丘", "亭": "停", "店": "占", "浦": "埔", "潭": "谭", "岩": "岸"}
SLIPS = SOUNDS_LIKE | LOOKS_LIKE
_DOOR = re.compile(r"([0-9]+)[号號#]")
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x30, 0x3A)}

Parts = tuple[str, str, int, int, int, int]
"""District, street, number, building, stair, room; nought for none."""


def _register() -> list[Parts]:
    """Different addresses: doors, doors with rooms, buildings with stairs and rooms."""
    draw = random.Random(6)
    streets = [
        (draw.choice(DISTRICTS), f"{one}{two}{tail}")
        for one in FIRST
        for two in SECOND
        for tail in draw.sample(TAILS, 3)
        if one != two
    ]
    found: dict[Parts, None] = {}
    while len(found) < ROWS:
        district, street = draw.choice(streets)
        number = draw.randint(1, 400)
        shape = draw.random()
        room = draw.randint(1, 18) * 100 + draw.randint(1, 8)
        if shape < 0.3:
            found[district, street, number, 0, 0, 0] = None
        elif shape < 0.6:
            found[district, street, number, 0, 0, room] = None
        else:
            stair = draw.choice((0, 1, 2, 3))
            found[district, street, number, draw.randint(1, 30), stair, room] = None
    return list(found)


def _standard(parts: Parts) -> str:
    district, street, number, building, stair, room = parts
    text = f"厦门市{district}{street}{number}号"
    return (
        text
        + (f"{building}幢" if building else "")
        + (f"{stair}梯" if stair else "")
        + (f"{room}室" if room else "")
    )


def _varied(parts: Parts, draw: random.Random) -> str:
    """The same address as another office writes it; never exactly the standard spelling."""
    standard = _standard(parts)
    while True:
        district, street, number, building, stair, room = parts
        head = draw.choice(("", "厦门市", "福建省厦门市", "厦门", "厦门市厦门市")) + district
        text = f"{head}{street}{number}{draw.choice(('号', '号', '号', '#'))}"
        if building:
            text += f"{building}{draw.choice(('幢', '栋', '座', '号楼', '#楼'))}"
        if stair:
            text += f"{stair}{draw.choice(('梯', '单元', '梯位'))}"
        if room:
            text += f"{room}{draw.choice(('室', '', '房', '单元'))}"
        text = _in_other_characters(text, draw)
        if text != standard:
            return text


def _in_other_characters(text: str, draw: random.Random) -> str:
    way = draw.random()
    if way < 0.08:
        return text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    if way < 0.12:
        return text.translate(str.maketrans("厦门区号楼单湾龙凤庄东", "廈門區號樓單灣龍鳳莊東"))
    if way < 0.16:
        return text.replace("号", "号 ", 1)
    return text


def _slipped(parts: Parts, names: set[tuple[str, str]]) -> Parts | None:
    """The address with one character of its street's name mistaken; None when that would be another street."""
    district, street, *units = parts
    for at, char in enumerate(street[:2]):
        wrong = street[:at] + SLIPS[char] + street[at + 1 :] if char in SLIPS else street
        if wrong != street and not any((other, wrong) in names for other in DISTRICTS):
            return (district, wrong, *units)  # type: ignore[return-value]  # the four numbers
    return None


def _foreign(number: int, draw: random.Random) -> str:
    """An address that the register does not hold: another town's street, or a door beyond every street's end."""
    if draw.random() < 0.5:
        return (
            f"漳州市龙文区漳华{draw.choice(('东', '西', '中'))}路{number % 900 + 1}号{draw.randint(1, 9)}01室"
        )
    street = f"{draw.choice(FIRST)}{draw.choice(SECOND)}路"
    return f"厦门市{draw.choice(DISTRICTS)}{street}{draw.randint(1000, 9000)}号"


def _prepare(folder: Path) -> None:
    """The register, and the list with the truth of each row: a position, or -1 for a foreign one."""
    register = _register()
    names = {(parts[0], parts[1]) for parts in register}
    draw = random.Random(7)
    with (folder / "register.txt").open("w", encoding="utf-8") as file:
        file.writelines(f"{_standard(parts)}\n" for parts in register)
    with (folder / "list.jsonl").open("w", encoding="utf-8") as file:
        for number in range(ROWS):
            at = draw.randrange(ROWS)
            kind, text = "varied", ""
            way = draw.random()
            if way < 0.12 and (wrong := _slipped(register[at], names)) is not None:
                kind, text = "slip", _varied(wrong, draw)
            elif way >= 0.92:
                kind, text, at = "foreign", _foreign(number, draw), -1
            file.write(json.dumps([kind, at, text or _varied(register[at], draw)]) + "\n")


def _rows(folder: Path) -> Iterator[tuple[str, int, str]]:
    with (folder / "list.jsonl").open(encoding="utf-8") as file:
        for line in file:
            kind, at, text = json.loads(line)
            yield kind, at, text


def _judged(match: Match, at: int) -> str:
    """What the answer is worth: right, wrong, left to a person with or without the truth, none."""
    if match.verdict is Verdict.SAME:
        return "right" if match.ids == (at,) else "wrong"
    if match.verdict in (Verdict.CANDIDATE, Verdict.CONFLICT):
        return "shown" if at in match.ids else "unsure"
    return "none"


def _naive(folder: Path) -> dict[str, float]:
    """Whole strings compared with every entry of the same number, the likest taken; CPU scaled to all rows."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    at_of: dict[str, int] = {}
    with (folder / "register.txt").open(encoding="utf-8") as file:
        for at, line in enumerate(file):
            text = line.rstrip("\n")
            at_of[text] = at
            blocks[_DOOR.search(text)[1]].append(text)  # type: ignore[index]  # every entry has a door
    taken = set(random.Random(8).sample(range(ROWS), min(NAIVE_ROWS, ROWS)))
    rows = [row for number, row in enumerate(_rows(folder)) if number in taken]
    worth: Counter[str] = Counter()
    started = time.process_time()
    for kind, at, text in rows:
        door = _DOOR.search(text.translate(_HALF_WIDTH))
        likest = difflib.get_close_matches(text, blocks[door[1]] if door else [], n=1, cutoff=0.6)
        answer = at_of[likest[0]] if likest else -1
        worth[f"{kind}: {'right' if answer == at else 'wrong'}"] += 1
    spent = (time.process_time() - started) * ROWS / len(rows)
    print(f"naive, {len(rows)} rows sampled: {dict(sorted(worth.items()))}; all rows in {spent / 3600:.1f} h")
    return {"cpu_s": spent}


@benchmark(
    f"match {ROWS:,} × {ROWS:,}",
    budget={"cpu_s": 90.0, "peak_mb": 1000.0, "wrong_same": 0},
    prepare=_prepare,
    against=_naive,
)
def matching(folder: Path) -> dict[str, float]:
    """Every row found, and what the answers are worth; the shares are of the rows of each kind."""
    with (folder / "register.txt").open(encoding="utf-8") as file:
        right = [(at, line.rstrip("\n"), "") for at, line in enumerate(file)]
    names = Names.of(syllables=syllables)
    seen: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    left = ((text, "") for _, _, text in _rows(folder))
    for (kind, at, _), match in zip(
        _rows(folder), match_lists(left, right, names, Silent(), total=ROWS), strict=True
    ):
        kinds[kind] += 1
        seen[kind, _judged(match, at)] += 1
    figures = {
        f"{kind}_{worth}": round(count / kinds[kind], 5) for (kind, worth), count in sorted(seen.items())
    }
    wrong = sum(count for (_, worth), count in seen.items() if worth == "wrong")
    return {"wrong_same": wrong, **figures}


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
