"""The master as files for listeners: WAV, MP3, and AAC that is in sync to the sample without an edit list."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.step.step import Params, Source, Step, Tools, step

_PLENTY = 320
"""kb/s of AAC from which ffmpeg's quick search for quantisers serves as well as the thorough one. Measured at 384 kb/s:
noise is 10 dB lower under 4 kHz, and above 10 kHz, in 5 % of moments, up to 3 dB over a cautious masking threshold.
"""
_EXACT = ["-fflags", "+bitexact", "-flags", "+bitexact"]


def wav_step(
    master: Step,
    title: str,
    show: str,
    date: datetime.date,
    description: str = "",
    air: datetime.datetime | None = None,
) -> Step:
    """WAV, 48 kHz, 24 bit, stereo, with a bext chunk (EBU Tech 3285): what it is, whose, and when it goes out."""
    when = air or datetime.datetime.combine(date, datetime.time())
    params = {
        "description": description or title,
        "originator": show,
        "date": date.isoformat(),
        "time": when.strftime("%H:%M:%S"),
        "samples": (when.hour * 3600 + when.minute * 60 + when.second) * SAMPLE_RATE,
        "title": title,
    }
    return step("wav", params, [master], suffix=".wav", label=f"{title}.wav", weight=0.4 * master.weight)


def mp3_step(
    master: Step, title: str, show: str, date: datetime.date, cover: Source | None = None, bitrate: int = 192
) -> Step:
    """MP3 at a constant `bitrate` in kb/s with ID3v2.3 title, artist, date and cover."""
    params = {"title": title, "show": show, "date": date.isoformat(), "bitrate": bitrate}
    inputs = [master, cover] if cover else [master]
    return step("mp3", params, inputs, suffix=".mp3", label=f"{title}.mp3", weight=3.5 * master.weight)


def aac_step(master: Step, bitrate: int = 192) -> Step:
    """AAC-LC as ADTS, 48 kHz stereo: copied into MP4 without an edit list, its first sample is the master's first."""
    return step("aac", {"bitrate": bitrate}, [master], suffix=".aac", label="aac", weight=12 * master.weight)


def make_wav(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    tags = {
        "description": _ascii(params["description"], 256),
        "originator": _ascii(params["originator"], 32),
        "originator_reference": _ascii(params["title"], 32),
        "origination_date": params["date"],
        "origination_time": params["time"],
        "time_reference": str(params["samples"]),
    }
    written = [word for key, value in tags.items() for word in ("-metadata", f"{key}={value}")]
    form = ["-c:a", "pcm_s24le", "-write_bext", "1", "-rf64", "auto", *_EXACT]
    tools.ffmpeg([*_input(inputs[0]), *written, *form, f"file:{output}"])


def make_mp3(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode with LAME's own attenuation made good, so that the loudness is the master's."""
    plain = ["-c:a", "libmp3lame", "-b:a", f"{params['bitrate']}k", "-id3v2_version", "0", *_EXACT]
    gain = _lost(plain, tools)
    tools.ffmpeg([*_input(inputs[0]), "-af", f"aformat=fltp,volume={gain:.4f}dB", *plain, f"file:{output}"])
    _tag(output, params, inputs[1] if len(inputs) > 1 else None)


def make_aac(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode and drop the first packet, which holds nothing but the encoder's delay of 1024 samples."""
    coder = "fast" if params["bitrate"] >= _PLENTY else "twoloop"
    tools.ffmpeg(aac_args(inputs[0], output, params["bitrate"], coder, ["-bsf:a", r"noise=drop=eq(n\,0)"]))


def aac_args(source: Path, output: Path, bitrate: int, coder: str, further: Sequence[str]) -> list[str]:
    """ffmpeg's arguments for AAC as ADTS."""
    form = ["-c:a", "aac", "-aac_coder", coder, "-b:a", f"{bitrate}k"]
    return [*_input(source), *form, *further, "-f", "adts", *_EXACT, f"file:{output}"]


def _lost(options: Sequence[str], tools: Tools) -> float:
    """dB by which LAME lowers everything at this bitrate (its presets carry a scale), measured on a tone."""
    import numpy as np

    tone, coded = "sine=f=997:d=3:r=48000,aformat=fltp:channel_layouts=stereo", tools.scratch / "tone.mp3"
    heard = ["-map", "0:a", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"]
    tools.ffmpeg(["-f", "lavfi", "-i", tone, *options, f"file:{coded}"])
    before, after = (
        np.sqrt(np.square(np.frombuffer(tools.decode([*source, *heard]), "<f4")[SAMPLE_RATE:-SAMPLE_RATE]).mean())
        for source in (["-f", "lavfi", "-i", tone], ["-i", f"file:{coded}"])
    )
    return float(20 * np.log10(before / after))


def _input(path: Path) -> list[str]:
    return ["-i", f"file:{path}", "-map", "0:a:0", "-map_metadata", "-1"]


def _ascii(text: str, length: int) -> str:
    """bext knows ASCII only: accents are taken off, what remains foreign becomes a question mark."""
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.encode("ascii", "replace").decode()[:length]


def _tag(path: Path, params: Params, cover: Path | None) -> None:
    from mutagen import id3, mp3

    frames: Any = id3
    known: Any = mp3
    file = known.MP3(str(path))
    file.add_tags()
    file.tags.add(frames.TIT2(encoding=1, text=params["title"]))
    file.tags.add(frames.TPE1(encoding=1, text=params["show"]))
    file.tags.add(frames.TALB(encoding=1, text=params["show"]))
    file.tags.add(frames.TDRC(encoding=1, text=params["date"]))
    if cover is not None:
        data = cover.read_bytes()
        kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        file.tags.add(frames.APIC(encoding=0, mime=kind, type=3, desc="", data=data))
    file.save(v2_version=3)
