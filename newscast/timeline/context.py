"""What placing looks things up in, and where it says what it noticed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from newscast.base.errors import Place, Problem
from newscast.base.languages.spoken import Say, say_in, spoken_copy
from newscast.media.info import MediaInfo
from newscast.media.missing import Media, found
from newscast.rundown.model import Rundown, Story
from newscast.show.model import Show
from newscast.show.office import Newsroom
from newscast.show.person import Person, SynthVoice
from newscast.timeline.form import Form
from newscast.timeline.heard import Alignment, Recital, Take, TakeInfo
from newscast.timeline.reading import spoken_seconds

Found = TypeVar("Found")


@dataclass(frozen=True)
class Context:
    """`media` has every file of the rundown; `infos` holds what was measured of every spoken take,
    `alignments` what was heard of the words that are said in them, as far as somebody listened.

    What is `remembered` of parts, contexts of one episode may share.
    """

    rundown: Rundown
    show: Show
    newsroom: Newsroom
    form: Form
    media: Media
    infos: Mapping[Take, TakeInfo]
    alignments: Mapping[Recital, Alignment] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remembered: dict[Any, Any] = field(default_factory=dict)

    @property
    def rate(self) -> Fraction:
        return self.show.rate

    def medium(self, file: Path) -> MediaInfo | None:
        """What a file is; None where it is missing, in a draft. Raises KeyError for a file nobody looked at."""
        return found(self.media, file)

    def once(self, what: object, part: Any, find: Callable[[], Found]) -> Found:
        """`what` is to be known of this very part: found once, with whatever it warns of."""
        key = (what, id(part))
        if key not in self.remembered:
            # With the part, lest another take its place in memory.
            self.remembered[key] = part, find()
        found: Found = self.remembered[key][1]
        return found

    def aligned(self, recital: Recital | None) -> Alignment:
        """What is known of the words of a text that is heard."""
        return (self.alignments.get(recital) if recital else None) or Alignment()

    def person(self, key: str | None) -> Person | None:
        if key is None:
            return None
        return self.rundown.people.get(key) or self.newsroom.people.get(key)

    def presenter(self, by: str | None) -> str | None:
        """The key of who reads: `by`, else the first presenter."""
        return by or next(iter(self.rundown.presenters), None)

    def synth(self, by: str | None) -> SynthVoice:
        person = self.person(self.presenter(by))
        return (person.synth if person else None) or self.show.synth

    def say_in(self, text: str) -> Say:
        """What the newsroom says for words that a text may have."""
        return say_in(text, self.rundown.say.items())

    def read_aloud(self, copy: str) -> str:
        """A copy as a synthetic voice reads it."""
        return spoken_copy(copy, self.show.language, self.say_in(copy))

    def seconds(self, copy: str) -> Fraction:
        """How long somebody needs to read a copy aloud."""
        return spoken_seconds(copy, self.show.language, self.say_in(copy))

    def story(self, slug: str) -> Story | None:
        return next((s for s in self.rundown.segments if isinstance(s, Story) and s.slug == slug), None)

    def warn(self, message: str, hint: str, place: Place | None, *, code: str, medium: Path | None = None) -> None:
        self.problems.append(Problem(message, hint, place, warning=True, code=code, medium=medium))

    def complain(self, message: str, hint: str, place: Place | None, *, code: str, medium: Path | None = None) -> None:
        self.problems.append(Problem(message, hint, place, code=code, medium=medium))
