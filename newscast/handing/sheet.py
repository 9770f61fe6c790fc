"""The ficha técnica: a delivery note on one page of paper, and behind it the script, as one HTML file to be printed."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.base.i18n import _, language, ngettext, speaking
from newscast.base.kinds import kind_name
from newscast.base.languages.all import language_of
from newscast.base.sizes import size_text
from newscast.base.timecode import clock
from newscast.episode.note import Note, NotedSegment, NotedSound, NotedVideo
from newscast.episode.timed_script import TimedScript

if TYPE_CHECKING:
    from jinja2 import Environment

_FEW = 16
"""Segments for which a page has room one below the other; more stand in two columns."""


def sheet_html(note: Note, script: TimedScript) -> bytes:
    """UTF-8, in the language of the programme."""
    with speaking(note.language):
        told = {
            "note": note,
            "script": script,
            "facts": [each for each in _facts(note) if each[-1]],
            "sound": [(each.tracks, language_of(note.language).tracks[each.holds]) for each in note.tracks],
            "called": {each.slug: called(each) for each in note.segments},
            "columns": 1 if len(note.segments) <= _FEW else 2,
            "names": {each.who: each.name for each in script.readers},
            "language": language(),
        }
        return _page().from_string(_template()).render(told).encode()


def _facts(note: Note) -> list[tuple[str, str, str]]:
    """What stands in the table, in the order in which stations ask: a name to read it by, its label, its value."""
    day = language_of(note.language).long_date(datetime.date.fromisoformat(note.date))
    air = datetime.datetime.fromisoformat(note.air) if note.air else None
    file = note.files[0]
    block = _("{number} of {of}").format(number=note.block.number, of=note.block.of) if note.block else ""
    return [
        ("programme", _("Programme"), note.show),
        ("title", _("Title"), note.title),
        ("episode", _("Episode"), note.episode),
        ("block", _("Block"), block),
        ("date", _("Date"), day),
        ("air", _("On air"), f"{air:%H:%M}" if air else ""),
        ("station", _("Station"), note.station),
        ("length", _("Length (TRT)"), f"{note.duration.timecode} ({clock(note.duration.seconds)})"),
        ("slot", _("Slot"), clock(note.slot) if note.slot is not None else ""),
        ("start", _("First frame of the file"), note.start if note.kind == "tv" else ""),
        ("som", _("Start of the programme (SOM)"), note.som if note.kind == "tv" else ""),
        ("eom", _("End of the programme (EOM)"), note.eom if note.kind == "tv" else ""),
        ("breaks", _("Breaks"), ", ".join(each.at for each in note.breaks)),
        ("picture", _("Picture"), _picture(file.video) if file.video else ""),
        ("sound", _("Sound"), _sound(file.sound) if file.sound else ""),
        ("loudness", _("Loudness"), _loudness(note)),
        (
            "captions",
            _("Captions"),
            ", ".join([*(each.upper() for each in note.captions.carried), *note.captions.files]),
        ),
        ("language", _("Language"), note.language),
        ("contact", _("Contact"), note.contact),
    ]


def called(segment: NotedSegment) -> str:
    """The headline of a story; of what has none, what it is."""
    return segment.title if segment.title != segment.slug else kind_name(segment.kind) or segment.slug


def _picture(video: NotedVideo) -> str:
    numerator, denominator = map(int, video.rate.split("/"))
    rate = f"{round(numerator / denominator, 2):g}"
    scan = {"tff": _("interlaced, upper field first"), "bff": _("interlaced, lower field first")}
    told = [video.codec, f"{video.width}×{video.height}", video.aspect, rate, scan.get(video.scan, _("progressive"))]
    return " · ".join(told)


def _sound(sound: NotedSound) -> str:
    streams = ngettext("{n} stream", "{n} streams", sound.streams).format(n=sound.streams)
    channels = ngettext("{n} channel", "{n} channels", sound.channels).format(n=sound.channels)
    return f"{sound.codec} · {sound.rate} Hz · {streams} × {channels}"


def _loudness(note: Note) -> str:
    found = note.loudness
    if found is None:
        return ""
    told = [f"{found.integrated} LUFS" if found.integrated is not None else _("silence")]
    if found.programme is not None:
        told.append(_("the whole programme: {loudness} LUFS").format(loudness=found.programme))
    if found.true_peak is not None:
        told.append(_("true peak {peak} dBTP").format(peak=found.true_peak))
    if found.range is not None:
        told.append(f"LRA {found.range} LU")
    return " · ".join(told)


@cache
def _template() -> str:
    return (Path(__file__).parent / "ficha.html").read_text(encoding="utf-8")


@cache
def _page() -> Environment:
    from jinja2 import Environment, StrictUndefined

    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(_=_, clock=clock, size_text=size_text)
    return made
