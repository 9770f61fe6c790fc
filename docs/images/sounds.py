"""Draws what the voice chain does to difficult takes, for docs/sound.md: `python docs/images/sounds.py`.

Each picture has spectrograms above (0 to 8 kHz, 60 dB from black to white), the take before on the left, after on the
right, at equal loudness; below them short-term levels of both in steps of 100 ms, from -60 to -10 LUFS, grey before and
blue after. The takes are made here: espeak-ng speaks, and what went wrong is added. Prints what was found and measured.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy.signal import butter, resample_poly, sosfilt

from newscast.show.voice import VoiceChain, stages_of
from newscast.sound.chain.stages import sentence
from newscast.sound.chain.way import prepare
from newscast.sound.meter import Meter, lufs
from newscast.sound.normalise import loudness
from newscast.sound.synth import make_synth
from newscast.sound.wav import WavWriter, open_wav

Sound = NDArray[np.float32]
RATE = 48_000
HERE = Path(__file__).parent
TEXTS = ("Buenos días.", "Concluyó la reparación de los baches.", "Mañana abren las oficinas del parque.")
WIDE, HIGH, CURVE, GAP = 360, 160, 80, 8
RANGE, LOWEST, HIGHEST = 60, -60, -10


@dataclass(frozen=True)
class Tools:
    """What the engine lends a maker, without the engine."""

    scratch: Path

    def ffmpeg(self, args: Sequence[str]) -> str:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", *args]
        return subprocess.run(command, capture_output=True, check=True).stderr.decode()

    def decode(self, args: Sequence[str]) -> bytes:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *args]
        return subprocess.run(command, capture_output=True, check=True).stdout


def spoken(folder: Path) -> Sound:
    """Three sentences with pauses of half a second."""
    pieces = [np.zeros(RATE // 2)]
    for text in TEXTS:
        make_synth({"text": text, "voice": "es-419", "rate": 150, "pitch": 45}, [], folder / "said.wav", Tools(folder))
        said = np.frombuffer((folder / "said.wav").read_bytes()[44:], np.int16) / 32768
        pieces += [resample_poly(said, 320, 147), np.zeros(RATE // 2)]
    whole = np.concatenate(pieces)
    return np.asarray(whole / np.abs(whole).max() * 0.4, np.float32)


def hiss(voice: Sound) -> Sound:
    return voice + np.random.default_rng(1).normal(0, 0.018, len(voice)).astype(np.float32)


def street(voice: Sound) -> Sound:
    """Traffic that swells and fades."""
    noise = sosfilt(butter(1, (80, 1500), "bandpass", fs=RATE, output="sos"), hiss(0 * voice))
    swell = 10 ** (4 * np.sin(2 * np.pi * 0.3 * np.arange(len(voice)) / RATE) / 20)
    return np.asarray(voice + noise * swell * 3, np.float32)


def hum(voice: Sound) -> Sound:
    time = np.arange(len(voice)) / RATE
    lines = sum(np.sin(2 * np.pi * 60 * k * time) / k for k in range(1, 9))
    return np.asarray(voice + 0.02 * lines, np.float32)


def uneven(voice: Sound) -> Sound:
    """Somebody who turns away from the microphone on the way: 14 dB quieter at the end."""
    return np.asarray(voice * 10 ** (np.linspace(0, -14, len(voice)) / 20), np.float32)


FAULTS: dict[str, Callable[[Sound], Sound]] = {"hiss": hiss, "street": street, "hum": hum, "uneven": uneven}


def treated(sound: Sound, folder: Path) -> tuple[Sound, Sound]:
    """The take before and after, equally loud."""
    with WavWriter(folder / "take.wav", 1) as writer:
        writer.write(sound[:, None])

    def cut(raw: Path, filters: Sequence[str]) -> None:
        chosen = ["-af", ",".join(filters)] if filters else []
        Tools(folder).ffmpeg(["-i", str(folder / "take.wav"), *chosen, "-c:a", "pcm_f32le", str(raw)])

    for finding in prepare(cut, stages_of(VoiceChain(), {}), True, folder / "after.wav", Tools(folder)):
        print(f"  {sentence(finding)} ({finding.measured:.1f} {finding.unit})")
    before, after = open_wav(folder / "take.wav"), open_wav(folder / "after.wav")
    gain = np.float32(10 ** ((loudness(after) - loudness(before)) / 20))
    return before.read(0, before.samples)[:, 0] * gain, after.read(0, after.samples)[:, 0]


def spectrogram(sound: Sound) -> Image.Image:
    window, step = 2048, len(sound) // WIDE
    starts = range(0, len(sound) - window, step)
    lines = [np.abs(np.fft.rfft(sound[start : start + window] * np.hanning(window))) for start in starts]
    level = 20 * np.log10(np.array(lines)[:, : window * 8000 // RATE].T[::-1] + 1e-9)
    shade = np.clip((level - 35 + RANGE) / RANGE, 0, 1) * 255
    return Image.fromarray(shade.astype(np.uint8)).resize((WIDE, HIGH), Image.Resampling.BILINEAR)


def levels(sound: Sound) -> NDArray[np.float64]:
    meter = Meter(1)
    meter.add(sound[:, None])
    return np.asarray(lufs(meter.energies()))


def drawn(before: Sound, after: Sound) -> Image.Image:
    picture = Image.new("RGB", (2 * WIDE + GAP, HIGH + GAP + CURVE), "white")
    picture.paste(spectrogram(before), (0, 0))
    picture.paste(spectrogram(after), (WIDE + GAP, 0))
    pen = ImageDraw.Draw(picture)
    for each in range(LOWEST, HIGHEST + 1, 10):
        y = _height(each)
        pen.line([(0, y), (picture.width, y)], fill="#dddddd")
        pen.text((2, y - 11), f"{each}", fill="#666666")
    for sound, colour in ((before, "#888888"), (after, "#0a5fb4")):
        curve = np.clip(levels(sound), LOWEST, HIGHEST)
        places = np.linspace(0, picture.width, len(curve))
        pen.line([(float(x), _height(float(y))) for x, y in zip(places, curve, strict=True)], fill=colour, width=2)
    return picture


def _height(level: float) -> float:
    return HIGH + GAP + CURVE - 1 - (level - LOWEST) / (HIGHEST - LOWEST) * (CURVE - 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        voice = spoken(folder)
        for fault, change in FAULTS.items():
            print(fault)
            before, after = treated(change(voice), folder)
            quiet = slice(RATE // 10, RATE * 4 // 10)
            pauses = [20 * np.log10(each[quiet].std() + 1e-9) for each in (before, after)]
            print(f"  the first pause: {pauses[0]:.1f} dBFS before, {pauses[1]:.1f} after")
            drawn(before, after).quantize(32).save(HERE / f"sound-{fault}.png", optimize=True)


if __name__ == "__main__":
    main()
