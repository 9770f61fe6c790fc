"""Programmes made to last as long as their slot: the same stories leave everywhere, then cards and the closing give."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import Problem
from newscast.build.beside.overview import overview
from newscast.build.examining import examine
from newscast.build.record.sources import origins_of
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.build.slot.to_slot import _cards, _with_short_cards
from newscast.build.stages import Placed

TOO_MUCH = 11
"""Seconds less than a programme with the longest closing: more than the shortest one and a card give."""
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
slot: {slot}
to_slot: true
deliverables: [radio, web, tv]
segments:
  - headlines: [uno, dos, tres, cuatro]
  - story: uno
    headline: Titular uno
    parts: [{{vo: palabra palabra, voice: voz.wav, pictures: foto.jpg}}]
  - sting: main
  - story: dos
    headline: Titular dos
    priority: {dos}
    parts:
      - {{vo: palabra palabra, voice: voz.wav, pictures: foto.jpg}}
      - {{card: figures, title: Tres, items: [3 cosas], duration: {card}, skip: [radio]}}
  - sting: main
  - story: tres
    headline: Titular tres
    priority: {tres}
    parts: [{{vo: palabra palabra, voice: voz.wav, pictures: foto.jpg}}]
  - sting: main
  - story: cuatro
    headline: Titular cuatro
    parts: [{{vo: palabra palabra, voice: voz.wav, pictures: foto.jpg}}]
{more}  - close: main
"""


def placed(sala: Any, slot: str, only: tuple[str, ...] = (), **written: Any) -> Placed:
    said = {"dos": 4, "tres": 3, "card": "4s", "more": ""} | written
    return sketched(examine([sala.write(RUNDOWN.format(slot=slot, **said))], Options(only=only))[0])


def frames(found: Placed) -> dict[str, int]:
    return {cut.request.deliverable: cut.timeline.frames for cut in found.timelines}


def stories(found: Placed) -> dict[str, list[str]]:
    return {
        cut.request.deliverable: [each.slug for each in cut.timeline.segments if each.kind == "story"]
        for cut in found.timelines
    }


def of_slot(found: Placed) -> list[Problem]:
    return [each for each in found.remarks if each.code.startswith("slot")]


def test_stories_leave_from_the_lowest_priority_and_what_is_left_is_exact(sala: Any) -> None:
    whole = placed(sala, "10m")
    assert [each.code for each in of_slot(whole)] == ["slot-rest"] * 2
    length = frames(whole)["tv"] / 29.97 - TOO_MUCH
    found = placed(sala, f"{length:.0f}s")
    assert stories(found) == {name: ["uno", "tres", "cuatro"] for name in ("radio", "web", "tv")}
    assert frames(found)["tv"] == round(round(length) * 30000 / 1001)
    assert [each.code for each in of_slot(found)] == ["slot-story", "slot-rest"] and "dos" in of_slot(found)[0].message
    assert overview(found, found.path).left_out == ("dos",)
    cut = next(each for each in found.timelines if each.request.deliverable == "tv")
    kinds = [each.kind for each in cut.timeline.segments]
    assert kinds == ["headlines", "story", "sting", "story", "sting", "story", "close"]
    assert len(cut.timeline.segments[0].parts) == 3
    (table,) = overview(found, found.path).tables
    assert table.over == pytest.approx(0, abs=0.02) and "dos" not in [each.slug for each in table.segments]


def test_what_leaves_for_a_network_did_not_leave_for_the_slot(sala: Any) -> None:
    length = frames(placed(sala, "10m"))["tv"] / 29.97 - TOO_MUCH
    show = sala.root / "assets/shows/chica/show.yaml"
    show.write_text(show.read_text(encoding="utf-8") + "networks: {facebook: {over: cut, longest: 10s}}\n")
    found = placed(sala, f"{length:.0f}s", only=("tv", "facebook", "reel"))
    assert len(stories(found)["facebook"]) < len(stories(found)["tv"])
    assert {each.request.deliverable: each.request.left_out for each in found.timelines} == {
        "tv": ("dos",),
        "facebook": ("dos",),
        "reel": ("dos",),
    }
    assert overview(found, found.path).left_out == ("dos",)


def test_what_decides_which_stories_leave_is_among_the_sources_of_all(sala: Any) -> None:
    def sources(more: str, text: str = RUNDOWN) -> list[str | None]:
        text = text.format(slot="1m", dos=4, tres=3, card="4s", more=more)
        found = sketched(examine([sala.write(text)], Options(only=("radio",)))[0])
        return [origins_of(found, ("radio", "tv", "web")).sources(name) for name in ("radio", "tv", "web")]

    card = "{card: figures, title: Uno, items: [2 cosas], only: [tv]}"
    of_tv = f"  - story: solo-tv\n    headline: Titular\n    parts: [{card}]\n"
    before, after = sources(""), sources(of_tv)
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, False, False]
    free = RUNDOWN.replace("to_slot: true\n", "").replace("[radio, web, tv]", "[tv, web, radio]")
    before, after = sources("", free), sources(of_tv, free)
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]
    # Corrected captions count from the start of the first of them that has pictures; radio shows none.
    (sala.root / "rundowns/hoy.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHola.\n", encoding="utf-8")
    before, after = sources("", free), sources(of_tv, free)
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, False]


def corrected_in(found: Placed, name: str) -> list[str]:
    """The segments of a deliverable that have corrected captions."""
    (cut,) = [each for each in found.timelines if each.request.deliverable == name]
    told = dict(cut.corrected).get("es-MX") or ()
    return [segment.slug for segment, cues in zip(cut.timeline.segments, told, strict=True) if cues]


@pytest.mark.parametrize("kit", ["", "networks: {web: {over: cut, longest: 26s}}\n"])
def test_corrected_captions_count_from_the_start_of_what_is_left(sala: Any, kit: str) -> None:
    length = frames(placed(sala, "10m"))["tv"] / 29.97 - TOO_MUCH
    show = sala.root / "assets/shows/chica/show.yaml"
    show.write_text(show.read_text(encoding="utf-8") + kit, encoding="utf-8")

    def again(*only: str) -> Placed:
        return sketched(
            examine([sala.write(RUNDOWN.format(**told).replace("[radio, web, tv]", "[web, tv]"))], Options(only=only))[
                0
            ]
        )

    told = {"slot": f"{length:.0f}s", "dos": 4, "tres": 3, "card": "4s", "more": ""}
    (cut,) = [each for each in again("web").timelines if each.request.deliverable == "web"]
    last = [each for each in cut.timeline.segments if each.kind == "story"][-1]
    assert last.slug == ("tres" if kit else "cuatro")
    start = round(float(last.start / cut.timeline.rate) * 1000)
    stamps = [f"00:00:{ms // 1000:02}.{ms % 1000:03}" for ms in (start + 200, start + 1200)]
    captions = f"WEBVTT\n\n{stamps[0]} --> {stamps[1]}\nCorregido.\n"
    (sala.root / "rundowns/hoy.vtt").write_text(captions, encoding="utf-8")
    assert corrected_in(again("web"), "web") == [last.slug]
    assert corrected_in(again("tv"), "tv") == [last.slug]


def test_a_storys_own_cut_lost_nothing_for_the_slot(sala: Any) -> None:
    length = frames(placed(sala, "10m"))["tv"] / 29.97 - TOO_MUCH
    text = RUNDOWN.replace("headline: Titular dos", "headline: Titular dos\n    social: true")
    text = text.format(slot=f"{length:.0f}s", dos=4, tres=3, card="4s", more="")
    found = sketched(examine([sala.write(text)], Options(only=("tv", "reel")))[0])
    assert stories(found)["reel"] == ["dos"]
    assert {each.request.deliverable: each.request.left_out for each in found.timelines} == {"tv": ("dos",), "reel": ()}


def test_what_never_leaves_stays_and_the_next_one_leaves(sala: Any) -> None:
    length = frames(placed(sala, "10m"))["tv"] / 29.97 - TOO_MUCH
    found = placed(sala, f"{length:.0f}s", dos=1, tres=3)
    assert stories(found)["tv"] == ["uno", "dos", "tres"]


def test_the_same_stories_leave_whatever_is_built(sala: Any) -> None:
    length = frames(placed(sala, "10m"))["tv"] / 29.97 - TOO_MUCH
    alone = placed(sala, f"{length:.0f}s", only=("radio",))
    assert stories(alone) == {"radio": ["uno", "tres", "cuatro"]}


def test_a_card_and_the_closing_give_before_a_story_leaves(sala: Any) -> None:
    long = placed(sala, "10m", card="9s")
    length = frames(long)["tv"] / 29.97 - TOO_MUCH
    found = placed(sala, f"{length:.0f}s", card="9s", only=("tv",))
    assert stories(found)["tv"] == ["uno", "dos", "tres", "cuatro"]
    assert frames(found)["tv"] == round(round(length) * 30000 / 1001)
    assert of_slot(found) == []


def test_no_part_gives_less_than_its_voice_and_one_story_stays(sala: Any) -> None:
    found = placed(sala, "5s", dos=5, tres=5)
    assert stories(found)["tv"] == ["uno"]
    assert {each.code for each in of_slot(found)} == {"slot-story", "slot-rest"}
    story = next(each for each in found.timelines[0].timeline.segments if each.kind == "story")
    assert story.sounds[0].samples == found.infos[story.sounds[0].take].samples


def test_commercials_of_a_fixed_length_are_not_the_programmes(sala: Any) -> None:
    length = round(frames(placed(sala, "10m"))["tv"] / 29.97)
    more = "  - break: {name: corte-1, duration: 2m}\n"
    found = placed(sala, f"{120 + length - TOO_MUCH}s", more=more)
    assert stories(found)["tv"] == ["uno", "tres", "cuatro"]
    assert overview(found, found.path).slot == pytest.approx(length - TOO_MUCH, abs=0.05)


def test_without_to_slot_nothing_leaves(sala: Any) -> None:
    text = RUNDOWN.format(slot="5s", dos=4, tres=3, card="4s", more="").replace("to_slot: true\n", "")
    found = sketched(examine([sala.write(text)], Options())[0])
    assert stories(found)["tv"] == ["uno", "dos", "tres", "cuatro"]


def test_a_programme_whose_media_are_not_all_there_has_no_say_in_what_leaves(sala: Any) -> None:
    more = "  - {story: cinco, headline: Cinco, only: [tv], parts: [{vo: A, voice: synth, pictures: perdida.jpg}]}\n"
    path = sala.write(RUNDOWN.format(slot="5s", dos=4, tres=3, card="4s", more=more))

    def judging() -> list[str]:
        return [each.deliverable for each in examine([path], Options(only=("radio",)))[0].judging]

    lost = sala.root / "rundowns/perdida.jpg"
    lost.hardlink_to(sala.root / "rundowns/foto.jpg")
    assert judging() == ["tv"]
    lost.unlink()
    assert judging() == []


def test_a_card_gives_as_much_as_is_over_and_no_more_than_it_can(sala: Any) -> None:
    text = RUNDOWN.format(slot="10m", dos=4, tres=3, card="9s", more="")
    (episode,) = examine([sala.write(text)], Options(only=("tv",)))
    (request,), show = episode.requests, episode.loaded.show

    def given(over: int) -> tuple[int, int]:
        shorter, left = _with_short_cards(request, over, show)
        before, after = (
            sum(card.duration.frames(show.rate) for card in _cards(each.rundown) if card.duration)
            for each in (request, shorter)
        )
        return before - after, left

    assert given(10) == (10, 0) and given(0) == (0, 0)
    most, left = given(10_000)
    assert 10 < most < 270 and most + left == 10_000
