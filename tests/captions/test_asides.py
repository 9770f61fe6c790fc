"""What captions tell besides the copy: changes of speaker, music, sounds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.base.timecode import sample_at
from newscast.captions.cue import Cue
from newscast.captions.cues import segment_cues
from newscast.captions.rules import GAP
from newscast.captions.speakers import marks
from newscast.captions.style import file_style, social_style
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Described, Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
SECOND = 48_000
FILES = file_style(CaptionStyle())


def said(
    text: str,
    part: PlacedPart,
    lead: int = 8,
    voice: str = "",
    speaker: str = "",
    seen: bool = True,
    pace: int = 15,
) -> Utterance:
    """A text that is said in a part from its frame `lead` on, at `pace` characters a second."""
    start = sample_at(part.start + lead, RATE)
    samples = len(text) * SECOND // pace
    return Utterance(text, start, samples, (Span(start, start + samples),), speaker, voice=voice, seen=seen)


def tiled(*parts: tuple[str, int]) -> tuple[PlacedPart, ...]:
    """Parts of these kinds and frames, one after another."""
    found: list[PlacedPart] = []
    for kind, frames in parts:
        found.append(PlacedPart(kind, "", found[-1].start + found[-1].frames if found else 0, frames))
    return tuple(found)


def segment(
    parts: tuple[PlacedPart, ...], *utterances: Utterance, bed: str | None = "main", heard: tuple[Described, ...] = ()
) -> PlacedSegment:
    frames = parts[-1].start + parts[-1].frames
    return PlacedSegment(
        "nota", "story", "", 0, frames, (), (), (), utterances, bed, False, parts=parts, described=heard
    )


def shown(cues: tuple[Cue, ...]) -> list[str]:
    return [cue.shown for cue in cues]


def test_a_dash_marks_another_voice_and_a_name_one_that_is_not_seen() -> None:
    parts = tiled(("vo", 200), ("sot", 200), ("vo", 200), ("sot", 200), ("sot", 200))
    copies = ["Terminó la obra.", "Trabajamos de noche.", "Costó poco.", "Quedó muy bien.", "Nos gusta mucho."]
    voices = [
        ("", "", False),
        ("laura", "Laura Díaz", True),
        ("", "", False),
        ("laura", "Laura Díaz", False),
        ("laura", "Laura Díaz", False),
    ]
    utterances = [said(copy, part, 8, *voice) for copy, part, voice in zip(copies, parts, voices, strict=True)]
    assert marks(utterances, 42) == ["", "-", "-", "LAURA DÍAZ:", ""]
    cues = segment_cues(segment(parts, *utterances), RATE, CaptionStyle())
    assert shown(cues) == [
        "Terminó la obra.",
        "- Trabajamos de noche.",
        "- Costó poco.",
        "LAURA DÍAZ: Quedó muy bien.",
        "Nos gusta mucho.",
    ]
    assert [cue.text for cue in cues] == copies, "the copy is verbatim"


def test_a_presenter_takes_turns_with_another_and_remarks_are_nobodys() -> None:
    parts = tiled(("vo", 100), ("vo", 100), ("vo", 100), ("sot", 100))
    utterances = [
        said("Llueve.", parts[0], voice="ana"),
        said("Hace frío.", parts[1], voice="luis"),
        said("Mucho.", parts[2], voice="luis"),
        said("(Aplausos.)", parts[3], voice="plaza.mov"),
    ]
    assert marks(utterances, 42) == ["", "-", "", ""]


def test_a_segment_may_begin_with_somebody_who_is_not_seen() -> None:
    (part,) = tiled(("sot", 200))
    assert marks([said("Así fue.", part, voice="laura", speaker="Laura Díaz", seen=False)], 42) == ["LAURA DÍAZ:"]
    assert marks([said("Así fue.", part, voice="laura", speaker="Laura Díaz")], 42) == [""]


def test_a_name_that_fits_no_line_is_a_dash() -> None:
    (part,) = tiled(("sot", 300))
    name = "María Guadalupe Hernández Villaseñor"
    text = "Trabajamos de noche para no afectar el tránsito."
    utterance = said(text, part, voice="m", speaker=name, seen=False, pace=6)
    for style, begins in ((FILES, f"{name.upper()}: Trabajamos"), (social_style("portrait"), "- Trabajamos")):
        cues = segment_cues(segment((part,), utterance), RATE, style)
        assert all(len(line) <= style.characters for cue in cues for line in cue.lines)
        assert " ".join(shown(cues)).startswith(begins)


def test_a_name_may_fill_its_line() -> None:
    (part,) = tiled(("sot", 300))
    utterance = said("Así fue.", part, voice="laura", speaker="Laura Díaz", seen=False)
    mark = "LAURA DÍAZ:"
    assert (marks([utterance], len(mark)), marks([utterance], len(mark) - 1)) == ([mark], ["-"])


@pytest.mark.parametrize(("pace", "mark"), [(15, "-"), (6, "RAMÓN EZEQUIEL VILLASEÑOR:")])
def test_a_name_that_there_is_no_time_to_read_is_a_dash(pace: int, mark: str) -> None:
    """Named at 15 characters a second it asks for 27, without the name for 12."""
    parts = tiled(("sot", 110), ("vo", 200))
    first = said("Sí, y muy contento.", parts[0], 8, "r", "Ramón Ezequiel Villaseñor", seen=False, pace=pace)
    cue, *_ = segment_cues(segment(parts, first, said("Empezó la feria.", parts[1])), RATE, CaptionStyle())
    assert cue.shown == f"{mark} Sí, y muy contento."
    assert cue.text == "Sí, y muy contento."
    assert len(cue.shown) <= 20 * (cue.end - cue.start) / RATE


@pytest.mark.parametrize("name", ["José Ángel Peña", "María Guadalupe Hernández Villaseñor de la Garza y Rincón"])
def test_a_name_never_stands_alone(name: str) -> None:
    """Nothing is said meanwhile: it would be gone at once."""
    (part,) = tiled(("sot", 300))
    text = "El número que usted ha marcado está fuera de servicio. Vuelva a intentar."
    utterance = said(text, part, voice="m", speaker=name, seen=False)
    for style in (FILES, social_style("portrait"), social_style("square")):
        first, *_ = segment_cues(segment((part,), utterance), RATE, style)
        assert first.text.startswith("El"), first.lines


@pytest.mark.parametrize(("language", "words"), [("es-MX", "[música]"), ("en-US", "[music]")])
def test_music_alone_is_told_where_it_is_heard_alone(language: str, words: str) -> None:
    parts = tiled(("open", 210), ("read", 120), ("card", 90), ("card", 60), ("read", 120))
    utterances = said("Buenos días.", parts[1]), said("Hasta mañana.", parts[4])
    placed = segment(parts, *utterances)
    cues = segment_cues(placed, RATE, FILES, language)
    assert shown(cues) == [words, "Buenos días.", words, "Hasta mañana."]
    assert cues[0].end <= 210 - GAP and parts[2].start <= cues[2].start and cues[2].end <= parts[4].start - GAP
    assert [(cue.text, cue.utterance) for cue in cues[::2]] == [("", None)] * 2
    assert shown(segment_cues(placed, RATE, social_style("portrait"), language)) == ["Buenos días.", "Hasta mañana."]


def test_a_sting_is_told_and_a_card_without_bed_is_not() -> None:
    assert shown(segment_cues(segment(tiled(("sting", 48))), RATE, FILES)) == ["[cortinilla musical]"]
    assert segment_cues(segment(tiled(("card", 90)), bed=None), RATE, FILES) == ()
    assert segment_cues(segment(tiled(("sting", 20))), RATE, FILES) == (), "nobody could read it"


def test_sounds_of_a_sot_stand_where_they_are_heard() -> None:
    (part,) = tiled(("sot", 400))
    one = said("Gracias a todos.", part, 60)
    both = replace_speech(one, "Gracias a todos. Buenas noches.", 280)
    heard = (Described(0, 50, "aplausos"), Described(150, 60, "[Ladra un perro]"))
    cues = segment_cues(segment((part,), both, heard=heard), RATE, FILES)
    assert shown(cues) == ["[aplausos]", "Gracias a todos.", "[Ladra un perro]", "Buenas noches."]
    assert [cue.start for cue in cues] == [0, 60, 150, 280]
    assert " ".join(cue.text for cue in cues if cue.text) == both.text
    assert shown(segment_cues(segment((part,), both, heard=heard), RATE, CaptionStyle()))[0] == "Gracias a todos."


def replace_speech(first: Utterance, text: str, frame: int) -> Utterance:
    """The same with another sentence from a frame on."""
    start = sample_at(frame, RATE)
    return Utterance(text, first.start, start + SECOND - first.start, (*first.speech, Span(start, start + SECOND)))


def test_a_sound_under_speech_stands_before_the_words_after_it() -> None:
    (part,) = tiled(("sot", 200))
    words = said("Trabajamos de noche para no afectar el tránsito.", part)
    (cue,) = segment_cues(segment((part,), words, heard=(Described(0, 200, "claxon"),)), RATE, FILES)
    assert cue.shown == "[claxon] Trabajamos de noche para no afectar el tránsito."
    assert cue.text == words.text


def test_a_short_sound_makes_no_caption_come_before_the_voice() -> None:
    (part,) = tiled(("sot", 200))
    words = said("Trabajamos de noche.", part, 30)
    (cue,) = segment_cues(segment((part,), words, heard=(Described(10, 12, "timbre"),)), RATE, FILES)
    assert (cue.shown, cue.start) == ("[timbre] Trabajamos de noche.", 30)


def test_sounds_without_words_have_captions_of_their_own() -> None:
    parts = tiled(("vo", 100), ("sot", 200))
    words = said("Así se vivió.", parts[0])
    cues = segment_cues(segment(parts, words, heard=(Described(100, 200, "(banda de viento)"),)), RATE, FILES)
    assert shown(cues) == ["Así se vivió.", "[banda de viento]"]
    assert cues[1].start == 100 and cues[0].end <= 98
