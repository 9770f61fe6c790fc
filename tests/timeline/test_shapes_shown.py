"""How a photo is shown of which nothing is written: by its shape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from placing_making import OTHER_PHOTO, PHOTO, PICTURE, context_of, media

from newscast.rundown.model import Clip
from newscast.timeline.seen import StillShot
from newscast.timeline.shots import _shown_as, shot_of


@pytest.mark.parametrize(
    ("size", "written", "shown"),
    [
        ((4000, 3000), {}, ("cover", "push-in")),
        ((1080, 1920), {}, ("cover", "push-in")),
        ((1080, 2340), {}, ("cover", "scroll")),
        ((1000, 2000), {}, ("cover", "push-in")),
        ((4000, 1200), {}, ("fill", "pan-right")),
        ((1080, 2340), {"move": "push-in"}, ("cover", "push-in")),
        ((1080, 2340), {"fit": "fill"}, ("fill", "push-in")),
        ((4000, 1200), {"focus": (0.2, 0.5)}, ("cover", "push-in")),
        ((1275, 1650), {"move": "scroll"}, ("cover", "scroll")),
    ],
)
def test_a_photo_moves_as_its_shape_asks(size: tuple[int, int], written: dict[str, Any], shown: Any) -> None:
    clip = SimpleNamespace(**{"fit": None, "move": None, "focus": None, **written})
    screen = size[1] > 2 * size[0]
    info = SimpleNamespace(picture=SimpleNamespace(width=size[0], height=size[1], screen=screen), pages=())
    assert _shown_as(cast(Any, clip), cast(Any, info)) == shown


@pytest.mark.parametrize("written", [{}, {"move": "push-in"}])
def test_a_page_is_read_downwards_unless_something_else_is_written(written: dict[str, str]) -> None:
    clip = SimpleNamespace(**{"fit": None, "move": None, "focus": None, **written})
    info = SimpleNamespace(picture=SimpleNamespace(width=3165, height=4096), pages=((3165, 4096),))
    assert _shown_as(cast(Any, clip), cast(Any, info)) == ("cover", written.get("move", "scroll"))


def test_what_is_read_downwards_begins_at_its_top() -> None:
    """Unless somebody wrote what must be seen of it; in all else heads must stay."""
    tall = replace(media()[PHOTO], picture=replace(PICTURE, width=1080, height=2340, codec="png"))
    context = replace(context_of(), media={PHOTO: tall, OTHER_PHOTO: media()[OTHER_PHOTO]})

    def focus(file: Path, **written: Any) -> tuple[float, float]:
        shot = shot_of(Clip(file=file, **written), context)
        assert isinstance(shot, StillShot)
        return shot.focus

    assert focus(PHOTO, move="scroll") == (0.5, 0.0)
    assert focus(PHOTO, move="scroll", focus=(0.2, 0.7)) == (0.2, 0.7)
    assert focus(OTHER_PHOTO) == (0.5, 0.4)
