"""Graphics that rundowns name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newscast.rundown.cards import check_graphics
from newscast.rundown.load import Loaded


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
