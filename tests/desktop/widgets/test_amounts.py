import pytest

from desktop.widgets.amounts import size_text


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (1023, "1,023 B"), (1536, "2 KB"), (5 << 20, "5.0 MB"), (3 << 40, "3.0 TB")],
)
def test_a_size_reads_as_people_say_it(count: int, text: str) -> None:
    assert size_text(count) == text
