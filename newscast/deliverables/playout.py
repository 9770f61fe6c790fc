"""What a radio station's playout system is told of a cut: the `bext` and `cart` chunks of its WAV."""

from __future__ import annotations

import datetime

from newscast import __version__
from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.deliverables.cuesheet import cue_text, words_in
from newscast.deliverables.cut import Cut
from newscast.deliverables.dated import moment_of
from newscast.show.station import Station
from newscast.show.station_names import stem_of
from newscast.wrappers.bwf.bext import Bext
from newscast.wrappers.bwf.cart import FIRST, LAST, ROOM, TIMERS, Cart, Timer
from newscast.wrappers.bwf.texts import Charset

_CATEGORY = "NEWS"
"""The category of news that AES46 gives as an example; stations sort by their own."""
_FULL_SCALE = 1 << 23
"""The sample value of 0 dBFS in 24 bits."""


def charset_of(station: Station) -> Charset:
    """The signs that its chunks may have."""
    return "ascii" if station.ascii else "latin-1"


def bext_of(cut: Cut) -> Bext:
    """Where it is from and when it goes out, a block as if nothing came between it and those before it: past midnight
    on another day, whose samples count anew. Without `air` there is no time of day, and the time reference is 0."""
    begins, within = begins_of(cut)
    since = (begins.hour * 3600 + begins.minute * 60 + begins.second) * SAMPLE_RATE + within
    return Bext(
        description=cut.title,
        originator=cut.show.name,
        reference=cut.rundown.episode,
        date=begins.date().isoformat(),
        time=f"{begins:%H:%M:%S}" if cut.rundown.air else "",
        samples=since if cut.rundown.air else 0,
    )


def begins_of(cut: Cut) -> tuple[datetime.datetime, int]:
    """The second in which a cut begins, as the rundown has its zone, and how many samples after that."""
    before = sample_at(cut.block.start, cut.timeline.rate) if cut.block else 0
    seconds, within = divmod(before, SAMPLE_RATE)
    return moment_of(cut).replace(microsecond=0) + datetime.timedelta(seconds=seconds), within


def station_of(cut: Cut) -> Station:
    """The station that a cut is made for; what is made for none is as most stations take it."""
    return cut.station or Station(kind="radio")


def cart_of(cut: Cut) -> Cart | None:
    """What the `cart` chunk of a cut says, None where it has none: that is in the WAV of a radio final alone, and not
    where the station's profile says that it reads none."""
    station = station_of(cut)
    has_one = cut.family == "radio" and not cut.draft and station.cart and "wav" in station.containers
    return _cart(cut, station) if has_one else None


def _cart(cut: Cut, station: Station) -> Cart:
    """All that stations ask for. It may be played from when it goes out, for the `days` of the station's profile."""
    air = cut.rundown.air
    begins, _within = begins_of(cut)
    last = (begins.date() + datetime.timedelta(days=station.days - 1)).isoformat() if station.days else LAST[0]
    return Cart(
        title=cut.title,
        artist=cut.show.name,
        cut=stem_of(station.cut, cut.named, station.ascii),
        client=station.client,
        category=station.category or _CATEGORY,
        classification=station.classification,
        out_cue=out_cue(cut),
        start=(moment_of(cut).date().isoformat(), f"{air:%H:%M:%S}" if air else FIRST[1]),
        end=(last, LAST[1]),
        producer=("newscast", __version__),
        user="" if station.version == "full" else station.version,
        level=_FULL_SCALE,
        timers=timers_of(cut),
        text=cue_text(cut),
    )


def out_cue(cut: Cut) -> str:
    """The last words of the programme, as many as fit."""
    said = [word for segment in cut.timeline.segments for word in words_in(segment)]
    kept: list[str] = []
    while said and len(" ".join([said[-1], *kept])) <= ROOM:
        kept.insert(0, said.pop())
    return " ".join(kept)


def timers_of(cut: Cut) -> tuple[Timer, ...]:
    """Where the first word is said (`INTe`: the introduction ends), where stories begin (`MRK1` and on), the earlier
    first where there are more than fit, and where the data end (`EOD`).

    Stories are no `SEC1` and `SEC2`, nor `SEGs`: playout systems take these for the place at which the next cart
    starts, and would play it over the news.
    """
    rate, end = cut.timeline.rate, Timer("EOD", cut.timeline.samples)
    words = [
        sample_at(segment.start, rate) + span.start
        for segment in cut.timeline.segments
        for utterance in segment.utterances
        for span in utterance.speech
    ]
    first = [Timer("INTe", min(words))] if words else []
    stories = [sample_at(each.start, rate) for each in cut.timeline.segments if each.kind == "story" and each.frames]
    room = TIMERS - len(first) - 1
    marks = [Timer(f"MRK{number}", sample) for number, sample in enumerate(stories[:room], 1)]
    return (*sorted([*first, *marks], key=lambda each: each.sample), end)
