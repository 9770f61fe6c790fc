"""The transcript of a cut as a page: who says what when, under the titles of its stories (podcast namespace, HTML)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from newscast.base.timecode import SAMPLE_RATE, clock, sample_at
from newscast.deliverables.cut import Cut
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def transcript_html(cut: Cut) -> bytes:
    """A paragraph for each text that is said, with the time at which it begins, and the speaker where the voice changes
    and has a name. Players know `cite`, `time` and `p`."""
    lines = [line for segment in cut.timeline.segments for line in _segment(segment, cut)]
    page = _PAGE.format(language=escape(cut.show.language), title=escape(cut.title), body="\n".join(lines))
    return page.encode()


def _segment(segment: PlacedSegment, cut: Cut) -> Iterator[str]:
    said = sorted((each for each in segment.utterances if each.text.strip()), key=lambda each: each.start)
    if segment.kind == "story" and said:
        yield f"<h2>{escape(segment.title)}</h2>"
    begin, before = sample_at(segment.start, cut.timeline.rate), ""
    for utterance in said:
        name = speaker_of(utterance, cut)
        if name and name != before:
            yield f"<cite>{escape(name)}:</cite>"
        start = (begin + _start(utterance)) // SAMPLE_RATE
        yield f"<time>{clock(start)}</time>\n<p>{escape(' '.join(utterance.text.split()))}</p>"
        before = name


def speaker_of(utterance: Utterance, cut: Cut) -> str:
    """The name of who speaks; nothing where that is not known."""
    person = cut.rundown.people.get(utterance.voice)
    return utterance.speaker or (person.name if person else "")


def _start(utterance: Utterance) -> int:
    return utterance.speech[0].start if utterance.speech else utterance.start
