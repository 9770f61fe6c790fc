"""Speech to text, by a Whisper model that the user has on the disk; nothing is ever fetched from anywhere."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from newscast.base.errors import MachineError, UsageError
from newscast.base.i18n import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.sound.wav import Wav

RATE = 16_000
"""Samples a second that Whisper hears."""
_NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Files of a model's folder. Without the last one, faster-whisper would fetch one from the network."""


class Recogniser(Protocol):
    """Whoever writes down what is said."""

    def text(self, samples: NDArray[np.float32], language: str) -> str:
        """The words of mono samples at RATE; `language` is a code of two letters, or of three where there is none."""
        ...


def open_recogniser(folder: Path) -> Recogniser:
    """The model in a folder. Raises UsageError where there is none, MachineError where it cannot be used."""
    lacking = [name for name in _NEEDED if not (folder / name).is_file()]
    if lacking:
        message = _("“{folder}” is no folder of a Whisper model for faster-whisper: it lacks {files}.")
        hint = _("Copy one there, such as Systran/faster-whisper-small; newscast fetches none.")
        raise UsageError(f"{message.format(folder=folder, files=', '.join(lacking))} {hint}")
    if not is_installed():
        raise MachineError(_("Transcribing needs faster-whisper: run {command}.").format(command=_INSTALL))
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        from faster_whisper import WhisperModel

        model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except Exception as error:
        raise _unusable(folder, error) from error
    return _Whisper(model, folder)


def _unusable(folder: Path, error: Exception) -> MachineError:
    """Whatever a library says of a model, in the user's words."""
    message = _("The model in “{folder}” cannot be used.").format(folder=folder)
    hint = _("Copy all of its files there again: one is missing, incomplete or of another model.")
    return MachineError(f"{message} {hint}", f"{type(error).__name__}: {error}")


_INSTALL = "pip install 'newscast[asr]'"


def is_installed() -> bool:
    """Whether there is a faster-whisper; it is an extra."""
    try:
        return find_spec("faster_whisper") is not None
    except ValueError:
        return False


class _Whisper:
    def __init__(self, model: Any, folder: Path) -> None:
        self._model, self._folder = model, folder

    def text(self, samples: NDArray[np.float32], language: str) -> str:
        if language != "en" and not self._model.model.is_multilingual:
            message = _("This Whisper model knows English only, and the show is in “{language}”.")
            hint = _("Take one whose name does not end in `.en`.")
            raise UsageError(f"{message.format(language=language)} {hint}")
        if language not in getattr(self._model, "supported_languages", (language,)):
            raise UsageError(_("This Whisper model does not know the show's language, “{name}”.").format(name=language))
        try:
            # Of silence and noise alone, Whisper writes words that nobody said: only where somebody speaks it is asked.
            segments, _info = self._model.transcribe(
                samples, language=language, condition_on_previous_text=False, vad_filter=True
            )
            return " ".join(segment.text.strip() for segment in segments)
        except Exception as error:
            raise _unusable(self._folder, error) from error


def samples_of(wav: Wav) -> NDArray[np.float32]:
    """A prepared take as a recogniser hears it."""
    import numpy as np
    from scipy.signal import resample_poly

    from newscast.base.timecode import SAMPLE_RATE

    mono = np.concatenate([np.zeros(0, np.float32), *(block.mean(axis=1) for block in wav.blocks())])
    return np.asarray(resample_poly(mono, 1, SAMPLE_RATE // RATE), np.float32)
