"""What the numbers of a recording's pictures mean as colours: what it says of them, and what they are taken for."""

from __future__ import annotations

from typing import Any

_MATRICES = {1: "bt709", 4: "fcc", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020nc"}
_PRIMARIES = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020", 11: "smpte431", 12: "smpte432"}
_TRANSFERS = {16: "pq", 18: "hlg"}
"""Code points of ITU-T H.273, tables 2 to 4, as ffmpeg names them."""
_YCGCO, _CONSTANT, _DERIVED, _ICTCP = 8, 10, (12, 13), 14
_UNSAID = (0, 2, 3)
"""Of a matrix: RGB, which pictures of brightness and colour are not; nothing; reserved."""
_OTHERS = {11: "SMPTE ST 2085", _ICTCP: "ICtCp", 15: "IPT-PQ-C2", 16: "YCgCo-Re", 17: "YCgCo-Ro"}
_TONES = {8: "linear", 9: "log 100:1", 10: "log 316:1", 17: "SMPTE ST 428"}
"""Matrices and transfers that are met nowhere here."""
_TAKEN = frozenset([1, 2, *range(4, 9), *range(11, 17), 18])
"""Transfers that ffmpeg's `scale` takes in every kind of picture."""
_FULL = 2


def colors_of(frame: Any, codec: str) -> dict[str, Any]:
    """The fields of PictureInfo on colours, of a decoded picture."""
    stated, tones, primaries = (int(each or 0) for each in (frame.colorspace, frame.color_trc, frame.color_primaries))
    transfer = _TRANSFERS.get(tones, "sdr")
    alike = _PRIMARIES.get(primaries, "bt709")
    rgb = bool(frame.format.is_rgb) or frame.format.name == "pal8"
    said = "gbr" if rgb else _matrix(stated, transfer, alike)
    full = int(frame.color_range or 0) == _FULL or frame.format.name.startswith("yuvj") or rgb
    unmet = [] if said or stated in _UNSAID else [_OTHERS.get(stated, f"matrix {stated}")]
    if tones in _TONES or tones > max(_TRANSFERS):
        unmet.append(_TONES.get(tones, f"transfer {tones}"))
    return {
        "transfer": transfer,
        "matrix": said or _usual(frame, codec, transfer),
        "full_range": full,
        "primaries": alike,
        "unmet": unmet,
        "renamed": tones not in _TAKEN or not (rgb or stated in _MATRICES or stated == 2),
    }


def _matrix(stated: int, transfer: str, primaries: str) -> str:
    """The matrix that a code stands for, or one that is as near as no eye tells; empty where there is none."""
    if stated == _CONSTANT or (stated in _DERIVED and primaries == "bt2020"):
        return "bt2020nc"
    if stated in _DERIVED:
        return "bt709"
    if stated == _YCGCO or (stated == _ICTCP and transfer != "sdr"):
        return "ycgco" if stated == _YCGCO else "ictcp"
    return _MATRICES.get(stated, "")


def _usual(frame: Any, codec: str, transfer: str) -> str:
    """That of pictures that do not say."""
    if transfer != "sdr":
        return "bt2020nc"
    if codec == "mjpeg":
        return "bt470bg"
    return "smpte170m" if frame.width <= 1024 and frame.height <= 576 else "bt709"
