"""The master as a Broadcast Wave File: the same samples, with all that a radio station asks for before them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.step.step import Params, Step, Tools, step
from newscast.wrappers.bwf.bext import Bext, Loudness
from newscast.wrappers.bwf.cart import Cart, Timer
from newscast.wrappers.bwf.texts import Charset
from newscast.wrappers.bwf.wave import Bwf, Pcm, read_bwf, write_bwf

BITS = 24
_BLOCK = 1 << 16
"""Samples that are copied at a time."""


def wav_step(master: Step, bext: Bext, cart: Cart | None, charset: Charset = "latin-1", label: str = "wav") -> Step:
    """WAV, 48 kHz, 24 bit, with the channels of the master. The `umid`, the `loudness` and the `history` of `bext` are
    filled in from the samples themselves; those are gauged once, whatever is said of them."""
    params: dict[str, Any] = {"bext": _plain(bext), "charset": charset}
    if cart:
        params["cart"] = asdict(cart)
    return step("wav", params, [master, gauge_step(master)], suffix=".wav", label=label, weight=0.2 * master.weight)


def gauge_step(master: Step) -> Step:
    """How loud a 24-bit master is: a line of JSON with what `bext` has, and its true peak with where that is; then its
    K-weighted energy in each millisecond as floats of 32 bits."""
    return step("gauge", {}, [master], suffix=".gauge", label=master.label, weight=0.4 * master.weight)


def make_gauge(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Gauge the samples, block by block."""
    from newscast.sound.r128 import Gauge
    from newscast.sound.wav import open_wav

    source = open_wav(inputs[0])
    gauge = Gauge(source.channels)
    for block in source.blocks():
        gauge.add(block)
    loudness = gauge.loudness()
    head = json.dumps({"loudness": asdict(loudness), "peak": gauge.peak}) + "\n"
    output.write_bytes(head.encode() + gauge.energies().astype("<f4").tobytes())


def unpack_gauge(path: Path, energy: Path, peak: Path) -> None:
    """Write the energies of a gauge as they are, and its peak as JSON: amplitude, and seconds to a tenth."""
    head, rest = path.read_bytes().split(b"\n", 1)
    energy.write_bytes(rest)
    peak.write_text(json.dumps(json.loads(head)["peak"]))


def _loudness(path: Path) -> Loudness:
    with path.open("rb") as file:
        return Loudness(**json.loads(file.readline())["loudness"])


def make_wav(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Copy the samples of a 24-bit master, which were gauged before."""
    source, known = _source(inputs[0]), _loudness(inputs[1])
    mode = "mono" if source.pcm.channels == 1 else "stereo"
    bext = replace(Bext(**params["bext"]), history=(f"A=PCM,F={SAMPLE_RATE},W={BITS},M={mode},T=newscast",))
    cart = _cart(params["cart"]) if "cart" in params else None
    blocks = _blocks(inputs[0], source)
    write_bwf(output, source.pcm, source.samples, blocks, bext, cart, lambda: known, params["charset"])


def _source(path: Path) -> Bwf:
    source = read_bwf(path)
    assert source.pcm == Pcm(source.pcm.channels, SAMPLE_RATE, BITS)
    return source


def _blocks(path: Path, source: Bwf) -> Iterator[bytes]:
    """The samples of a file as its bytes have them."""
    data = source.riff.find(b"data")
    assert data is not None
    with path.open("rb") as file:
        file.seek(data.start)
        for start in range(0, source.samples, _BLOCK):
            yield file.read(min(_BLOCK, source.samples - start) * source.pcm.frame)


def _plain(bext: Bext) -> dict[str, Any]:
    """What is known of it before there are samples."""
    found = asdict(bext)
    return {name: found[name] for name in ("description", "originator", "reference", "date", "time", "samples")}


def _cart(found: dict[str, Any]) -> Cart:
    pairs = {name: tuple(found[name]) for name in ("start", "end", "producer")}
    return Cart(**{**found, **pairs, "timers": tuple(Timer(**timer) for timer in found["timers"])})
