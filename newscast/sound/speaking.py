"""A text read aloud by the synthesiser: its sound, and where in it each word begins."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.base.synthesiser import place_of

_UTF8 = 1
_RATE, _PITCH = 1, 3
_LIST_ENDS, _WORD = 0, 1
"""Kinds of events (espeak-ng, speak_lib.h)."""


@dataclass(frozen=True)
class Spoken:
    """16-bit mono samples, and for each word that was read (the character at which it begins, its first sample)."""

    samples: bytes
    words: tuple[tuple[int, int], ...]

    def starts(self, text: str, pieces: tuple[str, ...]) -> list[int | None]:
        """The first sample of each piece of the text, which has them in this order; None for one without words."""
        found: list[int | None] = []
        at = 0
        for piece in pieces:
            first = text.index(piece, at)
            at = first + len(piece)
            found.append(next((sample for place, sample in self.words if first <= place < at), None))
        return found


class _Event(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_int),
        ("message", ctypes.c_uint),
        ("place", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


def set_voice(library: Any, name: str, rate: int, pitch: int) -> None:
    """Have the synthesiser speak with a voice, so many words a minute. Raises FilesError where there is none such."""
    if library.espeak_SetVoiceByName(place_of(name).encode()):
        hint = _("Use one that espeak-ng knows, such as es-419, es or en-us.")
        message = _("There is no synthetic voice {name}.").format(name=name)
        raise FilesError([Problem(message, hint, code="voice-unknown")])
    library.espeak_SetParameter(_RATE, rate, 0)
    library.espeak_SetParameter(_PITCH, pitch, 0)


def speak(library: Any, text: str) -> Spoken:
    """Read a text with the voice that was set."""
    pieces: list[bytes] = []
    words: list[tuple[int, int]] = []

    def take_in(samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            pieces.append(ctypes.string_at(samples, count * 2))
        number = 0
        while events[number].kind != _LIST_ENDS:
            event = events[number]
            if event.kind == _WORD:
                words.append((event.place - 1, event.sample))
            number += 1
        return 0

    callback = _CALLBACK(take_in)
    library.espeak_SetSynthCallback(callback)
    told = text.encode()
    library.espeak_Synth(told, len(told) + 1, 0, 1, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return Spoken(b"".join(pieces), tuple(words))
