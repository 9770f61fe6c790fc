"""A fixed synthetic episode: grainy footage, photos and voices that ffmpeg makes up, and a rundown that uses them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from newscast.base.binary import find_binary

RATE = "30000/1001"
CLIPS = {
    "calle": ("testsrc2=s=1920x1080:r=30000/1001", "noise=alls=5:allf=t"),
    "obra": ("mandelbrot=s=960x540:r=30000/1001:start_scale=2:end_scale=0.4", "scale=3840:2160,noise=alls=5:allf=t"),
    "plaza": (
        "gradients=s=1920x1080:r=30000/1001:n=6:seed=4:speed=0.02:x0=0:y0=0:x1=1900:y1=1000",
        "noise=alls=4:allf=t",
    ),
    "directora": (
        "mandelbrot=s=960x540:r=30000/1001:start_scale=0.5:end_scale=0.2",
        "hflip,scale=1920:1080,noise=alls=5:allf=t",
    ),
}
LARGE = ("obra",)
"""Clips of twice the lines, as telephones record them."""
CLIP_SECONDS = 12
PHOTOS = {"avenida": "start_scale=1.2", "parque": "start_scale=0.3"}
SOT_SHARE = 0.4
"""How much of a story somebody speaks on tape; the rest is voice over pictures."""
WORDS_A_SECOND = 2.4
_COPY = (
    "La Dirección de Obras Públicas concluyó esta semana la reparación de los bulevares y las avenidas de la ciudad "
    "con material que dura más y con cuadrillas que trabajan de noche para no afectar el tránsito de las colonias. "
    "Los vecinos podrán llamar al número de siempre cuando encuentren un bache nuevo, y la respuesta llegará pronto."
)


@dataclass(frozen=True)
class Episode:
    """A newsroom on disk with one rundown; `seconds` is its running time, `stories` how many it has."""

    root: Path
    seconds: float
    stories: int

    @property
    def rundown(self) -> Path:
        return self.root / "rundowns" / "bench.yaml"

    @property
    def folder(self) -> Path:
        """Where the built episode is."""
        return self.root / "output" / "bench"

    def replace(self, old: str, new: str) -> None:
        """Change the rundown as a producer would."""
        text = self.rundown.read_text(encoding="utf-8")
        assert old in text, old
        self.rundown.write_text(text.replace(old, new), encoding="utf-8")


def make_media(folder: Path, height: int = 1080) -> Path:
    """The recordings at 16:9, made once per folder; at 1080 lines about 60 CPU seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "whole").exists():
        return folder
    photo = 3000 * height // 1080
    for number, (name, (source, filters)) in enumerate(CLIPS.items()):
        sound = ["-f", "lavfi", "-i", _speech(CLIP_SECONDS, 140 + 30 * number)]
        encode = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        tags = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
        picture = [
            "-f",
            "lavfi",
            "-i",
            source,
            *sound,
            "-vf",
            f"{filters},scale=-2:{height * (2 if name in LARGE else 1)},format=yuv420p",
            "-t",
            str(CLIP_SECONDS),
        ]
        _ffmpeg([*picture, *encode, *tags, folder / f"{name}.mp4"])
    for name, options in PHOTOS.items():
        still = ["-f", "lavfi", "-i", f"mandelbrot=s=1600x1200:{options}", "-frames:v", "1"]
        _ffmpeg([*still, "-vf", f"scale=-2:{photo},noise=alls=3", "-q:v", "3", folder / f"{name}.jpg"])
    (folder / "whole").touch()
    return folder


def make_episode(
    root: Path, media: Path, seconds: float, stories: int, size: tuple[int, int] = (1920, 1080)
) -> Episode:
    """A newsroom at `root` with an episode of so many stories; `size` is that of the landscape canvas."""
    short = size[1]
    canvases = {"landscape": list(size), "portrait": [short, size[0]], "square": [short, short]}
    kit = root / "assets/shows/banco"
    kit.mkdir(parents=True, exist_ok=True)
    rundowns = root / "rundowns"
    rundowns.mkdir(exist_ok=True)
    (kit / "show.yaml").write_text(f"show: 1\nname: BANCO\ncanvases: {json.dumps(canvases)}\n", encoding="utf-8")
    people = "  ana: {name: Ana Ruiz, role: Presentadora}\n  laura: {name: Laura Díaz, role: Directora de Obras}\n"
    (root / "assets/newsroom.yaml").write_text(f"newsroom: 1\nname: Banco\npeople:\n{people}", encoding="utf-8")
    for file in media.iterdir():
        if not (rundowns / file.name).exists():
            (rundowns / file.name).symlink_to(file)
    text = _head(root) + "".join(_story(number, seconds / stories, rundowns) for number in range(stories))
    episode = Episode(root, seconds, stories)
    episode.rundown.write_text(text, encoding="utf-8")
    return episode


def _head(root: Path) -> str:
    (root / "assets/newsroom.yaml").open("a").write(f"media_roots: [{json.dumps(str(root.parent))}]\n")
    return "rundown: 1\nshow: banco\ndate: 2026-11-20\npresenters: [ana]\nsegments:\n"


def _story(number: int, seconds: float, rundowns: Path) -> str:
    """A voice over two clips, a photo and a card; then somebody on tape."""
    spoken, tape = seconds * (1 - SOT_SHARE), seconds * SOT_SHARE
    voice = rundowns / f"voz-{number:02}.wav"
    _ffmpeg(["-f", "lavfi", "-i", _speech(spoken, 110 + 7 * number), "-ac", "1", "-bitexact", voice])
    clips = ("calle", "obra", "plaza")
    first, second = clips[number % 3], clips[(number + 1) % 3]
    photo, move = (("avenida", "push-in"), ("parque", "pan-left"))[number % 2]
    loops = max(1, round(tape / (CLIP_SECONDS - 1)))
    parts = "".join(
        f"      - sot: directora.mp4\n        in: {index * 0.1 + 0.1:.1f}s\n"
        f"        out: {index * 0.1 + 0.1 + tape / loops:.3f}s\n"
        f"        who: laura\n        transcript: {_text(tape / loops, number + index + 11)}\n"
        for index in range(loops)
    )
    return f"""\
  - story: nota-{number:02}
    headline: Avanza la obra número {number}
    parts:
      - vo: {_text(spoken, number)}
        voice: voz-{number:02}.wav
        pictures:
          - {{file: {first}.mp4, focus: [0.6, 0.4]}}
          - {{file: {photo}.jpg, move: {move}}}
          - {{card: figures, title: En un mes, items: ["{4200 + number} baches", 38 colonias]}}
          - {second}.mp4
        supers: [{{at: 0.5s, for: 3s, title: "Bulevar {number}", subtitle: Zona norte}}]
{parts}"""


def _text(seconds: float, salt: int) -> str:
    """Words for so many seconds, in sentences that differ from story to story."""
    count = max(4, round(seconds * WORDS_A_SECOND))
    known = _COPY.split()
    words = [known[(salt * 7 + index) % len(known)].strip(".,") for index in range(count)]
    for index in range(11, count, 12):
        words[index - 1] += "."
        words[index] = words[index].capitalize()
    return " ".join([words[0].capitalize(), *words[1:]]) + "."


def _speech(seconds: float, pitch: int) -> str:
    """A tone that comes in syllables and pauses, so that it is taken for a voice."""
    syllables = "(0.55+0.45*sin(2*PI*4*t))*lt(mod(t,3.1),2.6)"
    tone = f"0.25*(sin(2*PI*{pitch}*t)+0.5*sin(2*PI*{2 * pitch}*t)+0.3*sin(2*PI*{5 * pitch}*t))"
    return f"aevalsrc='{syllables}*{tone}+0.002*(random(0)-0.5)':s=48000:d={seconds}"


def _ffmpeg(arguments: list[str | Path]) -> None:
    command = [str(find_binary().path), "-v", "error", "-nostdin", "-y", *map(str, arguments)]
    subprocess.run(command, check=True)
