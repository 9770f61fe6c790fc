"""Copy that radio or television keeps and that was written for the other; hours that are called at another hour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import Problem
from newscast.rundown.keep import kept
from newscast.rundown.load import load
from newscast.rundown.noticing import noticed

PICTURE = {"radio": False, "tv": True, "web": True}
Notice = Callable[..., list[tuple[str, int, int]]]


@pytest.fixture
def notice(write: Callable[..., Path], head: str) -> Notice:
    """Code, line and column of what is noticed of copy, where these deliverables keep it."""

    def look(segments: str, *names: str, more: str = "") -> list[tuple[str, int, int]]:
        loaded = load(write(head.replace("segments:", f"{more}segments:") + segments))
        found: list[Problem] = noticed(loaded, [(kept(loaded.rundown, name), PICTURE[name]) for name in names])
        codes = ("words-of-pictures", "words-of-sound", "hour-other", "card-unheard")
        assert all(each.warning and each.hint for each in found)
        return [(each.code, each.place.line, each.place.column) for each in found if each.place and each.code in codes]

    return look


STORY = """\
  - story: bacheo
    headline: En pantalla
    parts:
      - vo: La obra, como ven, avanza.
        voice: voz/a.wav
"""


def test_radio_is_warned_of_pictures_where_they_are_written(notice: Notice, head: str) -> None:
    line = head.count("\n") + 4
    assert notice(STORY, "radio", "tv", "web") == [("words-of-pictures", line, 13)]
    assert notice(STORY, "tv", "web") == []


def test_what_radio_says_otherwise_is_judged_in_its_own_words(notice: Notice) -> None:
    versions = "        versions: {{radio: {{copy: {copy}}}}}\n"
    assert notice(STORY + versions.format(copy="La obra avanza."), "radio", "tv") == []
    ((code, _line, _column),) = notice(STORY + versions.format(copy="Aquí vemos la obra."), "radio", "tv")
    assert code == "words-of-pictures"
    skipped = STORY + "        skip: [radio]\n      - {vo: Avanza., voice: voz/a.wav, only: [radio]}\n"
    assert notice(skipped, "radio", "tv") == []


def test_television_is_warned_of_listeners_once(notice: Notice) -> None:
    text = STORY.replace("La obra, como ven, avanza.", "Gracias a quienes nos escuchan.")
    assert [code for code, _line, _column in notice(text, "radio", "tv", "web")] == ["words-of-sound"]
    assert notice(text, "radio") == []


def test_what_somebody_says_on_tape_is_not_judged(notice: Notice) -> None:
    text = STORY.replace("vo: La obra, como ven, avanza.", "sot: voz/a.wav").replace(
        "        voice: voz/a.wav", "        transcript: Como ven, avanza."
    )
    assert notice(text, "radio") == []


@pytest.mark.parametrize(
    ("air", "copy", "told"),
    [
        ("2026-11-20T07:00", "Son las siete de la mañana.", False),
        ("2026-11-20T08:00", "Son las siete de la mañana.", True),
        ("2026-11-20T19:00", "Son las siete.", False),
        ("2026-11-20T07:00", "Son las siete con treinta minutos.", False),
        ("2026-11-20T07:00", "Son las siete de la noche.", True),
        ("2026-11-20T23:58", "Es la medianoche, son las doce de la noche.", False),
        ("", "Son las siete de la mañana.", False),
    ],
)
def test_an_hour_that_is_called_is_that_of_air(notice: Notice, air: str, copy: str, told: bool) -> None:
    opening = f"  - open: main\n    parts: [{{vo: '{copy}', voice: voz/a.wav}}]\n"
    found = notice(opening, "radio", more=f"air: {air}\n" if air else "")
    assert [code for code, _line, _column in found] == ["hour-other"] * told


def test_a_slot_says_how_long_an_hour_is_right(notice: Notice) -> None:
    opening = "  - open: main\n    parts: [{vo: Son las siete y media., voice: voz/a.wav}]\n"
    assert notice(opening, "radio", more="air: 2026-11-20T07:00\nslot: 5m\n")
    assert not notice(opening, "radio", more="air: 2026-11-20T07:00\nslot: 30m\n")


def test_a_story_may_tell_of_another_hour(notice: Notice) -> None:
    text = STORY.replace("La obra, como ven, avanza.", "Son las cinco de la mañana y el mercado despierta.")
    assert notice(text, "tv", more="air: 2026-11-20T07:00\n") == []


CARD = """\
  - story: bacheo
    headline: Bacheo
    bed: none
    parts:
      - card: figures
        items: [38 colonias]
      - {vo: La obra avanza., voice: voz/a.wav}
"""


def test_radio_is_told_of_a_card_of_which_nothing_is_heard(notice: Notice, head: str) -> None:
    told = notice(CARD, "radio", "tv")
    assert [(code, line) for code, line, _column in told] == [("card-unheard", head.count("\n") + 5)]
    assert notice(CARD, "tv") == []
    assert notice(CARD.replace("    bed: none\n", ""), "radio") == []
    assert notice(CARD.replace("        items:", "        skip: [radio]\n        items:"), "radio", "tv") == []
