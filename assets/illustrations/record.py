"""Makes the demo's two recordings: a clip in which somebody speaks while a road roller works, and a voice note.

    python assets/illustrations/record.py [FOLDER]     # rundowns/demo/ unless FOLDER is named

What is said is what rundowns/demo.yaml has as copy or transcript, in the synthetic voice of the person it names. The
clip is 25 frames a second and held by hand, the note is Opus at 24 kb/s: what phones send.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import draw
import numpy as np
import resvg_py
from PIL import Image
from ruamel.yaml import YAML

from newscast.base.binary import find_binary
from newscast.sound.synth import make_synth

ROOT = Path(__file__).resolve().parents[2]
RATE, SIZE = 25, (1280, 720)
BEFORE, AFTER = 0.7, 0.9
"""Seconds of the clip before and after what is said."""
REACH = 140
"""Pixels of the drawing that the roller drives."""
ENGINE = "anoisesrc=color=brown:seed=7:r=48000:a=0.5,lowpass=f=160,tremolo=f=7:d=0.35,volume=0.09"
X264 = ["-c:v", "libx264", "-preset", "slow", "-crf", "25", "-pix_fmt", "yuv420p", "-g", "50", "-threads", "1"]
BT709 = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"]
EXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1"]


@dataclass(frozen=True)
class Lent:
    """What newscast.step.step.Tools lends, as far as a voice needs it."""

    scratch: Path


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "rundowns" / "demo"
    yaml = YAML(typ="safe")
    people = yaml.load(ROOT / "assets" / "newsroom.yaml")["people"]
    rundown = yaml.load(ROOT / "rundowns" / "demo.yaml")
    with tempfile.TemporaryDirectory() as scratch:
        for part in (part for segment in rundown["segments"] for part in segment.get("parts", ())):
            voice = Path(scratch) / "voice.wav"
            if str(part.get("voice")).endswith(".opus"):
                speak(part["vo"], people[part["by"]], voice)
                note(voice, folder / Path(part["voice"]).name)
            if "sot" in part:
                speak(part["transcript"], people[part["who"]], voice)
                clip(voice, folder / Path(part["sot"]).name)


def speak(text: str, person: dict[str, Any], path: Path) -> None:
    make_synth({"text": " ".join(text.split()), **person["synth"]}, [], path, Lent(path.parent))


def note(voice: Path, path: Path) -> None:
    ffmpeg("-i", voice, "-af", "adelay=400,apad=pad_dur=0.6", "-c:a", "libopus", "-b:a", "24k", *EXACT, path)


def clip(voice: Path, path: Path) -> None:
    seconds = BEFORE + AFTER + voice.stat().st_size / voice_bytes(voice)
    count = math.ceil(seconds * RATE)
    raw = voice.with_name("frames.rgb")
    with raw.open("wb") as file:
        file.writelines(frames(count))
    mixed = (
        f"[1:a]adelay={BEFORE * 1000:.0f},aresample=48000,apad[said];[said][2:a]amix=duration=shortest:normalize=0[a]"
    )
    pictures = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "{}x{}".format(*SIZE), "-r", str(RATE), "-i", str(raw)]
    scaled = "[0:v]scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+bitexact,format=yuv420p[v]"
    ffmpeg(
        *[*pictures, "-i", voice, "-f", "lavfi", "-i", f"{ENGINE},atrim=duration={count / RATE}"],
        *["-filter_complex", f"{scaled};{mixed}", "-map", "[v]", "-map", "[a]"],
        *[*X264, *BT709, "-c:a", "aac", "-b:a", "96k", "-ac", "1", "-movflags", "+faststart", *EXACT, path],
    )


def voice_bytes(voice: Path) -> int:
    """Bytes a second of a plain WAV, from its header."""
    return int.from_bytes(voice.read_bytes()[28:32], "little")


def frames(count: int) -> Iterator[bytes]:
    """The pictures: a road at night, the roller driving, its beacon turning, the camera held by hand."""
    behind, roller, before, beacon = (drawn(planes) for planes in (road(), machine(), near(), light()))
    sway = wander(count, 11)
    for frame in range(count):
        drive = round(REACH * (0.5 - 0.5 * math.cos(math.pi * frame / count)))
        picture = behind.copy()
        picture.alpha_composite(roller, (REACH - drive, round(1.5 * math.sin(frame * 1.7)) + 2))
        turn = max(0.0, math.cos(2 * math.pi * frame / (0.9 * RATE)))
        lit = beacon.copy()
        lit.putalpha(beacon.getchannel("A").point(lambda alpha, turn=turn: round(alpha * turn)))
        picture.alpha_composite(lit, (REACH - drive, 0))
        picture.alpha_composite(before)
        left, top = 170 + sway[frame][0], 250 + sway[frame][1]
        shown = picture.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS, (left, top, left + 1580, top + 888.75))
        yield shown.tobytes()


def wander(count: int, seed: int) -> list[tuple[float, float]]:
    """How a hand moves a camera: slowly, some pixels to and fro."""
    random = Random(seed)
    waves = [(random.uniform(0.1, 0.5), random.uniform(0, 6), random.uniform(3, 9)) for _ in range(6)]
    shift = [[sum(far * math.sin(2 * math.pi * hz * n / RATE + at) for hz, at, far in waves[part::2])
              for part in (0, 1)] for n in range(count)]  # fmt: skip
    return [(x, y) for x, y in shift]


def drawn(planes: Iterable[str]) -> Image.Image:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{draw.WIDTH}" height="{draw.HEIGHT}">{"".join(planes)}</svg>'
    picture = Image.open(BytesIO(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))).convert("RGBA")
    padded = Image.new("RGBA", (draw.WIDTH + REACH, draw.HEIGHT + 8))
    padded.paste(picture)
    return padded.crop((0, 0, draw.WIDTH, draw.HEIGHT)) if np.asarray(picture)[0, 0, 3] == 255 else picture


def road() -> list[str]:
    """What stands still: the boulevard by night, its lamps alight."""
    asphalt = f"M700 640H1180L{draw.WIDTH + 500} {draw.HEIGHT}H-300Z"
    return [
        draw.sky(draw.NIGHT, "#0d2c4d", "#23466b", "#5b5f7d", horizon=680),
        draw.hills(600, 80, "#16283f", 3),
        draw.houses(640, (90, 260), (60, 130), ["#0f2238", "#142a44", "#1a3350"], 7, draw.GOLD),
        draw.rect(0, 640, draw.WIDTH, 640, "#16262a"),
        draw.path(asphalt, "#34323f"),
        draw.gradient("fresh", (0, "#2b2833", 1), (1, "#0f0f17", 1)),
        draw.path(f"M905 640H1080L{draw.WIDTH + 300} {draw.HEIGHT}H770Z", "url(#fresh)"),
        *[draw.tree(x, y, s, "#10302c", "#2c5a44") for x, y, s in [(610, 705, 175), (420, 780, 280), (1330, 720, 200)]],
        *[draw.lamp(x, y, h) for x, y, h in [(760, 700, 250), (560, 800, 400), (1240, 720, 290), (1560, 850, 470)]],
        draw.glow(1100, 900, 620, draw.GOLD, 0.35),
    ]


def machine() -> list[str]:
    return [draw._roller(820, 985)]


def near() -> list[str]:
    """What is in front of the roller: cones, two people, the dark at the edges."""
    cones = [(700, 760, 0.5), (640, 850, 0.72), (560, 960, 1.0), (440, 1110, 1.4)]
    return [
        *[draw._cone(x, y, size) for x, y, size in cones],
        draw.person(690, 1030, 250, draw.AMBER, draw.DEEP, step=0.05),
        draw.rect(652, 850, 76, 12, draw.CREAM, 'opacity="0.9"'),
    ]


def light() -> list[str]:
    """The beacon on the roller's roof."""
    return [draw.glow(1055, 690, 210, draw.AMBER, 0.95), draw.circle(1055, 692, 14, draw.CREAM)]


def ffmpeg(*arguments: str | Path) -> None:
    subprocess.run([find_binary().path, "-v", "error", "-nostdin", "-y", *map(str, arguments)], check=True)


if __name__ == "__main__":
    main()
