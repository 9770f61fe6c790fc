"""One pass of ffmpeg over a finished file: counts pictures and samples, meters the sound, keeps it for comparing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path

from newscast.qc.glimpses import SAMPLING
from newscast.qc.model import SoundFacts
from newscast.qc.streams import Streams
from newscast.step.step import Tools

COMPARED_RATE = 8_000
"""Hz of the sound kept for comparing: steps of 0.125 ms, and all of speech that matters."""

# Unequal parts of left and right, so that sound in opposite phase does not cancel.
_KEPT = f"pan=mono|c0=0.6*c0+0.4*c1,aresample={COMPARED_RATE}:resampler=soxr"
# A frame passes where its scan differs from that of the frame before.
_SCAN_CHANGES = r"select=eq(n\,0)+not(eq(interlace_type\,ld(0)))+0*st(0\,interlace_type),showinfo=checksum=0"
_LAST_BLOCK = 2_000
"""Characters that hold what the meter said at the end; it says all of it every tenth of a second."""
_SCANS = {"P": "progressive", "T": "tff", "B": "bff"}
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
        return self.folder / "glimpses.gray"

    @property
    def samples(self) -> Path:
        return self.folder / "samples.txt"

    @property
    def loudness(self) -> Path:
        return self.folder / "loudness.txt"

    @property
    def energy(self) -> Path:
        return self.folder / "energy.f32"

    @property
    def sound(self) -> Path:
        return self.folder / "sound.s16"

    @property
    def reference(self) -> Path:
        return self.folder / "reference.s16"


@dataclass(frozen=True)
class PictureCount:
    """`start` in seconds of the first picture; `uneven` as in VideoFacts."""

    frames: int
    start: Fraction
    uneven: int


def decode(
    media: Path, reference: Path | None, found: Streams, tools: Tools, peak: bool = True, lead: int = 0
) -> tuple[Pass, str]:
    """Decode the whole file once; returns where the numbers are and ffmpeg's log."""
    kept = Pass(tools.scratch)
    return kept, tools.ffmpeg(arguments(media, reference, found, kept, peak, lead))


def keep_small(mix: Path, sound: Path, tools: Tools) -> None:
    """Write a stereo sound as it is kept for comparing and listening."""
    tools.ffmpeg(["-i", f"file:{mix}", "-map", "0:a:0", "-af", _KEPT, "-f", "s16le", f"file:{sound}"])


def arguments(
    media: Path, reference: Path | None, found: Streams, kept: Pass, peak: bool = True, lead: int = 0
) -> list[str]:
    """ffmpeg's arguments: picture and sound to nothing, with numbers on the way; the sound small, to compare.

    The first `lead` samples are counted, and neither metered nor compared.
    """
    unseen = _UNSEEN.get(found.pictures.codec, ()) if found.pictures else ()
    # However much of a file is damaged, that is what is to be measured, and no reason for ffmpeg to fail.
    args, graph, outputs = ["-max_error_rate", "1", *unseen, "-i", f"file:{media}"], [], []
    if found.pictures:
        graph.append(f"[0:{found.pictures.index}]split=3[shown][flags][whole];[flags]{_SCAN_CHANGES},nullsink")
        graph.append(f"[whole]{SAMPLING}[glimpsed]")
        numbers = ["-stats_enc_pre:v", str(kept.pictures), "-stats_enc_pre_fmt:v", "{pts} {tb}"]
        outputs += ["-map", "[shown]", "-fps_mode", "passthrough", *numbers, "-f", "null", "-"]
        outputs += ["-map", "[glimpsed]", "-fps_mode", "passthrough", "-f", "rawvideo", f"file:{kept.glimpses}"]
    if found.audio:
        from newscast.qc.energy import weighing

        metered = f"ebur128=framelog=quiet:metadata=1:peak={'true' if peak else 'none'}:dualmono=1"
        meter = f"{metered},ametadata=print:file={_quoted(kept.loudness)}"
        stereo = _stereo(found)
        graph += [f"{_programme(found, lead)}asplit=3[heard][small][weighed]", f"[heard]{meter}[metered]"]
        graph += [f"[small]{stereo}{_KEPT}[kept]", f"{weighing(f'[weighed]{stereo}')}[energy]"]
        numbers = ["-stats_enc_pre:a", str(kept.samples), "-stats_enc_pre_fmt:a", "{pts} {tb} {samp}"]
        outputs += ["-map", "[metered]", "-c:a", "pcm_f32le", *([] if lead else numbers), "-f", "null", "-"]
        outputs += ["-map", "[counted]", "-c:a", "pcm_f32le", *numbers, "-f", "null", "-"] if lead else []
        outputs += ["-map", "[kept]", "-f", "s16le", f"file:{kept.sound}"]
        outputs += ["-map", "[energy]", "-f", "f32le", f"file:{kept.energy}"]
    if found.audio and reference:
        args += ["-i", f"file:{reference}"]
        graph.append(f"[1:a:0]{_KEPT}[wanted]")
        outputs += ["-map", "[wanted]", "-f", "s16le", f"file:{kept.reference}"]
    return [*args, "-filter_complex", ";".join(graph), *outputs]


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
    """From the numbers ffmpeg wrote for each tenth, and each thousandth, of a second."""
    from newscast.qc.energy import read_loudness

    first = next(_lines(kept.samples), None)
    text = _end_of(kept.loudness)
    integrated, peak = _last(text, "lavfi.r128.I"), _last(text, "lavfi.r128.true_peak")
    loud = integrated is not None and integrated > -70
    return SoundFacts(
        samples=sum(int(samples) for _pts, _base, samples in _lines(kept.samples)),
        start=int(first[0]) * Fraction(first[1]) if first else Fraction(0),
        integrated=round(integrated, 2) if loud and integrated is not None else None,
        true_peak=round(20 * math.log10(peak), 2) if peak else None,
        true_peak_at=_reached(kept.loudness, "lavfi.r128.true_peak") if peak else None,
        range=_last(text, "lavfi.r128.LRA") if loud else None,
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
        return "[0:a:0][0:a:1]join=inputs=2:channel_layout=stereo:map=0.0-FL|1.0-FR"
    return "[0:a:0]anull"


def _stereo(found: Streams) -> str:
    alone = len(found.audio) == 1 and found.audio[0].channels == 1
    return "pan=stereo|c0=c0|c1=c0," if alone else ""


def _quoted(path: Path) -> str:
    """The path as a value in a filter graph: escaped for the option, then for the graph."""
    option = re.sub(r"([\\':=])", r"\\\1", f"file:{path}")
    return re.sub(r"([\\'\[\],;])", r"\\\1", option)


def _lines(path: Path) -> Iterator[list[str]]:
    if path.exists():
        with path.open() as file:
            yield from map(str.split, file)


def _end_of(path: Path) -> str:
    """The last characters the meter wrote."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LAST_BLOCK))
        return file.read().decode()


def _reached(path: Path, key: str) -> float | None:
    """The second at which a value that only grows was what it is at the end: when that tenth of a second begins."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        name = f"\n{key}=".encode()
        last = text[text.rfind(name) :].splitlines()[1]
        before = text.rfind(b"pts_time:", 0, text.find(b"\n" + last + b"\n"))
        return round(float(text[before + 9 : before + 40].split()[0]), 1) if before >= 0 else None


def _last(text: str, key: str) -> float | None:
    found = re.findall(rf"^{re.escape(key)}=(\S+)$", text, re.MULTILINE)
    value = float(found[-1]) if found else math.nan
    return None if math.isnan(value) else value
