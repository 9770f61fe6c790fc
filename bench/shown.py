"""The words of closed captions as ffmpeg takes them from a finished file, and those of the file beside it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

from imageio_ffmpeg import get_ffmpeg_exe

_TTML = "{http://www.w3.org/ns/ttml}"
_WORD = re.compile(r"[\w%€$°]+")
_TIMES = re.compile(r"\d+\n\d\d:.* --> .*")


def words_shown(media: Path) -> list[str]:
    """Of the captions in a file: ancillary data, a track of their own, or inside the pictures."""
    source = ["-i", f"file:{media}"]
    if media.suffix == ".mxf":
        source = ["-eia608_extract", "1", *source]
    elif media.suffix in (".mp4", ".ts"):
        source = ["-f", "lavfi", "-i", f"movie={media.name}[out+subcc]"]
    command = [get_ffmpeg_exe(), "-v", "error", *source, "-map", "0:s", "-f", "srt", "pipe:1"]
    said = subprocess.run(command, capture_output=True, check=True, cwd=media.parent).stdout.decode()
    plain = re.sub(r"\{\\[^}]*\}|</?\w[^>]*>", "", said).replace("\\h", " ")
    return [word for block in plain.split("\n\n") for word in _WORD.findall(_TIMES.sub("", block, count=1))]


def words_beside(media: Path) -> list[str]:
    """Of the TTML that goes with it."""
    root = ElementTree.parse(media.with_suffix(".ttml")).getroot()
    return [word for each in root.iter(f"{_TTML}p") for word in _WORD.findall(" ".join(_texts(each)))]


def _texts(element: ElementTree.Element) -> list[str]:
    inside = [text for child in element for text in (*_texts(child), child.tail or "")]
    return [element.text or "", *inside]
