"""Whether recordings are those of the texts they are named for: somebody speaks, as long as the text takes to read."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import log
from pathlib import Path

from newscast.base.i18n import _
from newscast.document.words import as_slug, short
from newscast.rundown.model import Clip
from newscast.timeline.context import Context
from newscast.timeline.ranges import clip_range
from newscast.timeline.words import Talk, Words, all_words, talk_in

_WORD = Fraction(1, 5)
"""Seconds of speech under which nobody speaks."""
_TWICE = 2
"""Times as long or as short as a text takes to read that what is said is something else. Of 14 real recordings, read
slowly and fast, the measured speech is 0.8 to 1.4 of it."""
_LESS, _MORE = 2, 3
"""Seconds by which it is less or more at least; people add a greeting."""
_SLUG = 3
"""Letters that a story's short name has at least to be meant by a file's name."""

_Use = tuple[str, tuple[int, int]]
"""A text and the stretch of a recording in which it is heard: first frame and length."""


@dataclass(frozen=True)
class _Heard:
    """A text with its recordings, how long it takes to read and how long somebody speaks in them, in seconds."""

    words: Words
    reading: Fraction
    speech: Fraction

    @property
    def clip(self) -> Clip:
        return self.words.clips[0]

    @property
    def names(self) -> str:
        return ", ".join(clip.file.name for clip in self.words.clips)


def complain_of_mismatches(context: Context, stories: Collection[str]) -> None:
    """Have the context note recordings in which nobody speaks, and those that are not of their text, as far as lengths
    and names tell; `stories` are the short names of all stories of the rundown."""
    texts = list(all_words(context))
    heard = [each for words in texts if (each := _heard(words, context))]
    for each in heard:
        _compare(each, context)
    for one, other in combinations([each for each in heard if each.words.verbatim], 2):
        _warn_if_swapped(one, other, context)
    for words in texts:
        _warn_of_names(words, stories, context)
    _warn_of_repeats(texts, context)


def _heard(words: Words, context: Context) -> _Heard | None:
    """The text with its lengths, where all is known and something is to be compared; says in what nobody speaks."""
    talks = [(clip, talk_in(clip, context)) for clip in words.clips]
    for clip, talk in talks:
        if talk and talk.speech < _WORD:
            _warn_of_nobody(clip, talk, words, context)
    speech = [talk.speech for _clip, talk in talks if talk and talk.speech >= _WORD]
    if len(speech) < len(talks) or not words.text:
        return None
    return _Heard(words, words.seconds(context), sum(speech, Fraction(0)))


def _warn_of_nobody(clip: Clip, talk: Talk, words: Words, context: Context) -> None:
    message = _("Nobody speaks in {name} ({length} s); its text takes about {reading} s to read.")
    if not words.text:
        message = _("Nobody speaks in {name} ({length} s).")
    said = {"name": clip.file.name, "length": _told(talk.length), "reading": _told(words.seconds(context))}
    hint = _("Listen to it: was the microphone on? Name the recording that has the voice.")
    context.warn(message.format(**said), hint, clip.place, code="take-without-speech", medium=clip.file)


def _compare(heard: _Heard, context: Context) -> None:
    """A text and recordings of which one is more than twice as long as the other."""
    reading, speech = heard.reading, heard.speech
    too_short = speech * _TWICE < reading and reading - speech > _LESS
    too_long = heard.words.verbatim and speech > reading * _TWICE and speech - reading > _MORE
    if too_short or too_long:
        message = _("{name} has {speech} s of speech; its text takes about {reading} s to read.")
        said = {"name": heard.names, "speech": _told(speech), "reading": _told(reading)}
        hint = (
            _("Is it the recording of this text, and all of it?")
            if too_short
            else _("Is it the recording of this text? Write `in` and `out` where it holds more.")
        )
        context.warn(message.format(**said), hint, heard.clip.place, code="take-length", medium=heard.clip.file)


def _warn_if_swapped(one: _Heard, other: _Heard, context: Context) -> None:
    """Two recordings that fit much better the other way round: as they are, one is too short and the other too long."""
    apart = abs(_off(one.speech, one.reading) - _off(other.speech, other.reading))
    swapped = abs(_off(other.speech, one.reading) - _off(one.speech, other.reading))
    misfit = max(abs(_off(each.speech, each.reading)) for each in (one, other))
    if apart < log(_TWICE) or swapped > apart / 2 or misfit < log(1.6) or abs(one.speech - other.speech) < _LESS:
        return
    message = _(
        "{one} and {other} seem to be swapped: {one} has {speech} s of speech for a text of about {reading} s, "
        "{other} has {other_speech} s for one of {other_reading} s."
    )
    said = {"one": one.names, "speech": _told(one.speech), "reading": _told(one.reading), "other": other.names}
    said |= {"other_speech": _told(other.speech), "other_reading": _told(other.reading)}
    hint = _("Listen to both.")
    for each in (one, other):
        context.warn(message.format(**said), hint, each.clip.place, code="takes-swapped", medium=each.clip.file)


def _off(speech: Fraction, reading: Fraction) -> float:
    return log(speech / reading) if reading else 0.0


def _warn_of_names(words: Words, stories: Collection[str], context: Context) -> None:
    """A recording of a story whose file is named after another story."""
    for clip in words.clips if words.slug else ():
        named = [slug for slug in stories if _is_named(clip.file, slug)]
        if named and words.slug not in named and not _is_named(clip.file, words.slug, closely=False):
            message = _("{name} is named after the story “{other}” and is heard in “{slug}”.")
            said = {"name": clip.file.name, "other": max(named, key=len), "slug": words.slug}
            hint = _("Is it the right recording?")
            context.warn(message.format(**said), hint, clip.place, code="take-name", medium=clip.file)


@lru_cache(4096)
def _is_named(file: Path, slug: str, closely: bool = True) -> bool:
    """Whether a story's short name is in a file's name; not `closely`, wherever words end."""
    name = _slug_of(file)
    if not closely:
        return slug.replace("-", "") in name.replace("-", "")
    if len(slug) < _SLUG or slug not in name:
        return False
    return re.search(rf"(^|-){re.escape(slug)}[0-9]*(-|$)", name) is not None


@lru_cache(4096)
def _slug_of(file: Path) -> str:
    return as_slug(file.stem)


def _warn_of_repeats(texts: Sequence[Words], context: Context) -> None:
    """Stretches of a recording that are heard for two texts: at each, the first other text it is heard for."""
    known = [(clip, words.text) for words in texts if words.text for clip in words.clips if context.medium(clip.file)]
    heard: dict[object, list[_Use]] = {}
    for clip, text in known:
        before = heard.setdefault((clip.file, clip.track, clip.channels), [])
        used = clip_range(clip, context)
        other = next((each for each, stretch in before if _overlap(stretch, used) and not _alike(each, text)), None)
        before.append((text, used))
        if other is not None:
            message = _("{name} is the recording of another text too: “{text}”")
            said = message.format(name=clip.file.name, text=short(other))
            hint = _("Name the recording of this one, or write `in` and `out` for each.")
            context.warn(said, hint, clip.place, code="take-twice", medium=clip.file)


def _alike(one: str, other: str) -> bool:
    """Whether one text is the other or a part of it."""
    first, second = (" ".join(text.split()).casefold() for text in (one, other))
    return first in second or second in first


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether more than half of the shorter of two stretches is in the other; of each, first frame and length."""
    (start, frames), (again, others) = one, other
    shared = min(start + frames, again + others) - max(start, again)
    return 2 * shared > min(frames, others)


def _told(seconds: Fraction) -> str:
    return f"{float(seconds):.1f}"
