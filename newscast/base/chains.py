"""What a sound is, which says how it is prepared: the chains there are, and what several rooms ask of them."""

from __future__ import annotations

from typing import Literal

Chain = Literal["voice", "sot", "package", "natural", "music"]
SPOKEN: tuple[Chain, ...] = ("voice", "sot", "package")
"""Those in which somebody is meant to be heard speaking."""
PREPARED: tuple[Chain, ...] = ("voice", "sot")
"""Those in which a recorded voice goes through the voice chain; finished pieces are left as they are."""
