"""What a manifest says of the suspension, of consents, and of people who hold an elected office."""

from __future__ import annotations

import os
from pathlib import Path

from newscast.base.telling import Sums
from newscast.build.stages import Asked
from newscast.episode.manifest import ListedConcern, ListedConsent, ListedPresence, ListedSuspension
from newscast.qc.promotion import Presence
from newscast.rundown.keep import kept
from newscast.rundown.load import Loaded
from newscast.rundown.minors import marked_in
from newscast.rundown.model import Story
from newscast.rundown.suspension import Concerned


def listed_suspension(asked: Asked, root: Path) -> ListedSuspension | None:
    """The suspension in which an episode goes out; None outside one."""
    period = asked.loaded.suspension
    if period is None:
        return None
    segments = tuple(_concern(each, root) for each in asked.concerned)
    return ListedSuspension(period.from_.isoformat(), period.to.isoformat(), segments)


def listed_consents(loaded: Loaded, sums: Sums) -> tuple[ListedConsent, ...]:
    """The consents that any deliverable needs, each once, with what is in them now."""
    marked = [each for name in loaded.rundown.deliverables for each in marked_in(kept(loaded.rundown, name))]
    pairs = dict.fromkeys((each.slug, each.consent) for each in marked)
    return tuple(
        ListedConsent(slug, _from(loaded.root, consent), sums(consent))
        for slug, consent in pairs
        if consent is not None
    )


def listed_presence(each: Presence) -> ListedPresence:
    heard, shown = round(float(each.heard), 3), round(float(each.shown), 3)
    return ListedPresence(each.person, each.name, heard, shown, each.mentions, each.written)


def _concern(each: Concerned, root: Path) -> ListedConcern:
    segment, place = each.segment, each.segment.place
    return ListedConcern(
        slug=segment.slug,
        kind=segment.kind,
        title=segment.headline if isinstance(segment, Story) else segment.slug,
        words=each.words,
        exempt=each.exempt,
        signed_by=each.signed.who if each.signed else None,
        reason=each.signed.reason if each.signed else "",
        file=_from(root, place.file) if place else None,
        line=place.line if place else None,
    )


def _from(root: Path, path: Path) -> str:
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root))
