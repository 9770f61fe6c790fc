"""Texts that stand over a picture for as long as a segment shows pictures: where, what about, what else there is.

They come and go with cuts and never move of themselves, so a segment can be cut into slices anywhere below them. A card
has texts of its own: over it they are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.base.timecode import round_half_up
from newscast.rundown.model import Segment, Spot, Sting, Story
from newscast.timeline.context import Context
from newscast.timeline.model import PlacedSuper
from newscast.timeline.piece import Piece, Written, values
from newscast.timeline.seen import Shot
from newscast.timeline.shots import field_pairs
from newscast.timeline.spans import Span, within
from newscast.timeline.supers import LEAST, STRAP, clear_of_cards

ACCESS = 5
"""Seconds for which the symbols of captions and sign language are shown at the start."""
_BREAKS = "|"
_ABOUT = ("strap", "hook")

Standing = tuple[Written[PlacedSuper], ...]


def standing(segment: Segment, piece: Piece, context: Context, first: bool) -> Standing:
    """What stands over a piece whose texts are settled; `first` where nothing was seen before it."""
    if not context.form.picture or not piece.shots or isinstance(segment, Spot | Sting):
        return ()
    clear = clear_of_cards(values(piece.shots))
    found = [*_of_show(segment.slug, clear, context)]
    if isinstance(segment, Story):
        found += _of_story(segment, piece, clear, context)
    if first and context.show.access_symbols:
        symbols = {name.replace("-", "_"): "yes" for name in context.show.access_symbols}
        time = Span(0, min(round_half_up(ACCESS * context.rate), _end(values(piece.shots))))
        found += _over([time], "access", symbols, None)
    return tuple(found)


def _of_story(story: Story, piece: Piece, clear: Sequence[Span], context: Context) -> Iterator[Written[PlacedSuper]]:
    if story.breaking:
        label, _bar, text = story.breaking.partition(_BREAKS)
        yield from _over(clear, "breaking", {"label": label.strip(), "text": text.strip()}, story.where("breaking"))
    if story.where_:
        yield from _over(clear, "locator", {"place": story.where_}, story.where("where"))
    if story.tag:
        # What the story is about is said at its start; a tag reminds of it afterwards.
        told = [each.value.start + each.value.frames for each in piece.supers if each.value.graphic in _ABOUT]
        start = max(told, default=round_half_up(STRAP * context.rate))
        later = within(clear, Span(start, _end(values(piece.shots))))
        least = round_half_up(LEAST * context.rate)
        yield from _over(
            [each for each in later if each.length >= least], "tag", {"tag": story.tag}, story.where("tag")
        )


def _of_show(slug: str, clear: Sequence[Span], context: Context) -> Iterator[Written[PlacedSuper]]:
    """What stands at the bottom edge: one thing at most."""
    items, footer = context.rundown.ticker, context.show.footer
    if footer:
        yield from _over(clear, "footer", {"text": footer}, None)
    elif items:
        # Each segment begins with another item, wherever it stands: short ones would show none but the first.
        turn = hashlib.sha256(slug.encode()).digest()[0] % len(items)
        turned = items[turn:] + items[:turn]
        yield from _over(clear, "ticker", {"items": turned}, context.rundown.places.get("ticker"))


def warn_of_band(context: Context) -> None:
    """A footer and a ticker want the same place."""
    if context.form.picture and context.show.footer and context.rundown.ticker:
        message = _("The ticker is not shown: the footer of the show stands in its place.")
        place = context.rundown.places.get("ticker")
        context.warn(message, _("Leave out one of them."), place, code="ticker-hidden")


def _over(
    times: Sequence[Span], graphic: str, fields: Mapping[str, str | tuple[str, ...]], place: Place | None
) -> Iterator[Written[PlacedSuper]]:
    told = field_pairs(dict(fields))
    return (Written(PlacedSuper(time.start, time.length, graphic, told), place) for time in times)


def _end(shots: Sequence[Shot]) -> int:
    return shots[-1].start + shots[-1].frames
