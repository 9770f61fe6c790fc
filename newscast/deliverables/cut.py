"""A cut: one timeline of one deliverable, with all that its products are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from newscast.base.canvas import Canvas, canvas, shape_of
from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.captions.cue import Captions, Cue
from newscast.captions.cues import episode_cues
from newscast.deliverables.draft import draft_canvas, marked
from newscast.deliverables.encodings import Encoding, finished
from newscast.deliverables.proxies import drafted
from newscast.media.missing import Media
from newscast.picture.segment import Drawn, Painter, caption_fields
from newscast.picture.slices import Paintings, Run, runs
from newscast.rundown.model import Rundown, Story
from newscast.show.model import Show
from newscast.sound.loudness import master_steps
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.timeline.model import ClipShot, GraphicShot, PlacedSegment, PlacedSuper, Places, Shot, StillShot, Timeline


def told_after(name: str, title: str) -> str:
    """What a title says beside the name that it begins with; the title where it begins with something else."""
    rest = title[len(name) :]
    if title[: len(name)].casefold() != name.casefold() or rest[:1].isalnum():
        return title
    # The mark between them goes, one that opens what follows stays.
    rest = re.sub(r"^[\s,.;:|/·•–—-]+", "", rest)
    return rest[:1].upper() + rest[1:]


@dataclass(frozen=True)
class Pictures:
    """Pictures as steps, one after another, and every graphic in them."""

    steps: tuple[Step, ...]
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True)
class Cut:
    """`slug` is that of the story where a deliverable has a cut for each."""

    deliverable: str
    slug: str | None
    rundown: Rundown
    show: Show
    timeline: Timeline
    places: Places
    media: Media
    mix: Step
    captions: Captions | None
    """In the style its deliverable declares; None where it declares none."""
    draft: bool = False
    hardware: str | None = None
    """The hardware encoder that the kit asked for and this machine has."""
    paintings: Paintings = field(default_factory=Paintings)
    sketch: bool = False
    """Nothing will be made of it: it is only asked which graphics it would draw."""

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
        return episode_cues(self.timeline, self._captions)

    @property
    def _captions(self) -> Captions:
        if self.captions is None:
            raise ValueError(f"{self.deliverable} uses captions and declares no style for them")
        return self.captions

    def place_of(self, drawn: Drawn) -> Place | None:
        """Where the user wrote what a graphic of this cut shows; None for what is the kit's."""
        titled = self._title_place if ("headline", self._poster_fields["headline"]) in drawn.fields else None
        return next((place for shown, place in self._texts() if shown == (drawn.graphic, drawn.fields)), titled)

    @property
    def _title_place(self) -> Place | None:
        """Where the title was written that thumbnails and covers show."""
        if self.story:
            return self.story.where("headline")
        return self.rundown.places.get("title") or self.show.where("name")

    def _texts(self) -> Iterator[tuple[Any, Place | None]]:
        """Every graphic with its fields, and where it was written."""
        captions = self.captions or ((),) * len(self.places)
        for segment, places, cues in zip(self.timeline.segments, self.places, captions, strict=True):
            pictures = zip((shot.picture for shot in segment.shots), places.shots, strict=True)
            for shown, place in (*pictures, *zip(segment.supers, places.supers, strict=True)):
                if isinstance(shown, GraphicShot | PlacedSuper):
                    yield (shown.graphic, shown.fields), place
            for cue in cues:
                yield ("caption", caption_fields(cue)), places.utterances[cue.utterance]

    def master(self, lossy: bool, quick: bool = False) -> Step:
        """The mix at this deliverable's loudness; `quick` for drafts."""
        target, peak = self.show.loudness_target(self.deliverable), self.show.peak_limit(self.deliverable)
        return master_steps(self.mix, target, peak, lossy, quick)

    def pictures(self, canvas_name: str, encoding: Encoding, burned: bool = False) -> Pictures:
        """The encoded pictures, one after another: a step for each slice of a segment, and one for each transition."""
        painter = Painter(self.show, self.canvas(canvas_name), self.media, self.sketch)
        segments = self.timeline.segments
        captions = self._captions if burned else ((),) * len(segments)
        burned_in = [_unsaid(cues, each) for each, cues in zip(segments, captions, strict=True) if each.frames]
        shown = [segment for segment in segments if segment.frames]
        if self.draft:
            shown, media = drafted(shown, self.media, painter.canvas.rate)
            painter = replace(painter, media=media)
        made = list(runs(shown, painter, self.paintings, burned_in))
        steps = tuple(self._encoded(run, painter.canvas, encoding) for run in made)
        return Pictures(steps, tuple(drawn for run in made for drawn in run.picture.drawn))

    def poster(self, graphic: str, size: Canvas) -> Pictures:
        """A JPEG of the cut's first picture with its title over it."""
        painter = Painter(self.show, size, self.media, self.sketch)
        picture = painter.still(self.first_picture(), graphic, self._poster_fields)
        options = {"vcodec": "mjpeg", "q:v": 3, "frames:v": 1, "update": 1, "pix_fmt": "yuvj420p", "threads": 1}
        stream = picture.stream.filter("scale", out_range="full").filter("format", "yuvj420p")
        exact = {"fflags": "+bitexact", "flags:v": "+bitexact", "map_metadata": -1}
        label = _("cover picture of {name}").format(name=self.stem)
        made = ffmpeg_step([stream], {**options, **exact}, picture.inputs, suffix=".jpg", label=label)
        return Pictures((made,), tuple(picture.drawn))

    @property
    def _poster_fields(self) -> dict[str, str]:
        """What a thumbnail or a cover says: an episode's has the show above its title, a story's the department."""
        if self.story:
            kicker, headline = self.story.department, self.title
        else:
            kicker, headline = self.show.name, told_after(self.show.name, self.title)
        return {"headline": headline, "kicker": kicker} if kicker and headline else {"headline": self.title}

    def _encoded(self, run: Run, size: Canvas, encoding: Encoding) -> Step:
        """The pictures of a run; those of a draft say that they are."""
        area = size.width * size.height / (1920 * 1080)
        stream, inputs = run.picture.stream, run.picture.inputs
        if self.draft:
            stream, font = marked(stream, size, self.show.language, run.slug, run.first)
            inputs = [*inputs, font]
        return ffmpeg_step(
            [finished(stream, encoding)],
            {**encoding.options, "frames:v": run.frames},
            inputs,
            suffix=encoding.suffix,
            label=f"{run.slug}, {shape_of(size.name)}",
            weight=0.2 + float(run.frames / self.show.rate) * encoding.cost * area,
            group=f"{self.rundown.episode}/{run.slug}/{run.start}",
            # Measured at 1080p: an encoder holds some 110 MB, every picture and layer that goes into it 8 MB.
            memory=area * (110 + 8 * len(inputs)),
        )

    def first_picture(self) -> ClipShot | StillShot | None:
        """The first photo or clip of the first story in the cut."""
        for segment in sorted(self.timeline.segments, key=lambda segment: segment.kind != "story"):
            for shot in segment.shots:
                picture = shot.picture.background if isinstance(shot.picture, GraphicShot) else shot.picture
                if picture is not None:
                    return picture
        return None


def _unsaid(cues: Sequence[Cue], segment: PlacedSegment) -> Sequence[Cue]:
    """The captions to draw into a segment: all but those over a card that shows the same words itself."""
    cards = [(shot, _card_words(shot.picture)) for shot in segment.shots if isinstance(shot.picture, GraphicShot)]
    return [cue for cue in cues if not any(_is_over(cue, shot) and _words(cue.text) in words for shot, words in cards)]


def _is_over(cue: Cue, shot: Shot) -> bool:
    """Whether a shot is below a caption: a caption may come or go a frame beside the cut."""
    return shot.start <= (cue.start + cue.end) // 2 < shot.start + shot.frames


def _card_words(card: GraphicShot) -> str:
    fields = (text for _name, value in card.fields for text in ((value,) if isinstance(value, str) else value))
    return " ".join(map(_words, fields))


def _words(text: str) -> str:
    """The words alone, each between spaces."""
    return " ".join(["", *re.findall(r"\w+", text.casefold()), ""])
