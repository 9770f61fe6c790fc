"""What a file of an episode is for, as its manifest says it."""

from __future__ import annotations

from typing import Literal

Role = Literal[
    "programme",
    "captions",
    "thumbnail",
    "cover",
    "post",
    "loudness",
    "sidecar",
    "checksum",
    "chapters",
    "transcript",
    "feed",
    "playlist",
]
