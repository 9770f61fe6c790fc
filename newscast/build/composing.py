"""The fifth stage: timelines become products, each with the steps that make and measure it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from newscast.base.timecode import sample_at
from newscast.build.carts import cut_short
from newscast.build.cuts import rough_cuts
from newscast.build.file_names import refuse_unfit_names
from newscast.build.looking.fitting import refuse_misfits
from newscast.build.mixing import Mixes
from newscast.build.stages import Composed, Piece, Placed, grown
from newscast.captions.cue import Captioned
from newscast.deliverables.base import Product, products_of
from newscast.deliverables.cut import Cut
from newscast.deliverables.delivery import delivery_of
from newscast.picture.painting import Drawn
from newscast.picture.slices import Paintings
from newscast.qc.delivered.facts import facts_step
from newscast.qc.glance import glance_step
from newscast.qc.measure import effort, measure_step
from newscast.qc.speaking import listen_step
from newscast.qc.wanted import Wanted
from newscast.step.digest import digest_step
from newscast.step.join import segments_of
from newscast.step.step import Source, Step


def composed(
    placed: Placed,
    captions: Sequence[Captioned | None],
    drawn_before: Callable[[Step], bool],
    hardware: str | None = None,
    surely: bool = False,
) -> Composed:
    """The products of every cut, or drafts of them; `captions` are those of each timeline.

    Raises FilesError for graphics that cannot be drawn as asked; those whose layers were `drawn_before` can. With
    `surely`, only for what does not depend on when something is said.
    """
    paintings = Paintings()
    mixes = Mixes(placed)
    cuts = [
        Cut(
            **vars(rough),
            media=placed.media,
            mix=mixes.of(rough.timeline, rough.version),
            versions=partial(mixes.of, rough.timeline),
            draft=placed.options.draft,
            hardware=hardware,
            paintings=paintings,
        )
        for rough in rough_cuts(placed.timelines, placed.loaded.show, captions)
    ]
    pieces = tuple(_piece(cut, product) for cut in cuts for product in products_of(cut))
    refuse_unfit_names(pieces)
    refuse_misfits(_undrawn(pieces, drawn_before), placed.loaded.show, surely)
    return grown(Composed, placed, pieces=pieces, remarks=(*placed.remarks, *cut_short(pieces)))


def _piece(cut: Cut, product: Product) -> Piece:
    if not isinstance(product.content, Step):
        return Piece(cut, product, None, None)
    measured, of = product.measured or product.content, product.of or cut
    measure = _measured(product, measured, product.wanted, of) if product.wanted else None
    block = product.of.block if product.of and measure else None
    whole = measure_step(block.whole.master(lossy=False), weight=0.3) if block else None
    delivery = delivery_of(product.of or cut, product.path, product.wanted)
    facts = facts_step(product.content, delivery.kind, *_beside(product)) if delivery else None
    return Piece(cut, product, measure, digest_step(product.content), whole, delivery, facts)


def _beside(product: Product) -> Sequence[Source]:
    """The files that are looked at with it: the one that a checksum is of."""
    return product.content.inputs if product.role == "checksum" and isinstance(product.content, Step) else ()


def _measured(product: Product, content: Step, wanted: Wanted, cut: Cut) -> Step:
    """All of the file; of a draft the `sound` it was encoded from, and its packets."""
    if product.sound:
        measured = measure_step(product.sound, weight=effort(replace(wanted, video=None)), peak=False)
        return glance_step(content, measured, weight=0.3)
    heard = listen_step(cut.mix, wanted.heard.speech) if wanted.heard and wanted.heard.speech else None
    runs = [run for run in segments_of(content) if isinstance(run, Step)]
    # Each run is looked at by itself: what is left is the sound, and whether the packets are theirs.
    weight = effort(replace(wanted, video=None) if runs else wanted)
    if wanted.audio and not wanted.audio.streams:
        return measure_step(content, weight=weight, runs=runs)
    lead = sample_at(wanted.lead, cut.timeline.rate)
    return measure_step(content, cut.mix, weight, heard, lead=lead, gauged=product.gauged, runs=runs)


def _undrawn(pieces: Sequence[Piece], drawn_before: Callable[[Step], bool]) -> Iterator[tuple[Cut, Drawn]]:
    """The graphics that were never drawn: the texts of what was drawn before fit."""
    for piece in pieces:
        for drawn in piece.product.drawn:
            if not all(drawn_before(image) for image in drawn.images):
                yield piece.cut, drawn
