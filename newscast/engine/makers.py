"""Every kind of step there is: which function makes it, and what else its bytes depend on."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from newscast.step import Maker


@dataclass(frozen=True)
class Kind:
    """`maker` is "module:function"; "" is a filter graph, which needs none. Raise `version` whenever the bytes change.

    `libraries` are distributions whose version is part of the key; `ffmpeg` says whether the build of ffmpeg is.
    """

    maker: str
    version: int = 1
    libraries: tuple[str, ...] = ()
    ffmpeg: bool = True


KINDS: dict[str, Kind] = {
    "ffmpeg": Kind(""),
    "join": Kind("newscast.engine.encode:make_joined"),
}


def maker_of(kind: str) -> Maker:
    """The function that makes steps of this kind, imported on first use."""
    module, function = KINDS[kind].maker.split(":")
    return cast(Maker, getattr(import_module(module), function))
