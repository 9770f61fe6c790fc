"""Texts are as long as who takes them says."""

from __future__ import annotations

import pytest

from newscast.base.counted import characters, size, x_length

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("visite leon.gob.mx hoy", 7 + 23 + 4),
        ("leon.gob.mx/a?b=1 y", 23 + 2),
        ("EE.UU. gana", 11),
        ("a@leon.gob.mx", 13),
        ("27.5 km", 7),
        ("https://leon.example/feria.", 24),
        ("(https://leon.example)", 25),
        (FAMILY, 2),
        ("\U0001f1f2\U0001f1fd", 2),
        ("\U0001f44d\U0001f3fd", 2),
        ("\u26bd\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("\U0001f600\U0001f600", 4),
        ("n\u0303 ñ", 3),
        ("你好", 4),
    ],
)
def test_x_counts_links_and_emoji_whole(text: str, length: int) -> None:
    assert x_length(text) == length


def test_others_count_units_or_bytes() -> None:
    assert (characters("ñ"), size("ñ")) == (1, 2)
    assert (characters(FAMILY), size(FAMILY)) == (11, 25)
