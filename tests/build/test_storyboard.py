"""What a storyboard shows of a rundown: every part that can be drawn, and what is wrong where it is written."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from unrendered import finished, publish

from newscast.base.errors import FilesError
from newscast.build.board.drawing import Drawn, namer
from newscast.build.board.stills import Memory
from newscast.build.board.storyboard import Planned, planned_board
from newscast.build.faces import shots
from newscast.build.request import Options
from newscast.store.store import Store

HEAD = """\
rundown: 1
show: chica
date: 2026-11-20
air: 2026-11-20T07:00
slot: 1m
deliverables: [radio, tv, web, reel]
presenters: [ana]
segments:
"""
OPEN = "  - open: main\n"
STORY = """\
  - story: uno
    headline: Concluye el bacheo
    department: Obras
    parts:
      - vo: Son cuatro mil baches y treinta y ocho colonias.
        voice: voz.wav
        pictures: [foto.jpg, mudo.mp4]
        versions:
          radio: {copy: Ya son cuatro mil., voice: voz.wav}
      - sot: charla.mp4
        who: laura
        transcript: Buenos días.
      - read: Solo en la radio.
        voice: spot.wav
        only: [radio]
"""
OTHER = """\
  - story: dos
    headline: Arranca la feria
    parts:
      - {card: figures, title: Dos, items: [5 baches], duration: 4s, skip: [radio]}
"""
BROKEN = """\
  - story: tres
    headline: Tres
    parts:
      - vo: Hola.
        voice: voz.wav
        pictures: [{file: mudo.mp4, in: 3}]
      - vo: Adiós.
        voice: voz.wav
  - tontería: 5
"""


def planned(path: Path, **more: Any) -> Planned:
    return planned_board(path, Options(**more.pop("how", {})), namer, **more)


def stills(plan: Planned, slug: str) -> list[str]:
    (segment,) = [each for each in plan.board.segments if each.slug == slug]
    return [still.key for part in segment.parts for view in part.views for still in view.stills]


def test_parts_that_are_written_in_one_place_stand_side_by_side(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # Otherwise a photo is shown whole where most of it would be cut off.
    monkeypatch.setattr(shots, "are_sought", lambda: True)
    board = planned(sala.write(HEAD + OPEN + STORY + OTHER)).board
    assert [(each.names, each.canvas, each.burned) for each in board.columns] == [
        (("tv", "web"), "landscape", False),
        (("reel",), "portrait", True),
        (("radio",), "", False),
    ]
    assert (board.air, board.rundown, board.problems) == ("2026-11-20T07:00:00", "rundowns/hoy.yaml", ())
    assert all(column.over is not None and column.over < 0 for column in board.columns)
    first, story, other = board.segments
    assert [each.title for each in board.segments] == ["", "Concluye el bacheo", "Arranca la feria"]
    # A vertical cut begins with its first story.
    assert [view.column for view in first.parts[0].views] == [0, 2]
    assert [(part.kind, [view.column for view in part.views]) for part in story.parts] == [
        ("vo", [0, 1, 2]),
        ("sot", [0, 1, 2]),
        ("read", [2]),
    ]
    assert [part.line for part in story.parts] == [14, 19, 22]
    vo, sot, _read = story.parts
    assert vo.keys == ("segments", 1, "parts", 0)
    assert [[said.text for said in view.words] for view in vo.views] == [
        ["Son cuatro mil baches y treinta y ocho colonias."],
        ["Son cuatro mil baches y treinta y ocho colonias."],
        ["Ya son cuatro mil."],
    ]
    assert {said.who for view in sot.views for said in view.words} == {"Laura Díaz"}
    (text,) = other.parts[0].views[0].texts
    assert (text.graphic, text.lines, text.at) == ("figures", ("Dos", "5 baches"), 0.0)
    assert [still.picture for still in vo.views[0].stills] == ["foto.jpg", "mudo.mp4"]
    framings = [still.framing for part in (vo, sot) for still in part.views[1].stills if still.framing]
    assert [each.keys[4:] for each in framings][:2] == [("pictures", 0), ("pictures", 1)]
    assert framings[2].keys == ("segments", 1, "parts", 1, "sot") and {each.framed for each in framings} == {"rule"}
    assert framings[0].seen[0] < 1 and framings[0].seen[1] == 1 and framings[0].box == (0, 0, 1, 1)
    assert board.sha256 == hashlib.sha256((sala.root / board.rundown).read_bytes()).hexdigest()
    assert vo.views[2].stills == () and all(still.burned for still in vo.views[1].stills)
    assert [still.picture for still in other.parts[0].views[0].stills] == ["figures"]
    assert {view.changed for each in board.segments for part in each.parts for view in part.views} == {None}


def test_only_what_is_asked_for_is_drawn(sala: Any) -> None:
    board = planned(sala.write(HEAD + STORY), how={"only": ("reel",)}).board
    assert [each.names for each in board.columns] == [("reel",)]


def test_a_still_does_not_depend_on_where_it_stands(sala: Any) -> None:
    memory = Memory()
    path = sala.write(HEAD + STORY + OTHER)
    before = planned(path, memory=memory)
    path = sala.write(HEAD + OPEN + OTHER + STORY)
    after = planned(path, memory=memory)
    assert stills(before, "uno") == stills(after, "uno") == stills(planned(path), "uno")
    assert stills(before, "dos") == stills(after, "dos")
    # Moments of one frame are decoded once for all canvases.
    groups = [
        {step.group for key, step in plan.steps.items() if key in stills(plan, "dos")} for plan in (before, after)
    ]
    assert [len(each) for each in groups] == [1, 1]
    changed = planned(sala.write(HEAD + OPEN + OTHER.replace("5 baches", "6 baches") + STORY), memory=memory)
    assert stills(changed, "uno") == stills(after, "uno") and stills(changed, "dos") != stills(after, "dos")


def test_what_is_missing_is_a_slate_and_said_at_its_part(sala: Any) -> None:
    text = HEAD + OPEN + STORY.replace("mudo.mp4", "falta.mp4").replace("charla.mp4", "tampoco.mp4")
    board = planned(sala.write(text)).board
    vo, sot, _read = board.segments[1].parts
    assert [(still.picture, still.missing) for still in vo.views[0].stills] == [
        ("foto.jpg", False),
        ("falta.mp4", True),
    ]
    assert sot.views[0].stills[0].missing
    assert any("falta.mp4" in each.message and each.line == 16 for each in vo.problems)
    assert any("tampoco.mp4" in each.message for each in sot.problems)


def test_errors_are_told_where_they_are_written_and_the_rest_is_drawn(sala: Any) -> None:
    long = "5 baches del larguísimo bacheo de los bulevares " + "y de todos sus alrededores " * 8
    text = HEAD + "  - opne: main\n" + STORY.replace("who: laura", "who: nadie")
    text += OTHER.replace("5 baches", long) + BROKEN
    plan = planned(sala.write(text))
    board = plan.board
    assert [each.slug for each in board.segments] == ["open", "uno", "dos", "tres", ""]
    assert [(each.warning, each.line) for each in board.segments[-1].problems] == [(False, 37)]
    opened = (*board.problems, *board.segments[0].problems, *board.segments[0].parts[0].problems)
    assert 9 in [each.line for each in opened]
    uno, tres = board.segments[1], board.segments[3]
    assert [(each.warning, each.line) for each in uno.parts[1].problems] == [(False, 20)]
    # A part that cannot be read has its place, and no views.
    assert [bool(part.views) for part in tres.parts] == [False, True]
    assert tres.parts[0].problems and not tres.parts[0].problems[0].warning
    # A text that does not fit is said at its card.
    assert [each.warning for each in board.segments[2].parts[0].problems if not each.warning] == [False]
    assert stills(plan, "dos")
    errors = [each for each in plan.problems if not each.warning]
    shown = [*board.problems, *(problem for each in board.segments for problem in each.problems)]
    shown += [problem for each in board.segments for part in each.parts for problem in part.problems]
    assert len([each for each in shown if not each.warning]) == len(errors) >= 5


def test_where_nothing_is_left_it_is_said_why(sala: Any) -> None:
    with pytest.raises(FilesError, match="segments"):
        planned(sala.write("rundown: 1\nshow: chica\ndate: 2026-11-20\n"))


def test_what_changed_since_the_last_version_comes_first(sala: Any, tmp_path: Path) -> None:
    path = sala.write(HEAD + OPEN + STORY + OTHER)
    publish(finished(path, draft=True), Store(tmp_path / "other"))
    built = planned(path).board
    assert {view.changed for each in built.segments for part in each.parts for view in part.views} == {False}
    now = planned(sala.write(HEAD + OPEN + STORY + OTHER.replace("5 baches", "6 baches")))
    changed = [part.kind for each in now.board.segments for part in each.parts if part.changed]
    assert changed == ["card"]
    assert set(Drawn(now).left[:2]) == set(stills(now, "dos"))


def test_a_suspended_episode_is_not_drawn_as_another_one_was(sala: Any) -> None:
    (sala.root / "assets/shows/chica/logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#fff"/></svg>'
    )
    sala.kit("logo: logo.svg\n")
    office = sala.root / "assets/newsroom.yaml"
    period = "suspension: [{from: 2026-11-25, to: 2026-11-30}]\n"
    office.write_text(office.read_text(encoding="utf-8") + period, encoding="utf-8")
    memory, text = (
        Memory(),
        HEAD.replace("air: 2026-11-20T07:00\n", "") + OTHER.replace("dos\n", "dos\n    exempt: health\n"),
    )
    free = planned(sala.write(text), memory=memory)
    inside = sala.write(text.replace("date: 2026-11-20", "date: 2026-11-26"))
    assert stills(planned(inside, memory=memory), "dos") == stills(planned(inside), "dos") != stills(free, "dos")
