"""Copy of which a synthetic voice would not say a word, such as emoji alone."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.document.words import short
from newscast.rundown.model import Headlines, Open, Segment, Spoken, WithParts
from newscast.timeline.context import Context
from newscast.timeline.heard import Take
from newscast.timeline.takes import ident_takes, part_takes, tease_of, tease_takes

Read = tuple[tuple[Take, ...], str, Place | None]


def complain_of_unsaid(context: Context) -> None:
    """Have the context note every text that is to be read by a synthetic voice, and in which there is no word."""
    for segment in context.rundown.segments:
        for takes, copy, place in _read_in(segment, context):
            if any(not take.file and not _has_words(take.text) for take in takes):
                message = _("Nothing of “{text}” can be read aloud.").format(text=short(copy))
                hint = _("Write words, or below `say` what is said for it.")
                context.complain(message, hint, place, code="copy-unsaid")


def _read_in(segment: Segment, context: Context) -> Iterator[Read]:
    """What is read in a segment and may have no word: the takes it is heard from, its copy, where that is written."""
    # What is in the one take of a whole newscast has no voice of its own yet.
    for part in segment.parts if isinstance(segment, WithParts) and context.rundown.voice is None else ():
        if isinstance(part, Spoken) and not _has_words(context.read_aloud(part.copy_)):
            yield part_takes(part, context), part.copy_, part.where(part.kind)
    if isinstance(segment, Headlines) and not isinstance(segment.voice, tuple):
        for slug in segment.stories if all(context.story(slug) for slug in segment.stories) else ():
            tease = tease_of(slug, context)
            yield tease_takes(segment, slug, context), tease.copy_, tease.where("copy")
    if isinstance(segment, Open) and (ident := context.show.ident):
        yield ident_takes(segment, context), ident.copy_, ident.where("copy")


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
