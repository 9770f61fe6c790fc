"""Takes made ready for the mix: cut, upright, clean and at the level of their chain.

A prepared take is a 48 kHz WAV: mono for chain voice, stereo for all others; speech in 24 bits, so that what processors
differ in is rounded away, all else in 32-bit floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.chains import PREPARED
from newscast.media.info import MediaInfo
from newscast.show.voice import stages_of
from newscast.sound.cut import cut_params, cut_sound, is_one_sided
from newscast.sound.identity import music_step
from newscast.sound.levels import FADE, MUSIC, SPEECH
from newscast.sound.speech import make_speech, read_take_info, speech_step
from newscast.sound.synth import synth_step
from newscast.step.step import Params, Source, Step, Tools, step
from newscast.timeline.heard import Take

if TYPE_CHECKING:
    from newscast.show.model import Show

__all__ = ["make_clip_sound", "make_speech", "make_voice", "read_take_info", "speech_step", "take_step"]

_GREATEST = 45.0
"""dB by which music is raised at most."""


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
    if take.chain in PREPARED:
        return _voice_step(media.file, params, show, take, is_one_sided(take, media, show.rate))
    return _clip_step(media.file, params, take)


_WHOLE = {"first": 0, "samples": None, "sources": [["a:0", None]], "channels": 1, "seekable": False, "zero": "0"}


def _voice_step(source: Source, cut: dict[str, Any], show: Show, take: Take, one_sided: bool = False) -> Step:
    stages = stages_of(show.voice, dict(take.clean)) if take.file else _SYNTHETIC
    params = {"cut": cut, "stages": stages, "mono": take.chain == "voice", **({"one_sided": True} if one_sided else {})}
    return step("voice", params, [source], suffix=".wav", label=_label(take), weight=1.0)


_SYNTHETIC: dict[str, Any] = {"levelling": "auto"}
"""What may be done to a voice that nobody recorded."""


def _clip_step(source: Source, cut: dict[str, Any], take: Take) -> Step:
    stereo = {**cut, "channels": 2}
    params = {"cut": stereo, "chain": take.chain}
    return step("clip-sound", params, [source], suffix=".wav", label=_label(take), weight=1.0)


def _label(take: Take) -> str:
    return take.file.name if take.file else take.text[:40]


def make_voice(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Somebody speaking: cut, then the voice chain; mono, or stereo for a clip's own sound.

    The WAV holds what the chain did: `newscast.sound.chain.report.read_report`.
    """
    from newscast.sound.chain.channels import one_sided
    from newscast.sound.chain.way import prepare

    def cut(raw: Path, filters: Sequence[str]) -> None:
        cut_sound(params["cut"], inputs[0], raw, tools, filters)

    known = [one_sided()] if params.get("one_sided") else []
    prepare(cut, params["stages"], params["mono"], output, tools, known)


def make_clip_sound(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """A finished piece, natural sound or music: cut, set upon zero and to its level by gain alone.

    Music keeps its edges and its silence, for the end of a bed may lead into its beginning.
    Natural sound is brought down where it is louder than speech and never up: a quiet place stays quiet.
    """
    from newscast.sound.chain.offset import centred
    from newscast.sound.normalise import Shape, energies_of, integrated_of, normalise
    from newscast.sound.wav import open_wav

    raw = tools.scratch / "raw.wav"
    cut_sound(params["cut"], inputs[0], raw, tools)
    source = centred(open_wav(raw), tools.scratch / "centred.wav")
    steps = energies_of(source)
    found = integrated_of(steps, source.samples)
    target = {"package": SPEECH, "natural": min(SPEECH, found), "music": MUSIC}[params["chain"]]
    # The kit's music is chosen by somebody; a place in which nothing was recorded is not made to roar.
    shape = Shape(greatest=_GREATEST) if params["chain"] == "music" else Shape(fade=FADE)
    normalise(source, output, target, shape, steps)
