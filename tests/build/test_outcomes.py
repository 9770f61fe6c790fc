"""How builds end: a check that fails, drafts beside finals, a full-size TV segment, several rundowns."""

from __future__ import annotations

import json
import subprocess
from fractions import Fraction
from typing import Any

import av
import pytest

from newscast.build.door import build
from newscast.build.request import Options
from newscast.cli.main import run

pytestmark = pytest.mark.slow

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\n"
SHORT = HEAD + (
    "deliverables: [radio, web]\nsegments:\n"
    "  - story: uno\n    headline: Uno\n    parts: [{sot: camara.mp4, transcript: Hola a todos}]\n"
)
SILENT = SHORT.replace("sot: camara.mp4, transcript: Hola a todos", "package: mudo.mp4").replace(
    "headline: Uno\n", "headline: Uno\n    bed: none\n"
)


def test_a_failing_check_is_published_with_exit_3(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """A silent episode cannot be as loud as it must be, and says so."""
    sala.write(SILENT)
    assert run(["build", "rundowns/hoy.yaml", "--json"]) == 3
    said = capfd.readouterr()
    manifest = json.loads(said.out)
    assert said.out.count("\n") == 1, "one manifest, one line"
    assert manifest == json.loads((sala.root / "output/hoy/manifest.json").read_text(encoding="utf-8"))
    assert {entry["qc"]["verdict"] for entry in manifest["deliverables"].values()} == {"fail"}
    failed = {
        c["check"]
        for entry in manifest["deliverables"].values()
        for c in entry["qc"]["checks"]
        if c["verdict"] == "fail"
    }
    assert failed == {"loudness"}
    assert "FAILED" in said.err and "no sound to be heard" in said.err
    assert (sala.root / "output/hoy/web/hoy.mp4").is_file() and (sala.root / "output/hoy/radio/hoy.wav").is_file()
    assert run(["build", "rundowns/hoy.yaml"]) == 3, "and again, though nothing is rendered"


def test_a_draft_leaves_the_final_alone(sala: Any) -> None:
    path = sala.write(SHORT)
    final = next(iter(build([path], Options(only=("radio",)))))
    before = (final.folder / "manifest.json").read_bytes()
    draft = next(iter(build([path], Options(only=("radio",), draft=True))))
    assert draft.folder == final.folder / "draft" and draft.manifest["draft"] is True
    assert (final.folder / "manifest.json").read_bytes() == before and final.manifest["draft"] is False
    next(iter(build([path], Options(only=("radio",)))))
    assert (draft.folder / "manifest.json").is_file(), "nor does a final touch the draft"


def test_a_missing_voice_is_an_error_in_a_final_only(sala: Any) -> None:
    sala.write(SHORT.replace("{sot: camara.mp4, transcript: Hola a todos}", "{vo: Hola, voice: falta.wav}"))
    assert run(["build", "rundowns/hoy.yaml", "--only", "radio"]) == 1
    assert not (sala.root / "output").exists()
    built = next(iter(build([sala.root / "rundowns/hoy.yaml"], Options(only=("radio",), draft=True))))
    files = [file["path"] for entry in built.manifest["deliverables"].values() for file in entry["files"]]
    assert files and all((built.folder / path).is_file() for path in files)


def test_output_elsewhere_and_two_rundowns(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(SHORT, "uno")
    sala.write(SHORT.replace("Hola a todos", "Hola"), "dos")
    arguments = ["rundowns/uno.yaml", "rundowns/dos.yaml", "--only", "radio", "--output", "../fuera", "--json"]
    assert run(["build", *arguments]) == 0
    manifests = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [manifest["episode"] for manifest in manifests] == ["uno", "dos"]
    for name in ("uno", "dos"):
        assert (sala.root.parent / "fuera" / name / f"radio/{name}.wav").is_file()
    assert not (sala.root / "output").exists()


def test_a_folder_that_is_a_file_is_the_machines_fault(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(SHORT)
    (sala.root / "output").write_text("not a folder")
    assert run(["check", "rundowns/hoy.yaml", "--only", "radio"]) == 0
    assert (told := f"Cannot write {sala.root / 'output/hoy'}") in capfd.readouterr().err
    assert run(["build", "rundowns/hoy.yaml", "--only", "radio"]) == 74
    assert told in (said := capfd.readouterr().err) and "Traceback" not in said
    # It comes before anything is rendered.
    assert not list((sala.root / ".newscast").rglob("*.wav"))


def test_an_output_that_may_only_be_read_keeps_what_it_holds(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(SHORT)
    assert run(["build", "rundowns/hoy.yaml", "--only", "radio"]) == 0
    output = sala.root / "output"
    before = {path: path.read_bytes() for path in output.rglob("*.*")}
    bound = ["mount", "--bind", str(output), str(output)], ["mount", "-o", "remount,ro,bind", str(output)]
    if any(subprocess.run(each, capture_output=True).returncode for each in bound):
        pytest.skip("only root may make a folder read-only for root")
    try:
        sala.write(SHORT.replace("headline: Uno", "headline: Dos"))
        assert run(["build", "rundowns/hoy.yaml", "--only", "radio"]) == 74
    finally:
        subprocess.run(["umount", str(output)], check=True)
    said = capfd.readouterr().err
    assert str(output / "hoy") in said and "Traceback" not in said
    assert {path: path.read_bytes() for path in output.rglob("*.*")} == before


def test_a_full_size_tv_segment_is_xdcam(sala: Any) -> None:
    """MPEG-2 4:2:2 at 50 Mb/s, interlaced and upper field first, with two mono streams of 24 bits."""
    sala.write(SHORT.replace("[radio, web]", "[tv]").replace("camara.mp4,", "camara.mp4, out: 1s,"))
    kit = sala.root / "assets/shows/chica/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8").replace("landscape: [320, 180], ", ""), encoding="utf-8")
    built = next(iter(build([sala.root / "rundowns/hoy.yaml"], Options())))
    path = built.folder / "tv/hoy.mxf"
    entry = built.manifest["deliverables"]["tv"]
    # What is said in the first second cannot be loaded in time as a closed caption.
    assert [each["check"] for each in entry["qc"]["checks"] if each["verdict"] != "pass"] == ["captions-carried"]
    assert entry["files"][0]["media"]["video"]["scan"] == "tff"
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        assert (video.codec_context.name, video.profile, video.codec_context.pix_fmt) == (
            "mpeg2video",
            "4:2:2",
            "yuv422p",
        )
        assert (video.width, video.height, video.average_rate) == (1920, 1080, Fraction(30000, 1001))
        sounds = container.streams.audio
        assert [(s.codec_context.name, s.channels, s.rate) for s in sounds] == [("pcm_s24le", 1, 48000)] * 2
        sizes = [packet.size for packet in container.demux(video) if packet.size]
    rate = sum(sizes) * 8 / (len(sizes) / Fraction(30000, 1001))
    assert len(sizes) == 30 and float(rate) == pytest.approx(50_000_000, rel=0.03)
    assert b"\x06\x0e\x2b\x34" in path.read_bytes()[:64], "an MXF file begins with a SMPTE key"
