"""CEA-608: what is written is read again as it was meant, in time, with every Spanish character."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscast.captions import mcc, scc
from newscast.captions.cue import Cue
from newscast.captions.line21 import cdp
from newscast.captions.line21.anc import packets
from newscast.captions.line21.characters import BASIC, EXTENDED, SPECIAL, before, coded, replaced, shown
from newscast.captions.line21.codes import ERASE, FLIP, with_parity
from newscast.captions.line21.encoding import frames_to_write, pairs_of
from newscast.captions.line21.layout import BESIDE_SIGNS, Covered, laid_out
from newscast.captions.line21.model import PopOn
from newscast.captions.line21.reading import UnreadableError, read
from newscast.captions.line21.spacing import spaced
from newscast.captions.line21.tape import Tape
from newscast.qc.captions.carried import check_carried
from newscast.qc.captions.model import Caption, WantedCaptions
from newscast.qc.carried import Carried
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
SPANISH = "aábcdeéfghiíjklmnñoópqrstuúüvwxyzAÁBCDEÉFGHIÍJKLMNÑOÓPQRSTUÚÜVWXYZ0123456789¿?¡!«»“”‘—-.,;:()[]%$#@&+*/°\"' "


def again(captions: Sequence[PopOn], frames: int) -> list[PopOn]:
    """As a decoder reads them."""
    sent = pairs_of(captions)
    return list(read(((frame, with_parity(sent.get(frame, (0, 0)))) for frame in range(frames)), frames))


@pytest.mark.parametrize("start", range(0, len(SPANISH), 30))
def test_every_spanish_character_is_read_as_it_was_written(start: int) -> None:
    line = SPANISH[start : start + 30].strip()
    assert shown(line) == line
    (found,) = again([PopOn(90, 150, 14, 0, (line, line[::-1].strip()))], 200)
    assert found.lines == (line, line[::-1].strip())


def test_a_basic_character_goes_before_each_extended_one() -> None:
    # An old decoder shows the first, others put the second in its place.
    assert coded("Á") == [(BASIC["A"], 0), EXTENDED["Á"], EXTENDED["Á"]]
    assert coded("aü") == [(BASIC["a"], BASIC["u"]), EXTENDED["ü"], EXTENDED["ü"]]
    assert all(before(sign) in BASIC for sign in EXTENDED)


def test_what_there_is_not_is_written_otherwise_and_told() -> None:
    assert shown("3.º · 20 € – “Łódź” 😀… C\u0327a") == "3.° • 20 EUR - “Lódz” ?... Ça"
    assert shown("STRAẞE, Þór y Ħal") == "STRASSE, Thór y Hal"
    assert replaced("Ana… 20 € y Łódź 😀") == ("€", "Ł", "ź", "😀")
    assert replaced("“¡Ñandú!” — 3.º") == ()


def test_a_caption_is_seen_from_its_first_frame_to_its_last() -> None:
    planned = [
        PopOn(60, 100, 14, 4, ("¡Él vio al pingüino", "de Ñandú!")),
        PopOn(102, 160, 15, 0, ("— Sí, señor.",)),
        PopOn(190, 210, 11, 0, ("[música]",)),
    ]
    first, *rest = again(planned, 300)
    # One that is followed at once stays until then.
    assert (first.start, first.end) == (60, 102)
    assert rest == planned[1:]


def test_what_controls_is_sent_twice_in_a_row() -> None:
    sent = pairs_of([PopOn(90, 121, 15, 0, ("Así es",)), PopOn(133, 180, 14, 0, ("Ñ" * 20, "ñú" * 10))])
    frames = sorted(sent)
    control = [frame for frame in frames if sent[frame][0] < 0x20]
    at = 0
    while at < len(control):
        one, two = control[at : at + 2]
        assert (two, sent[two]) == (one + 1, sent[one])
        at += 2
    assert list(sent.values()).count(ERASE) == 4 and list(sent.values()).count(FLIP) == 4


def test_a_pair_with_wrong_parity_is_refused() -> None:
    sent = pairs_of([PopOn(60, 90, 15, 0, ("Hola",))])
    pairs = [(frame, with_parity(sent.get(frame, (0, 0)))) for frame in range(100)]
    pairs[61] = (61, (pairs[61][1][0] ^ 0x80, pairs[61][1][1]))
    with pytest.raises(UnreadableError, match="parity of frame 61"):
        list(read(pairs, 100))


_SAID = [
    "la",
    "de",
    "en",
    "qué",
    "sí",
    "no",
    "año",
    "4,200",
    "“así”",
    "¿cómo?",
    "¡Ánimo!",
    "Ángel",
    "pingüino",
    "Obras",
    "Públicas",
    "concluyó",
    "alcaldesa",
    "bulevares",
]
_WORDS = st.lists(st.sampled_from(_SAID), min_size=1, max_size=8)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(_WORDS, st.sampled_from([2, 2, 2, 12, 40])), min_size=1, max_size=8))
def test_captions_are_in_time_however_short_the_one_before(copy: list[tuple[list[str], int]]) -> None:
    cues, at = [], 60
    for number, (words, gap) in enumerate(copy):
        words = [str(number), *words]
        # Fast speech, 15 letters a second; more time for the signs that three pairs show, of which there are few.
        frames = max(25, sum(2 * (len(word) + 1) + 4 * sum(sign in EXTENDED for sign in word) for word in words))
        cues.append(Cue(at, at + frames, _lines(words)))
        at += frames + gap
    planned = laid_out(spaced(cues, _evenly, 32, "es-MX", 9999), [])
    found = again(planned, at + 10)
    assert [each.lines for each in found] == [each.lines for each in planned]
    assert " ".join(each.text for each in found) == " ".join(shown(cue.shown) for cue in cues)
    assert all(abs(one.start - other.start) <= 2 for one, other in zip(found, planned, strict=True))
    starts = {each.start for each in found}
    assert all(starts & set(range(cue.start - 2, cue.start + 3)) for cue in cues)
    assert all(len(line) <= 32 for each in found for line in each.lines)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(_WORDS, st.sampled_from([2, 2, 2, 12, 20])), min_size=1, max_size=16),
    st.sampled_from([Fraction(24000, 1001), Fraction(24), Fraction(25), RATE, Fraction(30)]),
    st.integers(12, 22),
    st.sampled_from([0, 6, 30]),
)
def test_of_dense_captions_none_is_lost_and_every_late_one_is_told(
    copy: list[tuple[list[str], int]], rate: Fraction, letters: int, at: int
) -> None:
    cues = []
    for number, (words, gap) in enumerate(copy):
        # None is like the next: two captions that are look like one.
        words = [str(number), *(f"{word}{place}" for place, word in enumerate(words))]
        frames = max(int(len(" ".join(words)) * rate / letters), int(rate / 3))
        cues.append(Cue(at, at + frames, _lines(words)))
        at += frames + gap
    frames = at + 40
    planned = laid_out(spaced(cues, _evenly, 32, "es-MX", frames), [])
    found = again(planned, frames)
    assert " ".join(each.text for each in found) == " ".join(shown(cue.shown) for cue in cues)
    for one, other in zip(found, planned, strict=True):
        assert one.start >= other.start and one.end - one.start >= min(8, other.end - other.start)
    late = [other.text for one, other in zip(found, planned, strict=True) if one.start > other.start + 2]
    seen, wanted = ([Caption(each.start, each.end, each.lines) for each in which] for which in (found, planned))
    carried = Carried((), (), {"anc": tuple(seen)})
    check = check_carried(carried, {"anc": wanted}, WantedCaptions(rate, frames, 32, 2, 17, ()))
    assert (check.verdict, [place.text for place in check.where]) == ("warn" if late else "pass", late)


def test_two_for_which_there_is_no_time_are_shown_as_one() -> None:
    cues = [Cue(60, 120, ("La obra de la calle principal", "termina hoy.")), Cue(122, 130, ("Sí,",))]
    cues += [Cue(132, 140, ("dijo la alcaldesa.",)), Cue(180, 230, ("Otra.",))]
    assert [each.lines for each in spaced(cues, _evenly, 32, "es-MX", 300)][1:] == [
        ("Sí, dijo la alcaldesa.",),
        ("Otra.",),
    ]
    others = [replace(each, speaker=str(number)) for number, each in enumerate(cues)]
    assert [each.lines[0] for each in spaced(others, _evenly, 32, "es-MX", 300)][1:3] == ["Sí,", "dijo la alcaldesa."]


def test_a_programme_without_words_has_no_captions() -> None:
    assert spaced([], _evenly, 32, "es-MX", 300) == []


def test_a_late_one_stays_to_be_read_until_the_next_is_due() -> None:
    first, _last = spaced([Cue(0, 20, ("Muy buenos días.",)), Cue(90, 120, ("Fin",))], _evenly, 32, "es-MX", 150)
    assert (first.start, first.end) == (0, frames_to_write(first.lines) + 25)
    first, last = spaced([Cue(0, 20, ("Muy buenos días.",)), Cue(35, 60, ("Fin",))], _evenly, 32, "es-MX", 150)
    assert (first.end, last.start) == (33, 35)


def _lines(words: list[str]) -> tuple[str, ...]:
    """Two lines, as near to alike as words allow."""
    half = min(range(1, len(words) + 1), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return tuple(filter(None, (" ".join(words[:half]), " ".join(words[half:]))))


def _evenly(cue: Cue) -> list[int | None]:
    words = cue.shown.split()
    return [cue.start + (cue.end - cue.start) * at // len(words) for at in range(len(words))]


def test_a_caption_after_a_short_one_is_parted_where_it_hurts_least() -> None:
    cues = [
        Cue(60, 85, ("Sí.",)),
        Cue(87, 200, ("La alcaldesa inauguró el parque,", "y los vecinos lo celebraron.")),
    ]
    parts = spaced(cues, _evenly, 32, "es-MX", 9999)
    assert [part.lines for part in parts] == [
        ("Sí.",),
        ("La alcaldesa inauguró el parque,",),
        ("y los vecinos lo celebraron.",),
    ]
    assert [frames_to_write(part.lines) for part in parts] <= [200, 27, 60]


def test_the_first_caption_comes_once_it_is_written() -> None:
    planned = [PopOn(5, 90, 15, 0, ("Buenos días.",))]
    (found,) = again(planned, 100)
    assert found.start == frames_to_write(planned[0].lines)


def test_captions_stand_low_but_over_no_text_and_beside_signs() -> None:
    cues = [Cue(60, 90, ("Uno", "dos")), Cue(92, 150, ("Tres",)), Cue(170, 190, ("x" * 32,))]
    plain = laid_out(cues, [Covered(Span(140, 160), 12)])
    assert [(each.row, each.column) for each in plain] == [(14, 16), (12, 16), (15, 0)]
    beside = laid_out([Cue(60, 90, ("x" * BESIDE_SIGNS, "dos"))], [], signer=True)
    assert (beside[0].row, beside[0].column) == (14, 0)


def test_time_codes_go_on_after_midnight() -> None:
    tape = Tape(RATE, 3000, "23:59:59;00")
    assert [tape.timecode(frame) for frame in (29, 30, 30 + 1800)] == ["23:59:59;29", "00:00:00;00", "00:01:00;02"]
    assert Tape(Fraction(25), 50, "07:05:00:00").at(RATE).start == "07:05:00;02"


def test_a_packet_says_its_pair_and_its_number_and_proves_itself() -> None:
    packet = cdp.packed((0x14, 0x20), RATE, 70_000)
    assert cdp.unpacked(packet) == cdp.Cdp(cdp.triplets((0x14, 0x20), RATE), RATE, 70_000 & 0xFFFF)
    for at in range(len(packet)):
        with pytest.raises(ValueError, match="packet"):
            cdp.unpacked(packet[:at] + bytes([packet[at] ^ 0x10]) + packet[at + 1 :])


def test_ancillary_data_of_mxf_are_found_by_their_kind() -> None:
    data = cdp.ancillary(b"\x96\x69\x03")
    other = bytes.fromhex("0009 01 04 0004 00000004 00000001 41050100")
    ours = bytes.fromhex("0009 01 04 0007 00000008 00000001") + data + b"\0"
    assert list(packets(b"\0\2" + other + ours)) == [(9, b"\x96\x69\x03")]
    with pytest.raises(ValueError, match="break off"):
        list(packets(b"\0\2" + ours))


CAPTIONS = [PopOn(100, 160, 14, 4, ("¡Ñandú, pingüino!", "Él: ¿qué?")), PopOn(1802, 1850, 15, 0, ("Fin",))]


def test_scc_counts_dropped_frames_as_time_codes_do() -> None:
    written = scc.write(CAPTIONS, Tape(RATE, 2000, "00:00:00;00"), "es").decode()
    assert written.startswith("Scenarist_SCC V1.0\n\n") and "\n00:00:05;10\t942c 942c\n" in written
    # Frame 1802 begins the second 60.06, which drop-frame calls a minute and four frames; loading ends before.
    assert "942f 942f" in written and "\n00:00:59;2" in written
    whole = scc.write(CAPTIONS, Tape(Fraction(30), 2000, "01:00:00:00"), "es").decode()
    assert "\n01:00:05:10\t942c 942c\n" in whole and ";" not in whole
    slower = scc.write([PopOn(50, 75, 15, 0, ("Fin",))], Tape(Fraction(25), 100, "00:00:00:00"), "es").decode()
    assert "\n00:00:03;00\t942c 942c\n" in slower


def test_another_reader_finds_the_same_in_scc() -> None:
    import ttconv.model as model
    from ttconv.scc.reader import to_model

    document = to_model(scc.write(CAPTIONS, Tape(RATE, 2000, "00:00:00;00"), "es").decode())
    body = document.get_body()
    assert body is not None
    paragraphs = [each for each in body.dfs_iterator() if isinstance(each, model.P)]
    texts = [
        "".join(
            "\n" if isinstance(each, model.Br) else each.get_text()
            for each in paragraph.dfs_iterator()
            if isinstance(each, model.Br | model.Text)
        )
        for paragraph in paragraphs
    ]
    assert texts == ["¡Ñandú, pingüino!\nÉl: ¿qué?", "Fin"]
    begins = [paragraph.get_begin() for paragraph in paragraphs]
    assert all(abs(begin - each.start / RATE) <= 2 / RATE for begin, each in zip(begins, CAPTIONS, strict=True))


def test_mcc_has_a_packet_for_every_frame_and_the_same_bytes_each_time() -> None:
    tape = Tape(RATE, 2000, "07:00:00;00", datetime.date(2026, 11, 26))
    written = mcc.write(CAPTIONS, tape, "es")
    assert written == mcc.write(CAPTIONS, tape, "es")
    text = written.decode("ascii")
    assert "Creation Date=Thursday, November 26, 2026" in text and "Time Code Rate=30DF" in text
    lines = re.findall(r"^(\d\d:\d\d:\d\d;\d\d)\t(\w+)$", text, re.MULTILINE)
    assert len(lines) == 2000 and lines[1800][0] == "07:01:00;02"
    found = [cdp.unpacked(_whole(letters)[3:-1]) for _time, letters in lines]
    assert all((after.number - one.number) & 0xFFFF == 1 for one, after in pairwise(found))
    pairs = ((number, cdp.pair_in(each.triplets)) for number, each in enumerate(found))
    assert [(each.start, each.lines) for each in read(pairs, 2000)] == [(each.start, each.lines) for each in CAPTIONS]


def _whole(letters: str) -> bytes:
    """The bytes that the letters of a line stand for."""
    long = {"P": "FB8080", "Q": "FC8080", "R": "FD8080", "S": "9669", "T": "6101", "U": "E1000000", "Z": "00"}
    long |= {chr(ord("G") + count): "FA0000" * (count + 1) for count in range(9)}
    return bytes.fromhex("".join(long.get(letter, letter) for letter in letters))


def test_there_are_characters_for_all_codes() -> None:
    assert len(BASIC) == 96 and len(SPECIAL) == 16 and len(EXTENDED) == 64
