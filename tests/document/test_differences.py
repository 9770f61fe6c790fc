"""Differences of files: what is told leads from one state to the other and back, and is found again later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.document.differences import ElsewhereError, Splice, applied, followed, inverted, splices_between

LINES = st.lists(st.sampled_from([b"uno\n", b"dos\r\n", "ñandú\n".encode(), "año\r".encode(), b"", b"\xff\n", b"\n"]))
TEXTS = LINES.map(b"".join)


@given(TEXTS, TEXTS)
def test_a_difference_leads_there_and_back(before: bytes, after: bytes) -> None:
    splices = splices_between(before, after)
    assert applied(before, splices) == after
    assert applied(after, inverted(splices)) == before
    assert bool(splices) == (before != after)


def test_few_bytes_and_whole_characters_are_told() -> None:
    before, after = "a: uno\nb: peña\nc: tres\n", "a: uno\nb: peóa\nc: tres\nd: x\n"
    assert splices_between(before.encode(), after.encode()) == (
        Splice(12, "ñ".encode(), "ó".encode()),
        Splice(len(before.encode()), b"", b"d: x\n"),
    )


def test_another_state_is_refused() -> None:
    with pytest.raises(ElsewhereError):
        applied(b"a: dos\n", [Splice(3, b"uno", b"tres")])


def test_a_splice_is_followed_through_later_ones() -> None:
    undo = Splice(10, b"uno", b"dos")
    assert followed(undo, [Splice(2, b"", b"abc"), Splice(20, b"x", b"")]).offset == 13
    with pytest.raises(ElsewhereError):
        followed(undo, [Splice(11, b"n", b"m")])
    # Moved as a whole: three lines down, and up.
    moved = [Splice(8, b"- uno\n", b""), Splice(30, b"", b"- uno\n")]
    assert followed(undo, moved) == Splice(30 - 6 + 2, b"uno", b"dos")
    assert followed(undo, [Splice(3, b"", b"- uno\n"), Splice(8, b"- uno\n", b"")]).offset == 5


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_followed_stands_there(first: bytes, second: bytes, third: bytes) -> None:
    later = splices_between(second, third)
    for undo in inverted(splices_between(first, second)):
        try:
            there = followed(undo, later)
        except ElsewhereError:
            continue
        assert third[there.offset : there.end] == undo.old
