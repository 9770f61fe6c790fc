"""What changed between two versions: nothing where nothing did, every word that did, and where it is now and was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline_making import part, segment, shot, sound, super_, timeline

from newscast.episode.timeline import ListedTimeline
from newscast.review.episode.spoken_at import copy_of, frame_of_word
from newscast.review.versions.changes import Change, changes
from newscast.review.versions.marked import Run, differs, first_change, marked

WORDS = st.lists(st.sampled_from(["la", "obra", "de", "niñez", "¿cuándo?", "4,200", "mañana,"]), max_size=12)
TEXTS = WORDS.map(" ".join)
COPY = "La obra de la calle Morelos empieza el lunes dos de marzo."
BASE = timeline(
    segment("open", part("", shot(graphic="opener", date="Viernes"), kind="open"), kind="open"),
    segment(
        "agua",
        part(COPY, shot("a.jpg"), shot("b.jpg"), sounds=[sound("agua.wav")]),
        part("Va bien.", shot("c.mp4"), kind="sot", supers=[super_(title="Laura Díaz", subtitle="Directora")]),
        part("", shot(graphic="figures", title="En un mes", items=["38 colonias"]), kind="card"),
        title="Obra de agua",
    ),
    segment("feria", part("Abre la feria."), title="La feria"),
    segment("museo", part("El museo cierra."), title="El museo"),
)
AGUA, FERIA, MUSEO = BASE.segments[1:]


def changed(*segments: object, base: ListedTimeline = BASE) -> list[Change]:
    return list(changes(base, timeline(BASE.segments[0], *segments)))  # type: ignore[arg-type]


def kinds(found: Sequence[Change]) -> list[tuple[str, str, int | None]]:
    return [(each.kind, each.slug, each.part) for each in found]


def again(slug: str, *parts: object, title: str = "") -> object:
    return segment(slug, *parts, title=title)  # type: ignore[arg-type]


@given(TEXTS, TEXTS)
def test_every_word_of_both_texts_is_marked_once(before: str, now: str) -> None:
    runs = marked(before, now)
    assert " ".join(run.text for run in runs if run.kind != "new").split() == before.split()
    assert " ".join(run.text for run in runs if run.kind != "gone").split() == now.split()
    assert differs(runs) == (before.split() != now.split())
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))


@given(TEXTS, TEXTS)
def test_the_first_word_that_differs_is_the_first(before: str, now: str) -> None:
    was, at = first_change(before, now)
    assert before.split()[:was] == now.split()[:at]
    assert before.split() == now.split() or before.split()[was : was + 1] != now.split()[at : at + 1]


@st.composite
def timelines(draw: st.DrawFn) -> ListedTimeline:
    slugs = draw(st.lists(st.sampled_from(["agua", "feria", "museo", "obras"]), unique=True, min_size=1))
    made = []
    for slug in slugs:
        texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
        files = draw(st.lists(st.sampled_from(["a.jpg", "b.jpg", "c.mp4"]), min_size=1, max_size=3))
        parts = [part(text, *map(shot, files), frames=draw(st.sampled_from([80, 100]))) for text in texts]
        made.append(segment(slug, *parts, title=draw(st.sampled_from(["Uno", "Dos"]))))
    return timeline(*made)


@given(timelines())
def test_nothing_changed_says_nothing(one: ListedTimeline) -> None:
    assert changes(one, one) == ()


def shown(one: ListedTimeline) -> list[object]:
    """All that can be seen and heard of a timeline."""
    return [
        (each.title, [(within.copy, within.frames) for within in each.parts], [(s.file, s.frames) for s in each.shots])
        for each in one.segments
    ]


@pytest.mark.slow
@given(timelines(), timelines())
def test_what_changed_is_told_where_it_is(before: ListedTimeline, now: ListedTimeline) -> None:
    found = changes(before, now)
    assert bool(found) == (shown(before) != shown(now))
    for each in found:
        assert each.frame is None or 0 <= each.frame < now.frames
        assert each.old_frame is None or 0 <= each.old_frame < before.frames
        assert each.frame is not None or each.old_frame is not None
        if each.part is not None and each.frame is not None:
            (own,) = [one for one in now.segments if one.slug == each.slug]
            within = own.parts[each.part]
            assert within.start_frame <= each.frame < within.start_frame + within.frames


def test_copy_is_marked_and_leads_to_its_word() -> None:
    copy = COPY.replace("lunes dos", "martes tres")
    parts = part(copy, shot("a.jpg"), shot("b.jpg"), sounds=[sound("agua.wav")]), sot("Laura Díaz"), card(38)
    (one,) = changed(again("agua", *parts, title="Obra de agua"), FERIA, MUSEO)
    assert (one.kind, one.slug, one.part, one.part_kind) == ("copy", "agua", 0, "vo")
    assert [run for run in one.words if run.kind != "same"] == [Run("gone", "lunes dos"), Run("new", "martes tres")]
    # The ninth of twelve words; a word lasts 5 frames in what is made here.
    assert one.frame == one.old_frame == 100 + 8 * 5


def card(number: int, frames: int = 100) -> object:
    return part(
        "", shot(graphic="figures", title="En un mes", items=[f"{number} colonias"]), kind="card", frames=frames
    )


def sot(name: str) -> object:
    return part("Va bien.", shot("c.mp4"), kind="sot", supers=[super_(title=name, subtitle="Directora")])


def vo(*files: str, voice: str = "agua.wav") -> object:
    return part(COPY, *map(shot, files), sounds=[sound(voice)])


@pytest.mark.parametrize(
    ("parts", "kind", "at", "before", "now"),
    [
        ([vo("a.jpg", "z.jpg"), sot("Laura Díaz"), card(38)], "picture", 0, "b.jpg", "z.jpg"),
        ([vo("a.jpg"), sot("Laura Díaz"), card(38)], "picture", 0, "b.jpg", ""),
        ([vo("b.jpg", "a.jpg"), sot("Laura Díaz"), card(38)], "order", 0, "", ""),
        ([vo("a.jpg", "b.jpg", voice="otra.wav"), sot("Laura Díaz"), card(38)], "voice", 0, "agua.wav", "otra.wav"),
        ([vo("a.jpg", "b.jpg"), sot("Laura Diaz"), card(38)], "super", 1, "", ""),
        ([vo("a.jpg", "b.jpg"), sot("Laura Díaz"), card(39)], "card", 2, "", ""),
        ([vo("a.jpg", "b.jpg"), sot("Laura Díaz"), card(38, 125)], "length", 2, "4.0", "5.0"),
    ],
)
def test_each_kind_of_change_in_a_part(parts: list[object], kind: str, at: int, before: str, now: str) -> None:
    found = changed(again("agua", *parts, title="Obra de agua"), FERIA, MUSEO)
    assert [(each.kind, each.part, each.before, each.now) for each in found] == [(kind, at, before, now)]


def test_stories_come_go_move_and_are_renamed() -> None:
    new = again("parque", part("Abre el parque.", shot("p.jpg")))
    assert kinds(changed(AGUA, new, FERIA)) == [("story-new", "parque", None), ("story-gone", "museo", None)]
    assert kinds(changed(AGUA, MUSEO, FERIA)) in (
        [("story-moved", "museo", None)],
        [("story-moved", "feria", None)],
    )
    (moved,) = changed(AGUA, MUSEO, FERIA)
    assert moved.frame != moved.old_frame
    other = again("la-feria", part("Abre la feria."), title="La feria")
    assert changed(AGUA, other, MUSEO) == [], "another slug alone changes nothing that is seen or heard"
    (renamed,) = changed(AGUA, again("feria", part("Abre la feria."), title="¡La feria!"), MUSEO)
    assert renamed.kind == "headline"
    assert renamed.words == (Run("gone", "La feria"), Run("new", "¡La feria!"))


def test_parts_come_go_and_move() -> None:
    gone = changed(again("agua", vo("a.jpg", "b.jpg"), card(38), title="Obra de agua"), FERIA, MUSEO)
    assert kinds(gone) == [("part-gone", "agua", 1)] and gone[0].frame is None and gone[0].old_frame == 200
    moved = changed(
        again("agua", sot("Laura Díaz"), card(38), vo("a.jpg", "b.jpg"), title="Obra de agua"), FERIA, MUSEO
    )
    assert [each.kind for each in moved] == ["part-moved"]
    new = changed(AGUA, again("feria", part("Abre la feria."), part("Y cierra."), title="La feria"), MUSEO)
    assert [(each.kind, each.part, each.now, each.frame) for each in new] == [("part-new", 1, "Y cierra.", 500)]


def test_captions_alone_and_what_nobody_names() -> None:
    told = replace(FERIA, cues={"web": (replace(FERIA.cues["web"][0], lines=("Abre la Feria.",)),)})
    (one,) = changed(AGUA, told, MUSEO)
    assert one.kind == "captions" and Run("new", "Feria.") in one.words
    part_of_it = replace(FERIA.parts[0], digest="otro")
    assert [each.kind for each in changed(AGUA, replace(FERIA, parts=(part_of_it,)), MUSEO)] == ["other"]


def test_copy_is_known_where_an_earlier_newscast_did_not_tell_it_by_part() -> None:
    bare = [replace(each, copy=()) for each in AGUA.parts]
    old = replace(AGUA, parts=tuple(bare))
    assert [copy_of(each, old) for each in old.parts] == [COPY, "Va bien.", ""]
    unlike = replace(old, copy=("Una sola cosa.",))
    assert [copy_of(each, unlike) for each in unlike.parts] == ["Una sola cosa.", "", ""]


def test_a_word_is_found_by_its_share_where_nobody_said_when_it_is() -> None:
    silent = replace(segment("agua", part("uno dos tres cuatro")), said=())
    (only,) = silent.parts
    assert [frame_of_word(number, only, silent) for number in (0, 1, 3, 4)] == [0, 25, 75, 99]
