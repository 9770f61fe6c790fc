"""What a take has between texts, music without sound, and how long a closing lasts so that the slot is met."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.timecode import SAMPLE_RATE
from newscast.build import kits
from newscast.build.cuts import Request
from newscast.build.slot import to_slot
from newscast.build.takes.splitting import _besides, _Whole
from newscast.rundown.model import Clip, Close, Rundown
from newscast.show.ends import Closing
from newscast.timeline.heard import Alignment, Parting, Take

TAKE = Path("/n/toma.wav")


@pytest.mark.parametrize(("samples", "told"), [(SAMPLE_RATE - 1, 0), (SAMPLE_RATE, 1)])
def test_a_second_in_no_text_is_told(samples: int, told: int) -> None:
    whole = _Whole(Clip(file=TAKE), Take("voice", TAKE), (), "es")
    found = Alignment(partings=(Parting("added", 3, 3, 96_000, 96_000 + samples),))
    problems = list(_besides(whole, found, {}, Fraction(30)))
    assert [each.code for each in problems] == ["take-adds"] * told


@pytest.mark.parametrize(
    ("picture", "kind", "fits"), [(None, "sound", False), ("h264", "clip", True), ("mjpeg", "still", False)]
)
def test_the_video_of_a_kit_has_pictures_that_move(picture: str | None, kind: str, fits: bool) -> None:
    media: Any = {TAKE: SimpleNamespace(picture=picture, kind=kind, sound="aac")}
    assert [each.medium for each in kits._unseen([(TAKE, None)], media)] == ([] if fits else [TAKE])


@pytest.mark.parametrize(
    ("over", "gives", "closing", "expected"),
    [(60, True, 7, (5, 0)), (-30, True, 7, (8, 0)), (0, True, 7, (None, 0)), (60, False, 7, (None, 60)),
     (60, True, 2, (None, 60)), (300, True, 7, (4, 210)), (-300, True, 7, (12, -150))],
)  # fmt: skip
def test_the_designed_closing_takes_what_is_over_or_missing(
    monkeypatch: pytest.MonkeyPatch, over: int, gives: bool, closing: int, expected: tuple[int | None, int]
) -> None:
    """A form whose own closing is shorter than the shortest keeps it."""
    lengths: Any = SimpleNamespace(placed=lambda request: 3000 + over)
    show: Any = SimpleNamespace(rate=Fraction(30))
    monkeypatch.setattr(to_slot, "without_stories", lambda rundown, gone: rundown)
    monkeypatch.setattr(to_slot, "own_slot", lambda rundown, rate: 3000)
    monkeypatch.setattr(to_slot, "_with_short_cards", lambda request, over, show: (request, over))
    monkeypatch.setattr(to_slot, "_gives", lambda rundown, show: gives)
    request: Any = Request("tv", None, Rundown.model_construct(segments=()))  # type: ignore[call-arg]
    monkeypatch.setattr(type(request), "form", SimpleNamespace(closing=Fraction(closing)), raising=False)
    found, left = to_slot._fitted(request, (), lengths, show)
    assert (found.closing, left) == expected


def test_the_designed_closing_with_built_in_music_gives_and_takes_time() -> None:
    kits: Any = SimpleNamespace(
        closings={"video": Closing(video=TAKE), "music": Closing(music=TAKE), "main": Closing()}
    )
    given = {
        name: to_slot._gives(Rundown.model_construct(segments=(Close(slug="close", name=name),)), kits)  # type: ignore[call-arg]
        for name in ("main", "video", "music", "none")
    }
    assert given == {"main": True, "video": False, "music": False, "none": False}
    nothing: Any = Rundown.model_construct(segments=())  # type: ignore[call-arg]
    assert not to_slot._gives(nothing, kits)
