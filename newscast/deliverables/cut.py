"""A cut: a rough cut with all that its products are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from newscast.base.canvas import Canvas, shape_of
from newscast.base.i18n import _
from newscast.base.timecode import frames_in_a_day, parse_time, sample_at, timecode_from, timecode_of
from newscast.captions.cue import Cue
from newscast.captions.cues import episode_cues
from newscast.captions.line21.tape import Tape
from newscast.deliverables.draft import draft_canvas, marked
from newscast.deliverables.encodings import Encoding, finished
from newscast.deliverables.leader import Leader, leader_before, pictures_of
from newscast.deliverables.proxies import drafted
from newscast.deliverables.rough import RoughCut
from newscast.deliverables.slate import slate_values
from newscast.media.missing import Media
from newscast.picture.grid import on_a_grid
from newscast.picture.often import at_twice_the_rate, shown_twice, twice_as_often
from newscast.picture.painting import Drawn
from newscast.picture.segment import Painter
from newscast.picture.slices import Paintings, Run, runs
from newscast.show.station_names import uses
from newscast.sound.assembled import Stretch, assembled_step
from newscast.sound.loudness import master_steps, version_step
from newscast.sound.version import Version
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.seen import ClipShot, StillShot


@dataclass(frozen=True)
class Pictures:
    """Pictures as steps, one after another, and every graphic in them."""

    steps: tuple[Step, ...]
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True)
class Block:
    """What of a `whole` cut a cut is: the block of this `number` (from 1) of so many, from frame `start` on."""

    whole: Cut
    number: int
    count: int
    start: int


@dataclass(frozen=True)
class Cut(RoughCut):
    """`mix` is the sound of its timeline, in the version that is asked for; `versions` gives that of each version."""

    media: Media
    mix: Step
    versions: Callable[[Version], Step]
    draft: bool = False
    hardware: str | None = None
    """The hardware encoder that the kit asked for and this machine has."""
    paintings: Paintings = field(default_factory=Paintings)
    block: Block | None = None
    """Where it is one of the blocks of another cut."""

    def path(self, name: str) -> str:
        """A product's path inside the episode folder."""
        return f"{self.deliverable}/{name}"

    def canvas(self, name: str) -> Canvas:
        """As it will be painted: small in a draft."""
        full = super().canvas(name)
        return draft_canvas(full) if self.draft else full

    def cues(self, language: str = "") -> tuple[Cue, ...]:
        """The captions of the whole cut in its own language or a further one, for files beside it."""
        return episode_cues(self.timeline, self.further[language] if language else self.said)

    @property
    def timecode(self) -> str:
        """That of the first frame of the programme: the time of day at which it goes out, as it is written, or what the
        station asks for; 00:00:00 where that is not known. Blocks count on."""
        return self.code_of(0)

    def code_of(self, frame: int) -> str:
        """The time code of a frame of the programme, or of a block of it."""
        start, air, rate = self.station.start if self.station else "air", self.rundown.air, self.timeline.rate
        code = timecode_from(start, air.time() if air else None, rate)
        drop, frame = code[-3] == ";", frame + (self.block.start if self.block else 0)
        return timecode_of((parse_time(code).frames(rate) + frame) % frames_in_a_day(rate, drop), rate, drop)

    @property
    def leader(self) -> Leader | None:
        """What runs before the programme in its file; nothing in a draft."""
        asked = self.station is not None and self.station.slate and not self.draft
        return leader_before(self.timecode, self.timeline.rate) if asked else None

    @property
    def file_timecode(self) -> str:
        """That of the first frame of the file."""
        return self.leader.timecode if self.leader else self.timecode

    @property
    def tape(self) -> Tape:
        """Its frames and their time codes, without what comes before the programme."""
        return Tape(self.timeline.rate, self.timeline.frames, self.timecode, self.rundown.date)

    @property
    def named(self) -> dict[str, Any]:
        """What names of files may be made of."""
        return {**super().named, **({"block": str(self.block.number)} if self.block else {})}

    @property
    def stem(self) -> str:
        """File name without suffix, as for every cut; that of a block ends with its number where nothing tells it."""
        told = self.block is None or (self.station is not None and uses(self.station.name, "block"))
        return super().stem if told or self.block is None else f"{super().stem}-{self.block.number}"

    @property
    def loudness(self) -> tuple[float, float]:
        """In LUFS, and the true-peak limit in dBTP; a draft of a station's sounds like its family's."""
        name = self.family if self.draft else self.deliverable
        return self.show.loudness_target(name), self.show.peak_limit(name)

    def master(self, lossy: bool, quick: bool = False) -> Step:
        """The mix at this deliverable's loudness, that of a block at its programme's; `quick` for drafts."""
        if self.block:
            return self.stretch_of(self.block.whole.master(lossy, quick), self.block.start, self.timeline)
        return master_steps(self.mix, *self.loudness, lossy, quick)

    def beside_master(self, version: Version) -> Step:
        """Another version of the sound, to go beside the lossless master in one file, at the gain that the master has:
        what both have is equally loud in both."""
        if self.block:
            return self.stretch_of(self.block.whole.beside_master(version), self.block.start, self.timeline)
        return version_step(self.versions(version), self.mix, self.master(lossy=False), self.loudness[1])

    @property
    def layout(self) -> tuple[Version, ...]:
        """What is on the pairs of tracks of a TV master, that of `mix` first."""
        return self.station.layout if self.station and self.station.kind == "tv" else ("full",)

    @property
    def tracks(self) -> int:
        """How many mono tracks a TV master has."""
        return int(self.station.tracks) if self.station and self.station.kind == "tv" else 2

    @staticmethod
    def stretch_of(sound: Step, start: int, timeline: Timeline, bits: int = 24) -> Step:
        """What of the sound of a whole cut belongs to a timeline that begins at frame `start` of it."""
        return assembled_step([Stretch(sound, sample_at(start, timeline.rate), timeline.samples)], bits)

    def pictures(self, encoding: Encoding) -> Pictures:
        """The encoded pictures, one after another: a step for each slice of a segment, and one for each transition."""
        size = self.size
        painter = Painter(self.show, size, self.media)
        seen = self.burned()
        shown = [segment for segment, _cues in seen]
        if self.draft:
            shown, media = drafted(shown, self.media, size.rate)
            painter = replace(painter, media=media)
        if encoding.fields:
            painter, shown = replace(painter, canvas=twice_as_often(size)), [at_twice_the_rate(each) for each in shown]
        burned, loop = [cues for _segment, cues in seen], self.kind.form.loop
        made = list(runs(shown, painter, self.paintings, burned, encoding.shortest, loop))
        if self.leader:
            made = [*self._leading(self.leader, painter), *made]
        if encoding.grid:
            made = list(on_a_grid(made, encoding.grid * (2 if encoding.fields else 1), painter.canvas.rate))
        steps = tuple(self._encoded(run, painter.canvas, encoding) for run in made)
        return Pictures(steps, tuple(drawn for run in made for drawn in run.picture.drawn))

    def _leading(self, leader: Leader, painter: Painter) -> Iterator[Run]:
        block = (self.block.number, self.block.count) if self.block else None
        made = pictures_of(leader, slate_values(self, self.timecode, block), replace(painter, canvas=self.size))
        twice = painter.canvas.rate > self.size.rate
        return (shown_twice(run, painter.canvas.rate) for run in made) if twice else made

    def poster(self) -> Pictures:
        """A JPEG of the cut's first picture with its title over it."""
        over = self.poster_graphic
        picture = Painter(self.show, over.canvas, self.media).still(self.first_picture(), over)
        options = {"vcodec": "mjpeg", "q:v": 3, "frames:v": 1, "update": 1, "pix_fmt": "yuvj420p", "threads": 1}
        stream = picture.stream.filter("scale", out_range="full").filter("format", "yuvj420p")
        exact = {"fflags": "+bitexact", "flags:v": "+bitexact", "map_metadata": -1}
        label = _("cover picture of {name}").format(name=self.stem)
        made = ffmpeg_step([stream], {**options, **exact}, picture.inputs, suffix=".jpg", label=label)
        return Pictures((made,), tuple(picture.drawn))

    def _encoded(self, run: Run, size: Canvas, encoding: Encoding) -> Step:
        """The pictures of a run; those of a draft say that they are."""
        area = size.width * size.height / (1920 * 1080)
        stream, inputs = run.picture.stream, run.picture.inputs
        if self.draft:
            stream, font = marked(stream, size, self.show.language, run.slug, run.first)
            inputs = [*inputs, font]
        return ffmpeg_step(
            [finished(stream, encoding)],
            {**encoding.options_for(run.frames), "frames:v": run.frames // (2 if encoding.fields else 1)},
            inputs,
            suffix=encoding.suffix,
            label=f"{run.slug}, {shape_of(size.name)}",
            weight=0.2 + float(run.frames / size.rate) * encoding.cost * area,
            group=f"{self.rundown.episode}/{run.slug}/{run.start}",
            # Measured at 1080p: an encoder holds some 110 MB, every picture and layer that goes into it 8 MB.
            memory=area * (110 + 8 * len(inputs)),
        )

    def _branded(self, segment: PlacedSegment) -> PlacedSegment:
        """A draft of a station's looks like its family's, so that it is drawn once."""
        return segment if self.draft else super()._branded(segment)

    def first_picture(self) -> ClipShot | StillShot | None:
        """The first photo or clip of the first story in the cut."""
        for segment in sorted(self.timeline.segments, key=lambda segment: segment.kind != "story"):
            for shot in segment.shots:
                if shot.pictured is not None:
                    return shot.pictured
        return None
