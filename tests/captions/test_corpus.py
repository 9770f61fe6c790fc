"""Newscast prose, broken at several widths and paces: what belongs together stays together."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.captions.align import words_of
from newscast.captions.breaking import break_copy
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Utterance

SECOND = 48_000
HERE = Path(__file__).parent / "corpus"


def sentences(language: str) -> list[str]:
    lines = (HERE / f"{language}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def parted(marked: str, style: CaptionStyle, pace: float, language: str) -> list[str]:
    """The marked pairs that end up in two captions, or in two lines that are long enough for what holds them."""
    words = marked.replace("~", " ").split()
    kept = [mark == "~" for mark in marked if mark in " ~"]
    text = " ".join(words)
    cues = break_copy(words_of(Utterance(text, 0, int(len(text) * SECOND / pace), ()), language), style)
    found = []
    for lines in cues:
        for line, (_, end) in enumerate(lines):
            if end == len(words) or not kept[end - 1]:
                continue
            first, last = end - 1, end
            while first and kept[first - 1]:
                first -= 1
            while last < len(kept) and kept[last]:
                last += 1
            if len(" ".join(words[first : last + 1])) <= style.characters:
                found.append(f"{words[end - 1]} {'|' if line + 1 == len(lines) else '/'} {words[end]}")
    if found:
        found.append(" | ".join(" / ".join(" ".join(words[a:b]) for a, b in cue) for cue in cues))
    return found


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("characters", [42, 37, 32, 28])
@pytest.mark.parametrize("pace", [15, *(pytest.param(pace, marks=pytest.mark.slow) for pace in (12, 19))])
def test_words_that_belong_together_stay_together(language: str, characters: int, pace: int) -> None:
    style = CaptionStyle(characters=characters)
    faults = {line: found for line in sentences(language) if (found := parted(line, style, pace, language))}
    assert not faults, "\n".join(f"{found}: {line}" for line, found in faults.items())


def test_there_is_enough_to_go_by() -> None:
    assert len(sentences("es")) >= 60 and len(sentences("en")) >= 20
