"""What each deliverable consists of, and the texts that go with uploads, composed without making anything."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.wording import shortened
from newscast.qc.checks import CHECKS
from newscast.show.deliverables import LOUDNESS
from newscast.step.step import Step

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ntitle: Noticias del viernes\nsegments:\n"
STORY = """\
  - story: {slug}
    headline: Titular {slug}
    summary: Resumen {slug}.
    {more}
    parts: [{{vo: {copy}, voice: synth, pictures: foto.jpg}}]
"""
LONG = "palabra " * 40
"""16 s at 150 words a minute."""


def story(slug: str, copy: str = LONG, more: str = "department: Obras") -> str:
    return STORY.format(slug=slug, copy=copy, more=more)


def composed(sala: Any, text: str, only: tuple[str, ...]) -> Composed:
    return rehearse(examine([sala.write(HEAD + text)], Options(only=only))[0])


def texts(found: Composed) -> dict[str, str]:
    products = [piece.product for piece in found.pieces if piece.product.role in ("captions", "post")]
    return {each.path: each.content.decode() for each in products if isinstance(each.content, bytes)}


def test_every_name_is_a_deliverable() -> None:
    assert tuple(DELIVERABLES) == tuple(LOUDNESS)
    assert {"loudness", "true_peak", "duration", "video", "audio", "sync"} <= set(CHECKS)


def test_every_programme_is_measured_and_has_a_digest(sala: Any) -> None:
    found = composed(sala, story("uno"), tuple(LOUDNESS))
    for piece in found.pieces:
        is_programme = piece.product.role == "programme"
        assert (piece.measure is not None) == is_programme == (piece.product.wanted is not None)
        assert (piece.digest is None) == isinstance(piece.product.content, bytes)
        if piece.product.wanted:
            silent = piece.cut.deliverable == "screens"
            assert piece.product.wanted.samples == (None if silent else piece.cut.timeline.samples)
            assert (piece.product.wanted.frames is None) == (piece.cut.deliverable in ("radio", "podcast"))


def test_deliverables_that_keep_the_same_share_their_mix(sala: Any) -> None:
    found = composed(sala, "  - open: main\n" + story("uno"), ("tv", "web", "reel"))
    mixes = {cut.deliverable: cut.mix for cut in found.cuts}
    assert mixes["tv"] == mixes["web"] != mixes["reel"]


def test_pictures_of_a_segment_are_the_same_wherever_it_stands(sala: Any) -> None:
    def drawn(text: str, slug: str) -> set[str]:
        steps = [piece.product.content for piece in composed(sala, text, ("tv",)).pieces]
        slices = [each for step in steps if isinstance(step, Step) for each in step.inputs if isinstance(each, Step)]
        return {each.identity for each in slices if each.label.startswith(f"{slug},")}

    first, last = story("uno") + story("dos"), "  - open: main\n" + story("dos") + story("tres") + story("uno")
    assert drawn(first, "uno") == drawn(last, "uno") != set()
    assert drawn(first, "dos") == drawn(last, "dos") != drawn(first, "uno")


@pytest.mark.parametrize("name", ["reel", "square"])
def test_a_social_story_is_a_cut_of_its_own_in_a_reel(sala: Any, name: str) -> None:
    text = story("uno", more="social: true") + story("dos") + story("tres", more="social: true")
    paths = [piece.product.path for piece in composed(sala, text, (name,)).pieces]
    whole = [f"{name}/hoy.mp4", f"{name}/hoy.es_LA.srt", f"{name}/cover.jpg", f"{name}/post.txt"]
    ends = (".mp4", ".es_LA.srt", "-cover.jpg", "-post.txt")
    cuts = [f"reel/hoy-{slug}{end}" for slug in ("uno", "tres") for end in ends]
    assert paths == (cuts if name == "reel" else whole)


def test_without_social_stories_the_reel_is_the_episode(sala: Any) -> None:
    paths = [piece.product.path for piece in composed(sala, story("uno"), ("reel",)).pieces]
    assert paths == ["reel/hoy.mp4", "reel/hoy.es_LA.srt", "reel/cover.jpg", "reel/post.txt"]


def test_the_kit_says_which_caption_files_go_with_what(sala: Any) -> None:
    usual = texts(composed(sala, story("uno"), tuple(LOUDNESS)))
    assert [path for path in usual if not path.endswith("t.txt")] == [
        "tv/hoy.ttml",
        "web/hoy.srt",
        "web/hoy.vtt",
        "web/hoy.es_LA.srt",
        "reel/hoy.es_LA.srt",
        "square/hoy.es_LA.srt",
        "podcast/hoy.vtt",
        "facebook/hoy.es_LA.srt",
    ]
    sala.kit("sidecars: {radio: [vtt], tv: [], web: imsc, reel: []}\n")
    chosen = texts(composed(sala, story("uno"), tuple(LOUDNESS)))
    assert [path for path in chosen if not path.endswith("t.txt")] == [
        "radio/hoy.vtt",
        "web/hoy.ttml",
        "square/hoy.es_LA.srt",
        "podcast/hoy.vtt",
        "facebook/hoy.es_LA.srt",
    ]


def test_a_draft_carries_the_captions_of_its_final(sala: Any) -> None:
    path = sala.write(HEAD + story("uno"))
    draft, final = (rehearse(examine([path], Options(only=tuple(LOUDNESS), draft=draft))[0]) for draft in (True, False))
    assert texts(draft) == texts(final) and "tv/hoy.ttml" in texts(final)


def test_the_post_of_the_web_has_chapters(sala: Any) -> None:
    stories = story("uno") + story("dos") + story("breve", "Hola.") + story("tres")
    post = texts(composed(sala, stories, ("web",)))["web/post.txt"]
    blocks = post.strip().split("\n\n")
    assert blocks[0] == "Noticias del viernes" and blocks[-1] == "SALA CHICA"
    assert blocks[1] == "Titular uno\nResumen uno."
    chapters = blocks[-2].splitlines()
    assert [line.partition(" ")[2] for line in chapters] == ["Titular uno", "Titular dos", "Titular breve"]
    assert chapters[0].startswith("0:00 ")


@pytest.mark.parametrize(("opening", "first"), [("", ["0:00 Titular uno"]), (LONG, ["0:00 SALA CHICA", "Titular uno"])])
def test_the_first_story_has_a_chapter_after_an_opening_of_any_length(
    sala: Any, opening: str, first: list[str]
) -> None:
    """One that is too short for a chapter took the name of the first story out of the list."""
    parts = f"    parts: [{{vo: {opening}, voice: synth, pictures: foto.jpg}}]\n" if opening else ""
    stories = "  - open: main\n" + parts + story("uno") + story("dos") + story("tres")
    post = texts(composed(sala, stories, ("web",)))["web/post.txt"]
    chapters = post.strip().split("\n\n")[-2].splitlines()
    shown = [chapters[0], *(line.partition(" ")[2] for line in chapters[1:])]
    assert shown == [*first, "Titular dos", "Titular tres"]


def test_two_chapters_are_none(sala: Any) -> None:
    post = texts(composed(sala, story("uno") + story("dos"), ("web",)))["web/post.txt"]
    assert "0:00" not in post


def test_the_post_of_a_cut_is_about_its_story(sala: Any) -> None:
    found = texts(composed(sala, story("uno", more="social: true") + story("dos"), ("reel", "square")))
    assert found["reel/hoy-uno-post.txt"] == "Titular uno\n\nResumen uno.\n\nSALA CHICA\n"
    assert found["square/post.txt"] == "Noticias del viernes\n\n• Titular uno\n\n• Titular dos\n\nSALA CHICA\n"


def test_texts_are_cut_at_a_word() -> None:
    assert shortened("uno dos tres", 12) == "uno dos tres"
    assert shortened("uno dos tres", 11) == "uno dos…"
    assert shortened("x" * 20, 10) == "x" * 9 + "…"


def test_a_kit_sets_sizes_and_levels(sala: Any) -> None:
    sala.kit("loudness: {web: {target: -20, peak: -3}}\n")
    wanted = {
        piece.cut.deliverable: piece.product.wanted
        for piece in composed(sala, story("uno"), ("tv", "web")).pieces
        if piece.product.wanted
    }
    assert (wanted["web"].loudness, wanted["web"].true_peak) == (-20, -3)
    assert (wanted["tv"].loudness, wanted["tv"].true_peak) == (-24, -2)
    assert wanted["web"].video and (wanted["web"].video.width, wanted["web"].video.height) == (320, 180)


@pytest.mark.parametrize(("only", "line"), [("web", 4), ("reel", 7)])
def test_a_title_that_does_not_fit_a_picture_is_told_where_it_was_written(sala: Any, only: str, line: int) -> None:
    """On the thumbnail of the episode, and on the cover of a story's own cut."""
    endless = "a" * 300
    text = (HEAD + story("uno", more="social: true")).replace("Noticias del viernes", endless)
    text = text.replace("Titular uno", endless)
    with pytest.raises(FilesError) as refused:
        rehearse(examine([sala.write(text)], Options(only=(only,)))[0])
    told = {problem.place.line for problem in refused.value.problems if problem.place}
    assert line in told
    assert all(problem.place for problem in refused.value.problems)


def kickers(found: Composed) -> dict[str, str]:
    """What stands above the title of each thumbnail and cover."""
    said = {}
    for product in (piece.product for piece in found.pieces):
        for drawn in product.drawn if product.role in ("thumbnail", "cover") else ():
            said[product.path] = dict(drawn.fields).get("kicker", "")
    return said


def test_an_episode_says_the_show_on_its_pictures_and_a_story_its_department(sala: Any) -> None:
    text = story("uno", more="department: Obras\n    social: true") + story("dos", more="department: Agua")
    said = kickers(composed(sala, text, ("web", "reel", "square")))
    assert said == {
        "web/thumbnail.jpg": "SALA CHICA",
        "reel/hoy-uno-cover.jpg": "Obras",
        "square/cover.jpg": "SALA CHICA",
    }


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("SALA CHICA, viernes 20 de noviembre", ("SALA CHICA", "Viernes 20 de noviembre")),
        ("Sala Chica — «edición de fin de semana»", ("SALA CHICA", "«edición de fin de semana»")),
        ("SALA CHICA", ("", "SALA CHICA")),
        ("SALA CHICAGO", ("SALA CHICA", "SALA CHICAGO")),
        ("Noticias de SALA CHICA", ("SALA CHICA", "Noticias de SALA CHICA")),
    ],
)
def test_no_picture_of_an_episode_says_the_name_of_the_show_twice(sala: Any, title: str, said: tuple[str, str]) -> None:
    text = (HEAD + story("uno")).replace("Noticias del viernes", title)
    found = rehearse(examine([sala.write(text)], Options(only=("web", "square")))[0])
    posters = [piece.product for piece in found.pieces if piece.product.role in ("thumbnail", "cover")]
    fields = [dict(drawn.fields) for product in posters for drawn in product.drawn]
    assert [(each.get("kicker", ""), each["headline"]) for each in fields] == [said] * 2


@pytest.mark.parametrize("title", ["SALA CHICA, " + "a" * 300, "SALA CHICA — " + "a" * 300])
def test_what_follows_the_name_of_the_show_is_told_where_the_title_was_written(sala: Any, title: str) -> None:
    text = (HEAD + story("uno")).replace("Noticias del viernes", title)
    with pytest.raises(FilesError) as refused:
        rehearse(examine([sala.write(text)], Options(only=("web",)))[0])
    assert {problem.place.line for problem in refused.value.problems if problem.place} == {4}
