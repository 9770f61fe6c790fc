"""Rundowns as they are now, made up, for the tests of tables and of what is to be done."""

from __future__ import annotations

from typing import Any

from newscast.episode.checked import CheckedFile, CheckedProblem, CheckedSegment, CheckedTable, CheckedVoice
from newscast.review.mending.written_now import WrittenNow
from newscast.rundown.written import WrittenItem, WrittenValue

FILE = "rundowns/2026-11-20-noticias.yaml"


def value(text: str, *keys: Any, line: int = 1) -> WrittenValue:
    return WrittenValue(text, FILE, keys, line)


def item(index: int, kind: str, slug: str, line: int, headline: str = "", floats: bool = False) -> WrittenItem:
    """A segment that begins in a line."""
    keys = ("segments", index)
    values = {"headline": value(headline, *keys, "headline", line=line)} if headline else {}
    return WrittenItem(kind, keys, line, slug, floats, values=values)


SEGMENTS = (
    item(0, "open", "open", 7),
    item(1, "story", "bacheo", 8, "Concluye el bacheo"),
    item(2, "story", "feria", 18, "Arranca la feria"),
    item(3, "story", "museo", 24, "Abre el museo", floats=True),
    item(4, "close", "close", 30),
)


def missing(line: int, medium: str | None = "rundowns/voz/bacheo.wav", code: str = "file-missing") -> CheckedProblem:
    return CheckedProblem(
        code=code, file=FILE, line=line, column=5, message=f"No está {medium}.", hint="", medium=medium
    )


def wrong(line: int, message: str = "“titel” no es una clave.") -> CheckedProblem:
    return CheckedProblem(code="key-unknown", file=FILE, line=line, column=5, message=message, hint="", medium=None)


def checked(slug: str, seconds: float, estimated: bool = False, *voices: CheckedVoice) -> CheckedSegment:
    return CheckedSegment(
        slug=slug,
        kind="story",
        title=slug,
        start=0.0,
        duration=seconds,
        estimated=estimated,
        voices=voices,
        pictures={},
    )


def planned(*segments: CheckedSegment) -> CheckedFile:
    table = CheckedTable(deliverable="web", slug=None, duration=0.0, over=None, segments=segments)
    return CheckedFile(file=FILE, kind="rundown", title="", slot=None, tables=(table,), totals=())


def now(**more: Any) -> WrittenNow:
    """The rundown of SEGMENTS as it is now, with the SHA-256 `now` unless said."""
    told = {
        "file": FILE,
        "sha256": "now",
        "top": WrittenItem("rundown", (), 1),
        "segments": SEGMENTS,
        "people": (),
        "newsroom": None,
        "script": None,
        "errors": (),
        "warnings": (),
        "planned": planned(
            checked("open", 7.0),
            checked("bacheo", 50.0, True, CheckedVoice(who="Ana Ruiz", how="recorded")),
            checked("feria", 30.0, False, CheckedVoice(who="Luis Mora", how="synthetic")),
            checked("close", 8.0),
        ),
        "planning": False,
    }
    return WrittenNow(**{**told, **more})
