"""The words of a caption that are being said are drawn in another colour, and nothing else changes."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageColor

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.design import design
from newscast.graphics.model import Change, Layer
from newscast.graphics.raster import make_layer, sheet
from newscast.show.model import Colors, Show
from newscast.step.step import Tools

RATE = Fraction(30000, 1001)
FIELDS = {"line1": "Ñandúes y jóvenes: ¡aquí", "line2": "goza Ángela Ibáñez!"}
WORDS = [(1, 1, 4), (2, 1, 1), (2, 2, 3)]
"""Line, first and last word."""


def lit(line: int, first: int, last: int) -> tuple[tuple[str, str], ...]:
    spoken = f"{first}-{last}"
    return ("spoken1", spoken if line == 1 else ""), ("spoken2", spoken if line == 2 else "")


def caption(show: Show, canvas: str, *changes: Change) -> Layer:
    small = Canvas(canvas, *(side // 2 for side in DESIGN_SIZES[canvas]), RATE)
    (layer,) = design("caption", FIELDS, show, small, 40, 90, None, changes)
    return layer


def picture_of(layer: Layer, folder: Path, tools: Tools) -> np.ndarray:
    make_layer(layer.image.params, [source.path for source in layer.image.inputs], folder / "layer.png", tools)  # type: ignore[union-attr]
    with Image.open(folder / "layer.png") as image:
        return np.asarray(image).astype(int)


@pytest.mark.parametrize("canvas", ["portrait", "square"])
def test_words_change_their_colour_and_no_letter_moves(canvas: str, tmp_path: Path, tools: Tools) -> None:
    show = Show(show=1, name="X")
    plain = picture_of(caption(show, canvas), tmp_path, tools)
    changes = [Change(10 * number, lit(*word)) for number, word in enumerate(WORDS)]
    layer = caption(show, canvas, *changes)
    assert layer.changes == (0, 10, 20)
    pictures = np.split(picture_of(layer, tmp_path, tools), len(WORDS))
    accent, changed = np.array(ImageColor.getrgb("#f6b93b")), []
    for picture in pictures:
        assert picture.shape == plain.shape and (picture[..., 3] == plain[..., 3]).all()
        differs = (picture != plain).any(axis=-1)
        assert (abs(picture[differs][:, :3] - accent).sum(axis=1) < 6).sum() > 100, "drawn in the accent"
        changed.append(differs)
    half = plain.shape[0] // 2
    assert not changed[0][half + 4 :].any() and not changed[1][: half - 8].any()
    ends = [np.nonzero(each.any(axis=0))[0] for each in changed]
    assert ends[1][-1] < ends[2][0], "goza stands before Ángela Ibáñez!"


def test_a_change_before_the_caption_is_seen_is_its_first_and_one_after_it_none() -> None:
    show = Show(show=1, name="X")
    changes = [Change(-9, lit(1, 1, 1)), Change(-2, lit(1, 2, 2)), Change(30, lit(1, 3, 3)), Change(90, lit(1, 4, 4))]
    layer = caption(show, "portrait", *changes)
    assert layer.changes == (0, 30)
    assert [each["spoken1"] for each in layer.image.params["changes"]] == ["2-2", "3-3"]


def test_where_the_accent_is_like_the_other_words_the_one_being_said_is_underlined(
    tmp_path: Path, tools: Tools
) -> None:
    found = {}
    for accent in ("#f6b93b", "#f0f0f0"):
        show = Show(show=1, name="X", colors=Colors(accent=accent))
        found[accent] = picture_of(caption(show, "portrait", Change(0, lit(1, 1, 1))), tmp_path, tools)
    opaque = {accent: int((picture[..., 3] > 250).sum()) for accent, picture in found.items()}
    assert opaque["#f0f0f0"] > opaque["#f6b93b"] + 80


def test_a_drawing_of_a_show_that_lights_nothing_is_drawn_once(tmp_path: Path) -> None:
    own = tmp_path / "graphics/caption.portrait.svg"
    own.parent.mkdir()
    layer = '<g inkscape:groupmode="layer" inkscape:label="caption"><text y="9">{{ line1.lines[0] }}</text></g>'
    names = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:news="urn:newscast:graphics"'
    slot = '<metadata><news:text name="line1" size="60" width="900"/></metadata>'
    own.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {names}>{slot}{layer}</svg>')
    show = Show(show=1, name="X").model_copy(update={"folder": tmp_path})
    made = caption(show, "portrait", Change(0, lit(1, 1, 1)), Change(9, lit(1, 2, 2)))
    assert made.changes == (0,) and "changes" not in made.image.params


def test_pictures_of_a_sheet_share_one_place_on_even_rows() -> None:
    pictures = [(Image.new("RGBA", (4, 3), "#ff0000"), 10, 20), (Image.new("RGBA", (2, 5), "#0000ff"), 12, 16)]
    with Image.open(BytesIO(sheet(pictures))) as whole:
        assert whole.size == (4, 2 * 8)
        assert [whole.getpixel(at) for at in ((0, 4), (2, 8))] == [(255, 0, 0, 255), (0, 0, 255, 255)]  # type: ignore[comparison-overlap]
        assert whole.getpixel((0, 3))[3] == 0  # type: ignore[index]
