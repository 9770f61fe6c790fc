"""Where closed captions stand over what the timeline shows, and when they come."""

from __future__ import annotations

from fractions import Fraction

from newscast.captions.cue import Cue
from newscast.captions.line21.encoding import frames_to_write
from newscast.deliverables.on_grid import pop_ons
from newscast.show.model import Show
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment, PlacedSuper, Timeline
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
SHOW = Show.model_validate({"show": 1, "name": "NOTI"})


def segment(start: int, **further: object) -> PlacedSegment:
    known = {"shots": (), "supers": (), "sounds": (), "utterances": (), "bed": None, "bug": True, **further}
    return PlacedSegment(f"s{start}", "story", "", start, 300, **known)  # type: ignore[arg-type]


def named(start: int, frames: int, **fields: str) -> PlacedSuper:
    return PlacedSuper(start, frames, "lower-third", tuple(fields.items()))


def rows(timeline: Timeline, captions: tuple[tuple[Cue, ...], ...]) -> list[tuple[int, int]]:
    return [(each.start, each.row + len(each.lines) - 1) for each in pop_ons(timeline, captions, SHOW, False)]


def test_captions_stand_above_a_plate_as_long_as_it_stands() -> None:
    names = (named(60, 60, title="Laura", subtitle="Directora de Parques y Jardines"), named(200, 30, title="L" * 40))
    timeline = Timeline(RATE, (segment(0), segment(300, supers=names)))
    cues = (Cue(10, 59, ("Antes", "de todo")), Cue(90, 130, ("Una",)), Cue(132, 199, ("Dos", "Tres")))
    assert rows(timeline, ((), cues)) == [(310, 15), (390, 12), (432, 15)]
    late = (Cue(180, 220, ("Cuatro",)),)
    assert rows(timeline, ((), late)) == [(480, 12)]


def test_captions_stand_at_the_top_over_headline_cards() -> None:
    card = Shot(0, 150, GraphicShot("headline", (("headline", "Concluye el bacheo"),)))
    full = Shot(150, 150, GraphicShot("figures", (("title", "En un mes"),)))
    timeline = Timeline(RATE, (segment(0, shots=(card, full)),))
    assert rows(timeline, ((Cue(60, 100, ("Uno",)), Cue(180, 220, ("Dos",))),)) == [(60, 3), (180, 15)]


def test_a_parted_caption_comes_with_the_word_that_is_said() -> None:
    text = "Sí. La alcaldesa inauguró el parque central y los vecinos lo celebraron con música."
    words = text.split()
    said = tuple(Span(48_000 + 9_600 * at, 48_000 + 9_600 * at + 9_000) for at in range(len(words)))
    spoken = Utterance(text, 0, 300_000, (Span(48_000, said[-1].end),), said=said)
    cues = (
        Cue(30, 34, ("Sí.",), speaker="Ana"),
        Cue(36, 120, ("La alcaldesa inauguró el parque", "central y los vecinos lo celebraron")),
    )
    timeline = Timeline(RATE, (segment(0, utterances=(spoken,)),))
    first, second, *rest = pop_ons(timeline, (cues,), SHOW, False)
    assert (first.text, second.start) == ("Sí.", 36) and rest
    word = words.index(rest[0].lines[0].split()[0])
    assert rest[0].start == said[word].start * RATE // 48_000
    assert frames_to_write(rest[0].lines) <= rest[0].start - second.start - 2
