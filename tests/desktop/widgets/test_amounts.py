import pytest

from desktop.widgets.amounts import size_text


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (1023, "1,023 B"), (1536, "2 KB"), (5 << 20, "5.0 MB"), (3 << 40, "3.0 TB")],
)
def test_a_size_reads_as_people_say_it(count: int, text: str) -> None:
    assert size_text(count) == text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("journal:7:edited", "第 7 条日志内容被修改"),
        ("orphans:3", "3 个地址没有上级"),
        ("without_version:2", "2 个地址没有版本"),
        ("integrity:row 5 {missing}", "row 5 {missing}"),
        (
            "attachment:missing:9:门:牌.jpg:application 5",
            "附件 9「门:牌.jpg」的内容不见了（属于 application 5）",
        ),
        ("attachment:altered:9:{x}.jpg:", "附件 9「{x}.jpg」的内容被改动"),
        ("of_a_newer_program:{1}", "of_a_newer_program:{1}"),
    ],
)
def test_every_finding_reads_in_words(code: str, words: str) -> None:
    assert words in problem_text(code)
