"""Hum: the mains' frequency and its multiples are taken out where they stand out as lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.mains import MAINS
from newscast.sound.chain.one_hum import Hum, hum_of, without
from newscast.sound.wav import Samples, Wav, WavWriter, open_wav

NAME = "hum"
_MOST = 8
"""Hums of a take: what else is there is left."""


def measure(heard: Heard) -> Finding | None:
    """The hums of a take, each looked for in what is left without those before it: one that goes off and on again, one
    of either mains, those of two recorders."""
    wav, hums = heard.wav, list[Hum]()
    spans = [(0, wav.samples)]
    while spans and len(hums) < _MOST:
        first, last = spans.pop(0)
        hum = hum_of(wav, first, last, MAINS, again=bool(hums))
        if hum is not None:
            rest, found = _taken_out(wav, hum, _Files(heard.tools.scratch, len(hums)))
            if wav.path != heard.wav.path:
                wav.path.unlink()
            wav, hums = rest, hums + found
            spans = [(first, hum.first), (hum.last, last), *spans]
    if not hums:
        return None
    first_told, *further = (_told(hum, wav) for hum in hums)
    details = {**first_told, **({"further": further} if further else {})}
    return Finding(NAME, "followed", hums[0].mains, "Hz", hums[0].loudest, details, wav)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    wav: Wav = finding.plan
    yield from wav.blocks()


def tell(finding: Finding) -> str:
    bases = [finding.measured, *(each["base"] for each in finding.details.get("further", ()))]
    found = {min(MAINS, key=lambda each: abs(each - base)) for base in bases}
    if len(found) > 1:
        return _("Hums of {first:.0f} and {second:.0f} Hz were removed.").format(first=min(found), second=max(found))
    return _("A hum of {frequency:.0f} Hz was removed.").format(frequency=finding.measured)


@dataclass(frozen=True)
class _Files:
    """Where takes are written on the way, without hums of this number and the next."""

    folder: Path
    number: int

    def written(self, name: str, blocks: Iterator[Samples], channels: int) -> Wav:
        path = self.folder / f"{NAME}-{self.number}-{name}.wav"
        with WavWriter(path, channels) as writer:
            for block in blocks:
                writer.write(block)
        return open_wav(path)


def _taken_out(wav: Wav, hum: Hum, files: _Files) -> tuple[Wav, list[Hum]]:
    """The take without a hum, and without one of the other mains in its time. While there are both, neither is measured
    well; so the first is measured again without the second."""
    rest = files.written("rest", without(wav, hum), wav.channels)
    others = tuple(each for each in MAINS if each != hum.mains)
    other = hum_of(rest, hum.first, hum.last, others, known=hum.base)
    if other is None:
        return rest, [hum]
    neither = files.written("neither", without(rest, other), wav.channels)
    alone = files.written("alone", _with_again(neither, wav, rest), wav.channels)
    hum = hum_of(alone, hum.first, hum.last, (hum.mains,), again=True) or hum
    found = files.written("without", without(alone, hum), wav.channels)
    for each in (rest, neither, alone):
        each.path.unlink()
    return found, [hum, other]


def _with_again(wav: Wav, before: Wav, after: Wav) -> Iterator[Samples]:
    """A take with what was taken out between two others."""
    for block, one, other in zip(wav.blocks(), before.blocks(), after.blocks(), strict=True):
        yield block + (one - other)


def _told(hum: Hum, wav: Wav) -> dict[str, Any]:
    """As JSON, for who reads the report."""
    told: dict[str, Any] = {"base": hum.base, "lines": [round(each * hum.base, 2) for each in hum.multiples]}
    if (hum.first, hum.last) != (0, wav.samples):
        told["from"], told["to"] = round(hum.first / SAMPLE_RATE, 2), round(hum.last / SAMPLE_RATE, 2)
    return told
