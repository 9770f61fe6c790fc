from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import pysubs2
import pytest

from newscast.captions.cue import Cue
from newscast.captions.facebook import locale
from newscast.captions.formats import FORMATS
from newscast.captions.imsc import PROFILE
from newscast.step.step import Tools
from tests.captions.webvtt import faults

RATE = Fraction(30000, 1001)
CUES = (
    Cue(0, 30, ("¿Ya conoce el parque?", "Agüero & Muñoz <b>"), "Ana Ruiz"),
    Cue(32, 108_000, ("¡Abre el sábado!",)),
)


def test_srt_bytes() -> None:
    assert FORMATS["srt"].write(CUES, RATE, "es-MX").decode() == (
        "1\r\n00:00:00,000 --> 00:00:01,001\r\n¿Ya conoce el parque?\r\nAgüero & Muñoz ‹b›\r\n\r\n"
        "2\r\n00:00:01,068 --> 01:00:03,600\r\n¡Abre el sábado!\r\n\r\n"
    )


def test_vtt_bytes() -> None:
    assert FORMATS["vtt"].write(CUES, RATE, "es-MX").decode() == (
        "WEBVTT\n\nNOTE Language: es-MX\n\n"
        "1\n00:00:00.000 --> 00:00:01.001\n<v Ana Ruiz>¿Ya conoce el parque?\nAgüero &amp; Muñoz &lt;b&gt;\n\n"
        "2\n00:00:01.068 --> 01:00:03.600\n¡Abre el sábado!\n"
    )


def test_another_reader_finds_the_same_times_and_words() -> None:
    for name in ("srt", "vtt", "facebook"):
        written = FORMATS[name].write(CUES[1:], RATE, "es-MX").decode()
        read = pysubs2.SSAFile.from_string(written, format_=FORMATS[name].suffix)
        assert [(event.start, event.end, event.plaintext) for event in read] == [(1068, 3603600, "¡Abre el sábado!")]


NASTY = (
    Cue(0, 5, ("Si a < b --> c & d", "<v Nadie> &amp; {uno}"), "Ana & <Luis>\nRuiz"),
    Cue(5, 6, ("WEBVTT",)),
    Cue(6, 7, ("NOTE nada",), "Ñ"),
)


@pytest.mark.parametrize("cues", [(), CUES, NASTY])
def test_webvtt_is_what_the_grammar_of_w3c_allows(cues: tuple[Cue, ...]) -> None:
    assert faults(FORMATS["vtt"].write(cues, RATE, "es-MX")) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("WEBVTT\nKind: captions\n\n", "right under"),
        ("WEBVTTX\n\n", "first line"),
        ("WEBVTT\n\n1\n00:00.000 --> 00:01.000\na\n\n1\n00:02.000 --> 00:03.000\na\n", "two cues"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\na\n", "ends before"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\na\n\n00:01.000 --> 00:03.000\nb\n", "begins before"),
        ("WEBVTT\n\n0:02.000 --> 00:03.000\na\n", "no timings"),
        ("WEBVTT\n\n00:02,000 --> 00:03,000\na\n", "no timings"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000 left\na\n", "no such setting"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\na & b\n", "unescaped"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\na > b\n", "unescaped"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n<font>a</font>\n", "no such tag"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n<v>a\n", "no such tag"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nb <v Ana>a\n", "not closed"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n<i>a\n", "not closed"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\na\n\nSTYLE\n::cue {}\n", "where none"),
        ("WEBVTT\n\nNOTE a --> b\n", "arrow in a comment"),
    ],
)
def test_the_grammar_refuses(body: str, fault: str) -> None:
    (found,) = faults(body.encode())
    assert fault in found


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (("Si a < b y 5 > 3, ya ganamos.",), "Si a ‹ b y 5 › 3, ya ganamos."),
        (("Si a < b", "y 5 > 3."), "Si a ‹ b\\Ny 5 › 3."),
        (("<b>Uno</b> <i>dos", "<nota al pie> y <3"), "‹b›Uno‹/b› ‹i›dos\\N‹nota al pie› y <3"),
        (("Si a < b y <i>5</i> > 3", "{a {b} c}"), "Si a ‹ b y ‹i›5‹/i› › 3\\N(a (b) c)"),
        (("Más de 3: 5 > 3", "y menos: 2 < 3"), "Más de 3: 5 > 3\\Ny menos: 2 < 3"),
        (("{\\an8}arriba {y:i}inclinado", "{a} {1}"), None),
        (("Vea C:\\Nuevo\\hoy", "y \\nada\\aquí"), "Vea C:/Nuevo/hoy\\Ny /nada\\aquí"),
    ],
)
def test_words_survive_a_player(lines: tuple[str, ...], shown: str | None, tools: Tools) -> None:
    """ffmpeg reads SubRip as most players do, with the tags and codes that nobody ever wrote down."""
    path = tools.scratch / "a.srt"
    path.write_bytes(FORMATS["srt"].write([Cue(0, 60, lines)], RATE, "es-MX"))
    read = tools.decode(["-i", f"file:{path}", "-f", "ass", "pipe:1"]).decode()
    text = read.strip().rsplit(",,", 1)[1]
    words = [re.findall(r"\w+", line.replace("\\an8", "an8")) for line in lines]
    assert re.findall(r"\w+", text.replace("\\N", " ").replace("\\", " ")) == [word for line in words for word in line]
    assert shown is None or text == shown


def test_no_cues_is_a_valid_file() -> None:
    assert FORMATS["srt"].write((), RATE, "es") == b""
    assert FORMATS["vtt"].write((), RATE, "es").startswith(b"WEBVTT\n")
    assert read_imsc(FORMATS["imsc"].write((), RATE, "es")) == []


TT = "{http://www.w3.org/ns/ttml}"
TTP, TTM = TT.replace("}", "#parameter}"), TT.replace("}", "#metadata}")


def read_imsc(content: bytes) -> list[tuple[Fraction, Fraction, str]]:
    """What ttconv, another program, reads in a document: when each paragraph begins and ends, and its lines."""
    from ttconv import model
    from ttconv.imsc import reader

    document = reader.to_model(ElementTree.parse(io.BytesIO(content)))
    assert document is not None and document.get_body() is not None
    found = []
    for element in document.get_body().dfs_iterator():
        if isinstance(element, model.P):
            assert element.get_end() is not None
            words = [each for each in element.dfs_iterator() if isinstance(each, model.Text | model.Br)]
            text = "".join(each.get_text() if isinstance(each, model.Text) else "\n" for each in words)
            found.append((element.get_begin() or Fraction(0), element.get_end(), text))
    return found


def test_imsc_is_read_by_another_program_to_the_frame() -> None:
    cues = (*CUES[:1], *(Cue(at, at + 1, (f"{at} < & >",)) for at in range(32, 700, 7)))
    read = read_imsc(FORMATS["imsc"].write(cues, RATE, "es-MX"))
    assert [text for *_times, text in read] == ["\n".join(cue.lines) for cue in cues]
    # A player takes the closest frame that is not earlier than what is written.
    frames = [(-(-start * RATE // 1), -(-end * RATE // 1)) for start, end, _text in read]
    assert frames == [(cue.start, cue.end) for cue in cues]


def test_imsc_says_what_the_profile_asks_for() -> None:
    root = ElementTree.fromstring(FORMATS["imsc"].write(CUES, RATE, "es-MX"))
    assert root.tag == f"{TT}tt" and root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es-MX"
    assert root.get(f"{TTP}contentProfiles") == PROFILE and root.get(f"{TTP}timeBase") == "media"
    assert (root.get(f"{TTP}frameRate"), root.get(f"{TTP}frameRateMultiplier")) == ("30", "1000 1001")
    ids = [each.get("{http://www.w3.org/XML/1998/namespace}id") for each in root.iter()]
    named = [each for each in ids if each]
    assert len(named) == len(set(named))
    # Every region and style that is named is there; one region holds all, whole inside the picture.
    asked = {each.get(key) for each in root.iter() for key in ("region", "style") if each.get(key)}
    assert asked == {"bottom", "captions", "words"} <= set(named)
    (region,) = root.iter(f"{TT}region")
    tts = "{http://www.w3.org/ns/ttml#styling}"
    pairs = [[float(part.rstrip("%")) for part in region.attrib[f"{tts}{key}"].split()] for key in ("origin", "extent")]
    assert all(start >= 5 and start + length <= 95 for start, length in zip(*pairs, strict=True))
    (first, second) = root.iter(f"{TT}p")
    (agent,) = root.iter(f"{TTM}agent")
    assert first.get(f"{TTM}agent") == named[0] and second.get(f"{TTM}agent") is None
    assert [each.text for each in agent] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("tag", "name"),
    [("es-MX", "es_LA"), ("es", "es_LA"), ("es-ES", "es_ES"), ("en", "en_US"), ("en-GB", "en_GB"), ("it", "it_IT")],
)
def test_facebook_has_its_own_locales(tag: str, name: str) -> None:
    assert locale(tag) == name
    assert FORMATS["facebook"].name("hoy", tag) == f"hoy.{name}.srt"


def test_further_languages_stand_in_the_name() -> None:
    names = {FORMATS[each].name("hoy", "en", further) for each in ("srt", "vtt", "imsc") for further in (False, True)}
    assert names == {"hoy.srt", "hoy.vtt", "hoy.ttml", "hoy.en.srt", "hoy.en.vtt", "hoy.en.ttml"}


@pytest.mark.parametrize(
    ("tag", "told"), [("ar", True), ("he-IL", True), ("az-Arab", True), ("az", False), ("en", False)]
)
def test_imsc_says_which_languages_are_written_from_the_right(tag: str, told: bool) -> None:
    written = FORMATS["imsc"].write(CUES, RATE, tag)
    assert (b'tts:direction="rtl"' in written) == told
