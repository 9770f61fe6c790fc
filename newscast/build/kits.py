"""What is wrong with a kit, whoever uses it: its colours, typeface and logo, its music and videos."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.graphics.design import unusable_fonts
from newscast.graphics.fonts import BUILT_IN
from newscast.graphics.logo import unusable_logo
from newscast.graphics.readable import unreadable, unused_accent
from newscast.media.missing import Media, found
from newscast.show.media import Named, music_of, videos_of
from newscast.show.model import Show


def unfit_kit(show: Show) -> list[Problem]:
    """What keeps anything of a show from being drawn as it should be, and warnings of what is drawn otherwise."""
    # The built-in fonts are whole, and to open them takes a while.
    fonts = unusable_fonts(show) if show.fonts.files or show.fonts.family not in BUILT_IN else []
    return [*unreadable(show), *unused_accent(show), *fonts, *unusable_logo(show)]


def unfit_media(show: Show, media: Media) -> list[Problem]:
    """Music of the kit without sound, and videos without picture."""
    return [*_silent(music_of(show), media), *_unseen(videos_of(show), media)]


def _silent(files: list[Named], media: Media) -> Iterator[Problem]:
    message = _("{name} has no sound, and music is wanted here.")
    for path, place in files:
        info = found(media, path)
        if info and info.sound is None:
            hint = _("Name a recording of the music.")
            yield Problem(message.format(name=path.name), hint, place, code="medium-unsuitable", medium=path)


def _unseen(files: list[Named], media: Media) -> Iterator[Problem]:
    message = _("{name} has no picture, and something should be seen here.")
    for path, place in files:
        info = found(media, path)
        if info and (info.picture is None or info.kind == "still"):
            hint = _("Name a finished video.")
            yield Problem(message.format(name=path.name), hint, place, code="medium-unsuitable", medium=path)
