"""A rough cut: one timeline of one deliverable with its words and graphics, before anything is made of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from newscast.base.canvas import Canvas, canvas
from newscast.base.errors import Place
from newscast.captions.correcting import Corrected
from newscast.captions.cue import Captions, Cue, place_of
from newscast.captions.karaoke import turned
from newscast.captions.line21.model import PopOn
from newscast.captions.unnamed import without_names
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.deliverable import Deliverable
from newscast.picture.captioned import caption_fields, cues_within
from newscast.picture.laid import Fields, Shown
from newscast.picture.shown import graphics_of
from newscast.rundown.model import Rundown, Story
from newscast.show.model import Show
from newscast.show.station import Station
from newscast.show.station_names import stem_of
from newscast.sound.version import Version
from newscast.timeline.model import PlacedSegment, PlacedSuper, Places, Timeline
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.slices import slices


def told_after(name: str, title: str) -> str:
    """What a title says beside the name that it begins with; the title where it begins with something else."""
    rest = title[len(name) :]
    if title[: len(name)].casefold() != name.casefold() or rest[:1].isalnum():
        return title
    # The mark between them goes, one that opens what follows stays.
    rest = re.sub(r"^[\s,.;:|/·•–—-]+", "", rest)
    return rest[:1].upper() + rest[1:]


@dataclass(frozen=True)
class RoughCut:
    """`slug` is that of the story where a deliverable has a cut for each."""

    deliverable: str
    slug: str | None
    rundown: Rundown
    show: Show
    timeline: Timeline
    places: Places
    captions: Captions | None
    """In the style its deliverable declares; None where it declares none."""
    further: Mapping[str, Captions]
    """In the same style, by the tag of a language that it is translated into."""
    on_grid: Captions | None
    """As CEA-608 has them, in shorter lines; None where nobody takes such."""
    corrected: Mapping[str, Corrected]
    """Those of these that somebody corrected, as they were written, by language tag."""

    @property
    def kind(self) -> Deliverable:
        """What it is a cut of."""
        return DELIVERABLES[self.family]

    @property
    def family(self) -> str:
        """Its deliverable, or for that of a station the one it is a kind of."""
        return self.show.family(self.deliverable)

    @property
    def station(self) -> Station | None:
        """The profile by which it is made; None where no station takes it."""
        return self.show.station(self.deliverable)

    @property
    def stem(self) -> str:
        """File name without suffix: the episode, and the story's slug in a cut of one story; for stations as they ask
        for it."""
        station = self.station
        if station is None:
            return self.rundown.episode + (f"-{self.slug}" if self.slug else "")
        return stem_of(station.name, self.named, station.ascii)

    @property
    def version(self) -> Version:
        """The version of its sound that its programme has; others may lie beside it."""
        station = self.station
        if station is None:
            return "full"
        return station.layout[0] if station.kind == "tv" else station.version

    @property
    def named(self) -> dict[str, Any]:
        """What names of files may be made of."""
        rundown = self.rundown
        return {
            "show": rundown.show,
            "episode": rundown.episode,
            "date": rundown.date,
            "air": rundown.air or datetime.datetime.combine(rundown.date, datetime.time()),
            "title": self.title,
            "station": self.deliverable,
            "block": "",
            "part": "",
        }

    @property
    def title(self) -> str:
        story = self.story
        return story.headline if story else self.rundown.title

    @property
    def story(self) -> Story | None:
        """The story of a cut of one story."""
        if self.slug is None:
            return None
        return next(s for s in self.rundown.segments if isinstance(s, Story) and s.slug == self.slug)

    def canvas(self, name: str) -> Canvas:
        """The canvas of that name, in the size the kit gives it."""
        return canvas(name, self.show.rate, self.show.canvases.get(name))

    @property
    def full_size(self) -> Canvas:
        """The canvas of its pictures in the final."""
        return RoughCut.canvas(self, self.kind.form.canvas)

    @property
    def size(self) -> Canvas:
        """The canvas of its pictures."""
        return self.canvas(self.kind.form.canvas)

    @property
    def said(self) -> Captions:
        """The captions of each segment. ValueError where the deliverable declares none."""
        if self.captions is None:
            raise ValueError(f"{self.deliverable} uses captions and declares no style for them")
        return self.captions

    @cached_property
    def pop_ons(self) -> tuple[PopOn, ...]:
        """The captions of the whole cut as CEA-608 has them; none where nobody takes such."""
        ours = any(segment.signer for segment in self.timeline.segments)
        signer = ours or bool(self.station and self.station.signer)
        if self.on_grid is None:
            return ()
        from newscast.deliverables.on_grid import pop_ons

        return pop_ons(self.timeline, self.on_grid, self.show, signer)

    def burned(self, in_turns: bool = True) -> list[tuple[PlacedSegment, Sequence[Cue]]]:
        """Every segment that is seen, with the captions that are drawn into its pictures, and their turns where the
        kit wants such."""
        captions = self.said if self.kind.burned else ((),) * len(self.timeline.segments)
        captions = tuple(map(self._unnamed, self.timeline.segments, captions))
        if self.show.captions.style == "karaoke" and in_turns:
            captions = tuple(map(self._turned, self.timeline.segments, captions))
        both = zip(map(self._branded, self.timeline.segments), captions, strict=True)
        return [(segment, _unsaid(cues, segment)) for segment, cues in both if segment.frames]

    def _branded(self, segment: PlacedSegment) -> PlacedSegment:
        """The segment with the logo in its corner, or without where a station puts its own there."""
        return replace(segment, bug=False) if self.station and self.station.bug == "none" else segment

    def _unnamed(self, segment: PlacedSegment, cues: Sequence[Cue]) -> tuple[Cue, ...]:
        return without_names(cues, segment, self.show.language)

    def _turned(self, segment: PlacedSegment, cues: Sequence[Cue]) -> tuple[Cue, ...]:
        return turned(cues, segment, self.show.rate, self.show.language)

    def graphics(self) -> Iterator[Shown]:
        """Every graphic that will be drawn, those of the poster last."""
        if self.kind.form.picture:
            size = self.size
            for segment, cues in self.burned(in_turns=False):
                for part in slices(segment):
                    yield from graphics_of(part.segment, self.show, size, cues_within(part, cues))
        if self.kind.poster:
            yield self.poster_graphic

    @property
    def poster_graphic(self) -> Shown:
        """The graphic over its first picture, for a thumbnail or a cover."""
        poster = self.kind.poster
        if poster is None:
            raise ValueError(f"{self.deliverable} has a poster and does not say which")
        size = canvas(poster.canvas, self.show.rate, poster.size) if poster.size else self.canvas(poster.canvas)
        return Shown(poster.graphic, self._poster_fields, size)

    @property
    def _poster_fields(self) -> Fields:
        """What a thumbnail or a cover says: an episode's has the show above its title, a story's the department."""
        if self.story:
            kicker, headline = self.story.department, self.title
        else:
            kicker, headline = self.show.name, told_after(self.show.name, self.title)
        if kicker and headline:
            return ("headline", headline), ("kicker", kicker)
        return (("headline", self.title),)

    def place_of(self, shown: Shown) -> Place | None:
        """Where the user wrote what a graphic of this cut shows; None for what is the kit's."""
        titled = self._title_place if self._poster_fields[0] in shown.fields else None
        return self._texts.get((shown.graphic, shown.fields), titled)

    @property
    def _title_place(self) -> Place | None:
        """Where the title was written that thumbnails and covers show."""
        if self.story:
            return self.story.where("headline")
        return self.rundown.places.get("title") or self.show.where("name")

    @cached_property
    def _texts(self) -> dict[tuple[str, Fields], Place | None]:
        """Every graphic with its fields, and where it was written first."""
        found: dict[tuple[str, Fields], Place | None] = {}
        captions = self.captions or ((),) * len(self.places)
        for segment, places, cues in zip(self.timeline.segments, self.places, captions, strict=True):
            pictures = zip((shot.picture for shot in segment.shots), places.shots, strict=True)
            for shown, place in (*pictures, *zip(segment.supers, places.supers, strict=True)):
                if isinstance(shown, GraphicShot | PlacedSuper):
                    found.setdefault((shown.graphic, shown.fields), place)
            for cue in (*cues, *self._unnamed(segment, cues)):
                found.setdefault(("caption", caption_fields(cue)), place_of(cue, places))
        return found


def _unsaid(cues: Sequence[Cue], segment: PlacedSegment) -> Sequence[Cue]:
    """The captions to draw into a segment: all but those over a card that shows the same words itself."""
    cards = [(shot, _card_words(shot.picture)) for shot in segment.shots if isinstance(shot.picture, GraphicShot)]
    copies = [_words(utterance.text) for utterance in segment.utterances]

    def is_shown(cue: Cue) -> bool:
        if cue.utterance is None:
            return False
        # What a caption says besides, such as who speaks, is no reason to repeat what the card says.
        said = (_words(cue.text), *copies[cue.utterance : cue.utterance + 1])
        return any(_is_over(cue, shot) and any(each in words for each in said) for shot, words in cards)

    return [cue for cue in cues if not is_shown(cue)]


def _is_over(cue: Cue, shot: Shot) -> bool:
    """Whether a shot is below a caption: a caption may come or go a frame beside the cut."""
    return shot.start <= (cue.start + cue.end) // 2 < shot.start + shot.frames


def _card_words(card: GraphicShot) -> str:
    fields = (text for _name, value in card.fields for text in ((value,) if isinstance(value, str) else value))
    return " ".join(map(_words, fields))


def _words(text: str) -> str:
    """The words alone, each between spaces."""
    return " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
