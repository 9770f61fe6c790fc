"""The YAML of the pages works as it is pasted: each block is loaded where it belongs, by what loads it in a build.

Media that a rundown names are there; files that a kit or a newsroom names are not.

A block that is a whole file says so with its first key. Before any other stands where it goes, in a comment:
`<!-- in: newsroom.yaml -->` for keys of the newsroom, `show.yaml` for those of a kit, `rundown` for those of an
episode, `segments` for segments, `parts` for parts of a story, `story` for keys of one.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent

import pytest

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.i18n import speaking
from newscast.graphics.design import known_graphics
from newscast.graphics.readable import unreadable
from newscast.rundown.cards import check_graphics
from newscast.rundown.load import load
from newscast.show.load import load_newsroom, load_show

ROOT = Path(__file__).parents[2]
PAGES = [
    "README.md",
    "README.es.md",
    *(str(page.relative_to(ROOT)) for page in sorted((ROOT / "docs/es").glob("*.md"))),
]
PAGES += [page.replace("es/", "") for page in PAGES if page.startswith("docs/es/")]
_BLOCK = re.compile(r"(?:^<!-- in: ([\w.]+) -->\n+)?^( *)```yaml\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_MEDIUM = re.compile(r"[\w./-]+\.(?:wav|opus|mp3|m4a|mp4|mov|jpg|png|svg|heic|srt)\b")

CAPTIONS = b"1\n00:00:00,000 --> 00:00:02,000\nLa feria abre.\n"

OFFICE = """\
newsroom: 1
name: Comunicación Social
people:
  laura-diaz: {name: Laura Díaz, role: Directora de Obras Públicas}
  ana-ruiz: {name: Ana Ruiz, role: Presentadora}
  luis-mora: {name: Luis Mora, role: Reportero}
  directora: {name: Laura Díaz, role: Directora de Obras Públicas}
"""
HEAD = "rundown: 1\nshow: info-leon\ndate: 2026-11-20\n"
STORY = "  - story: bacheo\n    headline: Concluye el bacheo\n"
ONE_STORY = "segments:\n" + STORY + "    parts: [{vo: Listo., voice: synth}]\n"
SEGMENTS = "segments:\n" + STORY + "    parts:\n      - {vo: Concluyó el bacheo., voice: synth}\n"


def pasted() -> list[tuple[str, str, str]]:
    """Every block with its page and where it goes: a file, or what of a rundown."""
    found = []
    for page in PAGES:
        for match in _BLOCK.finditer((ROOT / page).read_text(encoding="utf-8")):
            text = re.sub(f"^{match[2]}", "", match[3], flags=re.MULTILINE)
            first = re.search(r"^(rundown|show|newsroom): 1$", text, flags=re.MULTILINE)
            whole = {"rundown": "whole", "show": "show.yaml", "newsroom": "newsroom.yaml"}
            found.append((page, whole[first[1]] if first else match[1] or "", text))
    return found


@pytest.mark.parametrize(("page", "where", "text"), pasted())
def test_a_block_works_where_it_is_pasted(page: str, where: str, text: str, newsroom: Path) -> None:
    assert where, f"{page}: `<!-- in: ... -->` is missing before the block that begins with {text[:60]!r}"
    assert problems(newsroom, where, text) == []


def problems(newsroom: Path, where: str, text: str) -> list[Problem]:
    """What loading says of a block that is pasted there, in a newsroom that has what it names."""
    office, kit = newsroom / "assets/newsroom.yaml", newsroom / "assets/shows/info-leon"
    files = {"newsroom.yaml": office, "show.yaml": kit / "show.yaml"}
    if where in files:
        file = files[where]
        file.write_text(merged(file.read_text(encoding="utf-8"), text), encoding="utf-8")
        found: list[Problem] = []
        load_newsroom(newsroom, found)
        show = load_show(newsroom, "info-leon", (newsroom,), Place(file), found)
        # Folders of the pages are those of another machine; without a disk newscast warns, and goes on.
        return [each for each in (*found, *(unreadable(show) if show else ())) if each.code != "folder-missing"]
    for name in _MEDIUM.findall(text):
        medium = newsroom / "rundowns" / name
        medium.parent.mkdir(parents=True, exist_ok=True)
        medium.write_bytes(CAPTIONS if name.endswith(".srt") else b"medium")
    path = newsroom / "rundowns/hoy.yaml"
    path.write_text(rundown(where, text), encoding="utf-8")
    try:
        loaded = load(path)
    except FilesError as error:
        return list(error.problems)
    return [*loaded.warnings, *check_graphics(loaded.rundown, known_graphics(loaded.show))]


def merged(file: str, text: str) -> str:
    """A file with the keys of a block in place of its own."""
    keys = re.findall(r"^(\w+):", text, flags=re.MULTILINE)
    kept = re.sub(rf"^({'|'.join(keys)}):.*\n(?:[ #].*\n)*", "", file, flags=re.MULTILINE)
    return kept + text


def rundown(where: str, text: str) -> str:
    """The whole rundown in which a block stands."""
    return {
        "whole": text.replace("show: mi-noticiero", "show: info-leon"),
        "rundown": HEAD + text + ONE_STORY,
        "segments": HEAD + "segments:\n" + indent(text, "  "),
        "story": HEAD + SEGMENTS + indent(text, "    "),
        "parts": HEAD + SEGMENTS + indent(text, "      "),
    }[where]


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A newsroom with a show, in which people of the pages are known."""
    kit = tmp_path / "assets/shows/info-leon"
    kit.mkdir(parents=True)
    (tmp_path / "rundowns").mkdir()
    (tmp_path / "assets/newsroom.yaml").write_text(OFFICE, encoding="utf-8")
    (kit / "show.yaml").write_text("show: 1\nname: INFO LEÓN\n", encoding="utf-8")
    (kit / "voces").mkdir()
    (kit / "voces/es_MX-claude-high.onnx").write_bytes(b"voice")
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path.resolve()


@pytest.mark.parametrize(
    ("where", "text"),
    [("parts", "- vo: Listo.\n"), ("show.yaml", "colours: {}\n"), ("segments", "- open: main\n- vo: Listo.\n")],
)
def test_a_block_that_does_not_work_is_found(where: str, text: str, newsroom: Path) -> None:
    assert problems(newsroom, where, text)


@pytest.mark.parametrize(("page", "tongue"), [("docs/tutorial.md", "en"), ("docs/es/tutorial.md", "es")])
def test_the_mistake_of_the_tutorial_is_told_as_it_is_shown(page: str, tongue: str, newsroom: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.search(r"^\S+\.yaml:(\d+):(\d+): (.+?) \.\.\.$", text, flags=re.MULTILINE)
    whole = next(block for where, where_to, block in pasted() if (where, where_to) == (page, "whole"))
    assert shown
    path = newsroom / "rundowns/hoy.yaml"
    path.write_text(rundown("whole", whole), encoding="utf-8")
    with speaking(tongue), pytest.raises(FilesError) as told:
        load(path)
    first = told.value.problems[0]
    assert first.place
    assert [str(first.place.line), str(first.place.column), first.message] == list(shown.groups())
