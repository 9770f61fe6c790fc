"""`newscast new` on a terminal: what it asks, what it takes for an answer, and that nothing half-made is left."""

from __future__ import annotations

import os
import pty
import select
import shutil
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from newscast.base import laying_down
from newscast.base.contrast import READABLE, contrast
from newscast.cli import new
from newscast.cli.contrast_preview import LIGHT, Pair, proposals
from newscast.cli.new_asking import Answers, _choice, _name, color_in, logo_at
from newscast.rundown.load import load

LOGO = Path(__file__).parents[2] / "assets/shows/info-leon/logo.svg"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.chdir(tmp_path)


def answered(answers: list[bytes], folder: Path) -> tuple[int, str]:
    """The exit code of `newscast new` on a terminal on which somebody types this, and what is on it."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(NEWSCAST_LANG="en", TERM="xterm-256color", COLORTERM="truecolor")
        os.execv(sys.executable, [sys.executable, "-c", "from newscast.cli.main import main; main()", "new"])
    said = b""
    for answer in answers:
        said += _until(terminal, b": ")
        os.write(terminal, answer)
    while chunk := _read(terminal, 30):
        said += chunk
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.decode()


def _until(terminal: int, mark: bytes) -> bytes:
    """What is written until a question waits for its answer: it ends with the mark, and nothing comes after."""
    said = b""
    while not (said.endswith(mark) and not select.select([terminal], [], [], 0.2)[0]):
        chunk = _read(terminal, 30)
        assert chunk, said
        said += chunk
    return said


def _read(terminal: int, patience: float) -> bytes:
    if not select.select([terminal], [], [], patience)[0]:
        return b""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.real
def test_answers_become_a_show_that_can_be_built(tmp_path: Path) -> None:
    logo = tmp_path / "mi logo.svg"
    shutil.copy(LOGO, logo)
    folder = tmp_path / "nueva"
    folder.mkdir()
    said = ["¡!", "INFO LEÓN", "bluish", "amarillo", "2", "nope.png", f"'{logo}'"]
    code, screen = answered([f"{each}\n".encode() for each in said], folder)
    assert code == 0, screen
    assert "A name has letters or digits" in screen and "“bluish” is no colour" in screen
    assert "There is no file “nope.png”" in screen
    assert "\x1b[1;38;2;0;0;0;48;2;242;197;0m  INFO LEÓN  " in screen, "the name is drawn in its colours"
    assert "black text on #f2c500: 12.8:1" in screen
    kit = load(next((folder / "rundowns").glob("*-info-leon.yaml"))).show
    assert kit.name == "INFO LEÓN" and kit.logo == (folder / "assets/shows/info-leon/logo.svg").resolve()
    assert kit.logo.read_bytes() == logo.read_bytes()
    assert contrast(kit.colors.primary, kit.colors.text) >= READABLE and kit.colors.text == LIGHT


@pytest.mark.real
def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    code, screen = answered([b"INFO\n", b"\n", b"\n", b"\x03"], tmp_path)
    assert code == 130 and "Nothing was written." in screen and "Traceback" not in screen
    assert list(tmp_path.iterdir()) == []


def test_what_fails_while_it_is_written_goes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Any, path: Path, content: bytes) -> None:
        if path.name == "show.yaml":
            raise KeyboardInterrupt
        write(self, path, content)

    write = laying_down.Laid.write
    monkeypatch.setattr(laying_down.Laid, "write", refused)
    with pytest.raises(KeyboardInterrupt):
        new._write_all(Answers("corto", "CORTO", None, LOGO), tmp_path, None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "color"),
    [("#F6B93B", "#f6b93b"), ("0a3d62", "#0a3d62"), ("#abc", "#aabbcc"), (" Café ", "#5d4037"), ("navy", "#0a3d62")],
)
def test_colours_as_people_write_them(said: str, color: str) -> None:
    assert color_in(said) == color


@pytest.mark.parametrize("said", ["azulito", "#12345", "rgb(1,2,3)", "0x123456"])
def test_what_is_no_colour(said: str) -> None:
    with pytest.raises(click.UsageError, match="is no colour"):
        color_in(said)


def test_every_proposal_can_be_read() -> None:
    levels = range(0, 256, 51)
    for color in (f"#{r:02x}{g:02x}{b:02x}" for r in levels for g in levels for b in levels):
        found = proposals(color)
        assert found[0].primary == color and all(pair.contrast >= READABLE for pair in found), color
        assert [pair.text for pair in found[-1:]] == [LIGHT]


@pytest.mark.parametrize(("said", "chosen"), [("", 0), ("sí", 0), ("1", 0), ("2", 1)])
def test_a_proposal_is_chosen(said: str, chosen: int) -> None:
    pairs = proposals("#f2c500")
    assert _choice(said, pairs) == pairs[chosen]


def test_another_colour_is_looked_at_anew() -> None:
    assert _choice("verde", (Pair("#000000", LIGHT),)) == "#1b6b3a"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("  ", "letters or digits"),
        ("a" * 61, "too long"),
        ("INFO 日本", "cannot write"),
        ("A\x07B", "sign in this name"),
    ],
)
def test_names_that_cannot_be(name: str, said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        _name(name)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">{}</svg>'
LOGOS = {
    "bien.png": PNG,
    "bien.svg": SVG.format("").encode(),
    "corto.png": PNG[:-4],
    "roto.png": PNG.replace(b"\x1f\x15", b"\x1f\x16"),
    "falso.png": b"hola",
    "vacio.svg": b"",
    "html.svg": b"<html/>",
    "sin-medida.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="10cm" height="3cm"/>',
    "enlace.svg": SVG.format('<image href="otra.png" width="1" height="1"/>').encode(),
}


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_is_one_that_can_be_drawn(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(LOGOS[name])
    if name.startswith("bien"):
        assert logo_at(f"{path}") == path
        return
    with pytest.raises(click.UsageError, match=name.replace(".", r"\.")):
        logo_at(f"{path}")


def test_a_photo_is_no_logo(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    image.new("RGB", (4, 4)).save(tmp_path / "foto.jpg")
    with pytest.raises(click.UsageError, match="is a photo"):
        logo_at(str(tmp_path / "foto.jpg"))


@pytest.mark.parametrize("form", ["'{}'", '"{}"', "file://{}", " {} ", "{}"])
def test_a_path_as_a_terminal_writes_it_that_a_file_is_dropped_on(form: str, tmp_path: Path) -> None:
    path = tmp_path / "mi logo.png"
    path.write_bytes(PNG)
    assert logo_at(form.format(path)) == path
    assert logo_at(str(path).replace(" ", "\\ ")) == path
    assert logo_at("file://" + str(path).replace(" ", "%20")) == path


def test_without_a_terminal_it_says_what_is_missing(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from newscast.cli.main import run

    assert run(["new"]) == 2
    assert "newscast new mi-noticiero" in capfd.readouterr().err and list(tmp_path.iterdir()) == []
    (tmp_path / "assets/shows/info-leon").mkdir(parents=True)
    (tmp_path / "assets/shows/info-leon/show.yaml").write_text("show: 1\nname: INFO LEÓN\n", encoding="utf-8")
    assert run(["new"]) == 2
    assert "info-leon" in capfd.readouterr().err
