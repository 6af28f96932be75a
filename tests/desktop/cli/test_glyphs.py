from pathlib import Path

from db.domain import gb18030
from tests.desktop.cli.conftest import Zhipai

OWN, OTHER = "\ue763", "\ue764"
HEAD = "镇街,社区,路名,门牌号\n"


def delivery(folder: Path) -> Path:
    file = folder / "来文.csv"
    rows = [f"筼筜街道,官任社区,{OWN}滨南路,12号", "筼筜街道,官任社区,湖滨南路,14号"]
    file.write_bytes(gb18030.encode(HEAD + "\n".join(rows)))
    return file


def test_a_pair_told_on_the_command_line_is_kept_and_listed(zhipai: Zhipai) -> None:
    assert zhipai("glyphs", "--json").json == {"sources": []}
    told = zhipai("glyphs", "--source", "思明分局", "--map", "U+E763=湖", f"{OTHER}=U+87F3", "--json").json
    pairs = {"U+E763": "湖", "U+E764": "蟳"}
    assert told == {"sources": [{"source": "思明分局", "version": 1, "pairs": pairs}]}
    assert zhipai("glyphs", "--json").json == told
    assert "U+E764 = 蟳 U+87F3" in zhipai("glyphs", "--source", "思明分局").out


def test_the_import_refuses_a_private_character_until_its_sender_explains_it(
    zhipai: Zhipai, tmp_path: Path
) -> None:
    file = delivery(tmp_path)
    first = zhipai("import", file, "--json")
    assert (first.status, first.json["accepted"], first.json["rejected"]) == (1, 1, 1)
    assert "第 2 行 C 列 路名「〔U+E763〕滨南路」" in first.noise
    zhipai("glyphs", "--source", "思明分局", "--map", "U+E763=湖")
    assert zhipai("import", file, "--json").json["rejected"] == 1
    again = zhipai("import", file, "--source", "思明分局", "--json")
    assert (again.status, again.json["accepted"], again.json["unchanged"]) == (0, 1, 1)


def test_a_list_of_pairs_is_taken_whole_or_not_at_all(zhipai: Zhipai, tmp_path: Path) -> None:
    file = tmp_path / "对照.csv"
    file.write_text("自造字,标准字\nU+E763,湖\n湖,湖\n", encoding="utf-8")
    said = zhipai("glyphs", "--source", "思明分局", "--list", file, "--json")
    assert (said.status, said.json["why"], said.json["row"]) == (2, "no_pair", 3)
    file.write_text("自造字,标准字\nU+E763,湖\n", encoding="utf-8")
    assert zhipai("glyphs", "--source", "思明分局", "--list", file).status == 0


def test_a_contradiction_wants_a_word_that_it_corrects(zhipai: Zhipai) -> None:
    zhipai("glyphs", "--source", "思明分局", "--map", "U+E763=湖")
    said = zhipai("glyphs", "--source", "思明分局", "--map", "U+E763=坂")
    assert said.status == 2
    assert "U+E763=湖" in said.noise
    assert zhipai("glyphs", "--source", "思明分局", "--map", "U+E763=坂", "--correct").status == 0


def test_the_places_of_gbk_are_taken_when_asked_for(zhipai: Zhipai) -> None:
    said = zhipai("glyphs", "--source", "思明分局", "--standard", "--json").json
    assert said["sources"][0]["pairs"]["U+E863"] == "䶮"
    assert len(said["sources"][0]["pairs"]) == 105
