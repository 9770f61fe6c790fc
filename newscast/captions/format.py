"""What a format of caption files is: how it is written, and what its files are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from newscast.captions.cue import Cue

Write = Callable[[Sequence[Cue], Fraction, str], bytes]
"""Takes cues, the rate their frames count in, and the language tag; returns the file."""


@dataclass(frozen=True)
class Format:
    """`suffix` is without the dot. `locale` spells a language as the names of these files have it: then it stands in
    the name of each; otherwise only in those of further languages, as its tag."""

    write: Write
    suffix: str
    locale: Callable[[str], str] | None = None

    def name(self, stem: str, language: str, further: bool = False) -> str:
        """The name of the file that goes with `stem`; `further` where the language is not the deliverable's own."""
        if self.locale:
            return f"{stem}.{self.locale(language)}.{self.suffix}"
        return f"{stem}.{language}.{self.suffix}" if further else f"{stem}.{self.suffix}"
