"""Where the picture of a clip is read from: the clip itself, or what stands in for it in a draft."""

from __future__ import annotations

from dataclasses import dataclass, field

from newscast.media.info import MediaInfo
from newscast.picture.fit import Size
from newscast.step.step import Source, Step


@dataclass(frozen=True)
class Proxied(MediaInfo):
    """A clip whose picture is read from a step's result, `proxy`, that stands in for it in a draft.

    `picture`, `duration` and `container` are the proxy's, `source` is the size of the clip.
    """

    proxy: Step = field(kw_only=True)
    source: Size = field(kw_only=True)


def source_of(info: MediaInfo) -> Source:
    """Where the picture is read from."""
    return info.proxy if isinstance(info, Proxied) else info.file
