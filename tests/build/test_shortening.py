"""Cuts that are longer than their network takes: what is left of them, and what is said."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ntitle: Noticias del viernes\nsegments:\n"
CARDS = """\
  - story: {slug}
    headline: Titular {slug}
    social: {social}
    parts:
      - {{card: figures, items: [38 colonias], duration: 40s}}
      - {{card: figures, items: [39 colonias], duration: 30s}}
      - {{card: figures, items: [40 colonias], duration: 30s}}
"""


def story(slug: str, social: bool = True) -> str:
    return CARDS.format(slug=slug, social=str(social).lower())


def composed(sala: Any, kit: str, *only: str, text: str = "", draft: bool = False) -> Composed:
    show = sala.root / "assets/shows/chica/show.yaml"
    show.write_text(show.read_text(encoding="utf-8") + kit, encoding="utf-8")
    return rehearse(examine([sala.write(HEAD + (text or story("uno")))], Options(only=only, draft=draft))[0])


def seconds(found: Composed) -> dict[str, int]:
    return {cut.request.deliverable: round(cut.timeline.duration) for cut in found.timelines}


def test_what_comes_last_is_left_out_at_the_border_of_a_part(sala: Any) -> None:
    found = composed(sala, "networks: {facebook: {over: cut}}\n", "facebook", "tiktok")
    assert seconds(found) == {"facebook": 70, "tiktok": 100}
    (told,) = [each for each in found.remarks if each.code == "network-shortened"]
    assert told.place and told.place.line == 12 and "part 3" in told.message and "1:10" in told.message
    (programme,) = [p.product for p in found.pieces if p.product.path == "facebook/hoy-uno.mp4"]
    assert programme.wanted and programme.wanted.frames == 70 * 30000 // 1001 + 1


def test_of_an_episode_its_last_stories_go_first(sala: Any) -> None:
    text = story("uno", False) + "  - headlines: [uno, dos]\n" + story("dos", False)
    found = composed(sala, "networks: {reel: {over: cut, longest: 75s}}\n", "reel", text=text)
    (cut,) = found.timelines
    assert {each.slug: len(each.parts) for each in cut.timeline.segments if each.kind == "story"} == {"uno": 2}
    (told,) = [each for each in found.remarks if each.code == "network-shortened"]
    assert "“uno” from part 3 on" in told.message and "“dos”" in told.message
    (post,) = [p.product.content for p in found.pieces if p.product.role == "post"]
    assert isinstance(post, bytes) and "Titular uno" in post.decode() and "Titular dos" not in post.decode()


def test_stories_leave_by_their_priority_and_those_of_the_first_lose_parts(sala: Any) -> None:
    def left(longest: str, *priorities: int) -> dict[str, int]:
        stories = [
            story(slug, False).replace("    parts:", f"    priority: {priority}\n    parts:")
            for slug, priority in zip(("uno", "dos"), priorities, strict=True)
        ]
        found = composed(
            sala, f"networks: {{reel: {{over: cut, longest: {longest}}}}}\n", "reel", text="".join(stories)
        )
        (cut,) = found.timelines
        return {each.slug: len(each.parts) for each in cut.timeline.segments}

    kit = sala.root / "assets/shows/chica/show.yaml"
    plain = kit.read_text(encoding="utf-8")
    for longest, priorities, expected in (
        ("105s", (5, 2), {"dos": 3}),
        ("75s", (2, 1), {"dos": 2}),
        ("135s", (1, 1), {"uno": 2, "dos": 1}),
    ):
        kit.write_text(plain, encoding="utf-8")
        assert left(longest, *priorities) == expected


@pytest.mark.parametrize("kit", ["{over: refuse}", "{over: cut, longest: 30s}"])
def test_what_cannot_be_is_refused_with_its_place(sala: Any, kit: str) -> None:
    with pytest.raises(FilesError) as refused:
        composed(sala, f"networks: {{facebook: {kit}}}\n", "facebook")
    (problem,) = refused.value.problems
    assert problem.code == "network-too-long" and problem.place and problem.place.line == 6
    assert "versions: {facebook: …}" in problem.hint and ("over: cut" in problem.hint) is ("refuse" in kit)
    draft = composed(sala, "", "facebook", draft=True)
    assert [each.code for each in draft.remarks if each.code.startswith("network")] == ["network-too-long"]


def test_what_fits_stays_as_it_is_and_else_it_is_told_after_the_build(sala: Any) -> None:
    kit = "networks: {tiktok: {over: cut}, facebook: {longest: 60s}}\n"
    found = composed(sala, kit, "tiktok", "facebook")
    assert seconds(found) == {"tiktok": 100, "facebook": 100}
    assert not [each for each in found.remarks if each.code.startswith("network")]
