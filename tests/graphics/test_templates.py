import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics import template as template_module
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.design import design, fit_problems, known_graphics
from newscast.graphics.finding import built_in_names, find_template
from newscast.graphics.model import Motion
from newscast.graphics.template import NEWS, SVG, TemplateError, read_template
from newscast.show.model import Show
from newscast.step.step import step

SHOW = Show(show=1, name="INFO LEÓN")
RATE = Fraction(30000, 1001)
LANDSCAPE = Canvas("landscape", 480, 270, RATE)
MADE = ("number", "label", "initials", "address", "when", "what", "where", "cell", "unit", "day", "kicker", "strip")
"""What is made of fields: see newscast.graphics.fields."""
OWN = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 xmlns:news="urn:newscast:graphics"><metadata>
 <news:text name="place" weight="700" size="60" lines="1" width="900" required="yes"/></metadata>
 <g inkscape:groupmode="layer" inkscape:label="place" news:enter="{motion}">
 <text x="96" y="200" font-size="60">{{{{ place.lines[0] }}}}</text></g></svg>"""


def test_every_graphic_has_a_template_for_every_canvas_and_every_template_a_graphic() -> None:
    assert built_in_names() == sorted(GRAPHICS)
    for graphic in GRAPHICS:
        for canvas in DESIGN_SIZES:
            template = find_template(graphic, canvas, SHOW)
            assert template is not None and template.layers


def test_templates_measure_only_fields_their_graphic_has() -> None:
    for graphic, info in GRAPHICS.items():
        names = {*info.fields, *MADE, *(name.removesuffix("s") for name in info.fields)}
        for canvas in DESIGN_SIZES:
            template = find_template(graphic, canvas, SHOW)
            assert template is not None
            for slot in template.texts:
                assert slot.field.rstrip("12345678") in names or slot.field in names, (graphic, canvas, slot.field)


@pytest.mark.real
def test_texts_are_drawn_as_they_are_measured() -> None:
    """In the weight and with the space between letters with which their lines were broken."""
    folder = Path(template_module.__file__).parent / "templates"
    for path in sorted(folder.glob("*.svg")):
        root = ET.parse(path).getroot()
        slots = {slot.get("name"): slot for slot in root.iter(f"{NEWS}text")}
        for text in root.iter(f"{SVG}text"):
            named = re.search(r"\{\{ (\w+)\.lines", "".join(text.itertext()))
            slot = slots.get(named[1]) if named else None
            if slot is None:
                continue
            assert bool(slot.get("spacing")) == (f"{NEWS}letter-spacing" in text.attrib), (path.name, named)
            drawn = {"bold": "700", "black": "900"}
            classes = (text.get("class") or "").split()
            weight = next((drawn[each] for each in classes if each in drawn), "600")
            assert slot.get("weight") == weight, (path.name, named)


@pytest.mark.real
def test_describing_a_graphic_imports_nothing_heavy() -> None:
    code = (
        "import sys; from fractions import Fraction; from newscast.base.canvas import Canvas\n"
        "from newscast.graphics.design import design; from newscast.graphics.opener import opener\n"
        "from newscast.show.model import Show\n"
        "s = Show(show=1, name='X'); c = Canvas('square', 270, 270, Fraction(25))\n"
        "assert design('lower-third', {'title': 'A'}, s, c, 0, 90) and opener(s, 'main', 'hoy', c, 50)\n"
        "heavy = ('PIL', 'jinja2', 'fontTools', 'resvg_py', 'numpy', 'moviepy', 'segno')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_layers_without_their_text_are_left_out() -> None:
    with_role = design("figures", {"items": ("1 a", "2 b"), "title": "T"}, SHOW, LANDSCAPE, 0, 200)
    without = design("figures", {"items": ("1 a",)}, SHOW, LANDSCAPE, 0, 200)
    assert [layer.image.params["layer"] for layer in with_role] == [
        "field",
        "light",
        "plane",
        "rule",
        "title",
        "item1",
        "item2",
    ]
    assert [layer.image.params["layer"] for layer in without] == ["field", "light", "plane", "item1"]


def test_figures_come_at_the_frames_that_are_asked_for() -> None:
    fields = {"items": ("1 a", "2 b"), "title": "T"}

    def delays(**how: Sequence[int]) -> dict[str, int]:
        layers = design("figures", fields, SHOW, LANDSCAPE, 0, 200, **how)
        return {str(layer.image.params["layer"]): layer.enter.delay for layer in layers}

    usual, told = delays(), delays(reveals=(90, 1000))
    assert (usual["item1"], usual["item2"]) == (8, 26)
    assert (told["item1"], told["item2"]) == (90, 186), "the last moment at which it can still come in"
    assert told["title"] == usual["title"]


def test_motion_follows_the_rate_and_shrinks_to_the_time_there_is() -> None:
    name = {"title": "Laura Díaz"}
    (bar, plate, _) = design("lower-third", name, SHOW, LANDSCAPE, 7, 120)
    assert (plate.start, plate.frames) == (7, 120)
    assert plate.enter == Motion(dx=-80, frames=14, delay=3)
    assert bar.leave.frames == 9
    twice = design("lower-third", name, SHOW, Canvas("landscape", 480, 270, 2 * RATE), 0, 240)
    assert twice[1].enter.frames == 28
    for layer in design("lower-third", name, SHOW, LANDSCAPE, 0, 12):
        moving = layer.enter.delay + layer.enter.frames + layer.leave.frames + layer.leave.delay
        assert moving <= 12


@pytest.mark.parametrize("graphic", ["headline", "hook"])
def test_what_a_reel_may_open_with_is_read_on_its_first_picture(graphic: str) -> None:
    """That is the picture by which it is chosen."""
    portrait = Canvas("portrait", 270, 480, RATE)
    layers = design(graphic, {"headline": "Ya opera la central", "kicker": "Innovación"}, SHOW, portrait, 0, 90)
    assert layers and all(layer.enter == Motion() for layer in layers)


STANDING = {
    "topic": {"headline": "Arranca la feria"},
    "voice": {"name": "Laura Díaz"},
    "figures": {"items": ("4,200 baches", "38 colonias")},
    "text": {"title": "Fe de erratas"},
    "credits": {"credits": ("Obras Públicas",)},
    "quote": {"quote": "Trabajamos de noche"},
    "list": {"items": ("Acta de nacimiento",)},
    "agenda": {"items": ("18:00 | Concierto",)},
    "table": {"rows": ("León | 27°",)},
    "qr": {"url": "https://leon.example"},
    "next": {"title": "León contigo"},
    "days-left": {"event": "Feria", "date": "2027-01-10", "days": "4"},
    "map": {"place": "San Miguel"},
    "closing": {"thanks": "Gracias por su compañía", "action": "Comparta esta noticia", "show": "INFO LEÓN"},
}
"""What fills the screen for as long as somebody speaks, or longer than a station's alarm for frozen pictures waits."""


@pytest.mark.parametrize("graphic", STANDING)
def test_a_card_never_stands_still(graphic: str) -> None:
    for canvas, size in DESIGN_SIZES.items():
        layers = design(graphic, STANDING[graphic], SHOW, Canvas(canvas, *size, RATE), 0, 300)
        assert [layer.image.params["layer"] for layer in layers if layer.sway.seconds] == ["light"]


def test_who_is_heard_and_not_seen_has_a_photo_or_initials() -> None:
    photo = step("still", {}, suffix=".tif")
    for given, label in ((photo, "photo"), (None, "initials")):
        layers = design("voice", {"name": "Laura de la Cruz"}, SHOW, LANDSCAPE, 0, 90, given)
        shown = {layer.image.params["layer"]: layer.image for layer in layers}
        assert {"photo", "initials"} & set(shown) == {label}
        assert (photo in shown[label].inputs) is (given is not None)
        assert shown[label].params["texts"]["initials"] == "LC"


def test_the_same_graphic_is_the_same_step_and_another_text_another() -> None:
    one, two, other = (design("bug", {"show": text}, SHOW, LANDSCAPE, 0, 9)[0].image for text in ("A", "A", "B"))
    assert one.identity == two.identity != other.identity


def test_a_raised_caption_is_another_picture() -> None:
    plain: dict[str, str | tuple[str, ...]] = {"line1": "Hola"}
    fields = (plain, {**plain, "raised": "yes"})
    flat, raised = (design("caption", each, SHOW, LANDSCAPE, 0, 50)[0] for each in fields)
    assert flat.image.identity != raised.image.identity
    assert flat.enter == Motion() == flat.leave


def test_a_show_has_its_own_graphics_and_its_own_version_of_ours(tmp_path: Path) -> None:
    (tmp_path / "graphics").mkdir()
    own = tmp_path / "graphics" / "map.landscape.svg"
    own.write_text(OWN.format(motion="dx=-40 frames=8"))
    show = SHOW.model_copy(update={"folder": tmp_path})
    assert known_graphics(show)["map"].required == ("place",)
    (layer,) = design("map", {"place": "Centro"}, show, LANDSCAPE, 0, 90)
    assert [source.digest for source in layer.image.inputs] and layer.enter.dx == -40
    first = layer.image.identity
    own.write_text(OWN.format(motion="dx=-40 frames=8").replace('y="200"', 'y="201"'))
    assert design("map", {"place": "Centro"}, show, LANDSCAPE, 0, 90)[0].image.identity != first


def test_a_graphic_that_a_show_had_before_ours_keeps_its_fields(tmp_path: Path) -> None:
    (tmp_path / "graphics").mkdir()
    own = tmp_path / "graphics" / "quote.landscape.svg"
    own.write_text(OWN.format(motion="dx=-40 frames=8"))
    show = SHOW.model_copy(update={"folder": tmp_path})
    known = known_graphics(show)["quote"]
    assert known.required == ("place",) and "quote" in known.optional
    assert not fit_problems("quote", {"place": "Centro"}, show, LANDSCAPE, None)
    own.write_text(own.read_text().replace('name="place"', 'name="quote"'))
    assert known_graphics(show)["quote"] == GRAPHICS["quote"]


@pytest.mark.parametrize("graphic", ["footer", "ticker"])
def test_no_strip_of_the_picture_is_left_below_a_band(graphic: str) -> None:
    for name in ("landscape", "square"):
        template = find_template(graphic, name, SHOW)
        assert template
        drawing = ET.fromstring(template.source)
        edges = [float(rect.get("y", 0)) + float(rect.get("height", 0)) for rect in drawing.iter(f"{SVG}rect")]
        assert max(edges) == DESIGN_SIZES[name][1]


@pytest.mark.parametrize("motion", ["speed=3", "dx=much"])
def test_a_template_with_a_mistake_is_told_not_raised(tmp_path: Path, motion: str) -> None:
    with pytest.raises(TemplateError):
        read_template("map.landscape", OWN.format(motion=motion), None)
    (tmp_path / "graphics").mkdir()
    (tmp_path / "graphics" / "bug.landscape.svg").write_text(OWN.format(motion=motion))
    (problem,) = fit_problems("bug", {}, SHOW.model_copy(update={"folder": tmp_path}), LANDSCAPE, None)
    assert "bug" in problem.message
