"""What is wrong with a kit, whoever uses it: its colours, typeface and logo, its music and videos."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.graphics.design import unusable_fonts
from newscast.graphics.fonts import builtin_families
from newscast.graphics.logo import unusable_logo
from newscast.graphics.maps import unusable_maps
from newscast.graphics.placed import stray_captions
from newscast.graphics.readable import unreadable, unused_accent
from newscast.media.missing import Media, found
from newscast.show.load import kit_place
from newscast.show.media import Named, music_of, videos_of
from newscast.show.model import Show
from newscast.show.person import SynthVoice
from newscast.sound.piper import unusable


def unfit_kit(show: Show) -> list[Problem]:
    """What keeps anything of a show from being drawn as it should be, and warnings of what is drawn otherwise."""
    # The built-in fonts are whole, and to open them takes a while.
    fonts = unusable_fonts(show) if show.fonts.files or show.fonts.family not in builtin_families() else []
    voices = unfit_voices([(show.synth, kit_place(show))])
    return [
        *unreadable(show),
        *unused_accent(show),
        *fonts,
        *unusable_logo(show),
        *unusable_maps(show),
        *stray_captions(show),
        *voices,
    ]


def unfit_voices(voices: Iterable[tuple[SynthVoice, Place | None]]) -> list[Problem]:
    """What keeps synthetic voices from speaking, each at its model or else where it was chosen."""
    found = []
    for voice, place in voices:
        problem = unusable(voice.model) if voice.model else None
        if problem:
            found.append(replace(problem, place=voice.where("model") or place))
    return found


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
