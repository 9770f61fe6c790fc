"""A synthetic voice: espeak-ng from its wheel, in this process, trimmed with pydub."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.base.synthesiser import synthesiser
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.model import Take

_DEFAULT = ("es-419", 150, 45)
_UTF8 = 1
_RATE, _PITCH = 1, 3
_AROUND = 60
"""Milliseconds of silence that are left around the words."""


def synth_step(take: Take) -> Step:
    """The raw synthetic voice of a take's text: 16-bit mono WAV at the synthesiser's own rate."""
    name, rate, pitch = take.voice or _DEFAULT
    params = {"text": take.text, "voice": name, "rate": rate, "pitch": pitch}
    return step("synth", params, suffix=".wav", label=take.text[:40], weight=0.2)


def make_synth(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Read the text aloud into a file. Raises FilesError for a voice that does not exist."""
    with synthesiser(tools.scratch) as (library, sample_rate):
        samples = _speak(library, params)
    _trimmed(samples, sample_rate).export(f"{output}", format="wav").close()


def _trimmed(samples: bytes, rate: int) -> Any:
    """The words with a little silence around them and soft ends, as a pydub segment."""
    import warnings

    with warnings.catch_warnings():
        # pydub looks for an ffmpeg of its own, which it does not need here, and complains.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
        from pydub.silence import detect_leading_silence

    heard = AudioSegment(data=samples or bytes(2), sample_width=2, frame_rate=rate, channels=1)
    before = detect_leading_silence(heard, silence_threshold=-55, chunk_size=5)
    after = detect_leading_silence(heard.reverse(), silence_threshold=-55, chunk_size=5)
    words = heard[before : max(before, len(heard) - after)]
    room = AudioSegment.silent(_AROUND, frame_rate=rate)
    return room + words.fade_in(5).fade_out(10) + room


def _speak(library: Any, params: Params) -> bytes:
    """16-bit samples of the text."""
    if library.espeak_SetVoiceByName(params["voice"].encode()):
        hint = _("Use one that espeak-ng knows, such as es-419, es or en-us.")
        raise FilesError(
            [Problem(_("There is no synthetic voice {name}.").format(name=params["voice"]), hint, code="voice-unknown")]
        )
    library.espeak_SetParameter(_RATE, params["rate"], 0)
    library.espeak_SetParameter(_PITCH, params["pitch"], 0)
    pieces: list[bytes] = []

    def take_in(samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            pieces.append(ctypes.string_at(samples, count * 2))
        return 0

    callback = _CALLBACK(take_in)
    library.espeak_SetSynthCallback(callback)
    words = params["text"].encode()
    library.espeak_Synth(words, len(words) + 1, 0, 1, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return b"".join(pieces)


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
