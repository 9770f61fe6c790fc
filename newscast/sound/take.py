"""Takes made ready for the mix: cut, upright, clean and at the level of their chain.

A prepared take is a 48 kHz WAV of 32-bit floats: mono for chain voice, stereo for all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.media.info import MediaInfo
from newscast.sound.cut import cut_params, cut_sound
from newscast.sound.identity import music_step
from newscast.sound.levels import EDGE, FADE, MUSIC, SPEECH
from newscast.sound.speech import make_speech, read_take_info, speech_step
from newscast.sound.synth import synth_step
from newscast.step.step import Params, Source, Step, Tools, step
from newscast.timeline.model import Take

if TYPE_CHECKING:
    from newscast.show.model import Show

__all__ = ["make_clip_sound", "make_speech", "make_voice", "read_take_info", "speech_step", "take_step"]


def take_step(take: Take, media: MediaInfo | None, show: Show) -> Step:
    """The prepared take. With `take.frames` given it has exactly the samples of those frames, else all there are.

    `media` may be None only for a synthetic take and for the music that the package brings.
    """
    if take.music:
        return music_step(take, show.rate)
    if take.text:
        return _voice_step(synth_step(take), _WHOLE, show, take)
    if media is None:
        raise ValueError(f"a take of {take.file} needs its media")
    params = cut_params(take, media, show.rate)
    if take.chain == "voice":
        return _voice_step(media.file, params, show, take)
    return _clip_step(media.file, params, show, take)


_WHOLE = {"first": 0, "samples": None, "sources": [["a:0", None]], "channels": 1, "seekable": False, "zero": "0"}


def _voice_step(source: Source, cut: dict[str, Any], show: Show, take: Take) -> Step:
    params = {"cut": cut, "high_pass": show.voice.high_pass, "even": show.voice.compress, "mono": True}
    return step("voice", params, [source], suffix=".wav", label=_label(take), weight=1.0)


def _clip_step(source: Source, cut: dict[str, Any], show: Show, take: Take) -> Step:
    if take.chain == "sot":
        params = {"cut": cut, "high_pass": show.voice.high_pass, "even": show.voice.compress, "mono": False}
        return step("voice", params, [source], suffix=".wav", label=_label(take), weight=1.0)
    stereo = {**cut, "channels": 2}
    params = {"cut": stereo, "chain": take.chain}
    return step("clip-sound", params, [source], suffix=".wav", label=_label(take), weight=1.0)


def _label(take: Take) -> str:
    return take.file.name if take.file else take.text[:40]


def make_voice(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Somebody speaking: cut, then the voice chain; mono, or stereo for a clip's own sound."""
    from newscast.sound.declip import clipped
    from newscast.sound.voice import prepare_speech
    from newscast.sound.wav import open_wav

    raw = tools.scratch / "raw.wav"
    cut_sound(params["cut"], inputs[0], raw, tools)
    if clipped(open_wav(raw)):
        cut_sound(params["cut"], inputs[0], raw, tools, ["adeclip"])
    prepare_speech(open_wav(raw), output, tools.scratch, params["high_pass"], params["even"], params["mono"])


def make_clip_sound(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """A finished piece, natural sound or music: cut and set to its level by gain alone.

    Natural sound is brought down where it is louder than speech and never up: a quiet place stays quiet.
    """
    from newscast.sound.normalise import Shape, ending_heard, loudness, normalise
    from newscast.sound.wav import open_wav

    raw = tools.scratch / "raw.wav"
    cut_sound(params["cut"], inputs[0], raw, tools)
    source = open_wav(raw)
    if params["chain"] == "music" and params["cut"]["samples"] is None:
        source = ending_heard(source)
    found = loudness(source)
    target = {"package": SPEECH, "natural": min(SPEECH, found), "music": MUSIC}[params["chain"]]
    normalise(source, output, target, Shape(fade=EDGE if params["chain"] == "music" else FADE), found)
