"""Reading a finished file as an ingest does: what it says of itself, by name; a step, made once for each content."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from newscast.base.canonical import canonical_json
from newscast.qc.delivered.model import Facts
from newscast.step.step import Params, Source, Step, Tools, step

READERS = {
    "mxf": "mxf",
    "mov": "movie",
    "mp4": "movie",
    "mpegts": "transport",
    "wav": "wave",
    "mp3": "mpeg_audio",
    "mp2": "mpeg_audio",
    "flac": "flac",
    "xml": "note",
    "json": "note",
    "ficha": "ficha",
    "md5": "md5",
}
"""The module that reads each kind of file."""
UNREADABLE = "unreadable"
"""The fact that there are no others, and why: a reason in English."""


def facts_step(media: Source, kind: str, *beside: Source) -> Step:
    """The facts of a finished file, as JSON; of some kinds as the files `beside` it let them be known."""
    label = media.label if isinstance(media, Step) else media.path.name
    return step("facts", {"kind": kind}, [media, *beside], suffix=".json", label=label, weight=0.2)


def make_facts(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Read, and write down what was found."""
    output.write_text(canonical_json(facts_of(inputs[0], params["kind"], *inputs[1:])))


def facts_of(path: Path, kind: str, *beside: Path) -> Facts:
    """What a file of this kind says of itself; of one that cannot be read as that, why."""
    reader = import_module(f"newscast.qc.delivered.reading.{READERS[kind]}")
    return _known(lambda: reader.read(path, *beside))


def facts_of_note(content: bytes, kind: str = "json") -> Facts:
    """The same, of a delivery note of this kind that is no file yet."""
    reader = import_module(f"newscast.qc.delivered.reading.{READERS[kind]}")
    return _known(lambda: reader.told(content))


def _known(read: Callable[[], Facts]) -> Facts:
    try:
        found = read()
    # Whatever is damaged, the reason is a fact of the file; what has no name here is a fault of the reader.
    except (ValueError, struct.error, LookupError, OverflowError) as error:
        return {UNREADABLE: str(error) or type(error).__name__}
    return found


def read_facts(path: Path) -> Facts:
    """What make_facts wrote."""
    found: Facts = json.loads(path.read_text())
    return found
