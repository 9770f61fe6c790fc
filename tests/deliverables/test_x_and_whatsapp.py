"""X and WhatsApp: what they share with other deliverables, and what they take."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from newscast.base.canvas import canvas
from newscast.base.counted import x_length
from newscast.base.errors import FilesError
from newscast.build.door import build
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.build.stages import Composed
from newscast.deliverables.encodings import social_h264, within
from newscast.show.model import Show
from newscast.step.graph import command
from newscast.step.step import Step

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ntitle: Noticias del viernes\nsegments:\n"
STORY = """\
  - story: uno
    headline: Titular uno
    summary: {summary}
    department: Obras
    social: {social}
    parts: [{{vo: {copy}, voice: synth, pictures: foto.jpg}}]
"""
LONG = "palabra " * 40
RATE = Fraction(30000, 1001)


def composed(
    sala: Any, *only: str, copy: str = LONG, social: bool = True, draft: bool = False, summary: str = "Sí."
) -> Composed:
    text = HEAD + STORY.format(copy=copy, social=str(social).lower(), summary=summary)
    return rehearse(examine([sala.write(text)], Options(only=only, draft=draft))[0])


def programmes(found: Composed) -> dict[str, Any]:
    return {p.cut.deliverable: p.product for p in found.pieces if p.product.role == "programme"}


def texts(found: Composed) -> dict[str, str]:
    products = [piece.product for piece in found.pieces]
    return {each.path: each.content.decode() for each in products if isinstance(each.content, bytes)}


def test_they_are_built_only_where_they_are_named() -> None:
    assert Show(show=1, name="Demo").deliverables == ("radio", "tv", "web", "reel", "square")


def test_a_social_story_is_a_cut_with_its_texts(sala: Any) -> None:
    paths = [piece.product.path for piece in composed(sala, "x", "whatsapp").pieces]
    assert paths == [
        *("x/hoy-uno.mp4", "x/hoy-uno-thumbnail.jpg", "x/hoy-uno-post.txt", "x/hoy-uno-alt.txt"),
        *("whatsapp/hoy-uno.mp4", "whatsapp/hoy-uno-cover.jpg", "whatsapp/hoy-uno-post.txt"),
    ]


def test_whatsapp_is_made_of_the_reel(sala: Any) -> None:
    found = programmes(composed(sala, "reel", "whatsapp"))
    sent = found["whatsapp"]
    assert isinstance(sent.content, Step) and sent.content.inputs == (found["reel"].content,)
    assert (sent.content.kind, sent.content.params["limit"], sent.content.params["copy"]) == (
        "small",
        16_000_000,
        True,
    )
    assert (sent.wanted.loudness, sent.wanted.true_peak, sent.wanted.keys) == (-14, -1, None)
    drafts = programmes(composed(sala, "reel", "whatsapp", draft=True))
    assert drafts["whatsapp"].content.identity == drafts["reel"].content.identity


def test_x_has_the_pictures_of_the_landscape_canvas_made_smaller(sala: Any) -> None:
    kit = sala.root / "assets/shows/chica/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8").replace("landscape: [320, 180]", "landscape: [1920, 1080]"))
    found = composed(sala, "web", "x")
    wanted = programmes(found)["x"].wanted
    assert (wanted.video.width, wanted.video.height, wanted.loudness, wanted.keys) == (1280, 720, -14, (60, 149))
    web, ours = (
        next(step for step in (each.measured or each.content).inputs if step.kind == "ffmpeg")
        for each in programmes(found).values()
    )
    photo = f"@{next(each.identity for each in ours.inputs if each.kind == 'still')}"
    assert command({"web.mp4": web.graph, "x.mp4": ours.graph}).count(photo) == 1, "what both show is read once"
    assert ours.group == web.group


def test_a_canvas_that_is_small_enough_stays_as_it_is() -> None:
    encoding = social_h264(RATE, 20)
    assert within(encoding, canvas("landscape", RATE, (1280, 720)), 1280, 720) == encoding
    assert within(encoding, canvas("landscape", RATE), 1280, 720).size == (1280, 720)
    assert within(encoding, canvas("landscape", RATE, (1440, 1080)), 1280, 720).size == (960, 720)


def test_an_episode_that_is_too_long_for_whatsapp_is_refused_before_anything_is_made(sala: Any) -> None:
    story = STORY.format(copy="palabra " * 450, social="false", summary="Sí.")
    text = HEAD + "".join(story.replace("uno", f"nota-{number}") for number in range(8))
    with pytest.raises(FilesError) as refused:
        rehearse(examine([sala.write(text)], Options(only=("whatsapp",)))[0])
    (problem,) = refused.value.problems
    assert problem.code == "whatsapp-too-long" and "social: true" in problem.hint
    with pytest.raises(FilesError) as checked:
        sketched(examine([sala.write(text)], Options(only=("whatsapp",)))[0])
    assert list(checked.value.problems) == [problem], "check tells the same"


def test_the_post_on_x_leaves_room_for_a_link(sala: Any) -> None:
    found = texts(composed(sala, "x", "whatsapp"))
    assert found["x/hoy-uno-post.txt"] == "Titular uno\n\nSí.\n\nSALA CHICA\n"
    assert found["x/hoy-uno-alt.txt"] == "Titular uno\nObras\nSí.\nSALA CHICA\n"
    assert found["whatsapp/hoy-uno-post.txt"] == "*Titular uno*\n\nSí.\n\nSALA CHICA\n"
    whole = texts(composed(sala, "x", social=False))["x/alt.txt"]
    assert whole == "Noticias del viernes\nTitular uno\n"
    for length in (238, 300, 2000):
        long = texts(composed(sala, "x", summary="a" * (length - 1) + "."))
        post, alternative = long["x/hoy-uno-post.txt"].strip(), long["x/hoy-uno-alt.txt"]
        assert x_length(post + "\n\nhttps://example.org/" + "a" * 100) <= 280
        assert post.startswith("Titular uno") and ("aaa" in post) == (length == 238)
        assert len(alternative.strip()) <= 1000


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("niñez", 5),
        ("nin\u0303ez", 5),
        ("a https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b", 27),
        ("👍", 2),
        ("•", 2),
        ("«—»", 3),
    ],
)
def test_characters_are_counted_as_x_counts_them(text: str, length: int) -> None:
    assert x_length(text) == length


@pytest.mark.slow
def test_what_is_built_is_what_they_take(sala: Any) -> None:
    """From a canvas that X has to have made smaller."""
    kit = sala.root / "assets/shows/chica/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8").replace("landscape: [320, 180]", "landscape: [1440, 810]"))
    text = HEAD + STORY.format(copy="Hola.", social="true", summary="Sí.")
    list(build([sala.write(text)], Options(only=("x", "whatsapp"))))
    manifest = json.loads((sala.root / "output/hoy/manifest.json").read_text(encoding="utf-8"))
    for name, size in (("x", (1280, 720)), ("whatsapp", (180, 320))):
        entry = manifest["deliverables"][name]
        assert [each for each in entry["qc"]["checks"] if each["verdict"] != "pass"] == []
        assert {"limits", "duration", "sync"} <= {each["check"] for each in entry["qc"]["checks"]}
        (programme,) = [each for each in entry["files"] if each["role"] == "programme"]
        video = programme["media"]["video"]
        assert (video["width"], video["height"]) == size
        assert programme["bytes"] <= 16_000_000
