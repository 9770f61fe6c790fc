"""Texts that stand over a picture for as long as a segment shows pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from placing_making import LONG, PHOTO, context_of, placed, seconds, story, ten_seconds, times, vo

from newscast.rundown.model import Card, CardPicture, Clip, Read, Super
from newscast.show.model import Show, Suspended
from newscast.show.suspension import as_suspended
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.place import Placing, place
from newscast.timeline.slices import slices
from newscast.timeline.takes import all_takes

CARD = CardPicture(card="text", fields={"title": "Requisitos"})


def shown(segment: PlacedSegment, graphic: str) -> list[PlacedSuper]:
    return [each for each in segment.supers if each.graphic == graphic]


def with_ticker(*segments: Any, items: tuple[str, ...], **show: Any) -> Placing:
    context = context_of(*segments, **show)
    rundown = context.rundown.model_copy(update={"ticker": items})
    known = {take: ten_seconds() for take in all_takes(context)}
    return place(replace(context, rundown=rundown, infos=known))


def test_where_it_is_is_shown_with_its_pictures_and_not_over_cards() -> None:
    about = {"where": "Col. San Miguel", "breaking": "Última hora | Sismo"}
    (segment,) = placed(story(vo(Clip(file=LONG)), vo(Clip(file=PHOTO), CARD), vo(Clip(file=LONG)), **about)).segments
    assert times(segment, "locator") == [(0, 450), (600, 300)] == times(segment, "breaking")
    assert shown(segment, "locator")[0].fields == (("place", "Col. San Miguel"),)
    assert shown(segment, "breaking")[0].fields == (("label", "Última hora"), ("text", "Sismo"))


def test_a_tag_comes_when_the_headline_is_gone() -> None:
    (segment,) = placed(story(vo(Clip(file=LONG)), tag="Bacheo")).segments
    (strap,) = times(segment, "strap")
    assert times(segment, "tag") == [(sum(strap), 300 - sum(strap))]
    assert not shown(placed(story(vo(Clip(file=LONG)))).segments[0], "tag")


def test_a_tag_does_not_wait_for_names_that_come_after_the_headline() -> None:
    name = Super(at=seconds("7s"), for_=seconds("3s"), title="Laura Díaz", place=None)
    (plain,) = placed(story(vo(Clip(file=LONG)), tag="Bacheo")).segments
    (named,) = placed(story(vo(Clip(file=LONG), supers=(name,)), tag="Bacheo")).segments
    assert times(named, "tag")[0][0] == times(plain, "tag")[0][0]


def test_the_footer_stands_under_all_pictures_and_the_ticker_yields_to_it() -> None:
    parts = (vo(Clip(file=LONG)), Card(card="text", fields={"title": "Requisitos"}))
    both = with_ticker(story(*parts), items=("Uno", "Dos"), footer="Gobierno Municipal")
    assert times(both.timeline.segments[0], "footer") == [(0, 300)]
    assert not shown(both.timeline.segments[0], "ticker")
    assert [problem.code for problem in both.warnings] == ["ticker-hidden"]
    alone = with_ticker(story(*parts), items=("Uno", "Dos"))
    assert times(alone.timeline.segments[0], "ticker") == [(0, 300)] and not alone.warnings


def test_a_ticker_begins_anew_in_each_segment_with_the_same_item_wherever_that_stands() -> None:
    items = tuple(map(str, range(20)))
    one, two = story(vo(Clip(file=LONG)), slug="uno"), story(vo(Clip(file=LONG)), slug="dos")
    firsts = {}
    for order in ((one, two), (two, one)):
        for segment in with_ticker(*order, items=items).timeline.segments:
            firsts.setdefault(segment.slug, set()).add(dict(shown(segment, "ticker")[0].fields)["items"][0])
    assert all(len(found) == 1 for found in firsts.values()) and firsts["uno"] != firsts["dos"]


def test_symbols_are_shown_once_at_the_start() -> None:
    segments = (story(vo(Clip(file=LONG)), slug="uno"), story(vo(Clip(file=LONG)), slug="dos"))
    timeline = placed(*segments, access_symbols=("captions", "sign-language"))
    assert [times(segment, "access") for segment in timeline.segments] == [[(0, 150)], []]
    assert shown(timeline.segments[0], "access")[0].fields == (("captions", "yes"), ("sign_language", "yes"))


def test_what_stands_may_be_cut_in_two_and_does_not_keep_a_segment_whole() -> None:
    read = Read(copy_="Una frase.", camera=Clip(file=LONG), cover=())
    long = [vo(Clip(file=LONG)) for _ in range(6)]
    (plain,) = placed(story(read, *long)).segments
    (segment,) = placed(story(read, *long, where="León", tag="Bacheo")).segments
    cut = slices(segment)
    assert [(part.start, part.end) for part in cut] == [(part.start, part.end) for part in slices(plain)]
    assert len(cut) > 1 and [part.segment.since for part in cut] == [part.start for part in cut]
    for part in cut:
        (locator,) = shown(part.segment, "locator")
        assert (locator.start, locator.frames) == (0, part.end - part.start)
    assert sum(each.frames for part in cut for each in shown(part.segment, "tag")) == times(segment, "tag")[0][1]


@pytest.mark.parametrize(("own", "line"), [(None, ""), (Suspended(footer="Servicio público"), "Servicio público")])
def test_a_suspension_leaves_the_footer_out_or_has_one_of_its_own(own: Suspended | None, line: str) -> None:
    show = Show(show=1, name="X", footer="Gobierno que cumple", suspension=own)
    assert as_suspended(show).footer == line
