"""Pictures that will not look right, as far as that is known before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from newscast.base.canvas import canvas
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.build.cuts import PlacedCut
from newscast.build.stages import Measured
from newscast.media.info import MediaInfo
from newscast.media.missing import found
from newscast.picture.coarse import coarse_pictures
from newscast.picture.fit import Size
from newscast.timeline.model import written_shots
from newscast.timeline.seen import ClipShot

_NEVER_SQUARE = tuple((width, height) for width in (704, 720) for height in (480, 486, 576))
"""Sizes in pixels of standard-definition video (ITU-R BT.601, SMPTE ST 267), which is 4:3 or 16:9: its pixels are not
square, whatever a file says that lost their shape on its way."""


def doubtful_pictures(cuts: Sequence[PlacedCut], measured: Measured) -> list[Problem]:
    """A warning for each picture that is shown too large, and for each clip of a wrong shape, of colours that are not
    known, with combs or blends."""
    return [*_coarse(cuts, measured), *_wrong(cuts, measured)]


def _coarse(cuts: Sequence[PlacedCut], measured: Measured) -> Iterator[Problem]:
    show = measured.loaded.show
    grown = dict[tuple[Path, Place | None, Size], dict[str, Fraction]]()
    for cut in cuts:
        if name := cut.request.form.canvas:
            full = canvas(name, show.rate, show.canvases.get(name))
            for file, place, size, times in coarse_pictures(cut.timeline, cut.places, full, measured.media):
                grown.setdefault((file, place, size), {})[cut.request.deliverable] = times
    for (file, place, size), shown in grown.items():
        told = ", ".join(f"{name} {float(times):.1f}" for name, times in shown.items())
        form = _("{name} has only {width}x{height} pixels, and each is shown several times as large: {times}.")
        hint = _("Find a larger original, or show it whole: `fit: pad`.")
        message = form.format(name=file.name, width=size[0], height=size[1], times=told)
        yield Problem(message, hint, place, warning=True, code="picture-coarse", medium=file)


def _wrong(cuts: Sequence[PlacedCut], measured: Measured) -> Iterator[Problem]:
    """Each clip once, where it is shown first."""
    told = set[Path]()
    for file, place in _clips(cuts):
        info = found(measured.media, file)
        if file not in told and info:
            told.add(file)
            yield from _wrong_in(info, place)


def _clips(cuts: Sequence[PlacedCut]) -> Iterator[tuple[Path, Place | None]]:
    for cut in cuts:
        for _segment, shot, place in written_shots(cut.timeline.segments, cut.places):
            yield from ((each.file, place) for each in shot.pictures if isinstance(each, ClipShot))


def _wrong_in(info: MediaInfo, place: Place | None) -> Iterator[Problem]:
    picture, file = info.picture, info.file.path
    if picture is None:
        return
    if picture.combed:
        message = _("{name} has two fields in each picture and says that it has none: edges that move look like combs.")
        hint = _("Have it exported again as interlaced, or as progressive with its fields joined.")
        yield Problem(message.format(name=file.name), hint, place, warning=True, code="picture-combed", medium=file)
    if picture.blended:
        message = _("Two of five pictures of {name} are each two in one: what moves is seen twice.")
        hint = _("It is a film of 24 pictures a second that was made 30 by blending: ask for it as it was filmed.")
        yield Problem(message.format(name=file.name), hint, place, warning=True, code="picture-blended", medium=file)
    if picture.unmet:
        form = _("{name} has colours that newscast does not know ({said}): they are shown as those of most clips.")
        hint = _("Look at it in a draft. Where it is pale, dark or of wrong colours, have it exported again as BT.709.")
        message = form.format(name=file.name, said=", ".join(picture.unmet))
        yield Problem(message, hint, place, warning=True, code="picture-colors", medium=file)
    if any(picture.bars):
        message = _("The black bars of {name} are cut off: {width}x{height} pixels between them are shown.")
        said = message.format(name=file.name, width=picture.stored[0], height=picture.stored[1])
        hint = _("`focus` and the boxes of `blur` are in shares of that; `bars: keep` shows them.")
        yield Problem(said, hint, place, warning=True, code="picture-barred", medium=file)
    if picture.stored in _NEVER_SQUARE and picture.stored == (picture.width, picture.height):
        form = _("{name} has {width}x{height} pixels and says that they are square: all looks too wide or too narrow.")
        hint = _("Have it exported again with its shape, 4:3 or 16:9, or with square pixels.")
        message = form.format(name=file.name, width=picture.width, height=picture.height)
        yield Problem(message, hint, place, warning=True, code="picture-shape", medium=file)
