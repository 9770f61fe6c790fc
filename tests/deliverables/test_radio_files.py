"""What a radio station gets: files as its profile asks, and what they tell of the programme; nothing is made."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from newscast.base.timecode import sample_at
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.deliverables.blocks import blocks
from newscast.deliverables.chapters import chapters_of
from newscast.deliverables.cuesheet import rows_of
from newscast.deliverables.cut import Cut
from newscast.deliverables.hearing import wanted_sound
from newscast.deliverables.playout import bext_of, cart_of, out_cue, timers_of
from newscast.step.step import Step
from newscast.timeline.spans import Span, without

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ntitle: Noticias del viernes\n"
STORY = (
    '  - story: {slug}\n    headline: Titular {slug}\n    parts: [{{vo: "{copy}", voice: synth, pictures: foto.jpg}}]\n'
)
OPEN, CLOSE = "  - open: main\n", "  - close: main\n"
COPY = "Buenos días a todos, esta es la noticia de hoy y aquí termina la nota"


def story(slug: str, copy: str = COPY) -> str:
    return STORY.format(slug=slug, copy=copy)


def composed(sala: Any, segments: str, only: str = "radio", stations: str = "", air: str = "07:05:09") -> Composed:
    if stations:
        office = sala.root / "assets/newsroom.yaml"
        office.write_text(office.read_text() + f"\nstations:\n  {stations}\n")
    when = f"air: 2026-11-20T{air}\n" if air else ""
    return rehearse(examine([sala.write(HEAD + when + "segments:\n" + segments)], Options(only=(only,)))[0])


def cut_of(found: Composed) -> Cut:
    return found.pieces[0].cut


def starts(cut: Cut) -> list[int]:
    """The samples at which stories begin."""
    return [sample_at(each.start, cut.timeline.rate) for each in cut.timeline.segments if each.kind == "story"]


def test_the_time_reference_is_when_it_goes_out(sala: Any) -> None:
    bext = bext_of(cut_of(composed(sala, story("uno"))))
    assert (bext.date, bext.time) == ("2026-11-20", "07:05:09")
    assert bext.samples == (7 * 3600 + 5 * 60 + 9) * 48_000
    assert bext.reference == "hoy"


def test_no_time_is_made_up_where_none_is_written(sala: Any) -> None:
    cut = cut_of(composed(sala, story("uno"), air=""))
    assert cut.station
    assert (bext_of(cut).date, bext_of(cut).time, bext_of(cut).samples) == ("2026-11-20", "", 0)
    cart = cart_of(cut)
    assert (cart.start, cart.end) == (("2026-11-20", "00:00:00"), ("9999-12-31", "23:59:59"))


def test_a_block_that_begins_past_midnight_is_of_the_next_day(sala: Any) -> None:
    profile = "emisora: {kind: radio, blocks: true, days: 1}"
    segments = story("uno") + "  - break: corte\n" + story("dos")
    first, second = blocks(cut_of(composed(sala, segments, "emisora", profile, "23:59:58")))
    before, after = bext_of(first), bext_of(second)
    assert (before.date, before.time, before.samples) == ("2026-11-20", "23:59:58", (86_400 - 2) * 48_000)
    begins = sample_at(first.timeline.frames, first.timeline.rate) - 2 * 48_000
    assert begins > 0 and (after.date, after.samples) == ("2026-11-21", begins)
    assert after.time == f"00:00:{begins // 48_000:02}"
    assert second.station and cart_of(second).end == ("2026-11-21", "23:59:59")
    assert cart_of(second).start == ("2026-11-20", "23:59:58")


def test_an_evening_that_goes_out_after_midnight_has_the_day_of_its_air(sala: Any) -> None:
    late = sala.write(HEAD + "air: 2026-11-21T00:30\nsegments:\n" + story("uno"))
    bext = bext_of(cut_of(rehearse(examine([late], Options(only=("radio",)))[0])))
    assert (bext.date, bext.time, bext.samples) == ("2026-11-21", "00:30:00", 1800 * 48_000)


def test_the_cart_says_what_the_profile_does(sala: Any) -> None:
    profile = 'emisora: {kind: radio, cut: "NOT{date:%d%m}", client: Ayuntamiento, category: PSA, days: 3}'
    cut = cut_of(composed(sala, story("uno"), "emisora", profile))
    assert cut.station
    cart = cart_of(cut)
    assert (cart.title, cart.cut, cart.client, cart.category) == (
        "Noticias del viernes",
        "NOT2011",
        "Ayuntamiento",
        "PSA",
    )
    assert (cart.start, cart.end) == (("2026-11-20", "07:05:09"), ("2026-11-22", "23:59:59"))
    assert cart.out_cue == "días a todos, esta es la noticia de hoy y aquí termina la nota"
    assert "Titular uno" in cart.text


def test_the_out_cue_is_what_is_said_last(sala: Any) -> None:
    """Remarks are not said; a long word that does not fit is left out."""
    cut = cut_of(composed(sala, story("uno", "Primera nota.") + story("dos", "Hasta mañana (música)") + CLOSE))
    assert out_cue(cut) == "Primera nota. Hasta mañana"


def test_timers_mark_stories_and_no_playout_takes_them_for_the_next_start(sala: Any) -> None:
    slugs = ["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete"]
    cut = cut_of(composed(sala, OPEN + "".join(map(story, slugs)) + CLOSE))
    timers = timers_of(cut)
    assert len(timers) == 8
    marks = {each.use: each.sample for each in timers}
    assert [marks[f"MRK{number}"] for number in range(1, 7)] == starts(cut)[:6]
    assert marks["EOD"] == cut.timeline.samples
    assert starts(cut)[0] <= marks["INTe"] < starts(cut)[0] + 48_000
    assert [each.sample for each in timers] == sorted(each.sample for each in timers)
    assert not {"SEC1", "SEGs"} & set(marks)


def test_chapters_are_where_the_timeline_has_the_stories(sala: Any) -> None:
    cut = cut_of(composed(sala, OPEN + story("uno") + "  - sting: main\n" + story("dos") + CLOSE))
    chapters = chapters_of(cut)
    assert [each.title for each in chapters] == [cut.show.name, "Titular uno", "Titular dos"]
    wanted = [0, *(Fraction(sample, 48) for sample in starts(cut))]
    assert all(abs(each.start - at) <= Fraction(1, 2) for each, at in zip(chapters, wanted, strict=True))
    assert [each.end for each in chapters[:-1]] == [each.start for each in chapters[1:]]
    assert abs(chapters[-1].end - 1000 * cut.timeline.duration) <= Fraction(1, 2)


def test_what_begins_with_a_story_has_no_chapter_before_it(sala: Any) -> None:
    assert [each.start for each in chapters_of(cut_of(composed(sala, story("uno") + CLOSE)))] == [0]
    assert chapters_of(cut_of(composed(sala, OPEN + CLOSE))) == ()


def test_a_station_gets_the_files_it_asks_for(sala: Any) -> None:
    profile = 'emisora: {kind: radio, container: [mp2, flac], cues: [text, csv, json], name: "{show}_{date:%d%m}"}'
    found = composed(sala, story("uno"), "emisora", profile)
    paths = [piece.product.path.removeprefix("emisora/chica_2011") for piece in found.pieces]
    assert paths == [".mp2", ".flac", ".cues.txt", ".cues.csv", ".cues.json"]
    steps = [piece.product.content for piece in found.pieces]
    assert [each.kind for each in steps if isinstance(each, Step)] == ["mp2", "flac"]


def test_cue_sheets_tell_when_and_with_which_words(sala: Any) -> None:
    profile = "emisora: {kind: radio, cues: [text, csv, json]}"
    found = composed(sala, OPEN + story("uno") + story("dos", "=suma y sigue"), "emisora", profile)
    files = {
        piece.product.path.rpartition(".")[2]: piece.product.content
        for piece in found.pieces
        if piece.product.role == "sidecar"
    }
    text, table, told = (files[name] for name in ("txt", "csv", "json"))
    assert isinstance(text, bytes) and isinstance(table, bytes) and isinstance(told, bytes)
    rows = rows_of(cut_of(found))
    segments = json.loads(told)["segments"]
    assert [each["slug"] for each in segments] == ["open", "uno", "dos"]
    assert [(each["start_sample"], each["end_sample"]) for each in segments] == [(row.start, row.end) for row in rows]
    assert segments[1]["in_cue"] == "Buenos días a todos, esta es la"
    assert segments[1]["out_cue"] == "de hoy y aquí termina la nota"
    assert (segments[0]["in_cue"], segments[0]["out_cue"]) == ("", "")
    cells = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert [len(row) for row in cells] == [8] * 4
    assert cells[3][6] == "'=suma y sigue"
    assert "Titular uno" in text.decode()
    assert "… de hoy y aquí termina la nota" in text.decode()


def test_a_clean_file_is_of_the_mix_without_music(sala: Any) -> None:
    both = [
        cut_of(composed(sala, OPEN + story("uno"), name, stations))
        for name, stations in (("emisora", "emisora: {kind: radio, version: clean}"), ("radio", ""))
    ]
    clean, full = both
    assert clean.version == "clean"
    assert clean.mix == full.versions("clean") != full.mix
    assert clean.timeline == full.timeline
    (kept, missed), (whole, music) = (
        ([each.slug for each in wanted_sound(cut).bare], wanted_sound(cut).music) for cut in (clean, full)
    )
    assert (kept[0], missed) == ("open", False), "where the opening's music was, nothing is to be heard"
    assert (whole, music) == ([], True)


@pytest.mark.parametrize("bed", ["story", None])
def test_a_pause_of_a_voice_in_which_only_the_bed_was_to_be_heard_is_silent_without_it(
    sala: Any, bed: str | None
) -> None:
    cut = cut_of(composed(sala, story("uno"), "emisora", "emisora: {kind: radio, version: clean}"))
    segment = cut.timeline.segments[0]
    said = segment.utterances[0]
    pause = Span(said.speech[0].start + 4800, said.speech[-1].end - 4800)
    paused = replace(said, speech=tuple(without([Span(said.speech[0].start, said.speech[-1].end)], [pause])))
    timeline = replace(cut.timeline, segments=(replace(segment, utterances=(paused,), bed=segment.bed and bed),))
    bare = [
        (round(each.start * 48_000), round(each.end * 48_000))
        for each in wanted_sound(replace(cut, timeline=timeline)).bare
    ]
    found = any(start <= pause.start + 48 and end >= pause.end - 48 for start, end in bare)
    assert found == bool(bed)
    assert segment.bed


def test_where_a_bed_plays_is_known_with_its_line_in_the_kit(sala: Any) -> None:
    kit = sala.root / "assets/shows/chica/show.yaml"
    before = kit.read_text()
    (kit.parent / "fondo.wav").write_bytes((sala.root / "rundowns/voz.wav").read_bytes())
    kit.write_text(before + "\nbeds:\n  golpes: fondo.wav\n")
    cut = cut_of(composed(sala, story("uno").replace("    parts", "    bed: golpes\n    parts") + story("dos")))
    one, other = (each for each in wanted_sound(cut).segments)
    beds = wanted_sound(cut).beds
    assert [(bed.slug, bed.start, bed.end, bed.text) for bed in beds] == [("uno", one.start, one.end, "golpes")]
    assert beds[0].place and beds[0].place.file.resolve() == kit and beds[0].place.line == kit.read_text().count("\n")
    assert other.slug == "dos", "whose bed is built in"
