"""Where a recording leaves its text: told by sentence, at the sentence's own line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from newscast.base.errors import Place
from newscast.base.i18n import _, in_marks
from newscast.base.languages.all import language_of
from newscast.base.languages.model import Grammar, unaccented
from newscast.base.timecode import SAMPLE_RATE, clock
from newscast.document.words import short
from newscast.timeline.context import Context
from newscast.timeline.heard import Parting, PlacedSound, Utterance
from newscast.timeline.piece import Piece

_ENDS = ".?!…"
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«([{¿¡—–"
_AROUND = 4
"""Words that are quoted beside something that is not in the text."""
_OTHER = Fraction(1, 2)
"""The share of a text's words that are not said as written beyond which it is the recording of another one."""
_FEW = 6
"""Words of a text that is too short to say so of."""
_TRANSCRIPT = "transcript"

Words = tuple[int, int]
"""The first of some words of a text, and the one after the last."""


@dataclass(frozen=True)
class _Said:
    """A text, where it was written, and the recordings among what is heard with it."""

    words: tuple[str, ...]
    utterance: Utterance
    place: Place | None
    sounds: tuple[PlacedSound, ...]

    @property
    def is_transcript(self) -> bool:
        return self.place is not None and self.place.keys[-1:] == (_TRANSCRIPT,)

    @property
    def recording(self) -> Path | None:
        sound = self.sound(self.utterance.start)
        return sound.take.file if sound else None

    def sound(self, sample: int) -> PlacedSound | None:
        """The recording that is heard at a sample of the segment."""
        return next((each for each in self.sounds if each.start <= sample < each.start + each.samples), None)

    def quoted(self, *spans: Words) -> str:
        return ", ".join(_quoted(self.words[first:last]) for first, last in spans)

    def at(self, word: int) -> Place | None:
        return self.place.of_word(word) if self.place else None


def warn_of_partings(piece: Piece, context: Context) -> None:
    """Have the context note each sentence of a segment of which a recording leaves words out, or says others.

    A transcript need not tell all that is said, so it is not told what it has not.
    """
    sounds = tuple(each.value for each in piece.sounds if each.value.take.file)
    for written in piece.utterances:
        if written.value.partings:
            words = tuple(written.value.text.split())
            _warn(_Said(words, written.value, written.place, sounds), context)


def _warn(said: _Said, context: Context) -> None:
    partings = said.utterance.partings
    lost = sum(parting.last - parting.first for parting in partings)
    instead = next((each.instead for each in partings if each.instead), "")
    if instead or (len(said.words) >= _FEW and lost > _OTHER * len(said.words)):
        _warn_of_another(said, instead, context)
        return
    for sentence in sentences(said.words, language_of(context.show.language).grammar):
        here = [each for each in partings if _is_of(each, sentence)]
        if skipped := _within(here, "skipped", sentence):
            _warn_of_skipped(skipped, sentence, said, context)
        if changed := _within(here, "changed", sentence):
            start = next(each.start for each in here if each.kind == "changed")
            _warn_of_changed(changed, start, said, context)
        for parting in here if not said.is_transcript else ():
            if parting.kind == "added":
                _warn_of_added(parting, said, context)


def sentences(words: Sequence[str], grammar: Grammar) -> Iterator[Words]:
    """Which words make each sentence of a text."""
    first = 0
    for number, word in enumerate(words):
        ends = word.rstrip(_CLOSERS)[-1:] in tuple(_ENDS)
        if number + 1 == len(words) or (ends and unaccented(word.lstrip(_OPENERS)) not in grammar.abbreviations):
            yield first, number + 1
            first = number + 1


def _is_of(parting: Parting, sentence: Words) -> bool:
    """Whether something of a sentence is not said as it is written; what is added is of the sentence before it."""
    first, last = sentence
    if parting.kind != "added":
        return parting.first < last and parting.last > first
    return first < parting.first <= last or parting.first == first == 0


def _within(partings: Sequence[Parting], kind: str, sentence: Words) -> list[Words]:
    """The words of a sentence that are not said in that way."""
    first, last = sentence
    return [(max(each.first, first), min(each.last, last)) for each in partings if each.kind == kind]


def _warn_of_skipped(skipped: Sequence[Words], sentence: Words, said: _Said, context: Context) -> None:
    if list(skipped) == [sentence]:
        message = _("The recording leaves a sentence out: {words}.")
    else:
        message = _("The recording leaves words out: {words}.")
    hint = _("Captions leave them out too. Take them out of the text, or record it anew.")
    _say(message.format(words=said.quoted(*skipped)), hint, skipped[0][0], said, context, code="take-skips")


def _warn_of_changed(changed: Sequence[Words], start: int, said: _Said, context: Context) -> None:
    message = _("The recording seems to say something else than {words}{where}.")
    hint = _("Listen to it, and correct the text or record it anew.")
    text = message.format(words=said.quoted(*changed), where=_where(start, said, context))
    _say(text, hint, changed[0][0], said, context, code="take-differs")


def _warn_of_added(parting: Parting, said: _Said, context: Context) -> None:
    if parting.first:
        message = _("After {words} the recording says something that is not in the text, for {seconds} s{where}.")
        beside = max(0, parting.first - _AROUND), parting.first
    else:
        message = _("Before {words} the recording says something that is not in the text, for {seconds} s{where}.")
        beside = 0, _AROUND
    hint = _("Listen to it, and write it into the text or cut it out of the recording.")
    seconds = f"{(parting.end - parting.start) / SAMPLE_RATE:.1f}"
    text = message.format(words=said.quoted(beside), seconds=seconds, where=_where(parting.start, said, context))
    _say(text, hint, max(0, parting.first - 1), said, context, code="take-adds")


def _warn_of_another(said: _Said, instead: str, context: Context) -> None:
    own = said.quoted((0, len(said.words)))
    if instead:
        message = _("The recording does not seem to be that of this text, {words}. It says another one: {other}.")
        hint = _("Listen to it: were two recordings exchanged?")
        text = message.format(words=own, other=_quoted(instead.split()))
    else:
        message = _("The recording does not seem to be that of this text: {words}.")
        hint = _("Listen to it, and name the recording that has these words.")
        text = message.format(words=own)
    _say(text, hint, 0, said, context, code="take-other")


def _quoted(words: Sequence[str]) -> str:
    return in_marks(short(" ".join(words)))


def _say(message: str, hint: str, word: int, said: _Said, context: Context, *, code: str) -> None:
    context.warn(message, hint, said.at(word), code=code, medium=said.recording)


def _where(sample: int, said: _Said, context: Context) -> str:
    """The recording and the time in it, in brackets after what is said of it."""
    sound = said.sound(sample)
    if sound is None or sound.take.file is None:
        return ""
    seconds = sound.take.start / context.rate + Fraction(sample - sound.start + sound.offset, SAMPLE_RATE)
    return _(" ({name}, at {time})").format(name=sound.take.file.name, time=clock(max(seconds, Fraction(0))))
