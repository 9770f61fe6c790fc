"""Composing: timelines become products, each with the steps that make and measure it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Captions, Cut
from newscast.engine.digest import digest_step
from newscast.errors import FilesError, Problem
from newscast.graphics.design import fit_problems
from newscast.picture.segment import Drawn, Picture
from newscast.prepare import Infos, Media, Placed, take_steps, unique
from newscast.qc.measure import effort, measure_step
from newscast.rundown.load import Loaded
from newscast.show.model import Show
from newscast.sound.mix import mix_step
from newscast.step import Step
from newscast.timeline.form import HEADLINES_BED
from newscast.timeline.model import Take, Timeline
from newscast.timeline.takes import music_take


@dataclass(frozen=True)
class Piece:
    """A product of a cut, the step that measures it where it is measured, and the digest of a file that is made."""

    cut: Cut
    product: Product
    measure: Step | None
    digest: Step | None


@dataclass(frozen=True)
class Composed:
    """Everything that will be in the episode folder."""

    pieces: tuple[Piece, ...]

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The cuts, in the order of the deliverables."""
        return tuple({id(piece.cut): piece.cut for piece in self.pieces}.values())

    @property
    def steps(self) -> list[Step]:
        """What the engine has to make."""
        made = [piece.product.content for piece in self.pieces if isinstance(piece.product.content, Step)]
        return [*made, *(step for piece in self.pieces for step in (piece.measure, piece.digest) if step)]

    @property
    def by_deliverable(self) -> dict[str, list[Step]]:
        """The same steps, by the deliverable that needs them."""
        needed: dict[str, list[Step]] = {}
        for piece in self.pieces:
            steps = (piece.product.content, piece.measure, piece.digest)
            needed.setdefault(piece.cut.deliverable, []).extend(step for step in steps if isinstance(step, Step))
        return needed


def compose(
    loaded: Loaded,
    placed: Sequence[Placed],
    media: Media,
    infos: Infos,
    captions: Captions,
    drawn_before: Callable[[Step], bool],
    draft: bool = False,
    hardware: str | None = None,
) -> Composed:
    """The products of every cut, or drafts of them.

    Raises FilesError for graphics that cannot be drawn as asked; those whose layers were `drawn_before` can.
    """
    painted: dict[Any, Picture] = {}
    mixes = _mixes([each.timeline for each in placed], media, infos, loaded)
    cuts = [
        Cut(
            deliverable=each.request.deliverable,
            slug=each.request.slug,
            rundown=each.request.rundown,
            show=loaded.show,
            timeline=each.timeline,
            media=media,
            mix=mixes[each.timeline],
            captions=captions,
            draft=draft,
            hardware=hardware,
            painted=painted,
        )
        for each in placed
    ]
    pieces = tuple(_piece(cut, product) for cut in cuts for product in DELIVERABLES[cut.deliverable].products(cut))
    _check_graphics([drawn for cut in cuts for drawn in cut.drawn], loaded.show, drawn_before)
    return Composed(pieces)


def _piece(cut: Cut, product: Product) -> Piece:
    if not isinstance(product.content, Step):
        return Piece(cut, product, None, None)
    measure = measure_step(product.content, cut.mix, effort(product.wanted)) if product.wanted else None
    return Piece(cut, product, measure, digest_step(product.content))


def _mixes(timelines: Sequence[Timeline], media: Media, infos: Infos, loaded: Loaded) -> dict[Timeline, Step]:
    """One mix for each different timeline."""
    different = dict.fromkeys(timelines)
    takes = {sound.take for timeline in different for segment in timeline.segments for sound in segment.sounds}
    steps = take_steps(takes, media, loaded)
    beds = take_steps(_beds(loaded.show).values(), media, loaded)
    named = {name: beds[take] for name, take in _beds(loaded.show).items()}
    return {timeline: mix_step(timeline, steps, infos, named) for timeline in different}


def _beds(show: Show) -> dict[str, Take]:
    built_in = {"main": music_take(show.bed, "bed"), HEADLINES_BED: music_take(show.bed, "headlines-bed")}
    return built_in | {name: music_take(file, "bed") for name, file in show.beds.items()}


def _check_graphics(drawn: Sequence[Drawn], show: Show, drawn_before: Callable[[Step], bool]) -> None:
    """Measure the texts of graphics that were never drawn: what was drawn before fits."""
    problems: list[Problem] = []
    seen: set[Any] = set()
    for graphic in drawn:
        key = (graphic.graphic, graphic.fields, graphic.canvas)
        if key in seen or all(drawn_before(image) for image in graphic.images):
            continue
        seen.add(key)
        problems += fit_problems(graphic.graphic, dict(graphic.fields), show, graphic.canvas, graphic.place)
    if problems:
        raise FilesError(unique(problems))
