"""One take of a whole newscast, from the file to each part's sound: cut out, not shifted, whatever is left out."""

from __future__ import annotations

import wave
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.base.timecode import SAMPLE_RATE
from newscast.build.examining import examine
from newscast.build.known import Known
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.build.stages import Placed, Probed
from newscast.build.takes import splitting
from newscast.build.takes.splitting import split, split_roughly
from newscast.captions.align import Word
from newscast.engine.engine import Engine
from newscast.rundown.model import Read, Rundown, Vo, WithParts
from newscast.sound.align.said import read_said
from newscast.sound.synth import make_synth
from newscast.store.open import open_store
from newscast.timeline.heard import Alignment, Parting, TakeInfo
from newscast.timeline.model import PlacedSegment
from newscast.timeline.spans import Span

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [{names}]\npresenters: [ana]\nvoice: toma.wav\n"
COPIES = (
    "Buenas noches, este es el resumen de las noticias de la ciudad.",
    "Concluyó la reparación de los baches en los bulevares, y se trabajó de noche.",
    "La feria abre el sábado con entrada gratuita.",
    "Gracias por su atención, hasta mañana.",
)
SEGMENTS = """\
segments:
  - story: uno
    headline: Uno
    parts: [{{read: "{0}"}}]
  - story: dos
    headline: Dos{floated}
    parts: [{{vo: "{1}", pictures: [foto.jpg]}}]
  - story: tres
    headline: Tres
    parts:
      - {{sot: charla.mp4, who: laura, transcript: Otra cosa.}}
      - {{vo: "{2}", pictures: [foto.jpg], skip: [tv]}}
  - close: main
    parts: [{{read: "{3}"}}]
"""
PAUSE = 1.2


def read_aloud(sala: Any, tools: Any, copies: tuple[str, ...] = COPIES) -> list[tuple[float, float]]:
    """A take of these texts with pauses between them; when each begins and ends in it, in seconds."""
    sound, times, params = b"", list[tuple[float, float]](), {}
    for number, copy in enumerate(copies):
        path = tools.scratch / f"{number}.wav"
        make_synth({"text": copy, "voice": "es-419", "rate": 160, "pitch": 45}, [], path, tools)
        with wave.open(str(path)) as said:
            params, frames = said.getparams(), said.readframes(said.getnframes())
        rate = params.framerate
        start = (len(sound) // 2 / rate) + PAUSE
        times.append((start, start + len(frames) // 2 / rate))
        sound += bytes(2 * round(PAUSE * rate)) + frames
    with wave.open(str(sala.root / "rundowns/toma.wav"), "wb") as take:
        take.setparams(params)
        take.writeframes(sound + bytes(2 * rate))
    return times


def parts(rundown: Rundown) -> list[tuple[str, Read | Vo]]:
    """The copy of a rundown, with its segments."""
    segments = (segment for segment in rundown.segments if isinstance(segment, WithParts))
    return [(each.slug, part) for each in segments for part in each.parts if isinstance(part, Read | Vo)]


def rundown(sala: Any, names: str = "web", floated: str = "") -> Path:
    return sala.write(HEAD.format(names=names) + SEGMENTS.format(*COPIES, floated=floated))


def probed(sala: Any, names: str = "web", floated: str = "", **how: Any) -> Probed:
    (episode,) = examine([rundown(sala, names, floated)], Options(**how))
    return episode


def of(placed: Placed, deliverable: str) -> dict[str, PlacedSegment]:
    (cut,) = (each for each in placed.timelines if each.request.deliverable == deliverable)
    return {segment.slug: segment for segment in cut.timeline.segments}


def heard(segment: PlacedSegment) -> list[tuple[Fraction, Fraction]]:
    """Where in the take a segment's voices are, in seconds."""
    rate = Fraction(30000, 1001)
    takes = [sound.take for sound in segment.sounds if sound.take.file and sound.take.file.name == "toma.wav"]
    return [(take.start / rate, (take.start + (take.frames or 0)) / rate) for take in takes]


def test_every_part_is_heard_from_its_own_stretch_whatever_is_left_out(sala: Any, tools: Any) -> None:
    times = read_aloud(sala, tools)
    whole = sketched(probed(sala, "web, tv, radio"))
    without = sketched(probed(sala, "web, tv, radio", "\n    float: true"))
    for placed in (whole, without):
        for name in ("web", "radio", "tv"):
            segments = of(placed, name)
            found = {slug: heard(segment) for slug, segment in segments.items()}
            assert ("dos" in found) == (placed is whole)
            assert found["tres"] == [] if name == "tv" else len(found["tres"]) == 1
            for slug, (start, end) in zip(("uno", "dos", "tres", "close"), times, strict=True):
                for first, last in found.get(slug, []):
                    assert start - 0.5 < first < start + 0.1
                    assert end - 0.1 < last < end + 0.6
    assert [said.text for said in of(whole, "web")["tres"].utterances] == ["Otra cosa.", COPIES[2]]


def test_a_build_hears_the_words_and_a_corrected_one_moves_no_other_part(sala: Any, tools: Any) -> None:
    times = read_aloud(sala, tools)
    copies = COPIES[0], COPIES[1], COPIES[2].replace("gratuita", "pagada"), COPIES[3]
    found: list[list[tuple[Fraction, Fraction]]] = []
    for read in (COPIES, copies):
        path = sala.write(HEAD.format(names="radio") + SEGMENTS.format(*read, floated="\n    float: true"))
        (episode,) = examine([path], Options())
        with Engine(open_store(episode.results), episode.binary, 1) as engine:
            cut = split(episode, engine)
        (request,) = cut.requests
        voices = [part.voice[0] for _segment, part in parts(request.rundown) if isinstance(part.voice, tuple)]
        found.append([(clip.in_.seconds, clip.out.seconds) for clip in voices if clip.in_ and clip.out])
    assert found[0] == found[1]
    for (first, last), (start, end) in zip(found[0], [times[0], *times[2:]], strict=True):
        assert start - 0.3 < first < start - 0.1
        assert end + 0.25 < last < end + 0.45


def test_a_take_that_is_missing_is_read_by_a_synthetic_voice_in_a_draft(sala: Any) -> None:
    placed = sketched(probed(sala, draft=True))
    assert [sound.take.text for sound in of(placed, "web")["uno"].sounds] == [COPIES[0]]


def test_what_is_said_between_the_texts_is_cut_out_and_told(
    sala: Any, tools: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = read_aloud(sala, tools, (*COPIES[:2], "Perdón, ahí va de nuevo, con permiso de todos.", *COPIES[2:]))
    path = sala.write(HEAD.format(names="radio") + SEGMENTS.format(*COPIES, floated=""))
    (episode,) = examine([path], Options())
    words = [
        word
        for (start, end), copy in zip([*times[:2], *times[3:]], COPIES, strict=True)
        for word in shares(start, end, copy)
    ]
    aside = tuple(round(second * SAMPLE_RATE) for second in times[2])
    first = len(" ".join(COPIES[:2]).split())
    listened = Alignment(tuple(words), (Parting("added", first, first, *aside),))
    monkeypatch.setattr(
        splitting,
        "read_kept",
        lambda _found, read: (
            listened
            if read is read_said
            else TakeInfo(
                round((times[-1][1] + 2) * SAMPLE_RATE),
                tuple(Span(round(s * SAMPLE_RATE), round(e * SAMPLE_RATE)) for s, e in times),
            )
        ),
    )
    cut, surely = split_roughly(episode, Known(episode))
    assert surely
    (problem,) = cut.warnings
    assert problem.code == "take-adds" and "that are in no text" in problem.message
    assert problem.place and (problem.place.line, problem.place.column) == (6, 8)


def shares(start: float, end: float, copy: str) -> list[Span]:
    """The words of a text, all as long."""
    count = len(copy.split())
    marks = [round((start + (end - start) * number / count) * SAMPLE_RATE) for number in range(count + 1)]
    return [Span(*each) for each in pairwise(marks)]


def test_a_text_that_is_not_said_there_is_told_and_stops_a_final(
    sala: Any, tools: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is where somebody listens for the words."""
    read_aloud(sala, tools)
    listened = splitting.words_of

    def without_the_second(*told: Any) -> list[Word]:
        first, second = len(COPIES[0].split()), len(COPIES[1].split())
        words = listened(*told)
        return [Word(w.text, w.start, w.end, w.gap, not first <= n < first + second) for n, w in enumerate(words)]

    monkeypatch.setattr(splitting, "words_of", without_the_second)
    episode = probed(sala)
    with pytest.raises(FilesError, match="Nothing of this text is said in toma"):
        split_roughly(episode, Known(episode))
    without = probed(sala, floated="\n    float: true")
    assert split_roughly(without, Known(without))[0].warnings == ()
    draft = sketched(probed(sala, draft=True))
    assert [(each.code, each.place and each.place.line) for each in draft.warnings] == [("voice-missing", 13)]
    assert [sound.take.text for sound in of(draft, "web")["dos"].sounds] == [COPIES[1]]
