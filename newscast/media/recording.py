"""A video or sound file as the child sees it: its best streams, read to the end, decoded as far as is affordable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.stream import Disposition

from newscast.media.blame import is_of_content
from newscast.media.facts import Facts
from newscast.media.judge import upright_size
from newscast.media.moving import PictureScan
from newscast.media.sniff import is_container, mp3_declares_length, sparing
from newscast.media.sounding import SoundScan
from newscast.media.verdicts import LARGEST_SIDE

FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpeg,mpegts,mpegtsraw,mpegvideo,vc1,h264,hevc,av1,obu,ivf,m4v,avi,asf,flv,"
    "mxf,mxf_opatom,gxf,dv,rm,nut,ogg,wav,w64,aiff,caf,au,mp3,aac,ac3,eac3,dts,dtshd,truehd,flac,amr,amrnb,amrwb,wv,"
    "tta,ape,mpc,mpc8,tak,gif,mjpeg,yuv4mpegpipe,swf,nsv,ea,lxf,mlv,r3d,bink,smk,loas,latm,spdif,voc,sox"
)
"""Demuxers that read one file and nothing else: no playlists, no image sequences, no text, no devices."""
_DECLARING = {"mov", "matroska", "avi", "asf", "flv", "flac", "caf", "aiff", "w64"}


_TIMECODE = re.compile(r"\d\d:[0-5]\d:[0-5]\d[:;]\d\d")
_LENIENT: dict[str, Any] = {"metadata_errors": "replace"} if int(av.__version__.split(".")[0]) < 19 else {}
"""Tags may be in any encoding. Since version 19 PyAV takes all of them by itself, and no word about it."""


def look(path: Path, head: bytes, binary: Path) -> Facts:
    """The facts of a recording; `head` is how its bytes begin, `binary` the ffmpeg that judges its size."""
    sparingly = {name: str(value) for name, value in sparing(path).items()}
    options = {"protocol_whitelist": "file", "format_whitelist": FORMATS} | sparingly
    try:
        container = av.open(f"file:{path}", options=options, **_LENIENT)
    except av.FFmpegError:
        return {"fault": "truncated" if is_container(head) else "not-media"}
    try:
        with container:
            facts = _facts(container, path, binary)
    except Exception as error:
        if is_of_content(error):
            return {"fault": "undecodable"}
        raise
    if facts.get("frames") == 1 and container.format.name == "gif":
        from newscast.media import photo

        return photo.look(path, "pillow")
    facts.pop("frames", None)
    return facts


def _facts(container: Any, path: Path, binary: Path) -> Facts:
    picture = _best_picture(container)
    streams = [stream for stream in container.streams.audio if stream.codec_context is not None]
    if picture is None and not streams:
        return {"fault": "no-streams"}
    if picture and max(picture.codec_context.width, picture.codec_context.height) > LARGEST_SIDE:
        return {"fault": "too-large"}
    scan = PictureScan(picture) if picture else None
    sounds = [SoundScan(stream, whole=picture is None) for stream in streams]
    broken, filled = _read(container, [*([scan] if scan else []), *sounds])
    origin = Fraction(container.start_time or 0, av.time_base)
    if scan and not scan.shown:
        scan = None
    sounds = [sound for sound in sounds if sound.heard]
    if scan is None and not sounds:
        return {"fault": "truncated" if broken else "undecodable" if filled else "zero"}
    if _is_cut_short(container, path, origin, [*([scan] if scan else []), *sounds]):
        return {"fault": "truncated"}
    facts = _assemble(container, scan, sounds, origin, broken)
    return _with_size(facts, path, binary, scan, origin) if facts.get("picture") and scan else facts


def _assemble(
    container: Any, scan: PictureScan | None, sounds: Sequence[SoundScan], origin: Fraction, broken: bool
) -> Facts:
    duration = scan.duration if scan else max(sound.duration for sound in sounds)
    if duration <= 0:
        return {"fault": "zero"}
    return {
        "kind": "video" if scan else "sound",
        "duration": str(duration),
        "picture": scan.facts() if scan else None,
        "sounds": [sound.facts(origin) for sound in sounds],
        "picture_start": str(scan.start - origin if scan else Fraction(0)),
        "damaged": broken or bool(scan and scan.damaged) or any(sound.damaged for sound in sounds),
        "container": container.format.name,
        "timecode": _timecode(container) if scan else "",
        "frames": scan.shown if scan else 0,
    }


def _timecode(container: Any) -> str:
    """The time code of the first picture: cameras write it to the picture, to a track of its own or to the file."""
    tagged = (*container.streams.video, *container.streams.data, container)
    named = (str(each.metadata.get("timecode", "")) for each in tagged)
    return next((each for each in named if _TIMECODE.fullmatch(each)), "")


def _with_size(facts: Facts, path: Path, binary: Path, scan: PictureScan, origin: Fraction) -> Facts:
    stream, usual = facts["picture"]["stream"], scan.usual_from
    sizes = upright_size(path, stream, binary)
    if sizes is None:
        return {"fault": "undecodable"}
    if usual is not None:
        sizes = upright_size(path, stream, binary, usual - origin) or sizes
    (width, height), stored = sizes
    if max(width, height) > LARGEST_SIDE:
        return {"fault": "too-large"}
    left, top, right, bottom = bars = scan.bars or (0, 0, 0, 0)
    between = stored[0] - left - right, stored[1] - top - bottom
    width, height = round(width * between[0] / stored[0]), round(height * between[1] / stored[1])
    facts["picture"].update(width=width, height=height, stored=between, bars=bars, changing=scan.changes_shape)
    return facts


def _best_picture(container: Any) -> Any:
    """The largest picture that moves, the one marked as default first; cover art is none."""
    moving = [
        stream
        for stream in container.streams.video
        if stream.codec_context is not None
        and not stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails)
    ]
    return max(moving, key=_worth, default=None)


def _worth(stream: Any) -> tuple[bool, int, int]:
    context = stream.codec_context
    return bool(stream.disposition & Disposition.default), context.width * context.height, -stream.index


def _read(container: Any, parts: Sequence[PictureScan | SoundScan]) -> tuple[bool, bool]:
    """Give every packet to its scan; whether reading failed before the end, and whether there was anything to read.

    The packets that empty the decoders at the end tell their stream, and 0 in the place of its number.
    """
    by_stream = {part.stream.index: part for part in parts}
    filled = False
    try:
        for packet in container.demux([part.stream for part in parts]):
            filled = filled or packet.size > 0
            by_stream[packet.stream.index].take(packet)
    except av.FFmpegError:
        return True, filled
    return False, filled


def _is_cut_short(container: Any, path: Path, origin: Fraction, parts: Sequence[PictureScan | SoundScan]) -> bool:
    """Whether packets end more than 1 s or 5 % before the length the file declares, with a frame to spare."""
    names = set(container.format.name.split(","))
    if not names & _DECLARING and not ("mp3" in names and mp3_declares_length(path)):
        return False
    pairs = [(max(part.end for part in parts) - origin, Fraction(container.duration or 0, av.time_base))]
    if "mov" in names:
        pairs = [
            (part.end - Fraction(part.stream.start_time or 0) * part.stream.time_base,
             (part.stream.duration or 0) * part.stream.time_base)
            for part in parts
        ]  # fmt: skip
    return any(length - end > min(Fraction(1), length / 20) + Fraction(1, 10) for end, length in pairs)
