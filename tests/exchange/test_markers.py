"""Markers as files: each at its frame, whatever is said in it, and no text becomes a line, a field or a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from fractions import Fraction
from typing import Any

import pytest
from exchange_making import ROOT, judge, video, whole
from hypothesis import given
from hypothesis import strategies as st

from newscast.exchange.count import counted
from newscast.exchange.linking import Linking
from newscast.exchange.marker import Marker, at_rate, colour_of, in_order, within
from newscast.exchange.marker_csv import marker_csv
from newscast.exchange.marker_edl import locator_edl, resolve_edl
from newscast.exchange.timeline_otio import markers_otio

NTSC = Fraction(30000, 1001)
HOSTILE = [
    "Falta la ñ: «Señalética»",
    "uno\ndos\r\ntres\u2028cuatro",
    "* FROM CLIP NAME: otro.mp4",
    "001  AX V C 00:00:00:00 00:00:00:01 00:00:00:00 00:00:00:01",
    "x |C:ResolveColorRed |M:y |D:99",
    '=HYPERLINK("http://x";"y")',
    "+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", "'", '"; "', "a,b;c\td",
    "\x00\x07\x1b[31m",
    "TITLE: otra\nFCM: NON-DROP FRAME",
    "{\"OTIO_SCHEMA\": \"Gap.1\"}",
    "",
    "👩‍👧 \u202e",
]  # fmt: skip


def remark(frame: int | None, text: str, end: int | None = None, **more: Any) -> Marker:
    return Marker("comments", frame, end, f"Ana: {text}", text, **{"author": "Ana", "state": "open", **more})


def events(text: str) -> list[str]:
    return [line for line in text.splitlines() if re.match(r"\d", line)]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("write", [resolve_edl, locator_edl])
def test_no_text_becomes_a_line_of_a_list(text: str, write: Any) -> None:
    """Of each marker there are the event and one line, and the fields of that are ours."""
    marks = [remark(1800, text, author=text), remark(3600, "otra", 3630), Marker("segments", 5400, None, text, text)]
    told = write(text, marks, counted(NTSC, "01:00:00:00"))
    lines = told.splitlines()
    assert lines[0].startswith("TITLE: ") and lines[1:3] == ["FCM: DROP FRAME", ""]
    assert events(told) == [
        "001  AX       V     C        01:01:00;02 01:01:00;03 01:01:00;02 01:01:00;03",
        "002  AX       V     C        01:02:00;04 01:02:00;05 01:02:00;04 01:02:00;05",
        "003  AX       V     C        01:03:00;06 01:03:00;07 01:03:00;06 01:03:00;07",
    ]
    assert len(lines) == 12 and "\x00" not in told and "\x1b" not in told
    if write is locator_edl:
        assert lines[4].startswith("* LOC: 01:01:00;02 YELLOW  ") and lines[7] == "* LOC: 01:02:00;04 YELLOW  Ana: otra"
        return
    for line, frames in ((lines[4], 1), (lines[7], 30), (lines[10], 1)):
        found = re.fullmatch(r"([^|]*) \|C:ResolveColor(Yellow|Blue) \|M:([^|]+) \|D:(\d+)", line)
        assert found and int(found[4]) == frames
        assert not found[1] or found[1][0].isalpha() or found[1][0] == "·"
    assert lines[7] == "Ana: otra |C:ResolveColorYellow |M:otra |D:30"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("language", "separator"), [("es-MX", ","), ("es-ES", ";"), ("en", ","), ("de-DE", ";")])
def test_no_text_becomes_a_cell_or_a_formula(text: str, language: str, separator: str) -> None:
    marker = remark(1800, text, author=text, segment=text, place=f"{text}:3")
    content = marker_csv([marker, remark(None, "sin lugar")], counted(NTSC, "00:00:00:00"), language)
    assert content.startswith(b"\xef\xbb\xbf")
    head, row, nowhere = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator)
    assert len(head) == len(row) == len(nowhere) == 10
    assert row[:4] == ["00:01:00;02", "", "60.060" if separator == "," else "60,060", "1800"]
    assert nowhere[:4] == ["", "", "", ""] and nowhere[5] == "sin lugar"
    for cell in row[4:]:
        assert not cell.lstrip().startswith(tuple("=+-@\t＝＋－＠"))
    said = "".join(re.sub(r"[\x00-\x1f]", " ", text).split())
    assert "".join(row[5].split()) in (said, f"'{said}", f"Ana:{said}")


@pytest.mark.parametrize("text", HOSTILE)
def test_opentimelineio_reads_what_was_said(text: str) -> None:
    otio, programme = judge(), video("output/programa «1».mp4", "30000/1001", 5000)
    marks = [remark(1800, text), remark(3600, "rango", 3630, state="resolved"), remark(None, "sin lugar")]
    count = counted(NTSC, "01:00:00;00")
    read = otio.adapters.read_from_string(
        markers_otio(text, marks, count, 5000, whole(programme), Linking(ROOT), {"episode": text}), "otio_json"
    )
    assert read.global_start_time.to_timecode() == "01:00:00;00" and read.duration().value == 5000
    first, second = read.tracks.markers
    assert (first.marked_range.start_time.value, first.marked_range.duration.value, first.color) == (1800, 0, "YELLOW")
    assert (second.marked_range.start_time.value, second.marked_range.duration.value, second.color) == (
        3600,
        30,
        "GREEN",
    )
    shown = (read.global_start_time + first.marked_range.start_time).to_timecode()
    assert shown == count.timecode(1800) == "01:01:00;02"
    assert first.comment.split() == " ".join(re.sub(r"[\x00-\x1f]", " ", text).split()).split()
    assert first.metadata["newscast"]["author"] == "Ana"
    (clip,) = read.find_clips()
    assert otio.url_utils.filepath_from_url(clip.media_reference.target_url) == str(programme.path)


@given(
    st.sampled_from(["25", "30000/1001", "60000/1001", "24000/1001", "50"]),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 200_000), st.integers(1, 500)), min_size=1, max_size=5),
    st.text(max_size=40),
    st.sampled_from([resolve_edl, locator_edl]),
)
def test_lists_are_read_back_to_the_frame(
    rate: str, drop: bool, spans: list[tuple[int, int]], text: str, write: Any
) -> None:
    """By the library's reader of lists, in which events may not overlap."""
    otio = judge()
    at, placed = 0, []
    for away, frames in spans:
        at += away + 1
        placed.append(remark(at, text, at + frames))
    count = counted(Fraction(rate), "10:00:00:00", drop)
    read = otio.adapters.read_from_string(write(text, placed, count), "cmx_3600", rate=float(Fraction(rate)))
    starts = [clip.source_range.start_time.value for clip in read.find_clips()]
    assert starts == [count.start + each.frame for each in placed if each.frame is not None]


def test_what_lies_in_a_story_counts_from_there() -> None:
    marks = [
        remark(5, "antes", 12),
        remark(10, "en"),
        remark(19, "hasta", 40),
        remark(20, "después"),
        remark(None, "no"),
    ]
    kept = within(marks, 10, 10)
    assert [(each.text, each.frame, each.end) for each in kept] == [("antes", 0, 2), ("en", 0, None), ("hasta", 9, 10)]


def test_a_programme_with_fields_has_two_frames_for_one() -> None:
    (twice,) = at_rate([remark(10, "x", 15)], 2)
    assert (twice.frame, twice.end) == (20, 30)


def test_order_and_colours() -> None:
    marks = [
        remark(None, "no"),
        remark(9, "b"),
        remark(3, "a", state="resolved"),
        Marker("checks", 3, None, "c", state="fail"),
    ]
    assert [each.text or each.name for each in in_order(marks)] == ["a", "c", "b", "no"]
    names = {colour_of(each).name for each in marks} | {colour_of(Marker("segments", 0, None, "s")).name}
    assert names == {"YELLOW", "GREEN", "RED", "BLUE"}


def test_every_colour_is_one_of_the_librarys() -> None:
    from newscast.exchange.marker import _COLOURS, _OTHERS

    known = vars(judge().schema.MarkerColor)
    assert all(each.name in known for each in (*_COLOURS.values(), _OTHERS))


def test_a_file_is_json() -> None:
    told = markers_otio("t", [], counted(NTSC, "00:00:00:00"), 10, (), Linking(ROOT), {})
    assert json.loads(told)["OTIO_SCHEMA"] == "Timeline.1"
