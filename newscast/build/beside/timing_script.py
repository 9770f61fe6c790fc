"""The script of an episode with its times: what is said in each part, by whom and when, and what comes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from newscast.base.chains import SPOKEN
from newscast.base.errors import Place
from newscast.base.files import told_from
from newscast.base.languages.spoken import say_in, spoken_copy
from newscast.base.timecode import sample_at
from newscast.build.cuts import PlacedCut
from newscast.build.stages import Placed
from newscast.document.model import Placed as Written
from newscast.episode.telling import said_in
from newscast.episode.timed_script import ScriptedSegment, ScriptPart, ScriptReader, ScriptSuper, TimedScript
from newscast.rundown.model import Card, Package, Rundown, Segment, Sot, Spot, Story, WithParts
from newscast.show.person import Person
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment, PlacedSuper, SegmentPlaces
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.slot import own_slot

_NO_TEXT = ("bug", "caption", "credit")
"""Graphics of which nothing is told as text over the picture."""
_FIRST_FIELDS = ("kicker", "department", "name", "title", "headline", "role", "subtitle", "text", "items")
"""The order in which the texts of a graphic are told; others follow."""
_DEPTH = 4
"""Keys that lead to a part: `segments`, a number, `parts`, a number."""
_ANIMATED = ("opener", "sting", "closing")


def timed_script(episode: Placed) -> TimedScript:
    """The script of the first whole programme with picture, else of the first one.

    Raises FilesError where there is none: only stories of their own are built.
    """
    return script_of(episode, _chosen(episode.timelines))


def script_of(episode: Placed, cut: PlacedCut) -> TimedScript:
    """The script of a cut of the episode, or of a stretch of one."""
    telling = _Telling(episode, cut)
    timeline, rundown = cut.timeline, episode.loaded.rundown
    frames = own_slot(rundown, timeline.rate)
    slot = None if frames is None else frames / timeline.rate
    return TimedScript(
        episode=rundown.episode,
        title=rundown.title,
        date=rundown.date.isoformat(),
        language=episode.loaded.show.language,
        rundown=told_from(episode.loaded.root, rundown.path),
        sha256=rundown.sha256,
        deliverable=cut.request.deliverable,
        air=rundown.air.isoformat() if rundown.air else None,
        lasts=_seconds(timeline.duration),
        slot=None if slot is None else _seconds(slot),
        over=None if slot is None else _seconds(timeline.duration - slot),
        segments=tuple(telling.segments()),
        readers=tuple(telling.readers.values()),
    )


def _chosen(cuts: Sequence[PlacedCut]) -> PlacedCut:
    return min(cuts, key=lambda cut: (cut.request.slug is not None, not cut.request.form.picture))


class _Telling:
    """Tells the parts of a cut; `readers` are those who were heard by then."""

    def __init__(self, episode: Placed, cut: PlacedCut) -> None:
        self.episode, self.cut = episode, cut
        self.rundown: Rundown = cut.request.rundown
        self.rate = cut.timeline.rate
        self.readers: dict[str, ScriptReader] = {}
        self.people: dict[str, Person] = {**episode.loaded.newsroom.people, **self.rundown.people}

    def segments(self) -> Iterator[ScriptedSegment]:
        written = {each.slug: each for each in self.rundown.segments}
        for segment, places in zip(self.cut.timeline.segments, self.cut.places, strict=True):
            # What only fills up a slot is not in the rundown.
            if segment.frames and segment.slug in written:
                yield self._segment(segment, places, written[segment.slug])

    def _segment(self, segment: PlacedSegment, places: SegmentPlaces, written: Segment) -> ScriptedSegment:
        items = {_keys(each.place): each for each in _items(written)}
        parts = zip(segment.parts, places.parts, strict=True)
        told = tuple(self._part(part, place, segment, items.get(_keys(place), written)) for part, place in parts)
        return ScriptedSegment(
            slug=segment.slug,
            kind=segment.kind,
            title=segment.title if isinstance(written, Story) else "",
            department=written.department if isinstance(written, Story) else "",
            start=_seconds(segment.start / self.rate),
            lasts=_seconds(segment.frames / self.rate),
            estimated=any(each.estimated for each in told),
            line=written.place.line if written.place else None,
            parts=told,
        )

    def _part(self, part: PlacedPart, place: Place | None, segment: PlacedSegment, written: Written) -> ScriptPart:
        said = said_in(part, segment, self.rate)
        text = " ".join(each.text.strip() for each in said)
        shots = [shot for shot in segment.shots if _begins(shot.start, part)]
        return ScriptPart(
            kind=part.kind,
            start=_seconds((segment.start + part.start) / self.rate),
            lasts=_seconds(part.frames / self.rate),
            estimated=self._is_estimated(segment, part),
            who=self._reader(said, written),
            text=text,
            aloud=spoken_copy(text, self.episode.loaded.show.language, say_in(text, self.rundown.say.items())),
            how=self._how(segment, part),
            file=_file(written),
            supers=tuple(self._supers(segment, part)),
            pictures=tuple(dict.fromkeys(filter(None, map(_picture, shots)))),
            shown=tuple(_texts(shots)) if isinstance(written, Card) or part.kind == "headline" else (),
            line=place.line if place else None,
            digest=part.digest,
        )

    def _reader(self, said: Sequence[Utterance], written: Written) -> str:
        """The short name of who is heard, and who is on the tape where nobody wrote down what is said."""
        who = next((each.voice for each in said if each.voice), "")
        who = who or (written.who or "" if isinstance(written, Sot) else "")
        if said or who:
            person = self.people.get(who)
            speaker = next((each.speaker for each in said), "")
            named = ScriptReader(who=who, name=person.name, role=person.role or "") if person else None
            self.readers.setdefault(who, named or ScriptReader(who=who, name=speaker or who))
        return who

    def _how(self, segment: PlacedSegment, part: PlacedPart) -> str:
        """What is heard: a voice that is recorded or not, a tape, a finished piece, or only music."""
        heard = [each.take for each in segment.sounds if self._is_in(each.start, part) and each.take.chain != "music"]
        voices = [take for take in heard if take.chain in SPOKEN]
        if not voices:
            return ""
        chain = voices[0].chain
        return ("recorded" if voices[0].file else "synthetic") if chain == "voice" else chain

    def _is_estimated(self, segment: PlacedSegment, part: PlacedPart) -> bool:
        heard = [each.take for each in segment.sounds if self._is_in(each.start, part)]
        return any(take.frames is None and take in self.episode.guessed for take in heard)

    def _is_in(self, sample: int, part: PlacedPart) -> bool:
        return sample_at(part.start, self.rate) <= sample < sample_at(part.start + part.frames, self.rate)

    def _supers(self, segment: PlacedSegment, part: PlacedPart) -> Iterator[ScriptSuper]:
        for each in sorted(segment.supers, key=lambda shown: shown.start):
            if each.graphic not in _NO_TEXT and _begins(each.start, part):
                yield self._super(each, part)

    def _super(self, shown: PlacedSuper, part: PlacedPart) -> ScriptSuper:
        return ScriptSuper(at=_seconds((shown.start - part.start) / self.rate), lines=tuple(_lines(shown.fields)))


def _items(segment: Segment) -> Iterator[Any]:
    if isinstance(segment, WithParts):
        yield from segment.parts


def _keys(place: Place | None) -> tuple[Any, ...] | None:
    """What leads to a part of a segment: its own, and those of what is in it."""
    return (place.file, *place.keys[:_DEPTH]) if place else None


def _begins(frame: int, part: PlacedPart) -> bool:
    return part.start <= frame < part.start + part.frames


def _file(written: Written) -> str:
    return written.clip.file.name if isinstance(written, Sot | Package | Spot) else ""


def _picture(shot: Shot) -> str:
    if isinstance(shot.picture, GraphicShot) and shot.picture.graphic in _ANIMATED:
        return ""
    names = ", ".join(each.file.name for each in shot.pictures)
    return names or (shot.picture.graphic if isinstance(shot.picture, GraphicShot) else "")


def _texts(shots: Sequence[Shot]) -> Iterator[str]:
    for shot in shots:
        if isinstance(shot.picture, GraphicShot):
            yield from _lines(shot.picture.fields)


def _lines(fields: Sequence[tuple[str, str | tuple[str, ...]]]) -> Iterator[str]:
    """The texts of a graphic, in the order in which they are read."""
    order = {name: number for number, name in enumerate(_FIRST_FIELDS)}
    for _name, value in sorted(fields, key=lambda each: order.get(each[0], len(order))):
        yield from filter(None, value if isinstance(value, tuple) else (value,))


def _seconds(value: Fraction) -> float:
    return round(float(value), 3)
