"""Which episodes a save touches, what they are made from and what they lack, across restarts and full looks."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import threading
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from office import DAY, KIT, NOON, OFFICE, Office, office

from newscast.desk.ledger import open_ledger
from newscast.rundown.load import load
from newscast.watch.rundowns import remembering
from newscast.watch.rundowns.facts import Facts
from newscast.watch.rundowns.index import Index, Look

__all__ = ["office"]


def test_all_that_an_episode_names(office: Office) -> None:
    office.rundown("hoy", more="air: 2026-11-20T07:00\nstatus: ready\ndeliverables: [radio, web]\n")
    facts = office.looked().facts("hoy")
    assert facts is not None
    assert (facts.path, facts.show, facts.date, facts.ready) == ("rundowns/hoy.yaml", "info", "2026-11-20", True)
    assert facts.deliverables == ("radio", "web")
    assert facts.air == NOON - 5 * 3600
    assert set(facts.media) == {
        *("rundowns/voz/hoy.wav", "rundowns/voz/hoy-radio.wav", "rundowns/clips/hoy.mp4", "rundowns/voz/laura.m4a"),
        *("assets/people/laura.jpg", "assets/musica/cama.wav"),
    }, "what is floated is not needed, and what lies in the kit is touched with it"
    assert facts.stories_of["rundowns/clips/hoy.mp4"] == ("bacheo",)
    assert facts.stories_of["assets/people/laura.jpg"] == ("bacheo",)
    assert "assets/musica/cama.wav" not in facts.stories_of
    assert not facts.problems


@pytest.mark.parametrize(
    ("saved", "touched"),
    [
        ("rundowns/hoy.yaml", {"hoy"}),
        ("rundowns/clips/hoy.mp4", {"hoy"}),
        ("rundowns/clips", {"ayer", "hoy", "mañana"}),
        ("rundowns/voz/laura.m4a", {"ayer", "hoy", "mañana"}),
        ("rundowns/voz/feria.wav", set()),
        ("assets/people/laura.jpg", {"ayer", "hoy", "mañana"}),
        ("assets/newsroom.yaml", {"hoy", "mañana"}),
        ("assets/shows/info/golpe.wav", {"hoy"}),
        ("assets/shows/info/graphics/nuevo.portrait.svg", {"hoy"}),
        ("assets/shows/contigo", {"mañana"}),
        ("assets/shows/otro/show.yaml", set()),
        ("inbox/info/nota.txt", set()),
    ],
)
def test_what_a_save_touches(office: Office, saved: str, touched: set[str]) -> None:
    office.rundown("ayer", "2026-11-19")
    office.rundown("hoy")
    office.rundown("mañana", "2026-11-21", show="contigo")
    index = office.looked()
    assert index.saved([office.root / saved]) == touched


CAPTIONS = "1\n00:00:00,000 --> 00:00:02,000\nBuenos días.\n"


def test_captions_in_another_spelling_are_of_the_episode_too(office: Office) -> None:
    office.rundown("canci\u00f3n")
    index = office.looked()
    without = index.sources("canci\u00f3n")
    file = office.write("rundowns/cancio\u0301n.srt", CAPTIONS)
    assert index.saved([file]) == {"canci\u00f3n"} and index.sources("canci\u00f3n") != without
    facts = index.facts("canci\u00f3n")
    assert facts is not None and facts.borrowed == ("rundowns/cancio\u0301n.srt",)


def test_captions_beside_a_rundown_are_of_its_episode(office: Office) -> None:
    office.rundown("hoy")
    office.rundown("hoy-2")
    index = office.looked()
    without = index.sources("hoy")
    file = office.write("rundowns/hoy.srt", CAPTIONS)
    assert index.saved([file]) == {"hoy"}
    facts = index.facts("hoy")
    assert facts is not None and facts.borrowed == ("rundowns/hoy.srt",) and not facts.broken
    first = index.sources("hoy")
    office.write("rundowns/hoy.srt", CAPTIONS.replace("días", "tardes"))
    assert index.saved([file]) == {"hoy"}
    second = index.sources("hoy")
    office.write("rundowns/hoy.srt", "nada")
    assert index.saved([file]) == {"hoy"}
    facts = index.facts("hoy")
    assert facts is not None and [each.code for each in facts.problems if each.level == "error"] == ["caption-file"]
    office.write("rundowns/hoy.srt", CAPTIONS)
    assert index.saved([file]) == {"hoy"} and index.sources("hoy") == first
    # A full look finds what no event told.
    office.write("rundowns/hoy.en.vtt", f"WEBVTT\n\n{CAPTIONS.replace(',', '.')}")
    index.asked_for("hoy")
    assert index.look().touched == {"hoy"}
    file.unlink()
    (office.root / "rundowns/hoy.en.vtt").unlink()
    assert index.saved([file]) == {"hoy"} and index.sources("hoy") == without
    assert len({without, first, second}) == 3


def test_captions_that_a_segment_names_are_of_its_episode(office: Office) -> None:
    path = office.rundown("hoy")
    text = path.read_text(encoding="utf-8")
    key = "    captions: textos/bacheo.srt\n"
    headline = next(line for line in text.splitlines(keepends=True) if line.startswith("    headline:"))
    file = office.write("rundowns/textos/bacheo.srt", CAPTIONS)
    path.write_text(text.replace(headline, headline + key, 1), encoding="utf-8")
    index = office.looked()
    before = index.sources("hoy")
    office.write("rundowns/textos/bacheo.srt", CAPTIONS.replace("días", "tardes"))
    assert index.saved([file]) == {"hoy"} and index.sources("hoy") != before


def test_a_saved_medium_is_found_under_every_spelling(office: Office) -> None:
    office.rundown("mañana", media=False)
    index = office.looked()
    assert "rundowns/clips/mañana.mp4" in index.missing("mañana")
    apart = office.write(f"rundowns/clips/{unicodedata.normalize('NFD', 'Mañana')}.mp4", "clip")
    assert index.saved([apart]) == {"mañana"}
    assert "rundowns/clips/mañana.mp4" not in index.missing("mañana")
    facts = index.facts("mañana")
    assert facts is not None
    assert apart.relative_to(office.root).as_posix() in facts.media


def test_a_medium_that_was_missing_touches_what_waits_for_it(office: Office) -> None:
    office.rundown("hoy", media=False)
    index = office.looked()
    before = index.sources("hoy")
    facts = index.facts("hoy")
    assert facts is not None
    assert [problem.code for problem in facts.problems] == ["file-missing"] * 4
    assert {problem.medium for problem in facts.problems} == set(index.missing("hoy"))
    arrived = [office.write(f"rundowns/{path}", "x") for path in ("voz/hoy.wav", "voz/hoy-radio.wav")]
    assert index.saved(arrived) == {"hoy"}
    assert set(index.missing("hoy")) == {"rundowns/clips/hoy.mp4", "rundowns/voz/laura.m4a"}
    assert index.sources("hoy") != before


def test_a_consent_that_comes_or_changes_touches_the_episode_that_names_it(office: Office) -> None:
    """Nothing of it is seen or heard, and without it no final is made."""
    path = office.rundown("hoy")
    text = path.read_text(encoding="utf-8").replace(
        "headline: Concluye", "minors: {consent: permiso.pdf}\n    headline: C"
    )
    office.write("rundowns/hoy.yaml", text)
    index = office.looked()
    before = index.sources("hoy")
    assert index.missing("hoy") == ("rundowns/permiso.pdf",)
    assert index.saved([office.write("rundowns/permiso.pdf", "%PDF")]) == {"hoy"}
    assert index.missing("hoy") == () and index.sources("hoy") != before


def test_sources_go_by_content_and_not_by_dates(office: Office) -> None:
    path = office.rundown("hoy")
    index = office.looked()
    before = index.sources("hoy")
    medium = office.root / "rundowns/clips/hoy.mp4"
    for same in (path, medium, office.root / "assets/newsroom.yaml", office.root / "assets/shows/info/golpe.wav"):
        text = same.read_bytes()
        same.unlink()
        same.write_bytes(text)
    assert index.sources("hoy") == before
    digests = {before}
    for changed in (
        *("rundowns/hoy.yaml", "rundowns/clips/hoy.mp4", "assets/newsroom.yaml", "assets/people/laura.jpg"),
        *("assets/musica/cama.wav", "assets/shows/info/show.yaml", "assets/shows/info/golpe.wav"),
    ):
        with (office.root / changed).open("a") as file:
            file.write("# more\n")
        digests.add(index.sources("hoy"))
    medium.unlink()
    digests.add(index.sources("hoy"))
    assert len(digests) == 9
    office.write("assets/shows/contigo/golpe.wav", "otro")
    office.write("rundowns/voz/feria.wav", "otro")
    assert index.sources("hoy") in digests, "nothing that it is made from"


def test_what_was_saved_after_it_was_read_is_not_asked_for_as_what_it_said_before(office: Office) -> None:
    path = office.rundown("hoy")
    index, text = office.looked(), path.read_text(encoding="utf-8")
    path.write_text("", encoding="utf-8")
    assert index.saved([path]) == {"hoy"} and index.facts("hoy").broken  # type: ignore[union-attr]
    path.write_text(text, encoding="utf-8")
    assert index.asked_for("hoy") is None
    assert index.saved([]) == {"hoy"} and not index.facts("hoy").broken  # type: ignore[union-attr]
    assert index.asked_for("hoy") == index.sources("hoy")
    kit = office.write("assets/shows/info/show.yaml", KIT + "wrong: 1\n")
    index.saved([kit])
    office.write("assets/shows/info/show.yaml", KIT)
    assert index.asked_for("hoy") is None


@pytest.mark.parametrize("half", ["", "rundown: 1\n"])
def test_what_is_saved_while_it_is_read_is_read_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, half: str
) -> None:
    path = office.rundown("hoy")
    index, text = office.looked(), path.read_text(encoding="utf-8")

    def saved_meanwhile(path: Path, **options: bool) -> object:
        try:
            return load(path, **options)
        finally:
            path.write_text(text, encoding="utf-8")

    path.write_text(half, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("newscast.watch.rundowns.facts.load", saved_meanwhile)
        index.saved([path])
    assert index.asked_for("hoy") is None
    assert index.saved([]) == {"hoy"} and not index.facts("hoy").broken  # type: ignore[union-attr]


def test_a_draft_does_not_wait_until_a_medium_is_copied(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    path = office.rundown("hoy")
    index = office.looked()
    clip = office.root / "rundowns/clips/hoy.mp4"

    def copied_meanwhile(path: Path, **options: bool) -> object:
        try:
            return load(path, **options)
        finally:
            clip.write_bytes(clip.read_bytes() + b"more")

    with path.open("a", encoding="utf-8") as file:
        file.write("# more\n")
    monkeypatch.setattr("newscast.watch.rundowns.facts.load", copied_meanwhile)
    index.saved([path])
    assert index.asked_for("hoy")


def test_what_is_borrowed_touches_who_borrows(office: Office) -> None:
    lent = office.rundown("ayer", "2026-11-19")
    office.write(
        "rundowns/hoy.yaml",
        "rundown: 1\nshow: info\ndate: 2026-11-20\nsegments:\n  - {story: bacheo, from: ayer.yaml}\n",
    )
    index = office.looked()
    facts = index.facts("hoy")
    assert facts is not None
    assert facts.borrowed == ("rundowns/ayer.yaml",)
    assert "rundowns/clips/ayer.mp4" in facts.media
    before = index.sources("hoy")
    lent.write_text(lent.read_text(encoding="utf-8").replace("clips/ayer.mp4", "clips/nuevo.mp4"), encoding="utf-8")
    assert index.saved([lent]) == {"ayer", "hoy"}
    assert index.missing("hoy") == ("rundowns/clips/nuevo.mp4",)
    assert index.sources("hoy") != before


def test_a_second_start_reads_nothing_again(office: Office) -> None:
    office.rundown("hoy")
    office.rundown("mañana", "2026-11-21", media=False)
    broken = office.rundown("rota", "2026-11-22")
    broken.write_text(broken.read_text(encoding="utf-8").replace("headline", "titular"), encoding="utf-8")
    first = office.looked()
    told = {name: (first.facts(name), first.sources(name)) for name in first.episodes()}
    second = office.looked()
    assert office.read == 0
    assert {name: (second.facts(name), second.sources(name)) for name in second.episodes()} == told
    assert office.read == 0


@pytest.mark.parametrize(
    "changed", ["rundowns/hoy.yaml", "assets/newsroom.yaml", "assets/shows/info/show.yaml", "rundowns/clips/hoy.mp4"]
)
def test_what_changed_while_nobody_watched_is_read(office: Office, changed: str) -> None:
    office.rundown("hoy")
    before = office.looked().sources("hoy")
    if changed.endswith("mp4"):
        (office.root / changed).unlink()
    else:
        office.write(changed, (office.root / changed).read_text(encoding="utf-8") + "# more\n")
    index = office.index()
    assert index.look().touched == {"hoy"}
    assert office.read == 1
    assert index.sources("hoy") != before
    assert bool(index.missing("hoy")) == changed.endswith("mp4")


def test_a_full_look_finds_what_no_event_told_of(office: Office) -> None:
    office.rundown("hoy")
    office.rundown("otro", "2026-11-21")
    index = office.looked()
    assert index.look() == Look()
    office.write("rundowns/clips/hoy.mp4", "otro clip")
    assert index.look().touched == {"hoy"}
    assert index.look().touched == {"hoy"}, "until somebody asks for its sources"
    assert index.asked_for("hoy")
    assert index.look() == Look()
    office.write("assets/shows/info/show.yaml", KIT + "# más\n")
    assert index.look().touched == {"hoy", "otro"}
    office.rundown("nuevo/tarde", "2026-11-20")
    (office.root / "rundowns/otro.yaml").unlink()
    found = index.look()
    assert (found.touched, found.gone) == ({"hoy", "tarde"}, {"otro"})
    assert set(index.episodes()) == {"hoy", "tarde"}


def test_what_changed_a_moment_ago_has_to_settle_first(office: Office) -> None:
    office.rundown("hoy", "2999-01-01")
    index = office.looked()
    clip = office.write("rundowns/clips/hoy.mp4", "otro clip")
    new = office.rundown("nuevo", "2999-01-01", media=False)
    office.now = clip.stat().st_ctime + 1
    found = index.look()
    assert set(found.moving) == {clip, new}
    assert not found.touched
    office.now += 2
    found = index.look()
    assert not found.moving
    assert "nuevo" in found.touched


def test_a_rundown_that_comes_later_is_an_episode(office: Office) -> None:
    index = office.looked()
    path = office.rundown("tarde/vieja", "2020-01-01")
    assert index.saved([path]) == {"vieja"}
    assert not index.frozen("vieja", office.now), "it was saved today, whatever its file says"
    assert index.frozen("vieja", office.now + DAY)
    again = office.looked()
    assert not again.frozen("vieja", office.now), "that is remembered"


def test_a_deleted_rundown_is_gone_and_comes_back_unread(office: Office) -> None:
    path = office.rundown("hoy")
    office.rundown("otro")
    index = office.looked()
    text = path.read_bytes()
    path.unlink()
    assert index.saved([path]) == {"hoy"}
    assert index.facts("hoy") is None
    assert index.missing("hoy") == ()
    assert not index.frozen("hoy", office.now)
    assert set(index.episodes()) == {"otro"}
    assert index.saved([office.root / "rundowns/clips/hoy.mp4"]) == set()
    path.write_bytes(text)
    assert index.saved([path]) == {"hoy"}
    assert office.read == 0
    assert index.facts("hoy") is not None


def test_folders_of_rundowns_that_move(office: Office) -> None:
    office.rundown("noviembre/uno")
    office.rundown("noviembre/dos")
    office.rundown("otro")
    index = office.looked()
    (office.root / "rundowns/noviembre").rename(office.root / "rundowns/archivo")
    moved = [office.root / "rundowns/noviembre", office.root / "rundowns/archivo"]
    assert index.saved(moved) == {"uno", "dos"}
    facts = index.facts("uno")
    assert facts is not None
    assert facts.path == "rundowns/archivo/uno.yaml"
    assert "rundowns/archivo/clips/uno.mp4" in facts.media
    assert not index.missing("uno")


def test_an_unplugged_disk_deletes_nothing(office: Office) -> None:
    paths = [office.rundown("hoy"), office.rundown("otro")]
    index = office.looked()
    away = office.root.parent / "away"
    (office.root / "rundowns").rename(away)
    assert index.look() == Look(away=True)
    assert index.saved(paths) == set()
    (office.root / "rundowns").mkdir()
    assert index.look() == Look(away=True), "a place to mount something on"
    assert set(index.episodes()) == {"hoy", "otro"}
    (office.root / "rundowns").rmdir()
    index = office.index()
    assert index.look() == Look(away=True), "also at a start"
    away.rename(office.root / "rundowns")
    assert index.look().touched == {"hoy", "otro"}
    assert office.read == 0


def test_the_second_of_two_with_one_name_is_left_aside(office: Office) -> None:
    first = office.rundown("hoy")
    index = office.looked()
    second = office.rundown("a/hoy", "2026-11-25")
    assert index.saved([second]) == set()
    (problem,) = index.refused()
    assert (problem.code, problem.file) == ("episode-taken", "rundowns/a/hoy.yaml")
    assert "rundowns/hoy.yaml" in problem.message
    facts = index.facts("hoy")
    assert facts is not None
    assert (facts.path, facts.date) == ("rundowns/hoy.yaml", "2026-11-20")
    again = office.looked()
    facts = again.facts("hoy")
    assert facts is not None
    assert facts.path == "rundowns/hoy.yaml", "who had the name keeps it"
    assert len(again.refused()) == 1
    first.unlink()
    assert again.saved([first]) == {"hoy"}
    facts = again.facts("hoy")
    assert facts is not None
    assert (facts.path, facts.date) == ("rundowns/a/hoy.yaml", "2026-11-25")
    assert again.refused() == ()


@pytest.mark.parametrize(("one", "other"), [("León", "LEÓN"), ("León", "Leo\u0301n"), ("hoy", "a/Hoy")])
def test_names_that_some_disks_take_for_one_are_one_name(office: Office, one: str, other: str) -> None:
    first = office.rundown(one)
    index = office.looked()
    second = office.rundown(other, "2026-11-25")
    assert index.saved([second]) == set()
    (problem,) = index.refused()
    assert problem.code == "episode-taken" and index.facts(second.stem) is None
    index = office.looked()
    assert [each.code for each in index.refused()] == ["episode-taken"] and index.facts(first.stem) is not None
    first.unlink()
    assert second.stem in index.saved([first])
    facts = index.facts(second.stem)
    assert facts is not None and facts.date == "2026-11-25"
    assert index.refused() == () and set(index.episodes()) == {second.stem}


def test_a_rundown_is_renamed_to_capitals(office: Office) -> None:
    first = office.rundown("hoy")
    index = office.looked()
    second = first.rename(first.with_name("HOY.yaml"))
    assert index.saved([second, first]) == {"hoy", "HOY"}
    assert set(index.episodes()) == {"HOY"} and index.refused() == ()
    assert set(office.looked().episodes()) == {"HOY"}


def test_a_rundown_that_is_being_written_is_not_read_again_and_again(office: Office) -> None:
    """As when a watcher begins while somebody writes for minutes: each look would find another mistake."""
    path = office.rundown("hoy")
    text = path.read_text(encoding="utf-8")
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:40])
        file.flush()
        index = office.looked()
        file.write(text[40:])
        file.flush()
        assert index.asked_for("hoy") is None
        assert index.saved([]) == set()
    assert index.saved([]) == {"hoy"}
    assert index.asked_for("hoy") is not None


def test_a_rundown_whose_name_is_not_utf8_is_left_aside_and_told(office: Office) -> None:
    index = office.looked()
    path = office.root / os.fsdecode(b"rundowns/ma\xf1ana.yaml")
    office.rundown("hoy").rename(path)
    assert index.saved([path]) == set()
    for again in (False, True):
        index = office.looked() if again else index
        (problem,) = index.refused()
        assert (problem.level, problem.code, problem.file) == ("error", "file-name", "rundowns/ma\ufffdana.yaml")
        assert problem.message.startswith("The name of rundowns/ma\ufffdana.yaml is not UTF-8") and problem.hint
    path.rename(path.with_name("mañana.yaml"))
    assert index.look().touched == {"mañana"} and index.refused() == ()


def test_a_broken_rundown_says_so_and_keeps_what_is_certain(office: Office) -> None:
    path = office.rundown("hoy")
    index = office.looked()
    media = index.facts("hoy").media  # type: ignore[union-attr]
    path.write_text(path.read_text(encoding="utf-8").replace("    parts:", "    partes:"), encoding="utf-8")
    assert index.saved([path]) == {"hoy"}
    facts = index.facts("hoy")
    assert facts is not None
    assert facts.broken
    assert ("key-unknown", "rundowns/hoy.yaml", 8) in [(each.code, each.file, each.line) for each in facts.problems]
    assert (facts.date, facts.show, facts.media) == ("2026-11-20", "info", media)
    assert index.saved([office.root / "rundowns/clips/hoy.mp4"]) == {"hoy"}
    path.write_text("rundown: 1\n\tshow: info\n", encoding="utf-8")
    index.saved([path])
    facts = index.facts("hoy")
    assert facts is not None
    assert facts.broken
    assert (facts.date, facts.media) == ("2026-11-20", media), "as it was last"


def test_a_file_that_mends_a_rundown_that_was_never_whole(office: Office) -> None:
    office.rundown("hoy", media=False)
    empty = office.write("rundowns/clips/hoy.mp4", "")
    index = office.looked()
    facts = index.facts("hoy")
    assert facts is not None
    assert [problem.code for problem in facts.problems if problem.level == "error"] == ["file-empty"]
    empty.write_text("clip")
    assert index.saved([empty]) == {"hoy"}
    facts = index.facts("hoy")
    assert facts is not None
    assert not facts.broken


def test_a_file_behind_a_link_touches_under_both_names(office: Office) -> None:
    office.rundown("hoy", media=False)
    real = office.write("archivo/clip.mp4", "clip")
    link = office.root / "rundowns/clips/hoy.mp4"
    link.parent.mkdir()
    link.symlink_to(real)
    index = office.looked()
    before = index.sources("hoy")
    assert index.saved([real]) == {"hoy"}
    link.unlink()
    link.symlink_to(office.write("archivo/otro.mp4", "otro"))
    assert index.saved([link]) == {"hoy"}
    assert "archivo/otro.mp4" in index.facts("hoy").media  # type: ignore[union-attr]
    assert index.sources("hoy") != before


def test_a_newsroom_that_is_itself_behind_a_link(office: Office, tmp_path: Path) -> None:
    office.rundown("hoy")
    link = tmp_path / "liga"
    link.symlink_to(office.root)
    office.ledger = open_ledger(office.root / "desk")
    index = Index(link, office.ledger, clock=lambda: office.now)
    assert index.look().touched == {"hoy"}
    assert index.saved([link / "rundowns/clips/hoy.mp4"]) == {"hoy"}
    assert index.saved([office.root / "rundowns/hoy.yaml"]) == {"hoy"}


@pytest.mark.parametrize(
    ("more", "date", "day", "frozen"),
    [
        ("", "2026-11-20", "2026-11-20T23:59", False),
        ("", "2026-11-20", "2026-11-21T00:01", True),
        ("", "2026-11-20", "2026-11-19T12:00", False),
        ("air: 2026-11-21T00:30\n", "2026-11-20", "2026-11-21T23:00", False),
        ("air: 2026-11-21T00:30\n", "2026-11-20", "2026-11-22T00:00", True),
        ("air: 2026-11-20T23:30-09:00\n", "2026-11-20", "2026-11-21T12:00", False),
    ],
)
def test_an_episode_is_frozen_from_the_day_after_it_aired(
    office: Office, more: str, date: str, day: str, frozen: bool
) -> None:
    office.rundown("hoy", date, more)
    index = office.looked()
    assert index.frozen("hoy", datetime.datetime.fromisoformat(f"{day}-06:00").timestamp()) == frozen


def test_a_rundown_of_the_past_that_was_saved_today_is_not_frozen(office: Office) -> None:
    path = office.rundown("vieja", "2020-01-01")
    os.utime(path, (NOON - 60, NOON - 60))
    index = office.looked()
    assert not index.frozen("vieja", NOON)
    assert index.frozen("vieja", NOON + DAY)
    os.utime(path, (NOON + 10 * DAY, NOON + 10 * DAY))
    assert index.frozen("vieja", NOON), "a clock that goes wrong says nothing of today"


def test_another_zone_moves_air_without_reading_what_is_frozen(office: Office) -> None:
    office.rundown("hoy", more="air: 2026-11-20T07:00\n")
    office.rundown("ayer", "2026-11-19", more="air: 2026-11-19T23:30\n")
    index = office.looked()
    index.facts("ayer")
    office.read = 0
    zone = office.write("assets/newsroom.yaml", OFFICE.replace("Mexico_City", "Tijuana"))
    assert index.saved([zone]) == {"hoy"}
    assert index.facts("hoy").air == NOON - 3 * 3600  # type: ignore[union-attr]
    assert index.facts("ayer").air == NOON - 10.5 * 3600  # type: ignore[union-attr]
    assert office.read == 1


def test_rundowns_of_the_past_are_read_when_there_is_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscast.watch.rundowns.index._FOR_OLD_ONES", 60.0)
    for number in range(3):
        office.rundown(f"vieja-{number}", f"2026-01-0{number + 1}", more="air: 2026-01-05T07:00\n")
    index = office.index()
    assert index.look() == Look()
    assert office.read == 0
    assert index.frozen("vieja-0", NOON)
    assert not index.frozen("vieja-0", NOON - 320 * DAY)
    assert index.saved([office.root / "rundowns/clips/vieja-0.mp4"]) == set()
    index.look()
    assert office.read == 3
    assert index.saved([office.root / "rundowns/clips/vieja-0.mp4"]) == {"vieja-0"}
    assert office.read == 3, "what is frozen is left as it is"


def test_what_is_gone_for_long_is_forgotten(office: Office) -> None:
    office.rundown("hoy")
    index = office.looked()
    assert office.ledger is not None
    rows = [(f"rundowns/{number}.yaml", "[]", "x") for number in range(5000)]
    office.ledger.connection.executemany("INSERT INTO files VALUES (?, ?, ?)", rows)
    facts = [(f"rundowns/{number}.yaml", "x", 0, "{}") for number in range(200)]
    office.ledger.connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", facts)
    index = office.looked()
    assert index.look() == Look()
    counts = [
        office.ledger.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("files", "facts")
    ]
    assert counts[0] < 20
    assert counts[1] == 1


def test_names_that_cannot_be_told_and_things_that_are_no_files(office: Office) -> None:
    office.rundown("hoy")
    (office.root / "rundowns/.oculto.yaml").write_text("x")
    (office.root / "rundowns/carpeta.yaml").mkdir()
    Path(os.fsdecode(os.fsencode(office.root / "rundowns") + b"/\xff.yaml")).write_text("x")
    os.mkfifo(office.root / "assets/shows/info/tubo.wav")
    (office.root / "rundowns/bucle").symlink_to(office.root / "rundowns")
    index = office.looked()
    assert set(index.episodes()) == {"hoy"}
    assert index.sources("hoy") == index.sources("hoy")
    shutil.rmtree(office.root / "rundowns/clips")
    assert index.saved([office.root / "rundowns/clips"]) == {"hoy"}
    assert index.missing("hoy") == ("rundowns/clips/hoy.mp4",)


def test_a_pipe_or_a_device_in_place_of_a_rundown_is_told_and_waited_for_by_nobody(office: Office) -> None:
    """At a pipe nobody writes, and a device has no end."""
    office.rundown("hoy")
    os.mkfifo(office.root / "rundowns/tubo.yaml")
    (office.root / "rundowns/ceros.yaml").symlink_to("/dev/zero")
    index = office.looked()
    for name in ("tubo", "ceros"):
        facts = index.facts(name)
        assert facts and facts.sha256 == "" and [each.code for each in facts.problems] == ["file-not-a-file"], name
    assert index.sources("hoy")


def test_big_media_are_read_while_the_watcher_goes_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "BIG", 50)
    office.rundown("hoy")
    office.rundown("otro")
    big = office.write("rundowns/clips/hoy.mp4", "x" * 100)
    woken = threading.Semaphore(0)
    index = office.index(wake=woken.release)
    assert index.look().touched == {"hoy", "otro"}
    assert index.ready("otro")
    assert not index.ready("hoy")
    assert woken.acquire(timeout=60)
    assert index.saved([]) == {"hoy"}
    assert index.saved([]) == set()
    first = index.asked_for("hoy")
    index.asked_for("otro")
    text = big.read_text()
    big.unlink()
    big.write_text(text)
    assert index.look() == Look(), "it has to be read before anybody can say that it is the same"
    assert woken.acquire(timeout=60)
    assert index.saved([]) == {"hoy"}
    assert index.sources("hoy") == first
    big.write_text("y" * 100)
    assert index.saved([big]) == {"hoy"}, "its problems are told at once"
    assert not index.ready("hoy")
    assert woken.acquire(timeout=60)
    big.unlink()
    assert index.saved([big]) == {"hoy"}
    assert index.ready("hoy")


def test_a_big_medium_that_nobody_may_read_keeps_nobody_waiting(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "BIG", 50)

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr("newscast.watch.rundowns.aside.file_at", refuse)
    office.rundown("hoy")
    office.write("rundowns/clips/hoy.mp4", "x" * 100)
    woken = threading.Semaphore(0)
    index = office.index(wake=woken.release)
    index.look()
    assert not index.ready("hoy")
    assert woken.acquire(timeout=60)
    assert index.saved([]) == {"hoy"}
    assert index.ready("hoy")
    assert index.sources("hoy")


def test_a_kit_that_lies_behind_a_link(office: Office) -> None:
    office.rundown("hoy")
    kit = office.root / "assets/shows/info"
    kit.rename(office.root / "assets/kits")
    kit.symlink_to(office.root / "assets/kits")
    index = office.looked()
    assert index.saved([office.root / "assets/kits/golpe.wav"]) == {"hoy"}
    assert index.saved([kit / "golpe.wav"]) == {"hoy"}
    assert index.saved([office.root / "assets/shows"]) == {"hoy"}


@pytest.mark.parametrize("show", ["../..", "/etc", "", "[a, b]", "."])
def test_a_show_that_cannot_be_one_touches_nothing_else(office: Office, show: str) -> None:
    office.rundown("hoy", "2026-11-21", show=show)
    index = office.looked()
    facts = index.facts("hoy")
    assert facts is not None
    assert facts.broken
    assert facts.show is None
    assert index.saved([office.root / "inbox/nota.txt"]) == set()
    assert index.sources("hoy")


def _without_hints(facts: Facts) -> Facts:
    """A hint may name a file of another name, which touches nobody; the next full look has it right."""
    return replace(facts, problems=tuple(replace(problem, hint="") for problem in facts.problems))


STEPS, SEEDS = 12, range(2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_saves_in_any_order_lead_to_what_a_fresh_look_finds(office: Office, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    names = ("uno", "dos", "a/uno", "a/tres", "b/cuatro")
    for name in names[:2]:
        office.rundown(name, "2026-11-25")
    index = office.looked()

    def change() -> list[Path]:
        name = chance.choice(names)
        rundown = office.root / f"rundowns/{name}.yaml"
        clip = rundown.parent / f"clips/{rundown.stem}.mp4"
        deed = chance.choice(("write", "break", "delete", "clip", "unclip", "empty", "kit", "folder", "people"))
        if deed == "write":
            office.rundown(name, f"2026-11-2{chance.randint(2, 8)}", media=chance.random() < 0.5)
            return [rundown, rundown.parent / "clips", rundown.parent / "voz"]
        if deed == "break" and rundown.exists():
            rundown.write_text(rundown.read_text(encoding="utf-8").replace("headline", "titular"), encoding="utf-8")
        elif deed == "delete":
            rundown.unlink(missing_ok=True)
        elif deed == "folder" and (office.root / "rundowns/a").exists():
            moved = office.root / f"rundowns/c{chance.random()}"
            (office.root / "rundowns/a").rename(moved)
            return [office.root / "rundowns/a", moved]
        elif deed == "people":
            return [office.write("assets/newsroom.yaml", OFFICE.replace("Laura", chance.choice(("Laura", "Lara"))))]
        elif deed == "kit":
            return [office.write("assets/shows/info/show.yaml", chance.choice((KIT, KIT + "rate: 25\n", "x")))]
        elif deed == "unclip":
            clip.unlink(missing_ok=True)
            return [clip]
        elif deed in ("clip", "empty"):
            return [office.write(str(clip.relative_to(office.root)), "" if deed == "empty" else deed)]
        return [rundown]

    for step in range(STEPS):
        before = {name: index.sources(name) for name in index.episodes()}
        saved = index.saved(change())
        now = {name: index.sources(name) for name in index.episodes()}
        differ = {name for name in {*before, *now} if before.get(name) != now.get(name)}
        assert differ <= saved, step
        ledger = open_ledger(tmp_path / f"desk-{step}")
        fresh = Index(office.root, ledger, clock=lambda: office.now)
        fresh.look()
        assert set(fresh.episodes()) == set(now)
        for name in now:
            one, other = index.facts(name), fresh.facts(name)
            assert one is not None
            assert other is not None
            if one.path == other.path:
                one, other = _without_hints(one), _without_hints(other)
                assert (one.problems, one.sha256, one.broken) == (other.problems, other.sha256, other.broken)
                assert one.broken or (one, index.sources(name)) == (other, fresh.sources(name))
        ledger.close()
