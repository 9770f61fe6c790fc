"""IMSC 1.1 Text (W3C): captions in TTML, as stations and platforms exchange them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from xml.sax.saxutils import escape, quoteattr

from newscast.base.languages.tags import is_right_to_left
from newscast.base.timecode import seconds_at, timestamp
from newscast.captions.cue import Cue
from newscast.captions.format import Format

PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
"""The designator of the profile."""
_NAMESPACES = {
    "xmlns": "http://www.w3.org/ns/ttml",
    "xmlns:ttp": "http://www.w3.org/ns/ttml#parameter",
    "xmlns:tts": "http://www.w3.org/ns/ttml#styling",
    "xmlns:ttm": "http://www.w3.org/ns/ttml#metadata",
    "xmlns:itts": "http://www.w3.org/ns/ttml/profile/imsc1#styling",
    "xmlns:ebutts": "urn:ebu:tt:style",
}


@dataclass(frozen=True)
class Look:
    """How players show the captions unless viewers say otherwise: lengths in percent of the picture, colours with
    their opacity. The region is inside the title-safe area (EBU R 95: 5 % at each edge)."""

    origin: str = "10% 70%"
    extent: str = "80% 25%"
    size: str = "80%"
    """Of the default cell, a fifteenth of the picture's height."""
    line: str = "125%"
    colour: str = "#ffffff"
    ground: str = "#000000c0"


def write(cues: Sequence[Cue], rate: Fraction, language: str, look: Look | None = None) -> bytes:
    """The cues, in frames of `rate`, as a document of the IMSC 1.1 text profile; a speaker is an agent of its cues."""
    agents = {
        name: f"s{number}" for number, name in enumerate(dict.fromkeys(cue.speaker for cue in cues if cue.speaker))
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<tt{_attributes(_root(rate, language))}>",
        *_head(agents, look or Look(), is_right_to_left(language)),
        "  <body>",
        '    <div region="bottom" style="captions">',
        *(_paragraph(number, cue, rate, agents) for number, cue in enumerate(cues, 1)),
        "    </div>",
        "  </body>",
        "</tt>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _root(rate: Fraction, language: str) -> dict[str, str]:
    nominal = ceil(rate)
    multiplier = rate / nominal
    return {
        **_NAMESPACES,
        "xml:lang": language,
        "ttp:contentProfiles": PROFILE,
        "ttp:timeBase": "media",
        "ttp:frameRate": str(nominal),
        "ttp:frameRateMultiplier": f"{multiplier.numerator} {multiplier.denominator}",
    }


def _head(agents: dict[str, str], look: Look, from_the_right: bool) -> Iterator[str]:
    yield "  <head>"
    if agents:
        yield "    <metadata>"
        for name, key in agents.items():
            said = f'<ttm:name type="full">{escape(name)}</ttm:name>'
            yield f'      <ttm:agent xml:id="{key}" type="person">{said}</ttm:agent>'
        yield "    </metadata>"
    text = {"tts:fontFamily": "proportionalSansSerif", "tts:fontSize": look.size, "tts:lineHeight": look.line}
    colours = {"tts:color": look.colour, "tts:backgroundColor": look.ground}
    placed = {"tts:textAlign": "center", "ebutts:linePadding": "0.5c", "itts:fillLineGap": "true"}
    if from_the_right:
        # Else the full stop of a sentence stands at its beginning (TTML2, 10.2.12).
        placed["tts:direction"] = "rtl"
    region = {"tts:origin": look.origin, "tts:extent": look.extent, "tts:displayAlign": "after"}
    yield "    <styling>"
    yield f"      <style{_attributes({'xml:id': 'captions', **text, **placed})}/>"
    yield f"      <style{_attributes({'xml:id': 'words', **colours})}/>"
    yield "    </styling>"
    yield "    <layout>"
    yield f"      <region{_attributes({'xml:id': 'bottom', **region, 'tts:showBackground': 'whenActive'})}/>"
    yield "    </layout>"
    yield "  </head>"


def _paragraph(number: int, cue: Cue, rate: Fraction, agents: dict[str, str]) -> str:
    times = {"begin": _clock(cue.start, rate), "end": _clock(cue.end, rate)}
    agent = {"ttm:agent": agents[cue.speaker]} if cue.speaker else {}
    text = "<br/>".join(map(escape, cue.lines))
    return f'      <p{_attributes({"xml:id": f"c{number}", **times, **agent})}><span style="words">{text}</span></p>'


def _clock(frame: int, rate: Fraction) -> str:
    """Media time to the millisecond before: a player takes the closest frame that is not earlier (IMSC 1.1,
    synchronization), which for a millisecond after would be the next."""
    return timestamp(Fraction(floor(seconds_at(frame, rate) * 1000), 1000))


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


FORMAT = Format(write, "ttml")
