"""Compares a finished plate file, as read back, with what should be in it (law 5); pure, knows no file format."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Literal

Purpose = Literal["production", "draft"]
SIZE_TOLERANCE_MM = 0.2


@dataclass(frozen=True, slots=True)
class BatchMeta:
    """What a plate file says about itself.

    Attributes:
        batch: batch number.
        plates: how many plates, one a page.
        templates: versions of the templates that made them, sorted.
        purpose: ``production``, or ``draft`` with a visible mark.
    """

    batch: str
    plates: int
    templates: tuple[str, ...] = ()
    purpose: Purpose = "production"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one page must carry; ``key`` names the plate to people (a row number, an address)."""

    key: str
    payload: str
    texts: tuple[tuple[str, str], ...]
    size_mm: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was read off one page.

    Attributes:
        index: page number from 0.
        payloads: of every QR symbol found.
        texts: role and text, in painting order; text without a role has the role ``""``.
        size_mm: width and height.
        draft: the page carries the draft mark.
    """

    index: int
    payloads: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    size_mm: tuple[float, float]
    draft: bool = False


Why = Literal[
    "qr_unreadable",
    "qr_wrong",
    "qr_swapped",
    "qr_extra",
    "text_wrong",
    "text_missing",
    "text_extra",
    "size_wrong",
    "page_missing",
    "page_extra",
    "page_moved",
    "batch_wrong",
    "count_wrong",
]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference.

    Attributes:
        page: page number from 1; of a missing page, where it should be; 0 for the whole file.
        why: what kind.
        role: ``qr``, ``page``, ``file`` or the role of a text.
        wanted: what should be there.
        found: what is there.
        key: which plate was expected there.
    """

    page: int
    why: Why
    role: str
    wanted: str
    found: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The balance of one file: it may be released when ``ok``."""

    plates: int
    pages: int
    decoded: int
    mismatched: tuple[Mismatch, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether plates in = pages out = symbols decoded, and nothing differs."""
        return self.plates == self.pages == self.decoded and not self.mismatched


def _compare_payload(page: ReadPage, wanted: str) -> Iterator[Mismatch]:
    number = page.index + 1
    if not page.payloads:
        yield Mismatch(number, "qr_unreadable", "qr", wanted, "")
    elif wanted not in page.payloads:
        yield Mismatch(number, "qr_wrong", "qr", wanted, page.payloads[0])
    elif len(page.payloads) > 1:
        others = [p for p in page.payloads if p != wanted] or [wanted]
        yield Mismatch(number, "qr_extra", "qr", wanted, others[0])


def compare(
    page: ReadPage, expected_payload: str, expected_texts: Sequence[tuple[str, str]]
) -> tuple[Mismatch, ...]:
    """Every difference between one page and what it must carry."""
    number = page.index + 1
    out = list(_compare_payload(page, expected_payload))
    found: dict[str, str] = {}
    for role, text in page.texts:
        found[role] = found.get(role, "") + text
    for role, wanted in expected_texts:
        has = found.pop(role, None)
        if has is None:
            out.append(Mismatch(number, "text_missing", role, wanted, ""))
        elif has != wanted:
            out.append(Mismatch(number, "text_wrong", role, wanted, has))
    out += [Mismatch(number, "text_extra", role, "", text) for role, text in found.items()]
    return tuple(out)


def _compare_size(page: ReadPage, expected: Expectation) -> Iterator[Mismatch]:
    if expected.size_mm is not None and any(
        abs(a - b) > SIZE_TOLERANCE_MM for a, b in zip(page.size_mm, expected.size_mm, strict=True)
    ):
        wanted, found = (f"{w:.1f}x{h:.1f}" for w, h in (expected.size_mm, page.size_mm))
        yield Mismatch(page.index + 1, "size_wrong", "page", wanted, found)


Signature = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


def _wanted(expected: Expectation) -> Signature:
    return (expected.payload,), expected.texts


def _found(page: ReadPage) -> Signature:
    return page.payloads, page.texts


class _Batch:
    """One comparison; knows where every expected plate belongs and which were found somewhere."""

    def __init__(self, expected: Sequence[Expectation]) -> None:
        self.expected = expected
        self.by_payload = {e.payload: i for i, e in enumerate(expected)}
        self.by_signature = {_wanted(e): i for i, e in enumerate(expected)}
        self.found: set[int] = set()

    def place(self, index: int) -> str:
        """Page and key of an expected plate, for a message."""
        return f"{index + 1} {self.expected[index].key}".strip()

    def paired(self, page: ReadPage, index: int) -> Iterator[Mismatch]:
        """The differences of a page that stands for the expected plate ``index``."""
        expected = self.expected[index]
        yield from (replace(m, key=expected.key) for m in _compare_size(page, expected))
        home = self.by_signature.get(_found(page))
        if home is not None and home != index and home not in self.found:
            self.found.add(home)
            yield Mismatch(
                page.index + 1, "page_moved", "page", self.place(index), self.place(home), expected.key
            )
            return
        for mismatch in compare(page, expected.payload, expected.texts):
            owner = self.by_payload.get(mismatch.found) if mismatch.why == "qr_wrong" else None
            if owner is not None:
                mismatch = replace(mismatch, why="qr_swapped", found=self.place(owner))
            yield replace(mismatch, key=expected.key)

    def surplus(self, pages: Iterable[ReadPage]) -> Iterator[Mismatch]:
        """Pages that stand for no expected plate at this place."""
        for page in pages:
            home = self.by_signature.get(_found(page))
            if home is None:
                yield Mismatch(page.index + 1, "page_extra", "page", "", " ".join(page.payloads))
            elif home in self.found:
                yield Mismatch(page.index + 1, "page_extra", "page", "", self.place(home))
            else:
                self.found.add(home)
                yield Mismatch(
                    page.index + 1, "page_moved", "page", "", self.place(home), self.expected[home].key
                )

    def block(self, pages: list[ReadPage], low: int, high: int) -> tuple[list[Mismatch], list[int]]:
        """Compare pages with the expected plates ``low`` to ``high``; returns the missing ones beside."""
        free = list(range(low, high))
        if len(pages) != len(free):
            pages, free, pairs = _pair_by_content(pages, [self.expected[i] for i in free], free)
        else:
            pages, free, pairs = [], [], list(zip(pages, free, strict=True))
        out = [m for page, index in pairs for m in self.paired(page, index)]
        return out + list(self.surplus(pages)), free


def _pair_by_content(
    pages: list[ReadPage], expected: list[Expectation], indexes: list[int]
) -> tuple[list[ReadPage], list[int], list[tuple[ReadPage, int]]]:
    """Pair pages with plates that share the payload, else the text; returns the rest of both, and the pairs."""
    pairs = []
    wanted = dict(zip(indexes, expected, strict=True))
    left: list[ReadPage] = []
    for page in pages:
        match = next(
            (i for i, e in wanted.items() if e.payload in page.payloads or e.texts == page.texts), None
        )
        if match is None:
            left.append(page)
        else:
            pairs.append((page, match))
            del wanted[match]
    return left, list(wanted), pairs


def _check_meta(meta: BatchMeta, batch: str, count: int) -> Iterator[Mismatch]:
    if meta.batch != batch:
        yield Mismatch(0, "batch_wrong", "file", batch, meta.batch)
    if meta.plates != count:
        yield Mismatch(0, "count_wrong", "file", str(count), str(meta.plates))


def check_batch(
    pages: Iterable[ReadPage],
    expected: Sequence[Expectation],
    *,
    meta: BatchMeta | None = None,
    batch: str = "",
) -> VerifyReport:
    """Compare a whole file with the plates it must hold, in their order.

    Names swapped and unreadable symbols, changed text, and pages dropped, added or moved.

    Args:
        pages: as read back.
        expected: the plates; payloads are unique.
        meta: what the file says of itself, if it is to be checked.
        batch: the batch number it should say.
    """
    read = list(pages)
    work = _Batch(expected)
    out = list(_check_meta(meta, batch, len(expected))) if meta is not None else []
    missing: list[int] = []
    matcher = SequenceMatcher(None, [_wanted(e) for e in expected], [_found(p) for p in read], autojunk=False)
    steps = matcher.get_opcodes()
    work.found.update(i for tag, low, high, _, _ in steps if tag == "equal" for i in range(low, high))
    for tag, low, high, first, last in steps:
        if tag == "equal":
            same = zip(read[first:last], range(low, high), strict=True)
            out += [m for page, index in same for m in work.paired(page, index)]
        else:
            found, lost = work.block(read[first:last], low, high)
            out += found
            missing += lost
    for index in missing:
        if index not in work.found:
            plate = expected[index]
            out.append(Mismatch(index + 1, "page_missing", "page", plate.payload, "", plate.key))
    decoded = {p for page in read for p in page.payloads} & set(work.by_payload)
    return VerifyReport(len(expected), len(read), len(decoded), tuple(sorted(out, key=lambda m: m.page)))
