"""Small recordings, photos and music of tests, made by ffmpeg and by a synthetic voice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import imageio_ffmpeg
from realtools import RealTools

from newscast.sound.synth import make_synth

PICTURE = "testsrc2=s=320x180:r=30000/1001:d={seconds}"
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "15")
FLASHES = (0.6, 2.0)
"""Seconds at which the picture of a flash clip turns white, for 0.1 s, and a tone of BEEP Hz sounds: at 25, 30 and 60
frames a second a picture begins then."""
BEEP = 3000


def record(folder: Path, scratch: Path) -> None:
    """Fill a folder with them."""
    _flashing(folder / "cfr.mp4", "30000/1001")
    dropping = "select='not(eq(mod(n,7),3))*not(eq(mod(n,11),5))'"
    _flashing(folder / "vfr.mp4", "60", "-vf", dropping, "-fps_mode", "vfr")
    _flashing(folder / "late.mp4", "25", sound_late=0.3)
    _talk(scratch, 1.5, "-ar", "48000", str(folder / "voz.wav"))
    _talk(scratch, 1, "-ar", "44100", str(folder / "spot.wav"), pitch=80)
    uneven = ("-vf", dropping, "-fps_mode", "vfr")
    _talk(
        scratch, 2, "-i", PICTURE.format(seconds=2), *uneven, *H264, "-c:a", "aac", str(folder / "charla.mp4"), pitch=30
    )
    _talk(scratch, 1.5, "-i", PICTURE.format(seconds=1.5), *H264, "-c:a", "aac", str(folder / "camara.mp4"), pitch=20)
    entrance = ("-f", "lavfi", "-i", PICTURE.format(seconds=1), "-f", "lavfi", "-i", "sine=500:d=1:r=48000")
    _ffmpeg(*entrance, *H264, "-c:a", "aac", str(folder / "entrada.mp4"))
    _ffmpeg("-f", "lavfi", "-i", PICTURE.format(seconds=2), *H264, str(folder / "mudo.mp4"))
    _ffmpeg("-f", "lavfi", "-i", "mandelbrot=s=640x400", "-frames:v", "1", str(folder / "foto.jpg"))


def _ffmpeg(*args: str) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *args], check=True)


def _flashing(path: Path, rate: str, *options: str, sound_late: float = 0) -> None:
    """A black clip of 3 s with flashes and beeps at FLASHES; its sound stream may begin later than its picture."""
    on = "+".join(f"between(t,{at},{at + 0.099})" for at in FLASHES)
    lit = "+".join(f"between(T,{at - 0.002},{at + 0.099})" for at in FLASHES)
    picture = f"color=black:s=320x180:r={rate}:d=3,geq=lum='if({lit},235,16)':cb=128:cr=128"
    tone = f"aevalsrc='0.5*sin(2*PI*{BEEP}*t)*({on})+0.004*sin(2*PI*200*t)':s=48000:d=3"
    cut = f",atrim=start={sound_late},asetpts=PTS-STARTPTS" if sound_late else ""
    inputs = ["-f", "lavfi", "-i", picture, "-itsoffset", str(sound_late), "-f", "lavfi", "-i", tone + cut]
    _ffmpeg(*inputs, *options, *H264, "-c:a", "aac", "-b:a", "192k", f"file:{path}")


def _talk(scratch: Path, seconds: float, *options: str, pitch: int = 45) -> None:
    """A file of somebody speaking all the time; `options` are ffmpeg's after the voice."""
    text = "Buenos días a todos los que nos escuchan"
    params = {"text": text, "voice": "es-419", "rate": 150, "pitch": pitch}
    make_synth(params, [], scratch / "talk.wav", RealTools(scratch))
    voice = ("-ss", "0.1", "-t", str(seconds), "-i", str(scratch / "talk.wav"))
    _ffmpeg(*voice, *(("-f", "lavfi") if "-i" in options else ()), *options)
