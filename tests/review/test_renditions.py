"""What is made of which file for those who look, and in which order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from newscast.episode.manifest import ListedFile
from newscast.review.newsroom.listed import Held
from newscast.review.playing import workshop as benches
from newscast.review.playing.renditions import goes_to_phones, looks_of, picture_of, plays, rendition_of, still_of
from newscast.review.playing.workshop import AHEAD, ASKED, QUICK, SLOW, FullError, Workshop
from newscast.store.shelves import keep_shelf, made_of, shelf_bound, shelf_in

H264 = {"codec": "h264", "width": 1920, "height": 1080, "rate": "30000/1001", "pix_fmt": "yuv420p"}
MPEG2 = {"codec": "mpeg2video", "width": 1920, "height": 1080, "rate": "30000/1001", "pix_fmt": "yuv422p"}
AAC, PCM = {"codec": "aac", "channels": 2}, {"codec": "pcm_s24le", "channels": 1}


def programme(container: str, video: Any, audio: Any, size: int = 100_000_000) -> Held:
    media = {"container": container, "audio": audio} | ({"video": video} if video else {})
    file = ListedFile(f"x/a.{container}", "programme", size, "ab" * 32, 10.01, media)
    return Held(file, "x", False, 1, Path("a"))


MP4, MXF = programme("mp4", H264, AAC), programme("mxf", MPEG2, [PCM, PCM])
WAV, MP3 = programme("wav", None, PCM), programme("mp3", None, {"codec": "mp3", "channels": 2}, 160_000)
LIGHT = programme("mp4", H264, AAC, 1_000_000)


def test_a_browser_plays_some_files_as_they_are() -> None:
    assert [plays(each.file) for each in (MP4, LIGHT, MP3, MXF, WAV)] == [True, True, True, False, False]
    ten_bits = programme("mp4", {**H264, "pix_fmt": "yuv420p10le"}, AAC)
    assert not plays(ten_bits.file)
    assert not plays(programme("mp4", {**H264, "codec": "hevc"}, AAC).file)


def test_a_phone_gets_what_is_light_as_it_is() -> None:
    assert [goes_to_phones(each.file) for each in (MP4, LIGHT, MP3, MXF, WAV)] == [False, True, True, False, False]


def test_there_is_a_rendition_of_what_cannot_be_played() -> None:
    assert rendition_of(MP4, "play") is None
    assert rendition_of(LIGHT, "phone") is None
    for each, kind, suffix in ((MP4, "phone", ".mp4"), (MXF, "phone", ".mp4"), (MXF, "play", ".mp4")):
        wanted = rendition_of(each, kind)  # type: ignore[arg-type]
        assert wanted
        assert (wanted.kind, wanted.result.suffix, wanted.bench) == (kind, suffix, SLOW)
    # Sound has one for all.
    assert rendition_of(WAV, "play") == rendition_of(WAV, "phone")


def test_a_programme_looks_as_its_manifest_says() -> None:
    looks = looks_of(MXF.file)
    assert (looks.frames, looks.rate, looks.channels) == (300, "30000/1001", (1, 1))
    assert (looks_of(WAV.file).frames, looks_of(WAV.file).channels) == (0, (1,))


def test_stills_come_in_few_widths() -> None:
    widths = {width: still_of(MP4, 3, width).narrow for width in (0, 1, 160, 161, 900, 1920, 5000)}
    assert widths == {0: 0, 1: 160, 160: 160, 161: 320, 900: 960, 1920: 1920, 5000: 0}
    assert still_of(MP4, 3, 900).result == still_of(MP4, 3, 960).result != still_of(MP4, 4, 960).result
    assert picture_of(MP4) == still_of(MP4, 100, 480)
    assert picture_of(WAV) is None


class SlowHelper:
    """Makes nothing, when it is let."""

    made: list[str]
    wrong: Mapping[str, str]
    go: threading.Semaphore

    def __init__(self, nice: int) -> None:
        pass

    def make(self, request: Mapping[str, Any], report: Callable[[float], None]) -> str:
        report(0.5)
        assert self.go.acquire(timeout=30)
        self.made.append(request["name"])
        return self.wrong.get(request["name"], "")

    def stop(self) -> None:
        self.go.release()


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> Workshop:
    SlowHelper.made, SlowHelper.wrong, SlowHelper.go = [], {"b": "no room"}, threading.Semaphore(0)
    monkeypatch.setattr(benches, "Helper", SlowHelper)
    return Workshop()


def test_each_thing_is_made_once_in_the_order_of_urgency(workshop: Workshop) -> None:
    def want(name: str, urgency: int = ASKED) -> benches.Job:
        return workshop.want(SLOW, name, {"name": name}, urgency)

    first = want("a")
    later, ahead, urgent = want("ahead", AHEAD), want("sometime", AHEAD), want("b")
    assert want("a") is first
    assert want("sometime") is ahead
    for _each in range(4):
        SlowHelper.go.release()
    assert [each.ended.result(timeout=30) for each in (first, later, ahead, urgent)] == ["", "", "", "no room"]
    # What somebody waits for by now comes before what was made ahead.
    assert SlowHelper.made == ["a", "sometime", "b", "ahead"]
    assert (first.state, urgent.state, urgent.message) == ("made", "failed", "no room")
    # It is not tried again at once.
    assert want("b") is urgent
    workshop.close()


def test_what_will_not_be_wanted_any_more_is_not_made_ahead(workshop: Workshop) -> None:
    now = workshop.want(SLOW, "now", {"name": "now"}, AHEAD, "hoy")
    while now.state == "waiting":
        time.sleep(0.001)
    others = (("old", AHEAD, "hoy"), ("new", AHEAD, "hoy"), ("asked", ASKED, "hoy"), ("other", AHEAD, "ayer"))
    jobs = [workshop.want(SLOW, name, {"name": name}, urgency, group) for name, urgency, group in others]
    workshop.keep_only("hoy", {"new"})
    assert [each.state for each in jobs] == ["failed", "waiting", "waiting", "waiting"]
    workshop.close()


def test_how_it_stands_is_told(workshop: Workshop) -> None:
    job, waiting = (workshop.want(QUICK, name, {"name": name}) for name in ("a", "c"))
    while job.done < 0.5:
        time.sleep(0.001)
    told = job.as_json()
    assert (told["state"], told["done"]) == ("making", 0.5)
    assert waiting.as_json() | {"message": ""} == {"state": "waiting", "done": 0, "seconds_left": None, "message": ""}
    workshop.close()


def test_no_more_wait_than_can_be_made(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.want(QUICK, "now", {"name": "now"})
    with pytest.raises(FullError):
        for number in range(400):
            workshop.want(QUICK, str(number), {"name": str(number)})
    workshop.close()


def test_a_shelf_holds_its_own_bound(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path, "stills")
    results = [made_of("ab" * 32, "still", ".jpg", frame=frame) for frame in range(10)]
    for result in results:
        made = tmp_path / "made"
        made.write_bytes(bytes(1000))
        shelf.keep(made, result)
    assert shelf_bound(tmp_path, "stills", 200_000) == 5000
    gone = keep_shelf(tmp_path, "stills", 200_000)
    assert (gone.results, gone.bytes_left) == (5, 5000)
    assert sum(1 for _each in shelf.kept()) == 5
