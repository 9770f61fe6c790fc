"""Whether an MXF master is, byte for byte, the one that it was filled from: all but what its captions and its own
descriptions are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from newscast.wrappers.mxf.reading import Mxf, read_mxf
from newscast.wrappers.octets import FileOctets, octets_of

_AT_ONCE = 4 << 20
Span = tuple[int, int]
"""From a byte to before another."""


def differing_bytes(media: Path, before: Path) -> list[str]:
    """Where a master differs from the one `before` it was filled: the first place, as a program says it; nothing where
    they are the same but for elements of ancillary data, packages' own elements and the metadata of headers."""
    with octets_of(media) as ours, octets_of(before) as theirs:
        if len(ours) != len(theirs):
            return [f"{len(ours)} bytes for {len(theirs)}"]
        places = (_first(ours, theirs, span) for span in _kept(read_mxf(ours), len(ours)))
        return [f"byte {place}" for place in places if place is not None][:1]


def _kept(mxf: Mxf, size: int) -> Iterator[Span]:
    """What has to be the same: all that lies between what may differ."""
    at = 0
    for start, end in sorted(_other(mxf)):
        yield at, start
        at = end
    yield at, size


def _other(mxf: Mxf) -> Iterable[Span]:
    yield from ((header.start, header.end) for header in mxf.headers)
    for element in mxf.elements():
        if element.sort in ("data", "package"):
            yield element.klv.value, element.klv.end


def _first(ours: FileOctets, theirs: FileOctets, span: Span) -> int | None:
    """The first byte of a span that is another, or None."""
    for start in range(*span, _AT_ONCE):
        end = min(start + _AT_ONCE, span[1])
        one, other = ours[start:end], theirs[start:end]
        if one != other:
            return next(start + at for at in range(end - start) if one[at] != other[at])
    return None
