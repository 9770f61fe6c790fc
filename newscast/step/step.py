"""A step: one output of rendering, as data. Rooms describe steps; only the engine makes them.

A step is a kind, parameters and inputs. Its `identity` is the hash of all three, inputs by content, so two steps
that ask for the same thing are the same step. What the kind means, and which versions of code and tools made
the result, the engine adds when it derives the store key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from newscast.base.canonical import canonical_json, digest_of
from newscast.base.content import File

Params = Mapping[str, Any]
"""JSON values only; fractions are written as text."""


@dataclass(frozen=True)
class Step:
    """One output. `params_json` is canonical JSON; `label` and `weight` (about seconds of work) are for progress only.

    `graph`, an ffmpeg-python output node, is what lets the engine fuse steps of kind `ffmpeg` into one process.
    """

    kind: str
    params_json: str
    inputs: tuple[Source, ...]
    suffix: str
    label: str = field(default="", compare=False)
    weight: float = field(default=1.0, compare=False)
    graph: Any = field(default=None, compare=False, repr=False)
    group: str = field(default="", compare=False)
    """Steps of one group share sources; the engine may make them in one process."""
    memory: float = field(default=0.0, compare=False)
    """About how many MB it adds to that process."""

    @property
    def params(self) -> dict[str, Any]:
        return json.loads(self.params_json)  # type: ignore[no-any-return]

    @cached_property
    def identity(self) -> str:
        return digest_of([self.kind, self.params_json, [source.identity for source in self.inputs], self.suffix])

    @property
    def ref(self) -> str:
        """The name by which a filter graph speaks of this step's result."""
        return f"@{self.identity}"

    def __hash__(self) -> int:
        return hash(self.identity)


Source = File | Step


def step(
    kind: str, params: Params, inputs: Sequence[Source] = (), *, suffix: str, label: str = "", weight: float = 1.0
) -> Step:
    """A step of a kind that the engine's list of makers knows."""
    return Step(kind, canonical_json(params), tuple(inputs), suffix, label, weight)


STREAMED = 1 << 19
"""Bytes of a block that is handed on; the last one may be shorter."""


class Tools(Protocol):
    """What the engine lends a maker while it makes one output."""

    @property
    def scratch(self) -> Path:
        """A folder for files beside the output; it is deleted afterwards."""

    def ffmpeg(self, args: Sequence[str]) -> str:
        """Run ffmpeg with these arguments (inputs, graph, outputs); return what it wrote to standard error."""

    def decode(self, args: Sequence[str]) -> bytes:
        """Run ffmpeg with an output of `pipe:1` and return the bytes."""

    def stream(self, args: Sequence[str], take: Callable[[bytes], None]) -> str:
        """Run ffmpeg with an output of `pipe:1` and hand on its bytes in blocks of STREAMED while they come, from
        another thread; return what it wrote to standard error."""


class Maker(Protocol):
    """A function that makes a step's output: it writes one file at `output` from `params` and `inputs`."""

    def __call__(self, params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None: ...
