"""An ffmpeg that notes its commands, and what they need of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from newscast.base.binary import find_binary
from newscast.engine import abilities
from newscast.engine.abilities import DECODERS, DEMUXERS, ENCODERS, MUXERS


def noting(folder: Path) -> Path:
    """An ffmpeg that is the usual one, and keeps its arguments below the folder it lies in."""
    (folder / "asked").mkdir()
    script = folder / "ffmpeg"
    script.write_text(
        f'#!/bin/sh\nfor each; do printf "%s\\0" "$each"; done >>"{folder}/asked/$$"\n'
        f'exec "{find_binary().path}" "$@"\n'
    )
    script.chmod(0o755)
    return script


def needed(script: Path) -> set[str]:
    """What the commands needed that were noted by now."""
    asked = (script.parent / "asked").iterdir()
    return {each for path in asked for each in _used(path.read_text().split("\0")[:-1])}


def asked_for() -> set[str]:
    """What every ffmpeg is asked for before it is used."""
    codecs = (f"codec {name}" for name in (*ENCODERS, *DECODERS, "copy"))
    return {*abilities.needs(), *codecs, *(f"format {name}" for name in (*DEMUXERS, *MUXERS))}


def _used(args: Sequence[str]) -> Iterator[str]:
    """What a command needs, as far as it says so."""
    for position, (option, value) in enumerate(pairwise(args)):
        if option in ("-filter_complex", "-vf", "-af"):
            yield from _filters(value)
        if option == "-f":
            yield f"format {value}"
        if option == "-f" and value == "lavfi":
            yield from _filters(args[args.index("-i", position) + 1])
        if re.match(r"-(c|codec|vcodec|acodec)(:|$)", option):
            yield f"codec {value}"
        if option.startswith("-bsf"):
            yield f"bitstream {value.split('=')[0]}"


def _filters(graph: str) -> Iterator[str]:
    for each in _split(graph, ";,"):
        name, _equals, options = re.sub(r"^(\[[^\]]*\])+|(\[[^\]]*\])+$", "", each.strip()).partition("=")
        # One that is told of by its own name, `crop@whose`, is a crop.
        name = name.partition("@")[0]
        yield f"filter {name}"
        for option in _split(options, ":"):
            key, equals, _value = option.partition("=")
            if equals and re.fullmatch(r"[a-z]\w*", key):
                yield f"option {name}.{key}"


def _split(text: str, marks: str) -> list[str]:
    """At marks that are neither escaped nor quoted nor in brackets."""
    parts: list[Any] = [""]
    quoted, depth = False, 0
    for sign in re.findall(r"\\.|.", text, re.S):
        quoted ^= sign == "'"
        depth += (sign == "[") - (sign == "]")
        if sign in marks and not quoted and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
