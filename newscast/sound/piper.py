"""A synthetic voice of better sound: Piper, an extra, with a model that the newsroom has; nothing is ever fetched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.content import file_of
from newscast.base.errors import FilesError, MachineError, Problem
from newscast.base.i18n import _, ngettext
from newscast.sound.speaking import Spoken
from newscast.sound.trimming import trimmed
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.heard import Neural

if TYPE_CHECKING:
    from piper import PiperVoice

INSTALL = "pip install 'newscast[piper]'"
_OWN_RATE = 150
"""Words a minute for which a model speaks at its own speed."""
_BETWEEN = 250
"""Milliseconds of silence between two sentences, which Piper reads one by one."""
_SEED = 1
"""Of the noise from which a model makes its melody: with another one, or none, every reading sounds otherwise."""
_ALPHABETS = ("espeak", "text")
"""Kinds of letters for which Piper brings all it needs; for others it would fetch something."""


def is_installed() -> bool:
    """Whether there is a Piper; it is an extra."""
    try:
        return find_spec("piper") is not None
    except ValueError:
        return False


def config_of(model: Path) -> Path:
    """What is told of a model, in the file that lies beside it."""
    return model.with_name(f"{model.name}.json")


def unusable(model: Path) -> Problem | None:
    """What keeps a voice from speaking here, without loading it; its place is the caller's to know."""
    if not is_installed():
        return Problem(_("Piper is not installed."), _("Run {command}.").format(command=INSTALL), code="voice-model")
    told = _told(model)
    return told if isinstance(told, Problem) else None


def description(model: Path) -> str:
    """What a model tells of itself: its language, how many speakers, its rate; or what is wrong with it."""
    told = _told(model)
    if isinstance(told, Problem):
        return told.message
    speakers = ngettext("{n} speaker", "{n} speakers", told.speakers).format(n=told.speakers)
    return f"{told.language}, {speakers}, {told.rate} Hz"


@dataclass(frozen=True)
class _Told:
    """`language` as people name it, with the code; `rate` in Hz."""

    language: str
    speakers: int
    rate: int


def _told(model: Path) -> _Told | Problem:
    """What is told of a model in the file beside it, or what is wrong with that."""
    try:
        told = json.loads(config_of(model).read_bytes())
        spoken = told.get("language", {})
        named = spoken.get("name_native") or told["espeak"]["voice"]
        found = _Told(
            f"{named} ({spoken['code']})" if "code" in spoken else named,
            int(told.get("num_speakers", 1)),
            int(told["audio"]["sample_rate"]),
        )
    except OSError:
        message = _("{name} is missing: every Piper voice has it beside it.").format(name=config_of(model).name)
        return Problem(message, _("Copy it there, too."), code="voice-model")
    except (ValueError, KeyError, TypeError, AttributeError):
        message = _("{name} does not describe a Piper voice.").format(name=config_of(model).name)
        return Problem(message, _("Fetch it anew, with its model."), code="voice-model")
    if told.get("phoneme_type", "espeak") not in _ALPHABETS:
        message = _("{name} reads letters for which Piper needs more files than these two.").format(name=model.name)
        return Problem(message, _("Use another voice."), code="voice-model")
    return found


def piper_step(text: str, voice: Neural) -> Step:
    """The raw voice of a text: 16-bit mono WAV at the model's own rate."""
    params = {"text": text, "speaker": voice.speaker, "rate": voice.rate}
    inputs = [file_of(voice.model), file_of(config_of(voice.model))]
    return step("piper", params, inputs, suffix=".wav", label=text[:40], weight=2.0)


def make_piper(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Read the text aloud into a file: on one thread, with a model that is loaded for this text alone, so that the
    same bytes come of it. Raises FilesError for a model that cannot be used."""
    voice = _loaded(*inputs)
    spoken = _spoken(voice, params)
    trimmed(spoken, voice.config.sample_rate)[0].export(f"{output}", format="wav").close()


def _loaded(model: Path, config: Path) -> PiperVoice:
    if not is_installed():
        raise MachineError(_("Piper is not installed.") + " " + _("Run {command}.").format(command=INSTALL))
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    onnxruntime.set_seed(_SEED)
    try:
        told = PiperConfig.from_dict(json.loads(config.read_bytes()))
        session = onnxruntime.InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # Whatever a library says of a model, it is told in the user's words.
        message = _("The voice model cannot be used: {reason}").format(reason=_in_short(error))
        raise FilesError([Problem(message, _("Fetch it anew, with its .onnx.json."), code="voice-model")]) from error
    return PiperVoice(session=session, config=told)


def _spoken(voice: PiperVoice, params: Params) -> Spoken:
    from piper import SynthesisConfig

    several = voice.config.num_speakers > 1
    if params["speaker"] and params["speaker"] >= voice.config.num_speakers:
        there = voice.config.num_speakers
        message = ngettext("The voice has {n} speaker.", "The voice has {n} speakers, counted from 0.", there)
        message = message.format(n=there)
        raise FilesError([Problem(message, _("Correct `speaker`."), code="voice-model")])
    chosen = SynthesisConfig(
        speaker_id=params["speaker"] if several else None,
        length_scale=voice.config.length_scale * _OWN_RATE / params["rate"],
        normalize_audio=False,
    )
    silence = bytes(2 * (voice.config.sample_rate * _BETWEEN // 1000))
    return Spoken(silence.join(chunk.audio_int16_bytes for chunk in voice.synthesize(params["text"], chosen)), ())


def _in_short(error: Exception) -> str:
    said: Any = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__
