"""What an editor's programs write as captions is read, with the lines in which it stands; what cannot be is told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.errors import Problem
from newscast.document.captions import WrittenCaptions, read_captions, tag_in

SRT = (
    "1\n00:00:01,500 --> 00:00:04,000\n¿Qué <i>pasó</i>?\nNada & todo.\n\n"
    "2\n00:00:05,000 --> 00:00:06,5\n{\\an8}Adiós.\n"
)
VTT = """\
WEBVTT - corregido
Kind: captions

NOTE de 1 --> nada

STYLE
::cue { color: white }

uno
00:01.500 --> 00:04.000 align:start
<v Ana Ruiz>¿Qué <c.rojo>pasó</c>?</v>
Nada &amp; todo.

NOTE
otra nota

00:00:05.000 --> 00:00:06.500
Adiós.
"""


def read(path: Path, content: str | bytes) -> tuple[WrittenCaptions | None, list[Problem]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    return read_captions(path, problems), problems


TWO = [
    (Fraction(3, 2), Fraction(4), ("¿Qué pasó?", "Nada & todo.")),
    (Fraction(5), Fraction(13, 2), ("Adiós.",)),
]


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("a.srt", SRT, [2, 7]),
        ("a.srt", "\ufeff" + SRT.replace("\n", "\r\n"), [2, 7]),
        ("a.srt", SRT.replace("\n", "\r"), [2, 7]),
        ("a.srt", SRT.encode("utf-16"), [2, 7]),
        ("a.srt", SRT.encode("utf-16-le"), [2, 7]),
        ("a.srt", SRT.encode("utf-16-be"), [2, 7]),
        ("a.srt", SRT.replace("\n\n2\n", "\n2\n"), [2, 6]),
        ("a.srt", SRT.replace("2\n00", "00").replace(",", "."), [2, 6]),
        ("a.vtt", VTT, [10, 17]),
    ],
)
def test_what_programs_write_is_read(tmp_path: Path, name: str, content: str | bytes, lines: list[int]) -> None:
    found, problems = read(tmp_path / name, content)
    assert found and problems == []
    assert [(cue.start, cue.end, cue.lines) for cue in found.cues] == TWO
    assert [cue.place.line for cue in found.cues] == lines
    assert [cue.speaker for cue in found.cues] == (["Ana Ruiz", ""] if name == "a.vtt" else ["", ""])


def test_windows_1252_is_read_and_told(tmp_path: Path) -> None:
    found, (problem,) = read(tmp_path / "a.srt", SRT.encode("cp1252"))
    assert found and found.cues[0].lines[0] == "¿Qué pasó?"
    assert problem.warning and problem.code == "caption-encoding" and "Windows-1252" in problem.message


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("hola\n", 1, "There are no captions"),
        ("1\n00:00:01,500 -> 00:00\nhola --> nada\n", 3, "are no times"),
        (SRT.replace("00:00:05,000", "cinco"), 7, "are no times"),
        (SRT.replace("00:00:05,000", "00:61:05,000"), 7, "are no times"),
        (SRT.replace("00:00:05,000", "00:00:75,000"), 7, "are no times"),
        (SRT.replace("00:00:05,000", "00:00:07,000"), 7, "ends before it begins"),
        ("Créditos\n\n" + SRT, 1, "belongs to no caption"),
        (SRT.replace("Adiós", "Adi\x00s"), 8, "invisible control character"),
        (b"PK\x03\x04word/", 1, "no text file"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes, line: int, message: str
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    found, problems = read(tmp_path / "a.srt", content)
    errors = [each for each in problems if not each.warning]
    assert found is None and message in errors[-1].message and errors[-1].hint
    assert errors[-1].place and errors[-1].place.line == line


@pytest.mark.parametrize(("encoding", "name"), [("mac_roman", "Mac Roman"), ("cp850", "DOS 850")])
def test_so_is_what_older_programs_wrote(encoding: str, name: str, tmp_path: Path) -> None:
    found, (problem,) = read(tmp_path / "a.srt", SRT.encode(encoding))
    assert found and found.cues[0].lines[0] == "¿Qué pasó?"
    assert problem.warning and name in problem.message


@pytest.mark.parametrize("arrow", ["→", "–>", "—>", "->"])
def test_arrows_of_word_processors_are_arrows(arrow: str, tmp_path: Path) -> None:
    found, problems = read(tmp_path / "a.srt", SRT.replace("-->", arrow).encode())
    assert found and len(found.cues) == 2 and not problems


def test_times_without_an_arrow_are_no_words_of_a_caption(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nHola.\n\n2\n00:00:03,000 – 00:00:04,000\nAdiós.\n"
    found, (problem,) = read(tmp_path / "a.srt", text.encode())
    assert found is None and problem.place and problem.place.line == 6 and "are no times" in problem.message


def test_doubled_line_ends_unseen_characters_and_a_last_number_are_no_words(tmp_path: Path) -> None:
    text = "1\n\u200b00:00:01,000 --> 00:00:02,000\n\ufeffHola.\n\n2\n"
    found, problems = read(tmp_path / "a.srt", text.replace("\n", "\r\r\n").encode())
    assert found and not problems and [cue.lines for cue in found.cues] == [("Hola.",)]
    found, problems = read(tmp_path / "a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nMarque\n072\n")
    assert found and found.cues[0].lines == ("Marque", "072")


def test_captions_out_of_order_are_put_in_order_and_told(tmp_path: Path) -> None:
    text = "1\n00:00:05,000 --> 00:00:06,000\nDos.\n\n2\n00:00:01,000 --> 00:00:02,000\nUno.\n"
    found, (problem,) = read(tmp_path / "a.srt", text.encode())
    assert found and [cue.text for cue in found.cues] == ["Uno.", "Dos."]
    assert problem.warning and problem.place and problem.place.line == 6


@pytest.mark.parametrize("content", ["<!doctype html><p>Hola</p>", " \n<html>", "%PDF-1.7", "{\\rtf1 Hola}"])
def test_files_of_other_programs_are_told_with_the_ending_that_captions_have(tmp_path: Path, content: str) -> None:
    written, (problem,) = read(tmp_path / "a.srt", content)
    assert written is None and problem.code == "text-encoding"
    assert ".srt" in problem.hint and ".yaml" not in problem.hint


CANCION = "canci\u00f3n"
SPELLINGS = (CANCION, "cancio\u0301n", "Canci\u00f3n", "CANCIO\u0301N")


@pytest.mark.parametrize("stem", SPELLINGS)
@pytest.mark.parametrize("spelled", SPELLINGS)
def test_captions_are_beside_their_rundown_in_any_spelling(stem: str, spelled: str) -> None:
    assert tag_in(f"{spelled}.srt", stem) == "" and tag_in(f"{spelled}.en.VTT", stem) == "en"
    assert tag_in(f"{spelled}-2.srt", stem) is None and tag_in(f"{spelled}.txt", stem) is None
    assert tag_in(f"{spelled}.v2.srt", f"{stem}.v2") == ""
