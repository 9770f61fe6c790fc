"""Looking for faces in stretches of clips and in photos: what a step finds, once for each content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.box import Box
from newscast.base.canonical import canonical_json
from newscast.base.i18n import _
from newscast.media.info import MediaInfo
from newscast.picture.faces.detector import GRID, THRESHOLD
from newscast.picture.faces.looking import DENSE, Looked, Sight, between, first_looks, look, quantised, smaller
from newscast.picture.fit import BICUBIC
from newscast.picture.photo import still_step
from newscast.picture.source import pictures
from newscast.step.graph import command, written
from newscast.step.step import Params, Step, Tools, step

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 10
"""Seconds of a clip in which faces are sought at once: a changed `in` costs little, and cores share a long clip."""
LONG_SIDE, PHOTO_SIDE, CLOSE_SIDE = 640, 1024, 2048
"""Pixels of the long side of what is looked at: of a clip, of a photo, and of a photo whose faces are to be blurred."""
UNSURE = 0.3
"""How sure it takes to blur something in a photo; less than to frame it."""
GLANCE = (64, 36)
"""Pixels of the pictures in which cuts are sought."""
CUT, JUMP = 14.0, 4.0
"""A cut is where the mean change of luma (0..255) is so large, and so many times that of the frames around it."""
_AROUND = 8
_ALL_SIZES = {"sizes": "all"}
"""Said of a search for what is to be blurred, which is made at every size: one face that is found is not all of them.
Of four people in a row two were found, and a third one perhaps, at its full size and at 320 pixels; all four at 192."""
_ON_PHOTOS = 0.3
"""How sure it takes in a photo, at its full PHOTO_SIDE, to move a text away."""

Sample = tuple[int, tuple[Box, ...]]
"""A frame of a clip, counted in frames of the show, and the faces in it."""


@dataclass(frozen=True)
class Faces:
    """What was found of a clip: the frames looked at, in order, the first frame after each cut, and in frames that were
    looked at what may be faces besides: texts give way to that, crops do not follow it."""

    samples: tuple[Sample, ...] = ()
    cuts: tuple[int, ...] = ()
    doubtful: tuple[Sample, ...] = ()

    @cached_property
    def _hash(self) -> int:
        return hash((self.samples, self.cuts, self.doubtful))

    def __hash__(self) -> int:
        """Worked out once: what is known of a clip is asked for again and again."""
        return self._hash

    @property
    def are_any(self) -> bool:
        """Whether there is anything that texts give way to."""
        return any(boxes for _, boxes in (*self.samples, *self.doubtful))


def windows(info: MediaInfo, rate: Fraction, first: int, last: int) -> range:
    """The numbers of the windows that hold frames `first` to before `last` of a clip, as far as it has them."""
    size, whole = window_frames(rate), max(1, ceil(info.duration * rate - Fraction(1, 2)))
    begin, end = max(0, min(first, whole - 1)), max(1, min(last, whole))
    return range(begin // size, max(begin, end - 1) // size + 1)


def window_frames(rate: Fraction) -> int:
    """Frames of a window."""
    return round(WINDOW * rate)


def clip_step(info: MediaInfo, rate: Fraction, number: int, closely: bool) -> Step:
    """The step that looks for faces in a window of a clip; `closely` where they are to be blurred."""
    assert info.picture
    frames, every = window_frames(rate), max(1, round(rate / DENSE))
    size = _size((info.picture.width, info.picture.height), LONG_SIDE)
    seen = pictures(info, rate, number * frames, frames)
    told = seen.colors.options()
    some = seen.stream.filter("select", f"not(mod(n,{every}))").filter("scale", *size, flags=BICUBIC, **told)
    glance = seen.stream.filter("scale", *GLANCE, flags="area+bitexact").filter("format", "gray")
    raw: dict[str, Any] = {"f": "rawvideo", "fps_mode": "passthrough"}
    both = {
        "faces": written([some.filter("format", "rgb24")], {"pix_fmt": "rgb24", **raw}),
        "glance": written([glance], {"pix_fmt": "gray", **raw}),
    }
    params = {
        "args": command(both),
        "source": info.file.identity,
        "size": list(size),
        "every": every,
        "first": number * frames,
        "closely": closely,
        **(_ALL_SIZES if closely else {}),
    }
    label = _("faces in {name}").format(name=info.file.path.name)
    return step("faces", params, [info.file], suffix=".json", label=label, weight=3.0)


def photo_step(info: MediaInfo, closely: bool) -> Step:
    """The step that looks for faces in a photo."""
    label = _("faces in {name}").format(name=info.file.path.name)
    params: dict[str, Any] = {"long": PHOTO_SIDE, "sure": THRESHOLD}
    if closely:
        params = {"long": CLOSE_SIDE, "sure": UNSURE, **_ALL_SIZES}
    return step("photo-faces", params, [still_step(info)], suffix=".json", label=label, weight=0.5)


def make_faces(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `faces`: lists of [frame, boxes], and of the frames that begin another shot."""
    import numpy as np

    wide, high = params["size"]
    read = {f"@{params['source']}": f"file:{inputs[0]}"}
    made = {name: f"file:{tools.scratch / name}" for name in ("faces", "glance")}
    tools.ffmpeg([read.get(arg, made.get(arg, arg)) for arg in params["args"]])
    samples = np.fromfile(tools.scratch / "faces", np.uint8).reshape(-1, high, wide, 3)
    glances = np.fromfile(tools.scratch / "glance", np.uint8).reshape(-1, GLANCE[1] * GLANCE[0])
    cuts = cuts_in(glances)
    looked = _looks(samples, params["every"], cuts, params["closely"])
    frames = [params["first"] + number * params["every"] for number in looked]
    told = {
        "samples": [[frame, sure] for frame, (sure, _) in zip(frames, looked.values(), strict=True)],
        "doubtful": [[frame, rather] for frame, (_, rather) in zip(frames, looked.values(), strict=True) if rather],
        "cuts": [params["first"] + cut for cut in cuts],
    }
    output.write_text(canonical_json(told))


def _looks(samples: NDArray[np.uint8], every: int, cuts: Sequence[int], closely: bool) -> dict[int, Looked]:
    """What is seen at some of the moments, by their number, at all of them if `closely`: faces that are sure, and what
    may be others. Where somebody moves between two, it is looked again at the small size alone."""
    found: dict[int, Looked] = {}

    def seen(number: int, small: bool = False) -> None:
        pictures = [smaller(samples[number])] if small else [samples[number], smaller(samples[number])]
        sure, rather = look(pictures, closely=closely)
        found[number] = quantised(sure), quantised(rather)

    taken = list(range(len(samples))) if closely else first_looks(len(samples), every, cuts)
    for number in taken:
        seen(number)
    for number in [*between(taken, lambda one: found[one][0], cuts, every)]:
        seen(number, small=True)
    return dict(sorted(found.items()))


def make_photo_faces(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `photo-faces`: the same of a photo that was made ready, as its frame 0."""
    import numpy as np
    from PIL import Image

    with Image.open(inputs[0]) as photo:
        size = _size(photo.size, params["long"])
        picture = np.asarray(photo.convert("RGB").resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0))
    sights = [Sight(params["sure"], min(params["sure"], _ON_PHOTOS)), Sight()]
    sure, rather = look([picture, smaller(picture)], sights, closely="sizes" in params)
    told = {"samples": [[0, quantised(sure)]], "doubtful": [[0, quantised(rather)]], "cuts": []}
    output.write_text(canonical_json(told))


@lru_cache(maxsize=256)
def read_faces(results: tuple[Path, ...]) -> Faces:
    """What the steps of a clip's windows found, in their order: results of steps stay as they are."""
    samples, doubtful = list[Sample](), list[Sample]()
    cuts: list[int] = []
    for result in results:
        found = json.loads(result.read_text())
        samples += map(_sample, found["samples"])
        doubtful += map(_sample, found["doubtful"])
        cuts += found["cuts"]
    return Faces(tuple(samples), tuple(cuts), tuple(doubtful))


def _sample(told: tuple[int, Sequence[Sequence[float]]]) -> Sample:
    frame, boxes = told
    return frame, tuple((x, y, w, h) for x, y, w, h in boxes)


def cuts_in(glances: NDArray[np.uint8]) -> list[int]:
    """The frames (rows of luma) that begin another shot than the one before."""
    import numpy as np

    if len(glances) < 2:
        return []
    changes = np.abs(np.diff(glances.astype(np.int16), axis=0)).mean(axis=1)
    found = []
    for number, change in enumerate(changes):
        around = np.delete(changes[max(0, number - _AROUND) : number + _AROUND + 1], min(number, _AROUND))
        usual = float(np.median(around)) if len(around) else 0.0
        if change > CUT and change > JUMP * usual:
            found.append(number + 1)
    return found


def _size(size: tuple[int, int], long: int) -> tuple[int, int]:
    grow = min(1.0, long / max(size))
    across, down = (max(GRID, round(side * grow / GRID) * GRID) for side in size)
    return across, down
