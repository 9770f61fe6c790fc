"""What is not heard in a finished programme is told in every deliverable, and before it is built where it can be."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest

from newscast.build.door import build
from newscast.build.request import Options
from newscast.cli.main import run

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\n"
GOOD = (
    "  - story: buena\n    headline: Buena\n"
    "    parts: [{vo: Buenos días a todos, voice: voz.wav, pictures: foto.jpg}]\n"
)
SILENCE, HISS = "anullsrc=r=48000:cl=mono", "anoisesrc=a=0.0003:r=48000"
SYLLABLES = "aevalsrc='0.4*sin(2*PI*300*t)*gt(mod(t,0.4),0.15)':s=48000"
"""No voice that a detector knows, and no noise: it may be one all the same."""


def recorded(folder: Path, name: str, sound: str, seconds: float) -> None:
    """A recording of no voice, with a picture where its name says so."""
    picture = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30"] if name.endswith("mp4") else []
    source = ["-f", "lavfi", "-i", sound, *picture, "-t", str(seconds)]
    coded = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"] if picture else []
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source, *coded, str(folder / name)], check=True)


def story(parts: str, more: str = "") -> str:
    return f"  - story: mala\n    headline: Mala\n{more}    parts: [{parts}]\n"


def found(manifest: Any, deliverable: str) -> dict[str, Any]:
    """The checks of what is heard, by name, of a deliverable's first programme."""
    checks = manifest["deliverables"][deliverable]["qc"]["checks"]
    return {each["check"]: each for each in reversed(checks) if each["check"] in ("silence", "speech")}


def radio(sala: Any, *segments: str) -> dict[str, Any]:
    path = sala.write(f"{HEAD}deliverables: [radio]\nsegments:\n{''.join(segments)}")
    return found(next(iter(build([path], Options(draft=True)))).manifest, "radio")


FAULTS = {
    ("pass", "fail"): [
        ("muda.wav", SILENCE, "{vo: Buenos días a todos, voice: muda.wav}"),
        ("ruido.wav", HISS, "{vo: Buenos días a todos, voice: ruido.wav}"),
        ("soplo.wav", "anoisesrc=c=pink:a=0.1:r=48000", "{vo: Buenos días a todos, voice: soplo.wav}"),
        ("muda.mp4", SILENCE, "{read: Buenos días a todos, camera: muda.mp4}"),
        ("callada.wav", SILENCE, "{vo: Buenos días a todos, voice: [voz.wav, callada.wav]}"),
    ],
    ("pass", "warn"): [("silabas.wav", SYLLABLES, "{vo: Buenos días a todos, voice: silabas.wav}")],
    ("fail", "fail"): [("muda.mp4", SILENCE, "{sot: muda.mp4, transcript: Buenos días a todos}")],
    ("fail", "warn"): [("muda.mp4", SILENCE, "{sot: muda.mp4}")],
}
"""Recordings in which nobody is heard, and how they are used, by the verdicts of silence and of speech."""


@pytest.mark.slow
@pytest.mark.parametrize(("silence", "speech"), FAULTS)
def test_a_recording_in_which_nobody_is_heard(
    sala: Any, silence: str, speech: str, capfd: pytest.CaptureFixture[str]
) -> None:
    stories = {}
    for name, sound, part in FAULTS[silence, speech]:
        recorded(sala.root / "rundowns", name, sound, 2.5)
        slug = name.replace(".", "-")
        stories[slug] = story(part).replace("story: mala", f"story: {slug}")
    checks = radio(sala, GOOD, *stories.values())
    assert (checks["silence"]["verdict"], checks["speech"]["verdict"]) == (silence, speech)
    where = checks["speech"]["where"]
    assert [each["slug"] for each in where] == list(stories)
    assert [each["end"] - each["start"] for each in where] == pytest.approx([2.5] * len(stories), abs=0.3)
    assert run(["check", "rundowns/hoy.yaml", "--draft"]) == 0
    said = capfd.readouterr().err
    for number, (name, *_) in enumerate(FAULTS[silence, speech]):
        assert f"warning: Nobody speaks in {name} (2.5 s)" in said
        assert f"rundowns/hoy.yaml:{11 + 3 * number}:" in said


@pytest.mark.slow
def test_a_quiet_sot_without_music_is_heard(sala: Any) -> None:
    """45 dB under full scale, through a telephone, with hum: it is levelled."""
    ffmpeg, folder = imageio_ffmpeg.get_ffmpeg_exe(), sala.root / "rundowns"
    hum = "sine=60:r=8000,volume=-40dB[h];[0:a]aresample=8000,volume=-25dB[v];[v][h]amix=normalize=0:duration=first"
    made = ["-i", str(folder / "voz.wav"), "-filter_complex", hum, str(folder / "bajo.wav")]
    subprocess.run([ffmpeg, "-v", "error", *made], check=True)
    checks = radio(sala, story("{sot: bajo.wav, transcript: Buenos días a todos}"))
    assert {each["verdict"] for each in checks.values()} == {"pass"}


@pytest.mark.slow
@pytest.mark.parametrize(("duration", "verdict"), [("3s", "pass"), ("6s", "warn")])
def test_a_card_without_music_is_silence_that_was_planned(sala: Any, duration: str, verdict: str) -> None:
    card = f"{{card: figures, title: Uno, items: [1 a, 2 b], duration: {duration}}}"
    checks = radio(sala, GOOD, story(card, "    bed: none\n"))
    assert checks["silence"]["verdict"] == verdict
    assert [each["slug"] for each in checks["silence"].get("where", [])] == (["mala"] if verdict == "warn" else [])


@pytest.mark.slow
def test_every_deliverable_says_what_is_not_heard(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """Radio, TV, web and square, and the stories' own cuts."""
    recorded(sala.root / "rundowns", "muda.mp4", SILENCE, 2.5)
    names = ("radio", "tv", "web", "reel", "square")
    bad = story("{sot: muda.mp4, transcript: Buenos días a todos}", "    social: true\n")
    good = GOOD.replace("headline", "social: true\n    headline")
    sala.write(f"{HEAD}deliverables: [{', '.join(names)}]\nsegments:\n{good}{bad}")
    assert run(["build", "rundowns/hoy.yaml", "--json"]) == 3
    manifest = json.loads(capfd.readouterr().out)
    failed = {
        (name, check["file"].rsplit("/")[-1], check["check"], each["slug"])
        for name in names
        for check in manifest["deliverables"][name]["qc"]["checks"]
        if check["verdict"] == "fail" and check["check"] in ("silence", "speech")
        for each in check["where"]
    }
    files = {"radio": ["hoy.wav", "hoy.mp3"], "tv": ["hoy.mxf"], "web": ["hoy.mp4"], "square": ["hoy.mp4"]}
    own = {("reel", "hoy-mala.mp4")}
    programmes = {(name, file) for name, some in files.items() for file in some} | own
    expected = {(*programme, check, "mala") for programme in programmes for check in ("silence", "speech")}
    assert failed == expected
