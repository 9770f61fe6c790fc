"""What the head of a rundown says is read as far as it is plain."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newscast.desk.ledger import open_ledger
from newscast.review.newsroom.heads import Head, head_of
from newscast.review.newsroom.office import Office
from newscast.watch.rundowns.airing import air_of

MEXICO = ZoneInfo("America/Mexico_City")


def head(folder: Path, text: str) -> Head:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return head_of(Office(folder, folder), "a.yaml", MEXICO)


def test_the_head_tells_air_slot_and_title(tmp_path: Path) -> None:
    told = head(
        tmp_path,
        "rundown: 1\r\nshow: noticias\ndate: 2026-11-20   # viernes\nair: 2026-11-20T07:00\n"
        'title: "Noticias, el viernes"\nslot: 5m\nstatus: ready\nsegments:\n- story: a\n  slot: 9m\n',
    )
    # Seven o'clock in Mexico is 13:00 UTC.
    assert told == Head("2026-11-20", 1_795_179_600.0, 300.0, "Noticias, el viernes")


@pytest.mark.parametrize(
    ("slot", "seconds"),
    [("2m30s", 150.0), ("1:05", 65.0), ("00:01:00;02", 60.06), ("00:01:00:00", None), ("5", None), ("later", None)],
)
def test_a_slot_is_read_as_rundowns_write_it(tmp_path: Path, slot: str, seconds: float | None) -> None:
    found = head(tmp_path, f"slot: {slot}\n").slot
    assert found == (pytest.approx(seconds, abs=0.01) if seconds else None)


def test_what_is_not_plain_is_not_said(tmp_path: Path) -> None:
    assert head(tmp_path, "date: noviembre\nair: pronto\nslot: [1]\n") == Head()
    assert head_of(Office(tmp_path, tmp_path), "missing.yaml", MEXICO) == Head()
    assert head_of(Office(tmp_path, tmp_path), "", MEXICO) == Head()


def test_the_list_and_the_bar_know_the_same_moment_of_what_is_not_plain(office: Office, newsroom: Path) -> None:
    rundown, ledger = "rundowns/dos.yaml", open_ledger(office.desk)
    (newsroom / rundown).write_text("date: 2026-11-20\nair: {at: 7}\nslot: 5m\n", encoding="utf-8")
    facts = {"date": "2026-11-20", "moment": "2026-11-20T07:00:00"}
    ledger.connection.execute(
        "INSERT INTO facts (path, facts, basis, noticed) VALUES (?, ?, '', 0)", (rundown, json.dumps(facts))
    )
    ledger.close()
    assert head_of(office, rundown, MEXICO) == Head("2026-11-20", 1_795_179_600.0, 300.0)
    assert air_of(newsroom, rundown, office.desk, MEXICO) == 1_795_179_600.0


def test_a_saved_rundown_is_read_again(tmp_path: Path) -> None:
    assert head(tmp_path, "slot: 1m\n").slot == 60
    assert head(tmp_path, "slot: 10m\n").slot == 600


@pytest.mark.parametrize(
    ("written", "title"),
    [
        *(("Hola", "Hola"), ("Hola  # el viernes", "Hola"), ("Hola#1", "Hola#1"), ("'Hola # 1'", "Hola # 1")),
        *(('"Hola, # 1" # uno', "Hola, # 1"), (">\n  Hola\n  a todos", ""), ("|\n  Hola", ""), ("Hola\n  a todos", "")),
        *(
            ('"Ma\\u00f1ana"', ""),
            ("'It''s'", ""),
            ("&t Hola", ""),
            ('"Hola" a todos', ""),
            ("Son las 7: hola", "Son las 7: hola"),
        ),
    ],
)
def test_a_title_is_told_as_it_will_be_or_not_at_all(tmp_path: Path, written: str, title: str) -> None:
    assert head(tmp_path, f"title: {written}\nslot: 5m\n") == Head(slot=300, title=title)
