from __future__ import annotations

from fractions import Fraction

import pysubs2

from newscast.captions.cue import Cue
from newscast.captions.formats import FORMATS

RATE = Fraction(30000, 1001)
CUES = (
    Cue(0, 30, ("¿Ya conoce el parque?", "Agüero & Muñoz <b>"), "Ana Ruiz"),
    Cue(32, 108_000, ("¡Abre el sábado!",)),
)


def test_srt_bytes() -> None:
    assert FORMATS["srt"](CUES, RATE, "es-MX").decode() == (
        "1\r\n00:00:00,000 --> 00:00:01,001\r\n¿Ya conoce el parque?\r\nAgüero & Muñoz <b>\r\n\r\n"
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


def test_no_cues_is_a_valid_file() -> None:
    assert FORMATS["srt"]((), RATE, "es") == b""
    assert FORMATS["vtt"]((), RATE, "es").startswith(b"WEBVTT\n")
