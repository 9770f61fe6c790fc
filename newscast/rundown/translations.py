"""What of a rundown is translated into which languages, and what of it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _, ngettext
from newscast.rundown.model import Headlines, Recorded, Rundown, Spoken, Story, WithParts


def untranslated(kept: Iterable[Rundown]) -> list[Problem]:
    """A warning for each language into which some of what is said is translated, and other is not; `kept` is what each
    deliverable keeps of one rundown."""
    said = dict[tuple[str, Place | None], set[str]]()
    for rundown in kept:
        for text, translations, place in _said(rundown):
            said.setdefault((text, place), set()).update(translations)
    languages = sorted({tag for tags in said.values() for tag in tags})
    lacking = {tag: [place for (_text, place), tags in said.items() if tag not in tags] for tag in languages}
    return [_problem(tag, places) for tag, places in lacking.items() if places]


def _said(rundown: Rundown) -> Iterator[tuple[str, Mapping[str, str], Place | None]]:
    """Every text that is said, with its translations and where it was written."""
    teased = {slug for each in rundown.segments if isinstance(each, Headlines) for slug in _read(each, rundown)}
    for segment in rundown.segments:
        if isinstance(segment, Story) and segment.tease and segment.slug in teased:
            yield segment.tease.copy_, segment.tease.translations, segment.tease.where("copy")
        for part in segment.parts if isinstance(segment, WithParts) else ():
            if isinstance(part, Spoken):
                yield part.copy_, part.translations, part.where(part.kind)
            elif isinstance(part, Recorded) and part.transcript:
                yield part.transcript, part.translations, part.where("transcript")


def _read(headlines: Headlines, rundown: Rundown) -> Iterator[str]:
    """The stories whose teases are read aloud in the headlines."""
    voiced = {each.slug for each in rundown.segments if isinstance(each, Story) and each.tease and each.tease.voice}
    return (slug for slug in headlines.stories if headlines.voice or slug in voiced)


def _problem(tag: str, places: list[Place | None]) -> Problem:
    message = ngettext(
        "{n} text is not translated into “{tag}”, others are.",
        "{n} texts are not translated into “{tag}”, others are.",
        len(places),
    )
    hint = _("Write `translations: {{{tag}: …}}` beside each; the captions in that language leave out what has none.")
    text = message.format(n=len(places), tag=tag)
    return Problem(text, hint.format(tag=tag), places[0], warning=True, code="translation-missing")
