"""Texts added to a YAML file: the rest of its bytes stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.document.adding import Added, UnfitError, with_added
from newscast.document.text import document_of
from newscast.document.tree import read_tree

TEXT = "Sí: “así” # y ñ, \\ - " + "palabras " * 20 + "fin"
HEAD = "rundown: 1 # uno\nsegments:\n  - story: a\n    parts:\n"
KEYS = ("segments", 0, "parts", 0)


def added(data: str, *more: Added, keys: tuple[str | int, ...] = KEYS, text: str = TEXT) -> str:
    ones = [Added(keys, "transcript", text, "unconfirmed", "borre"), *more]
    return with_added(document_of(Path("a.yaml"), data.encode()), ones).decode()


def transcript(data: str, part: int = 0) -> tuple[str, str]:
    node = read_tree(document_of(Path("a.yaml"), data.encode()), [])["segments"][0]["parts"][part]
    return node["transcript"], node["unconfirmed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("      - sot: a.mp4\n", ""),
        ("      - sot: a.mp4  # de ayer\n        in: 3s\n", "        cover: b.mp4 # c\n"),
        ("      - who: ana\n        sot: {file: a.mp4, in: 3s}\n", "\n\n# fin\n"),
        (
            "      - sot:\n          file: a.mp4\n          in: 3s\n",
            "        # imágenes\n        cover:\n        - b.mp4\n",
        ),
        ("      - cover: b.mp4\n        sot: a.mp4\n", "  - close: main\n"),
        ("      -   sot: 'a.mp4'\n", "          skip: [radio]\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_added_below_what_they_belong_to(before: str, after: str, end: str) -> None:
    whole = (HEAD + before + after).replace("\n", end)
    found = added("\ufeff" + whole)
    first = ("\ufeff" + HEAD + before).replace("\n", end)
    last = after.replace("\n", end)
    assert found.startswith(first) and found.endswith(last)
    new = found.removeprefix(first).removesuffix(last)
    assert new.count(end) == len(new.splitlines()) and "unconfirmed: true  # borre" in new
    assert max(map(len, new.splitlines())) <= 104
    assert transcript(found) == (TEXT, "true")


@pytest.mark.parametrize(
    "empty", ["transcript:", "transcript: ", 'transcript: ""', "transcript: ~", "transcript:   # ?"]
)
def test_a_key_without_a_text_gets_it(empty: str) -> None:
    data = f"{HEAD}      - sot: a.mp4\n        {empty}\n        who: ana\n"
    found = added(data)
    assert transcript(found) == (TEXT, "true")
    assert found.count("transcript") == 1 and found.endswith("        who: ana\n")
    assert ("# ?" in found) == ("# ?" in empty)


def test_in_braces_it_is_one_line() -> None:
    found = added(HEAD + "      - {sot: a.mp4, cover: b.mp4}  # c\n", text='Dijo "sí" \\ no')
    line = '      - {sot: a.mp4, transcript: Dijo "sí" \\ no, unconfirmed: true, cover: b.mp4}  # c\n'
    assert found == HEAD + line
    assert transcript(found) == ('Dijo "sí" \\ no', "true")


def test_several_at_once() -> None:
    data = HEAD + "      - sot: a.mp4\n      - vo: Hola.\n      - {sot: c.mp4}\n"
    second = Added((*KEYS[:3], 2), "transcript", "Otra cosa.", "unconfirmed", "borre")
    found = added(data, second)
    assert transcript(found) == (TEXT, "true") and transcript(found, 2) == ("Otra cosa.", "true")


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (HEAD + "      - &uno\n        sot: a.mp4\n      - *uno\n", KEYS),
        (HEAD + "      - sot: a.mp4\n", (*KEYS[:3], 7)),
        (HEAD + "      - sot: a.mp4\n        transcript: Ya.\n", KEYS),
    ],
)
def test_what_would_change_something_else_is_refused(data: str, keys: tuple[str | int, ...]) -> None:
    with pytest.raises(UnfitError):
        added(data, keys=keys)
