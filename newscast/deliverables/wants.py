"""What a programme must measure, from the cut it is of."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.timecode import sample_at
from newscast.deliverables.cut import Cut
from newscast.deliverables.hearing import wanted_sound
from newscast.deliverables.seeing import graphics_over, wanted_pictures
from newscast.qc.wanted import Wanted, WantedAudio, WantedVideo


def sound_wanted(cut: Cut, container: str, codec: str, channels: int = 2) -> Wanted:
    """Sound without picture."""
    return _wanted(cut, container, None, WantedAudio(codec, channels=channels))


def picture_wanted(
    cut: Cut,
    container: str,
    codec: str,
    pix_fmt: str,
    audio: str,
    scan: str = "progressive",
    mono: int = 0,
    pairs: int = 1,
    keys: tuple[int, int] | None = None,
    size: tuple[int, int] | None = None,
) -> Wanted:
    """Picture with sound in so many `pairs`, stereo streams, or in `mono` streams of one channel; `keys` as in Wanted,
    `size` where that is not the canvas's."""
    width, height = size or (cut.size.width, cut.size.height)
    video = WantedVideo(codec, width, height, cut.size.rate, scan, pix_fmt)
    sound = WantedAudio(audio, channels=1, streams=mono) if mono else WantedAudio(audio, streams=pairs)
    return replace(_wanted(cut, container, video, sound), keys=keys)


def without_sound(wanted: Wanted) -> Wanted:
    """The same of a file in which nothing is to be heard, nor can be."""
    mute = WantedAudio("", streams=0)
    return replace(wanted, audio=mute, samples=None, loudness=None, true_peak=None, heard=None)


def _wanted(cut: Cut, container: str, video: WantedVideo | None, audio: WantedAudio) -> Wanted:
    lead = cut.leader.frames if cut.leader and video else 0
    loudness, true_peak = cut.loudness
    return Wanted(
        container,
        video,
        audio,
        frames=lead + cut.timeline.frames if video else None,
        samples=sample_at(lead + cut.timeline.frames, cut.timeline.rate),
        lead=lead,
        # A block is as loud as it is in its programme.
        loudness=None if cut.block else loudness,
        # The sound of a draft with pictures is measured before it is encoded, which is what moves peaks.
        true_peak=None if cut.draft and video else true_peak,
        heard=wanted_sound(cut),
        seen=wanted_pictures(cut) if video else (),
        graphics=graphics_over(cut),
    )
