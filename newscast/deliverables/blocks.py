"""The blocks of a programme, which stations put their commercials between: each is a cut of its own.

A break ends its block, with the parts that lead to it. Loudness is that of the whole programme: a block has the gain
that the programme has, as it has when it is on air in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newscast.deliverables.cut import Block, Cut
from newscast.timeline.model import PlacedSegment, Timeline


def blocks(cut: Cut) -> list[Cut]:
    """The cut as blocks, each with a timeline that begins at 0; one of them where there is no break."""
    stretches = list(_stretches(cut.timeline.segments))
    return [_block(cut, stretch, number, len(stretches)) for number, stretch in enumerate(stretches, 1)]


def _stretches(segments: Sequence[PlacedSegment]) -> Iterator[slice]:
    """Where the segments of each block are; breaks between which nothing is seen make no block."""
    first = 0
    for number, segment in enumerate(segments):
        rest = any(each.frames for each in segments[number + 1 :])
        if segment.kind == "break" and rest and any(each.frames for each in segments[first : number + 1]):
            yield slice(first, number + 1)
            first = number + 1
    yield slice(first, len(segments))


def _block(whole: Cut, stretch: slice, number: int, count: int) -> Cut:
    segments = whole.timeline.segments[stretch]
    start = segments[0].start
    moved = tuple(replace(segment, start=segment.start - start) for segment in segments)
    # What came before it is in another file.
    moved = (replace(moved[0], transition=None), *moved[1:])
    timeline = Timeline(whole.timeline.rate, moved)
    return replace(
        whole,
        timeline=timeline,
        places=whole.places[stretch],
        captions=whole.captions[stretch] if whole.captions is not None else None,
        on_grid=whole.on_grid[stretch] if whole.on_grid is not None else None,
        further={tag: captions[stretch] for tag, captions in whole.further.items()},
        mix=whole.stretch_of(whole.mix, start, timeline, bits=32),
        versions=lambda version: whole.stretch_of(whole.versions(version), start, timeline, bits=32),
        block=Block(whole, number, count, start),
    )
