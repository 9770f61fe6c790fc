from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.base.content import file_at
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.design import design, fit_problems
from newscast.graphics.fill import only_layer
from newscast.graphics.model import Fields
from newscast.graphics.opener import opener
from newscast.graphics.png import read_offset, with_offset
from newscast.graphics.raster import bled, cropped, drawn, filled, make_layer, template_of
from newscast.graphics.template import STILL, SVG, travel_of
from newscast.show.model import Colors, Map, Show
from newscast.step.step import Tools, step

MAP = Map(file=Path(__file__).parents[2] / "assets/shows/info-leon/logo.svg")
SHOW = Show(show=1, name="INFO LEÓN", maps={"city": MAP})
RATE = Fraction(30000, 1001)
SAFE = {"landscape": (96, 64, 1824, 1016), "portrait": (65, 269, 1015, 1248), "square": (64, 64, 1016, 1016)}
GROUNDS = {
    *("field", "scrim", "plane", "band", "ground", "shade", "emblem", "wedge", "accent", "line", "slate", "light"),
    "pictures",
}


def draw(layer: object, folder: Path, tools: Tools) -> tuple[Image.Image, int, int]:
    image = layer.image  # type: ignore[attr-defined]
    output = folder / "layer.png"
    make_layer(image.params, [source.path for source in image.inputs], output, tools)
    return Image.open(output), *read_offset(output)


@pytest.mark.parametrize("graphic", sorted(GRAPHICS))
@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
def test_every_graphic_is_drawn_inside_its_safe_area(
    graphic: str, canvas: str, examples: dict[str, Fields], tmp_path: Path, tools: Tools
) -> None:
    width, height = (side // 4 for side in DESIGN_SIZES[canvas])
    small = Canvas(canvas, width, height, RATE)
    fields = examples.get(graphic, {})
    assert fit_problems(graphic, fields, SHOW, small, None) == []
    left, top, right, bottom = (side / 4 for side in SAFE[canvas])
    for layer in design(graphic, fields, SHOW, small, 0, 200):
        picture, x, y = draw(layer, tmp_path, tools)
        label = layer.image.params["layer"]
        assert picture.mode == "RGBA" and picture.getchannel("A").getextrema()[1] > 20, label
        assert x % 2 == 0 and y % 2 == 0
        if label not in GROUNDS and not layer.roll.speed:
            assert x >= 0 and y >= 0 and x + picture.width <= width and y + picture.height <= height
            assert picture.size != (width, height), label
            assert left - 2 <= x and x + picture.width <= right + 2, (label, x, picture.size)
            assert top - 2 <= y and y + picture.height <= bottom + 2, (label, y, picture.size)


@pytest.mark.parametrize("canvas", ["landscape", "square"])
def test_what_comes_into_the_canvas_is_not_cut_where_it_ends(canvas: str, tmp_path: Path, tools: Tools) -> None:
    """A slanted plane that reaches beyond the canvas at rest shows its slant on its way, not a straight cut."""
    small = Canvas(canvas, *(side // 4 for side in DESIGN_SIZES[canvas]), RATE)
    plane = next(each for each in design("sting", {}, SHOW, small, 0, 90) if each.image.params["layer"] == "plane")
    picture, x, _ = draw(plane, tmp_path, tools)
    assert plane.enter.dx > 0 and x < -30, "it goes on outside the canvas"
    lead = picture.crop((0, 0, 2, picture.height)).getchannel("A")
    assert sum(lead.histogram()[128:]) < picture.height / 4


@pytest.mark.parametrize("look", ["plain", "paper"])
@pytest.mark.parametrize("canvas", ["landscape", "square"])
def test_a_ticker_is_whole_wherever_the_canvas_ends(canvas: str, look: str, tmp_path: Path, tools: Tools) -> None:
    """Between two letters, inside one, or in the gap between two words."""
    show = Show(show=1, name="INFO LEÓN", base=look)
    small = Canvas(canvas, *(side // 4 for side in DESIGN_SIZES[canvas]), RATE)
    widths = []
    for shift in range(12):
        items = ("i" * (1 + 4 * shift) + " Abre la feria", *("Cierra la calle Madero por obras",) * 6)
        layers = design("ticker", {"items": items}, show, small, 0, 90)
        strip = next(each for each in layers if each.roll.speed)
        widths.append(draw(strip, tmp_path, tools)[0].width)
    assert all(0 <= later - sooner <= 24 for sooner, later in pairwise(widths)), widths
    assert widths[0] > 1.5 * small.width


def test_an_opener_whose_stripe_ends_outside_brings_all_of_it_in(tmp_path: Path) -> None:
    name = "INFORMATIVO MUNICIPAL DE LEÓN GUANAJUATO"
    wide = SHOW.model_copy(update={"name": name})
    made = opener(wide, "main", "Viernes", Canvas("landscape", 480, 270, RATE), 90)
    root, fonts = filled(made.params, [])
    layer = next(each for each in template_of(made.params, []).layers if each.label == "accent")
    picture, x, _ = drawn(only_layer(root, "accent"), fonts, travel_of(layer))
    assert x + picture.width > 484
    last = picture.crop((picture.width - 2, 0, picture.width, picture.height)).getchannel("A")
    assert sum(last.histogram()[128:]) < 20, "a slanted end, not a cut"


_RULE = 40
"""How far below the upper edge of the rule of a cover its first text begins, at least."""


@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
@pytest.mark.parametrize("graphic", ["cover", "thumbnail"])
@pytest.mark.parametrize("more", ["", ", y arranca la reparación de las banquetas del Centro"])
def test_a_cover_leaves_half_of_its_picture_free(
    graphic: str, canvas: str, more: str, examples: dict[str, Fields], tmp_path: Path, tools: Tools
) -> None:
    small = Canvas(canvas, *(side // 4 for side in DESIGN_SIZES[canvas]), RATE)
    fields = {"headline": f"{examples['cover']['headline']}{more}", "kicker": "Obras Públicas"}
    layers = {layer.image.params["layer"]: layer for layer in design(graphic, fields, SHOW, small, 0, 9)}
    text, _, top = draw(layers["headline"], tmp_path, tools)
    scrim, _, first = draw(layers["scrim"], tmp_path, tools)
    alphas = [scrim.getchannel("A").getpixel((0, row)) for row in range(scrim.height)]
    assert sum(alpha >= 128 for alpha in alphas) <= small.height / 2 + 2
    below_the_rule = alphas[top - first + _RULE // 4 : top - first + text.height]
    assert min(below_the_rule) > 200, "the text stands on it"
    assert max(later - one for one, later in pairwise(alphas)) <= 16, "it begins without an edge"


@pytest.mark.parametrize("graphic", ["cover", "thumbnail"])
def test_below_a_short_title_the_scrim_of_a_tall_cover_fades_gently(graphic: str, tmp_path: Path, tools: Tools) -> None:
    """A light one that ended within a twelfth of the canvas was a band of fog across a dark picture."""
    small = Canvas("portrait", 270, 480, RATE)
    layers = {layer.image.params["layer"]: layer for layer in design(graphic, {"headline": "Ojo"}, SHOW, small, 0, 9)}
    scrim, _, _ = draw(layers["scrim"], tmp_path, tools)
    alphas = [scrim.getchannel("A").getpixel((5, row)) for row in range(scrim.height)]
    going = [alpha for alpha in alphas[alphas.index(max(alphas)) :] if alpha > 2]
    assert sum(alpha < 220 for alpha in going) > 480 / 6
    assert max(one - other for one, other in pairwise(going)) <= 6


def test_a_show_named_above_the_title_is_not_named_again(tmp_path: Path, tools: Tools) -> None:
    small = Canvas("landscape", 480, 270, RATE)
    plates = {}
    for kicker in ("INFO LEÓN", "Obras Públicas"):
        layers = design("cover", {"headline": "Titular", "kicker": kicker}, SHOW, small, 0, 9)
        (plate,) = (layer for layer in layers if layer.image.params["layer"] == "show")
        plates[kicker] = draw(plate, tmp_path, tools)[0].getchannel("A").getextrema()[1]
    assert plates == {"INFO LEÓN": 0, "Obras Públicas": 255}


CAPTIONS = {"landscape": 866, "portrait": 1062, "square": 862}
"""Where burned captions of two lines begin."""
UNDER_BUG = {"landscape": 64, "portrait": 353, "square": 128}
"""Where cards begin: below the bug, or beside it."""
FIGURES = ("4,200 baches reparados en toda la ciudad", "38 colonias", "12.5 kilómetros de vialidades")
WORDS = "Acuda a cualquier biblioteca con una identificación y un comprobante. "
NAME, ROLE = "María Guadalupe Hernández Villaseñor", "Directora General de Desarrollo Social y Humano del Municipio"
BUSY: dict[str, list[Fields]] = {
    "topic": [{"headline": "Concluye el bacheo de los bulevares y arranca el de las banquetas del Centro " * 2}],
    "voice": [{"name": "María Guadalupe Hernández Villaseñor", "role": "Directora General de Desarrollo " * 2}],
    "figures": [{"title": "En un mes de trabajo", "items": FIGURES[:count]} for count in (1, 2, 3)],
    "text": [
        {"title": title, "text": WORDS * 4} for title in ("Talleres", "Cómo inscribirse a los talleres gratuitos")
    ],
    "credits": [
        {"title": title, "credits": tuple(f"Crédito número {index}" for index in range(count))}
        for title in ("Créditos", "Agradecemos a quienes hicieron posible esta emisión")
        for count in (1, 8)
    ],
    "quote": [{"quote": WORDS * 2, "name": NAME, "role": ROLE}],
    "list": [
        {"title": "Requisitos", "items": ("Solicitud de apoyo, por escrito y firmada",) * count} for count in (2, 6)
    ],
    "agenda": [
        {"title": "Agenda", "items": ("Sábado, 18:00 | Concierto gratuito | Plaza",) * count} for count in (2, 5)
    ],
    "table": [
        {"title": "El tiempo", "columns": "Lugar | Mín.", "rows": ("Guanajuato | 9°",) * count} for count in (2, 7)
    ],
    "qr": [{"title": "Consulte los requisitos en línea", "text": WORDS[:80], "url": "https://leon.example/a-b-c/2026"}],
    "next": [{"title": "Sesión ordinaria del Honorable Ayuntamiento", "time": "18:00 horas", "text": WORDS[:90]}],
    "days-left": [{"event": WORDS[:85], "date": "2026-12-24", "days": days, "text": ROLE} for days in ("0", "120")],
    "map": [{"title": "Cierre de calles", "place": "Colonia San Miguel", "text": WORDS[:50], "pin": "0.9, 0"}],
}
CAP = 0.66
"""How high capitals and numbers of the built-in typeface are, in shares of its size."""


def boxes_of(graphic: str, canvas: str, fields: Fields, folder: Path, tools: Tools) -> dict[str, tuple[float, ...]]:
    """Left, top, right and bottom of what each layer shows but the grounds, in pixels of the design."""
    small = Canvas(canvas, *(side // 4 for side in DESIGN_SIZES[canvas]), RATE)
    assert fit_problems(graphic, fields, SHOW, small, None) == []
    found = {}
    for layer in design(graphic, fields, SHOW, small, 0, 200):
        if (label := str(layer.image.params["layer"])) not in GROUNDS:
            picture, x, y = draw(layer, folder, tools)
            found[label] = (4 * x, 4 * y, 4 * (x + picture.width), 4 * (y + picture.height))
    return found


@pytest.mark.parametrize("canvas", sorted(CAPTIONS))
@pytest.mark.parametrize("graphic", sorted(BUSY))
def test_a_card_over_which_somebody_speaks_leaves_room_for_captions(
    graphic: str, canvas: str, tmp_path: Path, tools: Tools
) -> None:
    if (graphic, canvas) in (("topic", "landscape"), ("voice", "landscape")):
        pytest.skip("no captions are burned in there")
    for fields in BUSY[graphic]:
        if graphic == "topic":
            fields = {**fields, "headline": str(fields["headline"])[:100]}
        for label, box in boxes_of(graphic, canvas, {**fields, "captioned": "yes"}, tmp_path, tools).items():
            assert box[3] <= CAPTIONS[canvas] - 12, (label, box, fields)


OVER = ("lower-third", "title", "hook", "strap", "credit", "bug")
"""What is laid over pictures below the captions."""


@pytest.mark.parametrize("canvas", ["portrait", "square"])
def test_what_is_laid_over_pictures_leaves_captions_their_place(
    canvas: str, examples: dict[str, Fields], tmp_path: Path, tools: Tools
) -> None:
    for graphic in OVER:
        for label, box in boxes_of(graphic, canvas, examples.get(graphic, {}), tmp_path, tools).items():
            assert box[3] <= CAPTIONS[canvas] - 10, (graphic, label, box)


@pytest.mark.parametrize("canvas", ["portrait", "square"])
def test_a_caption_stands_where_every_caption_stands(canvas: str, tmp_path: Path, tools: Tools) -> None:
    """Of one line or two, with high and low letters: the last line has one baseline, the plate one lower edge."""
    full, found = Canvas(canvas, *DESIGN_SIZES[canvas], RATE), []
    for fields in (
        {"line1": "HHH"},
        {"line1": "¡Ñandúes y jóvenes, aquí!", "line2": "HHH"},
        {"line1": "Electroencefalografistas", "line2": "HHH"},
    ):
        (layer,) = design("caption", fields, SHOW, full, 0, 90)
        picture, x, y = draw(layer, tmp_path, tools)
        white = picture.convert("L").point(lambda value: 255 * (value > 250))
        last = white.crop((0, picture.height - 60, picture.width, picture.height)).getbbox()
        assert last and y >= CAPTIONS[canvas] - 2 and x >= SAFE[canvas][0]
        found.append((y + picture.height, y + picture.height - 60 + last[3]))
    assert len(set(found)) == 1, found


@pytest.mark.parametrize("canvas", sorted(CAPTIONS))
@pytest.mark.parametrize("graphic", sorted(set(BUSY) - {"topic", "voice"}))
@pytest.mark.parametrize("captioned", [{}, {"captioned": "yes"}])
def test_a_card_stays_off_the_bug_and_in_the_safe_area(
    graphic: str, canvas: str, captioned: Fields, tmp_path: Path, tools: Tools
) -> None:
    for fields in BUSY[graphic]:
        for label, box in boxes_of(graphic, canvas, {**fields, **captioned}, tmp_path, tools).items():
            assert box[1] >= UNDER_BUG[canvas] - 8 and box[3] <= SAFE[canvas][3] + 8, (label, fields)


@pytest.mark.parametrize(("canvas", "number", "high"), [("portrait", 156, 780), ("square", 156, 780)])
def test_figures_over_which_nobody_speaks_take_the_room_of_captions(
    canvas: str, number: int, high: int, tmp_path: Path, tools: Tools
) -> None:
    full = Canvas(canvas, *DESIGN_SIZES[canvas], RATE)
    for count in (2, 3):
        items = ("4,200 baches", "38 colonias", "2 kilómetros de vía")[:count]
        fields = {"title": "En un mes", "items": items}
        boxes = boxes_of("figures", canvas, fields, tmp_path, tools)
        assert max(box[3] for box in boxes.values()) - min(box[1] for box in boxes.values()) >= high
        left, right = min(box[0] for box in boxes.values()), max(box[2] for box in boxes.values())
        assert abs(left - (full.width - right)) <= 24, "in the middle"
        sizes = []
        for told in (fields, {**fields, "captioned": "yes"}):
            item = next(
                each for each in design("figures", told, SHOW, full, 0, 200) if "item1" in str(each.image.params)
            )
            root, _fonts = filled(item.image.params, [])
            sizes.append(max(float(text.get("font-size", 0)) for text in root.iter(f"{SVG}text")))
        assert sizes[0] >= number and sizes[0] > sizes[1] + 20


@pytest.mark.parametrize("canvas", ["portrait", "square"])
def test_a_label_belongs_to_the_number_above_it_not_to_the_next_one(canvas: str) -> None:
    full = Canvas(canvas, *DESIGN_SIZES[canvas], RATE)
    fields = {"title": "En un mes", "items": ("4 hectáreas", "320 árboles", "2 kilómetros de vía")}
    layers = design("figures", fields, SHOW, full, 0, 200)
    root, _fonts = filled(next(each for each in layers if "item1" in str(each.image.params)).image.params, [])
    lines = [(float(text.get("y", 0)), float(text.get("font-size", 0))) for text in root.iter(f"{SVG}text")]
    (number, large), (label, small), (following, _) = lines[1:4]
    assert label - CAP * small - number < 0.75 * (following - CAP * large - label)


def test_the_columns_of_a_closing_begin_and_end_together(tmp_path: Path, tools: Tools) -> None:
    fields = {"contacts": ("ejemplo.gob.mx", "Línea 072"), "credits": ("Ana", "Beto"), "url": "https://ejemplo.gob.mx"}
    boxes = boxes_of("closing", "landscape", fields, tmp_path, tools)
    assert abs(boxes["show"][1] - boxes["credits"][1]) <= 16, "an accent on a capital is above it"
    last = boxes_of("closing", "landscape", {**fields, "contacts": ("ENE", "ENE")}, tmp_path, tools)
    assert abs(last["contacts"][3] - last["code"][3]) <= 8
    many = {**fields, "credits": tuple(f"Crédito {index}" for index in range(8))}
    boxes = boxes_of("closing", "landscape", many, tmp_path, tools)
    assert abs(boxes["show"][1] - boxes["credits"][1]) <= 16
    assert boxes["code"][1] >= boxes["credits"][3] + 40


def test_a_layer_says_where_it_stands(tmp_path: Path) -> None:
    whole = Image.new("RGBA", (40, 30))
    whole.paste((255, 0, 0, 255), (11, 7, 20, 12))
    part, x, y = cropped(whole)
    assert (x, y, part.size) == (10, 6, (10, 6))
    part.save(tmp_path / "plain.png")
    (tmp_path / "placed.png").write_bytes(with_offset((tmp_path / "plain.png").read_bytes(), x, y))
    assert read_offset(tmp_path / "placed.png") == (10, 6)
    assert read_offset(tmp_path / "plain.png") == (0, 0)
    with Image.open(tmp_path / "placed.png") as placed:
        placed.verify()


def test_transparent_neighbours_carry_the_colour_of_the_edge() -> None:
    whole = Image.new("RGBA", (4, 4))
    whole.putpixel((1, 1), (200, 100, 50, 128))
    part = bled(cropped(whole)[0])
    assert part.getpixel((0, 0)) == (200, 100, 50, 0)
    assert part.getpixel((1, 1)) == (200, 100, 50, 128)


def test_drawing_is_reproducible_and_in_the_colours_of_the_show(tmp_path: Path, tools: Tools) -> None:
    show = SHOW.model_copy(update={"colors": Colors(primary="#7a1022", accent="#00c08b")})
    canvas = Canvas("landscape", 480, 270, RATE)
    bar, plate, _ = design("lower-third", {"title": "Laura Díaz"}, show, canvas, 0, 90)
    first = draw(plate, tmp_path, tools)[0].tobytes()
    picture, _, _ = draw(plate, tmp_path, tools)
    assert picture.tobytes() == first
    assert picture.getpixel((10, 10)) == (0x47, 0x09, 0x14, 255), "plates take the darker of primary and dark"
    strip, _, _ = draw(bar, tmp_path, tools)
    assert strip.getpixel((1, 10)) == (0x00, 0xC0, 0x8B, 255)


def test_markup_in_a_text_is_only_text(tmp_path: Path, tools: Tools) -> None:
    canvas = Canvas("landscape", 480, 270, RATE)
    layers = design("title", {"title": '<b>A & B</b> {{ 7 * 7 }} "x"'}, SHOW, canvas, 0, 90)
    assert draw(layers[-1], tmp_path, tools)[0].width > 50


def test_a_voice_has_a_round_photo(tmp_path: Path, tools: Tools) -> None:
    picture = tmp_path / "photo.tif"
    Image.new("RGB", (300, 500), (200, 30, 30)).save(picture)
    canvas = Canvas("landscape", 960, 540, RATE)
    made = step("still", {}, [file_at(picture)], suffix=".tif")
    layers = design("voice", {"name": "Laura Díaz"}, SHOW, canvas, 0, 90, made)
    (layer,) = (layer for layer in layers if layer.image.params["layer"] == "photo")
    make_layer(layer.image.params, [picture], tmp_path / "layer.png", tools)
    with Image.open(tmp_path / "layer.png") as drawn:
        assert abs(drawn.width - drawn.height) <= 2 and drawn.width > 200
        assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == (200, 30, 30, 255)
        assert drawn.getpixel((4, 4))[3] == 0, "its corners are cut off"


def test_the_logo_is_drawn_when_there_is_one(tmp_path: Path, tools: Tools) -> None:
    logo = tmp_path / "logo.svg"
    rect = '<rect width="30" height="10" fill="#f0f"/>'
    logo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{rect}</svg>')
    show = SHOW.model_copy(update={"logo": logo})
    (bug,) = design("bug", {}, show, Canvas("landscape", 1920, 1080, RATE), 0, 90)
    picture, x, y = draw(bug, tmp_path, tools)
    assert (y, picture.height) == (64, 64) and x + picture.width == 1824
    assert picture.getpixel((picture.width // 2, 32)) == (255, 0, 255, 255)


SEAMS: dict[str, Fields] = {
    "lower-third": {"title": "Ana Ruiz", "subtitle": "Directora"},
    "title": {"title": "Talleres gratuitos", "subtitle": "En las bibliotecas"},
    "strap": {"headline": "Concluye el bacheo", "department": "Obras Públicas"},
    "bug": {},
    "tag": {"tag": "Bacheo"},
    "breaking": {"label": "Urgente", "text": "Cierre en el bulevar"},
}
"""Graphics of which two areas lie side by side."""


@pytest.mark.parametrize("canvas", list(DESIGN_SIZES))
@pytest.mark.parametrize("graphic", list(SEAMS))
def test_no_picture_shines_through_between_two_areas_that_touch(graphic: str, canvas: str) -> None:
    full = Canvas(canvas, *DESIGN_SIZES[canvas], RATE)
    layers = design(graphic, SEAMS[graphic], SHOW, full, 0, 200)
    plates = [layer for layer in layers if layer.image.params["layer"] in ("plate", graphic)]
    assert plates
    for layer in plates:
        root, fonts = filled(layer.image.params, [])
        opaque = np.asarray(drawn(only_layer(root, layer.image.params["layer"]), fonts, STILL)[0])[..., 3]
        inner = opaque[3:-3, 3:-3]
        assert inner.size and inner.min() >= 254
