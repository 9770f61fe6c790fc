"""Crops that follow faces: what is seen, how calmly, and clear of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import pytest

from newscast.base.box import Box, shared
from newscast.base.canvas import Canvas, canvas
from newscast.picture.boxes import ASIDE, MIDDLE, SMALLER
from newscast.picture.faces.aiming import aimed_clip, aimed_photo
from newscast.picture.faces.heads import core_of, head_of
from newscast.picture.faces.hiding import photo_veils, veils_over, whole_spans
from newscast.picture.faces.search import Faces, windows
from newscast.picture.faces.setting import Setting
from newscast.picture.faces.tracks import tracks_in
from newscast.picture.faces.window import focus_at, window_of
from newscast.picture.fit import BT709, Frames
from newscast.picture.still import moving
from newscast.picture.veiling import veiled
from newscast.timeline.framing import WHOLE, counted_anew
from newscast.timeline.seen import Aim, ClipShot, Fit, StillShot, Veil

WIDE = (1920, 1080)
RATE = Fraction(30)
PORTRAIT, SQUARE, LANDSCAPE = (canvas(name, RATE) for name in ("portrait", "square", "landscape"))
CLIP = ClipShot(Path("clip.mp4"), focus=(0.5, 0.4))
FACE: Box = (0.7, 0.2, 0.1, 0.2)


def looks(*boxes: tuple[Box, ...], cuts: tuple[int, ...] = (), every: int = 10) -> Faces:
    return Faces(tuple((number * every, found) for number, found in enumerate(boxes)), cuts)


def aimed(faces: Faces, on: Canvas, shot: ClipShot = CLIP, size: tuple[int, int] = WIDE, zones: tuple = ()) -> ClipShot:  # type: ignore[type-arg]
    return aimed_clip(shot, len(faces.samples) * 10, Setting(size, on, faces, zones, heights=(MIDDLE,)))


def seen(shot: ClipShot | StillShot, face: Box, on: Canvas, size: tuple[int, int] = WIDE, frame: int = 0) -> Box:
    box: Box = window_of(size, size, on, shot.fit).on_canvas(face, focus_at(shot, frame))
    return box


def test_a_face_aside_is_in_the_middle_of_a_narrower_crop() -> None:
    shot = aimed(looks(*[(FACE,)] * 6), PORTRAIT)
    assert (shot.fit, shot.framed, shot.aims) == ("band", "faces", ())
    left, top, wide, high = seen(shot, FACE, PORTRAIT)
    assert left + wide / 2 == pytest.approx(0.5, abs=0.03)
    assert 0 < top < top + high < 1


def test_nobody_is_cropped_for_who_is_seen_for_a_moment() -> None:
    """A shadow that passes for a face in three looks of forty: the next shot of the clip is as large."""
    assert aimed(looks(*[(FACE,)] * 3, *[()] * 37), PORTRAIT).fit == "auto"
    assert aimed(looks(*[(FACE,)] * 9, *[()] * 31), PORTRAIT).fit == "band"


def test_a_crop_never_cuts_hair_off() -> None:
    photo = aimed_photo(
        StillShot(Path("p.jpg")), Setting((1000, 1600), LANDSCAPE, looks(((0.4, 0.06, 0.2, 0.13),)), heights=(MIDDLE,))
    )
    head = head_of(seen(photo, (0.4, 0.06, 0.2, 0.13), LANDSCAPE, (1000, 1600)))
    assert head[1] >= -0.02 and photo.framed == "faces"


def test_a_face_is_not_cut_off_to_have_it_beside_a_text() -> None:
    """It stays whole under the text, which goes to its other place then."""
    face, strap = (0.7, 0.5, 0.12, 0.3), (0.04, 0.4, 0.84, 0.5)
    photo = aimed_photo(
        StillShot(Path("p.jpg")), Setting(WIDE, SQUARE, looks((face,)), [(0, 99, strap)], heights=(0.5,))
    )
    left, _, wide, _ = head_of(seen(photo, face, SQUARE))
    assert left + wide <= 1 + 0.1 * wide


def test_eyes_are_on_the_upper_third_where_there_is_room() -> None:
    face = (0.4, 0.4, 0.2, 0.125)
    photo = aimed_photo(StillShot(Path("p.jpg")), Setting((1000, 1600), LANDSCAPE, looks((face,)), heights=(MIDDLE,)))
    _, top, _, high = seen(photo, face, LANDSCAPE, (1000, 1600))
    assert top + 0.42 * high == pytest.approx(1 / 3, abs=0.05)


def test_a_group_that_a_crop_would_cut_is_shown_whole() -> None:
    row = tuple((0.05 + 0.1 * number, 0.5, 0.04, 0.07) for number in range(9))
    assert aimed_photo(StillShot(Path("p.jpg")), Setting(WIDE, PORTRAIT, looks(row), heights=(MIDDLE,))).fit == "auto"
    assert aimed(looks(*[row] * 5), PORTRAIT).fit == "auto"


def test_a_picture_with_room_stands_where_texts_cover_no_face() -> None:
    """A row of people at the bottom of a photo that is shown whole, and a text over them."""
    row = tuple((0.05 + 0.1 * number, 0.7, 0.04, 0.07) for number in range(9))
    strap, bare = (0.06, 0.64, 0.6, 0.14), StillShot(Path("p.jpg"))
    below = window_of(WIDE, WIDE, SQUARE, "auto").on_canvas(row[0], (0.5, 0.5))
    assert shared(strap, below) > 0
    photo = aimed_photo(bare, Setting(WIDE, SQUARE, looks(row), [(0, 99, strap)]))
    there = window_of(WIDE, WIDE, SQUARE, photo.fit, photo.height)
    assert photo.fit == "auto" and 0 < photo.height < 0.5
    assert not any(shared(strap, head_of(there.on_canvas(face, photo.focus))) for face in row)
    clip = aimed_clip(CLIP, 50, Setting(WIDE, SQUARE, looks(*[row] * 5), [(0, 99, strap)]))
    assert clip.fit == "auto" and clip.height == photo.height

    # Without a text, below a card, and where it fills the canvas, it stays where it is.
    assert aimed_photo(bare, Setting(WIDE, SQUARE, looks(row))).height == 0.5
    assert aimed_photo(bare, Setting(WIDE, SQUARE, looks(row), [(0, 99, strap)], heights=(0.125,))).height == 0.5
    assert aimed_photo(bare, Setting(WIDE, LANDSCAPE, looks(row), [(0, 99, strap)])).height == 0.5


def test_a_mouth_below_captions_counts_beside_a_window_that_lies_on_the_face_whatever_is_shown() -> None:
    """On portrait the window of sign language lies on more of the head than captions do at every size."""
    face, photo = (0.2, 0.1, 0.6, 0.8), StillShot(Path("p.jpg"), fit="cover")
    window, captions = (0.606, 0.14, 0.333, 0.234), (0.1, 0.553, 0.8, 0.091)
    zones = [(0, 99, window), (0, 99, captions)]
    shown = aimed_photo(photo, Setting((1080, 1920), PORTRAIT, looks((face,)), zones, smaller=True))
    seen_on = window_of((1080, 1920), (1080, 1920), PORTRAIT, shown.fit, shown.height)
    assert shown.fit in SMALLER
    assert shared(core_of(seen_on.on_canvas(face, shown.focus)), captions) == 0


def test_a_face_between_two_texts_on_landscape_is_beside_them_at_the_right_instead_of_tiny() -> None:
    """A tall photo that a head fills, a strap at the top left and captions at the bottom."""
    size, face = (900, 1200), (0.2, 0.15, 0.6, 0.6)
    strap, captions = (0.05, 0.13, 0.45, 0.22), (0.2, 0.73, 0.6, 0.14)
    zones = [(0, 99, strap), (0, 99, captions)]
    photo = aimed_photo(StillShot(Path("p.jpg")), Setting(size, LANDSCAPE, looks((face,)), zones, smaller=True))
    there = window_of(size, size, LANDSCAPE, photo.fit, photo.height)
    head = head_of(there.on_canvas(face, photo.focus))
    assert photo.fit in ASIDE and there.box[3] > 0.6
    assert not any(shared(head, text) for text in (strap, captions))
    assert there.box[0] + there.box[2] == pytest.approx(0.95, abs=0.002)
    # Its move keeps it there.
    field, *views = moving(size, LANDSCAPE, 90, photo.fit, photo.focus, "push-in", photo.height)
    rights = [((there.box[0] + there.box[2]) * field.width - view.left) / view.width for view in views]
    assert rights == pytest.approx([0.95, 0.95], abs=0.005)


@pytest.mark.parametrize("on", [PORTRAIT, SQUARE])
def test_no_picture_stands_at_the_side_of_a_canvas_that_is_not_wide(on: Canvas) -> None:
    zones = [(0, 99, (0.05, 0.13, 0.45, 0.22)), (0, 99, (0.2, 0.73, 0.6, 0.14))]
    setting = Setting((900, 1200), on, looks(((0.2, 0.15, 0.6, 0.6),)), zones, smaller=True)
    assert aimed_photo(StillShot(Path("p.jpg")), setting).fit not in ASIDE


@pytest.mark.parametrize("on", [PORTRAIT, SQUARE, LANDSCAPE])
def test_a_face_that_fills_a_photo_makes_room_for_texts_by_being_smaller(on: Canvas) -> None:
    size, face = (on.width, on.height), (0.25, 0.25, 0.5, 0.5)
    strap, bare = (0.05, 0.62, 0.9, 0.3), StillShot(Path("p.jpg"))
    as_usual = aimed_photo(bare, Setting(size, on, looks((face,)), [(0, 99, strap)]))
    photo = aimed_photo(bare, Setting(size, on, looks((face,)), [(0, 99, strap)], smaller=True))
    assert as_usual.fit == "cover" and photo.fit in SMALLER
    there = window_of(size, size, on, photo.fit, photo.height)
    assert not shared(strap, head_of(there.on_canvas(face, photo.focus)))
    # It is as large as ever where nothing is over it.
    assert aimed_photo(bare, Setting(size, on, looks((face,)), smaller=True)).fit == "cover"


def test_what_somebody_framed_stays_as_large_as_they_framed_it() -> None:
    strap, face = (0.05, 0.62, 0.9, 0.3), (0.25, 0.25, 0.5, 0.5)
    filling = StillShot(Path("p.jpg"), fit="fill")
    assert aimed_photo(filling, Setting(WIDE, LANDSCAPE, looks((face,)), [(0, 99, strap)], smaller=True)).fit == "fill"
    written = StillShot(Path("p.jpg"), framed="written")
    shown = aimed_photo(written, Setting(WIDE, LANDSCAPE, looks((face,)), [(0, 99, strap)], smaller=True))
    assert shown == written


def test_no_text_lies_across_an_edge_of_a_picture_whose_faces_are_free_of_it_elsewhere_too() -> None:
    """A wide photo on a reel, its people high in it: captions would be half on it and half below it."""
    people, captions = looks(((0.45, 0.2, 0.04, 0.06),)), (0.1, 0.553, 0.8, 0.091)
    photo = aimed_photo(
        StillShot(Path("photo.jpg"), fit="pad"), Setting((3000, 1500), PORTRAIT, people, [(0, 99, captions)])
    )
    assert photo.height == 0.375
    webcam, name = (640, 480), (0.05, 0.74, 0.3, 0.15)
    seated = aimed_photo(StillShot(Path("photo.jpg"), fit="pad"), Setting(webcam, LANDSCAPE, people, [(0, 99, name)]))
    _x, top, _wide, high = window_of(webcam, webcam, LANDSCAPE, "pad", seated.height).box
    assert top > 0 and top + high < name[1], "with ground all around it goes up until it is clear of the name"
    within = aimed_photo(StillShot(Path("photo.jpg"), fit="pad"), Setting(WIDE, PORTRAIT, people, [(0, 99, captions)]))
    assert within.height == 0.5


def test_a_small_picture_stands_between_two_texts_where_it_fits_there() -> None:
    """Else captions would cover half of it, with the canvas empty below."""
    face, hook, captions = (0.45, 0.3, 0.1, 0.3), (0.04, 0.18, 0.9, 0.13), (0.1, 0.553, 0.8, 0.091)
    zones = [(0, 60, hook), (0, 60, captions)]
    shot = aimed_clip(CLIP, 60, Setting((320, 180), PORTRAIT, looks(*[(face,)] * 6), zones))
    box = window_of((320, 180), (320, 180), PORTRAIT, shot.fit, shot.height).box
    assert hook[1] + hook[3] <= box[1] and box[1] + box[3] <= captions[1]


def test_a_picture_is_shown_wider_where_a_closer_crop_leaves_a_face_under_captions() -> None:
    """A crop of the whole height of a photo cannot move up; a band of it may stand higher."""
    size, face, caption = (1440, 1080), (0.55, 0.45, 0.16, 0.28), (0.1, 0.553, 0.8, 0.091)
    photo, clip = StillShot(Path("p.jpg")), replace(CLIP, focus=(0.5, 0.5))
    full = aimed_photo(photo, Setting(size, PORTRAIT, looks((face,))))
    wider = aimed_photo(photo, Setting(size, PORTRAIT, looks((face,)), [(0, 99, caption)]))
    assert (full.fit, wider.fit) == ("cover", "band") and wider.height < 0.5
    there = window_of(size, size, PORTRAIT, wider.fit, wider.height)
    assert not shared(caption, there.on_canvas(face, wider.focus))
    # Where no way frees it, the closest stays.
    everywhere = [(0, 99, (0.0, 0.0, 1.0, 1.0))]
    assert aimed_photo(photo, Setting(size, LANDSCAPE, looks((face,)), everywhere)).fit == "cover"
    assert aimed_clip(clip, 50, Setting(WIDE, PORTRAIT, looks(*[(FACE,)] * 5))).fit == "band"


def test_each_stretch_between_cuts_has_a_still_crop() -> None:
    left = (0.1, 0.2, 0.1, 0.2)
    shot = aimed(looks(*[(FACE,)] * 5, *[(left,)] * 5, cuts=(50,)), PORTRAIT)
    places = {focus_at(shot, frame) for frame in range(100)}
    assert len(places) == 2
    assert focus_at(shot, 49) != focus_at(shot, 50)


def test_who_walks_through_the_picture_is_followed_slowly_and_stays_in_it() -> None:
    walk = [((0.05 + 0.8 * number / 39, 0.3, 0.08, 0.14),) for number in range(40)]
    shot = aimed(looks(*walk), PORTRAIT)
    assert len(shot.aims) > 2
    steps = [focus_at(shot, frame + 1)[0] - focus_at(shot, frame)[0] for frame in range(399)]
    assert min(steps) >= 0 and max(steps) < 0.004
    for number, (face,) in enumerate(walk):
        left, _, wide, _ = seen(shot, face, PORTRAIT, frame=number * 10)
        assert left > 0 and left + wide < 1


def test_a_nodding_head_moves_nothing() -> None:
    nod = [((0.7 + 0.01 * (number % 3), 0.2 + 0.01 * (number % 2), 0.1, 0.2),) for number in range(20)]
    assert aimed(looks(*nod), PORTRAIT).aims == ()


def test_a_crop_makes_room_for_a_text() -> None:
    tall, face = (1080, 1920), (0.4, 0.4, 0.2, 0.1)
    fill = replace(CLIP, fit="fill")
    low = (0, 60, (0.0, 0.1, 1.0, 0.3))
    free = aimed(looks(*[(face,)] * 6), SQUARE, fill, tall)
    moved = aimed(looks(*[(face,)] * 6), SQUARE, fill, tall, (low,))
    assert seen(free, face, SQUARE, tall)[1] < 0.4
    assert seen(moved, face, SQUARE, tall)[1] >= 0.38


def test_what_somebody_wrote_wins() -> None:
    written = replace(CLIP, focus=(0.1, 0.9), framed="written", fit="band")
    assert aimed(looks((FACE,), (FACE,)), PORTRAIT, written) == written


@pytest.mark.parametrize("fixed", [{"framed": "written", "focus": (0.5, 0.3)}, {"fit": "pad"}])
def test_a_picture_of_which_it_is_written_what_is_seen_stands_where_texts_cover_no_face(fixed: dict[str, Any]) -> None:
    """An upright clip of a webcam on portrait, smaller than the canvas, and captions over its mouth."""
    size, face, caption = (480, 640), (0.25, 0.25, 0.5, 0.5), (0.1, 0.553, 0.8, 0.091)
    shot, photo = replace(CLIP, **fixed), replace(StillShot(Path("p.jpg")), **fixed)
    seen = looks(*[(face,)] * 5)
    moved = aimed_clip(shot, 50, Setting(size, PORTRAIT, seen, [(0, 99, caption)]))
    assert moved == replace(shot, height=moved.height) and moved.height < 0.5
    there = window_of(size, size, PORTRAIT, moved.fit, moved.height)
    assert not shared(caption, there.on_canvas(face, moved.focus))
    assert aimed_photo(photo, Setting(size, PORTRAIT, seen, [(0, 99, caption)])).height < 0.5
    assert aimed_clip(shot, 50, Setting(size, PORTRAIT, seen)) == shot


def test_what_is_seen_once_is_no_face() -> None:
    assert tracks_in(looks(*[()] * 3, (FACE,), *[()] * 3).samples) == []
    assert aimed(looks(*[()] * 3, (FACE,), *[()] * 3), PORTRAIT) == CLIP


def test_a_blurred_face_is_hidden_all_the_time_it_is_seen() -> None:
    walk = [((0.2 + 0.02 * number, 0.3, 0.08, 0.14),) for number in range(20)]
    veils = veils_over(looks(*walk), 0, 200)
    assert [*whole_spans(veils)] == []
    for number, (face,) in enumerate(walk):
        assert any(_holds(veil, face, number * 10) for veil in veils)
    assert max(veil.box[2] for veil in veils if veil.box != WHOLE) < 0.3
    assert veils[-1] == Veil(WHOLE, 200)


def test_where_a_face_is_lost_all_of_the_picture_is_blurred_until_it_is_found() -> None:
    there, gone = [(FACE,)] * 5, [()] * 6
    assert [*whole_spans(veils_over(looks(*there, *gone), 0, 110))] == [(41, 110)]
    assert [*whole_spans(veils_over(looks(*there, *gone, *there), 0, 160))] == [(40, 111)]
    assert [*whole_spans(veils_over(looks(*gone), 0, 60))] == [(0, 60)]


def test_who_leaves_by_the_edge_is_not_lost() -> None:
    out = [((0.7 + 0.05 * number, 0.3, 0.1, 0.14),) for number in range(5)]
    assert [*whole_spans(veils_over(looks(*out, ((0.92, 0.3, 0.08, 0.14),), (), (), ()), 0, 90))] == []


def test_a_photo_without_a_face_that_is_found_is_blurred_whole() -> None:
    assert photo_veils(looks(())) == (Veil(WHOLE),)
    assert len(photo_veils(looks((FACE, (0.1, 0.1, 0.1, 0.1))))) == 2


def test_windows_are_those_of_the_clip_wherever_a_shot_begins() -> None:
    class Info:
        duration = Fraction(25)

    assert [*windows(Info(), RATE, 0, 30)] == [0]  # type: ignore[arg-type]
    assert [*windows(Info(), RATE, 290, 310)] == [0, 1]  # type: ignore[arg-type]
    assert [*windows(Info(), RATE, 700, 9000)] == [2]  # type: ignore[arg-type]


def test_frames_are_counted_anew_in_all_that_counts_them() -> None:
    shot = replace(CLIP, start=10, aims=(Aim(10, 0.5, 0.5),), veils=(Veil(WHOLE, 4, 8), Veil(WHOLE, 9)))
    twice = counted_anew(shot, lambda frame: 2 * frame)
    assert (twice.start, twice.aims[0].frame, twice.veils) == (20, 20, (Veil(WHOLE, 8, 16), Veil(WHOLE, 18)))


def _holds(veil: Veil, face: Box, frame: int) -> bool:
    left, top, wide, high = veil.box
    inside = left <= face[0] and top <= face[1] and face[0] + face[2] <= left + wide and face[1] + face[3] <= top + high
    return inside and veil.first <= frame and (veil.last is None or frame < veil.last)


def test_one_who_runs_is_found_and_blurred_beside_one_who_stands():
    """No two looks see him where he was."""
    standing = (0.1, 0.1, 0.1, 0.2)
    looks = [(5 * n, (standing, (0.05 + 0.2 * n, 0.5, 0.1, 0.2)) if n < 4 else (standing,)) for n in range(8)]
    assert len(tracks_in(looks)) == 5
    veils = veils_over(Faces(tuple(looks)), 0, 40)
    for frame, boxes in looks[:4]:
        for box in boxes:
            assert any(
                v.first <= frame < (v.last or 99) and shared(v.box, box) >= 0.99 * box[2] * box[3] for v in veils
            )


def test_what_one_look_saw_is_no_face_for_a_crop_and_blurred_all_the_same():
    standing, once = (0.1, 0.1, 0.1, 0.2), (0.7, 0.6, 0.05, 0.1)
    looks = [(5 * n, (standing, once) if n == 3 else (standing,)) for n in range(8)]
    assert len(tracks_in(looks)) == 1
    veils = veils_over(Faces(tuple(looks)), 0, 40)
    assert next((v.first, v.last) for v in veils if shared(v.box, once) >= 0.99 * once[2] * once[3]) == (10, 21)


def test_each_box_is_taken_from_the_frames_as_they_came():
    """In a chain each would double what the one before it asks for."""
    source = ffmpeg.input("a.mp4").video
    veils = [Veil((0.1, 0.1, 0.2, 0.2), 5 * n, 5 * n + 5) for n in range(20)]
    made: Any = veiled(Frames(source, (640, 480), BT709), veils, 0, 100).stream
    node, parts = made.node, []
    while node.name == "overlay":
        node, part = (node.incoming_edge_map[number][0] for number in (0, 1))
        while part.name != "crop":
            (part,) = (edge[0] for edge in part.incoming_edge_map.values())
        parts += [edge[0] for edge in part.incoming_edge_map.values()]
    assert len(parts) == 20 and set(parts) == {source.node}


def test_a_small_picture_stands_beside_the_window_of_sign_language_on_a_tall_canvas() -> None:
    """Its face in the middle would be under that wherever it stood there."""
    webcam, people = (640, 480), looks(((0.3, 0.11, 0.4, 0.6),))
    signer, name = (655 / 1080, 269 / 1920, 360 / 1080, 450 / 1920), (0.06, 0.38, 0.68, 0.12)
    captions = (0.1, 0.513, 0.8, 0.091)

    def shown(on: Canvas, window: Sequence[Box], *texts: Box) -> tuple[Fit, Box]:
        zones, windows = ([(0, 99, box) for box in boxes] for boxes in (texts, window))
        setting = Setting(webcam, on, people, zones, smaller=True, windows=windows)
        photo = aimed_photo(StillShot(Path("p.jpg"), fit="pad"), setting)
        return photo.fit, window_of(webcam, webcam, on, photo.fit, photo.height).box

    fit, there = shown(PORTRAIT, [signer], name, captions)
    assert fit == "beside" and there[0] == 0 and not any(shared(there, text) for text in (signer, name, captions))
    assert shown(PORTRAIT, [], name, captions)[0] != "beside"
    assert shown(PORTRAIT, [], signer, name, captions)[0] != "beside", "a text that is as large is no such window"
    assert shown(SQUARE, [(0.66, 0.13, 0.28, 0.35)], name)[0] != "beside"


def test_a_picture_of_a_tall_canvas_is_shown_so_that_texts_hide_least_of_it() -> None:
    """A low one between a name and captions, not one under both whose faces these leave free all the same."""
    film, people = (640, 480), looks(((0.15, 0.42, 0.08, 0.16), (0.62, 0.15, 0.08, 0.16)))
    texts = (0.06, 0.14, 0.64, 0.14), (0.16, 0.553, 0.68, 0.091)
    setting = Setting(film, PORTRAIT, people, [(0, 99, text) for text in texts], smaller=True)
    photo = aimed_photo(StillShot(Path("p.jpg")), setting)
    there = window_of(film, film, PORTRAIT, photo.fit, photo.height).box
    assert there[2] > 0.5 and not any(shared(there, text) for text in texts)
