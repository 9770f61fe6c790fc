"""How long captions stay, and how much stands in them: nobody reads a flash, and nothing may leave the picture."""

from __future__ import annotations

from itertools import zip_longest
from math import ceil, floor

from newscast.base.i18n import _
from newscast.captions.rules import LONGEST, SHORTEST
from newscast.qc.captions.model import Caption, Captions, WantedCaptions
from newscast.qc.captions.telling import told
from newscast.qc.model import Check


def check(captions: Captions, wanted: WantedCaptions) -> Check:
    """Warn of captions that stay too short although there was room, or too long; of too many or too long lines."""
    shortest, longest = ceil(SHORTEST * wanted.rate), floor(LONGEST * wanted.rate)
    room = [wanted.until(each, after) - each.start for each, after in zip_longest(captions, captions[1:]) if each]
    short = [each for each, frames in zip(captions, room, strict=True) if each.frames < shortest <= frames]
    found = {
        _("On screen for less than 5/6 s: {where}."): short,
        _("On screen for more than 7 s: {where}."): [each for each in captions if each.frames > longest],
        _("More than {lines} lines: {where}."): [each for each in captions if len(each.lines) > wanted.lines],
        _("More than {characters} characters in a line: {where}."): [each for each in captions if _wide(each, wanted)],
    }
    seconds = [float(each.frames / wanted.rate) for each in captions]
    measured = _between(min(seconds), max(seconds)) if seconds else None
    return told("caption-length", found, wanted, measured, _between(float(SHORTEST), float(LONGEST)), "s")


def _between(shortest: float, longest: float) -> dict[str, float]:
    return {"shortest": round(shortest, 2), "longest": round(longest, 2)}


def _wide(caption: Caption, wanted: WantedCaptions) -> bool:
    """A word that is longer than a line has a line of its own."""
    return any(len(line) > wanted.characters and " " in line for line in caption.lines)
