"""A take on its way through the chain: its samples, and what more than one stage wants to know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from newscast.sound.chain.grains import Grains, grains_of
from newscast.sound.chain.somebody import speaks
from newscast.sound.chain.spectrum import Spectrum, spectrum_of
from newscast.sound.chain.spoken import spoken
from newscast.sound.chain.turns import Turns, turns_of
from newscast.sound.chain.vowels import vowels_of
from newscast.sound.meter import Meter
from newscast.sound.wav import Samples, Wav, WavWriter, open_wav
from newscast.step.step import Tools

Settings = Mapping[str, Any]
"""What the kit and the rundown say of each stage, by its name: `auto`, or what else that stage understands.

A stage that is not named is left out.
"""


@dataclass(frozen=True)
class Heard:
    """A take as the stages before have left it: 48 kHz, 32-bit floats, mono or stereo."""

    wav: Wav
    settings: Settings
    mono: bool
    """Whether the finished take is to be mono."""
    tools: Tools
    recut: Callable[[Sequence[str]], Wav]
    """Cuts the take again, with filters of ffmpeg at the file's own sample rate."""

    @cached_property
    def energies(self) -> NDArray[Any]:
        """K-weighted energy in steps of 100 ms (BS.1770-4), shape (steps,)."""
        meter = Meter(self.wav.channels)
        for block in self.wav.blocks():
            meter.add(block)
        return meter.energies()

    @cached_property
    def speech(self) -> NDArray[Any]:
        """In which of these steps somebody speaks."""
        return spoken(self.energies)

    @cached_property
    def somebody(self) -> bool:
        """Whether there is a voice at all."""
        return speaks(self.wav)

    @cached_property
    def turns(self) -> Turns:
        """Who speaks in them."""
        return turns_of(self.energies, self.speech, vowels_of(self.wav))

    @cached_property
    def grains(self) -> Grains:
        """How it swings and breaks, by the millisecond."""
        return grains_of(self.wav)

    @cached_property
    def spectrum(self) -> Spectrum:
        """Its power in bands, window by window."""
        return spectrum_of(self.wav)

    def treated(self, blocks: Iterator[Samples], path: Path) -> Heard:
        """The take with these samples in place of its own, written at `path`; as many, mono or stereo."""
        first = next(blocks, None)
        channels = self.wav.channels if first is None else first.shape[1]
        with WavWriter(path, channels) as writer:
            for block in () if first is None else (first,):
                writer.write(block)
            for block in blocks:
                writer.write(block)
        return replace(self, wav=open_wav(path))
