"""What the keys of a podcast can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newscast.base.i18n import _
from newscast.document.says import refusal
from newscast.document.words import did_you_mean, short
from newscast.show.station_values import BITRATES as OF_STATIONS
from newscast.show.values import names_listed

_WITHIN = " > "
"""What parts a category from the one below it."""
_CATEGORIES = """
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
History:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
Technology:
True Crime:
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
"""  # noqa: E501
"""Those of Apple Podcasts, which other directories take over."""
BITRATES = {"stereo": 128, "mono": 96}
"""Kilobits a second: the least that is advised for podcasts, of 96 to 128 in mono and 128 to 256 in stereo."""
_EMAIL = re.compile(r"[^@\s<>\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def read_categories(value: Any) -> Any:
    """One or several of them. One with an `&` in it is not taken for two."""
    known = {_folded(name): name for name in _all_categories()}
    names = [value] if isinstance(value, str) and _folded(value) in known else names_listed(value)
    return [_category(str(each), known) for each in names]


def _category(value: str, known: Mapping[str, str]) -> str:
    name = known.get(_folded(value))
    if name is None:
        message = _("Podcasts have no category “{name}”.").format(name=short(value))
        raise refusal(message, did_you_mean(value, known.values()), code="value-choice")
    return name


def _all_categories() -> Iterator[str]:
    for line in _CATEGORIES.strip().splitlines():
        name, _colon, below = line.partition(":")
        yield name
        yield from (f"{name}{_WITHIN}{each.strip()}" for each in below.split(",") if each.strip())


def _folded(name: str) -> str:
    return re.sub(r"\s*>\s*", ">", name.strip().casefold())


def levels(category: str) -> tuple[str, ...]:
    """A category, and the one below it where there is one."""
    return tuple(category.split(_WITHIN))


def check_email(value: str) -> str:
    """An e-mail address, without a name."""
    if not _EMAIL.fullmatch(value):
        message = _("“{value}” is no e-mail address.").format(value=short(value))
        hint = _("Write the address alone, such as {example}.").format(example="podcast@leon.example")
        raise refusal(message, hint, code="value-wrong")
    return value


def check_bitrate(value: int) -> int:
    """One that MP3 has."""
    if value not in OF_STATIONS["mp3"]:
        message = _("There is no {container} of {value} kb/s.").format(container="mp3", value=value)
        hint = _("It can be: {names}.").format(names=", ".join(map(str, OF_STATIONS["mp3"])))
        raise refusal(message, hint, code="value-number")
    return value
