"""What is wrong with texts as they are drawn is found without paint, and what is right is not blamed."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from newscast.base.canvas import Canvas
from newscast.graphics.check import Means
from newscast.graphics.contact import tries
from newscast.graphics.crossings import Boxes
from newscast.graphics.faults import faults
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.sketch import sketch
from newscast.graphics.spots import Standing
from newscast.graphics.template import read_template
from newscast.show.model import Show

SHOW = Show(show=1, name="INFO LEÓN")
LANDSCAPE = Canvas("landscape", 1920, 1080, Fraction(30))
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' xmlns:news="urn:newscast:graphics"><metadata>{slots}</metadata><style id="palette"/>'
    '<g inkscape:groupmode="layer" inkscape:label="all">{body}</g></svg>'
)
SLOT = '<news:text name="title" size="{size}" min="{size}" lines="1" width="1700"/>'
TEXT = '<text class="{ink}" x="{x}" y="{y}" font-size="{size}"><tspan x="{x}">{{{{ title.lines[0] }}}}</tspan></text>'
PLATE = '<rect class="{ground}" x="100" y="300" width="1700" height="200"/>'


def kinds(*body: str, size: int = 60) -> list[str]:
    source = HEAD.format(slots=SLOT.format(size=size), body="".join(body))
    template = read_template("title.landscape", source, None)
    found = faces(SHOW.fonts.family, built_in_files(SHOW.fonts.family))
    drawn = sketch(template, {"title": "Talleres gratuitos"}, SHOW, LANDSCAPE, found)
    return [each.kind for each in faults(drawn.texts, "title", "landscape", drawn.colors)]


def line(ink: str = "text", x: int = 140, y: int = 420, size: int = 60) -> str:
    return TEXT.format(ink=ink, x=x, y=y, size=size)


def test_a_text_on_its_plate_is_right() -> None:
    assert kinds(PLATE.format(ground="plate"), line()) == []


def test_each_fault_is_found_by_itself() -> None:
    plate = PLATE.format(ground="plate")
    assert kinds(plate, line(size=30), size=30) == ["small"]
    assert kinds(plate, line(x=40)) == ["outside"]
    assert kinds(plate, line(), line(x=200, y=430)) == ["overlap"]
    assert kinds(PLATE.format(ground="text"), line()) == ["contrast"]


def test_what_lies_beside_a_text_is_no_ground_of_it() -> None:
    plate = PLATE.format(ground="plate")
    slanted = '<path class="accent" d="M1500 0h40l-300 1080h-40Z"/>'
    assert kinds(plate, slanted, line()) == []
    across = '<path class="accent" d="M500 0h40l-300 1080h-40Z"/>'
    assert kinds(plate, across, line()) == ["contrast"]


def test_a_gradient_is_taken_where_the_text_stands() -> None:
    shade = (
        '<defs><linearGradient id="s" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="0" y2="1080">'
        '<stop class="dark-stop" offset="0" stop-opacity="0"/>'
        '<stop class="dark-stop" offset="0.6" stop-opacity="0.95"/>'
        '<stop class="dark-stop" offset="1" stop-opacity="0.95"/></linearGradient></defs>'
        '<rect fill="url(#s)" width="1920" height="1080"/>'
    )
    source = HEAD.format(slots=SLOT.format(size=60), body=shade + line(y=900) + line(y=200))
    from newscast.graphics.faults import depends

    found = faces(SHOW.fonts.family, built_in_files(SHOW.fonts.family))
    drawn = sketch(read_template("title.landscape", source, None), {"title": "León"}, SHOW, LANDSCAPE, found)
    assert [depends(each, drawn.colors) for each in drawn.texts] == [False, True]


def test_two_graphics_that_are_seen_at_once_are_held_against_each_other(tmp_path: Path) -> None:
    boxes, bug = Boxes(SHOW), Standing("bug", (), LANDSCAPE)
    name = Standing("lower-third", (("title", "Ana Ruiz"),), LANDSCAPE)
    assert boxes.crossing(name, bug) is None
    own = HEAD.format(slots='<news:text name="show" size="40" width="900"/>', body=line(y=960).replace("title", "show"))
    (tmp_path / "graphics").mkdir()
    (tmp_path / "graphics/bug.landscape.svg").write_text(own, encoding="utf-8")
    low = Boxes(SHOW.model_copy(update={"folder": tmp_path}))
    fault = low.crossing(name, bug)
    assert fault and fault.kind == "overlap" and fault.text.text == "Ana Ruiz"
    assert low.crossing(replace(name, drop=-400), bug) is None, "where it stands counts, not where it was drawn"


def test_the_sheet_names_file_and_line_of_what_is_wrong(tmp_path: Path) -> None:
    source = HEAD.format(slots=f"\n{SLOT.format(size=20)}\n", body=f"\n{line(size=20)}\n")
    (tmp_path / "graphics").mkdir()
    file = tmp_path / "graphics/title.landscape.svg"
    file.write_text(source, encoding="utf-8")
    means = Means(SHOW.model_copy(update={"folder": tmp_path}))
    first, *_others = tries(means, "title", "landscape", share=6)
    assert first.picture.startswith(b"\x89PNG")
    assert {(each.code, each.place and each.place.line) for each in first.problems} == {
        ("graphic-small", 4),
        ("graphic-contrast", 4),
    }
    assert all(each.place and each.place.file.name == file.name for each in first.problems)
