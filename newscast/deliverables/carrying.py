"""A programme with its captions in it: the file without them is measured, the one with them is read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from newscast.base.i18n import _
from newscast.base.languages.all import own_name
from newscast.base.languages.tags import three_letters
from newscast.captions import srt
from newscast.captions.cue import Cue
from newscast.captions.cues import episode_cues
from newscast.captions.line21.model import PopOns
from newscast.captions.line21.tape import Tape
from newscast.captions.track import track_step, tracked_step
from newscast.deliverables.base import Carrying, Product
from newscast.deliverables.captioned import Way, captioned_step
from newscast.deliverables.cut import Cut
from newscast.deliverables.tagging import tagged
from newscast.qc.captions.model import Caption
from newscast.qc.carried import carried_step
from newscast.step.step import Step


def with_closed_captions(cut: Cut, product: Product) -> Product:
    """The programme with its captions as CEA-608; as it is where its station takes none, and in drafts."""
    joined = _step(product)
    ways = closed_ways(cut, joined.suffix)
    if cut.on_grid is None or not ways:
        return product
    label = _("closed captions of {deliverable}").format(deliverable=cut.deliverable)
    lead, tape = cut.leader.frames if cut.leader else 0, file_tape(cut)
    captions = [replace(each, start=each.start + lead, end=each.end + lead) for each in cut.pop_ons]
    made = captioned_step(joined, captions, tape, ways, label=label, weight=0.1 + 0.2 * joined.weight)
    written = tuple(_caption(each) for each in episode_cues(cut.timeline, cut.on_grid))
    planned: dict[str, list[Caption]] = {way: _planned(captions) for way in ways}
    carrying = Carrying(carried_step(made, joined, tape, ways), planned, written, lead)
    return replace(product, content=made, measured=joined, carrying=carrying)


def with_tracks(cut: Cut, product: Product, options: Mapping[str, Any]) -> Product:
    """The programme with its captions as text tracks (3GPP timed text), one a language in which there are some."""
    said = {cut.show.language: cut.cues(), **{tag: cut.cues(tag) for tag in cut.further}}
    texts = {tag: cues for tag, cues in said.items() if cues}
    if not texts:
        return product
    joined = _step(product)
    tracks = [track_step(cues, cut.show.rate, tag) for tag, cues in texts.items()]
    named = [tagged(f"s:{number}", tag, own_name(tag)) for number, tag in enumerate(texts)]
    options = {**options, "c:s": "mov_text", **{key: value for each in named for key, value in each.items()}}
    made = tracked_step(joined, tracks, options, label=joined.label, weight=0.1 * joined.weight)
    planned = {f"text {three_letters(tag)}": [_tracked(cue) for cue in cues] for tag, cues in texts.items()}
    read_back = carried_step(made, joined, Tape(cut.timeline.rate, cut.timeline.frames), ("text",))
    return replace(product, content=made, measured=joined, carrying=Carrying(read_back, planned))


def closed_ways(cut: Cut, suffix: str) -> tuple[Way, ...]:
    """How closed captions go in a file of this suffix; none where its station takes none, and in drafts."""
    station = cut.station
    if cut.draft or cut.on_grid is None or station is None or not station.captions:
        return ()
    if suffix == ".mxf":
        return ("anc", "a53") if station.user_data else ("anc",)
    return ("c608",) if station.codec == "prores-422-hq" else ("a53",)


def file_tape(cut: Cut) -> Tape:
    """That of a master with what comes before the programme."""
    lead = cut.leader.frames if cut.leader else 0
    return replace(cut.tape, frames=cut.tape.frames + lead, start=cut.file_timecode)


def _step(product: Product) -> Step:
    if not isinstance(product.content, Step):
        raise TypeError(f"{product.path} is no step")
    return product.content


def _caption(cue: Cue) -> Caption:
    return Caption(cue.start, cue.end, cue.lines)


def _tracked(cue: Cue) -> Caption:
    return Caption(cue.start, cue.end, srt.shown(cue))


def _planned(captions: PopOns) -> list[Caption]:
    return [Caption(each.start, each.end, each.lines) for each in captions]
