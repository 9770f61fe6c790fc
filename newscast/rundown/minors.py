"""Minors who can be recognised, as far as somebody says so: what is asked for, and the consents that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import Place
from newscast.rundown.clips import Minors
from newscast.rundown.model import Rundown
from newscast.rundown.within import every


@dataclass(frozen=True)
class Marked:
    """A segment, or something in it, in which minors can be recognised: the signed consent, None where they are to be
    blurred; and where that is written."""

    slug: str
    consent: Path | None
    place: Place | None


def marked_in(rundown: Rundown) -> Iterator[Marked]:
    """All that is marked in a rundown, as a deliverable keeps it, each once: pictures have it from their story too."""
    for segment in rundown.segments:
        marked = every(Minors, segment, without=("versions",))
        yield from dict.fromkeys(Marked(segment.slug, None if m.blur else m.consent, m.place) for m in marked)
