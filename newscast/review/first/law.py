"""What the newsroom's list asks, to be looked at first: why stories go out during a suspension, officials, minors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from newscast.base.i18n import _, language
from newscast.base.languages.all import language_of
from newscast.base.languages.naming import times_named
from newscast.episode.manifest import ListedSuspension
from newscast.episode.timeline import ListedTimeline
from newscast.review.episode.suspended import Answer, exempt_words
from newscast.review.episode.texts import Named, Told
from newscast.review.first.item import Item, Line, key_of
from newscast.review.newsroom.written import Listed
from newscast.show.officials import is_office

_MINORS = re.compile(
    r"\b(?:niñ[oa]s?|menor(?:es)? de edad|alumn[oa]s?|bebés?|adolescentes?|children|schoolchildren|pupils|toddlers?)\b"
)
"""Words for minors, in small letters: `Niños Héroes` is a quarter of the town."""


def suspension_items(
    suspension: ListedSuspension, answers: Iterable[Answer], timeline: ListedTimeline
) -> Iterator[Item]:
    """What nothing says the reason of, each by itself; then all the others together."""
    starts = {each.slug: each.start_frame for each in timeline.segments}
    here = [each for each in answers if each.concern.slug in starts]
    for each in here:
        if not each.given:
            text = _("It goes out during the suspension of {first} to {last}, and nothing says why.")
            first, last = (_spoken(day) for day in (suspension.first, suspension.last))
            line = Line(text.format(first=first, last=last), starts[each.concern.slug])
            key = key_of("suspension", each.concern.slug, each.concern.words)
            yield Item("suspension", key, each.concern.title, (line,), line.frame, wrong=True)
    given = [each for each in here if each.given]
    if given:
        lines = tuple(Line(_reason(each), starts[each.concern.slug]) for each in given)
        key = key_of("suspension", [[each.concern.slug, each.concern.words, each.concern.exempt] for each in given])
        yield Item("suspension", key, _("Why these go out during the suspension"), lines, lines[0].frame)


def _spoken(day: str) -> str:
    return language_of(language()).day(datetime.date.fromisoformat(day))


def _reason(each: Answer) -> str:
    if each.concern.exempt:
        return _("{story}: {why}").format(story=each.concern.title, why=exempt_words(each.concern.exempt))
    assert each.signed
    return _("{story}: exception signed, {reason}").format(story=each.concern.title, reason=each.signed.reason)


def official_items(names: Sequence[Named], texts: Sequence[Told], people: Iterable[Listed]) -> Iterator[Item]:
    """Everybody with a public office whose name is shown or said, in one item."""
    lines: dict[str, Line] = {}
    for each in names:
        if is_office(each.role):
            lines.setdefault(
                each.name, Line(_("{name}, {role}: on screen").format(name=each.name, role=each.role), each.frame)
            )
    for person in people:
        if person.elected or is_office(person.role):
            told = next((each for each in texts if times_named(person.name, each.text)), None)
            if told and person.name not in lines:
                lines[person.name] = Line(
                    _("{name}, {role}: named").format(name=person.name, role=person.role or "—"), told.frame
                )
    if lines:
        found = tuple(lines.values())
        yield Item(
            "suspension",
            key_of("suspension", "officials", sorted(lines)),
            _("Officials who are named or shown"),
            found,
            found[0].frame,
        )


def minors_items(texts: Iterable[Told], marked: Iterable[str], timeline: ListedTimeline) -> Iterator[Item]:
    """Stories that speak of minors, show pictures, and say nothing of minors: one gentle line for each."""
    shows = {each.slug for each in timeline.segments if any(shot.file for shot in each.shots)}
    lines: dict[str, Line] = {}
    for text in texts:
        found = _MINORS.search(text.text) if text.slug in shows and text.slug not in set(marked) else None
        if found:
            said = _("{story} speaks of “{word}”: can minors be recognised in its pictures? `minors:` says what holds.")
            lines.setdefault(text.slug, Line(said.format(story=text.title, word=found[0]), text.frame))
    if lines:
        yield Item(
            "minors",
            key_of("minors", sorted(lines)),
            _("Minors"),
            tuple(lines.values()),
            next(iter(lines.values())).frame,
        )
