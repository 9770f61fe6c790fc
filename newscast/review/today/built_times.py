"""When the segments of an episode are in what was built of it last: read once for every build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newscast.episode.manifest import ListedSuspension
from newscast.episode.reader import read_episode
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import address_of, chosen_from
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Shelved


@dataclass(frozen=True)
class BuiltSegment:
    """A segment as it was built: how many seconds it lasts, its page at its first frame; `title` is a story's."""

    slug: str
    kind: str
    title: str
    seconds: float
    address: str


@dataclass(frozen=True)
class Built:
    """What was built last of an episode, as it is looked at first, from a rundown with this SHA-256; it is `outdated`
    where a later build of something else found that its sources have changed."""

    draft: bool
    version: int
    target: str
    sha256: str
    outdated: bool
    segments: tuple[BuiltSegment, ...]
    suspension: ListedSuspension | None = None

    def segment(self, slug: str) -> BuiltSegment | None:
        return next((each for each in self.segments if each.slug == slug), None)


def built_of(office: Office, episode: Shelved) -> Built | None:
    """What was built last; None where nothing was, or it cannot be read."""
    told = tuple((each.version, each.published) if each else None for each in (episode.draft, episode.final))
    return _built(office, episode.name, told) if any(told) else None


@lru_cache(maxsize=64)
def _built(office: Office, name: str, _told: tuple[tuple[int, float] | None, ...]) -> Built | None:
    try:
        chosen = chosen_from(name, read_episode(office.folder(name)), {})
    except RefusedError:
        return None
    segments = [each for each in chosen.timeline.segments if each.frames] if chosen.timeline else []
    return Built(
        chosen.draft,
        chosen.version,
        chosen.target,
        chosen.manifest.rundown.sha256,
        chosen.entry.outdated,
        tuple(
            BuiltSegment(
                each.slug,
                each.kind,
                each.title,
                float(each.frames / chosen.rate),
                address_of(name, chosen.draft, chosen.version, chosen.target, each.start_frame),
            )
            for each in segments
        ),
        chosen.manifest.suspension,
    )
