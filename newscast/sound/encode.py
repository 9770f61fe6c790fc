"""The master as files for listeners and stations: MP3, MP2, FLAC and AAC, each from the master's first sample on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.step.step import Params, Source, Step, Tools, step
from newscast.wrappers.id3.tags import Chapter, Tags
from newscast.wrappers.id3.writing import tag_bytes

_PLENTY = 320
"""kb/s of AAC from which ffmpeg's quick search for quantisers serves as well as the thorough one. Measured at 384 kb/s:
noise is 10 dB lower under 4 kHz, and above 10 kHz, in 5 % of moments, up to 3 dB over a cautious masking threshold.
"""
_SEARCH = 7
"""LAME's search for quantisers: the quickest that knows what masks what, for 0.56 of the work of its usual 3. It shapes
noise no more, so that there is 4 dB less of it in all, and 2 dB more above 9 kHz (docs/decisions/0094)."""
_STEADY = 192
"""kb/s of MP3 from which on the room that a master leaves for encoders is enough: of sounds made to overshoot the worst
came out 0.02 dB over the limit, less than meters differ (docs/decisions/0118)."""
_PACKET, _FILTERS = 1152, 481
"""Samples of a packet of MPEG-1 layer II, and by which its filters delay the sound (ISO/IEC 11172-3: the polyphase
filter bank of 512 taps, once each way)."""
EXACT = ["-fflags", "+bitexact", "-flags", "+bitexact"]


def mp3_step(
    master: Step,
    tags: Tags,
    cover: Source | None = None,
    bitrate: int = 192,
    channels: int = 2,
    peak: float | None = None,
) -> Step:
    """MP3 at a constant `bitrate` in kb/s with an ID3v2.3 tag; `channels` are those of the master. Nothing that is
    decoded rises over `peak` dBTP."""
    params = {"tags": _plain(tags), "bitrate": bitrate, "channels": channels}
    params |= _under(peak if bitrate < _STEADY else None)
    inputs = [master, cover] if cover else [master]
    return step("mp3", params, inputs, suffix=".mp3", label=f"{tags.title}.mp3", weight=3.5 * master.weight)


def mp2_step(master: Step, label: str, bitrate: int = 256, peak: float | None = None) -> Step:
    """MPEG-1 layer II at a constant `bitrate` in kb/s, stereo, without a tag: playout systems stumble over one. Its
    first sample is the master's first. Nothing that is decoded rises over `peak` dBTP."""
    params = {"bitrate": bitrate, **_under(peak)}
    return step("mp2", params, [master], suffix=".mp2", label=f"{label}.mp2", weight=2 * master.weight)


def flac_step(master: Step, tags: Tags, cover: Source | None = None) -> Step:
    """FLAC of the same 24 bits, with what `tags` tell as Vorbis comments."""
    inputs = [master, cover] if cover else [master]
    label = f"{tags.title}.flac"
    return step("flac", {"tags": _plain(tags)}, inputs, suffix=".flac", label=label, weight=0.5 * master.weight)


def aac_step(master: Step, bitrate: int = 192, peak: float | None = None) -> Step:
    """AAC-LC as ADTS, 48 kHz stereo: copied into MP4 without an edit list, its first sample is the master's first.
    Nothing that is decoded rises over `peak` dBTP."""
    return step(
        "aac", {"bitrate": bitrate, **_under(peak)}, [master], suffix=".aac", label="aac", weight=12 * master.weight
    )


def make_mp3(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode with LAME's own attenuation made good, so that the loudness is the master's."""
    bare = tools.scratch / "bare.mp3"

    def encode(master: Path) -> Path:
        encode_mp3(params, master, bare, tools)
        return bare

    kept_under(params, inputs[0], encode, tools)
    write_tagged(params, inputs, bare, output)


def encode_mp3(
    params: Params, master: Path, output: Path, tools: Tools, place: Sequence[str] = (), cut: str = ""
) -> None:
    """Encode a master, or a stretch of it: from the `place` that ffmpeg's input option gives, and what the filter `cut`
    leaves of that."""
    coder = ["-c:a", "libmp3lame", "-b:a", f"{params['bitrate']}k", "-compression_level", str(_SEARCH)]
    coder += ["-id3v2_version", "0", *EXACT]
    gain = _lost(coder, params["channels"], tools.scratch / "tone.mp3", tools)
    filters = f"{cut}aformat=fltp,volume={gain:.4f}dB"
    tools.ffmpeg([*place, *_input(master), "-af", filters, *coder, f"file:{output}"])


def write_tagged(params: Params, inputs: Sequence[Path], bare: Path, output: Path) -> None:
    """The sound of an MP3 after its tag; the second of `inputs` is the cover, where there is one."""
    with bare.open("rb") as sound, output.open("wb") as file:
        file.write(tag_bytes(_tags(params, inputs)))
        shutil.copyfileobj(sound, file)


def make_mp2(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode a packet later than it begins and drop that packet: so the delay of the codec's filters is gone."""
    coder = ["-c:a", "libtwolame", "-b:a", f"{params['bitrate']}k", *EXACT]
    gain = _lost(coder, 2, tools.scratch / "tone.mp2", tools)
    led = f"adelay={_PACKET - _FILTERS}S:all=1,apad=pad_len={_FILTERS}"
    filters = f"aformat=fltp,volume={gain:.4f}dB,{led}"
    dropped = ["-bsf:a", r"noise=drop=eq(n\,0)"]

    def encode(master: Path) -> Path:
        tools.ffmpeg([*_input(master), "-af", filters, *coder, *dropped, "-f", "mp2", f"file:{output}"])
        return output

    kept_under(params, inputs[0], encode, tools)


def make_flac(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    from newscast.wrappers.id3.flac import write_comments

    tools.ffmpeg([*_input(inputs[0]), "-c:a", "flac", *EXACT, f"file:{output}"])
    write_comments(output, _tags(params, inputs))


def make_aac(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode and drop the first packet, which holds nothing but the encoder's delay of 1024 samples."""
    coder = "fast" if params["bitrate"] >= _PLENTY else "twoloop"

    def encode(master: Path) -> Path:
        tools.ffmpeg(aac_args(master, output, params["bitrate"], coder, ["-bsf:a", r"noise=drop=eq(n\,0)"]))
        return output

    kept_under(params, inputs[0], encode, tools)


def aac_args(source: Path, output: Path, bitrate: int, coder: str, further: Sequence[str]) -> list[str]:
    """ffmpeg's arguments for AAC as ADTS."""
    form = ["-c:a", "aac", "-aac_coder", coder, "-b:a", f"{bitrate}k"]
    return [*_input(source), *form, *further, "-f", "adts", *EXACT, f"file:{output}"]


def _under(peak: float | None) -> dict[str, float]:
    return {} if peak is None else {"peak": peak}


def kept_under(params: Params, master: Path, encode: Callable[[Path], Path], tools: Tools, start: int = 0) -> None:
    """Encode a master from sample `start` on, under the limit that `params` may have."""
    if "peak" in params:
        from newscast.sound.under_peak import encode_under

        encode_under(params["peak"], master, encode, tools, start)
    else:
        encode(master)


def _lost(coder: Sequence[str], channels: int, scratch: Path, tools: Tools) -> float:
    """dB by which an encoder lowers everything at this bitrate (LAME's presets carry a scale), measured on a tone."""
    import numpy as np

    layout = "mono" if channels == 1 else "stereo"
    tone = ["-f", "lavfi", "-i", f"sine=f=997:d=3:r=48000,aformat=fltp:channel_layouts={layout}"]
    heard = ["-map", "0:a", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"]
    tools.ffmpeg([*tone, *coder, f"file:{scratch}"])
    before, after = (
        np.sqrt(np.square(np.frombuffer(tools.decode([*source, *heard]), "<f4")[SAMPLE_RATE:-SAMPLE_RATE]).mean())
        for source in (tone, ["-i", f"file:{scratch}"])
    )
    return float(20 * np.log10(before / after))


def _input(path: Path) -> list[str]:
    return ["-i", f"file:{path}", "-map", "0:a:0", "-map_metadata", "-1"]


def _plain(tags: Tags) -> dict[str, Any]:
    """All but the cover, which is an input."""
    return {name: value for name, value in asdict(tags).items() if name != "cover"}


def _tags(params: Params, inputs: Sequence[Path]) -> Tags:
    cover = inputs[1].read_bytes() if len(inputs) > 1 else b""
    chapters = tuple(Chapter(**chapter) for chapter in params["tags"]["chapters"])
    return Tags(**{**params["tags"], "cover": cover, "chapters": chapters})
