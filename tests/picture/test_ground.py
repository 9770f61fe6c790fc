"""The ground around a picture that does not cover its canvas."""

import numpy as np
import pytest

from newscast.picture.fit import BICUBIC, BT709, Frames, covering
from newscast.picture.ground import BLUR, backdrop, grounded, strips_of
from newscast.step.nodes import filtered, source

CASES = {
    "between strips above and below": ((1080, 1920), (0, 438), (1080, 608)),
    "above a strip": ((1080, 1080), (0, 0), (1080, 608)),
    "below a strip": ((1080, 1080), (0, 472), (1080, 608)),
    "beside strips": ((1920, 1080), (656, 0), (608, 1080)),
    "around it": ((1080, 1080), (140, 236), (800, 450)),
}


@pytest.mark.real
@pytest.mark.parametrize(("frame", "corner", "box"), CASES.values(), ids=list(CASES))
def test_the_ground_is_that_of_which_all_was_made(make, render, frame, corner, box):
    info = make("scene.mp4", "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=30:d=0.1", "-pix_fmt", "yuv420p")
    scene = Frames(source(info.file.ref).video, (1280, 720), BT709)
    paths = {info.file.digest: info.file.path}
    shown = covering(scene, box, (0.5, 0.5), BICUBIC)
    found = render(grounded(scene, frame, shown, corner, box, BLUR), paths, frame)
    whole = filtered([backdrop(scene, frame), shown], "overlay", x=corner[0], y=corner[1], format="yuv420")
    wanted = render(whole, paths, frame)
    assert found.shape == wanted.shape and len(found) == 3
    apart = np.abs(found.astype(int) - wanted)
    assert apart.max() <= 3 and 20 * np.log10(255 / max(1e-9, np.sqrt(np.square(apart).mean()))) >= 70


@pytest.mark.parametrize(("small", "large"), [(120, 1920), (120, 1080), (68, 1080), (136, 1080), (68, 2458)])
def test_strips_have_every_line_where_it_is_when_all_is_scaled(small, large):
    for corner in range(0, large // 2, 6):
        for length in range(100, large - corner, 250):
            strips = strips_of(small, large, corner, length)
            for strip, seen in zip(strips or (), (corner, large - corner - length), strict=False):
                if strip is None:
                    assert not seen
                    continue
                at_the_end = strip.first > 0
                assert strip.seen == seen and strip.begin == (strip.scaled - seen if at_the_end else 0)
                assert strip.first + strip.lines == small if at_the_end else strip.first == 0
                assert strip.scaled * small == strip.lines * large and not (strip.lines % 2 or strip.scaled % 2)
                assert (strip.scaled - seen) * small >= large, "a line of the copy that is not seen"


def test_nothing_is_spared_where_nearly_all_of_the_ground_is_seen():
    assert strips_of(120, 1080, 530, 20) is not None and strips_of(68, 1080, 530, 20) is None
