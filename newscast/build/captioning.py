"""The captions of every cut, in the style its deliverable declares, which composing draws and writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newscast.build.cuts import PlacedCut
from newscast.build.stages import Placed
from newscast.captions.asides import without_music
from newscast.captions.correcting import fitted
from newscast.captions.cue import Captioned, Captions, Cue
from newscast.captions.cues import joined, segment_cues
from newscast.captions.signs import Sign, signs_of, with_signs
from newscast.captions.steps import cues_step, read_cues
from newscast.captions.translating import languages_of, translated
from newscast.captions.unspaced import style_of
from newscast.show.model import CaptionStyle, Show
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment

if TYPE_CHECKING:
    from newscast.engine.engine import Engine


@dataclass(frozen=True)
class _Words:
    """A segment with what is said in it in one language; `numbers` are those of its utterances in the cut's own."""

    segment: PlacedSegment
    numbers: tuple[int, ...]
    rate: Fraction
    style: CaptionStyle
    language: str
    corrected: tuple[Cue, ...] | None
    """What somebody corrected wins."""
    signs: tuple[Sign, ...] = ()
    """What the pictures say, in a further language."""

    @property
    def step(self) -> Step:
        return cues_step(self.segment, self.rate, self.style, self.language)

    def read(self, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        """The cues of what is said, with what is to be read beside it."""
        return with_signs(cues, self.signs, self.segment.frames, self.rate, self.style, self.language)

    @property
    def here(self) -> tuple[Cue, ...]:
        return _cues(replace(self.segment, start=0), self.rate, self.style, self.language)


@lru_cache(maxsize=512)
def _cues(segment: PlacedSegment, rate: Fraction, style: CaptionStyle, language: str) -> tuple[Cue, ...]:
    """Kept for whoever looks at an episode again and again: the same wherever the segment stands."""
    return segment_cues(segment, rate, style, language)


@dataclass(frozen=True)
class _Cut:
    """What is said in a cut, by language and segment, the show's language first."""

    rate: Fraction
    own: tuple[_Words, ...]
    further: tuple[tuple[str, tuple[_Words, ...]], ...]
    on_grid: tuple[_Words, ...] | None = None

    @property
    def words(self) -> tuple[_Words, ...]:
        return (*self.own, *(words for _tag, each in self.further for words in each), *(self.on_grid or ()))

    def captioned(self, cues: Callable[[_Words], tuple[Cue, ...]]) -> Captioned:
        """With the cues of each."""

        def all_of(segments: tuple[_Words, ...]) -> Captions:
            ours = tuple(cues(words) if words.corrected is None else () for words in segments)
            near = joined([words.segment for words in segments], ours, self.rate)
            return tuple(
                words.read(_renumbered(words, found)) if words.corrected is None else words.corrected
                for words, found in zip(segments, near, strict=True)
            )

        further = tuple((tag, all_of(each)) for tag, each in self.further)
        return Captioned(all_of(self.own), further, None if self.on_grid is None else all_of(self.on_grid))


def captioned(placed: Placed, engine: Engine) -> tuple[Captioned | None, ...]:
    """The captions of each timeline, in its order; None where the deliverable declares none."""
    cuts = [_cut(cut, placed.loaded.show, placed.options.draft) for cut in placed.timelines]
    engine.make(words.step for cut in cuts if cut for words in cut.words if words.corrected is None)
    return tuple(cut.captioned(lambda words: read_cues(engine.path(words.step))) if cut else None for cut in cuts)


def captioned_here(placed: Placed, only_burned: bool = False) -> tuple[Captioned | None, ...]:
    """The same without an engine; with `only_burned` just those that are drawn into pictures."""
    known: dict[Any, Captioned | None] = {}
    found: list[Captioned | None] = []
    for each in placed.timelines:
        cut = _cut(each, placed.loaded.show) if each.request.kind.burned or not only_burned else None
        cut = replace(cut, further=()) if cut and only_burned else cut
        if cut not in known:
            known[cut] = cut.captioned(lambda words: words.here) if cut else None
        found.append(known[cut])
    return tuple(found)


def _cut(cut: PlacedCut, show: Show, draft: bool = True) -> _Cut | None:
    style, grid = cut.request.caption_style(show), cut.request.grid_style(show, draft)
    if style is None:
        return None
    known = dict(cut.corrected)
    tags = [tag for tag in (*languages_of(cut.timeline), *known) if tag != show.language]
    wanted = sorted(set(tags)) if cut.request.carries_files(show) else []
    further = tuple((tag, _words(cut, tag, style, show)) for tag in wanted)
    on_grid = _words(cut, show.language, grid, show, narrow=True) if grid else None
    return _Cut(show.rate, _words(cut, show.language, style, show), further, on_grid)


def _words(cut: PlacedCut, language: str, style: CaptionStyle, show: Show, narrow: bool = False) -> tuple[_Words, ...]:
    """What is said in each segment of a cut in one language, and what somebody corrected of it."""
    segments, rate = cut.timeline.segments, show.rate
    corrected = dict(cut.corrected).get(language, (None,) * len(segments))
    if cut.request.kind.burned or narrow:
        corrected = tuple(each and fitted(each, rate, style, language) for each in corrected)
    if language == show.language:
        said = [(segment, tuple(range(len(segment.utterances)))) for segment in segments]
        return tuple(_Words(*each, rate, style, language, cues) for each, cues in zip(said, corrected, strict=True))
    style = style_of(style, language)
    found = [translated(segment, language, show.language, style.characters) for segment in segments]
    both = zip(found, segments, strict=True)
    said = [(without_music(shown, segment, rate), numbers) for (shown, numbers), segment in both]
    signs = [signs_of(segment, cut.request.rundown, language) for segment in segments]
    everything = zip(said, corrected, signs, strict=True)
    return tuple(_Words(*each, rate, style, language, cues, shown) for each, cues, shown in everything)


def _renumbered(words: _Words, cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    return tuple(cue if cue.utterance is None else replace(cue, utterance=words.numbers[cue.utterance]) for cue in cues)
