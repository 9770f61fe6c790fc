"""When something comes stands in one line as long as what it is has its room."""

from __future__ import annotations

import pytest

from newscast.graphics.fields import spread
from newscast.graphics.finding import find_template
from newscast.graphics.fit import Fitted
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.measure import measure
from newscast.show.model import Show

NARROW = ("portrait", "square")
LONG = "Función de gala de la orquesta sinfónica municipal con coros"


@pytest.mark.parametrize("look", ["plain", "paper"])
@pytest.mark.parametrize("when", ["18:00", "Domingo, 12:30", "Miércoles 25, 18:00"])
def test_a_day_and_an_hour_stand_in_one_line_on_a_wide_canvas(look: str, when: str) -> None:
    show = Show(show=1, name="Demo", base=look)
    template = find_template("agenda", "landscape", show)
    assert template
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    for count in (1, 3, 5):
        items = (f"{when} | {LONG} | Teatro Manuel Doblado",) * count
        fitted, misfits = measure(
            template, spread("agenda", {"items": items, "title": "Agenda"}, show), available, show.language
        )
        assert not misfits
        assert [line for line in fitted["when1"].lines if line] == [when]
        # The other columns begin where the first one ends, and all of them stay within the canvas.
        assert 96 + fitted["when1"].width + 64 + fitted["what1"].width <= 1824


def narrow(canvas: str, what: str, captioned: bool) -> dict[str, Fitted]:
    show = Show(show=1, name="Demo")
    template = find_template("agenda", canvas, show)
    assert template
    items = (f"Miércoles 25, 18:00 | {what} | Teatro Doblado",) * (5 if captioned else 4)
    told = {"items": items, "title": "Agenda"} | ({"captioned": "yes"} if captioned else {})
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    fitted, misfits = measure(template, spread("agenda", told, show), available, show.language)
    assert not misfits
    return fitted


@pytest.mark.parametrize("canvas", NARROW)
@pytest.mark.parametrize("captioned", [False, True])
def test_they_do_on_a_narrow_one_where_what_is_beside_them_fits(canvas: str, captioned: bool) -> None:
    fitted = narrow(canvas, "Feria del empleo", captioned)
    assert fitted["when1"].count == 1
    assert 65 + fitted["when1"].width + 36 + fitted["what1"].width <= 1015


@pytest.mark.parametrize(("canvas", "what"), [("portrait", LONG), ("square", f"{LONG} y niños")])
def test_what_needs_the_room_has_it_on_a_narrow_one(canvas: str, what: str) -> None:
    fitted = narrow(canvas, what, captioned=False)
    assert (fitted["when1"].count, fitted["what1"].count) == (2, 2)
