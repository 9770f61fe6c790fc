"""Where a picture is cropped so that its faces are seen: calmly, with the eyes on the upper third, free of texts.

A stretch between two cuts has one still crop. Only where that would cut a face off does it follow, slowly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

import numpy as np

from newscast.picture.faces.crop import CUT_OFF, Looks, best_crop
from newscast.picture.faces.heads import MAIN
from newscast.picture.faces.room import fit_for, is_alone, smaller_fit, standing
from newscast.picture.faces.search import Sample
from newscast.picture.faces.setting import Setting, Under
from newscast.picture.faces.tracks import stretches, tracks_in
from newscast.picture.faces.window import Window, Zone
from newscast.timeline.seen import Aim, ClipShot, StillShot

_LASTING = 0.15
"""The share of the looks at a shot in which somebody is seen, from which on it is shown closer for them."""
_CALM = Fraction(3)
"""Seconds over which the way of a crop is averaged, and between whose thirds it goes evenly."""

Pictured = TypeVar("Pictured", ClipShot, StillShot)


def aimed_clip(shot: ClipShot, frames: int, setting: Setting) -> ClipShot:
    """The shot with its crop where its faces ask for it; with its own where there is none or somebody wrote the
    focus."""
    parts = stretches(setting.faces, shot.start, shot.start + frames)
    seen = [(begin, end, _main(samples)) for begin, end, samples in parts]
    if not any(looks for _, _, looks in seen):
        return shot
    under = [(looks, setting.texts(begin, end)) for begin, end, looks in seen]
    if _is_fixed(shot):
        return _settled(shot, under, setting)
    looked = sum(len(samples) for _begin, _end, samples in parts)
    lasting = sum(len(looks) for _begin, _end, looks in seen) >= _LASTING * looked
    # For one who is seen for a moment all of a clip is shown: that moment is in it, and the rest is no crop of nobody.
    fit = fit_for(shot.fit, ("auto", "band"), under, setting) if lasting else smaller_fit(shot.fit, under, setting)
    window, at = standing(under, fit, setting)
    aims: list[Aim] = []
    focus = shot.focus
    for begin, end, looks in seen:
        there = [zone for zone in (*setting.over, *setting.aside) if zone[0] < end and begin < zone[1]]
        # A stretch without faces stays where the one before it was.
        path = _path(begin, end, looks, window, there, setting.canvas.rate) if looks else [Aim(begin, *focus)]
        focus = path[-1].x, path[-1].y
        aims += [*path, Aim(end - 1, *focus)] if path[-1].frame < end - 1 else path
    still = len({(aim.x, aim.y) for aim in aims}) == 1
    first = aims[0].x, aims[0].y
    return replace(shot, fit=fit, focus=first, aims=() if still else _bare(aims), framed="faces", height=at)


def aimed_photo(shot: StillShot, setting: Setting) -> StillShot:
    """The same of a photo; a group that a crop would cut is shown in a wider one, or whole."""
    looks = _main(setting.faces.samples)
    if not looks:
        return shot
    boxes = [zone[2] for zone in setting.over]
    if _is_fixed(shot):
        return _settled(shot, [(looks, boxes)], setting)
    fit = fit_for(shot.fit, ("cover", "band", "auto"), [(looks, boxes)], setting)
    window, at = standing([(looks, boxes)], fit, setting)
    focus, _ = best_crop(looks, window, [*boxes, *(zone[2] for zone in setting.aside)])
    return replace(shot, fit=fit, focus=focus, framed="faces", height=at)


def _is_fixed(shot: ClipShot | StillShot) -> bool:
    """Whether it is settled what is seen of a picture, and only open how high that stands."""
    return shot.framed == "written" or shot.fit == "pad"


def _settled(shot: Pictured, under: Sequence[Under], setting: Setting) -> Pictured:
    """A shot of which it is settled what is seen, where it stands best; smaller, if that is wanted and all is seen."""
    fit = smaller_fit(shot.fit, under, setting) if shot.fit == "pad" else shot.fit
    return replace(shot, fit=fit, height=standing(under, fit, setting, shot.focus)[1])


def _bare(aims: Sequence[Aim]) -> tuple[Aim, ...]:
    """Without those between two like them."""
    kept = list(aims[:1])
    for number in range(1, len(aims)):
        around = [(each.x, each.y) for each in (kept[-1], aims[number], *aims[number + 1 : number + 2])]
        if len(set(around)) > 1 or number == len(aims) - 1:
            kept.append(aims[number])
    return tuple(kept)


def _main(samples: Sequence[Sample]) -> Looks:
    """The looks in which somebody is seen, with the faces that matter."""
    tracks = tracks_in(samples)
    highest = max((box[3] for track in tracks for box in track.seen.values()), default=0.0)
    kept = [track for track in tracks if np.median([box[3] for box in track.seen.values()]) >= MAIN * highest]
    found = ((frame, [t.seen[n] for t in kept if n in t.seen]) for n, (frame, _) in enumerate(samples))
    return [(frame, boxes) for frame, boxes in found if boxes]


def _path(begin: int, end: int, looks: Looks, window: Window, zones: Sequence[Zone], rate: Fraction) -> list[Aim]:
    """Where the crop is in a stretch: still, or after one who walks, slowly."""
    boxes = [box for _, _, box in zones]
    focus, lost = best_crop(looks, window, boxes)
    if lost <= CUT_OFF or not is_alone(looks):
        return [Aim(begin, *focus)]
    calm = float(_CALM * rate)
    frames = np.array([frame for frame, _ in looks], float)
    wanted = np.array([best_crop([each], window, boxes)[0] for each in looks])
    keys = np.linspace(begin, end - 1, max(2, round((end - begin) / (calm / 3)) + 1))
    near = np.exp(-(((keys[:, None] - frames[None]) / (calm / 2)) ** 2)) + 1e-9
    way = (near @ wanted) / near.sum(axis=1)[:, None]
    return [Aim(round(key), round(float(x), 3), round(float(y), 3)) for key, (x, y) in zip(keys, way, strict=True)]
