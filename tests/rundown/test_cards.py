"""Graphics that rundowns name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from newscast.base.errors import FilesError
from newscast.rundown.cards import check_graphics
from newscast.rundown.load import Loaded
from newscast.rundown.model import Card, Clip
from newscast.rundown.within import every


@dataclass(frozen=True)
class Known:
    fields: tuple[str, ...]


KNOWN = {"figures": Known(("title", "items")), "text": Known(("title", "text"))}


def test_unknown_graphics_and_fields(loaded: Callable[..., Loaded], head: str) -> None:
    parts = (
        "      - card: figuras\n"
        "      - card: figures\n        items: [1 a]\n        titel: x\n        duratio: 6s\n"
        "      - vo: Hola\n        voice: synth\n        pictures:\n          - {card: text, items: [a]}\n"
        "      - card: nada\n        float: true\n"
        "      - card: text\n        title: x\n        versions: {radio: {card: texto}}\n"
    )
    rundown = loaded(head + "  - story: a\n    headline: x\n    parts:\n" + parts).rundown
    problems = check_graphics(rundown, KNOWN)
    told = [(p.place.line, p.place.column, p.hint) for p in problems if p.place]
    assert told == [
        (8, 9, "Write “figures”: keys and choices are in English."),
        (11, 9, "Did you mean “title”?"),
        (12, 9, "Did you mean “duration”?"),
        (16, 26, "Known here: title, text."),
        (19, 9, "Write “text”: keys and choices are in English."),
    ]


def test_two_pictures_are_files_of_the_card_that_compares_them(loaded: Callable[..., Loaded], head: str) -> None:
    parts = (
        "      - card: before-after\n        before: fotos/a.jpg\n        after: {file: clips/a.mp4, in: 1s}\n"
        "        labels: [Antes, Hoy]\n"
        "      - vo: Hola\n        voice: synth\n        pictures:\n"
        "          - {card: before-after, before: clips/a.mp4, after: clips/b.mp4}\n"
        "      - read: Hola\n        voice: synth\n        pictures: fotos/a.jpg\n        cover:\n"
        "          - {card: before-after, before: fotos/a.jpg, after: clips/b.mp4, at: 1s, for: 4s}\n"
        "      - card: propia\n        before: un texto\n"
    )
    rundown = loaded(head + "  - story: a\n    headline: x\n    parts:\n" + parts).rundown
    names = [clip.file.name for clip in every(Clip, rundown.segments)]
    assert names == ["a.jpg", "a.mp4", "a.mp4", "b.mp4", "a.jpg", "a.jpg", "b.mp4"]
    (own,) = [card for card in every(Card, rundown.segments) if card.card == "propia"]
    assert (own.fields, own.before) == ({"before": "un texto"}, None)
    known = {**KNOWN, "before-after": Known(("title", "labels", "credit")), "propia": Known(("before",))}
    assert not check_graphics(rundown, known)


def test_one_picture_or_three_are_an_error_at_their_line(loaded: Callable[..., Loaded], head: str) -> None:
    parts = (
        "      - card: before-after\n        before: fotos/a.jpg\n"
        "      - card: before-after\n        before: [fotos/a.jpg, clips/a.mp4]\n        after: clips/b.mp4\n"
        "      - card: before-after\n        before: fotos/a.jpg\n        after:\n"
    )
    with pytest.raises(FilesError) as caught:
        loaded(head + "  - story: a\n    headline: x\n    parts:\n" + parts)
    told = [(each.place.line, each.code) for each in caught.value.problems if each.place]
    assert told == [(8, "key-missing"), (11, "value-too-many"), (15, "key-missing")]
