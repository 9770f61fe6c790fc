"""How parts of a script are told in few words."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from newscast.episode.timed_script import ScriptPart


def part(words: int, **more: Any) -> ScriptPart:
    text = " ".join(str(number) for number in range(words))
    known = {"kind": "vo", "text": text, "aloud": text, "lasts": 30.0, **more}
    return ScriptPart(**{each.name: known.get(each.name) for each in fields(ScriptPart)})  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [0, 1, 9, 10])
def test_what_is_hardly_longer_is_told_whole(words: int) -> None:
    whole = part(words).text
    assert part(words).first_words() == part(words).last_words() == whole
    assert part(words + 2).shortened() == part(words + 2).text


def test_what_is_longer_is_cut() -> None:
    assert part(11).first_words() == "0 1 2 3 4 5 6 7 …"
    assert part(11).last_words() == "… 3 4 5 6 7 8 9 10"
    assert part(13).shortened() == "0 1 2 3 4 … 8 9 10 11 12"


def test_pace_is_words_a_minute_of_what_is_read() -> None:
    assert part(60).is_read and part(60).pace == 120
    assert part(60, lasts=0.0).pace is None and part(0).pace is None
    assert not part(60, kind="sot").is_read and part(60, kind="sot").pace is None
