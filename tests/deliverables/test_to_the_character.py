"""Texts of posts at their limits, to the character: what just fits is whole, and one more is cut, left out, or told."""

from __future__ import annotations

import pytest

from newscast.deliverables.wording import X_LIMIT, ended, for_x, hashtag, once, one_line, shortened
from newscast.qc.limits import Limit, check_text

X_ROOM = X_LIMIT - 23 - 2
"""What is left of a post on X beside its link and the empty line before that."""


@pytest.mark.parametrize(
    ("text", "limit", "found"),
    [
        ("uno dos", 7, "uno dos"),
        ("uno dos", 6, "uno…"),
        ("uno dos", 4, "uno…"),
        ("uno dos", 3, "un…"),
        ("uno  dos", 7, "uno…"),
        ("palabra", 6, "palab…"),
        ("palabra", 1, ""),
        ("palabra", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_at_the_last_word_that_fits(text: str, limit: int, found: str) -> None:
    assert shortened(text, limit) == found
    assert len(found) <= limit


@pytest.mark.parametrize(("counted", "limit", "found"), [("bytes", 8, "ññññ"), ("bytes", 7, "ññ…"), ("x", 4, "ññññ")])
def test_a_limit_is_in_what_it_is_counted(counted: str, limit: int, found: str) -> None:
    assert shortened("ññññ", limit, counted) == found


def test_what_ends_a_text_keeps_its_place_to_the_character() -> None:
    assert ended(["uno dos"], ["#fin"], 13) == "uno dos\n\n#fin"
    assert ended(["uno dos"], ["#fin"], 12) == "uno…\n\n#fin"
    assert ended(["uno dos"], [], 7) == "uno dos"
    assert ended(["uno", "dos"], [], 8) == "uno\n\ndos"
    assert ended(["uno", "dos"], [], 7) == "uno…"


def test_an_ending_of_half_a_text_does_not_take_its_first_block() -> None:
    ending = "#" + "a" * 9
    assert ended(["palabras"], [ending], 20) == f"palabras\n\n{ending}", "what fits stays as it is"
    assert ended(["palabras"], [ending], 19) == f"palabras\n\n{ending}", "7 of 19 would be left"
    assert ended(["muchas palabras"], ["#a"], 14) == "muchas…\n\n#a", "10 of 14 are"
    assert ended(["muchas palabras"], [ending], 24) == f"muchas…\n\n{ending}", "half of it is left"
    assert ended(["palabras", "otra"], [ending], 21) == f"palabras…\n\n{ending}", "the first block is whole"


def test_nothing_is_said_twice_whatever_its_case_and_marks() -> None:
    assert once(["Hola, mundo.", "", ["hola mundo", "Otra"], "…", "…"]) == ["Hola, mundo.", "Otra", "…"]


def test_lines_of_a_title_are_one() -> None:
    assert one_line(" uno\n dos\t tres ") == "uno dos tres"


def test_a_post_on_x_leaves_room_for_one_link() -> None:
    assert for_x(["a" * X_ROOM]) == "a" * X_ROOM
    assert for_x(["a" * (X_ROOM + 1)]) == "a" * (X_ROOM - 2) + "…", "which weighs two"
    assert for_x(["a" * X_ROOM], link="https://a.mx") == "a" * X_ROOM + "\n\nhttps://a.mx"


def test_a_second_block_goes_on_x_where_it_fits_whole() -> None:
    first = "a" * 100
    left = X_ROOM - 100 - 2
    assert for_x([first, "b" * left]) == f"{first}\n\n" + "b" * left
    assert for_x([first, "b" * (left + 1), "c"]) == f"{first}\n\nc"
    assert for_x([first], hashtags=["#a", "#b"]) == f"{first}\n\n#a #b"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("feria de León", "#FeriaDeLeón"),
        ("feria", "#feria"),
        ("2027", ""),
        ("27 años", "#27Años"),
        ("¡!", ""),
        ("", ""),
    ],
)
def test_a_hashtag_joins_words(text: str, tag: str) -> None:
    assert hashtag(text) == tag


def told(post: str, /, **limits: object) -> list[str]:
    (found,) = check_text([Limit("Red", **limits)], post)  # type: ignore[arg-type]
    assert found.verdict == ("warn" if found.message else "pass")
    return found.message.split(". ") if found.message else []


@pytest.mark.parametrize(("letters", "wrong"), [(10, 0), (11, 1)])
def test_a_limit_of_a_text_is_its_last_character(letters: int, wrong: int) -> None:
    assert len(told("a" * letters + "\n", text=10)) == wrong, "the line end at its end is none of it"
    assert len(told("a" * letters + "\n" + "b" * 99, title=10)) == wrong, "a title is the first line"


@pytest.mark.parametrize(("tags", "wrong"), [(3, 0), (4, 1)])
def test_a_limit_of_hashtags_is_the_last_one(tags: int, wrong: int) -> None:
    assert len(told("Hola a#b " + " ".join(["#tag"] * tags), hashtags=3)) == wrong, "in a word there is none"


def test_signs_are_told_once_each() -> None:
    assert told("a < b < c", without="<>") == ["The text of the post has “<”, which Red does not take."]
    assert told("a < b > c", without="<>") == ["The text of the post has “<” “>”, which Red does not take."]
    assert told("a", without="<>") == []


def test_of_several_networks_the_longest_count_is_measured() -> None:
    (found,) = check_text([Limit("Una", text=5), Limit("Otra", text=5, length=lambda text: 2 * len(text))], "#abc\ndef")
    assert found.measured == {"text": 16, "title": 4, "hashtags": 1}
    assert found.wanted["Una"] == {"text": 5, "title": None, "hashtags": None}
    assert check_text([], "abc") == ()
