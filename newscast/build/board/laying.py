"""Laying out a storyboard: parts that are written in one place stand side by side, a column for what shows the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscast.base.errors import Place, Problem
from newscast.base.files import told_from
from newscast.build.board.problems import Complaints, item_of, with_unshown
from newscast.build.board.stills import Drawing, Seen, seen_in
from newscast.build.board.telling import seconds, takes_in, texts_in, words_in
from newscast.build.stages import Placed
from newscast.deliverables.rough import RoughCut
from newscast.deliverables.stills import still_canvas
from newscast.episode.board import Board, BoardColumn, BoardPart, BoardSegment, BoardView
from newscast.episode.reader import read_episode
from newscast.show.newsroom import OUTPUT
from newscast.timeline.model import PlacedPart, PlacedSegment
from newscast.timeline.slot import own_slot


@dataclass
class Column:
    """Cuts that are shown in one column: of several deliverables those of the first that has captions."""

    names: list[str]
    cuts: list[RoughCut]


@dataclass
class _Row:
    """A part with its views; `frames` are those that were chosen for stills, from its start."""

    part: PlacedPart
    place: Place | None
    views: list[BoardView] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)


@dataclass
class _Rows:
    """A segment's parts in order, by where they are written."""

    segment: PlacedSegment
    keys: list[Any] = field(default_factory=list)
    rows: dict[Any, _Row] = field(default_factory=dict)

    def row(self, key: Any, before: Any, part: PlacedPart, place: Place | None) -> _Row:
        """The row of a part; a new one stands behind the one that comes before it in its cut."""
        if key not in self.rows:
            self.rows[key] = _Row(part, place)
            self.keys.insert(self.keys.index(before) + 1 if before in self.rows else 0, key)
        return self.rows[key]


def laid_out(episode: Placed, cuts: Sequence[RoughCut], problems: Sequence[Problem], drawing: Drawing) -> Board:
    """The board of an episode with these cuts."""
    return _Laying(episode, columns_of(cuts), drawing).board(Complaints(problems, episode.loaded.root))


def columns_of(cuts: Sequence[RoughCut]) -> list[Column]:
    """What is seen first, in the order of the rundown; deliverables that show the same together."""
    by_name: dict[str, list[RoughCut]] = {}
    for cut in cuts:
        by_name.setdefault(cut.deliverable, []).append(cut)
    found: list[Column] = []
    for name, own in by_name.items():
        alike = next((each for each in found if _are_alike(each.cuts, own)), None)
        if alike is None:
            found.append(Column([name], own))
            continue
        alike.names.append(name)
        if alike.cuts[0].captions is None:
            alike.cuts = own
    return sorted(found, key=lambda each: not each.cuts[0].kind.form.picture)


def _are_alike(some: Sequence[RoughCut], others: Sequence[RoughCut]) -> bool:
    if len(some) != len(others):
        return False
    return all(
        one.kind.form == other.kind.form and one.kind.burned == other.kind.burned and one.timeline == other.timeline
        for one, other in zip(some, others, strict=True)
    )


class _Laying:
    def __init__(self, episode: Placed, columns: Sequence[Column], drawing: Drawing) -> None:
        self.episode = episode
        self.rundown = episode.loaded.rundown
        self.root = episode.loaded.root
        self.columns = columns
        self.drawing = drawing
        self.people = {**episode.loaded.newsroom.people, **self.rundown.people}
        self.built = _built(self.root, self.rundown.episode)

    def board(self, complaints: Complaints) -> Board:
        places = {each.slug: each.place for each in self.rundown.segments}
        shown = [_segment(rows, places.get(rows.segment.slug), complaints) for rows in self.rows()]
        keys = {slug: item_of(place) for slug, place in places.items()}
        segments = with_unshown(shown, complaints.unshown(self.rundown.path), keys)
        return Board(
            episode=self.rundown.episode,
            title=self.rundown.title,
            language=self.episode.loaded.show.language,
            rundown=told_from(self.root, self.rundown.path),
            air=self.rundown.air.isoformat() if self.rundown.air else None,
            columns=tuple(map(self.column, self.columns)),
            segments=segments,
            problems=complaints.rest(),
            estimated=any(view.estimated for each in shown for part in each.parts for view in part.views),
            sha256=self.rundown.sha256,
        )

    def column(self, column: Column) -> BoardColumn:
        first = column.cuts[0]
        form, rate = first.kind.form, first.timeline.rate
        slot = own_slot(self.rundown, rate)
        canvas = still_canvas(first) if form.picture else None
        whole = first.slug is None
        over = seconds((first.timeline.frames - slot) / rate) if slot is not None and whole else None
        return BoardColumn(
            names=tuple(column.names),
            canvas=form.canvas,
            width=canvas.width if canvas else 0,
            height=canvas.height if canvas else 0,
            lasts=seconds(first.timeline.duration) if whole else None,
            over=over,
            burned=first.kind.burned,
        )

    def rows(self) -> list[_Rows]:
        """Every segment, in the order of the rundown; of one that several cuts of a column have, that of the first."""
        found: dict[str, _Rows] = {}
        for number, column in enumerate(self.columns):
            shown: set[str] = set()
            for seen in (seen for cut in column.cuts for seen in seen_in(cut)):
                slug = seen.segment.slug
                if slug not in shown:
                    shown.add(slug)
                    self.add(seen, number, found.setdefault(slug, _Rows(seen.segment)))
        order = [segment.slug for segment in self.rundown.segments]
        return sorted(found.values(), key=lambda each: order.index(each.segment.slug))

    def add(self, seen: Seen, column: int, rows: _Rows) -> None:
        """Add a segment of a column to what others have of it."""
        counted: dict[Any, int] = {}
        before: Any = None
        for number, (part, place) in enumerate(zip(seen.segment.parts, seen.places.parts, strict=True)):
            where = (place.file, item_of(place) or place.line) if place else part.kind
            counted[where] = counted.get(where, 0) + 1
            key = (where, counted[where])
            row = rows.row(key, before, part, place)
            row.views.append(self.view(seen, number, column, row.frames))
            before = key

    def view(self, seen: Seen, number: int, column: int, frames: list[int]) -> BoardView:
        """The part of that number in a column."""
        segment, rate = seen.segment, seen.cut.timeline.rate
        part = segment.parts[number]
        pictured = seen.cut.kind.form.picture
        guessed = self.episode.guessed
        return BoardView(
            column=column,
            start=seconds((segment.start + part.start) / rate),
            lasts=seconds(part.frames / rate),
            estimated=any(take.frames is None and take in guessed for take in takes_in(segment, part, rate)),
            changed=self.is_changed(seen, part),
            stills=tuple(self.drawing.stills(seen, number, frames)) if pictured else (),
            texts=tuple(texts_in(segment, part, rate)) if pictured else (),
            words=tuple(words_in(segment, part, rate, self.people)),
        )

    def is_changed(self, seen: Seen, part: PlacedPart) -> bool | None:
        cut = seen.cut
        known = self.built.get(f"{cut.deliverable}/{cut.slug}" if cut.slug else cut.deliverable)
        return None if known is None else (seen.segment.slug, part.digest) not in known


def _segment(rows: _Rows, place: Place | None, complaints: Complaints) -> BoardSegment:
    parts = tuple(_part(rows.rows[key], complaints) for key in rows.keys)
    file, line = complaints.where(place)
    return BoardSegment(
        slug=rows.segment.slug,
        kind=rows.segment.kind,
        title=rows.segment.title if rows.segment.kind == "story" else "",
        file=file,
        line=line,
        parts=parts,
        problems=complaints.of_segment(place),
    )


def _part(row: _Row, complaints: Complaints) -> BoardPart:
    file, line = complaints.where(row.place)
    return BoardPart(
        kind=row.part.kind,
        file=file,
        line=line,
        keys=item_of(row.place),
        views=tuple(row.views),
        problems=complaints.of_part(row.place),
    )


def _built(root: Path, episode: str) -> dict[str, set[tuple[str, str]]]:
    """The parts of what was built last, by deliverable: the slug of each one's segment, and its digest."""
    folder = root / OUTPUT / episode
    edition = read_episode(folder).newest
    timelines = edition.timeline.timelines if edition and edition.timeline else ()
    return {
        user: {(part.slug, part.digest) for segment in each.segments for part in segment.parts}
        for each in timelines
        for user in each.used_by
    }
