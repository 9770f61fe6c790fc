"""Shorts, Facebook, Instagram and TikTok: what they share with the reel, their texts, and what they take."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.record.sources import origins_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.build.stages import Composed
from newscast.deliverables.wording import ended, for_x, hashtag, once
from newscast.qc.limits import Limit, check_limits, check_text
from newscast.step.step import Step

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ntitle: Noticias del viernes\nsegments:\n"
STORY = """\
  - story: {slug}
    headline: Titular {slug}
    summary: Una línea de resumen.
    social: {social}
{more}    parts: [{{vo: Hola., voice: synth, pictures: foto.jpg}}]
"""
NETWORKS = ("shorts", "facebook", "instagram", "tiktok")


def story(slug: str = "uno", social: bool = True, more: str = "") -> str:
    return STORY.format(slug=slug, social=str(social).lower(), more=more)


def composed(sala: Any, *only: str, text: str = "", draft: bool = False) -> Composed:
    return rehearse(examine([sala.write(HEAD + (text or story()))], Options(only=only, draft=draft))[0])


def texts(found: Composed) -> dict[str, str]:
    products = [piece.product for piece in found.pieces if piece.product.role == "post"]
    return {each.path: each.content.decode() for each in products if isinstance(each.content, bytes)}


def with_kit(sala: Any, more: str, url: str = "") -> None:
    kit = sala.root / "assets/shows/chica/show.yaml"
    closing = f"thanks: Gracias, url: {url}" if url else "thanks: Gracias"
    text = kit.read_text(encoding="utf-8").replace("thanks: Gracias", closing)
    kit.write_text(text + more, encoding="utf-8")


def test_what_is_equal_is_made_once(sala: Any) -> None:
    found = composed(sala, "reel", *NETWORKS)
    by_role: dict[str, set[str]] = {"programme": set(), "cover": set()}
    for piece in found.pieces:
        if isinstance(piece.product.content, Step):
            by_role[piece.product.role].add(piece.product.content.identity)
            if piece.measure:
                by_role.setdefault("measure", set()).add(piece.measure.identity)
    assert {role: len(each) for role, each in by_role.items()} == {"programme": 1, "cover": 1, "measure": 1}
    captions = {p.product.path: p.product.content for p in found.pieces if p.product.role == "captions"}
    assert sorted(captions) == ["facebook/hoy-uno.es_LA.srt", "reel/hoy-uno.es_LA.srt"]
    assert len(set(captions.values())) == 1


def test_they_keep_what_the_reel_keeps(sala: Any) -> None:
    text = story(more="    skip: [reel]\n") + story("dos") + story("tres", more="    skip: [tiktok]\n")
    found = composed(sala, "tiktok", "facebook", text=text)
    cuts = {(piece.cut.deliverable, piece.cut.slug) for piece in found.pieces}
    assert cuts == {("tiktok", "dos"), ("facebook", "dos"), ("facebook", "tres")}


def test_each_is_held_to_what_its_network_takes(sala: Any) -> None:
    found = composed(sala, "reel", *NETWORKS)
    limits = {p.cut.deliverable: p.product.limits for p in found.pieces if p.product.role == "programme"}
    assert {name: [each.seconds for each in listed] for name, listed in limits.items()} == {
        "reel": [90, 180, 600, 900],
        "shorts": [180],
        "facebook": [90],
        "instagram": [900],
        "tiktok": [600],
    }


def test_a_kit_says_what_its_account_takes(sala: Any) -> None:
    with_kit(sala, "networks:\n  shorts: {longest: 60s}\n  square: {longest: 1m}\n")
    found = composed(sala, "shorts", "square")
    limits = {p.cut.deliverable: p.product.limits for p in found.pieces if p.product.role == "programme"}
    assert [each.seconds for each in limits["shorts"]] == [60]
    assert [(each.network, each.seconds) for each in limits["square"]] == [("square", 60)]


def test_posts_have_link_account_and_hashtags(sala: Any) -> None:
    more = "    hashtags: [feria de León, SAPAL]\n    url: https://leon.example/feria\n"
    with_kit(
        sala,
        'hashtags: [León, "#SAPAL"]\nnetworks:\n  instagram: {account: "@leon", hashtags: Ahora}\n',
        url="https://leon.example",
    )
    found = texts(composed(sala, *NETWORKS, "reel", "x", "whatsapp", text=story(more=more)))
    link, tags = "https://leon.example/feria", "#FeriaDeLeón #SAPAL #León"
    said = "Titular uno\n\nUna línea de resumen.\n\nSALA CHICA"
    assert found["reel/hoy-uno-post.txt"] == found["tiktok/hoy-uno-post.txt"] == f"{said}\n\n{link}\n\n{tags}\n"
    assert found["instagram/hoy-uno-post.txt"] == f"{said}\n\n{link}\n\n@leon\n\n{tags} #Ahora\n"
    assert found["x/hoy-uno-post.txt"] == f"{said}\n\n{tags}\n\n{link}\n"
    assert found["whatsapp/hoy-uno-post.txt"] == f"*Titular uno*\n\nUna línea de resumen.\n\nSALA CHICA\n\n{link}\n"
    assert found["facebook/hoy-uno-alt.txt"] == "Titular uno\nUna línea de resumen.\nSALA CHICA\n"
    plain = texts(composed(sala, "facebook"))["facebook/hoy-uno-post.txt"]
    assert plain == f"{said}\n\nhttps://leon.example\n\n#León #SAPAL\n"


def test_a_kit_writes_its_own(sala: Any) -> None:
    posts = sala.root / "assets/shows/chica/posts"
    posts.mkdir()
    (posts / "reel.txt").write_text("{{ show }}: {{ title }} ({{ date }})", encoding="utf-8")
    (posts / "tiktok.txt").write_text("¡{{ title }}! {{ account }}", encoding="utf-8")
    found = texts(composed(sala, *NETWORKS))
    assert found["facebook/hoy-uno-post.txt"] == "SALA CHICA: Titular uno (viernes 20 de noviembre de 2026)\n"
    assert found["tiktok/hoy-uno-post.txt"] == "¡Titular uno!\n"
    assert found["shorts/hoy-uno-post.txt"] == found["facebook/hoy-uno-post.txt"]


@pytest.mark.parametrize("wrong", ["{{ titel }}", "a\n{% if %}", "{{ title.__class__.__mro__ }}", "{{ 1 / 0 }}"])
def test_a_template_that_cannot_be_used_is_told_with_its_file(sala: Any, wrong: str) -> None:
    posts = sala.root / "assets/shows/chica/posts"
    posts.mkdir()
    (posts / "tiktok.txt").write_text(wrong, encoding="utf-8")
    with pytest.raises(FilesError) as refused:
        composed(sala, "tiktok")
    (problem,) = refused.value.problems
    with pytest.raises(FilesError) as checked:
        sketched(examine([sala.write(HEAD + story())], Options(only=("tiktok",)))[0])
    assert list(checked.value.problems) == [problem], "check tells the same"
    assert problem.code == "post-template" and problem.place and problem.place.file.samefile(posts / "tiktok.txt")
    assert problem.place.line == (2 if "if" in wrong else 1)


def test_hashtags_touch_what_is_posted_alone(sala: Any) -> None:
    names = ("radio", "tv", "web", "facebook", "tiktok")

    def sources() -> dict[str, str | None]:
        found = composed(sala, *names)
        return {name: origins_of(found, names).sources(name) for name in names}

    before = sources()
    with_kit(sala, "networks: {tiktok: {account: '@leon'}}\n")
    account = sources()
    assert [name for name in names if account[name] != before[name]] == ["tiktok"]
    with_kit(sala, "hashtags: León\n")
    tagged = sources()
    assert [name for name in names if tagged[name] != account[name]] == ["web", "facebook", "tiktok"]


@pytest.mark.parametrize(
    ("text", "limit", "told"),
    [
        ("a" * 11, Limit("Red", text=10), 1),
        ("a" * 10 + "\n", Limit("Red", text=10), 0),
        ("titular largo\ny más", Limit("Red", title=5), 1),
        ("a #b #c c#d", Limit("Red", hashtags=2), 0),
        ("#a #b #c", Limit("Red", hashtags=2, text=3), 2),
    ],
)
def test_texts_are_held_to_what_a_network_takes(text: str, limit: Limit, told: int) -> None:
    (check,) = check_text([limit], text)
    assert check.verdict == ("warn" if told else "pass")
    assert check.message.count("Red") == told


def test_what_is_too_short_is_told() -> None:
    (check,) = check_limits([Limit("Red", least=3)], Fraction(5, 2), None)
    assert check.verdict == "warn" and "2.5" in check.message


@pytest.mark.parametrize(
    ("call", "result"),
    [
        (lambda: hashtag("obras públicas"), "#ObrasPúblicas"),
        (lambda: hashtag("#SAPAL"), "#SAPAL"),
        (lambda: hashtag("!"), ""),
        (lambda: once(["a", ["A.", ""], "b"]), ["a", "b"]),
        (lambda: ended(["uno dos tres"], ["fin"], 15), "uno dos…\n\nfin"),
        (lambda: ended(["uno"], ["", []], 13), "uno"),
        (
            lambda: for_x(["a" * 250, "b" * 10], "https://leon.example", ["#a", "#b"]),
            "a" * 250 + "\n\nhttps://leon.example",
        ),
    ],
)
def test_how_texts_are_put_together(call: Callable[[], Any], result: Any) -> None:
    assert call() == result
