"""One pass of ffmpeg over a finished file: counts pictures and samples, weighs the sound, keeps it for comparing."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from newscast.qc.comb_meter import sampling
from newscast.qc.glimpses import SAMPLING
from newscast.qc.measured import AudioFacts, SoundFacts
from newscast.qc.streams import Pictures, Streams
from newscast.step.step import Tools

COMPARED_RATE = 8_000
"""Hz of the sound kept for comparing: steps of 0.125 ms, and all of speech that matters."""

# Unequal parts of left and right, so that sound in opposite phase does not cancel.
SMALL = f"pan=mono|c0=0.6*c0+0.4*c1,aresample={COMPARED_RATE}:resampler=soxr"
# A frame passes where its scan differs from that of the frame before.
_SCAN_CHANGES = r"select=eq(n\,0)+not(eq(interlace_type\,ld(0)))+0*st(0\,interlace_type),showinfo=checksum=0"
_SCANS = {"P": "progressive", "T": "tff", "B": "bff"}
_GATHERED = "asetnsamples=16384:pad=0"
"""Frames of codecs hold a thousand samples: handing them from thread to thread would cost more than measuring them."""
_UNSEEN = {
    "h264": ("-skip_loop_filter:v", "all"),
    "mpeg2video": ("-lowres:v", "3", "-err_detect:v", "explode"),
}
"""Work on pixels that decoders are let off: a few samples are all that is looked at. They read each bit all the same.

Small pictures are not concealed, so a damaged one has to be refused: without `explode` it would pass in silence.
"""
_FAULTS = re.compile(r"error while decoding|corrupt|concealing|invalid data|missing picture|decode error", re.I)


@dataclass(frozen=True)
class Pass:
    """The files one pass writes, in a scratch folder."""

    folder: Path

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures.txt"

    @property
    def glimpses(self) -> Path:
        return self.folder / "glimpses.yuv"

    @property
    def columns(self) -> Path:
        return self.folder / "columns.yuv"

    @property
    def samples(self) -> Path:
        return self.folder / "samples.txt"

    @property
    def energy(self) -> Path:
        return self.folder / "energy.f32"

    @property
    def peak(self) -> Path:
        return self.folder / "peak.json"

    @property
    def sound(self) -> Path:
        return self.folder / "sound.s16"


@dataclass(frozen=True)
class PictureCount:
    """`start` in seconds of the first picture; `uneven` as in VideoFacts."""

    frames: int
    start: Fraction
    uneven: int


def decode(
    media: Path, found: Streams, tools: Tools, peak: bool = True, lead: int = 0, weigh: bool = True
) -> tuple[Pass, str]:
    """Decode the whole file once; returns where the numbers are and ffmpeg's log."""
    kept = Pass(tools.scratch)
    args = arguments(media, found, kept, peak, lead, weigh)
    return kept, keep_peak(found.audio, kept.peak, args, tools) if peak and found.audio else tools.ffmpeg(args)


def keep_peak(audio: Sequence[AudioFacts], path: Path, args: Sequence[str], tools: Tools) -> str:
    """Run ffmpeg, and write the highest true peak of what comes through the pipe: amplitude, and seconds to a tenth."""
    import numpy as np

    from newscast.sound.peaks import Peaks

    channels = 2 if len(audio) > 1 else audio[0].channels
    peaks = Peaks(channels)
    log = tools.stream(args, lambda block: peaks.add(np.frombuffer(block, "<f4").reshape(-1, channels)))
    peaks.end()
    path.write_text(json.dumps(peaks.told(audio[0].rate)))
    return log


def arguments(
    media: Path, found: Streams, kept: Pass, peak: bool = True, lead: int = 0, weigh: bool = True
) -> list[str]:
    """ffmpeg's arguments: picture to nothing, sound to nothing or whole to `pipe:1` for its `peak`, with numbers on the
    way; the sound small, to compare, and its energy where it is weighed.

    The first `lead` samples are counted, and neither weighed nor compared.
    """
    unseen = _UNSEEN.get(found.pictures.codec, ()) if found.pictures else ()
    # However much of a file is damaged, that is what is to be measured, and no reason for ffmpeg to fail.
    args, graph, outputs = ["-max_error_rate", "1", *unseen, "-i", f"file:{media}"], [], []
    if found.pictures:
        combs = has_lines(found.pictures)
        ways = "split=4[shown][flags][whole][lined]" if combs else "split=3[shown][flags][whole]"
        graph.append(f"[0:{found.pictures.index}]{ways};[flags]{_SCAN_CHANGES},nullsink")
        graph.append(f"[whole]{SAMPLING}[glimpsed]")
        numbers = ["-stats_enc_pre:v", str(kept.pictures), "-stats_enc_pre_fmt:v", "{pts} {tb}"]
        outputs += ["-map", "[shown]", "-fps_mode", "passthrough", *numbers, "-f", "null", "-"]
        outputs += ["-map", "[glimpsed]", "-fps_mode", "passthrough", "-f", "rawvideo", f"file:{kept.glimpses}"]
        if combs:
            graph.append(f"[lined]{sampling(found.pictures.rate)}[columns]")
            outputs += ["-map", "[columns]", "-fps_mode", "passthrough", "-f", "rawvideo", f"file:{kept.columns}"]
    if found.audio:
        from newscast.qc.energy import weighing

        stereo = _stereo(found)
        weighed = [f"{weighing(f'[weighed]{stereo}')}[energy]"] if weigh else []
        split = "asplit=3[heard][small][weighed]" if weigh else "asplit=2[heard][small]"
        graph += [f"{_programme(found, lead)}{split}", f"[small]{stereo}{SMALL}[kept]", *weighed]
        whole = ["-f", "f32le", "pipe:1"] if peak else ["-f", "null", "-"]
        numbers = ["-stats_enc_pre:a", str(kept.samples), "-stats_enc_pre_fmt:a", "{pts} {tb} {samp}"]
        outputs += ["-map", "[heard]", "-c:a", "pcm_f32le", *([] if lead else numbers), *whole]
        outputs += ["-map", "[counted]", "-c:a", "pcm_f32le", *numbers, "-f", "null", "-"] if lead else []
        outputs += ["-map", "[kept]", "-f", "s16le", f"file:{kept.sound}"]
        outputs += ["-map", "[energy]", "-f", "f32le", f"file:{kept.energy}"] if weigh else []
    return [*args, "-filter_complex", ";".join(graph), *outputs]


def has_lines(pictures: Pictures) -> bool:
    """Whether pictures are decoded with all of their lines."""
    return bool(pictures.rate) and "-lowres:v" not in _UNSEEN.get(pictures.codec, ())


def read_pictures(path: Path) -> PictureCount:
    """From the numbers ffmpeg wrote for each picture."""
    # Times as ffmpeg counts them: with fractions, this would cost more than decoding an hour of sound.
    times = (int(pts) for pts, _base in _lines(path))
    first = next(_lines(path), None)
    if first is None:
        return PictureCount(0, Fraction(0), 0)
    steps = Counter(after - before for before, after in pairwise(times))
    start = int(first[0]) * Fraction(first[1])
    return PictureCount(steps.total() + 1, start, steps.total() - max(steps.values(), default=0))


def read_sound(kept: Pass) -> SoundFacts:
    """From the numbers ffmpeg wrote of its samples, the energy of each thousandth of a second, and the peak."""
    from newscast.qc.energy import read_loudness, read_programme

    first = next(_lines(kept.samples), None)
    integrated, spread = read_programme(kept.energy)
    loud = integrated is not None
    value, at = json.loads(kept.peak.read_text()) if kept.peak.exists() else (0.0, 0.0)
    return SoundFacts(
        samples=sum(int(samples) for _pts, _base, samples in _lines(kept.samples)),
        start=int(first[0]) * Fraction(first[1]) if first else Fraction(0),
        integrated=integrated,
        true_peak=round(20 * math.log10(value), 2) if value else None,
        true_peak_at=at if value else None,
        range=spread,
        loudness=read_loudness(kept.energy) if loud else None,
    )


def read_scan(log: str) -> str:
    """How the decoded frames are flagged; `mixed` where they change on the way."""
    flags = {_SCANS[flag] for flag in re.findall(r"\bn: *\d+ pts:.*? i:([PTB]) ", log)}
    return flags.pop() if len(flags) == 1 else "mixed" if flags else ""


def count_faults(log: str) -> int:
    """Lines in which a decoder complains."""
    return sum(bool(_FAULTS.search(line)) for line in log.splitlines())


def _programme(found: Streams, lead: int) -> str:
    """The graph's way to the sound of the programme; all of it goes to [counted] where there is a leader."""
    if not lead:
        return f"{_sound(found)},"
    return f"{_sound(found)},asplit=2[counted][all];[all]atrim=start_sample={lead},asetpts=PTS-STARTPTS,"


def _sound(found: Streams) -> str:
    """The graph's way to one sound: two mono streams are joined into stereo."""
    if len(found.audio) > 1 and found.audio[0].channels == found.audio[1].channels == 1:
        return f"[0:a:0][0:a:1]join=inputs=2:channel_layout=stereo:map=0.0-FL|1.0-FR,{_GATHERED}"
    return f"[0:a:0]{_GATHERED}"


def _stereo(found: Streams) -> str:
    alone = len(found.audio) == 1 and found.audio[0].channels == 1
    return "pan=stereo|c0=c0|c1=c0," if alone else ""


def _lines(path: Path) -> Iterator[list[str]]:
    if path.exists():
        with path.open() as file:
            yield from map(str.split, file)
