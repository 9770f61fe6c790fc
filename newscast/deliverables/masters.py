"""A master for a TV station: the pictures and the sound of a cut, in the file that the station takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from newscast.base.languages.tags import three_letters
from newscast.deliverables.base import Product
from newscast.deliverables.carrying import closed_ways, file_tape
from newscast.deliverables.cut import Cut, Pictures
from newscast.deliverables.dated import universal_moment_of
from newscast.deliverables.encodings import STREAMED
from newscast.deliverables.mov import finished_mov
from newscast.deliverables.mp4 import evenly_decoded
from newscast.deliverables.mxf import languages_of, mxf_step
from newscast.deliverables.station_pictures import Coded, coded_for
from newscast.deliverables.tracks import all_pairs, mono_tracks
from newscast.deliverables.wants import picture_wanted
from newscast.show.station import Station
from newscast.show.station_names import transliterated
from newscast.sound.encode import aac_step, mp2_step
from newscast.step.join import join_step
from newscast.step.step import Step
from newscast.wrappers.mpeg2.user_data import FULL_FRAME_PROTECTED

PAIR_KBITS = 384
"""Kilobits a second of each pair of sound where it is AAC or MPEG-1 layer II."""
_FASTSTART = {"f": "mov", "movflags": "+faststart"}
HEARD_MONO = 2
"""Tracks that players play of a master with mono tracks: both sides of its first version."""
_HEARD = {f"disposition:a:{number}": "default" for number in range(HEARD_MONO)}
"""ffmpeg lets one track of a kind be played, and takes the others for other choices."""
_HEADERS, _PAIR_BITS, _TABLES_BITS = Fraction(108, 100), 430_000, 200_000
"""What a transport stream adds to its pictures, and bits a second of a pair of sound and of the rest in it."""


@dataclass(frozen=True)
class Wrap:
    """A kind of file: its suffix, what checks call it, how sound is coded in it, and what joins it.

    Sound is in `mono` streams of PCM, or in a stereo stream for each pair.
    """

    suffix: str
    container: str
    sound: str
    mono: bool
    join: Callable[[Cut, Station, Coded, Pictures], Step]


def master_product(cut: Cut, station: Station) -> Product:
    """The master, whole, with what it must measure."""
    wrap, coded = WRAPS[station.containers[0]], coded_for(station, cut.size)
    pictures = cut.pictures(coded.encoding)
    made = wrap.join(cut, station, coded, pictures)
    wanted = picture_wanted(
        cut,
        wrap.container,
        coded.codec,
        coded.pixels,
        wrap.sound,
        scan=coded.scan,
        mono=cut.tracks if wrap.mono else 0,
        pairs=cut.tracks // 2,
    )
    return Product(cut.path(f"{cut.stem}{wrap.suffix}"), "programme", made, wanted, pictures.drawn)


def _mxf(cut: Cut, station: Station, coded: Coded, pictures: Pictures) -> Step:
    tape = file_tape(cut) if closed_ways(cut, ".mxf") == ("anc",) else None
    return mxf_step(cut, pictures.steps, [mono_tracks(cut)], afd=_afd(station), tape=tape)


def _mov(cut: Cut, station: Station, coded: Coded, pictures: Pictures) -> Step:
    options = {"timecode": cut.file_timecode, **_FASTSTART, **_HEARD, **_called(station, cut.show.rate)}
    joined = _joined(cut, coded, pictures, [mono_tracks(cut)], options, ".mov")
    return finished_mov(joined, _afd(station)) if coded.codec == "mpeg2video" else joined


def _afd(station: Station) -> int | None:
    return FULL_FRAME_PROTECTED if station.afd else None


def _mp4(cut: Cut, station: Station, coded: Coded, pictures: Pictures) -> Step:
    sounds = [aac_step(sound, PAIR_KBITS, cut.loudness[1]) for sound in all_pairs(cut)]
    return _joined(cut, coded, pictures, sounds, STREAMED, ".mp4")


def _mpegts(cut: Cut, station: Station, coded: Coded, pictures: Pictures) -> Step:
    sounds = [mp2_step(sound, cut.stem, PAIR_KBITS, cut.loudness[1]) for sound in all_pairs(cut)]
    rate = int(coded.encoding.options["b:v"] * _HEADERS) + _PAIR_BITS * len(sounds) + _TABLES_BITS
    # Readers take a service's name for Latin-1, or for ASCII: what both have is read right.
    name = transliterated(cut.show.name).replace("_", " ")
    named = [f"service_name={name}", f"service_provider={name}"]
    return _joined(cut, coded, pictures, sounds, {"f": "mpegts", "muxrate": rate, "metadata": named}, ".ts")


def _joined(
    cut: Cut, coded: Coded, pictures: Pictures, sounds: Iterable[Step], options: Mapping[str, Any], suffix: str
) -> Step:
    said = {
        "c": "copy",
        "fflags": "+bitexact",
        "map_metadata": -1,
        **evenly_decoded(coded.encoding, cut.show.rate),
        **_spoken(cut, suffix == ".mov"),
        **({"metadata": [f"creation_time={universal_moment_of(cut):%Y-%m-%dT%H:%M:%SZ}"]} if suffix != ".ts" else {}),
        **options,
    }
    weight = float(cut.timeline.duration) / 40
    return join_step(pictures.steps, list(sounds), said, suffix=suffix, label=cut.deliverable, weight=weight)


def _spoken(cut: Cut, mono: bool) -> dict[str, list[str]]:
    """The language of the pictures' texts and of each sound track in which somebody speaks."""
    spoken = languages_of(cut)[:: 1 if mono else 2]
    tracks = {"v:0": cut.show.language, **{f"a:{number}": tag for number, tag in enumerate(spoken)}}
    return {f"metadata:s:{track}": [f"language={three_letters(tag)}"] for track, tag in tracks.items() if tag}


def _called(station: Station, rate: Fraction) -> dict[str, str]:
    """What QuickTime calls XDCAM HD422 of 1080 interlaced lines, by which programs know it from other MPEG-2."""
    return {"tag:v": "xd5c" if rate == 25 else "xd5b"} if station.codec == "xdcam-hd422" else {}


WRAPS: dict[str, Wrap] = {
    "mxf": Wrap(".mxf", "mxf", "pcm_s24le", True, _mxf),
    "mov": Wrap(".mov", "mov", "pcm_s24le", True, _mov),
    "mp4": Wrap(".mp4", "mp4", "aac", False, _mp4),
    "mpegts": Wrap(".ts", "mpegts", "mp2", False, _mpegts),
}
