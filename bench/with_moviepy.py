"""One video of a sheet (JSON) made by MoviePy, as its documentation teaches it: python with_moviepy.py SHEET OUTPUT"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from moviepy import ColorClip, CompositeVideoClip, ImageClip, VideoFileClip, concatenate_videoclips, vfx


def main() -> None:
    sheet = json.loads(Path(sys.argv[1]).read_text())
    rate = sheet["rate"][0] / sheet["rate"][1]
    size = sheet["width"], sheet["height"]
    whole = concatenate_videoclips([_scene(scene, size, rate) for scene in sheet["scenes"]])
    lays = [
        ImageClip(lay["png"])
        .with_start(lay["first"] / rate)
        .with_duration(lay["frames"] / rate)
        .with_position((lay["x"], lay["y"]))
        for lay in sheet["lays"]
    ]
    options = dict(sheet["encoding"])
    codec, preset = options.pop("vcodec"), options.pop("preset", "medium")
    extra = [word for name, value in options.items() for word in (f"-{name}", str(value))]
    made = CompositeVideoClip([whole, *lays], size=size)
    made.write_videofile(
        sys.argv[2], fps=rate, codec=codec, preset=preset, audio=False, ffmpeg_params=extra, logger=None
    )


def _scene(scene: Any, size: tuple[int, int], rate: float) -> Any:
    seconds = scene["frames"] / rate
    if not scene["file"]:
        return ColorClip(size, color=(10, 61, 98), duration=seconds)
    if scene["move"]:
        still = _covering(ImageClip(scene["file"]), size, scene["focus"]).with_duration(seconds)
        grown = still.with_effects([vfx.Resize(lambda t: 1 + 0.04 * t / seconds)])
        return CompositeVideoClip([grown.with_position("center")], size=size)
    clip = VideoFileClip(scene["file"], audio=False)
    end = min(scene["start"] + seconds, clip.duration)
    part = clip.subclipped(scene["start"], end).with_duration(seconds)
    return _covering(part, size, scene["focus"])


def _covering(clip: Any, size: tuple[int, int], focus: list[float]) -> Any:
    grow = max(size[0] / clip.w, size[1] / clip.h)
    grown = clip.resized(grow) if grow != 1 else clip
    x, y = (
        min(max(focus[axis] * grown.size[axis], size[axis] / 2), grown.size[axis] - size[axis] / 2) for axis in (0, 1)
    )
    return grown.cropped(x_center=x, y_center=y, width=size[0], height=size[1])


main()
