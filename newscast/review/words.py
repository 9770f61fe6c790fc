"""How the approval of an episode stands, for the pages."""

from __future__ import annotations

import hashlib

from newscast.desk.counting import Standing
from newscast.desk.people import People
from newscast.episode.reader import Episode
from newscast.review.office import Office
from newscast.watch.approving import Approvals, approvals_of


def standing(people: People, office: Office, episode: str, found: Episode | None = None) -> tuple[Standing, ...]:
    """How each deliverable, and each story's own cut, stands; `found` is the episode's folder where it was read before.

    Raises FilesError where newsroom.yaml does not say whose words are asked for, MachineError, BrokenError.
    """
    return approvals(people, office, episode, found).standings


def approvals(people: People, office: Office, episode: str, found: Episode | None = None) -> Approvals:
    """The same with all words on the episode, and what is laid down. Raises as standing() does."""
    return approvals_of(people, office.root, episode, found)


def mark_of(content: str) -> str:
    """What tells one content from another in forms."""
    return hashlib.sha256(content.encode()).hexdigest()[:24]
