"""Which texts are heard in which takes, so that their words can be listened for before anything is placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscast.base.languages.spoken import Say, spoken_forms
from newscast.rundown.model import Headlines, Open, Package, Part, Read, Sot, Vo, WithParts
from newscast.timeline.asides import ASIDE, said_words
from newscast.timeline.context import Context
from newscast.timeline.heard import Recital, Take
from newscast.timeline.ident import ident_recital
from newscast.timeline.takes import headlines_takes, part_takes, tease_of, tease_takes

_WORD = re.compile(r"\S+")


def all_recitals(context: Context) -> set[Recital]:
    """Every text of the context's rundown that is said, with what it is heard in."""
    return set(_recitals(context))


def _recitals(context: Context) -> Iterator[Recital]:
    for segment in context.rundown.segments:
        if isinstance(segment, WithParts):
            for part in segment.parts:
                yield from filter(None, [part_recital(part, part_takes(part, context))])
        if isinstance(segment, Open):
            yield from filter(None, [ident_recital(segment, context)])
        if isinstance(segment, Headlines):
            yield from headlines_recitals(segment, context)


def part_recital(part: Part, takes: Sequence[Take]) -> Recital | None:
    """The copy or transcript of a part in its takes; None where it has no words or no sound."""
    if not takes:
        return None
    if isinstance(part, Read | Vo):
        return Recital(tuple(takes), part.copy_)
    if isinstance(part, Sot | Package) and said_words(part.transcript):
        return Recital(tuple(takes), part.transcript, verbatim=False)
    return None


def headlines_recitals(segment: Headlines, context: Context) -> list[Recital]:
    """All teases in the take that has them all, or each in its own; nothing for silent cards."""
    if isinstance(segment.voice, tuple):
        copy = " ".join(tease_of(slug, context).copy_ for slug in segment.stories)
        return [Recital(headlines_takes(segment, context), copy)]
    teases = ((tease_takes(segment, slug, context), tease_of(slug, context).copy_) for slug in segment.stories)
    return [Recital(takes, copy) for takes, copy in teases if takes]


def forms_of(recital: Recital, language: str, say: Say = ()) -> tuple[str, ...]:
    """For each word of the text what is said for it; nothing where nothing is."""
    forms = spoken_forms(recital.text, language, say)
    if recital.verbatim:
        return forms
    spoken = ASIDE.sub(lambda aside: " " * len(aside[0]), recital.text)
    words = (spoken[word.start() : word.end()] for word in _WORD.finditer(recital.text))
    return tuple(form if any(map(str.isalnum, word)) else "" for form, word in zip(forms, words, strict=True))
