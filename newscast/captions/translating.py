"""What is said, in another language: its sentences when those of the copy are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from newscast.base.languages.all import language_of
from newscast.captions.align import words_of
from newscast.captions.gaps import gap_costs
from newscast.captions.prices import SENTENCE
from newscast.captions.unspaced import is_unspaced, sentences_of, with_ends
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span


def languages_of(timeline: Timeline) -> tuple[str, ...]:
    """The tags of the languages that something of a timeline is translated into, in their order."""
    said = (utterance for segment in timeline.segments for utterance in segment.utterances)
    return tuple(sorted({tag for utterance in said for tag, _text in utterance.translations}))


def translated(
    segment: PlacedSegment, language: str, own: str, characters: int = 42
) -> tuple[PlacedSegment, tuple[int, ...]]:
    """The segment as if all of it were said in another language, and of which of its utterances each one then is.

    What is not translated is left out. `own` is the language of the copy. What is written without spaces has one
    wherever a line of so many `characters` ends.
    """
    said: list[Utterance] = []
    numbers: list[int] = []
    for number, utterance in enumerate(segment.utterances):
        for sentence in _sentences(utterance, language, own):
            ended = with_ends(sentence.text, characters) if is_unspaced(sentence.text) else sentence.text
            said.append(replace(sentence, text=ended))
            numbers.append(number)
    # What else is heard is described in the language of the copy alone.
    return replace(segment, utterances=tuple(said), described=()), tuple(numbers)


def _sentences(utterance: Utterance, language: str, own: str) -> list[Utterance]:
    """The translation of an utterance, each sentence of it when that of the copy is said; where there are more or fewer
    of them, the whole when the whole is said."""
    text = dict(utterance.translations).get(language, "")
    if not text:
        return []
    sentences, spans = split(text, language), _said(utterance, own)
    heard = [span for span in spans if span]
    if len(sentences) != len(spans) and heard:
        sentences, spans = [text], [Span(heard[0].start, heard[-1].end)]
    both = zip(sentences, spans, strict=False)
    return [_during(utterance, sentence, span) for sentence, span in both if span]


def split(text: str, language: str) -> list[str]:
    """The sentences of a text."""
    if is_unspaced(text):
        return sentences_of(text)
    words = text.split()
    ends = [index for index, cost in enumerate(gap_costs(words, language_of(language).grammar), 1) if cost == SENTENCE]
    starts = [0, *ends]
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=False)]


def _said(utterance: Utterance, own: str) -> list[Span | None]:
    """When each sentence of the copy is said; None for one of which no word is."""
    words = words_of(utterance, own)
    ends = list(accumulate(len(sentence.split()) for sentence in split(utterance.text, own)))
    sentences = (words[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True))
    heard = ([word for word in sentence if word.said] for sentence in sentences)
    return [Span(sentence[0].start, sentence[-1].end) if sentence else None for sentence in heard]


def _during(utterance: Utterance, text: str, span: Span) -> Utterance:
    """A text that is said in a stretch of an utterance, as far as anybody speaks there."""
    speech = _within(utterance.speech, span)
    voice, seen = utterance.voice, utterance.seen
    return Utterance(text, span.start, span.length, speech or (span,), utterance.speaker, voice=voice, seen=seen)


def _within(speech: Sequence[Span], span: Span) -> tuple[Span, ...]:
    parts = (Span(max(each.start, span.start), min(each.end, span.end)) for each in speech)
    return tuple(part for part in parts if part.length > 0)
