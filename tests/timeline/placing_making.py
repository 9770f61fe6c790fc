"""Rundowns of one story or a few, media that need not exist, and takes of ten seconds: what tests of placing share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.content import File
from newscast.base.timecode import parse_time
from newscast.media.info import MediaInfo, PictureInfo, SoundInfo
from newscast.media.missing import Missing
from newscast.rundown.model import Clip, Rundown, Sot, Story, Vo
from newscast.show.model import Show
from newscast.show.office import Newsroom
from newscast.show.person import Person
from newscast.timeline.context import Context
from newscast.timeline.form import BROADCAST, Form
from newscast.timeline.heard import Take, TakeInfo
from newscast.timeline.model import PlacedSegment, PlacedSuper, Timeline
from newscast.timeline.place import Placing, place
from newscast.timeline.spans import Span
from newscast.timeline.takes import all_takes

RATE = Fraction(30000, 1001)
CLIP, PHOTO, OTHER_PHOTO, VOICE, TALK, LONG, MUTE = (
    Path(f"/n/{name}") for name in ("clip.mp4", "photo.jpg", "other.jpg", "voz.wav", "sot.mp4", "l.mp4", "mudo.mp4")
)
STILLS = {PHOTO: "a", OTHER_PHOTO: "c"}
PICTURE = PictureInfo("h264", 1920, 1080, 0, RATE, False, "progressive", "sdr", "bt709", False, "yuv420p")
SOUND = SoundInfo("aac", 48000, 2, "stereo")


def media() -> dict[Path, MediaInfo]:
    lengths = {CLIP: Fraction(3), TALK: Fraction(10), LONG: Fraction(100)}
    clips = {
        path: MediaInfo(File(path, f"{number:064x}"), "video", seconds, PICTURE, SOUND)
        for number, (path, seconds) in enumerate(lengths.items())
    }
    stills = {path: MediaInfo(File(path, digit * 64), "still", Fraction(0), PICTURE) for path, digit in STILLS.items()}
    voice = MediaInfo(File(VOICE, "b" * 64), "sound", Fraction(10), None, SOUND)
    mute = MediaInfo(File(MUTE, "d" * 64), "video", Fraction(10), PICTURE)
    return {**clips, **stills, VOICE: voice, MUTE: mute}


def placed(*segments: Any, **how: Any) -> Timeline:
    return placing(*segments, **how).timeline


def placing(*segments: Any, infos: Mapping[Take, TakeInfo] | None = None, **how: Any) -> Placing:
    context = context_of(*segments, **how)
    known = {take: ten_seconds() for take in all_takes(context)} | dict(infos or {})
    return place(replace(context, infos=known))


def context_of(
    *segments: Any,
    form: Form = BROADCAST,
    people: Mapping[str, Person] | None = None,
    lost: Iterable[Path] = (),
    **show: Any,
) -> Context:
    """What placing looks things up in, before anything was measured; `lost` files are missing, as in a draft."""
    rundown = Rundown(
        path=Path("/n/demo.yaml"),
        sha256="",
        show="demo",
        date=datetime.date(2026, 11, 20),
        title="Demo",
        deliverables=("web",),
        presenters=("ana",),
        segments=segments,
    )
    office = {"ana": Person(name="Ana Demo", role="Presentadora"), "laura": Person(name="Laura Demo", role="Directora")}
    newsroom = Newsroom(people={**office, **(people or {})})
    found = media() | {path: Missing(path) for path in lost}
    return Context(rundown, Show(show=1, name="Demo", **show), newsroom, form, found, {})


def ten_seconds() -> TakeInfo:
    return TakeInfo(480_000, (Span(4_800, 240_000), Span(264_000, 475_200)))


def vo(*pictures: Any, **more: Any) -> Vo:
    return Vo(copy_="Una frase.", voice=(Clip(file=VOICE),), pictures=pictures, **more)


def story(*parts: Any, slug: str = "bacheo", **more: Any) -> Story:
    return Story(slug=slug, headline="Concluye el bacheo", parts=parts, **more)


def texts(segment: PlacedSegment, *graphics: str) -> list[PlacedSuper]:
    """The texts of these graphics, such as names, as they come."""
    return [shown for shown in segment.supers if shown.graphic in graphics]


def times(segment: PlacedSegment, *graphics: str) -> list[tuple[int, int]]:
    """First frame and frames of the same."""
    return [(shown.start, shown.frames) for shown in texts(segment, *graphics)]


def assert_tiled(segment: PlacedSegment) -> None:
    start = 0
    for shot in segment.shots:
        assert shot.start == start
        assert shot.frames > 0
        start += shot.frames
    assert start == segment.frames


def seconds(text: str) -> Any:
    return parse_time(text)


def talk(start: str, end: str, **more: Any) -> Sot:
    return Sot(clip=Clip(file=TALK, in_=seconds(start), out=seconds(end)), **more)
