"""Pictures that a kit's drawings link to: part of what is drawn and of its key, or refused; nothing else is read."""

from __future__ import annotations

import base64
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import newscast.graphics.template as templates
from newscast.base.canvas import Canvas
from newscast.cli.main import run
from newscast.graphics.design import design, fit_problems
from newscast.graphics.logo import logo_fault
from newscast.graphics.raster import make_layer
from newscast.graphics.template import TemplateError
from newscast.show.model import Show
from newscast.step.step import Step, Tools

SMALL = Canvas("landscape", 320, 180, Fraction(25))
BUILT_IN = (Path(templates.__file__).parent / "templates/text.landscape.svg").read_text(encoding="utf-8")
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
WHOLE = 'width="1920" height="1080" preserveAspectRatio="none"'


def with_element(element: str) -> str:
    """The built-in text card with one more element in its lowest layer."""
    at = BUILT_IN.index("</g>")
    return BUILT_IN[:at] + element + BUILT_IN[at:]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The folder of a show, with a red picture beside its drawings."""
    folder = tmp_path / "assets/shows/chica"
    (folder / "graphics").mkdir(parents=True)
    Image.new("RGB", (16, 9), "red").save(folder / "graphics/fondo rojo.png")
    return folder


def write(kit: Path, element: str) -> Show:
    (kit / "graphics/text.landscape.svg").write_text(with_element(element), encoding="utf-8")
    return Show(show=1, name="SALA", folder=kit)


def lowest(show: Show) -> Step:
    return design("text", {"title": "Hola"}, show, SMALL, 0, 50)[0].image


def corner(step: Step, tools: Any) -> Any:
    output = tools.scratch / "layer.png"
    make_layer(step.params, [source.path for source in step.inputs], output, tools)
    with Image.open(output) as picture:
        return picture.convert("RGB").getpixel((picture.width - 3, picture.height - 3))


def problems(show: Show) -> list[str]:
    return [str(problem) for problem in fit_problems("text", {"title": "Hola"}, show, SMALL, None)]


@pytest.mark.parametrize("link", ['href="fondo rojo.png"', 'xlink:href="fondo%20rojo.png"', 'href="./fondo rojo.png"'])
def test_a_linked_picture_is_drawn_and_another_one_is_another_picture(
    kit: Path, link: str, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    show = write(kit, f"<image {XLINK} {WHOLE} {link}/>")
    assert problems(show) == []
    red = lowest(show)
    assert corner(red, tools) == (255, 0, 0)
    Image.new("RGB", (16, 9), "blue").save(kit / "graphics/fondo rojo.png")
    blue = lowest(show)
    assert blue.identity != red.identity
    assert corner(blue, tools) == (0, 0, 255)


def test_what_is_drawn_is_what_the_step_names_wherever_it_lies(kit: Path, tmp_path: Path, tools: Any) -> None:
    """On a cluster inputs have other names and places; nothing else is read."""
    step = lowest(write(kit, f'<image {WHOLE} href="fondo rojo.png"/>'))
    taken = []
    for number, source in enumerate(step.inputs):
        taken.append(tmp_path / f"input{number}")
        taken[-1].write_bytes(source.path.read_bytes())  # type: ignore[union-attr]
    Image.new("RGB", (16, 9), "blue").save(kit / "graphics/fondo rojo.png")
    output = tools.scratch / "layer.png"
    make_layer(step.params, taken, output, tools)
    with Image.open(output) as picture:
        assert picture.convert("RGB").getpixel((picture.width - 3, picture.height - 3)) == (255, 0, 0)


def test_drawings_without_links_keep_their_keys(kit: Path) -> None:
    embedded = base64.b64encode((kit / "graphics/fondo rojo.png").read_bytes()).decode()
    show = write(kit, f'<image {WHOLE} href="data:image/png;base64,{embedded}"/><rect fill="url(#x)"/>')
    assert problems(show) == [] and "links" not in lowest(show).params


REFUSED = {
    "absolute": '<image href="{kit}/graphics/fondo rojo.png"/>',
    "file": '<image href="file://{kit}/graphics/fondo rojo.png"/>',
    "http": '<image {XLINK} xlink:href="http://example.org/a.png"/>',
    "above": '<image href="../../../../fuera.png"/>',
    "symbolic": '<image href="enlace.png"/>',
    "missing": '<image href="no-hay.png"/>',
    "folder": '<image href=".."/>',
    "no picture": '<image href="text.landscape.svg"/>',
    "broken": '<image href="roto.png"/>',
    "filter": '<filter id="f"><feImage href="/etc/passwd"/></filter>',
    "use": '<use href="otra.svg#a"/>',
    "fill": '<rect style="fill:url(fondo.svg#a)"/>',
    "css": "<style>rect {{ fill: url('fondo.png') }}</style>",
    "import": '<style>@import "otra.css";</style>',
    "from a text": '<image xmlns:news="urn:newscast:graphics" news:href="{{{{ given.title }}}}"/>',
    "entity": '<image href="&#47;etc/passwd"/>',
    "capitals": '<image href="FILE:///etc/passwd"/>',
    "blanks": '<image href=" &#10;/etc/passwd"/>',
    "backslashes": '<image href="..\\\\..\\\\fuera.png"/>',
    "share": '<image href="\\\\\\\\host\\\\fuera.png"/>',
    "no scheme": '<image href="//example.org/a.png"/>',
    "escaped dots": '<image href="%2e%2e/%2E%2E/..%2f../fuera.png"/>',
    "escaped scheme": '<image href="file%3A///etc/passwd"/>',
    "escaped root": '<image href="%2Fetc/passwd"/>',
    "another prefix": '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="/etc/passwd"/>',
    "below a base": '<image xml:base="file:///etc/" href="passwd"/>',
    "inner drawing": '<svg><image href="/etc/passwd"/></svg>',
    "font": "<style>@font-face {{ font-family: A; src: url(a.ttf) }}</style>",
    "capitals in css": "<style>@IMPORT URL('otra.css');</style>",
    "escapes in css": "<style>rect {{ fill: u\\72l(otra.svg#a) }}</style>",
    "mask": '<rect mask="url(otra.svg#a)"/>',
    "pattern": '<pattern id="p"><image href="/etc/passwd"/></pattern>',
    "fragment": '<image href="fondo rojo.png#a"/>',
    "query": '<image href="fondo rojo.png?a=1"/>',
    "drawing in data": '<image href="data:image/svg+xml,%3Csvg%3E%3Cimage href=%22/etc/a.png%22/%3E%3C/svg%3E"/>',
    "packed drawing in data": '<image href="data:image/svg+xml;base64,H4sIAAAA"/>',
}


@pytest.mark.parametrize("element", REFUSED.values(), ids=REFUSED)
def test_everything_else_is_refused_with_its_line(kit: Path, element: str) -> None:
    Image.new("RGB", (16, 9)).save(kit.parents[2] / "fuera.png")
    (kit / "graphics/enlace.png").symlink_to(kit.parents[2] / "fuera.png")
    whole = (kit / "graphics/fondo rojo.png").read_bytes()
    (kit / "graphics/roto.png").write_bytes(whole[: len(whole) // 2])
    show = write(kit, "\n\n" + element.format(kit=kit, XLINK=XLINK))
    (problem,) = problems(show)
    line = with_element("\n\n")[: BUILT_IN.index("</g>") + 2].count("\n") + 1
    assert problem.startswith(f"{kit}/graphics/text.landscape.svg:{line}:"), problem


def test_a_link_that_comes_from_a_text_is_not_followed(kit: Path, tools: Any) -> None:
    element = '<image xmlns:news="urn:newscast:graphics" news:href="{{ given.title }}" width="9" height="9"/>'
    (kit / "graphics/text.landscape.svg").write_text(with_element(element), encoding="utf-8")
    step = design("text", {"title": "/etc/x.png"}, Show(show=1, name="SALA", folder=kit), SMALL, 0, 50)[0].image
    with pytest.raises(TemplateError, match=r"/etc/x\.png"):
        make_layer(step.params, [source.path for source in step.inputs], tools.scratch / "layer.png", tools)


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><image width="16" height="9" href="{}"/></svg>'
LOGO_ALONE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><title>añejo</title>'
    '<rect width="16" height="9" fill="#00f"/></svg>'
)


def test_a_logo_may_link_as_drawings_do(kit: Path, tools: Any) -> None:
    logo = kit / "logo.svg"
    logo.write_text(LOGO.format("graphics/fondo rojo.png"), encoding="utf-8")
    write(kit, f'<image xmlns:news="urn:newscast:graphics" news:href="{{{{ logo.href }}}}" {WHOLE}/>')
    show = Show(show=1, name="SALA", folder=kit, logo=logo)
    assert problems(show) == []
    red = lowest(show)
    assert corner(red, tools) == (255, 0, 0)
    Image.new("RGB", (16, 9), "blue").save(kit / "graphics/fondo rojo.png")
    assert lowest(show).identity != red.identity and corner(lowest(show), tools) == (0, 0, 255)
    logo.write_text("\n" + LOGO.format("/etc/x.png"), encoding="utf-8")
    (problem,) = problems(show)
    assert problem.startswith(f"{logo}:2:")
    saved = logo.stat()
    logo.write_text("\n" + LOGO.format("graphics/fondo rojo.png"), encoding="utf-8")
    os.utime(logo, ns=(saved.st_atime_ns, saved.st_mtime_ns))
    assert problems(show) == [], "as a copy with its time kept"


ENCODED = [("ISO-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("UTF-16", "utf-16"), ("UTF-8", "utf-8-sig")]


@pytest.mark.parametrize("declared, codec", ENCODED)
def test_a_logo_is_drawn_in_whichever_encoding_it_was_saved(kit: Path, tools: Any, declared: str, codec: str) -> None:
    logo = kit / "logo.svg"
    show = Show(show=1, name="SALA", folder=kit, logo=logo)
    write(kit, f'<image xmlns:news="urn:newscast:graphics" news:href="{{{{ logo.href }}}}" {WHOLE}/>')
    Image.new("RGB", (16, 9), "red").save(kit / "año.png")
    head = f'<?xml version="1.0" encoding="{declared}"?>\n'
    linking = head + LOGO.format("año.png")
    plain = head + LOGO_ALONE
    for text, colour in ((linking, (255, 0, 0)), (plain, (0, 0, 255))):
        logo.write_bytes(text.encode(codec))
        assert problems(show) == [] and logo_fault(logo) is None
        assert corner(lowest(show), tools) == colour


def test_a_logo_in_an_encoding_that_there_is_not_is_told(kit: Path) -> None:
    logo = kit / "logo.svg"
    logo.write_text(f'<?xml version="1.0" encoding="nada-1"?>{LOGO_ALONE}', encoding="utf-8")
    fault = logo_fault(logo)
    assert fault and "logo.svg" in fault[0]


def test_check_and_build_refuse_before_anything_is_rendered(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    folder = sala.root / "assets/shows/chica/graphics"
    folder.mkdir()
    (folder / "text.landscape.svg").write_text(with_element('<image href="/etc/x.png"/>'), encoding="utf-8")
    text = (
        "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [web]\nsegments:\n  - story: uno\n    headline: Uno\n"
    )
    sala.write(text + "    parts: [{card: text, title: Hola}]\n")
    for command in ("check", "build"):
        assert run([command, "rundowns/hoy.yaml"]) == 1
        said = capfd.readouterr().err
        assert said.startswith("assets/shows/chica/graphics/text.landscape.svg:") and "/etc/x.png" in said


@pytest.mark.parametrize("declared, codec", ENCODED)
def test_a_template_is_read_in_whichever_encoding_it_was_saved(
    kit: Path, tools: Any, declared: str, codec: str
) -> None:
    Image.new("RGB", (16, 9), "red").save(kit / "graphics/año.png")
    head = f'<?xml version="1.0" encoding="{declared}"?>\n'
    source = head + with_element(f'<image {WHOLE} href="año.png"/>')
    (kit / "graphics/text.landscape.svg").write_bytes(source.replace("\n", "\r\n").encode(codec, "xmlcharrefreplace"))
    show = Show(show=1, name="SALA", folder=kit)
    assert problems(show) == []
    assert corner(lowest(show), tools) == (255, 0, 0)


def test_letters_of_another_encoding_are_told_at_their_line(kit: Path) -> None:
    (kit / "graphics/text.landscape.svg").write_bytes(f"{BUILT_IN}\n<!-- año -->".encode("latin-1", "replace"))
    (problem,) = problems(Show(show=1, name="SALA", folder=kit))
    line = BUILT_IN.count("\n") + 2
    assert f"line {line}" in problem and "UTF-8" in problem and "codec" not in problem


UNDRAWN = {
    "page": '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="x.png"/></foreignObject>',
    "film": "<video/>",
    "flowing text": "<flowRoot><flowRegion/><flowPara>Hola</flowPara></flowRoot>",
}
DRAWN = [
    "<flowRoot><flowRegion/><flowPara> </flowPara></flowRoot>",
    '<switch><foreignObject requiredExtensions="a"/><g/></switch>',
    "<metadata><foreignObject/></metadata>",
]


@pytest.mark.parametrize("element", UNDRAWN.values(), ids=UNDRAWN)
def test_what_is_not_drawn_is_told_at_its_line(kit: Path, element: str) -> None:
    (problem,) = problems(write(kit, f"\n\n{element}"))
    line = with_element("\n\n")[: BUILT_IN.index("</g>") + 2].count("\n") + 1
    assert problem.startswith(f"{kit}/graphics/text.landscape.svg:{line}:"), problem


def test_styles_of_another_file_are_told(kit: Path) -> None:
    source = BUILT_IN.replace("<svg", '<?xml-stylesheet href="a.css"?>\n<svg', 1)
    (kit / "graphics/text.landscape.svg").write_text(source, encoding="utf-8")
    assert len(problems(Show(show=1, name="SALA", folder=kit))) == 1


@pytest.mark.parametrize("element", DRAWN)
def test_what_other_programs_leave_in_a_drawing_is_no_fault(kit: Path, element: str) -> None:
    assert problems(write(kit, element)) == []
