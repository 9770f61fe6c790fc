"""What a storyboard shows of a rundown, and the steps that draw its stills; no voice is synthesised for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.errors import FilesError, Place, Problem, unique
from newscast.base.files import told_from
from newscast.base.i18n import language
from newscast.base.status import Seen
from newscast.base.timecode import sample_at
from newscast.build.asking import asked
from newscast.build.captioning import captioned_here
from newscast.build.cuts import rough_cuts
from newscast.build.fitting import refuse_misfits
from newscast.build.known import Known
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.probing import probed
from newscast.build.recollecting import recollected
from newscast.build.request import Options
from newscast.build.splitting import split_roughly
from newscast.build.stages import Placed
from newscast.captions.cue import Cue
from newscast.deliverables.rough import RoughCut
from newscast.deliverables.stills import still_canvas, still_step
from newscast.document.reading import in_order
from newscast.episode.board import (
    Board,
    BoardColumn,
    BoardPart,
    BoardProblem,
    BoardSegment,
    BoardStill,
    BoardText,
    BoardView,
    BoardWords,
)
from newscast.episode.folder import DRAFT
from newscast.episode.reader import built_at, read_edition
from newscast.graphics.template import TemplateError
from newscast.media.info import MediaInfo
from newscast.media.missing import Media
from newscast.picture.segment import file_of
from newscast.show.newsroom import NEWSROOM, OUTPUT, find_newsroom
from newscast.step.step import Step
from newscast.timeline.model import GraphicShot, PlacedPart, PlacedSegment, PlacedSuper, SegmentPlaces, Shot, Span
from newscast.timeline.moments import Moment, moments
from newscast.timeline.pictures import SLATE
from newscast.timeline.slices import Slice, slices

_NO_TEXT = ("bug", "caption")
"""Graphics of which nothing is told as text on the screen."""
_FIRST_FIELDS = ("kicker", "department", "name", "title", "headline", "role", "subtitle", "text", "items")
"""The order in which the texts of a graphic are told; others follow."""
_REMEMBERED = 2000
"""Segments on canvases of which stills are remembered."""
NameOf = Callable[[Step], str]
"""Gives the name of a step's result in the store."""


@dataclass(frozen=True)
class Planned:
    """A board, and the step that draws each of its stills, by key."""

    board: Board
    steps: Mapping[str, Step]
    placed: Placed


@dataclass
class Memory:
    """The steps that boards before this one had, by what is seen: describing them takes longer than all else."""

    drawn_with: Any = None
    stills: dict[Any, dict[int, Step]] = field(default_factory=dict)

    def begin(self, drawn_with: Any) -> None:
        """Forget all of it where what is drawn with or seen is not the same any more, and what it has too much of."""
        if self.drawn_with != drawn_with or len(self.stills) > _REMEMBERED:
            self.drawn_with, self.stills = drawn_with, {}

    def of(self, seen: _Seen, media: Media) -> dict[int, Step]:
        """The stills that are known of a segment, by frame."""
        shown = tuple(_content(file, media) for shot in seen.segment.shots if (file := file_of(shot)))
        key = (still_canvas(seen.cut), replace(seen.segment, start=0, parts=()), tuple(seen.burned), shown)
        return self.stills.setdefault(key, {})


def planned_board(
    path: Path,
    options: Options,
    name_of: Callable[[Placed], NameOf],
    memory: Memory | None = None,
    seen: Seen | None = None,
) -> Planned:
    """The board of the rundown at `path`; what is wrong in it is told where it stands, and the rest is shown.

    `name_of` gives, for an episode, what names a step's result; `seen` is where that is noted what is looked at.
    Raises FilesError where nothing can be shown.
    """
    memory, seen = memory or Memory(), seen or Seen()
    if root := find_newsroom(path):
        seen.note_tree(root / NEWSROOM.parent)
    episode = probed(asked(path, replace(options, draft=True, tolerant=True), seen))
    known = Known(episode)
    sketch = placed(estimated(split_roughly(episode, known)[0], known.find))
    cuts = rough_cuts(sketch.timelines, episode.loaded.show, captioned_here(sketch))
    sketch = recollected(sketch, known.store, known.found, keep=False)
    problems = [*sketch.warnings, *sketch.remarks, *_misfits(cuts)]
    memory.begin((seen.trees, sketch.binary, sketch.loaded.show.folder, language()))
    drawing = _Drawing(sketch, name_of(sketch), memory)
    board = _Boarding(sketch, cuts, in_order(unique(problems)), drawing).board()
    return Planned(board, drawing.steps, sketch)


def _misfits(cuts: Sequence[RoughCut]) -> Sequence[Problem]:
    try:
        if cuts:
            refuse_misfits(((cut, shown) for cut in cuts for shown in cut.graphics()), cuts[0].show)
    except FilesError as error:
        return error.problems
    return ()


class _Drawing:
    """The stills of an episode, each once."""

    def __init__(self, episode: Placed, name_of: NameOf, memory: Memory) -> None:
        self.steps: dict[str, Step] = {}
        self._memory = memory
        self._episode = episode
        self._name_of = name_of

    def still(self, seen: _Seen, moment: Moment, part: PlacedPart, group: str) -> BoardStill | None:
        """A frame of a part; None where it cannot be drawn, which is told elsewhere."""
        shot = seen.segment.shots[moment.shot]
        known = seen.known(self._memory, self._episode.media)
        try:
            step = known.get(moment.frame) or still_step(
                seen.cut, seen.slices, seen.burned, moment.frame, self._episode.media, group
            )
        except (TemplateError, KeyError):
            return None
        known[moment.frame] = step
        key = self._name_of(step).partition(".")[0]
        self.steps.setdefault(key, step)
        said = next((cue.lines for cue in seen.cues if cue.start <= moment.frame < cue.end), ())
        drawn = any(cue.start <= moment.frame < cue.end for cue in seen.burned)
        name, missing = _picture(shot)
        at = _seconds((moment.frame - part.start) / seen.cut.timeline.rate)
        return BoardStill(key=key, at=at, picture=name, missing=missing, caption=tuple(said), burned=drawn)


@dataclass(frozen=True)
class _Seen:
    """A segment as a cut shows it: with what is written, its captions, and those that are burned in."""

    cut: RoughCut
    segment: PlacedSegment
    places: SegmentPlaces
    cues: Sequence[Cue]
    burned: Sequence[Cue]
    slices: Sequence[Slice]
    _known: list[dict[int, Step]] = field(default_factory=list, compare=False)

    def known(self, memory: Memory, media: Media) -> dict[int, Step]:
        """What a memory has of it, which is looked up once."""
        if not self._known:
            self._known.append(memory.of(self, media))
        return self._known[0]


def _seen(cut: RoughCut) -> Iterator[_Seen]:
    captions = cut.captions or ((),) * len(cut.timeline.segments)
    pictured = cut.kind.form.picture and cut.kind.burned
    burned = {segment.slug: cues for segment, cues in cut.burned()} if pictured else {}
    for segment, places, cues in zip(cut.timeline.segments, cut.places, captions, strict=True):
        if segment.frames:
            sliced = slices(segment) if cut.kind.form.picture else ()
            yield _Seen(cut, segment, places, cues, burned.get(segment.slug, ()), sliced)


@dataclass
class _Column:
    """Cuts that are shown in one column: of several deliverables those of the first that has captions."""

    names: list[str]
    cuts: list[RoughCut]


class _Boarding:
    """Lays parts that are written in one place side by side."""

    def __init__(
        self, episode: Placed, cuts: Sequence[RoughCut], problems: Sequence[Problem], drawing: _Drawing
    ) -> None:
        self.episode = episode
        self.root = episode.loaded.root
        self.rundown = episode.loaded.rundown
        self.problems = list(problems)
        self.drawing = drawing
        self.columns = _columns(cuts)
        self.built = _built(self.root, self.rundown.episode)

    def board(self) -> Board:
        found = self._segments()
        segments = [self._finished(segment, parts) for segment, parts in found]
        segments = _with_strays(segments, self._strays(), self)
        views = [view for segment in segments for part in segment.parts for view in part.views]
        return Board(
            episode=self.rundown.episode,
            title=self.rundown.title,
            language=self.episode.loaded.show.language,
            rundown=told_from(self.root, self.rundown.path),
            air=self.rundown.air.isoformat() if self.rundown.air else None,
            columns=tuple(self._column(column) for column in self.columns),
            segments=tuple(segments),
            problems=tuple(map(self._told, self.problems)),
            estimated=any(view.estimated for view in views),
        )

    def _column(self, column: _Column) -> BoardColumn:
        first = column.cuts[0]
        form = first.kind.form
        canvas = still_canvas(first) if form.picture else None
        whole = first.slug is None
        rate, slot = first.timeline.rate, self.rundown.slot
        over = (first.timeline.frames - slot.frames(rate)) / rate if slot and whole else None
        return BoardColumn(
            names=tuple(column.names),
            canvas=form.canvas,
            width=canvas.width if canvas else 0,
            height=canvas.height if canvas else 0,
            lasts=_seconds(first.timeline.duration) if whole else None,
            over=None if over is None else _seconds(over),
            burned=first.kind.burned,
        )

    def _segments(self) -> list[tuple[PlacedSegment, dict[Any, list[Any]]]]:
        """Every segment in the order of the rundown; of each its parts by where they are written, with their views."""
        order = {segment.slug: number for number, segment in enumerate(self.rundown.segments)}
        found: dict[str, tuple[PlacedSegment, dict[Any, list[Any]]]] = {}
        for number, column in enumerate(self.columns):
            shown: set[str] = set()
            for cut in column.cuts:
                for seen in _seen(cut):
                    if seen.segment.slug not in shown:
                        shown.add(seen.segment.slug)
                        _segment, parts = found.setdefault(seen.segment.slug, (seen.segment, {}))
                        self._view_all(seen, number, parts)
        return sorted(found.values(), key=lambda each: order.get(each[0].slug, len(order)))

    def _view_all(self, seen: _Seen, column: int, parts: dict[Any, list[Any]]) -> None:
        counted: dict[Any, int] = {}
        before: Any = None
        for number, part in enumerate(seen.segment.parts):
            place = seen.places.parts[number] if number < len(seen.places.parts) else None
            where = (place.file, place.keys or place.line) if place else (part.kind, None)
            counted[where] = counted.get(where, 0) + 1
            key = (where, counted[where])
            if key not in parts:
                _insert(parts, before, key, [part, place, [], []])
            parts[key][2].append(self._view(seen, part, number, column, parts[key][3]))
            before = key

    def _view(self, seen: _Seen, part: PlacedPart, number: int, column: int, others: list[int]) -> BoardView:
        """A part in a column; `others` are the frames, from its start, that were chosen for columns before."""
        rate = seen.cut.timeline.rate
        stills: list[BoardStill | None] = []
        if seen.cut.kind.form.picture:
            spans = [Span(cue.start, cue.end) for cue in seen.burned]
            known = [part.start + frame for frame in others]
            for moment in moments(seen.segment, part, spans, known):
                frame = moment.frame - part.start
                others.append(frame)
                group = f"still/{seen.segment.slug}/{number}/{frame}"
                stills.append(self.drawing.still(seen, moment, part, group))
        return BoardView(
            column=column,
            start=_seconds((seen.segment.start + part.start) / rate),
            lasts=_seconds(part.frames / rate),
            estimated=self._is_estimated(seen.segment, part, rate),
            changed=self._is_changed(seen, part),
            stills=tuple(still for still in stills if still),
            texts=tuple(_texts(seen.segment, part, rate)),
            words=tuple(self._words(seen.segment, part, rate)),
        )

    def _is_changed(self, seen: _Seen, part: PlacedPart) -> bool | None:
        target = f"{seen.cut.deliverable}/{seen.cut.slug}" if seen.cut.slug else seen.cut.deliverable
        known = self.built.get(target)
        return None if known is None else (seen.segment.slug, part.digest) not in known

    def _is_estimated(self, segment: PlacedSegment, part: PlacedPart, rate: Fraction) -> bool:
        first, end = sample_at(part.start, rate), sample_at(part.start + part.frames, rate)
        heard = [sound.take for sound in segment.sounds if first <= sound.start < end]
        return any(take.frames is None and take in self.episode.guessed for take in heard)

    def _words(self, segment: PlacedSegment, part: PlacedPart, rate: Fraction) -> Iterator[BoardWords]:
        first, end = sample_at(part.start, rate), sample_at(part.start + part.frames, rate)
        people = {**self.episode.loaded.newsroom.people, **self.rundown.people}
        for said in segment.utterances:
            if first <= said.start < end and said.text.strip():
                person = people.get(said.voice)
                yield BoardWords(who=person.name if person else said.speaker, text=said.text.strip())

    def _finished(self, segment: PlacedSegment, parts: dict[Any, list[Any]]) -> BoardSegment:
        written = next((each for each in self.rundown.segments if each.slug == segment.slug), None)
        place = written.place if written else None
        done = tuple(self._part(part, where, views) for part, where, views, _others in parts.values())
        file, line = self._where(place)
        return BoardSegment(
            slug=segment.slug,
            kind=segment.kind,
            title=segment.title if segment.kind == "story" else "",
            file=file,
            line=line,
            parts=done,
            problems=tuple(self._taken(place, only_known=True)),
        )

    def _part(self, part: PlacedPart, place: Place | None, views: Sequence[BoardView]) -> BoardPart:
        file, line = self._where(place)
        return BoardPart(
            kind=part.kind,
            file=file,
            line=line,
            keys=_item(place),
            views=tuple(views),
            problems=tuple(self._taken(place)),
        )

    def _where(self, place: Place | None) -> tuple[str | None, int | None]:
        return (told_from(self.root, place.file), place.line) if place else (None, None)

    def _taken(self, place: Place | None, only_known: bool = False) -> Iterator[BoardProblem]:
        """The problems of what is written at a place; each is told once. With `only_known` not those of its parts that
        are not shown."""
        whole = _item(place)
        if place is None or not whole:
            return
        own = [each for each in self.problems if _is_in(each.place, place.file, whole)]
        if only_known:
            own = [each for each in own if _part_of(each.place) is None]
        self.problems = [each for each in self.problems if each not in own]
        yield from map(self._told, own)

    def _strays(self) -> list[tuple[tuple[Any, ...], BoardProblem]]:
        """The problems of segments and parts that are not shown at all, with the keys of these."""
        path = self.rundown.path
        found = []
        for each in list(self.problems):
            keys = each.place.keys if each.place and each.place.file.resolve() == path else ()
            if len(keys) > 1 and keys[0] == "segments" and not each.warning:
                found.append((keys[: 4 if _part_of(each.place) is not None else 2], self._told(each)))
                self.problems.remove(each)
        return found

    def _told(self, problem: Problem) -> BoardProblem:
        file, line = self._where(problem.place)
        message, hint = (text.replace(f"{self.root}/", "") for text in (problem.message, problem.hint))
        return BoardProblem(message=message, hint=hint, warning=problem.warning, file=file, line=line)


def _with_strays(
    segments: Sequence[BoardSegment], strays: Sequence[tuple[tuple[Any, ...], BoardProblem]], boarding: _Boarding
) -> list[BoardSegment]:
    """The segments with what cannot be shown in its place: a part without views, a segment without parts."""
    placed = list(segments)
    for keys, problem in strays:
        at = next((n for n, each in enumerate(placed) if _leads(each, keys, boarding)), None)
        if at is None:
            before = sum(1 for each in placed if (each.line or 0) < (problem.line or 0))
            alone = BoardSegment(
                slug="", kind="", title="", file=problem.file, line=problem.line, parts=(), problems=(problem,)
            )
            placed.insert(before, alone)
        elif len(keys) == 2:
            placed[at] = replace(placed[at], problems=(*placed[at].problems, problem))
        else:
            placed[at] = replace(placed[at], parts=_with_part(placed[at].parts, keys, problem))
    return placed


def _with_part(parts: Sequence[BoardPart], keys: tuple[Any, ...], problem: BoardProblem) -> tuple[BoardPart, ...]:
    there = next((n for n, part in enumerate(parts) if part.keys[:4] == keys), None)
    if there is not None:
        more = replace(parts[there], problems=(*parts[there].problems, problem))
        return (*parts[:there], more, *parts[there + 1 :])
    new = BoardPart(kind="", file=problem.file, line=problem.line, keys=keys, views=(), problems=(problem,))
    before = sum(1 for part in parts if (part.line or 0) < (problem.line or 0))
    return (*parts[:before], new, *parts[before:])


def _leads(segment: BoardSegment, keys: tuple[Any, ...], boarding: _Boarding) -> bool:
    """Whether keys lead to a segment that is shown."""
    written = next((each for each in boarding.rundown.segments if each.slug == segment.slug), None)
    return written is not None and _item(written.place)[:2] == keys[:2]


def _columns(cuts: Sequence[RoughCut]) -> list[_Column]:
    by_name: dict[str, list[RoughCut]] = {}
    for cut in cuts:
        by_name.setdefault(cut.deliverable, []).append(cut)
    found: list[_Column] = []
    for name, own in by_name.items():
        alike = next((each for each in found if _is_alike(each.cuts, own)), None)
        if alike is None:
            found.append(_Column([name], own))
            continue
        alike.names.append(name)
        if alike.cuts[0].captions is None:
            alike.cuts = own
    # What is seen comes first, in the order of the rundown.
    return sorted(found, key=lambda each: not each.cuts[0].kind.form.picture)


def _is_alike(some: Sequence[RoughCut], others: Sequence[RoughCut]) -> bool:
    if len(some) != len(others):
        return False
    pairs = zip(some, others, strict=True)
    return all(
        one.kind.form == other.kind.form and one.kind.burned == other.kind.burned and one.timeline == other.timeline
        for one, other in pairs
    )


def _built(root: Path, episode: str) -> dict[str, set[tuple[str, str]]]:
    """The parts of what was built last, by deliverable: the slug of each one's segment, and its digest."""
    folder = root / OUTPUT / episode
    newest = max((folder, folder / DRAFT), key=built_at)
    edition = read_edition(newest) if built_at(newest) else None
    timelines = edition.timeline.timelines if edition and edition.timeline else ()
    return {
        user: {(part.slug, part.digest) for segment in each.segments for part in segment.parts}
        for each in timelines
        for user in each.used_by
    }


def _insert(parts: dict[Any, list[Any]], before: Any, key: Any, value: list[Any]) -> None:
    """Put a part behind the one that comes before it in its cut."""
    items = list(parts.items())
    at = next((number for number, (each, _value) in enumerate(items, 1) if each == before), 0)
    items.insert(at, (key, value))
    parts.clear()
    parts.update(items)


def _texts(segment: PlacedSegment, part: PlacedPart, rate: Fraction) -> Iterator[BoardText]:
    """What is to be read on the screen in a part, captions aside."""
    whole = Span(part.start, part.start + part.frames)
    found: list[tuple[int, int, GraphicShot | PlacedSuper]] = []
    found += [
        (each.start, each.frames, each.picture) for each in segment.shots if isinstance(each.picture, GraphicShot)
    ]
    found += [(each.start, each.frames, each) for each in segment.supers]
    for start, frames, shown in sorted(found, key=lambda each: each[0]):
        first, end = max(start, whole.start), min(start + frames, whole.end)
        # What an opener is told first is its name in the kit.
        fields = [field for field in shown.fields if (shown.graphic, field[0]) != ("opener", "name")]
        lines = tuple(_lines(fields)) if first < end and shown.graphic not in _NO_TEXT else ()
        if lines:
            yield BoardText(
                graphic=shown.graphic,
                lines=lines,
                at=_seconds((first - part.start) / rate),
                lasts=_seconds((end - first) / rate),
            )


def _lines(fields: Sequence[tuple[str, str | tuple[str, ...]]]) -> Iterator[str]:
    def order(field: tuple[str, Any]) -> int:
        return _FIRST_FIELDS.index(field[0]) if field[0] in _FIRST_FIELDS else len(_FIRST_FIELDS)

    for _name, value in sorted(fields, key=order):
        yield from (value,) if isinstance(value, str) else value


def _picture(shot: Shot) -> tuple[str, bool]:
    """What a shot shows, in a word, and whether it stands for something that is missing."""
    picture = shot.picture
    if isinstance(picture, GraphicShot):
        if picture.graphic == SLATE:
            return next(_lines(picture.fields), ""), True
        return picture.graphic, False
    return picture.file.name, False


def _content(file: Path, media: Media) -> str:
    info = media.get(file)
    return info.file.digest if isinstance(info, MediaInfo) else ""


def _is_in(place: Place | None, file: Path, keys: tuple[Any, ...]) -> bool:
    return place is not None and place.file == file and place.keys[: len(keys)] == keys


def _item(place: Place | None) -> tuple[Any, ...]:
    """The keys of the part that is written at a place, or of the segment where it is none of its parts, or of what else
    is shown, such as a tease."""
    if place is None:
        return ()
    is_part = _part_of(place) is not None
    return place.keys[:4] if is_part else place.keys if "tease" in place.keys else place.keys[:2]


def _part_of(place: Place | None) -> tuple[Any, ...] | None:
    """The keys of the part that something is in; None for what is in none."""
    keys = place.keys if place else ()
    return keys[:4] if len(keys) > 3 and keys[0] == "segments" and keys[2] == "parts" else None


def _seconds(value: Fraction | int) -> float:
    return round(float(value), 3)
