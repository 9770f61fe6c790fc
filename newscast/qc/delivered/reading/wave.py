"""What a WAVE file says of itself: its chunks, its format, its broadcast extension and its cart."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from newscast.wrappers.bwf.bext import Bext
from newscast.wrappers.bwf.cart import Cart
from newscast.wrappers.bwf.wave import Bwf, read_bwf, umid_of

_UNKNOWN = 0xFFFFFFFF


def read(path: Path) -> dict[str, Any]:
    """The facts, by name. Raises RiffError for what is no WAVE, or ends before its chunks do."""
    found = read_bwf(path)
    return {
        "sizes": _sizes(found),
        "format_tag": found.pcm.tag,
        "tracks": 1,
        "channels": [found.pcm.channels],
        "sample_rates": [found.pcm.rate],
        "sound_bits": [found.pcm.bits],
        "sound_codecs": ["pcm"],
        "samples": found.samples,
        "bext": found.bext is not None,
        "cart": found.cart is not None,
        **(_bext(found.bext) if found.bext else {}),
        "umid_follows": found.bext is not None and found.bext.umid[:32] == umid_of(found),
        **(_cart(found.cart, found.samples) if found.cart else {}),
    }


def _sizes(found: Bwf) -> bool:
    """Whether the file says how long it is, and its format how long a sample and a second are."""
    with found.riff.path.open("rb") as file:
        said = int.from_bytes(file.read(8)[4:], "little")
    if found.riff.long:
        said = int.from_bytes(found.riff.read(b"ds64")[:8], "little") if said == _UNKNOWN else -1
    form = found.riff.read(b"fmt ")
    second, sample = int.from_bytes(form[8:12], "little"), int.from_bytes(form[12:14], "little")
    data = found.riff.find(b"data")
    return (
        said == found.riff.path.stat().st_size - 8
        and sample == found.pcm.frame
        and second == found.pcm.frame * found.pcm.rate
        and data is not None
        and data.size % found.pcm.frame == 0
    )


def _bext(bext: Bext) -> dict[str, Any]:
    five = bext.loudness
    return {
        "bext_version": bext.version,
        "bext_date": bext.date,
        "bext_time": bext.time,
        # Where nobody wrote when it goes out, there is no time of day.
        "bext_dated": _moment(bext.date, bext.time or "00:00:00") is not None,
        "time_reference": bext.samples,
        "umid": bext.umid.hex(),
        "history": list(bext.history),
        "said_loudness": five.integrated,
        "said_range": five.range,
        "said_peak": five.true_peak,
        "said_momentary": five.momentary,
        "said_short_term": five.short_term,
    }


def _cart(cart: Cart, samples: int) -> dict[str, Any]:
    start, end = _moment(*cart.start), _moment(*cart.end)
    return {
        "cart_version": cart.version,
        "cart_title": cart.title,
        "cart_artist": cart.artist,
        "cart_cut": cart.cut,
        "cart_client": cart.client,
        "cart_category": cart.category,
        "cart_classification": cart.classification,
        "cart_out_cue": cart.out_cue,
        "cart_start": " ".join(cart.start),
        "cart_end": " ".join(cart.end),
        "cart_marks": told_timers(cart),
        "cart_dated": start is not None and end is not None and start <= end,
        "cart_timers": all(0 <= timer.sample <= samples for timer in cart.timers),
    }


def told_timers(cart: Cart) -> list[str]:
    """What each timer is for, and the sample at which it stands."""
    return [f"{timer.use} {timer.sample}" for timer in cart.timers]


def _moment(date: str, time: str) -> datetime.datetime | None:
    """As both chunks write it; Tech 3285 allows other signs between the numbers, and a time of day may be unknown."""
    hours = f"{time[:2]}:{time[3:5]}:{time[6:]}" if time else "00:00:00"
    try:
        return datetime.datetime.strptime(f"{date[:4]}-{date[5:7]}-{date[8:]} {hours}", "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
