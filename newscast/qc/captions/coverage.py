"""Whether every word that is heard is captioned, and nothing is captioned that nobody says."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.captions.rules import APART
from newscast.qc.captions.model import Caption, Captions, WantedCaptions
from newscast.qc.captions.telling import told_places
from newscast.qc.model import Check
from newscast.qc.wanted import Noted
from newscast.timeline.spans import Span, merged, within, without

_MISSED = 1
"""Seconds of speech without a caption from which that is told."""
_SLOWEST = 6
"""Characters a second of speech under which a text does not tell all that is said; people say 10 to 20."""
_LEAST = 3
"""Frames of speech that a caption shares at least with the voice it is of."""


def check(captions: Captions, wanted: WantedCaptions) -> Check:
    """Fail where what is written and said has no caption; warn where nobody wrote what is said, and of captions over
    silence."""
    bare = [span for span in _bare(captions, wanted) if span.length > _MISSED * wanted.rate]
    written = [span for span in bare if _is_written(span, wanted)]
    silent = [each for each in captions if _is_silent(each, wanted)]
    found = {
        _("Spoken and not captioned: {where}."): _places(written, wanted),
        _("Somebody speaks, and nobody wrote what is said: {where}."): _places(
            [span for span in bare if span not in written], wanted
        ),
        _("A caption over silence: {where}."): [wanted.noted(each.start, each.end, each.text) for each in silent],
    }
    seconds = float(sum(span.length for span in bare) / wanted.rate)
    verdict: Verdict = "fail" if written else "warn"
    return told_places("caption-coverage", found, round(seconds, 1), 0.0, "s", verdict)


def _bare(captions: Captions, wanted: WantedCaptions) -> list[Span]:
    """Speech that no caption shows, nor the picture."""
    # A remark such as `(Habla un vecino.)` stands for words that somebody chose not to write.
    shown = merged((*(Span(each.start, each.end) for each in captions), *wanted.elsewhere), APART)
    return without(merged(wanted.speech, APART), shown)


def _is_written(span: Span, wanted: WantedCaptions) -> bool:
    """Whether most of a stretch is the speech of written words."""
    return 2 * sum(each.length for each in _written(span, wanted)) > span.length


def _written(span: Span, wanted: WantedCaptions) -> Iterator[Span]:
    for said in wanted.said:
        speech = merged(said.speech, APART)
        seconds = sum(each.length for each in speech) / wanted.rate
        if len(said.text) >= _SLOWEST * seconds:
            yield from without(within(speech, span), said.added)


def _is_silent(caption: Caption, wanted: WantedCaptions) -> bool:
    """A remark such as `[Música]` speaks of what is heard otherwise; a stand-in for a recording is silent."""
    span = Span(caption.start, caption.end)
    said = wanted.said_at(span)
    if not caption.says_words or (said and not said.heard):
        return False
    return sum(each.length for each in within(wanted.speech, span)) < min(_LEAST, caption.frames)


def _places(spans: list[Span], wanted: WantedCaptions) -> list[Noted]:
    places = []
    for span in spans:
        said = wanted.said_at(span)
        places.append(wanted.noted(span.start, span.end, said.text if said else ""))
    return places
