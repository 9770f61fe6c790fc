"""Facts about a file as JSON, between the child that looks, the memory that keeps and the MediaInfo that is used."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.content import File
from newscast.base.errors import Problem
from newscast.base.status import Status
from newscast.media.info import MediaInfo, PictureInfo, SoundInfo
from newscast.media.verdicts import problem

Facts = dict[str, Any]
"""`{"fault": code}`, or the fields of MediaInfo but `file`, fractions as text."""
OPENING = "opening"
"""What the child says before it opens a file, when everything is loaded that opens it."""


def result_of(facts: Facts, path: Path, digest: str | None, status: Status) -> MediaInfo | Problem:
    """What probing answers for a file of these facts and this content, which had this status.

    A file that could not be hashed is a problem, whatever was seen of it: nothing may be made of content that has no
    name. Facts of an unknown shape raise KeyError, TypeError or ValueError.
    """
    if "fault" in facts:
        return problem(facts["fault"], path)
    if not digest:
        return problem("unreadable", path)
    picture = facts["picture"]
    pages = tuple((width, height) for width, height in facts.get("pages", ()))
    tracks = tuple(_sound_of(fields) for fields in facts["sounds"])
    return MediaInfo(
        file=File(path, digest, status),
        kind=facts["kind"],
        duration=Fraction(facts["duration"]),
        picture=_picture_of(picture) if picture else None,
        sound=tracks[0] if tracks else None,
        picture_start=Fraction(facts["picture_start"]),
        damaged=facts["damaged"],
        container=facts["container"],
        further=tracks[1:],
        timecode=facts.get("timecode", ""),
        pages=pages,
        page=1 if pages else 0,
    )


def _picture_of(fields: Facts) -> PictureInfo:
    width, height = fields.get("stored", (0, 0))
    left, top, right, bottom = fields.get("bars", (0, 0, 0, 0))
    exactly = {"rate": Fraction(fields["rate"]), "stored": (width, height), "bars": (left, top, right, bottom)}
    exactly["unmet"] = tuple(fields.get("unmet", ()))
    return PictureInfo(**{**fields, **exactly})


def _sound_of(fields: Facts) -> SoundInfo:
    return SoundInfo(**{**fields, "start": Fraction(fields["start"]), "end": Fraction(fields["end"])})
