"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from newscast.base.patterns import pattern


def test_a_pattern_is_compiled_once_it_is_used_and_answers_as_any(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda text, flags=0: compiled.append(text) or real(text, flags))
    found = pattern("(?P<day>[a-z]+)-dos", re.IGNORECASE)
    assert not compiled
    match = found.search("Uno, dos, LUNES-dos")
    assert match and match["day"] == "LUNES" and found.fullmatch("x-dos") and found.groupindex == {"day": 1}
    assert found.sub("_", "a-dos b-DOS") == "_ _" and set(compiled) == {"(?P<day>[a-z]+)-dos"}


def test_what_is_no_pattern_is_told_as_ever() -> None:
    with pytest.raises(re.error, match="unterminated"):
        pattern("[a").search("a")
