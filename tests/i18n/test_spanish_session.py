"""In a Spanish session nothing of ours is said in English: a morning's commands, and what they print, word by word."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import newscast
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.cli import accounts, desk
from newscast.cli.main import COMMANDS
from newscast.document.model import Model
from newscast.graphics.catalogue import GRAPHICS
from newscast.rundown import model as rundown
from newscast.rundown.kinds import PARTS, SEGMENTS
from newscast.show import model as show
from newscast.show.deliverables import LOUDNESS
from newscast.step.step import Step

pofile = pytest.importorskip("babel.messages.pofile")

HERE = Path(__file__).parent
CATALOGUES = Path(newscast.__file__).parent / "locale/es/LC_MESSAGES"
SPANISH_PAGES = Path(newscast.__file__).parents[1] / "docs/es"
TODAY = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - open: main
  - headlines: [bacheo]
    voice: synth
  - story: bacheo
    headline: Concluye el bacheo
    social: true
    bed: none
    parts:
      - {vo: Terminó el bacheo., pictures: [foto.jpg, mudo.mp4]}
      - {sot: charla.mp4, who: laura, supers: [{at: 0.5s, title: Obras}]}
      - {card: figures, title: En un mes, items: [38 colonias], skip: [radio]}
  - sting: main
  - close: main
"""
SHORT = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: bacheo
    headline: Concluye el bacheo
    bed: none
    parts: [{vo: Terminó el bacheo.}]
"""
WRONG = """\
rundown: 1
show: chica
date: 20/11/2026
slot: 5
titulo: Hola
segments:
  - open: mian
  - story: Bacheo
    headline:
    parts:
      - vo: Hola
      - sot: nada.mp4
        in: 1,5s
        who: nadie
      - card: figures
        items: [4,200 baches]
  - sting
"""
OTHERS = {"Apprise", "Dask", "Info", "JSON", "Sans", "Source", "Pro", "WAV"}
"""Names of others, and of what the commands are given."""
SAYING = ("label", "message", "hint", "title", "description")
"""The keys of JSON under which there are words for people."""
Said = dict[str, tuple[int, str]]


@pytest.fixture(scope="module")
def session(salas: Callable[[Path], Any], shared_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """The exit code and the output of every command of session.py."""
    root = tmp_path_factory.mktemp("sesion").resolve()
    sala = salas(root)
    sala.write(SHORT)
    sala.write(WRONG, "mal")
    environment = {**os.environ, "NEWSCAST_LANG": "es", "NEWSCAST_STORE": str(shared_store)}
    command = [sys.executable, str(HERE / "session.py")]
    done = subprocess.run(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout
    found = re.findall(r"^\$ newscast ?(.*)\n((?:.*\n)*?)= (\d+)\n", done.stdout, flags=re.M)
    return {arguments: (int(code), text) for arguments, text, code in found}


def words(text: str) -> set[str]:
    """The words of a text for people: without code, paths, names of files, options and slots."""
    code = r"\{[^{}]*\}|--?[a-z][\w-]*|\S*[/\\_=]\S*|\S+\.[a-z]\w{1,4}\b|\S+\d\S*|\[[^]]*\]"
    return set(re.findall(r"[^\W\d_]{2,}", re.sub(code, " ", re.sub(r"`[^`]*`", " ", text))))


@pytest.fixture(scope="module")
def english() -> set[str]:
    """Words that are in the messages and in no translation or page in Spanish, and that name nothing users write."""
    said, translated = set[str](), set[str]()
    for catalogue in CATALOGUES.glob("*.po"):
        with catalogue.open("rb") as file:
            for entry in pofile.read_po(file, locale="es"):
                said |= words(_text(entry.id))
                translated |= words(_text(entry.string))
    for page in SPANISH_PAGES.glob("*.md"):
        translated |= words(re.sub(r"```.*?```|<!--.*?-->|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.S))
    names = {part for name in _names() for part in re.findall(r"[^\W\d_]{2,}", name)}
    return {word for word in said - names - OTHERS if not {word, word.lower()} & translated}


def _text(message: str | list[str] | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else " ".join(message)


def _names() -> Iterator[str]:
    """What users write and read in files, in any language."""
    yield from ("main", *COMMANDS, *accounts.command.commands, *desk.command.commands)
    yield from (*LOUDNESS, *GRAPHICS, *SEGMENTS, *PARTS)
    for module in (rundown, show):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Model):
                yield from value.written_keys()


def for_people(text: str) -> Iterator[str]:
    """What there is to read in an output: all of it, or of JSON what is under the keys for people."""
    try:
        yield from _told(json.loads(text))
    except ValueError:
        for line in text.splitlines():
            try:
                yield from _told(json.loads(line)) if line.startswith("{") else [line]
            except ValueError:
                yield line


def _told(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, str):
                yield from [each] if key in SAYING else []
            else:
                yield from _told(each)
    elif isinstance(value, list):
        for each in value:
            yield from _told(each)


def test_no_word_of_ours_is_english(session: Said, english: set[str]) -> None:
    assert {"There", "build", "Show", "lasts", "graphic", "Options", "Missing"} - english == {"build"}
    found = {
        (command, line, word)
        for command, (_code, text) in session.items()
        for line in for_people(text)
        for word in words(line) & english
    }
    assert found == set()


def test_the_session_did_what_it_was_asked(session: Said) -> None:
    codes = {command: code for command, (code, _text) in session.items()}
    assert codes["build --draft --only radio --events rundowns/hoy.yaml"] == 0
    assert codes["check rundowns/mal.yaml"] == 1 and codes["bild rundowns/hoy.yaml"] == 2
    assert codes["status"] == codes["doctor"] == codes["store"] == codes["schema"] == codes["--version"] == 0
    assert len(codes) > 50 and 70 not in codes.values()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "Muestra esta ayuda y termina."),
        ("build --help", "newscast build [OPCIONES] ESCALETA..."),
        ("bild rundowns/hoy.yaml", "¿Quiso decir «build»?"),
        ("build --drat rundowns/hoy.yaml", "No existe la opción «--drat». ¿Quiso decir "),
        ("build", "Falta el argumento 'ESCALETA...'."),
        ("build --jobs", "le falta su valor"),
        ("build --draft --only radio -v rundowns/hoy.yaml", "sonoridad: aprobado: "),
        ("schema", '"title": "Escaleta de newscast"'),
    ],
)
def test_it_is_said_in_spanish(session: Said, command: str, said: str) -> None:
    assert said in session[command][1]


def test_progress_is_told_in_spanish(sala: Any, monkeypatch: pytest.MonkeyPatch, english: set[str]) -> None:
    sala.write(TODAY)
    labels = {}
    for tongue in ("en", "es"):
        monkeypatch.setenv("NEWSCAST_LANG", tongue)
        (episode,) = examine([Path("rundowns/hoy.yaml")], Options(draft=True))
        contents = [piece.product.content for piece in rehearse(episode).pieces]
        labels[tongue] = {label for each in contents if isinstance(each, Step) for label in _labels(each)}
    assert {"música", "gráfico figures", "rúbrica, horizontal"} <= labels["es"] and "" not in labels["es"]
    assert "music" in labels["en"] and len(labels["en"]) == len(labels["es"]) > 20
    same = {label for label in labels["en"] & labels["es"] if label not in TODAY and "hoy" not in label}
    assert {label for label in same if not label.endswith((".mp3", ".mp4"))} == {"aac"}
    assert {(label, word) for label in labels["es"] for word in words(label) & english} == set()


def _labels(step: Step) -> Iterator[str]:
    yield step.label
    for each in step.inputs:
        if isinstance(each, Step):
            yield from _labels(each)
