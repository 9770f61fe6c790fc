"""What is filled in where a rundown says nothing: as its show and newsroom have it."""

from __future__ import annotations

import datetime

from newscast.base.languages.all import language_of
from newscast.base.zones import shown_at, zone_of
from newscast.rundown.model import Rundown, Segment, Story, Tease
from newscast.show.model import Show
from newscast.show.office import Newsroom


def teased(segment: Segment) -> Segment:
    """A story without a tease is teased with its headline."""
    if isinstance(segment, Story) and segment.tease is None:
        place, translations = segment.where("headline"), segment.translations
        tease = Tease(place=place, copy_=segment.headline, translations=translations)
        return segment.model_copy(update={"tease": tease})
    return segment


def completed(rundown: Rundown, show: Show, newsroom: Newsroom) -> Rundown:
    """With what the show and the newsroom say where the rundown says nothing."""
    return rundown.model_copy(
        update={
            "air": _by_clocks_of(newsroom, rundown.air),
            "title": rundown.title or f"{show.name}, {language_of(show.language).long_date(rundown.date)}",
            "deliverables": rundown.deliverables or show.deliverables,
            "people": {**newsroom.people, **rundown.people},
            "say": _said_here(newsroom, rundown),
            "families": newsroom.families,
        }
    )


def _by_clocks_of(newsroom: Newsroom, air: datetime.datetime | None) -> datetime.datetime | None:
    """The moment as the newsroom's own clocks show it, however it is written: time codes, slates and what is told of
    the hour follow these."""
    zone = zone_of(newsroom.timezone)
    return air if air is None or zone is None else shown_at(air, zone)


def _said_here(newsroom: Newsroom, rundown: Rundown) -> dict[str, str]:
    """What is said for what is written: the rundown wins, in whatever capitals it is written."""
    own = {form.casefold() for form in rundown.say}
    return {**{form: said for form, said in newsroom.say.items() if form.casefold() not in own}, **rundown.say}
