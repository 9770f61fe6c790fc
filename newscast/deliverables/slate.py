"""What a slate says of the programme that follows it, line by line, in the language of the show."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.languages.all import language_of
from newscast.base.timecode import timecode_of
from newscast.deliverables.rough import RoughCut


def slate_values(cut: RoughCut, start: str, block: tuple[int, int] | None) -> tuple[str, ...]:
    """In the order of the labels that the graphic `leader` has: title, episode, date, length, start, sound, picture,
    station. `start` is the time code of the first frame, `block` (number, of how many) of a block."""
    language = language_of(cut.show.language)
    title = cut.title
    if block and block[1] > 1:
        title = f"{title} · {language.tracks['block']} {block[0]}/{block[1]}"
    date, air = language.long_date(cut.rundown.date), cut.rundown.air
    size, rate = cut.size, cut.timeline.rate
    return (
        title,
        cut.rundown.episode,
        f"{date}, {air:%H:%M}" if air else date,
        timecode_of(cut.timeline.frames, rate, drop=";" in start),
        start,
        " · ".join(f"{tracks} {language.tracks[holds]}" for tracks, holds in tracks_of(cut)),
        f"{size.width}×{size.height} · {round(float(rate), 2):g} · {aspect(size.width, size.height)}",
        cut.deliverable,
    )


def tracks_of(cut: RoughCut) -> Iterator[tuple[str, str]]:
    """What is on the tracks of sound of a master: "1-2" and the version that is there, or `silence`."""
    station = cut.station
    layout: tuple[str, ...] = station.layout if station and station.kind == "tv" else ("full",)
    count = int(station.tracks) if station and station.kind == "tv" else 2
    for number, holds in enumerate(layout):
        yield f"{2 * number + 1}-{2 * number + 2}", holds
    if count > 2 * len(layout):
        yield f"{2 * len(layout) + 1}-{count}", "silence"


def aspect(width: int, height: int) -> str:
    """A shape as people say it: 16:9."""
    known = {16 / 9: "16:9", 9 / 16: "9:16", 1.0: "1:1"}
    return next((name for ratio, name in known.items() if abs(width / height - ratio) < 0.01), f"{width}:{height}")
