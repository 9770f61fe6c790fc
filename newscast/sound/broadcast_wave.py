"""The master as a Broadcast Wave File: the same samples, with all that a radio station asks for before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.step.step import Params, Step, Tools, step
from newscast.wrappers.bwf.bext import Bext
from newscast.wrappers.bwf.cart import Cart, Timer
from newscast.wrappers.bwf.texts import Charset
from newscast.wrappers.bwf.wave import Pcm

if TYPE_CHECKING:
    from newscast.sound.wav import Samples

BITS = 24
_BLOCK = 1 << 16
"""Samples that are copied at a time."""


def wav_step(master: Step, bext: Bext, cart: Cart | None, charset: Charset = "latin-1", label: str = "wav") -> Step:
    """WAV, 48 kHz, 24 bit, with the channels of the master. The `umid`, the `loudness` and the `history` of `bext` are
    filled in from the samples themselves."""
    params: dict[str, Any] = {"bext": _plain(bext), "charset": charset}
    if cart:
        params["cart"] = asdict(cart)
    return step("wav", params, [master], suffix=".wav", label=label, weight=0.6 * master.weight)


def make_wav(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Copy the samples of a 24-bit master in one pass, in which they are measured."""
    from dataclasses import replace

    from newscast.sound.r128 import Gauge
    from newscast.wrappers.bwf.wave import read_bwf, write_bwf

    source = read_bwf(inputs[0])
    assert source.pcm == Pcm(source.pcm.channels, SAMPLE_RATE, BITS)
    gauge = Gauge(source.pcm.channels)
    mode = "mono" if source.pcm.channels == 1 else "stereo"
    bext = replace(Bext(**params["bext"]), history=(f"A=PCM,F={SAMPLE_RATE},W={BITS},M={mode},T=newscast",))
    cart = _cart(params["cart"]) if "cart" in params else None
    data = source.riff.find(b"data")
    assert data is not None

    def blocks() -> Iterator[bytes]:
        with inputs[0].open("rb") as file:
            file.seek(data.start)
            for start in range(0, source.samples, _BLOCK):
                raw = file.read(min(_BLOCK, source.samples - start) * source.pcm.frame)
                gauge.add(_floats(raw, source.pcm.channels))
                yield raw

    write_bwf(output, source.pcm, source.samples, blocks(), bext, cart, gauge.loudness, params["charset"])


def _plain(bext: Bext) -> dict[str, Any]:
    """What is known of it before there are samples."""
    found = asdict(bext)
    return {name: found[name] for name in ("description", "originator", "reference", "date", "time", "samples")}


def _cart(found: dict[str, Any]) -> Cart:
    pairs = {name: tuple(found[name]) for name in ("start", "end", "producer")}
    return Cart(**{**found, **pairs, "timers": tuple(Timer(**timer) for timer in found["timers"])})


def _floats(raw: bytes, channels: int) -> Samples:
    """24-bit little-endian integers as floats of full scale 1.0."""
    import numpy as np

    wide = np.zeros((len(raw) // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
    whole = wide.view("<i4").reshape(-1, channels)
    return (whole / np.float32(1 << 31)).astype(np.float32)
