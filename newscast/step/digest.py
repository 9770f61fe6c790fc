"""The digest of a finished file, as a step, so that no content is hashed twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.step.step import Params, Step, Tools, step


@dataclass(frozen=True)
class Digest:
    """SHA-256 in hex, and how many bytes it is of."""

    sha256: str
    bytes: int


def digest_step(file: Step) -> Step:
    return step("digest", {}, [file], suffix=".json", label="sha256", weight=0.05 + 0.02 * file.weight)


def make_digest(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    with inputs[0].open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    output.write_text(json.dumps({"sha256": digest, "bytes": inputs[0].stat().st_size}))


def read_digest(path: Path) -> Digest:
    return Digest(**json.loads(path.read_text()))


def digest_of_bytes(content: bytes) -> Digest:
    return Digest(hashlib.sha256(content).hexdigest(), len(content))
