"""Hardware encoders for H.264, where a kit asks for them: the first that proves itself by encoding a second.

Never the default: their bytes differ from machine to machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from newscast.base.binary import Binary
from newscast.base.errors import MachineError
from newscast.base.files import content_of, write_aside
from newscast.deliverables.encodings import Encoding, Filter
from newscast.engine.process import run

UPLOAD: tuple[Filter, ...] = (("format", {"pix_fmts": "nv12"}), ("hwupload", {}))

ENCODERS: Mapping[str, tuple[Mapping[str, Any], tuple[Filter, ...]]] = {
    "h264_nvenc": ({"preset": "p5", "rc": "vbr", "cq": 21, "b:v": 0}, ()),
    "h264_qsv": ({"preset": "medium", "global_quality": 21, "look_ahead": 0}, (("format", {"pix_fmts": "nv12"}),)),
    "h264_videotoolbox": ({"q:v": 65, "allow_sw": 0}, ()),
    "h264_vaapi": ({"qp": 21, "vaapi_device": "/dev/dri/renderD128"}, UPLOAD),
}
"""The options that stand for the software encoder's quality, and what the pictures go through before."""
_SOFTWARE_ONLY = ("preset", "mbtree", "rc-lookahead", "crf", "threads", "pix_fmt", "sc_threshold")


def find_encoder(binary: Binary, memory: Path, trial: Callable[[Binary, str], bool] | None = None) -> str | None:
    """The name of the first encoder that works here, None where there is none. `memory` keeps it for this ffmpeg."""
    try:
        known = json.loads(content_of(memory))
    except (OSError, ValueError):
        known = {}
    if binary.build not in known:
        works = trial or encodes
        known = {binary.build: next((name for name in ENCODERS if works(binary, name)), None)}
        write_aside(memory, json.dumps(known).encode())
    found: str | None = known[binary.build]
    return found


def encodes(binary: Binary, encoder: str) -> bool:
    """Whether a second of moving pictures can be encoded with it."""
    options, filters = ENCODERS[encoder]
    chain = ",".join(["null", *(f"{name}={_joined(given)}" for name, given in filters)])
    args = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=1", "-vf", chain, "-c:v", encoder]
    try:
        run(binary.path, [*args, *_words(options), "-f", "null", "-"])
    except MachineError:
        return False
    return True


def on_hardware(encoding: Encoding, encoder: str | None) -> Encoding:
    """The encoding made by a hardware encoder; as it is where there is none, or where it is not H.264."""
    if encoder is None or encoding.options["vcodec"] != "libx264":
        return encoding
    options, filters = ENCODERS[encoder]
    kept = {name: value for name, value in encoding.options.items() if name not in _SOFTWARE_ONLY}
    return replace(
        encoding, options={**kept, "vcodec": encoder, **options}, filters=encoding.filters + filters, cost=0.3
    )


def _joined(options: Mapping[str, Any]) -> str:
    return ":".join(f"{name}={value}" for name, value in options.items())


def _words(options: Mapping[str, Any]) -> Sequence[str]:
    return [word for name, value in options.items() for word in (f"-{name}", str(value))]
