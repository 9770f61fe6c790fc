"""The table of mistakes: each is told once, at its line, with its cause and its mend, in English and in Spanish."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.rundown.load import load

HERE = Path(__file__).parent
GOOD = (HERE / "good.yaml").read_text(encoding="utf-8")
LANGUAGES = ("en", "es")


def plain(field: str) -> str:
    """What a field of the table stands for."""
    signs = {"n": "\n", "t": "\t", "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: signs[found[1]], field)


TABLE = (HERE / "mistakes.tsv").read_text(encoding="utf-8").splitlines()
MISTAKES = [tuple(map(plain, row.split("\t"))) for row in TABLE if not row.startswith("#")]


def told(path: Path) -> tuple[Problem, ...]:
    try:
        return load(path).warnings
    except FilesError as error:
        return error.problems


def test_the_rundown_is_good_and_the_table_is_long(write: Callable[..., Path]) -> None:
    assert told(write(GOOD)) == ()
    assert len(MISTAKES) > 200 and len({(old, new) for old, new, *_rest in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize(("old", "new", "line", "english", "spanish"), MISTAKES)
def test_a_mistake_is_told_once_with_cause_and_mend(
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    new: str,
    line: str,
    english: str,
    spanish: str,
) -> None:
    assert old in GOOD
    path = write(GOOD.replace(old, new, 1))
    for language, words in zip(LANGUAGES, (english, spanish), strict=True):
        monkeypatch.setenv("NEWSCAST_LANG", language)
        (problem,) = told(path)
        cause, mend = words.split(" | ")
        assert problem.place and str(problem.place.line) == line, str(problem)
        assert cause in problem.message and mend in problem.hint, str(problem)


def test_a_broken_segment_hides_no_other_problem(write: Callable[..., Path]) -> None:
    text = GOOD.replace("    headline: Concluye", "   headline: Concluye").replace("- sting: main", "– sting: main")
    text = text.replace("who: laura", "who: pepe").replace("    tease: Más", "\ttease: Más")
    text = text.replace("transition: dissolve", "transition: fundido").replace("voz/a.wav", "voz/c.wav")
    lines = [problem.place.line for problem in told(write(text)) if problem.place]
    assert lines == [13, 14, 19, 38, 41]


@pytest.mark.parametrize("segment", ["  - story: agua\n    ][\n    parts: }{\n", "  - {]\n", "  - }\n"])
def test_what_nobody_understands_is_left_out_and_the_rest_is_read(write: Callable[..., Path], segment: str) -> None:
    text = GOOD.replace("  - sting: main\n", segment).replace("transition: dissolve", "transition: fundido")
    text = text.replace("[bacheo, feria]", "[bacheo, feria, agua]").replace("in: 1.5s", "in: 1,5s")
    found = told(write(text))
    lines = [problem.place.line for problem in found if problem.place]
    assert len(lines) == 3 and lines[0] == 27 and lines[2] == 40 + segment.count("\n"), [str(each) for each in found]
    assert 38 <= lines[1] < 38 + segment.count("\n")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "Word"),
        (b"PK\x03\x04\x14\0\0\0xl/workbook.xml", "Excel"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice"),
        (b"PK\x03\x04\x14\0\0\0a.txt", "ZIP"),
        (b"%PDF-1.7\n" + bytes(2_000_000), "PDF"),
        (b"{\\rtf1\\ansi rundown: 1}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office"),
        (b"<!DOCTYPE html><html>", "HTML"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\0\0\0\x18ftypmp42", "video"),
        ("rundown: 1\n".encode("utf-16"), "UTF-16"),
        ("rundown: 1\n".encode("utf-16-le"), "UTF-16"),
        (b"", ""),
    ],
)
def test_a_file_of_another_program_is_told_as_what_it_is(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str
) -> None:
    path = write(data)
    for language, cause, mend in (
        ("en", "no text file|UTF-8|empty", "Notepad|.yaml|saved"),
        ("es", "no es un archivo|UTF-8|vacío", "Bloc de notas|.yaml|guardó"),
    ):
        monkeypatch.setenv("NEWSCAST_LANG", language)
        (problem,) = told(path)
        assert problem.place and problem.place.line == 1
        assert kind in problem.message and any(words in problem.message for words in cause.split("|"))
        assert any(words in problem.hint for words in mend.split("|"))
