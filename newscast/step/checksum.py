"""The MD5 checksum of a finished file, as a small file that lies beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from newscast.step.step import Params, Step, Tools, step


def md5_step(file: Step, name: str) -> Step:
    """What `md5sum -c` reads, of a file that will be called `name`."""
    return step("md5", {"name": name}, [file], suffix=".md5", label="md5", weight=0.05 + 0.03 * file.weight)


def make_md5(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    with inputs[0].open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    output.write_text(md5_line(digest, params["name"]))


def md5_line(digest: str, name: str) -> str:
    """A line as md5sum writes it: two blanks before the name."""
    return f"{digest}  {name}\n"


def read_md5(text: str) -> str:
    """The checksum in hex of such a line."""
    return text.split(" ", 1)[0]
