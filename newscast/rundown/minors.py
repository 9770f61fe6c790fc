"""Minors who can be recognised, as far as somebody says so: what is asked for, and the consents that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.model import Placed
from newscast.rundown.clips import Minors
from newscast.rundown.model import Rundown


@dataclass(frozen=True)
class Marked:
    """A segment, or something in it, in which minors can be recognised: the signed consent, None where they are to be
    blurred; and where that is written."""

    slug: str
    consent: Path | None
    place: Place | None


def marked_in(rundown: Rundown) -> Iterator[Marked]:
    """All that is marked in a rundown, as a deliverable keeps it."""
    for segment in rundown.segments:
        for minors in _within(segment):
            yield Marked(segment.slug, None if minors.blur else minors.consent, minors.place)


def blurring(rundowns: Iterable[Rundown]) -> Iterator[Problem]:
    """An error for each place that asks for faces to be blurred, which cannot be done yet."""
    for marked in (each for rundown in rundowns for each in marked_in(rundown)):
        if marked.consent is None:
            message = _("Newscast cannot blur faces yet, and here it is asked to: “{slug}”.")
            hint = _(
                "Blur them in the editor, name the file that came out and take `minors` away; or show other pictures;"
                " or keep the signed consent in the newsroom and write `minors: {consent: FILE}`."
            )
            yield Problem(message.format(slug=marked.slug), hint, marked.place, code="minors-blur")


def _within(item: Any) -> Iterator[Minors]:
    """Every mark of a segment, its parts and their pictures."""
    if isinstance(item, Minors):
        yield item
    elif isinstance(item, tuple):
        for each in item:
            yield from _within(each)
    elif isinstance(item, Placed):
        for name in type(item).model_fields:
            if name != "versions":
                yield from _within(getattr(item, name))
