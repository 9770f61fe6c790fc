"""What a station, or a network, looks for in a file of a cut, beside what was measured of it: all from its profile."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from newscast.base.languages.tags import three_letters
from newscast.deliverables.chapters import chapters_of, milliseconds
from newscast.deliverables.cut import Cut
from newscast.deliverables.dated import universal_moment_of
from newscast.deliverables.encodings import xdcam_hd422
from newscast.deliverables.masters import HEARD_MONO
from newscast.deliverables.mxf import languages_of
from newscast.deliverables.playout import bext_of, cart_of, charset_of, station_of
from newscast.qc.delivered.model import Delivery
from newscast.qc.delivered.reading.codes import HD
from newscast.qc.delivered.reading.mpeg_audio import told_chapter
from newscast.qc.delivered.reading.wave import told_timers
from newscast.qc.measured import Measurement
from newscast.qc.wanted import Wanted, WantedAudio, WantedVideo
from newscast.show.station import Station
from newscast.wrappers.bwf.cart import read_cart, write_cart
from newscast.wrappers.mp4.tracks import QUICKTIME
from newscast.wrappers.mpeg2.user_data import FULL_FRAME_PROTECTED

_KINDS = {".mxf": "mxf", ".mov": "mov", ".mp4": "mp4", ".ts": "mpegts"}
_KINDS |= {".wav": "wav", ".mp3": "mp3", ".mp2": "mp2", ".flac": "flac"}
_CODECS = {"mpeg2video": "mpeg2", "h264": "h264", "prores": "prores"}
_PROFILES = {"mpeg2": "4:2:2", "h264": "high", "prores": "hq"}
_SOUNDS = {"pcm_s24le": ("pcm", 24), "pcm_s16le": ("pcm", 16)}
_RANGED = 10 * 48_000
"""Samples from which on all meters of a loudness range (EBU Tech 3342) agree."""
_LEVEL = 42
"""The highest of H.264 that players take: 1920x1080 at 60 frames a second, in tenths."""
_HD = 1920 * 1080
_GROUP = 15
"""Pictures in a group of XDCAM HD422 (SMPTE RDD 9)."""
_ENTRIES = 1.0
"""Seconds from one picture at which a receiver may begin to the next, at most: our own, of groups of half a second."""
_COUNTED = 400
"""Bits a second in which MPEG-2 counts its rate, rounded up (ISO/IEC 13818-2, 6.3.3)."""

_UNSAID: dict[str, tuple[str, ...]] = {"mpegts": ("profile", "scan", "closed", "gop", "avc_level")}
"""What the heads of a wrapper's packets do not tell; it was measured."""


def delivery_of(cut: Cut, path: str, wanted: Wanted | None) -> Delivery | None:
    """What is asked of a file of the cut that must measure `wanted`; None of drafts, and of what
    is neither a programme nor its checksum."""
    kind = _KINDS.get(PurePath(path).suffix)
    if PurePath(path).suffix == ".md5" and not cut.draft:
        return Delivery("md5", {"names": [PurePath(path).stem]})
    if cut.draft or wanted is None or kind is None:
        return None
    asked = _sound(wanted.audio) if wanted.audio else {}
    if wanted.video:
        asked |= _picture(wanted, wanted.video, cut)
    if kind == "mxf" and wanted.video:
        asked |= _master(cut, wanted, wanted.video)
    asked |= _of_kind(cut, kind, wanted)
    unsaid = _UNSAID.get(kind, ())
    if asked.get("codec") == "h264" and asked["scan"] != "progressive":
        # The pictures themselves say which field comes first; nothing around them does.
        unsaid = (*unsaid, "scan")
    return Delivery(kind, {fact: value for fact, value in asked.items() if fact not in unsaid})


def as_measured(delivery: Delivery, measured: Measurement) -> Delivery:
    """With what a WAV says of its loudness, which is what was measured of it."""
    sound = measured.sound
    if delivery.kind != "wav" or sound is None:
        return delivery
    said: dict[str, float | None] = {
        "said_loudness": sound.integrated,
        "said_peak": sound.true_peak,
        # Of what is too short to have a range, one meter says 0 and another nothing; a third counts windows that begin
        # before the sound does, which are many of those of a short one.
        **({"said_range": sound.range} if sound.range and sound.samples >= _RANGED else {}),
    }
    if sound.loudness:
        momentary, short_term = sound.loudness.loudest_momentary, sound.loudness.loudest_short_term
        said["said_momentary"] = momentary.value if momentary else None
        said["said_short_term"] = short_term.value if short_term else None
    return Delivery(delivery.kind, {**delivery.asked, **said})


def _sound(audio: WantedAudio) -> dict[str, Any]:
    codec, bits = _SOUNDS.get(audio.codec, (audio.codec, None))
    some = bool(audio.streams)
    asked: dict[str, Any] = {
        "sound_codecs": [codec] * some,
        "tracks": audio.streams,
        "channels": [audio.channels] * audio.streams,
        "sample_rates": [audio.rate] * some,
    }
    return asked | ({"sound_bits": [bits]} if bits else {})


def _picture(wanted: Wanted, video: WantedVideo, cut: Cut) -> dict[str, Any]:
    codec = _CODECS.get(video.codec, video.codec)
    asked: dict[str, Any] = {
        "codec": codec,
        "size": f"{video.width}x{video.height}",
        "rate": str(video.rate),
        "scan": video.scan,
        "colors": HD,
        "closed": True,
    }
    if codec != "h264" or cut.station:
        # Networks take every profile that players do.
        asked["profile"] = _PROFILES.get(codec)
    if codec == "h264":
        asked["chroma"] = "4:2:0"
        # A kit with larger canvases wants what only few players take.
        if video.width * video.height <= _HD:
            asked["avc_level"] = _LEVEL
    if wanted.keys:
        asked |= {"gop": wanted.keys[1]}
    return asked


def _master(cut: Cut, wanted: Wanted, video: WantedVideo) -> dict[str, Any]:
    """Of a master in MXF; more of one that is XDCAM HD422."""
    start, size = cut.file_timecode, f"{video.width}x{video.height}"
    asked: dict[str, Any] = {
        "frames": wanted.frames,
        "edit_frames": wanted.frames,
        "timecodes": start,
        "drop": ";" in start,
        "spoken": languages_of(cut),
        "date": f"{cut.rundown.air or cut.rundown.date:%Y-%m-%d}",
        "data_tracks": int(cut.on_grid is not None and cut.station is not None and bool(cut.station.captions)),
        "described_size": size,
        "described_aspect": "16:9",
    }
    return asked | (_xdcam(cut, video, start) if video.codec == "mpeg2video" else {})


def _xdcam(cut: Cut, video: WantedVideo, start: str) -> dict[str, Any]:
    declared = -(-int(xdcam_hd422(cut.size).options["b:v"]) // _COUNTED) * _COUNTED
    asked: dict[str, Any] = {
        "level": "high",
        "chroma": "4:2:2",
        "aspect": "16:9",
        "coded_rate": str(video.rate),
        "declared_bit_rate": declared,
        "constant": True,
        "gop": _GROUP,
        "b_frames": 2,
        "gop_timecode": start,
        "gop_timecodes_follow": True,
        "described_chroma": "4:2:2",
        "layout": "separate fields",
    }
    station = cut.station or Station(kind="tv")
    if station.afd:
        asked |= {"afd": FULL_FRAME_PROTECTED, "coded_afd": FULL_FRAME_PROTECTED}
    return asked | ({"shortest_gop": _GROUP} if station.gop == "constant" else {})


def _dated(cut: Cut) -> dict[str, str]:
    return {"created": f"{universal_moment_of(cut):%Y-%m-%dT%H:%M:%S}"}


def _of_kind(cut: Cut, kind: str, wanted: Wanted) -> dict[str, Any]:
    tongues = [three_letters(tag) for tag in (cut.show.language, *cut.further)]
    if cut.station and cut.station.kind == "tv" and "" in languages_of(cut):
        # Tracks that are silent, or in which the presenter is not heard, name none: each wrapper in its own way.
        tongues += ["und", ""]
    if kind == "mov":
        start = cut.file_timecode
        counted = wanted.video is not None and wanted.video.codec == "mpeg2video"
        groups = {"gop_timecode": start, "gop_timecodes_follow": True} if counted else {}
        # Languages without a number in QuickTime are not told by ffmpeg.
        tongues = [tag if tag in QUICKTIME else "und" for tag in tongues]
        return {"start": start, "languages": tongues, **_heard(wanted, HEARD_MONO), **_dated(cut), **groups}
    if kind == "mp4":
        return {"languages": tongues, **_heard(wanted, 1), **(_dated(cut) if cut.station else {})}
    if kind == "mpegts":
        return {"languages": tongues, "entries_every": _ENTRIES}
    if kind == "wav":
        return {"samples": wanted.samples, **_broadcast_wave(cut)}
    if kind == "flac":
        return {"samples": wanted.samples}
    if kind in ("mp3", "mp2") and cut.family == "radio":
        return {"kbits": [station_of(cut).kilobits(kind)], **_tagged(cut)}
    return _tagged(cut) if kind == "mp3" else {}


def _tagged(cut: Cut) -> dict[str, Any]:
    """What the tag of an MP3 should say."""
    chapters = chapters_of(cut)
    times = [told_chapter(each.start, each.end) for each in chapters]
    length = {"named": cut.title, "tag_length": milliseconds(cut)}
    return {"cover": True, "chapters": len(chapters), "chapter_times": times, **length}


def _heard(wanted: Wanted, most: int) -> dict[str, Any]:
    """Which tracks of sound players play: the first ones."""
    return {"heard": [number < most for number in range(wanted.audio.streams if wanted.audio else 0)]}


def _broadcast_wave(cut: Cut) -> dict[str, Any]:
    said, meant = bext_of(cut), cart_of(cut)
    asked: dict[str, Any] = {"bext_date": said.date, "bext_time": said.time, "time_reference": said.samples}
    if meant is None:
        return asked
    # Texts are as the chunk can hold them.
    cart = read_cart(write_cart(meant, charset_of(station_of(cut))))
    told = ("title", "artist", "cut", "client", "category", "classification", "out_cue")
    asked |= {f"cart_{name}": getattr(cart, name) for name in told}
    times = {"cart_start": " ".join(cart.start), "cart_end": " ".join(cart.end), "cart_marks": told_timers(cart)}
    return {**asked, "cart": True, **times}
