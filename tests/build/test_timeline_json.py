"""What timeline.json says of a rundown: parts that tile segments, digests that go with content, places of each user."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.base.records import read_record
from newscast.base.timecode import sample_at
from newscast.build import composing as building
from newscast.build.captioning import captioned_here
from newscast.build.examining import examine
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.publishing import timelines_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.document.load import read_source
from newscast.episode.listing import listing
from newscast.episode.timeline import ListedPlace, ListedSegment, ListedTimeline, Listing
from newscast.sound.envelope import LEAD, OUT
from newscast.timeline.heard import TakeInfo
from newscast.timeline.spans import Span

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [{names}]\npresenters: [ana]\nsegments:\n"
OPEN = "  - open: main\n    parts: [{read: Buenos días a todos., camera: camara.mp4}]\n"
HEADLINES = "  - headlines: [uno, dos]\n    voice: voz.wav\n"
VO = """\
      - vo: Se repararon mil baches.
        voice: voz.wav
        pictures: [{file: foto.jpg, credit: Obras}, mudo.mp4]
"""
SOT = """\
      - sot: {file: cfr.mp4, in: 1s, out: 2.5s}
        who: laura
        transcript: Trabajamos de noche.
        cover: [{file: mudo.mp4, at: 0.5s, for: 0.8s}]
        supers: [{at: 0s, for: 1s, title: Anoche}]
"""
UNO = "  - story: uno\n    headline: Uno\n    department: Obras\n    parts:\n" + VO + SOT
DOS = """\
  - story: dos
    headline: Dos
    parts:
      - package: vfr.mp4
      - {card: figures, title: En un mes, items: [38 colonias]}
"""
REST = "  - sting: main\n  - spot: vfr.mp4\n  - break: corte\n  - close: main\n"
WHOLE = OPEN + HEADLINES + UNO + DOS + REST
VERSIONS = """\
        versions:
          web:
            pictures: [{file: foto.jpg, credit: Obras}, mudo.mp4]
"""


def composed(sala: Any, text: str, names: str = "tv, web", **options: Any) -> Composed:
    return rehearse(examine([sala.write(HEAD.format(names=names) + text)], Options(**options))[0])


def shared(sala: Any, text: str, names: str = "tv, web") -> ListedTimeline:
    """The only timeline of some deliverables."""
    said = listing(timelines_of(composed(sala, text, names)), (), names.split(", "))
    (one,) = read_record(Listing, said).timelines
    return one


def of(found: ListedTimeline, slug: str) -> ListedSegment:
    return next(segment for segment in found.segments if segment.slug == slug)


def digests(sala: Any, text: str, slug: str = "uno", name: str = "web") -> list[str]:
    return [part.digest for part in of(timelines_of(composed(sala, text, name))[name], slug).parts]


@pytest.mark.parametrize("name", ["radio", "web", "square"])
def test_parts_tile_their_segments(sala: Any, name: str) -> None:
    found = timelines_of(composed(sala, WHOLE, name))[name]
    for segment in found.segments:
        ends = [segment.start_frame, *(part.start_frame + part.frames for part in segment.parts)]
        assert [part.start_frame for part in segment.parts] == ends[:-1]
        assert ends[-1] == segment.start_frame + segment.frames
        assert [part.index for part in segment.parts] == list(range(len(segment.parts)))
        assert {part.slug for part in segment.parts} <= {segment.slug}
    kinds = {segment.slug: [part.kind for part in segment.parts] for segment in found.segments}
    assert kinds["uno"] == ["vo", "sot"] and kinds["dos"] == ["package", "card"] and kinds["break"] == []
    assert kinds["headlines"] == ["headline", "headline"] and kinds["open"][-1] == "read"
    assert (kinds["sting"], kinds["spot"], kinds["close"]) == (["sting"], ["spot"], ["close"])


def test_places_lead_to_what_was_written(sala: Any) -> None:
    found = shared(sala, WHOLE)
    source = read_source(Path("rundowns/hoy.yaml"), [])
    uno = of(found, "uno")
    places = [item.place for row in (uno.parts, uno.shots, uno.supers, uno.sounds) for item in row]
    places += [cue.place for cue in uno.cues["web"]]
    assert len(places) >= 12
    lines = source.data.decode().splitlines()
    for place in places:
        assert place and place.file == "rundowns/hoy.yaml"
        assert place.sha256 == hashlib.sha256(source.data).hexdigest()
        value: Any = source.top
        for key in place.keys:
            value = value[key]
        assert (value.place.line, value.place.column) == (place.line, place.column)
        assert lines[place.line - 1][place.column - 1 :].strip()
    assert [part.place and part.place.keys for part in uno.parts] == [
        ("segments", 2, "parts", 0, "vo"),
        ("segments", 2, "parts", 1, "sot"),
    ]
    card = of(found, "dos").parts[1].place
    assert card and card.keys[-1] == "card"
    assert all(cue.place and cue.place.keys[-1] in ("vo", "transcript") for cue in uno.cues["web"])
    headline = of(found, "headlines").parts[1].place
    assert headline and headline.keys == ("segments", 3, "headline")


def test_media_are_named_with_their_content(sala: Any) -> None:
    uno = of(shared(sala, WHOLE), "uno")
    photo = hashlib.sha256((sala.root / "rundowns/foto.jpg").read_bytes()).hexdigest()
    assert (uno.shots[0].file, uno.shots[0].sha256) == ("rundowns/foto.jpg", photo)
    assert [shot.file for shot in uno.shots][-3:] == ["rundowns/cfr.mp4", "rundowns/mudo.mp4", "rundowns/cfr.mp4"]
    assert [shot.offset for shot in uno.shots][-3:] == [30, 0, 69]
    assert [shot.start + shot.frames for shot in uno.shots][:-1] == [shot.start for shot in uno.shots][1:]
    assert {shown.graphic: shown.fields for shown in uno.supers}["title"] == {"title": "Anoche"}
    voice = uno.sounds[0]
    assert (voice.chain, voice.file, voice.start, voice.start_sample) == ("voice", "rundowns/voz.wav", 0, 0)
    # Somebody else speaks next, less than 0.3 s later: pictures go on.
    assert voice.frames == 45 < uno.parts[0].frames <= 45 + 9
    sot = uno.sounds[1]
    assert sot.start == uno.parts[1].start_frame - uno.start_frame and (sot.frames, sot.clip_start) == (45, 30)


def test_a_sound_is_heard_in_every_frame_that_it_touches(sala: Any) -> None:
    """Recordings end anywhere within a frame; what is listed covers them."""
    (episode,) = examine([sala.write(HEAD.format(names="web") + UNO)], Options())
    guess = estimated(episode, lambda step: None)
    (voice,) = [take for take in guess.infos if take.file and take.file.name == "voz.wav"]
    frames = []
    for samples in (sample_at(40, guess.loaded.show.rate) + extra for extra in (-1, 0, 1, 800)):
        exact = replace(guess, infos=guess.infos | {voice: TakeInfo(samples, (Span(0, samples),))})
        known = placed(exact)
        made = building.composed(known, captioned_here(known), lambda step: True)
        frames.append(of(timelines_of(made)["web"], "uno").sounds[0].frames)
    assert frames == [40, 40, 41, 41]


def test_a_headlines_card_stands_over_its_storys_picture(sala: Any) -> None:
    shots = of(shared(sala, WHOLE), "headlines").shots
    assert [shot.graphic for shot in shots] == ["headline", "headline"]
    assert [shot.file for shot in shots] == ["rundowns/foto.jpg", "rundowns/vfr.mp4"]
    sums = [hashlib.sha256((sala.root / str(shot.file)).read_bytes()).hexdigest() for shot in shots]
    assert [shot.sha256 for shot in shots] == sums


def test_graphics_and_synthetic_voices_have_no_file(sala: Any) -> None:
    kit = sala.root / "assets/shows/chica/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8").replace("main: {}", "main: {pictures: false}"), encoding="utf-8")
    found = shared(sala, OPEN + UNO.replace("voice: voz.wav", "voice: synth") + "  - close: main\n")
    animation = of(found, "open").shots[0]
    assert (animation.graphic, animation.file, animation.sha256, animation.place) == ("opener", None, None, None)
    assert of(found, "uno").sounds[0].text == "Se repararon mil baches." and of(found, "uno").sounds[0].file is None
    assert of(found, "close").sounds[0].music == "closing"


def test_how_a_segment_is_entered_and_where_a_bed_plays(sala: Any) -> None:
    """A bed of the kit's own is named by its file, in samples of the whole timeline; it meets the one before, and is
    out half a second after a sot begins."""
    (sala.root / "assets/shows/chica/cama.wav").write_bytes((sala.root / "rundowns/voz.wav").read_bytes())
    kit = sala.root / "assets/shows/chica/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8") + "beds: {propia: cama.wav}\n", encoding="utf-8")
    entered = UNO.replace("    parts:", "    bed: propia\n    transition: dissolve\n    parts:", 1)
    found = shared(sala, OPEN + entered + DOS)
    assert [segment.transition and segment.transition.kind for segment in found.segments] == [None, "dissolve", None]
    assert of(found, "uno").transition.frames == 15  # type: ignore[union-attr]
    by_name = {bed.name: bed for bed in found.beds}
    own = by_name["propia"]
    assert own.file == "assets/shows/chica/cama.wav" and by_name["main"].file is None
    rate, uno = Fraction(found.rate), of(found, "uno")
    assert own.start_sample == sample_at(uno.start_frame, rate) - LEAD
    assert own.start_sample + own.samples == sample_at(uno.parts[1].start_frame, rate) + OUT


def test_parts_and_graphics_tell_their_words(sala: Any) -> None:
    found = shared(sala, WHOLE)
    assert [part.copy for part in of(found, "uno").parts] == [("Se repararon mil baches.",), ("Trabajamos de noche.",)]
    assert [part.copy for part in of(found, "dos").parts] == [(), ()]
    assert of(found, "dos").shots[-1].fields == {"title": "En un mes", "items": ["38 colonias"]}
    assert of(found, "uno").shots[0].fields == {}
    (cut,) = [each.fields["headline"] for each in of(found, "headlines").shots][:1]
    assert cut == "Uno"


def test_deliverables_that_share_a_timeline_have_their_own_places(sala: Any) -> None:
    found = shared(sala, UNO.replace(SOT, VERSIONS))
    assert found.used_by == ("tv", "web")
    (photo, clip) = of(found, "uno").shots
    for shot in (photo, clip):
        main, web = shot.place, (shot.places or {})["web"]
        assert main and web and (main.line, web.line) == (13, 16)
        assert web.keys[:6] == ("segments", 0, "parts", 0, "versions", "web")
    assert of(found, "uno").parts[0].places is None


def test_a_version_of_the_copy_is_where_it_is_written(sala: Any) -> None:
    version = "        versions: {web: {copy: Se repararon mil., voice: voz.wav}}\n"
    found = timelines_of(composed(sala, UNO.replace(SOT, version)))
    tv, web = (of(found[name], "uno") for name in ("tv", "web"))
    assert tv.parts[0].digest != web.parts[0].digest
    place = web.parts[0].place
    assert place and place.keys == ("segments", 0, "parts", 0, "versions", "web", "copy")
    assert {cue.place for cue in web.cues["web"]} == {place}
    assert tv.parts[0].place and tv.parts[0].place.keys == ("segments", 0, "parts", 0, "vo")


def test_a_borrowed_story_is_where_it_is_written(sala: Any) -> None:
    sala.write(HEAD.format(names="web") + UNO, "ayer")
    found = timelines_of(composed(sala, "  - story: uno\n    from: ayer.yaml\n", "web"))["web"]
    place = of(found, "uno").parts[0].place
    data = (sala.root / "rundowns/ayer.yaml").read_bytes()
    assert place == ListedPlace(
        "rundowns/ayer.yaml", hashlib.sha256(data).hexdigest(), ("segments", 0, "parts", 0, "vo"), 11, 13
    )


MOVED = [
    ("elsewhere", UNO, DOS + OPEN + UNO),
    ("after another part", UNO, UNO.replace(VO + SOT, "      - {card: figures, items: [1 a]}\n" + VO + SOT)),
    ("set otherwise", "mil baches.", "mil\n          baches."),
    ("kept elsewhere", "        voice: voz.wav\n", "        voice: voz.wav\n        skip: [radio]\n"),
    ("file renamed", "voz.wav", "otra-voz.wav"),
    ("time written otherwise", "in: 1s, out: 2.5s", "in: 0:01, out: 0:02.5"),
    ("comment", "        who: laura", "        # quien habla\n        who: laura"),
]


@pytest.mark.parametrize(("old", "new"), [each[1:] for each in MOVED], ids=[each[0] for each in MOVED])
def test_a_digest_goes_with_its_part(sala: Any, old: str, new: str) -> None:
    (sala.root / "rundowns/otra-voz.wav").hardlink_to(sala.root / "rundowns/voz.wav")
    before = digests(sala, UNO)
    assert len(set(before)) == 2 and digests(sala, UNO.replace(old, new))[-2:] == before


CHANGED = [
    ("a word", "mil baches", "dos mil baches", 0),
    ("the recording", "voice: voz.wav", "voice: spot.wav", 0),
    ("no recording", "voice: voz.wav", "voice: synth", 0),
    ("a picture", "foto.jpg, credit", "camara.mp4, credit", 0),
    ("a credit", "credit: Obras", "credit: Parques", 0),
    ("the order of pictures", "[{file: foto.jpg, credit: Obras}, mudo.mp4]", "[mudo.mp4, {file: foto.jpg}]", 0),
    ("a setting", "credit: Obras}", "credit: Obras, focus: left}", 0),
    ("in", "in: 1s", "in: 1.2s", 1),
    ("out", "out: 2.5s", "out: 2.4s", 1),
    ("who speaks", "who: laura", "who: ana", 1),
    ("what is said", "de noche", "de día", 1),
    ("a text", "title: Anoche", "title: Hoy", 1),
    ("when a text comes", "supers: [{at: 0s", "supers: [{at: 0.2s", 1),
    ("a cover", "at: 0.5s", "at: 0.6s", 1),
]


@pytest.mark.parametrize(("old", "new", "index"), [each[1:] for each in CHANGED], ids=[each[0] for each in CHANGED])
def test_a_digest_changes_with_its_part_alone(sala: Any, old: str, new: str, index: int) -> None:
    before, after = digests(sala, UNO), digests(sala, UNO.replace(old, new))
    assert [a == b for a, b in zip(before, after, strict=True)] == [index != 0, index != 1]


def test_a_digest_follows_the_content_of_a_file(sala: Any) -> None:
    before = digests(sala, UNO)
    recording = sala.root / "rundowns/voz.wav"
    data = bytearray(recording.read_bytes())
    recording.unlink()
    data[2000] ^= 1
    recording.write_bytes(data)
    after = digests(sala, UNO)
    assert before[0] != after[0] and before[1] == after[1]


def test_a_digest_follows_the_name_on_screen(sala: Any) -> None:
    before = digests(sala, UNO)
    office = sala.root / "assets/newsroom.yaml"
    office.write_text(office.read_text().replace("Directora de", "Secretaria de"), encoding="utf-8")
    after = digests(sala, UNO)
    assert before[0] == after[0] and before[1] != after[1]


def test_digests_of_what_is_no_part_go_with_content(sala: Any) -> None:
    slugs = ["open", "headlines", "sting", "spot", "close"]

    def all_of(text: str) -> list[list[str]]:
        return [digests(sala, text, slug, "tv") for slug in slugs]

    before = all_of(WHOLE)
    assert all_of(REST.replace("  - close: main\n", "") + WHOLE.replace(REST, "  - close: main\n")) == before
    headline = all_of(WHOLE.replace("headline: Dos", "headline: Tres"))
    assert [a == b for a, b in zip(before, headline, strict=True)] == [True, False, True, True, True]
    assert [a == b for a, b in zip(before[1], headline[1], strict=True)] == [True, False]
    voice = all_of(WHOLE.replace("  - headlines: [uno, dos]\n    voice: voz.wav", "  - headlines: [uno, dos]"))
    assert voice[1][0] != before[1][0] and voice[1][1] != before[1][1]
    spot = all_of(WHOLE.replace("spot: vfr.mp4", "spot: late.mp4"))
    assert [a == b for a, b in zip(before, spot, strict=True)] == [True, True, True, False, True]


def test_a_missing_medium_has_a_digest_of_its_own(sala: Any) -> None:
    found = timelines_of(composed(sala, UNO.replace("foto.jpg", "falta.jpg"), "web", draft=True))["web"]
    parts = of(found, "uno").parts
    assert parts[0].digest != digests(sala, UNO)[0] and parts[1].digest == digests(sala, UNO)[1]


def test_cues_follow_each_other_inside_their_segment(sala: Any) -> None:
    found = timelines_of(composed(sala, WHOLE, "web"))["web"]
    for segment in found.segments:
        cues = segment.cues["web"]
        assert all(before.end <= after.start for before, after in pairwise(cues))
        assert all(0 <= cue.start < cue.end <= segment.frames for cue in cues)
    assert [cue.speaker for cue in of(found, "uno").cues["web"]][-1] == "Laura Díaz"


def test_a_spot_without_picture_is_refused_where_one_is_shown(sala: Any) -> None:
    text = "  - spot: spot.wav\n"
    with pytest.raises(FilesError, match=r"hoy\.yaml:7:11: spot\.wav has no picture"):
        composed(sala, text, "web")
    assert composed(sala, text, "radio").cuts


def test_words_are_said_within_their_parts(sala: Any) -> None:
    """Those of each text in order, in frames of the segment, and where it was written."""
    uno = of(shared(sala, WHOLE), "uno")
    assert [(each.index, each.text) for each in uno.said] == [(0, uno.copy[0]), (1, uno.copy[1])]
    for each in uno.said:
        part = uno.parts[each.index]
        first = part.start_frame - uno.start_frame
        assert len(each.starts) == len(each.ends) == len(each.text.split())
        assert list(each.starts) == sorted(each.starts) and not each.heard
        assert first <= each.starts[0] and each.ends[-1] <= first + part.frames
        assert all(start < end for start, end in zip(each.starts, each.ends, strict=True))
        assert each.place and each.place.keys[-1] in ("vo", "transcript")
