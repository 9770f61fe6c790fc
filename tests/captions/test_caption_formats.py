from __future__ import annotations

import re
from fractions import Fraction

import pysubs2
import pytest

from newscast.captions.cue import Cue
from newscast.captions.formats import FORMATS
from newscast.step.step import Tools

RATE = Fraction(30000, 1001)
CUES = (
    Cue(0, 30, ("¿Ya conoce el parque?", "Agüero & Muñoz <b>"), "Ana Ruiz"),
    Cue(32, 108_000, ("¡Abre el sábado!",)),
)


def test_srt_bytes() -> None:
    assert FORMATS["srt"](CUES, RATE, "es-MX").decode() == (
        "1\r\n00:00:00,000 --> 00:00:01,001\r\n¿Ya conoce el parque?\r\nAgüero & Muñoz ‹b›\r\n\r\n"
        "2\r\n00:00:01,068 --> 01:00:03,600\r\n¡Abre el sábado!\r\n\r\n"
    )


def test_vtt_bytes() -> None:
    assert FORMATS["vtt"](CUES, RATE, "es-MX").decode() == (
        "WEBVTT\nKind: captions\nLanguage: es-MX\n\n"
        "1\n00:00:00.000 --> 00:00:01.001\n<v Ana Ruiz>¿Ya conoce el parque?\nAgüero &amp; Muñoz &lt;b&gt;\n\n"
        "2\n00:00:01.068 --> 01:00:03.600\n¡Abre el sábado!\n"
    )


def test_another_reader_finds_the_same_times_and_words() -> None:
    for suffix, write in FORMATS.items():
        cues = CUES[1:]
        read = pysubs2.SSAFile.from_string(write(cues, RATE, "es-MX").decode(), format_=suffix)
        assert [(event.start, event.end, event.plaintext) for event in read] == [(1068, 3603600, "¡Abre el sábado!")]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (("Si a < b y 5 > 3, ya ganamos.",), "Si a ‹ b y 5 › 3, ya ganamos."),
        (("Si a < b", "y 5 > 3."), "Si a ‹ b\\Ny 5 › 3."),
        (("<b>Uno</b> <i>dos", "<nota al pie> y <3"), "‹b›Uno‹/b› ‹i›dos\\N‹nota al pie› y <3"),
        (("Más de 3: 5 > 3", "y menos: 2 < 3"), "Más de 3: 5 > 3\\Ny menos: 2 < 3"),
        (("{\\an8}arriba {y:i}inclinado", "{a} {1}"), None),
    ],
)
def test_words_survive_a_player(lines: tuple[str, ...], shown: str | None, tools: Tools) -> None:
    """ffmpeg reads SubRip as most players do, with the tags and codes that nobody ever wrote down."""
    path = tools.scratch / "a.srt"
    path.write_bytes(FORMATS["srt"]([Cue(0, 60, lines)], RATE, "es-MX"))
    read = tools.decode(["-i", f"file:{path}", "-f", "ass", "pipe:1"]).decode()
    text = read.strip().rsplit(",,", 1)[1]
    words = [re.findall(r"\w+", line.replace("\\an8", "an8")) for line in lines]
    assert re.findall(r"\w+", text.replace("\\N", " ").replace("\\", " ")) == [word for line in words for word in line]
    assert shown is None or text == shown


def test_no_cues_is_a_valid_file() -> None:
    assert FORMATS["srt"]((), RATE, "es") == b""
    assert FORMATS["vtt"]((), RATE, "es").startswith(b"WEBVTT\n")
