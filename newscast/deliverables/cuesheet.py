"""The cue sheet of a cut: when each segment begins and ends, and the words by which a studio knows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from newscast.base.i18n import _, speaking
from newscast.base.kinds import kind_name
from newscast.base.spreadsheets import decimal, table_bytes
from newscast.base.timecode import SAMPLE_RATE, sample_at, timestamp
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.timeline.asides import said_words
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment

FORMAT = 1
WORDS = 7
"""How many words a cue has."""


@dataclass(frozen=True)
class Row:
    """A segment: from sample `start` to before `end`, the first words that are said in it (`in_cue`) and the last
    (`out_cue`), empty where nobody speaks. `title` is the headline of a story, and for others what they are."""

    number: int
    slug: str
    kind: str
    title: str
    start: int
    end: int
    in_cue: str
    out_cue: str

    @property
    def seconds(self) -> tuple[Fraction, Fraction, Fraction]:
        """When it begins, when it ends, how long it is."""
        start, end = Fraction(self.start, SAMPLE_RATE), Fraction(self.end, SAMPLE_RATE)
        return start, end, end - start


def rows_of(cut: Cut) -> tuple[Row, ...]:
    """The segments that last, in order."""
    rate = cut.timeline.rate
    lasting = [segment for segment in cut.timeline.segments if segment.frames]
    return tuple(
        Row(
            number,
            segment.slug,
            segment.kind,
            segment.title if segment.kind == "story" else kind_name(segment.kind),
            sample_at(segment.start, rate),
            sample_at(segment.start + segment.frames, rate),
            " ".join(words_in(segment)[:WORDS]),
            " ".join(words_in(segment)[-WORDS:]),
        )
        for number, segment in enumerate(lasting, 1)
    )


def words_in(segment: PlacedSegment) -> list[str]:
    """All that is said in a segment, word by word in the order of time; remarks such as (applause) are not."""
    said = sorted(segment.utterances, key=lambda each: each.start)
    return [word for utterance in said for word in _words(utterance)]


def _words(utterance: Utterance) -> Iterator[str]:
    """Those that are heard, as far as somebody listened for them."""
    words = utterance.text.split()
    if len(utterance.said) == len(words):
        words = [word for word, span in zip(words, utterance.said, strict=True) if span]
    yield from said_words(" ".join(words)).split()


def cue_text(cut: Cut) -> str:
    """The sheet for people, in the language of the show."""
    with speaking(cut.show.language):
        return _text(cut, rows_of(cut)).decode()


def cue_sheets(cut: Cut, forms: Sequence[str]) -> list[Product]:
    """A file for each form that is asked for, in the language of the show."""
    with speaking(cut.show.language):
        rows = rows_of(cut)
        return [
            Product(cut.path(f"{cut.stem}.cues.{_SUFFIXES[form]}"), "sidecar", _FORMS[form](cut, rows))
            for form in forms
        ]


def _text(cut: Cut, rows: Sequence[Row]) -> bytes:
    """For paper, mail and messengers."""
    air = f" · {cut.rundown.air:%H:%M}" if cut.rundown.air else ""
    lines = [cut.title, f"{cut.show.name} · {cut.rundown.date.isoformat()}{air} · {cut.stem}", ""]
    lines += [f"{_('In'):<13} {_('Out'):<13} {_('Length'):<13} {_('What')}"]
    for row in rows:
        lines.append(f"{' '.join(f'{timestamp(each):<13}' for each in row.seconds)} {row.title}")
        if row.in_cue:
            lines.append(f"  {_('In cue')}: {row.in_cue} …")
            lines.append(f"  {_('Out cue')}: … {row.out_cue}")
    return ("\n".join(lines) + "\n").encode()


def _csv(cut: Cut, rows: Sequence[Row]) -> bytes:
    heads = [_("No."), _("segment"), _("What"), _("In"), _("Out"), _("seconds"), _("In cue"), _("Out cue")]
    language = cut.show.language
    cells = (
        [
            str(row.number),
            row.slug,
            row.title,
            *map(timestamp, row.seconds[:2]),
            decimal(row.seconds[2], language),
            row.in_cue,
            row.out_cue,
        ]
        for row in rows
    )
    return table_bytes([heads, *cells], language)


def _json(cut: Cut, rows: Sequence[Row]) -> bytes:
    """For programs; times in samples of 48 kHz and in seconds."""
    air = cut.rundown.air
    told = {
        "cues": FORMAT,
        "episode": cut.rundown.episode,
        "show": cut.show.name,
        "title": cut.title,
        "date": cut.rundown.date.isoformat(),
        "air": air.isoformat() if air else None,
        "language": cut.show.language,
        "segments": [_segment(row) for row in rows],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _segment(row: Row) -> dict[str, str | int | float]:
    start, end, length = (round(float(each), 6) for each in row.seconds)
    return {
        "number": row.number,
        "slug": row.slug,
        "kind": row.kind,
        "title": row.title,
        "start": start,
        "end": end,
        "duration": length,
        "start_sample": row.start,
        "end_sample": row.end,
        "in_cue": row.in_cue,
        "out_cue": row.out_cue,
    }


_FORMS: dict[str, Callable[[Cut, Sequence[Row]], bytes]] = {"text": _text, "csv": _csv, "json": _json}
_SUFFIXES = {"text": "txt", "csv": "csv", "json": "json"}
