"""What goes out during a suspension of government propaganda, and why: pure.

Newscast asks what the newsroom's own list says, and remembers what people answered. What is allowed, a lawyer decides.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newscast.base.canonical import digest_of
from newscast.base.errors import Problem, unique
from newscast.base.i18n import _
from newscast.document.model import Placed
from newscast.document.words import folded, short
from newscast.rundown.keep import kept
from newscast.rundown.load import Loaded
from newscast.rundown.model import Read, Recorded, Rundown, Segment, Spot, Story, Super, WithParts
from newscast.rundown.signed import SignedException
from newscast.rundown.texts import Worded, all_texts, texts_of
from newscast.show.suspension import questions, unknowable


@dataclass(frozen=True)
class Concerned:
    """A segment that has to say why it goes out: `exempt` as it is written, `words` the digest of what it says,
    `signed` the exception that holds for these words."""

    segment: Segment
    words: str
    signed: SignedException | None = None

    @property
    def exempt(self) -> str | None:
        return self.segment.exempt

    @property
    def answered(self) -> bool:
        return self.exempt is not None or self.signed is not None


def is_concerned(segment: Segment) -> bool:
    """Stories and spots; of what stands around them what holds more than a greeting: sots, packages, cards, pictures
    under a voice. What a presenter reads there, and the mark of the show, is not."""
    if isinstance(segment, Story | Spot):
        return True
    return isinstance(segment, WithParts) and any(not isinstance(part, Read) for part in segment.parts)


def concerned(loaded: Loaded, rundowns: Iterable[Rundown], signed: Collection[SignedException] = ()) -> list[Concerned]:
    """The segments of these rundowns, as deliverables keep them, that have to say why they go out; none outside a
    suspension."""
    if loaded.suspension is None:
        return []
    slugs = {each.slug for rundown in rundowns for each in rundown.segments if is_concerned(each)}
    found = []
    for segment in loaded.rundown.segments:
        if segment.slug in slugs:
            words = words_of(loaded, segment.slug)
            holds = (each for each in signed if (each.slug, each.words) == (segment.slug, words))
            found.append(Concerned(segment, words, next(holds, None)))
    return found


def words_of(loaded: Loaded, slug: str) -> str:
    """A digest of what a segment says and shows in words in any deliverable, whose names it shows, and which
    recordings of people it plays: what an exception is signed for."""
    said = []
    for name in loaded.rundown.deliverables:
        segments = [each for each in kept(loaded.rundown, name).segments if each.slug == slug]
        said.append([_said(each, loaded) for each in segments])
    unique_ones = [each for number, each in enumerate(said) if each and each not in said[:number]]
    return digest_of(unique_ones)


def _said(segment: Segment, loaded: Loaded) -> list[Any]:
    texts = [" ".join(each.text.split()) for each in texts_of(segment)]
    return [texts, *_names(segment, loaded), *_recordings(segment, loaded.root)]


def _names(segment: Segment, loaded: Loaded) -> Iterator[list[str]]:
    for item in _within(segment):
        person = loaded.rundown.people.get(getattr(item, "who", None) or "")
        if person:
            yield [person.name, person.role]


def _recordings(segment: Segment, root: Path) -> Iterator[str]:
    for item in _within(segment):
        if isinstance(item, Recorded | Spot):
            yield os.path.relpath(item.clip.file, root)


def _within(segment: Segment) -> Iterator[Placed]:
    """The segment, its parts and the texts over their pictures."""
    yield segment
    for part in segment.parts if isinstance(segment, WithParts) else ():
        yield part
        shown: tuple[Super, ...] = getattr(part, "supers", ())
        yield from shown


def suspension_problems(
    loaded: Loaded, rundowns: Collection[Rundown], asked: Iterable[Concerned], draft: bool
) -> list[Problem]:
    """What is to be said of an episode that goes out during a suspension, or shortly before one: errors in finals,
    warnings in drafts. Of what was `asked` only that counts which these rundowns keep."""
    found = list(questions(loaded.newsroom, loaded.rundown.date))
    if loaded.suspension is None:
        return found
    found += unknowable(loaded.kit or loaded.show)
    slugs = {each.slug for rundown in rundowns for each in rundown.segments}
    found += [problem for each in asked if each.segment.slug in slugs for problem in _unanswered(each, loaded)]
    found += _slogans(loaded, rundowns)
    return unique(replace(each, warning=True) if draft else each for each in found)


def _unanswered(each: Concerned, loaded: Loaded) -> Iterator[Problem]:
    period, slug, place = loaded.suspension, each.segment.slug, each.segment.place
    assert period is not None
    if each.exempt is None and each.signed:
        message = _("“{slug}” goes out by an exception that {who} signed: {reason}")
        said = message.format(slug=slug, who=each.signed.who, reason=each.signed.reason)
        yield Problem(said, "", place, warning=True, code="suspension-signed")
    if each.answered:
        return
    message = _("“{slug}” goes out during the suspension of {first} to {last}, and nothing says why.")
    hint = _(
        "Where it is one of these, write `exempt: health`, `education`, `civil-protection`, `electoral` or `service`."
        " Otherwise hold it back with `float: true`, or have a director sign an exception on the episode's page. The"
        " legal office decides what may go out."
    )
    said = message.format(slug=slug, first=period.from_, last=period.to)
    yield Problem(said, hint, place, code="suspension")


def _slogans(loaded: Loaded, rundowns: Iterable[Rundown]) -> Iterator[Problem]:
    """The texts in which one of the kit's slogans stands."""
    slogans = {_plain(each): each for each in loaded.show.slogans if _plain(each).strip()}
    for worded in (each for rundown in rundowns if slogans for each in (*all_texts(rundown), *_hashtags(rundown))):
        text = _plain(worded.text)
        for plain, slogan in slogans.items():
            if plain in text:
                message = _("During the suspension no text has the slogan “{slogan}”: “{text}”.")
                said = message.format(slogan=slogan, text=short(worded.text, 60))
                yield Problem(said, _("Take it out."), worded.place, code="suspension-slogan")


def _hashtags(rundown: Rundown) -> Iterator[Worded]:
    stories = (each for each in rundown.segments if isinstance(each, Story))
    return (Worded(tag, story.where("hashtags")) for story in stories for tag in story.hashtags)


def _plain(text: str) -> str:
    """Letters and digits alone, words parted by single blanks; a hashtag is found in whatever capitals it has."""
    kept_signs = "".join(sign if sign.isalnum() else " " for sign in folded(text))
    return f" {' '.join(kept_signs.split())} "
