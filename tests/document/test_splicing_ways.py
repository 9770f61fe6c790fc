"""How an edit is written: in the way the file has, on as few lines as can be; what cannot be is refused in words."""

from pathlib import Path
from typing import Any

import pytest

from newscast.document.edits import Edit, EditError, Insert, Move, Remove, Set
from newscast.document.sheet import Sheet
from newscast.document.splicing import spliced

LONG = "palabra " * 12 + "y"


def after(text: str, *edits: Edit) -> str:
    return spliced(Sheet(Path("a.yaml"), text.encode()), edits).data.decode()


@pytest.mark.parametrize(
    ("before", "at", "value", "now"),
    [
        ("a: 'uno' # c\nb: 2\n", "a", "no 'ya' \"sí\"", "a: 'no ''ya'' \"sí\"' # c\nb: 2\n"),
        ("a: uno\n", "a", "dos\ntres", 'a: "dos\\ntres"\n'),
        ("headline: uno\n", "headline", "dos\ntres", "headline: >-\n  dos\n\n  tres\n"),
        ("headline: uno\n", "headline", "yes", 'headline: "yes"\n'),
        ("headline: uno\n", "headline", "[4,200", 'headline: "[4,200"\n'),
        ("headline: uno\n", "headline", "🎉 ¡Fiesta!", "headline: 🎉 ¡Fiesta!\n"),
        ("in: 1:05\n", "in", "1:06", "in: 1:06\n"),
        ("date: 2026-11-20\n", "date", "2026-11-21", "date: 2026-11-21\n"),
        ("a: &x uno\nb: dos\n", "a", "tres", "a: &x tres\nb: dos\n"),
        ("a:\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
        ("a:   # falta\nb: 1\n", "a", "x", "a: x   # falta\nb: 1\n"),
        ("a: ~", "a", "x", "a: x"),
        ('a: ""\n', "a", "hola", 'a: "hola"\n'),
        ("a: x\n", "a", "", 'a: ""\n'),
        ("a: uno # dos\n", "a", "uno #dos", 'a: "uno #dos" # dos\n'),
        ("a: uno\n", "a", True, "a: true\n"),
        ("a: uno\n", "a", {"file": "b.mp4", "in": "3s"}, "a: {file: b.mp4, in: 3s}\n"),
        ("tease:\n  copy: uno # c\n  by: ana\nb: 1\n", "tease", "dos", "tease: dos\nb: 1\n"),
        (
            "copy: >\n  uno dos tres\n  cuatro cinco\n\n  seis siete\nb: 1\n",
            "copy",
            "uno dos tres cuatro seis\nseis ocho siete",
            "copy: >\n  uno dos tres\n  cuatro seis\n\n  seis ocho siete\nb: 1\n",
        ),
        (
            f"copy: >-\n  {LONG}\n  cuatro\nb: 1\n",
            "copy",
            f"{LONG} muchas más cuatro",
            f"copy: >-\n  {LONG}\n  muchas más cuatro\nb: 1\n",
        ),
        (
            f"copy: >-\n  {LONG}\n  cuatro\nb: 1\n",
            "copy",
            f"{LONG[:-2]} muchas y cuatro",
            f"copy: >-\n  {LONG[:-2]}\n  muchas y\n  cuatro\nb: 1\n",
        ),
        ("copy: |\n  uno\n  dos\n\n  tres\n", "copy", "uno\ndos y\n\ntres", "copy: |\n  uno\n  dos y\n\n  tres\n"),
        ("copy: uno\n  dos tres\n  cuatro\nb: 1\n", "copy", "uno dos cuatro", "copy: uno\n  dos\n  cuatro\nb: 1\n"),
        (
            'copy: "uno \\\n  \\u00e9 \\"tres\\" fin"\n',
            "copy",
            'uno é "tres" ya',
            'copy: "uno \\\n  \\u00e9 \\"tres\\" ya"\n',
        ),
        ("l: [a, b] # c\n", "l", ["a", "b", "c, d"], 'l: [a, b, "c, d"] # c\n'),
        ("l:\n- a\n# de b\n- b\n", "l", ["b"], "l:\n# de b\n- b\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_value_is_another_one(before: str, at: str, value: Any, now: str, end: str) -> None:
    assert after(before.replace("\n", end), Set((at,), value)) == now.replace("\n", end)


@pytest.mark.parametrize(
    ("before", "edit", "now"),
    [
        ("a: 1", Set(("b",), "x"), "a: 1\nb: x"),
        (
            "- story: a\n  headline: x\n  # nota\n  parts:\n  - vo: b\n",
            Set((0, "float"), True),
            "- story: a\n  headline: x\n  float: true\n  # nota\n  parts:\n  - vo: b\n",
        ),
        ("a: {file: b, out: 9s} # c\n", Set(("a", "in"), "3s"), "a: {file: b, in: 3s, out: 9s} # c\n"),
        ("vo: uno\n", Set(("versions", "radio", "copy"), "dos"), "vo: uno\nversions:\n  radio: {copy: dos}\n"),
        ("a: 1\n", Insert(("parts", 0), {"vo": "x"}), "a: 1\nparts:\n  - vo: x\n"),
        ("l: []\n", Insert(("l", 0), "c"), "l: [c]\n"),
        ("pictures: a.jpg\n", Insert(("pictures", 1), "b.jpg"), "pictures:\n  - a.jpg\n  - b.jpg\n"),
        (
            "l:\n    # de a\n    - story: a\n\n    - story: b\n",
            Insert(("l", 0), {"story": "c", "headline": "Uno: dos", "parts": [{"read": "Hola."}]}),
            'l:\n    - story: c\n      headline: "Uno: dos"\n      parts:\n          - read: Hola.\n\n'
            "    # de a\n    - story: a\n\n    - story: b\n",
        ),
        ("l:\n  - a\n  - b", Insert(("l", 2), "c: d"), 'l:\n  - a\n  - b\n  - "c: d"'),
        ("l: [a]\n", Remove(("l", 0)), "l: []\n"),
        ("l:\n  - a\nb: 1\n", Remove(("l", 0)), "l: []\nb: 1\n"),
        ("l:\n  - a\n\n  # de b\n  - b\n\n  - c\n", Remove(("l", 1)), "l:\n  - a\n\n  - c\n"),
        ("a: {b: 1, c: [d, e]}\n", Remove(("a", "b")), "a: {c: [d, e]}\n"),
        ("a: {b: 1, c: [d, e]}\n", Remove(("a", "c", 1)), "a: {b: 1, c: [d]}\n"),
        ("- sot: a\n  in: 3s\n", Remove((0, "sot")), "- in: 3s\n"),
        (
            "l:\n  # de a\n  - story: a\n    in: x\n    # falta\n\n  # suelta\n\n  # de b\n  - story: b # b\n  # fin\n",
            Move(("l", 0), 1),
            "l:\n  # de b\n  - story: b # b\n\n  # suelta\n\n  # de a\n  - story: a\n    in: x\n    # falta\n  # fin\n",
        ),
        ("l:\n  - a: >+\n      x\n  - b", Move(("l", 1), 0), "l:\n  - b\n  - a: >+\n      x"),
        ("l: [a, {b: c}, 'd']\n", Move(("l", 2), 0), "l: ['d', a, {b: c}]\n"),
        (
            "b: &b {in: 3s}\nl:\n  - sot: a\n    <<: *b\n  - vo: b\n",
            Move(("l", 0), 1),
            "b: &b {in: 3s}\nl:\n  - vo: b\n  - sot: a\n    <<: *b\n",
        ),
    ],
)
def test_keys_and_entries_come_go_and_move(before: str, edit: Edit, now: str) -> None:
    # The top of a file has keys; a list is seen as one below them.
    inside = before.startswith("-")
    if inside:
        before, now = f"l:\n{before}", f"l:\n{now}"
        edit = type(edit)(("l", *edit.at), *list(vars(edit).values())[1:])
    assert after(before, edit) == now


@pytest.mark.parametrize(
    ("text", "edit", "words", "line"),
    [
        ("a: &x uno\nb: *x\n", Set(("a",), "dos"), "Line 2 uses this too", 1),
        ("a: &x {c: uno}\nb: *x\n", Set(("a", "c"), "dos"), "Line 2 uses this too", 1),
        ("a: &x uno\nb: *x\n", Set(("b",), "dos"), "stands elsewhere", 2),
        ("a: &x {c: uno}\nb: *x\n", Set(("b", "c"), "dos"), "stands elsewhere", 2),
        ("a: [x\n", Set(("a",), "dos"), "is no right YAML", 2),
        ("a: x\n", Set(("a", "b"), "dos"), "no “b” here", None),
        ("a: [x]\n", Set(("a", 3), "dos"), "no “3” here", None),
        ("a: [x]\n", Insert(("a", 2), "dos"), "no “a” here", None),
        ("a: [x]\n", Move(("a", 0), 1), "no “0” here", None),
        ("a: x\n", Remove(("b",)), "no “b” here", None),
        ("a: x\n", Set(("<<",), {"b": "c"}), "cannot be changed here", None),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(text: str, edit: Edit, words: str, line: int | None) -> None:
    with pytest.raises(EditError) as refused:
        after(text, edit)
    assert words in refused.value.message
    assert line is None or (refused.value.place and refused.value.place.line == line)


def test_several_edits_one_after_the_other() -> None:
    edits = (Insert(("l", 2), "c"), Insert(("l", 0), "x, y"), Remove(("l", 1)), Set(("l", 0), "x"))
    assert after("l: [a, b]\n", *edits) == 'l: ["x", b, c]\n'


def test_a_value_that_is_there_already_changes_nothing() -> None:
    text = "\ufeffa: 'uno'  \r\nb:   [ x,y ]\r\n"
    assert after(text, Set(("a",), "uno "), Set(("b",), ["x", "y"]), Move(("b", 1), 1)) == text
