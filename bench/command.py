"""One ffmpeg command that is being written by hand: its inputs, its chains of filters, its outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


@dataclass
class Command:
    inputs: list[str] = field(default_factory=list)
    chains: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    count: int = 0
    labels: int = 0

    def input(self, *options: str) -> str:
        """Add an input; its number, by which chains speak of it."""
        self.inputs += options
        self.count += 1
        return f"{self.count - 1}"

    def chain(self, ins: Sequence[str], filters: str, outs: int = 1) -> list[str]:
        """Add a chain of filters; the labels of what comes out."""
        names = [f"l{self.labels + number}" for number in range(outs)]
        self.labels += outs
        self.chains.append("".join(f"[{name}]" for name in ins) + filters + "".join(f"[{name}]" for name in names))
        return names

    def output(self, streams: Sequence[str], options: Mapping[str, Any], path: str) -> None:
        """Write the streams with these options."""
        self.outputs += [word for stream in streams for word in ("-map", f"[{stream}]")]
        self.outputs += [*words(options), path]

    def args(self) -> list[str]:
        head = ["-hide_banner", "-nostdin", "-y", "-v", "error"]
        return [*head, *self.inputs, "-filter_complex", ";".join(self.chains), *self.outputs]


def words(options: Mapping[str, Any]) -> list[str]:
    """Options as ffmpeg reads them."""
    return [word for name, value in options.items() for word in (f"-{name}", str(value))]


def text(value: Fraction) -> str:
    """A fraction as ffmpeg reads it."""
    return f"{value.numerator}/{value.denominator}"
