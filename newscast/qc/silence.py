"""Silence inside a programme: where nothing is heard, or next to nothing, though something should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.qc.model import Check, Measurement, Stretch, Wanted, WantedSound
from newscast.qc.where import by_segment, named

SILENT = -60
"""dBFS under which nobody hears anything; speech is 36 to 46 dB above."""
PAUSE, FAULT = 2.0, 4.0
"""Seconds of silence from which a listener wonders, and from which the station is taken to be off the air."""
BARE = 4.0
"""Seconds for which nothing is planned from which that is told; most silent cards stay less."""
FAINT = 30
"""LU under the programme's loudness at which one turns the volume up. A bed is 19 LU under speech."""
LOW, TOO_LOW = 5.0, 15.0
"""Seconds of next to nothing, like PAUSE and FAULT."""
_BEFORE, _AFTER = 0.6, 0.15
"""Seconds at the ends of a recording in which its neighbours may be heard: music goes out within half a second."""


class Found(NamedTuple):
    """What is said of a stretch; the words have a slot for where it is."""

    verdict: Verdict
    text: str
    run: Stretch


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where a listener thinks that something is broken; warn where it is near that, or was planned so."""
    if wanted.heard is None or measurement.sound is None:
        return None
    levels, heard = measurement.sound.levels, wanted.heard
    found = [each for run in _runs(levels, SILENT) for each in _of_silence(run, heard)]
    if wanted.loudness is not None:
        faint = (each for run in _runs(levels, wanted.loudness - FAINT) for each in _of_faint(run, heard))
        found += [each for each in faint if not any(_shared(each.run, other.run) for other in found)]
    verdict: Verdict = "fail" if any(each.verdict == "fail" for each in found) else "warn" if found else "pass"
    longest = max((run.seconds for run in _runs(levels, SILENT)), default=0.0)
    where = tuple(place for each in found for place in by_segment(each.run, heard.segments))
    return Check("silence", verdict, round(longest, 1), PAUSE, "s", _told(found, heard), where)


def _told(found: Sequence[Found], heard: WantedSound) -> str:
    """One sentence for each kind of thing that was found."""
    places = {text: [each.run for each in found if each.text == text] for text in dict.fromkeys(e.text for e in found)}
    return " ".join(
        text.format(where=named([place for run in runs for place in by_segment(run, heard.segments)]))
        for text, runs in places.items()
    )


def _of_silence(run: Stretch, heard: WantedSound) -> Iterator[Found]:
    missing = run.seconds - _bare(run, heard)
    if missing >= FAULT or any(_holds(run, sound) for sound in heard.sounds):
        yield Found("fail", _("Nothing is heard in {where}."), run)
    elif missing >= PAUSE:
        yield Found("warn", _("Nothing is heard in {where}."), run)
    elif heard.music and run.seconds - sum(_shared(run, black) for black in heard.black) >= BARE:
        yield Found("warn", _("Nothing is planned to be heard in {where}: no voice, no music, no other sound."), run)


def _of_faint(run: Stretch, heard: WantedSound) -> Iterator[Found]:
    missing = run.seconds - _bare(run, heard)
    if missing >= LOW:
        yield Found("fail" if missing >= TOO_LOW else "warn", _("Hardly anything is heard in {where}."), run)


def _runs(levels: Sequence[int], under: float) -> Iterator[Stretch]:
    """Where the sound stays under a level."""
    for low, tenths in groupby(range(len(levels)), lambda tenth: levels[tenth] < under):
        inside = list(tenths)
        if low:
            yield Stretch("", inside[0] / 10, (inside[-1] + 1) / 10)


def _bare(run: Stretch, heard: WantedSound) -> float:
    """Seconds of a run in which nothing was to be heard."""
    return sum(_shared(run, bare) for bare in heard.bare)


def _shared(one: Stretch, other: Stretch) -> float:
    return max(0.0, min(one.end, other.end) - max(one.start, other.start))


def _holds(run: Stretch, sound: Stretch) -> bool:
    """Whether nothing is heard of a recording, however short it is."""
    within = run.start - _BEFORE <= sound.start and sound.end <= run.end + _AFTER
    return within and 2 * _shared(run, sound) >= sound.seconds
