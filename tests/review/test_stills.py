"""Real files whose every frame shows its own number: what is made of them shows that frame, and no neighbour."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numbering import HEIGHT, RATE, WIDTH, drawn, ffmpeg, number, pictures, ready, words
from review_making import EPISODE, write_episode
from starlette.testclient import TestClient

from newscast.base.canvas import Canvas
from newscast.deliverables.encodings import STREAMED, h264, xdcam_hd422
from newscast.deliverables.rendition import Programme, still, within

FRAMES = 330
ASKED = (0, 1, 15, 16, 60, 61, 211, 329)
"""Before and behind where groups of pictures begin in files of both kinds."""


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A programme as web has it, and one as tv has it."""
    folder = tmp_path_factory.mktemp("numbered")
    tags = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709,format=yuv420p"
    source = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-")
    tone = ("-f", "lavfi", "-i", f"sine=440:r=48000:d={float(FRAMES / RATE):.6f}")
    seen = (*source, *tone, *tone, "-map", "0:v", "-frames:v", str(FRAMES))
    web, tv = h264(RATE, Fraction(2), 19), xdcam_hd422(Canvas("landscape", WIDTH, HEIGHT, RATE))
    fields = ",".join(f"{name}={':'.join(f'{k}={v}' for k, v in options.items())}" for name, options in tv.filters)
    heard = ("-map", "1:a", "-c:a")
    seen_pictures = b"".join(map(drawn, range(FRAMES)))
    picture = (*words(web.options), "-vf", tags)
    ffmpeg(*seen, *picture, *heard, "aac", *words(STREAMED), folder / "a.mp4", content=seen_pictures)
    mono = ("-map", "2:a", "-timecode", "07:00:00;00")
    picture = (*words(tv.options), "-vf", f"{tags},{fields}")
    ffmpeg(*seen, *picture, *heard, "pcm_s24le", *mono, "-f", "mxf", folder / "a.mxf", content=seen_pictures)
    return {"web/a.mp4": (folder / "a.mp4").read_bytes(), "tv/a.mxf": (folder / "a.mxf").read_bytes()}


@pytest.fixture
def addresses(
    newsroom: Path, numbered: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """Where they are."""
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    manifest = write_episode(newsroom, numbered) / "manifest.json"
    told = json.loads(manifest.read_text())
    found = {}
    for name in ("web", "tv"):
        file = told["deliverables"][name]["files"][0]
        file["media"]["video"] |= {"width": WIDTH, "height": HEIGHT}
        if name == "tv":
            file["media"]["audio"] = [{"codec": "pcm_s24le", "rate": 48000, "channels": 1}] * 2
        found[name] = f"/media/{EPISODE}/{file['sha256']}"
    manifest.write_text(json.dumps(told))
    return found


@pytest.fixture
def browser(signed_in: Callable[..., TestClient]) -> Iterator[TestClient]:
    """Somebody at the page, whose children end with it."""
    with signed_in() as entered:
        yield entered


def test_a_still_shows_the_frame_that_was_asked_for(addresses: dict[str, str], browser: TestClient) -> None:
    for name, address in addresses.items():
        shown = {}
        for frame in ASKED:
            answer = browser.get(f"{address}/still/{frame}.jpg")
            assert answer.status_code == 200, answer.text
            assert answer.headers["content-type"] == "image/jpeg"
            assert "immutable" in answer.headers["cache-control"]
            shown[frame] = number(pictures(answer.content)[0])
        assert shown == {frame: frame for frame in ASKED}, name
        assert browser.get(f"{address}/still/{FRAMES}.jpg").status_code == 404
        for wrong in ("-1", "x", "9" * 5000):
            assert browser.get(f"{address}/still/{wrong}.jpg").status_code == 404, wrong


def test_a_rendition_has_the_frames_of_its_programme(
    addresses: dict[str, str], browser: TestClient, tmp_path: Path
) -> None:
    told = browser.get(f"{addresses['tv']}/about.json?for=play").json()
    assert (told["kind"], told["rate"], told["frames"]) == ("picture", "30000/1001", FRAMES)
    assert told["play"]["rendition"]
    first = browser.get(f"{addresses['tv']}/play")
    assert (first.status_code, first.json()["state"]) in {(202, "waiting"), (202, "making"), (200, "ready")}
    for last, kind in (("play", "play"), ("phone.mp4", "phone")):
        made = ready(browser, f"{addresses['tv']}/{last}")
        assert made.headers["newscast-rendition"] == kind
        assert made.headers["content-type"] == "video/mp4"
        assert [number(each) for each in pictures(made.content)] == list(range(FRAMES))
        assert len(made.content) * 8 < 1_000_000 * FRAMES / RATE
        # The index comes before what it is of, so that a picture is there at once.
        assert 0 < made.content.find(b"moov") < made.content.find(b"mdat")
        part = browser.get(f"{addresses['tv']}/{last}", headers={"range": "bytes=0-99"})
        assert (part.status_code, part.content) == (206, made.content[:100])
    path = tmp_path / "phone.mp4"
    path.write_bytes(made.content)
    for frame in ASKED:
        # As a player seeks in it.
        ffmpeg(*still(Programme(path, WIDTH, HEIGHT, RATE, FRAMES, (2,)), frame, 0, tmp_path / "still.jpg"))
        assert number(pictures((tmp_path / "still.jpg").read_bytes())[0]) == frame
    again = browser.get(f"{addresses['tv']}/about.json").json()
    assert [again[kind]["state"] for kind in ("play", "phone")] == ["ready", "ready"]


def test_curves_and_small_pictures_are_made(addresses: dict[str, str], browser: TestClient) -> None:
    peaks = browser.get(f"{addresses['tv']}/peaks.json").json()
    assert len(peaks["pairs"]) == 400
    least, most = (np.array(peaks["pairs"][5:-5])[:, at] for at in (0, 1))
    # ffmpeg's sine has an eighth of full scale.
    assert np.abs(most - 125).max() <= 2
    assert np.abs(least + 125).max() <= 2
    small = browser.get(f"{addresses['web']}/small.jpg")
    assert number(pictures(small.content)[0]) == FRAMES // 3
    # Thumbnail and covers of the made-up episode are no pictures: a frame of a programme stands for it.
    small = browser.get(f"/media/{EPISODE}/small.jpg")
    assert number(pictures(small.content)[0]) == FRAMES // 3


@pytest.mark.real
def test_what_cannot_be_made_is_told_in_words(
    newsroom: Path, browser: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    told = json.loads((write_episode(newsroom) / "manifest.json").read_text())
    address = f"/media/{EPISODE}/{told['deliverables']['tv']['files'][0]['sha256']}"
    answer = browser.get(f"{address}/still/3.jpg")
    assert (answer.status_code, answer.json()["state"]) == (500, "failed")
    assert "ffmpeg" in answer.json()["message"]
    assert browser.get(f"{address}/small.jpg").status_code == 404
    small = browser.get(f"/media/{EPISODE}/small.jpg")
    assert small.status_code == 404 and "There is no such file." in small.text
    assert list((tmp_path / "store/stills").rglob("*.jpg")) == []


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1920, 1080), (768, 432)), ((1080, 1920), (432, 768)), ((1080, 1080), (576, 576)), ((321, 181), (320, 180))],
)
def test_a_shape_keeps_to_its_pixels(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert within(*size, 768 * 432) == expected
