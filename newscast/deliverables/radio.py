"""Radio: a WAV for the station's playout, an MP3 for everybody else; other files as a station asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from newscast.base.languages.tags import three_letters
from newscast.deliverables.base import Carrying, Product
from newscast.deliverables.blocks import blocks
from newscast.deliverables.chapters import chapters_of, milliseconds
from newscast.deliverables.cuesheet import cue_sheets
from newscast.deliverables.cut import Cut, Pictures
from newscast.deliverables.playout import bext_of, cart_of, charset_of, station_of
from newscast.deliverables.sidecars import caption_files, checksums
from newscast.deliverables.wants import sound_wanted
from newscast.qc.carried import carried_step
from newscast.show.station import Station
from newscast.sound.broadcast_wave import gauge_step, wav_step
from newscast.sound.encode import flac_step, mp2_step
from newscast.sound.mp3 import mp3_in_pieces
from newscast.step.step import Step
from newscast.wrappers.id3.tags import Tags

_GENRE = "News"
COVERED = ("mp3", "flac")
"""The containers that have the cover in them."""


def products(cut: Cut) -> list[Product]:
    """The files its station takes, in a draft only the MP3, which a browser plays; captions where the kit asks for
    them, and cue sheets where the station does."""
    station = station_of(cut)
    if cut.draft:
        return [_programme(cut, "mp3", *_makers(cut, station)["mp3"]()), *caption_files(cut)]
    parts = blocks(cut) if station.blocks else [cut]
    return [replace(product, of=part) for part in parts for product in _handed(part, station)]


def _handed(cut: Cut, station: Station) -> Iterator[Product]:
    """The files as they are handed over, with what lies beside them."""
    made = _makers(cut, station)
    for container in station.containers:
        programme = _programme(cut, container, *made[container]())
        if container == "wav":
            programme = _as_master(cut, programme)
        yield from (programme, *checksums(cut, programme))
    yield from (*cue_sheets(cut, station.cues), *caption_files(cut))


def tags_of(cut: Cut, album: str = "", artist: str = "", genre: str = _GENRE) -> Tags:
    """What the tag of an MP3 or a FLAC tells; the album and the artist are the show unless said."""
    return Tags(
        title=cut.title,
        artist=artist or cut.show.name,
        album=album or cut.show.name,
        date=cut.rundown.date.isoformat(),
        language=three_letters(cut.show.language),
        genre=genre,
        length=milliseconds(cut),
        chapters=chapters_of(cut),
    )


Made = tuple[Step, str, Pictures]
"""What makes a file, its codec, and the pictures in it."""


def _makers(cut: Cut, station: Station) -> dict[str, Callable[[], Made]]:
    return {
        "wav": partial(_wav, cut, station),
        "mp3": partial(_mp3, cut, station.kilobits("mp3")),
        "mp2": partial(_mp2, cut, station.kilobits("mp2")),
        "flac": partial(_flac, cut),
    }


def _programme(cut: Cut, container: str, made: Step, codec: str, shown: Pictures) -> Product:
    wanted = sound_wanted(cut, container, codec)
    return Product(cut.path(f"{cut.stem}.{container}"), "programme", made, wanted, shown.drawn)


def _wav(cut: Cut, station: Station) -> Made:
    made = wav_step(cut.master(lossy=False), bext_of(cut), cart_of(cut), charset_of(station), label=f"{cut.title}.wav")
    return made, "pcm_s24le", Pictures((), ())


def _as_master(cut: Cut, product: Product) -> Product:
    """A WAV holds the samples of the master, which is measured in its place: what the WAV says of itself changes with
    every word of the programme."""
    assert isinstance(product.content, Step)
    master = cut.master(lossy=False)
    read_back = carried_step(product.content, master, cut.tape, ())
    return replace(product, measured=master, carrying=Carrying(read_back, {}), gauged=gauge_step(master))


def _mp3(cut: Cut, kilobits: int) -> Made:
    cover = cut.poster()
    return (
        mp3_in_pieces(
            cut.master(lossy=True),
            cut.timeline.samples,
            tags_of(cut),
            cover.steps[0],
            kilobits,
            peak=cut.loudness[1],
        ),
        "mp3",
        cover,
    )


def _mp2(cut: Cut, kilobits: int) -> Made:
    return mp2_step(cut.master(lossy=True), cut.title, kilobits, cut.loudness[1]), "mp2", Pictures((), ())


def _flac(cut: Cut) -> Made:
    cover = cut.poster()
    return flac_step(cut.master(lossy=False), tags_of(cut), cover.steps[0]), "flac", cover
