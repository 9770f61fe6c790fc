"""Whether the colours of a kit can be read: text on every ground that it stands on, and the nearest that could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newscast.base.contrast import READABLE, contrast, mixed
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.graphics.palette import CAPTION_READABLE, on_plate, palette
from newscast.show.load import kit_place
from newscast.show.model import Colors, Show

_SCRIM = 0.13
"""What shines through of a picture where the ground of a title is thinnest."""


@dataclass(frozen=True)
class _Pair:
    """A colour that is written in another, by their keys."""

    ink: str
    ground: str


def unreadable(show: Show) -> list[Problem]:
    """An error for each colour of the kit in which texts would have too little contrast, with the nearest that pass.

    Credits are not asked: they are white on black whatever the kit says.
    """
    return [_problem(pair, show) for pair in _unreadable(show.colors)]


def unused_accent(show: Show) -> list[Problem]:
    """A warning where the kit names an accent in which numbers would not be read, with the nearest that could be: they
    are written in `text` instead. Where texts are not read either, those come first."""
    pair, place = _Pair("accent", "primary"), show.colors.places.get("accent")
    found = _contrast(pair, show.colors)
    if place is None or found >= READABLE or _unreadable(show.colors):
        return []
    message = _("Numbers are not written in `accent` “{accent}”: on `primary` “{primary}” its contrast is {found}:1.")
    told = {"accent": show.colors.accent, "primary": show.colors.primary, "found": f"{found:.1f}"}
    near = _nearest("accent", pair, show.colors)
    hint = _("It takes {least}:1. The nearest that pass: {colors}.")
    said = hint.format(least=READABLE, colors=f'accent: "{near}"')
    return [Problem(message.format(**told), said, place, warning=True, code="kit-accent")]


def _unreadable(colors: Colors) -> list[_Pair]:
    return [pair for pair in _pairs(colors) if not _passes(pair, colors)]


def _passes(pair: _Pair, colors: Colors) -> bool:
    return _contrast(pair, colors) >= _least(pair)


def _least(pair: _Pair) -> float:
    return CAPTION_READABLE if pair.ink == "caption" else READABLE


def _pairs(colors: Colors) -> Iterator[_Pair]:
    """Texts stand on `primary` and on `dark`, which follows it where it is not given, captions on a plate of theirs."""
    yield _Pair("text", "primary")
    if colors.dark:
        yield _Pair("text", "dark")
    yield _Pair("caption", "caption_plate")
    if colors.spoken:
        yield _Pair("spoken", "caption_plate")


def _contrast(pair: _Pair, colors: Colors) -> float:
    if pair.ground == "caption_plate":
        return on_plate(getattr(colors, pair.ink), colors.caption_plate)
    known = palette(colors.model_dump(exclude={"place", "places"}))
    ink, ground = known[pair.ink], known[pair.ground]
    if pair.ground == "dark":
        behind = "#ffffff" if contrast(ink, "#000000") > contrast(ink, "#ffffff") else "#000000"
        return min(contrast(ink, ground), contrast(ink, mixed(ground, behind, _SCRIM)))
    return contrast(ink, ground)


def _problem(pair: _Pair, show: Show) -> Problem:
    colors = show.colors
    found = _contrast(pair, colors)
    message = _("`{ink}` “{ink_color}” on `{ground}` “{ground_color}” cannot be read: its contrast is {found}:1.")
    told = {"ink": pair.ink, "ink_color": getattr(colors, pair.ink)}
    told |= {"ground": pair.ground, "ground_color": getattr(colors, pair.ground)}
    near = [f'{key}: "{color}"' for key in (pair.ground, pair.ink) if (color := _nearest(key, pair, colors))]
    hint = _("It takes {least}:1. The nearest that pass: {colors}.")
    return Problem(
        message.format(**told, found=f"{found:.1f}"),
        hint.format(least=f"{_least(pair):g}", colors=", ".join(near)),
        _place(pair, show),
        code="kit-contrast",
    )


def _nearest(key: str, pair: _Pair, colors: Colors) -> str | None:
    """The colour least changed towards black or white with which the pair can be read, and all others if that goes."""
    own = getattr(colors, key)
    mixtures = (mixed(own, end, percent / 100) for percent in range(1, 101) for end in ("#000000", "#ffffff"))
    tried = {color: colors.model_copy(update={key: color}) for color in mixtures}
    readable = [color for color, changed in tried.items() if _passes(pair, changed)]
    whole = (color for color in readable if not _unreadable(tried[color]))
    return next(whole, next(iter(readable), None))


def _place(pair: _Pair, show: Show) -> Place | None:
    """Where the colour was written that can be blamed; one of the two may be the package's."""
    places = show.colors.places
    return places.get(pair.ground) or places.get(pair.ink) or kit_place(show)
