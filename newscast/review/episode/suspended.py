"""How an episode stands in a suspension: what says why it goes out, and what a director signed for; as of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.i18n import _
from newscast.desk.counting import Standing
from newscast.desk.exceptions import ExceptionSigned, signed_at_desk, standing
from newscast.desk.people import People
from newscast.episode.manifest import ListedConcern, ListedSuspension, Manifest
from newscast.episode.reader import Episode
from newscast.review.newsroom.office import newsroom_at
from newscast.rundown.signed import SignedException


@dataclass(frozen=True)
class Answer:
    """A segment that has to say why it goes out, and what does: it is exempt, or `signed` holds for its words. One that
    was signed for other words is `before`."""

    concern: ListedConcern
    signed: ExceptionSigned | None
    before: ExceptionSigned | None

    @property
    def given(self) -> bool:
        return self.concern.exempt is not None or self.signed is not None


def answers_in(suspension: ListedSuspension, exceptions: Iterable[ExceptionSigned]) -> list[Answer]:
    """Those of every segment; `exceptions` are those of the episode that stand."""
    stand = list(exceptions)
    return [_answer(each, [one for one in stand if one.slug == each.slug]) for each in suspension.segments]


def _answer(concern: ListedConcern, signed: Sequence[ExceptionSigned]) -> Answer:
    holds = next((each for each in signed if each.words == concern.words), None)
    return Answer(concern, holds, signed[-1] if signed and holds is None else None)


def exceptions_at(root: Path, episode: str) -> tuple[SignedException, ...]:
    """What directors signed for an episode, to be handed to children, which do not ask the desk; none where the
    newsroom has no suspension."""
    return signed_at_desk(root, episode) if newsroom_at(root).suspension else ()


def exempt_words(exempt: str) -> str:
    """Why something goes out, in the visitor's language."""
    words: Mapping[str, str] = {
        "health": _("health"),
        "education": _("education"),
        "civil-protection": _("civil protection"),
        "electoral": _("electoral authority"),
        "service": _("service to the public"),
    }
    return words.get(exempt, exempt)


def unanswered(people: People, found: Episode, of: Standing) -> list[str]:
    """The titles of what in a deliverable nothing says the reason of, so that its final is not made; by the edition
    that there is a word to be said on, and by a newer one. Raises MachineError, BrokenError."""
    plan = found.draft if of.plan.draft else found.final
    editions = [each for each in (found.draft, found.final) if each and plan and each.order >= plan.order]
    titles: dict[str, None] = {}
    for manifest in filter(None, (each.manifest for each in editions)):
        if manifest.suspension:
            slugs = _slugs(manifest, of.deliverable)
            answers = answers_in(manifest.suspension, standing(people, manifest.episode))
            open_ones = [each for each in answers if each.concern.slug in slugs and not each.given]
            titles |= dict.fromkeys(each.concern.title for each in open_ones)
    return list(titles)


def _slugs(manifest: Manifest, deliverable: str) -> set[str]:
    name, _sign, cut = deliverable.partition("/")
    entry = manifest.deliverables.get(name)
    return {cut} if cut else {each.slug for each in entry.segments} if entry else set()
