"""Loading: what a good rundown becomes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.rundown.keep import kept
from newscast.rundown.load import Loaded, load
from newscast.rundown.model import Break, Card, CardPicture, Clip, Headlines, Read, Sot, Spot, Story, Vo

WHOLE = """\
rundown: 1
show: info-leon
date: 2026-11-20
air: 2026-11-20T07:00
title: INFO LEÓN, viernes
slot: 5m
deliverables: [radio, tv, web]
presenters: [ana-ruiz, luis-mora]
segments:
  - open: main
    parts:
      - read: Buenos días.
        camera: {file: clips/a.mp4, in: 4s, out: 9s}
  - headlines: [bacheo]
    voice: voz/a.wav
  - story: bacheo
    headline: Concluye el bacheo
    tease: Más de cuatro mil baches.
    department: Obras Públicas
    social: true
    parts:
      - vo: >
          La Dirección de Obras Públicas
          concluyó la reparación.
        voice: [voz/a.wav, voz/b.wav]
        by: luis-mora
        pictures:
          - clips/a.mp4
          - {file: clips/b.mp4, in: 3s, out: 11s, focus: [0.6, 0.4], sound: -18dB, credit: Obras Públicas}
          - {file: fotos/a.jpg, move: push-in, focus: top, sound: none}
          - card: figures
            title: En un mes
            items: ["4,200 baches", 38 colonias]
        versions:
          radio: {copy: Ya son cuatro mil., voice: voz/b.wav}
      - sot: clips/a.mp4
        in: 12.5s
        out: 00:00:24:00
        who: laura-diaz
        transcript: Trabajamos de noche.
        cover: [{file: clips/b.mp4, at: 4s, for: 5s}]
      - card: figures
        items: [38 colonias]
        duration: 6s
        skip: [radio]
  - sting: main
  - break: corte-1
  - break: corte-2
  - spot: spot.mp4
    slug: vacunacion
    versions:
      radio: {file: voz/a.wav}
  - close: main
people:
  laura-diaz: {name: Laura Díaz, role: Directora, photo: fotos/a.jpg}
"""
STORY = "  - story: bacheo\n    headline: Concluye\n    parts:\n"


@pytest.fixture
def whole(loaded: Callable[..., Loaded]) -> Loaded:
    return loaded(WHOLE)


def story(loaded: Loaded) -> Story:
    return next(segment for segment in loaded.rundown.segments if isinstance(segment, Story))


def test_every_segment_has_its_slug(whole: Loaded) -> None:
    slugs = [segment.slug for segment in whole.rundown.segments]
    assert slugs == ["open", "headlines", "bacheo", "sting", "break", "break-2", "vacunacion", "close"]


def test_default_slugs_avoid_those_that_were_written(loaded: Callable[..., Loaded], head: str) -> None:
    text = head + "  - break: uno\n    slug: break-2\n  - break: dos\n  - break: tres\n"
    assert [segment.slug for segment in loaded(text).rundown.segments] == ["break-2", "break", "break-3"]


def test_which_sound_is_heard(loaded: Callable[..., Loaded], head: str) -> None:
    text = head + (
        "  - story: uno\n    headline: Uno\n    parts:\n"
        "      - {sot: clips/a.mp4, track: 2, channels: [3, 1, 3]}\n"
        "      - {vo: Hola, voice: {file: voz/a.wav, channels: 2, trim: false}}\n"
        "      - {sot: clips/b.mp4, versions: {radio: {track: 3}}}\n"
    )
    rundown = loaded(text).rundown
    sot, spoken, _other = rundown.segments[0].parts  # type: ignore[union-attr]
    assert isinstance(sot, Sot) and isinstance(spoken, Vo) and isinstance(spoken.voice, tuple)
    assert (sot.clip.track, sot.clip.channels, sot.clip.trim) == (2, (3, 1), True)
    assert (spoken.voice[0].track, spoken.voice[0].channels, spoken.voice[0].trim) == (None, (2,), False)
    tracks = [kept(rundown, name).segments[0].parts[2].clip.track for name in ("radio", "web")]  # type: ignore[union-attr]
    assert tracks == [3, None]


def test_short_and_long_forms_are_the_same(whole: Loaded, newsroom: Path) -> None:
    vo = story(whole).parts[0]
    assert isinstance(vo, Vo)
    first, second, third, card = vo.pictures
    assert isinstance(first, Clip) and first.file == newsroom / "rundowns/clips/a.mp4"
    assert isinstance(second, Clip) and second.in_ and second.in_.seconds == 3 and second.sound == -18
    assert second.focus == (0.6, 0.4)
    assert isinstance(third, Clip) and third.focus == (0.5, 0.0) and third.sound is None
    assert isinstance(card, CardPicture) and card.fields["items"] == ("4,200 baches", "38 colonias")
    assert vo.copy_ == "La Dirección de Obras Públicas concluyó la reparación."
    assert vo.voice is not None and [clip.file.name for clip in vo.voice if isinstance(clip, Clip)] == [
        "a.wav",
        "b.wav",
    ]


def test_keys_beside_a_sot_belong_to_its_file(whole: Loaded) -> None:
    sot = story(whole).parts[1]
    assert isinstance(sot, Sot)
    assert sot.clip.in_ and sot.clip.in_.seconds == Fraction(25, 2)
    assert sot.clip.out and sot.clip.out.frames(whole.show.rate) == 720
    assert sot.cover[0].for_ and sot.cover[0].for_.seconds == 5


def test_places_count_from_one(whole: Loaded) -> None:
    parts = story(whole).parts
    assert [(part.place.line, part.place.column) for part in parts if part.place] == [(22, 9), (36, 9), (42, 9)]


def test_card_fields_know_their_place(whole: Loaded) -> None:
    card = story(whole).parts[2]
    assert isinstance(card, Card)
    (name,) = card.fields
    assert name == "items" and (name.place.line, name.place.column) == (43, 9)


def test_what_the_rundown_leaves_open_comes_from_the_show(loaded: Callable[..., Loaded], head: str) -> None:
    rundown = loaded(head + "  - open: main\n").rundown
    assert rundown.deliverables == ("radio", "tv", "web", "reel", "square")
    assert rundown.title == "INFO LEÓN, viernes 20 de noviembre de 2026"
    assert rundown.episode == "hoy"
    assert rundown.people["ana-ruiz"].name == "Ana Ruiz"


def test_a_missing_tease_is_the_headline(loaded: Callable[..., Loaded], head: str) -> None:
    tease = story(loaded(head + STORY + "      - vo: Hola\n        voice: synth\n")).tease
    assert tease is not None and tease.copy_ == "Concluye"


@pytest.mark.parametrize("slug", ["no", "on", "null0", "2026-11-20", "0123", "1e3", "0x10", "1-30", "yes", "true"])
def test_slugs_stay_as_written(loaded: Callable[..., Loaded], head: str, slug: str) -> None:
    text = (
        head + STORY.replace("bacheo", slug) + "      - vo: Hola\n        voice: synth\n" + f"  - headlines: [{slug}]\n"
    )
    rundown = loaded(text).rundown
    assert rundown.segments[0].slug == slug
    assert isinstance(rundown.segments[1], Headlines) and rundown.segments[1].stories == (slug,)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("    parts:", "\u00a0\u00a0  parts:"),
        lambda text: text.replace("voice: ", "voice:\u00a0"),
        lambda text: "---\n" + text + "...\n",
        lambda text: "%YAML 1.2\n---\n" + text,
        lambda text: "# nota\n" + text,
        lambda text: unicodedata.normalize("NFD", text),
    ],
)
def test_what_other_programs_leave_in_a_file_is_accepted(
    loaded: Callable[..., Loaded], change: Callable[[str], str]
) -> None:
    rundown = loaded(change(WHOLE)).rundown
    assert len(rundown.segments) == 9 - 1
    assert rundown.title == "INFO LEÓN, viernes"


def test_non_breaking_spaces_inside_a_text_stay(loaded: Callable[..., Loaded], head: str) -> None:
    text = head + "  - break: 5\u00a0minutos\n"
    segment = loaded(text).rundown.segments[0]
    assert isinstance(segment, Break) and segment.name == "5\u00a0minutos"


def test_anchors_and_merge_keys(loaded: Callable[..., Loaded], head: str) -> None:
    marked = "  - open: main\n    <<: &salto {skip: [radio], bed: none}\n"
    text = head + marked + "  - sting: main\n  - close: main\n    <<: *salto\n"
    assert [segment.bed for segment in loaded(text).rundown.segments] == ["none", None, "none"]


def test_file_names_in_another_form_are_found(loaded: Callable[..., Loaded], newsroom: Path, head: str) -> None:
    name = unicodedata.normalize("NFD", "señal.mp4")
    (newsroom / "rundowns" / name).write_bytes(b"x")
    segment = loaded(head + "  - spot: señal.mp4\n").rundown.segments[0]
    assert isinstance(segment, Spot) and segment.clip.file.name == name


def test_other_capitals_are_found_and_said(loaded: Callable[..., Loaded], head: str) -> None:
    found = loaded(head + "  - spot: Clips/A.MP4\n")
    assert [warning.hint for warning in found.warnings] == ["Write “clips/a.mp4”."]


def test_media_roots_are_allowed(write: Callable[..., Path], newsroom: Path, head: str) -> None:
    archive = newsroom.parent / "archivo"
    archive.mkdir()
    (archive / "a.mp4").write_bytes(b"x")
    path = write(head + f"  - spot: {archive}/a.mp4\n  - spot: ../../archivo/a.mp4\n")
    with pytest.raises(FilesError):
        load(path)
    office = newsroom / "assets/newsroom.yaml"
    office.write_text(office.read_text(encoding="utf-8") + "media_roots: [../../archivo]\n", encoding="utf-8")
    assert len(load(path).rundown.segments) == 2


def test_links_are_resolved_before_asking_where_they_lie(write: Callable[..., Path], newsroom: Path, head: str) -> None:
    secret = newsroom.parent / "secreto.mp4"
    secret.write_bytes(b"x")
    (newsroom / "rundowns/enlace.mp4").symlink_to(secret)
    (newsroom / "rundowns/lazo.mp4").symlink_to(newsroom / "rundowns/lazo.mp4")
    with pytest.raises(FilesError, match="outside"):
        load(write(head + "  - spot: enlace.mp4\n"))
    with pytest.raises(FilesError, match="leads back to itself"):
        load(write(head + "  - spot: lazo.mp4\n"))


def test_a_draft_may_lack_clips_and_voices(write: Callable[..., Path], newsroom: Path, head: str) -> None:
    text = head + STORY + "      - vo: Hola\n        pictures: [clips/z.mp4]\n      - vo: Hola\n        voice: z.wav\n"
    path = write(text)
    with pytest.raises(FilesError) as caught:
        load(path)
    assert [p.place.line for p in caught.value.problems if p.place] == [8, 9, 11]
    draft = load(path, draft=True)
    assert [w.place.line for w in draft.warnings if w.place] == [8, 9, 11]
    vo = story(draft).parts[0]
    assert isinstance(vo, Vo) and isinstance(vo.pictures[0], Clip)
    assert vo.pictures[0].file == newsroom / "rundowns/clips/z.mp4"


def test_a_draft_is_strict_about_all_else(write: Callable[..., Path], head: str) -> None:
    with pytest.raises(FilesError):
        load(write(head + "  - spot: ../../fuera.mp4\n"), draft=True)


def test_what_is_floated_may_lack_its_media(loaded: Callable[..., Loaded], head: str) -> None:
    text = head + "  - open: main\n" + STORY.replace("    parts", "    float: true\n    parts") + "      - vo: Hola\n"
    assert loaded(text).warnings == ()
    part = head + STORY + "      - vo: Hola\n        voice: synth\n      - sot: z.mp4\n        float: sí\n"
    assert loaded(part).warnings == ()


@pytest.mark.parametrize("yes", ["true", "Yes", "on", "1", "y", "t", "sí", '"si"'])
def test_whatever_says_yes_floats(loaded: Callable[..., Loaded], head: str, yes: str) -> None:
    """What the model takes for yes is what may lack its media."""
    text = (
        head + "  - open: main\n" + STORY.replace("    parts", f"    float: {yes}\n    parts") + "      - sot: z.mp4\n"
    )
    assert story(loaded(text)).float_


@pytest.mark.parametrize("no", ["false", "no", "off", "0", "[]"])
def test_what_says_no_needs_its_media(write: Callable[..., Path], head: str, no: str) -> None:
    with pytest.raises(FilesError) as caught:
        load(write(head + STORY.replace("    parts", f"    float: {no}\n    parts") + "      - sot: z.mp4\n"))
    assert "file-missing" in {each.code for each in caught.value.problems}


def test_camera_sound_is_the_voice(loaded: Callable[..., Loaded], head: str) -> None:
    read = story(loaded(head + STORY + "      - read: Hola\n        camera: clips/a.mp4\n")).parts[0]
    assert isinstance(read, Read) and read.voice is None and read.camera


def test_a_story_from_another_rundown(write: Callable[..., Path], newsroom: Path, head: str) -> None:
    other = newsroom / "rundowns/ayer"
    other.mkdir()
    (other / "voz.wav").write_bytes(b"x")
    people = "people:\n  eva: {name: Eva Sol}\n"
    kept = STORY + "      - vo: Ayer\n        voice: voz.wav\n        by: eva\n    float: true\n    department: Obras\n"
    write(head + kept + people, "ayer/ayer.yaml")
    path = write(head + "  - story: bacheo\n    from: ayer/ayer.yaml\n    department: Agua\n")
    found = story(load(path))
    assert (found.headline, found.department, found.float_) == ("Concluye", "Agua", False)
    vo = found.parts[0]
    assert isinstance(vo, Vo) and isinstance(vo.voice, tuple) and vo.voice[0].file == other / "voz.wav"


@pytest.mark.parametrize(
    ("written", "clock"),
    [("2026-11-20T13:00Z", "07:00"), ("2026-11-20T10:00-03:00", "07:00"), ("2026-11-20T07:00", "07:00")],
)
def test_the_hour_on_air_is_that_of_the_newsrooms_clocks(
    write: Callable[..., Path], newsroom: Path, head: str, written: str, clock: str
) -> None:
    office = newsroom / "assets/newsroom.yaml"
    office.write_text(office.read_text(encoding="utf-8") + "timezone: America/Mexico_City\n", encoding="utf-8")
    found = load(write(head.replace("segments:", f"air: {written}\nsegments:") + "  - open: main\n")).rundown.air
    assert found and f"{found:%Y-%m-%d %H:%M}" == f"2026-11-20 {clock}"


READ = """\
  - story: bacheo
    headline: Concluye
    tease: {copy: Ayer, voice: voz/b.wav}
    parts:
      - read: Buenas noches.
        camera: clips/a.mp4
      - vo: Ayer
        voice: voz/a.wav
      - vo: Hoy
        voice: synth
      - vo: Mañana
        voice: voz/b.wav
        by: ana-ruiz
"""


def test_who_read_a_borrowed_story_is_who_presented_there(write: Callable[..., Path], head: str) -> None:
    """Else whoever presents today would be named over the one who is seen and heard; what is not recorded is read
    today."""
    write(head.replace("segments:", "presenters: [luis-mora]\nsegments:") + READ, "ayer.yaml")
    today = head.replace("segments:", "presenters: [ana-ruiz]\nsegments:")
    found = story(load(write(today + "  - story: bacheo\n    from: ayer.yaml\n")))
    readers = [part.by for part in found.parts if isinstance(part, Read | Vo)]
    assert readers == ["luis-mora", "luis-mora", None, "ana-ruiz"]
    assert found.tease and found.tease.by == "luis-mora"


def test_a_reader_left_blank_in_quotes_is_refused_where_it_is_borrowed_too(
    write: Callable[..., Path], head: str
) -> None:
    """As in the rundown that has it; with nothing behind the key, whoever presented there read it."""
    presented = head.replace("segments:", "presenters: [luis-mora]\nsegments:")
    today = head + "  - story: bacheo\n    from: ayer.yaml\n"
    blank = write(presented + READ.replace("by: ana-ruiz", 'by: ""'), "ayer.yaml")
    places = []
    for path in (blank, write(today)):
        with pytest.raises(FilesError) as caught:
            load(path)
        places += [(problem.place.file, problem.place.line) for problem in caught.value.problems if problem.place]
    assert len(places) == 2 and places[0] == places[1]
    write(presented + READ.replace("by: ana-ruiz", "by:"), "ayer.yaml")
    assert [part.by for part in story(load(write(today))).parts if isinstance(part, Vo)][-1] == "luis-mora"


RECORDED_FOR_RADIO = """\
  - story: bacheo
    headline: Concluye
    parts: [{vo: Hola, voice: synth, versions: {radio: {voice: voz/a.wav}}}]
    versions: {web: {parts: [{vo: Hola, voice: voz/b.wav}]}}
"""


def test_who_read_it_is_known_in_every_version(write: Callable[..., Path], head: str) -> None:
    write(head.replace("segments:", "presenters: [luis-mora]\nsegments:") + RECORDED_FOR_RADIO, "ayer.yaml")
    today = head.replace("segments:", "presenters: [ana-ruiz]\nsegments:")
    rundown = load(write(today + "  - story: bacheo\n    from: ayer.yaml\n")).rundown

    def by(name: str) -> list[str | None]:
        (found,) = kept(rundown, name).segments
        assert isinstance(found, Story)
        return [part.by for part in found.parts if isinstance(part, Vo)]

    assert {name: by(name) for name in ("radio", "tv", "web")} == {
        "radio": ["luis-mora"],
        "tv": [None],
        "web": ["luis-mora"],
    }


def test_a_headline_that_is_written_here_has_no_translation_of_the_one_there(
    write: Callable[..., Path], head: str
) -> None:
    parts = "      - {vo: Ayer, voice: synth}\n"
    write(head + STORY + parts + "    translations: {en: Filled}\n", "ayer.yaml")
    today = head + "  - story: bacheo\n    from: ayer.yaml\n"
    assert story(load(write(today))).translations == {"en": "Filled"}
    assert story(load(write(today + "    headline: Empieza\n"))).translations == {}
    versions = "    versions: {radio: {headline: Radio, translations: {en: Radio}}}\n"
    write(head + STORY + parts + versions, "ayer.yaml")
    for more, told in (("", {"en": "Radio"}), ("    headline: Empieza\n", {})):
        (found,) = kept(load(write(today + more)).rundown, "radio").segments
        assert isinstance(found, Story) and found.translations == told


VERSIONS = "versions: {radio: {headline: Radio, summary: Para radio}, tv: {headline: Tele}}\n"


def test_what_is_written_here_wins_in_every_version_and_the_others_come_along(
    write: Callable[..., Path], head: str
) -> None:
    write(
        head + STORY + f"      - vo: Ayer\n        voice: synth\n    {VERSIONS}    only: [radio, tv, web]\n",
        "ayer.yaml",
    )

    three = head.replace("segments:", "deliverables: [radio, tv, web]\nsegments:")
    three += "  - {story: otra, headline: Otra, parts: [{vo: Hola, voice: synth}]}\n"

    def told(more: str) -> dict[str, tuple[str, str]]:
        rundown = load(write(three + f"  - story: bacheo\n    from: ayer.yaml\n{more}")).rundown
        found = {}
        for name in ("radio", "tv", "web"):
            for each in (each for each in kept(rundown, name).segments if each.slug == "bacheo"):
                assert isinstance(each, Story)
                found[name] = (each.headline, each.summary)
        return found

    assert told("") == {"radio": ("Radio", "Para radio"), "tv": ("Tele", ""), "web": ("Concluye", "")}
    assert told("    versions: {web: {headline: Web}}\n") == told("") | {"web": ("Web", "")}
    assert told("    versions: {radio: {headline: Hoy}}\n") == told("") | {"radio": ("Hoy", "Para radio")}
    assert told("    headline: Hoy\n") == {name: ("Hoy", summary) for name, (_old, summary) in told("").items()}
    assert list(told("    skip: [tv]\n")) == ["radio", "web"]


WHO = "  - story: {slug}\n    headline: Concluye\n    parts: [{{sot: clips/a.mp4, who: laura}}]\n"
LAURA = "people:\n  laura: {{name: {}}}\n"


@pytest.mark.parametrize(
    ("first", "second", "own", "told"),
    [
        ("Laura Díaz", "Laura Pérez", "", [("person-twice", False, 6)]),
        ("Laura Díaz", "Laura Diaz", "", []),
        ("Laura Díaz", "Laura Pérez", "Laura Díaz", []),
        ("Laura Díaz", "Laura Díaz", "Laura Gómez", [("person-twice", True, 8)]),
        ("Luis Mora", "Luis Mora", "", []),
    ],
)
def test_two_people_of_one_short_name_are_not_shown_as_one(
    write: Callable[..., Path], head: str, first: str, second: str, own: str, told: list[tuple[str, bool, int]]
) -> None:
    write(head + WHO.format(slug="uno") + LAURA.format(first), "uno.yaml")
    write(head + WHO.format(slug="dos") + LAURA.format(second), "dos.yaml")
    both = "  - {story: uno, from: uno.yaml}\n  - {story: dos, from: dos.yaml}\n"
    path = write(head + both + (LAURA.format(own) if own else ""))
    try:
        found = load(path).warnings
    except FilesError as error:
        found = tuple(error.problems)
    assert [(each.code, each.warning, each.place.line) for each in found if each.place] == told


def test_who_is_brought_with_a_story_and_is_somebody_else_in_the_newsroom_is_told(
    loaded: Callable[..., Loaded], write: Callable[..., Path], head: str
) -> None:
    people = "people:\n  ana-ruiz: {name: Ana López}\n"
    write(head + WHO.format(slug="uno").replace("laura", "ana-ruiz") + people, "uno.yaml")
    (told,) = loaded(head + "  - {story: uno, from: uno.yaml}\n").warnings
    assert told.code == "person-twice" and told.place and told.place.file.name == "uno.yaml"


def test_problems_of_a_borrowed_story_are_told_where_they_are(write: Callable[..., Path], head: str) -> None:
    other = write(head + STORY + "      - vo: Ayer\n        voice: nada.wav\n", "ayer.yaml")
    path = write(head + "  - story: bacheo\n    from: ayer.yaml\n")
    with pytest.raises(FilesError) as caught:
        load(path)
    assert [(p.place.file, p.place.line, p.place.column) for p in caught.value.problems if p.place] == [(other, 9, 16)]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("  - story: otra\n    headline: x\n", "no story “bacheo”"),
        ("  - story: bacheo\n    from: hoy.yaml\n", "takes it from here"),
        ("  - story: bacheo\n    from: ayer.yaml\n", "takes it from here"),
        ("  - story: [\n", "bracket"),
        ("  -\tx\n", "tab"),
    ],
)
def test_borrowing_that_cannot_be(write: Callable[..., Path], head: str, other: str, words: str) -> None:
    write(head + other, "ayer.yaml")
    with pytest.raises(FilesError, match=words):
        load(write(head + "  - story: bacheo\n    from: ayer.yaml\n"))


def test_a_floated_story_need_not_be_found(loaded: Callable[..., Loaded], head: str) -> None:
    found = loaded(head + "  - open: main\n  - story: museo\n    from: nada.yaml\n    float: true\n")
    assert [segment.slug for segment in found.rundown.segments] == ["open"]


def test_a_version_that_keeps_the_old_voice_is_said(loaded: Callable[..., Loaded], head: str) -> None:
    part = "      - vo: Hola\n        voice: voz/a.wav\n        versions: {radio: {copy: Adiós}}\n"
    assert [warning.place.line for warning in loaded(head + STORY + part).warnings if warning.place] == [10]


@pytest.mark.parametrize("name", [".", "nada.yaml", "a\0b", "x" * 300])
def test_what_is_no_file_is_refused(newsroom: Path, name: str) -> None:
    with pytest.raises(FilesError):
        load(Path("rundowns") / name)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfer\0u\0n\0", "UTF-16"),
        (b"rundown: 1\ntitle: Le\xf3n\n", "UTF-8.*León"),
        (b"rundown: 1\ntitle: a\0b\n", "control character"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"# " + b"x" * 1_000_000, "too big"),
        (b"a: " + b"[" * 400_000, "levels"),
        (b"a: " + b"{a: " * 1000, "levels"),
        (b"x: &a [" + b"1," * 300 + b"]\ny: &b [" + b"*a," * 300 + b"]\nz: [" + b"*b," * 300 + b"]\n", "too long"),
        (b"- " * 60_000, "levels"),
        (b"? " * 60_000, "key|levels|YAML"),
    ],
)
def test_what_is_no_rundown_at_all_is_refused_quickly(write: Callable[..., Path], data: bytes, words: str) -> None:
    began = time.process_time()
    with pytest.raises(FilesError, match=words):
        load(write(data))
    assert time.process_time() - began < 20


def test_a_fifo_is_not_read(newsroom: Path) -> None:

    os.mkfifo(newsroom / "rundowns/tubo.yaml")
    with pytest.raises(FilesError, match="not a file"):
        load(Path("rundowns/tubo.yaml"))


def test_outside_a_newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    (tmp_path / "hoy.yaml").write_text(head + "  - open: main\n", encoding="utf-8")
    with pytest.raises(FilesError, match="does not lie in a newsroom"):
        load(tmp_path / "hoy.yaml")


def test_a_long_rundown_loads_quickly(write: Callable[..., Path], head: str) -> None:
    copy = "La Dirección de Obras Públicas concluyó esta semana la reparación de baches. " * 12
    part = f"      - vo: >\n          {copy}\n        voice: synth\n        pictures: [clips/a.mp4, fotos/a.jpg]\n"
    stories = "".join(STORY.replace("bacheo", f"bacheo-{number}") + part * 2 for number in range(25))
    path = write(head + stories)
    load(path)
    began = time.process_time()
    load(path)
    assert time.process_time() - began < 8


@pytest.mark.real
def test_loading_needs_no_heavy_library() -> None:
    heavy = {"numpy", "av", "PIL", "moviepy", "scipy", "pydub", "jinja2", "rich"}
    code = f"import sys, newscast.rundown.load; print(*({heavy!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


SPOKEN = STORY + "      - vo: Hola.\n        voice: synth\n"


def test_what_is_said_for_what_is_written(write: Callable[..., Path], newsroom: Path, head: str) -> None:
    office = newsroom / "assets/newsroom.yaml"
    office.write_text(office.read_text("utf-8") + "say: {SAPAL: sapal, C5: ce cinco, INE: ine}\n", "utf-8")
    write(head + SPOKEN + "say: {IMSS: ims, ine: i ene e}\n", "ayer.yaml")
    path = write(head + "  - story: bacheo\n    from: ayer.yaml\nsay:\n  sapal: el agua\n  López Mateos: Lopes\n")
    said = {"C5": "ce cinco", "sapal": "el agua", "López Mateos": "Lopes", "IMSS": "ims", "ine": "i ene e"}
    assert load(path).rundown.say == said


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("{SAPAL: }", "“SAPAL” is empty. Write its text"),
        ("{SAPAL: [sa, pal]}", "“SAPAL” takes a text."),
        ("{SAPAL: {a: b}}", "“SAPAL” takes a text."),
        ("sapal", "“say” takes keys with values."),
        ("[SAPAL, sapal]", "“say” takes keys with values."),
    ],
)
def test_spoken_forms_are_texts(write: Callable[..., Path], head: str, value: str, words: str) -> None:
    with pytest.raises(FilesError) as caught:
        load(write(f"{head}{SPOKEN}say: {value}\n"))
    (problem,) = caught.value.problems
    assert words in f"{problem.message} {problem.hint}"
    assert problem.place and problem.place.line == 10


def test_what_has_a_line_in_lists_is_one_line(loaded: Callable[..., Loaded], head: str) -> None:
    """Chapters, tags, cue sheets and posts have one for each; a blank that keeps two words together stays."""
    text = head.replace("segments:", 'title: "Noticias\\ndel\\tviernes"\nsegments:') + (
        "  - story: uno\n"
        "    headline: |\n      Reparan 4,200\u00a0baches\n      en un mes\n\n"
        '    department: "Obras\\n\\tPúblicas"\n'
        "    summary: |\n      Una frase.\n      Otra.\n"
        "    parts:\n      - {vo: Hola., voice: synth}\n"
        'people:\n  eva: {name: "Eva\\nSol", role: "Jefa de\\nobra"}\n'
    )
    rundown = loaded(text).rundown
    (story,) = rundown.segments
    assert isinstance(story, Story)
    assert (rundown.title, story.headline) == ("Noticias del viernes", "Reparan 4,200\u00a0baches en un mes")
    assert story.department == "Obras Públicas" and "\n" in story.summary.strip()
    assert (rundown.people["eva"].name, rundown.people["eva"].role) == ("Eva Sol", "Jefa de obra")
