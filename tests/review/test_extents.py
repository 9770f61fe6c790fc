"""A master with a leader, and masters in blocks, on the page: frame N is frame N of the programme, wherever it lies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numbering import HEIGHT, RATE, WIDTH, drawn, ffmpeg, number, pictures, ready, words
from review_making import EPISODE, write_episode
from starlette.testclient import TestClient

from newscast.base.canvas import Canvas
from newscast.deliverables.encodings import xdcam_hd422

LEAD, FRAMES, BREAK = 40, 330, 131
LEADER = 1023
"""The number that every picture of a leader shows."""
ASKED = (0, 1, 14, 15, 130, 131, 132, 300, 329)
"""Around where groups of pictures and blocks begin."""


@pytest.fixture(scope="module")
def masters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The whole programme, then its two blocks, each behind a leader: noise there, a tone in the first block."""
    folder = tmp_path_factory.mktemp("masters")
    stretches = {"whole": (0, FRAMES), "one": (0, BREAK), "two": (BREAK, FRAMES)}
    return [master(folder / f"{name}.mxf", *stretch) for name, stretch in stretches.items()]


def master(path: Path, start: int, end: int) -> Path:
    """The frames of a programme from `start` to before `end`, behind a leader."""
    encoding = xdcam_hd422(Canvas("landscape", WIDTH, HEIGHT, RATE))
    fields = ",".join(
        f"{name}={':'.join(f'{k}={v}' for k, v in options.items())}" for name, options in encoding.filters
    )
    tags = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709,format=yuv420p"
    sounds = {"0.9*random(0)": LEAD, "0.125*sin(2*PI*440*t)": max(0, BREAK - start), "0": end - max(BREAK, start)}
    heard = [
        f"aevalsrc={each}:s=48000:d={float(frames / RATE):.6f}[s{frames}]" for each, frames in sounds.items() if frames
    ]
    inputs = "".join(f"[s{frames}]" for frames in sounds.values() if frames)
    joined = f"{inputs}concat=n={len(heard)}:v=0:a=1,asplit[x][y]"
    graph = f"{';'.join(heard)};{joined};[0:v]{tags},{fields}[v]"
    seen = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-")
    maps = ("-filter_complex", graph, "-map", "[v]", "-map", "[x]", "-map", "[y]", "-c:a", "pcm_s24le")
    content = drawn(LEADER) * LEAD + b"".join(map(drawn, range(start, end)))
    ffmpeg(*seen, *maps, *words(encoding.options), "-frames:v", LEAD + end - start, "-f", "mxf", path, content=content)
    return path


@pytest.fixture
def addresses(
    newsroom: Path, masters: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[str]]:
    """Where the files of a master with a leader are, and those of one in blocks."""
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    contents = {"tv/a.mxf": masters[0].read_bytes()}
    place = write_episode(newsroom, contents) / "manifest.json"
    told = json.loads(place.read_text())
    entry = told["deliverables"]["tv"]
    (file,) = [each for each in entry["files"] if each["role"] == "programme"]
    file["media"]["video"] |= {"width": WIDTH, "height": HEIGHT}
    file["media"]["audio"] = [{"codec": "pcm_s24le", "rate": 48000, "channels": 1}] * 2
    file["extent"] = extent(0, FRAMES)
    # As a build lists them, but the last one first: their order is in what they hold.
    blocks = [
        listed(place.parent, file, path, start, frames)
        for path, start, frames in ((masters[2], BREAK, FRAMES - BREAK), (masters[1], 0, BREAK))
    ]
    told["deliverables"]["canal4"] = {**entry, "files": blocks}
    listing = (place.parent / "timeline.json").read_text().replace('"tv",', '"tv", "canal4",')
    told["lists"]["timeline.json"] = hashlib.sha256(listing.encode()).hexdigest()
    (place.parent / "timeline.json").write_text(listing)
    place.write_text(json.dumps(told))
    found = {"tv": [file], "canal4": blocks}
    return {name: [f"/media/{EPISODE}/{each['sha256']}" for each in files] for name, files in found.items()}


def extent(start: int, frames: int) -> dict[str, Any]:
    return {"rate": "30000/1001", "lead": LEAD, "start": start, "frames": frames}


def listed(folder: Path, file: dict[str, Any], path: Path, start: int, frames: int) -> dict[str, Any]:
    content = path.read_bytes()
    (folder / "canal4").mkdir(exist_ok=True)
    (folder / "canal4" / path.name).write_bytes(content)
    about = {"path": f"canal4/{path.name}", "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return {**file, **about, "duration": round(float(frames / RATE), 6), "extent": extent(start, frames)}


@pytest.fixture
def browser(signed_in: Callable[..., TestClient]) -> Iterator[TestClient]:
    with signed_in() as entered:
        yield entered


@pytest.mark.real
def test_a_still_is_the_programmes_frame(addresses: dict[str, list[str]], browser: TestClient) -> None:
    for address in [*addresses["tv"], *addresses["canal4"]]:
        shown = {}
        for frame in ASKED:
            answer = browser.get(f"{address}/still/{frame}.jpg")
            assert answer.status_code == 200, answer.text
            shown[frame] = number(pictures(answer.content)[0])
        assert shown == {frame: frame for frame in ASKED}
        assert browser.get(f"{address}/still/{FRAMES}.jpg").status_code == 404
        assert number(pictures(browser.get(f"{address}/small.jpg").content)[0]) == FRAMES // 3


@pytest.mark.real
def test_what_plays_is_the_programme_from_its_first_frame_to_its_last(
    addresses: dict[str, list[str]], browser: TestClient
) -> None:
    for files in addresses.values():
        for address in files:
            told = browser.get(f"{address}/about.json?for=play").json()
            assert (told["frames"], told["play"]["rendition"]) == (FRAMES, True)
            assert told["seconds"] == pytest.approx(float(FRAMES / RATE), abs=1e-5)
            made = ready(browser, f"{address}/play")
            assert [number(each) for each in pictures(made.content)] == list(range(FRAMES))
            sound = np.frombuffer(
                ffmpeg("-i", "-", "-ac", "1", "-ar", "48000", "-f", "f32le", "-", content=made.content), "<f4"
            )
            assert len(sound) == pytest.approx(float(FRAMES / RATE) * 48000, abs=1100)
            loud = np.abs(sound) > 0.05
            # A tone until the break, and nothing of the noise before it.
            assert np.flatnonzero(loud)[-1] == pytest.approx(float(BREAK / RATE) * 48000, abs=1100)
            assert np.abs(sound).max() < 0.2


@pytest.mark.real
def test_a_waveform_is_the_programmes(addresses: dict[str, list[str]], browser: TestClient) -> None:
    for files in addresses.values():
        peaks = browser.get(f"{files[0]}/peaks.json").json()
        most = np.array(peaks["pairs"])[:, 1]
        assert peaks["seconds"] == pytest.approx(float(FRAMES / RATE), abs=1e-5)
        until = round(len(most) * BREAK / FRAMES)
        assert np.abs(most[: until - 3] - 125).max() <= 2
        assert most[until + 3 :].max() <= 2
        # Nothing was measured when it was built.
        loudness = browser.get(f"{files[0]}/loudness.json").json()
        curve, until = np.array(loudness["momentary"]["values"]), round(float(BREAK / RATE) * 10)
        assert len(curve) == int(FRAMES / RATE * 10) and loudness["target"] is None
        assert np.ptp(curve[6 : until - 1]) <= 0.2 and curve[6] == pytest.approx(loudness["integrated"], abs=0.5)
        assert (curve[until + 6 :] < -60).all()


@pytest.mark.slow
def test_loudness_over_time_is_that_of_all_blocks(
    addresses: dict[str, list[str]], newsroom: Path, browser: TestClient
) -> None:
    nothing = dict.fromkeys(("integrated", "dialogue", "range", "true_peak", "momentary_max", "short_term_max"))
    told = {
        "loudness": 1,
        "programmes": [
            {"file": f"canal4/{name}.mxf", "target": -24.0, "limit": -2.0, **nothing, "integrated": level}
            | {name: {"every": 0.1, "values": [level] * count} for name in ("momentary", "short_term")}
            | {"encoded": True}
            # As no list promises it: the second block first.
            for name, level, count in (("two", -30.0, 66), ("one", -20.0, 43))
        ],
    }
    content = json.dumps(told).encode()
    folder = newsroom / "output" / EPISODE
    (folder / "canal4" / "loudness.json").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    file = {"path": "canal4/loudness.json", "role": "loudness", "bytes": len(content), "sha256": digest}
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["deliverables"]["canal4"]["files"].append(file)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    for address in addresses["canal4"]:
        whole = browser.get(f"{address}/loudness.json").json()
        assert (whole["target"], whole["integrated"], whole["encoded"]) == (-24.0, None, True)
        # 330 frames are 11.011 s; the break is at 4.371 s, between the values of 4.3 and 4.4 s.
        assert whole["short_term"] == {"every": 0.1, "values": [-20.0] * 43 + [-30.0] * 67}


@pytest.mark.real
def test_what_leaves_for_an_editor_names_the_files_by_their_own_time_code(
    addresses: dict[str, list[str]], newsroom: Path, browser: TestClient
) -> None:
    """The whole programme begins at an hour; what leaves may be counted from elsewhere, the files are not."""
    place = newsroom / "output" / EPISODE / "manifest.json"
    told = json.loads(place.read_text())
    for name in addresses:
        told["deliverables"][name]["station"] = {"kind": "tv", "profile": name, "timecode": "01:00:00;00"}
    place.write_text(json.dumps(told))
    hour = 107_892
    for name, blocks in {"tv": [(0, FRAMES)], "canal4": [(0, BREAK), (BREAK, FRAMES - BREAK)]}.items():
        for start in ("", "&start=10:00:00;00"):
            address = f"/e/{EPISODE}/export/markers?as=otio&draft=0&deliverable={name}&markers=segments{start}"
            answer = browser.get(address)
            assert answer.status_code == 200, answer.text
            read = answer.json()
            begins = read["global_start_time"]["value"]
            assert begins == (1_078_920 if start else hour)
            clips = read["tracks"]["children"][0]["children"]
            for clip, (first, frames) in zip(clips, blocks, strict=True):
                there = next(iter(clip["media_references"].values()))["available_range"]
                assert there["start_time"]["value"] == hour + first - LEAD
                assert there["duration"]["value"] == LEAD + frames
                shown = clip["source_range"]
                assert (shown["start_time"]["value"], shown["duration"]["value"]) == (hour + first, frames)
