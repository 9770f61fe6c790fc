"""Recordings under each other's names: one that may not say its text is held against those of the other recordings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from newscast.base.languages.spoken import say_in
from newscast.build.stages import Probed
from newscast.sound.align.others import likeness_step
from newscast.sound.align.step import voice_for
from newscast.step.step import Step
from newscast.timeline.heard import Alignment, Parting, Recital, Take, TakeInfo
from newscast.timeline.recitals import forms_of

Find = Callable[[Sequence[Step]], Mapping[Step, float]]
"""Gives how near steps found a recording to be to a text, of those that can be had."""
_SHORTER, _LONGER = 0.4, 2.5
"""How many times as many letters as its own text another one has that a recording may say instead."""
_MORE, _LEAST = 3.0, 3.5
"""Standard deviations by which another text is nearer than the own one, and by which it is nearer than its own sounds
in other orders, for it to be the one that is said."""


def exchanged(
    heard: Mapping[Recital, Alignment],
    recitals: Collection[Recital],
    infos: Mapping[Take, TakeInfo],
    prepared: Mapping[Take, Step],
    probed: Probed,
    find: Find,
) -> dict[Recital, Alignment]:
    """What was heard of some of the recitals, where nothing of a text is said if its recording says that of another."""
    asked = {
        recital: {each: _step(recital, each, prepared, probed) for each in (recital, *others)}
        for recital, found in heard.items()
        if found.doubtful and _is_recorded(recital) and (others := _others(recital, recitals))
    }
    near = find(list(dict.fromkeys(step for steps in asked.values() for step in steps.values()))) if asked else {}
    corrected = dict(heard)
    for recital, steps in asked.items():
        known = {each: near[step] for each, step in steps.items() if step in near}
        if instead := _said_instead(recital, known):
            corrected[recital] = _not_said(recital, heard[recital], instead, infos)
    return corrected


def _is_recorded(recital: Recital) -> bool:
    """A synthetic voice reads what it is given."""
    return recital.takes[0].file is not None


def _others(recital: Recital, recitals: Collection[Recital]) -> list[Recital]:
    """Those whose text may be said in the recording of another one, in an order that follows from the texts.

    Where one text is a part of the other, listening tells what is left out or added.
    """
    own = " ".join(recital.text.split())
    # Copy rather than a transcript that reads the same: it says what is in brackets too.
    known = sorted(filter(_is_recorded, recitals), key=lambda each: each.verbatim)
    texts = {" ".join(other.text.split()): other for other in known}
    fitting = (text for text in texts if _SHORTER * len(own) <= len(text) <= _LONGER * len(own))
    return [texts[text] for text in sorted(fitting) if text not in own and own not in text]


def _step(recital: Recital, text: Recital, prepared: Mapping[Take, Step], probed: Probed) -> Step:
    """How near the recording of one is to the text of another, or to its own: a step for each, so that a correction of
    one text changes what is asked of that alone."""
    language, say = probed.loaded.show.language, say_in(text.text, probed.loaded.rundown.say.items())
    takes = [prepared[take] for take in recital.takes]
    return likeness_step(takes, text.text.split(), forms_of(text, language, say), voice_for(language))


def _said_instead(recital: Recital, near: Mapping[Recital, float]) -> str:
    """The text that is said instead of the own one; nothing where none surely is."""
    nearest = max(near, key=lambda each: near[each], default=recital)
    if recital not in near or near[nearest] < max(_LEAST, near[recital] + _MORE):
        return ""
    return nearest.text


def _not_said(recital: Recital, found: Alignment, instead: str, infos: Mapping[Take, TakeInfo]) -> Alignment:
    words = len(recital.text.split())
    spoken = list(_speech(recital.takes, infos)) or [(0, 0)]
    all_of_it = Parting("changed", 0, words, spoken[0][0], spoken[-1][1], instead)
    return replace(found, said=(None,) * words, partings=(all_of_it,))


def _speech(takes: Sequence[Take], infos: Mapping[Take, TakeInfo]) -> Iterator[tuple[int, int]]:
    """Where somebody speaks in takes, one after another, in samples from the start of the first."""
    start = 0
    for take in takes:
        yield from ((start + span.start, start + span.end) for span in infos[take].speech)
        start += infos[take].samples
