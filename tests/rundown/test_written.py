"""What pages learn of a rundown, wrong or right: values with their places, and which are changed there."""

from pathlib import Path

from newscast.document.load import read_source
from newscast.rundown.written import WrittenRundown, written_people, written_rundown

RUNDOWN = """\
rundown: 1
show: noticias
date: 2026-11-20
common: &sama {who: laura}
segments:
  - open: main
  - headlines: [bacheo, museo]
  - story: bacheo
    headline: &titular Concluye el bacheo
    tease: Más de cuatro mil.
    parts:
      - vo: Ya son cuatro mil.
        voice: voz/bacheo.wav
        pictures:
          - clips/uno.mp4
          - {file: clips/dos.mp4, in: 3s}
          - card: figures
            items: [4, 38 colonias]
        versions: {radio: {copy: Son cuatro mil., voice: synth}}
      - sot: {file: entrevistas/laura.mp4, in: 2s}
        <<: *sama
        out: 9s
  - story: museo
    from: ayer.yaml
    headline: *titular
    float: true
  - open: main
  - nonsense
people:
  laura: {name: Laura Díaz, role: Directora}
"""
YESTERDAY = """\
rundown: 1
segments:
  - story: museo
    headline: Abre el museo
    summary: Ayer.
    parts:
      - read: Abrió el museo.
"""


def written(tmp_path: Path) -> WrittenRundown:
    (tmp_path / "rundowns").mkdir()
    (tmp_path / "rundowns/ayer.yaml").write_text(YESTERDAY, encoding="utf-8")
    path = tmp_path / "rundowns/hoy.yaml"
    path.write_text(RUNDOWN, encoding="utf-8")
    return written_rundown(read_source(path, []), tmp_path, (tmp_path,))


def test_every_value_has_its_place(tmp_path: Path) -> None:
    now = written(tmp_path)
    assert now.file == "rundowns/hoy.yaml" and now.top.text("show") == "noticias"
    assert [each.slug for each in now.segments] == ["open", "headlines", "bacheo", "museo", "open-2", ""]
    assert [each.text for each in now.segments[1].lists["headlines"]] == ["bacheo", "museo"]
    story = now.segments[2]
    assert story.values["headline"].keys == ("segments", 2, "headline")
    (tease,) = story.of("tease")
    assert tease.short and tease.values["copy"].keys == ("segments", 2, "tease") and tease.values["copy"].line == 10
    vo, sot = story.of("parts")
    assert (vo.kind, vo.text("copy"), vo.values["copy"].keys[-1]) == ("vo", "Ya son cuatro mil.", "vo")
    assert vo.of("voice")[0].text("file") == "voz/bacheo.wav"
    one, two, card = vo.of("pictures")
    assert one.short and one.clip == ("segments", 2, "parts", 0, "pictures", 0) and not two.short
    assert two.values["in"].keys == ("segments", 2, "parts", 0, "pictures", 1, "in")
    assert card.kind == "card" and [each.text for each in card.lists["items"]] == ["4", "38 colonias"]
    (radio,) = vo.of("versions")
    assert radio.kind == "radio" and radio.values["copy"].keys[-3:] == ("versions", "radio", "copy")
    # What is written of the file and what stands beside it, each where it is.
    assert sot.clip == ("segments", 2, "parts", 1, "sot")
    assert sot.values["in"].keys[-2:] == ("sot", "in") and sot.values["out"].keys[-1] == "out"
    assert sot.text("file") == "entrevistas/laura.mp4"
    assert now.people[0].slug == "laura" and now.people[0].text("role") == "Directora"


def test_what_is_written_elsewhere_is_not_changed_here(tmp_path: Path) -> None:
    now = written(tmp_path)
    bacheo, museo = now.segments[2:4]
    assert bacheo.values["headline"].fixed == "shared" and museo.values["headline"].fixed == "alias"
    assert museo.values["headline"].line == 9
    who = bacheo.of("parts")[1].values["who"]
    assert (who.fixed, who.line, who.text) == ("alias", 4, "laura")
    assert museo.float and not bacheo.float and museo.values["float"].fixed == ""
    assert (museo.values["summary"].fixed, museo.values["summary"].file) == ("from", "rundowns/ayer.yaml")
    assert museo.of("parts")[0].fixed == "from" and museo.fixed == ""
    assert bacheo.of("parts")[0].values["copy"].fixed == ""


def test_people_of_the_newsroom(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.yaml"
    path.write_text("newsroom: 1\npeople:\n  ana:\n    name: Ana Ruiz\n", encoding="utf-8")
    (ana,) = written_people(read_source(path, []), tmp_path)
    assert ana.values["name"].keys == ("people", "ana", "name") and ana.values["name"].line == 4
