"""A cut: one timeline of one deliverable, with all that its products are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ffmpeg

from newscast.base.canvas import Canvas, canvas
from newscast.captions.cue import Cue
from newscast.captions.cues import episode_cues
from newscast.captions.style import social_style
from newscast.deliverables.draft import draft_canvas, marked
from newscast.deliverables.encodings import Encoding
from newscast.deliverables.proxies import drafted
from newscast.media.info import MediaInfo
from newscast.picture.segment import Drawn, Painter, Picture
from newscast.rundown.model import Rundown, Story
from newscast.show.model import CaptionStyle, Show
from newscast.sound.loudness import master_steps
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.timeline.model import ClipShot, GraphicShot, PlacedSegment, StillShot, Timeline
from newscast.timeline.slices import Slice, slices

Captions = Callable[[PlacedSegment, CaptionStyle], tuple[Cue, ...]]
"""Gives the captions of a segment in a style."""


@dataclass
class Cut:
    """`slug` is that of the story where a deliverable has a cut for each. `drawn` collects every graphic used."""

    deliverable: str
    slug: str | None
    rundown: Rundown
    show: Show
    timeline: Timeline
    media: Mapping[Path, MediaInfo]
    mix: Step
    captions: Captions
    draft: bool = False
    hardware: str | None = None
    """The hardware encoder that the kit asked for and this machine has."""
    drawn: list[Drawn] = field(default_factory=list)
    painted: dict[Any, Picture] = field(default_factory=dict)
    """Pictures by canvas, slice and captions; cuts of one build that share it paint what they have in common once."""

    @property
    def stem(self) -> str:
        """File name without suffix: the episode, and the story's slug in a cut of one story."""
        return self.rundown.episode + (f"-{self.slug}" if self.slug else "")

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

    def path(self, name: str) -> str:
        """A product's path inside the episode folder."""
        return f"{self.deliverable}/{name}"

    def canvas(self, name: str) -> Canvas:
        full = canvas(name, self.show.rate, self.show.canvases.get(name))
        return draft_canvas(full) if self.draft else full

    def cues(self) -> tuple[Cue, ...]:
        """The captions of the whole cut, for files beside it."""
        return episode_cues(self.timeline, lambda segment: self.captions(segment, self.show.captions))

    def master(self, lossy: bool) -> Step:
        """The mix at this deliverable's loudness."""
        target, peak = self.show.loudness_target(self.deliverable), self.show.peak_limit(self.deliverable)
        return master_steps(self.mix, target, peak, lossy)

    def pictures(self, canvas_name: str, encoding: Encoding, burned: bool = False) -> list[Step]:
        """The encoded pictures, one after another: a step for each slice of a segment, and one for each transition."""
        painter = Painter(self.show, self.canvas(canvas_name), self.media)
        shown = [segment for segment in self.timeline.segments if segment.frames]
        if self.draft:
            shown, media = drafted(shown, self.media, painter.canvas.rate)
            painter = replace(painter, media=media)
        steps: list[Step] = []
        for before, segment in zip([None, *shown[:-1]], shown, strict=True):
            cues = self._burned(segment, canvas_name) if burned else ()
            for part in slices(segment):
                steps += self._slice(painter, part, before, cues, encoding)
        return steps

    def _slice(
        self, painter: Painter, part: Slice, before: PlacedSegment | None, cues: Sequence[Cue], encoding: Encoding
    ) -> Iterator[Step]:
        """The pictures of a slice; those in which its segment is entered by a transition are a step of their own."""
        picture = self._painted(painter, part.segment, tuple(_within(part, cues)))
        self.drawn += picture.drawn
        first = part.start
        entered = part.segment.transition
        if entered and before and not part.start:
            yield self._transition(painter, before, part, picture, encoding)
            first = entered.frames
            picture.stream = _cut(picture.stream, first, None)
        yield self._encoded(picture, part, first, part.end - first, painter.canvas, encoding)

    def _painted(self, painter: Painter, segment: PlacedSegment, cues: tuple[Cue, ...]) -> Picture:
        key = (painter.canvas, segment, cues)
        if key not in self.painted:
            self.painted[key] = painter.segment(segment, cues)
        shared = self.painted[key]
        return replace(shared, inputs=[*shared.inputs])

    def poster(self, graphic: str, size: Canvas) -> Step:
        """A JPEG of the cut's first picture with its title over it."""
        painter = Painter(self.show, size, self.media)
        story = self.story or next((s for s in self.rundown.segments if isinstance(s, Story)), None)
        fields = {"headline": self.title}
        if story and story.department:
            fields["kicker"] = story.department
        picture = painter.still(self._first_picture(), graphic, fields)
        self.drawn += picture.drawn
        options = {"vcodec": "mjpeg", "q:v": 3, "frames:v": 1, "update": 1, "pix_fmt": "yuvj420p", "threads": 1}
        stream = picture.stream.filter("scale", out_range="full").filter("format", "yuvj420p")
        exact = {"fflags": "+bitexact", "flags:v": "+bitexact", "map_metadata": -1}
        return ffmpeg_step(
            [stream], {**options, **exact}, picture.inputs, suffix=".jpg", label=f"{graphic} {self.stem}"
        )

    def _burned(self, segment: PlacedSegment, canvas_name: str) -> Sequence[Cue]:
        """The captions to draw into a segment: none over a headline card, which shows the same words itself."""
        style = social_style(canvas_name, self.show.captions)
        cards = [
            shot
            for shot in segment.shots
            if isinstance(shot.picture, GraphicShot) and shot.picture.graphic == "headline"
        ]
        cues = self.captions(segment, style)
        return [cue for cue in cues if not any(shot.start <= cue.start < shot.start + shot.frames for shot in cards)]

    def _transition(
        self, painter: Painter, before: PlacedSegment, part: Slice, picture: Picture, encoding: Encoding
    ) -> Step:
        """The first frames of a segment, with what was before going on below."""
        entered = part.segment.transition
        assert entered
        frames = entered.frames
        below = painter.after(before, frames)
        self.drawn += below.drawn
        kind = {"dissolve": "fade", "wipe": "wipeleft"}[entered.kind]
        seconds = frames / self.show.rate
        mixed = ffmpeg.filter(
            [below.stream, _cut(picture.stream, 0, frames)], "xfade", kind, duration=float(seconds), offset=0
        )
        both = Picture(mixed.filter("format", "yuv420p"), below.inputs + picture.inputs)
        return self._encoded(both, part, 0, frames, painter.canvas, encoding)

    def _encoded(
        self, picture: Picture, part: Slice, first: int, frames: int, size: Canvas, encoding: Encoding
    ) -> Step:
        """`frames` pictures of a segment from its frame `first`, which is the first one of `picture`."""
        area = size.width * size.height / (1920 * 1080)
        if self.draft:
            picture.stream, font = marked(picture.stream, size, self.show.language, part.segment.slug, first)
            picture.inputs.append(font)
        return ffmpeg_step(
            [_finished(picture.stream, encoding)],
            {**encoding.options, "frames:v": frames},
            picture.inputs,
            suffix=encoding.suffix,
            label=f"{part.segment.slug}, {size.name}",
            weight=0.2 + float(frames / self.show.rate) * encoding.cost * area,
            group=f"{self.rundown.episode}/{part.segment.slug}/{part.start}",
            # Measured at 1080p: an encoder holds some 110 MB, every picture and layer that goes into it 8 MB.
            memory=area * (110 + 8 * len(picture.inputs)),
        )

    def _first_picture(self) -> ClipShot | StillShot | None:
        """The first photo or clip of the first story in the cut."""
        for segment in sorted(self.timeline.segments, key=lambda segment: segment.kind != "story"):
            for shot in segment.shots:
                picture = shot.picture.background if isinstance(shot.picture, GraphicShot) else shot.picture
                if picture is not None:
                    return picture
        return None


def _within(part: Slice, cues: Sequence[Cue]) -> list[Cue]:
    """What is shown of captions in a slice. They do not move, so one that goes on into the next is seen as one."""
    spans = [(cue, part.within(cue.start, cue.end)) for cue in cues]
    return [replace(cue, start=span[0], end=span[1]) for cue, span in spans if span]


def _cut(stream: Any, start: int, end: int | None) -> Any:
    """The frames from `start` to before `end`, beginning at time 0."""
    limits = {"start_frame": start} | ({"end_frame": end} if end is not None else {})
    return stream.filter("trim", **limits).filter("setpts", "PTS-STARTPTS")


def _finished(stream: Any, encoding: Encoding) -> Any:
    """Pictures as the encoder wants them."""
    # The encoders' own options for these tags do not reach the file.
    stream = stream.filter("setparams", range="tv", colorspace="bt709", color_primaries="bt709", color_trc="bt709")
    for name, options in encoding.filters:
        stream = stream.filter(name, **options)
    return stream
