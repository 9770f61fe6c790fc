"""An MXF master finished in place, each byte but those that say what it is left as it was: identities, dates, names,
languages, and in front of the pictures of MPEG-2 time codes that agree with the container's, and AFD."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from newscast.wrappers.mpeg2.finishing import Coded, Pictures
from newscast.wrappers.mxf import labels
from newscast.wrappers.mxf.describing import Described, described, new_umids
from newscast.wrappers.mxf.klv import Klv, MxfError
from newscast.wrappers.mxf.reading import Mxf, read_mxf
from newscast.wrappers.octets import FileOctets, octets_of

KEPT_ROOM: Mapping[str, str] = {"metadata": f"comment_{labels.ROOM}=" + "." * 1500}
"""Options for ffmpeg's muxer: a comment of 3 kB keeps room in the header for what is said here, and goes."""


def finish(path: Path, said: Described) -> None:
    """Say in the file what it is, in equal length; it is as well to do it where nobody looks yet.

    Time codes are counted on from the container's own. Raises MxfError where it is no MXF file, or lacks room for what
    is to be said (see KEPT_ROOM).
    """
    with octets_of(path, writable=True) as data:
        mxf = read_mxf(data)
        coded = _finish_essence(data, mxf, said)
        for header in mxf.headers:
            data.write(header.start, described(header, said, coded).packed())


def refill(path: Path, said: Described, changes: Mapping[int, Callable[[bytes], bytes]]) -> None:
    """Change elements of the first data track of a file that was finished, in equal length, by the number of their
    frame, and say in it what it is: another material. Nothing else is touched. Raises MxfError where it has no such
    frames."""
    with octets_of(path, writable=True) as data:
        mxf = read_mxf(data)
        umids = new_umids(mxf.header, said.seed)
        track, frame = -1, -1
        for element in mxf.elements():
            if element.sort == "package":
                _rename(data, element.klv, umids)
            elif element.sort == "data" and track in (-1, element.number):
                track, frame = element.number, frame + 1
                if change := changes.get(frame):
                    data.write(element.klv.value, change(data[element.klv.value : element.klv.end]))
        if frame < max(changes, default=-1):
            raise MxfError(f"the data track has {frame + 1} frames")
        for header in mxf.headers:
            data.write(header.start, described(header, said, None).packed())


def _finish_essence(data: FileOctets, mxf: Mxf, said: Described) -> Coded | None:
    """Patch what stands between the pictures, and in front of them where they are MPEG-2."""
    umids = new_umids(mxf.header, said.seed)
    pictures = Pictures(*_timecode(mxf), said.afd) if _is_mpeg2(mxf) else None
    for element in mxf.elements():
        if element.sort == "package":
            _rename(data, element.klv, umids)
        elif element.sort == "picture" and pictures:
            pictures.finish(data, element.klv.value, element.klv.end)
    return pictures.coded if pictures else None


def _rename(data: FileOctets, klv: Klv, umids: Mapping[bytes, bytes]) -> None:
    value = renamed = data[klv.value : klv.end]
    for umid, other in umids.items():
        renamed = renamed.replace(umid, other)
    if renamed != value:
        data.write(klv.value, renamed)


def _is_mpeg2(mxf: Mxf) -> bool:
    """Whether its pictures are MPEG-2 video (labels 04.01.02.02.01.01 to .0f of RP 224)."""
    codings = [found.items.get(labels.CODING, b"") for found in mxf.header.of(*labels.PICTURE_DESCRIPTORS)]
    return bool(codings) and all(one[8:13] == bytes.fromhex("0401020201") and one[13] < 0x10 for one in codings)


def _timecode(mxf: Mxf) -> tuple[int, Fraction, bool]:
    """Of the first frame, as the material package says it: frames since midnight, their rate, and whether numbers are
    dropped."""
    for package in mxf.packages():
        for track in package.tracks:
            if package.kind == "material" and track.timecodes:
                return track.timecodes[0].start, track.rate, track.timecodes[0].drop
    raise MxfError("the material package has no time code")
