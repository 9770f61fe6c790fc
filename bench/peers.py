"""Other programs that make videos from the same sheets: MoviePy always, melt where it is installed."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict, replace
from pathlib import Path

import av

from bench.measure import BenchError, Cost, run
from bench.placed import Sheet
from bench.with_melt import write_project


def sampled(sheet: Sheet, frames: int) -> Sheet:
    """A sheet of so many frames that holds a like share of every scene, with what lies over it."""
    share = frames / sheet.frames
    scenes, lays, begin, now = [], [], 0, 0
    for scene in sheet.scenes:
        length = max(1, round(scene.frames * share))
        for lay in sheet.lays:
            first, last = max(lay.first, begin), min(lay.first + lay.frames, begin + scene.frames)
            if first < last:
                at = now + int((first - begin) * share)
                lays.append(replace(lay, first=at, frames=max(1, round((last - first) * share))))
        scenes.append(replace(scene, frames=length))
        begin, now = begin + scene.frames, now + length
    return replace(sheet, scenes=tuple(scenes), lays=tuple(lays))


def moviepy(sheet: Sheet, folder: Path) -> Cost:
    """One video by MoviePy, with the same encoder settings, and without sound."""
    told = folder / f"moviepy-{sheet.name}.json"
    values = asdict(sheet) | {"rate": [sheet.rate.numerator, sheet.rate.denominator]}
    told.write_text(json.dumps(values | {"encoding": dict(sheet.encoding.options)}))
    script = Path(__file__).with_name("with_moviepy.py")
    return run([sys.executable, "-P", script, told, folder / f"moviepy-{sheet.name}{sheet.encoding.suffix}"])[0]


def melt(sheet: Sheet, folder: Path) -> Cost:
    """One video by MLT's melt, with the same encoder settings, and without sound. Raises BenchError for a short one."""
    project, video = folder / f"melt-{sheet.name}.mlt", folder / f"melt-{sheet.name}{sheet.encoding.suffix}"
    video.unlink(missing_ok=True)
    write_project(sheet, video, project)
    cost, said = run(["melt", "-silent", project])
    # melt ends with 0 whatever becomes of its video.
    if not video.exists() or _frames(video) != sheet.frames:
        raise BenchError(f"melt did not make all of {video}\n{said[-3000:]}")
    return cost


def _frames(video: Path) -> int:
    with av.open(str(video)) as opened:
        return sum(1 for packet in opened.demux(video=0) if packet.size)


def has_melt() -> bool:
    return shutil.which("melt") is not None


def left_out() -> list[str]:
    """What is not compared, and why."""
    here = [] if has_melt() else ["melt: not installed here, not compared"]
    return [*here, "editly: not driven, not compared"]
