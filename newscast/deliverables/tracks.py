"""The sound of a TV master as its station takes it: versions of it side by side, the rest of the tracks silent."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.i18n import _
from newscast.base.timecode import sample_at
from newscast.deliverables.cut import Cut
from newscast.deliverables.leader import Leader, sound_of
from newscast.sound.assembled import Stretch, assembled_step
from newscast.step.graph import ffmpeg_step
from newscast.step.nodes import source
from newscast.step.step import Step


def pairs(cut: Cut, lossy: bool = False) -> Iterator[Step]:
    """For each version that the layout has, stereo 24-bit WAV from the first frame of the file on: its leader too."""
    for number, version in enumerate(cut.layout):
        sound = cut.beside_master(version) if number else cut.master(lossy)
        yield _led(sound, cut, cut.leader) if cut.leader else sound


def all_pairs(cut: Cut) -> list[Step]:
    """A sound for each pair of tracks that the station takes, for an encoder that loses something; the last are
    silent."""
    sounds = list(pairs(cut, lossy=True))
    return [*sounds, *[_silent(sounds[0])] * (cut.tracks // 2 - len(sounds))]


def _silent(sound: Step) -> Step:
    options = {"acodec": "pcm_s24le", "fflags": "+bitexact", "flags:a": "+bitexact", "map_metadata": -1}
    stream = source(sound.ref).audio.filter("volume", 0)
    return ffmpeg_step([stream], options, [sound], suffix=".wav", label=_("silence"))


def mono_tracks(cut: Cut) -> Step:
    """As many mono streams of 24-bit PCM as the station takes, left and right of each pair in turn, then silence."""
    sounds = list(pairs(cut))
    streams = []
    for sound in sounds:
        split = source(sound.ref).audio.filter_multi_output("channelsplit", channel_layout="stereo")
        streams += [split.stream("FL"), split.stream("FR")]
    silent = streams[0].filter("volume", 0)
    streams += [silent] * (cut.tracks - len(streams))
    options = {"acodec": "pcm_s24le", "fflags": "+bitexact", "flags:a": "+bitexact", "map_metadata": -1}
    label = _("sound of {deliverable}").format(deliverable=cut.deliverable)
    return ffmpeg_step(streams, options, sounds, suffix=".mov", label=label)


def _led(sound: Step, cut: Cut, leader: Leader) -> Step:
    """The sound behind that of the leader; a sample more or less is where the frames of the file have it."""
    whole = sample_at(leader.frames + cut.timeline.frames, cut.timeline.rate)
    before = Stretch(sound_of(leader), 0, leader.samples)
    return assembled_step([before, Stretch(sound, 0, whole - leader.samples)])
