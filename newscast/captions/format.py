"""What a format of caption files is: how it is written, and what its files are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from newscast.captions.cue import Cue
from newscast.captions.line21.model import PopOns
from newscast.captions.line21.tape import Tape

Write = Callable[[Sequence[Cue], Fraction, str], bytes]
"""Takes cues, the rate their frames count in, and the language tag; returns the file."""

WriteOnGrid = Callable[[PopOns, Tape, str], bytes]
"""Takes captions on the grid of CEA-608, the programme they are of, and the language tag; returns the file."""
_Writes = TypeVar("_Writes", Write, WriteOnGrid)


@dataclass(frozen=True)
class _Named(Generic[_Writes]):
    """`suffix` is without the dot. `locale` spells a language as the names of these files have it: then it stands in
    the name of each; otherwise only in those of further languages, as its tag."""

    write: _Writes
    suffix: str
    locale: Callable[[str], str] | None = None

    def name(self, stem: str, language: str, further: bool = False) -> str:
        """The name of the file that goes with `stem`; `further` where the language is not the deliverable's own."""
        if self.locale:
            return f"{stem}.{self.locale(language)}.{self.suffix}"
        return f"{stem}.{language}.{self.suffix}" if further else f"{stem}.{self.suffix}"


class Format(_Named[Write]):
    """Captions as text."""


class GridFormat(_Named[WriteOnGrid]):
    """Captions as CEA-608 has them: in lines of 32 signs, with their place in the picture."""
