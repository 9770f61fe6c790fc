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

Likeness = Sequence[float | None]
Find = Callable[[Sequence[Step]], Mapping[Step, Likeness]]
"""Gives what steps found, of those that can be had."""
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
    steps = {
        recital: (others, _step(recital, others, prepared, probed))
        for recital, found in heard.items()
        if found.doubtful and _is_recorded(recital) and (others := _others(recital, recitals))
    }
    made = find([step for _others, step in steps.values()]) if steps else {}
    corrected = dict(heard)
    for recital, (others, step) in steps.items():
        if step in made and (instead := _said_instead(others, made[step])):
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


def _step(recital: Recital, others: Sequence[Recital], prepared: Mapping[Take, Step], probed: Probed) -> Step:
    """How near the recording is to its own text and to the others."""
    language = probed.loaded.show.language
    texts = ((each.text.split(), _forms(each, language, probed)) for each in (recital, *others))
    return likeness_step([prepared[take] for take in recital.takes], list(texts), voice_for(language))


def _forms(recital: Recital, language: str, probed: Probed) -> tuple[str, ...]:
    return forms_of(recital, language, say_in(recital.text, probed.loaded.rundown.say.items()))


def _said_instead(others: Sequence[Recital], likeness: Likeness) -> str:
    """The text that is said instead of the own one, whose likeness is the first; nothing where none surely is."""
    own, *rest = likeness
    known = [(near, other.text) for near, other in zip(rest, others, strict=True) if near is not None]
    near, text = max(known, default=(0.0, ""))
    return text if near >= _LEAST and (own is None or near >= own + _MORE) else ""


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
