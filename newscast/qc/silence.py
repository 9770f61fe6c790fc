"""Silence inside a programme: where nothing is heard, or next to nothing, though something should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import log10
from typing import NamedTuple

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Stretch, Wanted, WantedSound
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
GAP, _SECOND = -50, 10
"""dBFS under which nothing is heard of a bed beside what was heard before; and tenths for which it may be so."""
_ROUNDED = 0.001
"""Seconds by which what is rounded may be too short."""
_BEFORE, _AFTER = 0.6, 0.15
"""Seconds at the ends of a recording in which its neighbours may be heard: music goes out within half a second."""


class Found(NamedTuple):
    """What is said of a stretch; the words have a slot for where it is."""

    verdict: Verdict
    text: str
    run: Stretch


Judge = Callable[[Stretch, WantedSound], Iterator[Found]]


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where a listener thinks that something is broken; warn where it is near that, or was planned so."""
    if wanted.heard is None or measurement.sound is None:
        return None
    levels, heard = measurement.sound.levels, wanted.heard
    found = _worst([each for run, of in _low(levels, wanted.loudness) for each in of(run, heard)])
    verdict: Verdict = "fail" if any(each.verdict == "fail" for each in found) else "warn" if found else "pass"
    longest = max((run.seconds for run in _runs(levels, SILENT)), default=0.0)
    where = tuple(place for each in found for place in by_segment(each.run, heard.segments))
    return Check("silence", verdict, round(longest, 1), PAUSE, "s", _told(found, heard), where)


def _low(levels: Sequence[int], loudness: float | None) -> Iterator[tuple[Stretch, Judge]]:
    """Where it is quieter than it should be, and who says what of that, the one who knows more of it first."""
    yield from ((run, _of_gap) for run in _runs(_by_second(levels), GAP))
    yield from ((run, _of_silence) for run in _runs(levels, SILENT))
    if loudness is not None:
        yield from ((run, _of_faint) for run in _runs(levels, loudness - FAINT))


def _worst(found: Sequence[Found]) -> list[Found]:
    """One of those that speak of the same place: a fault, or else who comes first."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: each.verdict != "fail"):
        if not any(_shared(each.run, other.run) for other in kept):
            kept.append(each)
    return kept


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


def _of_gap(run: Stretch, heard: WantedSound) -> Iterator[Found]:
    """What a bed leaves silent that the kit brings: strokes far from each other, a rest."""
    beds = [bed for bed in heard.beds if _shared(run, bed)]
    if sum(_shared(run, bed) for bed in beds) < _SECOND / 10 - _ROUNDED:
        return
    bed = beds[0]
    text = _(
        "The bed “{bed}” ({file}, line {line}) leaves a second and more all but silent in {where}. Choose music that "
        "sounds through, or write `bed: none` there."
    )
    file, line = (bed.place.file.name, bed.place.line) if bed.place else ("show.yaml", 1)
    yield Found("warn", text.format(bed=_literal(bed.text), file=_literal(file), line=line, where="{where}"), run)


def _literal(text: str) -> str:
    """A text as it is, among words that have a slot."""
    return text.replace("{", "{{").replace("}", "}}")


def _by_second(levels: Sequence[int]) -> list[float]:
    """For each tenth of a second, the level of the quietest second that it is in."""
    energies = [10 ** (level / 10) for level in levels]
    seconds = [sum(energies[start : start + _SECOND]) / _SECOND for start in range(len(levels) - _SECOND + 1)]
    around = (seconds[max(0, tenth - _SECOND + 1) : tenth + 1] for tenth in range(len(levels) if seconds else 0))
    return [10 * log10(min(each)) for each in around]


def _runs(levels: Sequence[float], under: float) -> Iterator[Stretch]:
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
