"""What pictures say in writing, in captions of another language, where nobody speaks."""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from newscast.base.timecode import Time
from newscast.captions.cue import Cue
from newscast.captions.signs import Sign, signs_of, with_signs
from newscast.rundown.model import Person, Rundown, Story, Super, Vo
from newscast.show.model import CaptionStyle
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.spans import Span

RATE = Fraction(30)
RUNDOWN = Rundown(
    path=Path("hoy.yaml"),
    sha256="",
    show="info",
    date=datetime.date(2026, 11, 20),
    people={"laura": Person(name="Laura Díaz", role="Directora")},
    segments=(
        Story(
            slug="feria",
            headline="Arranca la feria",
            translations={"en": "The fair begins", "fr": "La foire commence"},
            parts=(
                Vo(
                    copy_="Abre.",
                    voice="synth",
                    supers=(
                        Super(at=Time(), title="Centro", translations={"en": "Downtown"}),
                        Super(at=Time(), who="laura", translations={"en": "Laura Díaz, director"}),
                    ),
                ),
            ),
        ),
    ),
)
SHOWN = PlacedSegment(
    slug="feria",
    kind="story",
    title="",
    start=0,
    frames=300,
    shots=(Shot(0, 120, GraphicShot("headline", (("kicker", "Cultura"), ("headline", "Arranca la feria")))),),
    supers=(
        PlacedSuper(200, 60, "lower-third", (("title", "Laura Díaz"), ("subtitle", "Directora"))),
        PlacedSuper(130, 60, "title", (("title", "Centro"), ("subtitle", "Plaza Principal"))),
    ),
    sounds=(),
    utterances=(),
    bed=None,
    bug=False,
)


def placed(signs: list[Sign], *cues: Cue, frames: int = 300) -> list[tuple[int, int, str]]:
    found = with_signs(cues, signs, frames, RATE, CaptionStyle(characters=32), "en")
    assert all(one.end + 2 <= other.start for one, other in pairwise(found))
    return [(cue.start, cue.end, cue.shown) for cue in found]


def test_headlines_and_texts_are_found_in_what_is_shown() -> None:
    assert signs_of(SHOWN, RUNDOWN, "en") == (
        Sign("The fair begins", Span(0, 120)),
        Sign("Downtown", Span(130, 190)),
        Sign("Laura Díaz, director", Span(200, 260)),
    )
    assert signs_of(SHOWN, RUNDOWN, "fr") == (Sign("La foire commence", Span(0, 120)),)
    assert signs_of(SHOWN, RUNDOWN, "de") == ()


def test_they_are_read_where_nobody_speaks() -> None:
    sign = Sign("The fair begins", Span(0, 120))
    assert placed([sign]) == [(2, 120, "[The fair begins]")]
    assert placed([Sign("Long", Span(0, 300))]) == [(2, 212, "[Long]")], "seven seconds at most"
    said = Cue(60, 100, ("Good morning.",))
    assert placed([sign], said) == [(2, 48, "[The fair begins]"), (60, 100, "Good morning.")]
    assert placed([sign], Cue(30, 110, ("Good morning.",))) == [(30, 110, "Good morning.")]
    both = placed([sign, Sign("Downtown", Span(0, 120))])
    assert both == [(2, 120, "[The fair begins]")], "one at a time"


def test_long_ones_are_broken_like_captions() -> None:
    text = "Street repairs on the Morelos and López Mateos boulevards end a week early, says the city"
    found = placed([Sign(text, Span(0, 200))])
    assert len(found) > 1 and all(shown[0] + shown[-1] == "[]" for _start, _end, shown in found)
    assert " ".join(shown[1:-1] for _start, _end, shown in found) == text
    assert (found[0][0], found[-1][1]) == (2, 200)
