"""Other programs that make videos from the same sheets: MoviePy always, melt and editly where they are installed."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict, replace
from pathlib import Path

from bench.measure import Cost, run
from bench.placed import Sheet


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


def missing() -> list[str]:
    """The peers of this list that are not installed here."""
    return [name for name in ("melt", "editly") if not shutil.which(name)]
