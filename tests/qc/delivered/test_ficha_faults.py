"""A ficha técnica with one fault each, held against its files and against what its programme says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from faults import Fault
from test_note_faults import MASTER, RADIO, SPOKEN, TV

from newscast.base.records import read_record
from newscast.deliverables.noting import Handed
from newscast.episode.note import Note
from newscast.episode.timed_script import ScriptedSegment, ScriptPart, ScriptReader, TimedScript
from newscast.handing.sheet import sheet_html
from newscast.handing.sheet_asked import sheet_delivery
from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of_note

WORDS = "Concluyó el bacheo: 4,200 baches & 38 colonias, <dijo> «Ñ»."
NOTE = read_record(Note, TV)


def script() -> TimedScript:
    said = (("vo", WORDS, ()), ("card", "", ("En un mes",)), ("sot", "Trabajamos\nde noche.", ()))
    parts = tuple(
        ScriptPart(kind=kind, start=0, lasts=4, estimated=False, who="ana", text=text, shown=shown)
        for kind, text, shown in said
    )
    one = ScriptedSegment(
        slug="uno",
        kind="story",
        title="uno",
        department="",
        start=0,
        lasts=4,
        estimated=False,
        line=1,
        parts=parts,
    )
    ana = ScriptReader(who="ana", name="Ana Demo")
    return TimedScript(
        episode="hoy",
        title="Ñ",
        date="2026-11-20",
        language="es-MX",
        rundown="hoy.yaml",
        sha256="",
        deliverable="canal4",
        air=None,
        slot=None,
        over=None,
        readers=(ana,),
        segments=(one,),
        lasts=10,
    )


def page(note: Note = NOTE) -> str:
    return sheet_html(note, script()).decode()


def broken(text: str, file: Handed = MASTER, note: Note = NOTE) -> set[str]:
    return set(check_delivery(facts_of_note(text.encode(), "ficha"), sheet_delivery(note, script(), [file])).measured)


WRONG: list[tuple[str, Callable[[str], str]]] = [
    ("ficha-sheets", lambda text: text.replace('class="sheet"', 'class="page"')),
    ("ficha-programme", lambda text: text.replace('data-fact="programme">X', 'data-fact="programme">Y')),
    ("ficha-title", lambda text: text.replace('data-fact="title">Ñandú', 'data-fact="title">Ñandu')),
    ("ficha-episode", lambda text: text.replace('data-fact="episode">hoy', 'data-fact="episode">ayer')),
    ("ficha-names", lambda text: text.replace('data-fact="name">ñ.mxf', 'data-fact="name">n.mxf')),
    ("ficha-sums", lambda text: text.replace("b" * 32, "b" * 31 + "c")),
    ("ficha-loudness", lambda text: text.replace("-24.02 LUFS", "-23 LUFS")),
    ("ficha-length", lambda text: text.replace("00:00:10;00 (", "00:00:10;01 (")),
    ("ficha-ends", lambda text: text.replace("00:00:09;29", "00:00:09;28")),
    ("ficha-lead", lambda text: text.replace("23:58:32;00", "23:58:32;01")),
    ("ficha-starts", lambda text: text.replace('data-fact="at">00:00:04;00', 'data-fact="at">00:00:04;02')),
    ("ficha-segments", lambda text: text.replace('data-fact="called">', 'data-fact="called">No ')),
    ("ficha-script", lambda text: text.replace("38 colonias", "38 coloni")),
]


def test_a_good_sheet_is_taken() -> None:
    assert broken(page()) == set()
    spoken = read_record(Note, SPOKEN)
    assert broken(page(spoken), RADIO, spoken) == set()


@pytest.mark.parametrize(("rule", "change"), WRONG, ids=[each[0] for each in WRONG])
def test_a_fault_is_found(rule: str, change: Callable[[str], str]) -> None:
    assert change(page()) != page()
    assert broken(change(page())) == {rule}


def test_a_sheet_of_more_than_a_page_is_a_warning() -> None:
    many = replace(NOTE, segments=NOTE.segments * 60)
    check = check_delivery(facts_of_note(page(many).encode(), "ficha"), sheet_delivery(many, script(), [MASTER]))
    assert (check.verdict, set(check.measured)) == ("warn", {"ficha-page"})
    few = replace(NOTE, segments=NOTE.segments * 20)
    assert "ficha-page" not in broken(page(few), note=few)


def test_what_breaks_off_or_says_no_time_is_told_with_its_reason() -> None:
    for text in (page()[:-30], page().replace("00:00:09;29", "00:00:99;29")):
        assert broken(text) == {"unreadable"}
    assert {"ficha-sheets", "ficha-title", "ficha-script"} <= broken("<html></html>")


FAULTS = [Fault(rule, bytes, None) for rule in ("ficha-page", *(each[0] for each in WRONG))]
