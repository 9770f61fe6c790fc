"""How names of media end: by that alone what nobody opened is listed, and by it what came without one is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Kind = Literal["video", "still", "sound"]
SUFFIXES: Mapping[Kind, tuple[str, ...]] = {
    "video": (".mp4", ".mov", ".m4v", ".3gp", ".mkv", ".webm", ".avi", ".mts", ".m2ts", ".ts", ".mpg", ".mxf", ".gif"),
    "sound": (".m4a", ".mp3", ".wav", ".ogg", ".opus", ".oga", ".aac", ".amr", ".flac", ".aif", ".aiff", ".weba"),
    "still": (".jpg", ".jpeg", ".heic", ".heif", ".png", ".webp", ".avif", ".tif", ".tiff", ".bmp"),
}
_OF = {suffix: kind for kind, suffixes in SUFFIXES.items() for suffix in suffixes}
_CONTAINERS: Mapping[str, tuple[str, str]] = {
    "mov": (".mp4", ".m4a"), "matroska": (".webm", ".weba"), "avi": (".avi", ".wav"), "mpegts": (".ts", ".ts"),
    "mpeg": (".mpg", ".mpg"), "mxf": (".mxf", ".mxf"), "ogg": (".ogg", ".ogg"), "wav": (".wav", ".wav"),
    "mp3": (".mp3", ".mp3"), "flac": (".flac", ".flac"), "aac": (".aac", ".aac"), "amr": (".amr", ".amr"),
    "aiff": (".aiff", ".aiff"),
}  # fmt: skip
"""Suffixes of a video and of sound alone, by the first of ffmpeg's names of a container."""


def kind_by_suffix(suffix: str) -> Kind | None:
    """What a file is taken for by the end of its name, such as `.MOV`; None of what is no name of media."""
    return _OF.get(suffix.lower())


def suffix_for(kind: Kind, container: str, codec: str, given: str) -> str:
    """How the name of a file of this kind ends: as it was given where that is a name of media, or of its like.

    `container` is ffmpeg's name of it, `codec` that of a still's picture.
    """
    known = kind_by_suffix(given)
    # A video's name on sound alone is common, and does no harm: programs look inside.
    if known == kind or (known and kind != "still" and known != "still"):
        return given
    if kind == "still":
        return {"pdf": ".pdf", "png": ".png", "webp": ".webp", "hevc": ".heic", "av1": ".avif", "tiff": ".tif"}.get(
            codec, ".jpg"
        )
    return _CONTAINERS.get(container.split(",")[0], (".mp4", ".m4a"))[0 if kind == "video" else 1]
