"""The table of mistakes: each is told once, at its line, with its cause and its mend, in English and in Spanish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.document.model import Model
from newscast.document.vocabulary import SPANISH
from newscast.document.words import folded, meant
from newscast.rundown.load import load
from newscast.rundown.noticing import noticed

HERE = Path(__file__).parent
GOOD = (HERE / "good.yaml").read_text(encoding="utf-8")
LANGUAGES = ("en", "es")


def plain(field: str) -> str:
    """What a field of the table stands for."""
    signs = {"n": "\n", "t": "\t", "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: signs[found[1]], field)


TABLE = (HERE / "mistakes.tsv").read_text(encoding="utf-8").splitlines()
MISTAKES = [tuple(map(plain, row.split("\t"))) for row in TABLE if not row.startswith("#")]


OFFICE = """\
newsroom: 1
people:
  ana-ruiz: {name: Ana Ruiz, role: Presentadora}
  luis-mora: {name: Luis Mora}
timezone: America/Mexico_City
"""
KIT = """\
show: 1
name: INFO LEÓN
colors: {primary: "#0a3d62"}
deliverables: [radio, tv]
transition: cut
closings: {main: {thanks: Gracias}}
"""
OTHERS = [
    ("office", "people:", "personas:", 2, "people"),
    ("office", "name: Ana", "nombre: Ana", 3, "name"),
    ("office", "role:", "cargo:", 3, "role"),
    ("office", "timezone:", "zona horaria:", 5, "timezone"),
    ("office", "America/Mexico_City", "Mexico City", 5, "America/Mexico_City"),
    ("office", "  luis-mora:", "\tluis-mora:", 4, ""),
    ("office", "{name: Luis Mora}", "{name: Luis Mora", 4, ""),
    ("kit", "colors:", "colores:", 3, "colors"),
    ("kit", "primary:", "primario:", 3, "primary"),
    ("kit", '"#0a3d62"', "#0a3d62", 3, "a comment is written `# `"),
    ("kit", "transition: cut", "hashtags: [#León, feria]", 5, "a comment is written `# `"),
    ("kit", "transition: cut", "hashtags: [León #ya, feria]", 5, "a comment is written `# `"),
    ("kit", '"#0a3d62"', "“#0a3d62”", 3, '"#0a3d62"'),
    ("kit", '"#0a3d62"', "azul", 3, '"#0a3d62"'),
    ("kit", "name: INFO", "nombre: INFO", 2, "name"),
    ("kit", "[radio, tv]", "[radio, televisión]", 4, "tv"),
    ("kit", "transition: cut", "transition: fundido", 5, "dissolve"),
    ("office", "America/Mexico_City", "GMT-6", 5, "America/Mexico_City"),
    ("office", "America/Mexico_City", "UTC-06:00", 5, "America/Mexico_City"),
    ("office", "timezone: America/Mexico_City", "language: español", 5, "es-MX"),
    ("office", "timezone: America/Mexico_City", "url: sala.leon.example", 5, "https://sala.leon.example"),
    ("office", "timezone: America/Mexico_City", "url: sala", 5, "https://noticias.leon.example"),
    ("office", "timezone: America/Mexico_City", r"desk: \\servidor\mesa", 5, "/mnt/mesa"),
    ("office", "timezone: America/Mexico_City", r"archive: Z:\archivo\2026", 5, "/mnt/z/archivo/2026"),
    ("office", "timezone: America/Mexico_City", "media_roots: Z:/fotos", 5, "/mnt/z/fotos"),
    ("office", "timezone: America/Mexico_City", "store: {keep: 40 gigas}", 5, "40GB"),
    ("office", "timezone: America/Mexico_City", 'drafts: {send: "1,5 megas"}', 5, "1.5MB"),
    ("office", "timezone: America/Mexico_City", "decir: {IMPLAN: implan}", 5, "say"),
    ("kit", "transition: cut", "language: español", 5, "es-MX"),
    ("kit", "transition: cut", "language: es_mx", 5, "es-MX"),
    ("kit", "transition: cut", "language: mx", 5, "es-MX"),
    ("kit", "transition: cut", "language: inglés", 5, "`en`"),
    ("kit", "transition: cut", 'hashtags: "#León #feria"', 5, '["#León", "#feria"]'),
    ("kit", "transition: cut", "podcast: {link: leon.example/podcast}", 5, "https://leon.example/podcast"),
    ("kit", "closings:", "cierres:", 6, "closings"),
    ("kit", "thanks:", "gracias:", 6, "thanks"),
    ("kit", "transition: cut", "transition:cut", 5, "transition: cut"),
]


@pytest.mark.parametrize(("which", "old", "new", "line", "mend"), OTHERS)
def test_mistakes_of_kits_and_newsrooms_are_told_once(
    write: Callable[..., Path], newsroom: Path, which: str, old: str, new: str, line: int, mend: str
) -> None:
    office, kit = newsroom / "assets/newsroom.yaml", newsroom / "assets/shows/info-leon/show.yaml"
    office.write_text(OFFICE.replace(old, new, 1) if which == "office" else OFFICE, encoding="utf-8")
    kit.write_text(KIT.replace(old, new, 1) if which == "kit" else KIT, encoding="utf-8")
    (problem,) = told(write(GOOD))
    assert problem.place and problem.place.file.name == (office.name if which == "office" else kit.name)
    assert problem.place.line == line and mend in problem.hint, str(problem)


@pytest.mark.parametrize("written", ["Laura Díaz", "laura diaz", "LAURA DIAZ", "Diaz"])
def test_who_is_named_in_full_is_told_their_short_name(
    write: Callable[..., Path], newsroom: Path, written: str
) -> None:
    office = "newsroom: 1\npeople:\n  obras: {name: Laura Díaz}\n  presidenta: {name: Ana Ruiz}\n"
    (newsroom / "assets/newsroom.yaml").write_text(office, encoding="utf-8")
    body = "rundown: 1\nshow: info-leon\ndate: 2026-11-20\nsegments:\n  - story: bacheo\n    headline: Concluye\n"
    (problem,) = told(write(f"{body}    parts: [{{vo: Listo., voice: synth, by: {written}}}]\n"))
    assert "obras" in problem.hint and "presidenta" not in problem.hint


def test_a_voice_that_is_missing_elsewhere_is_told_beside_a_tab(rewrite: Callable[[str], Path]) -> None:
    lost = GOOD.replace("        voice: voz/a.wav\n", "\t\tvoice: voz/a.wav\n", 1)
    silent = "  - story: otra\n    headline: Otra\n    parts: [{vo: Nadie lo grabó.}]\n"
    both = lost.replace("  - close: main", silent + "  - close: main")
    codes = sorted(problem.code for problem in told(rewrite(both)))
    assert codes == ["voice-missing", "yaml-tab"]


def models(base: type[Model] = Model) -> Iterator[type[Model]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def test_the_table_of_spanish_has_every_key_and_no_accents() -> None:
    keys = {key for model in models() for key in model.written_keys()}
    assert keys - set(SPANISH) == {"clip"}, "`clip` is what the models call the file of sot, spot and package"
    for name, words in SPANISH.items():
        assert words == folded(words), name
        assert all(meant(word, [name]) == name for word in words.split(", ") if word), name


def told(path: Path) -> tuple[Problem, ...]:
    try:
        return load(path).warnings
    except FilesError as error:
        return error.problems


def test_the_rundown_is_good_and_the_table_is_long(write: Callable[..., Path]) -> None:
    assert told(write(GOOD)) == ()
    assert len(MISTAKES) > 200 and len({(old, new) for old, new, *_rest in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize(("old", "new", "line", "english", "spanish"), MISTAKES)
def test_a_mistake_is_told_once_with_cause_and_mend(
    rewrite: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    new: str,
    line: str,
    english: str,
    spanish: str,
) -> None:
    assert old in GOOD
    path = rewrite(GOOD.replace(old, new, 1))
    for language, words in zip(LANGUAGES, (english, spanish), strict=True):
        monkeypatch.setenv("NEWSCAST_LANG", language)
        (problem,) = told(path)
        cause, mend = words.split(" | ")
        assert problem.place and str(problem.place.line) == line, str(problem)
        assert cause in problem.message and mend in problem.hint, str(problem)


@pytest.mark.parametrize(
    ("written", "mend"),
    [("León, feria", "[León, feria]"), ('"#León #feria"', '["#León", "#feria"]'), ('[León, "a; b"]', "[a, b]")],
)
def test_several_hashtags_in_one(write: Callable[..., Path], written: str, mend: str) -> None:
    """They would become one of all their words."""
    path = write(GOOD.replace("headline: Arranca la feria", f"headline: Arranca la feria\n    hashtags: {written}"))
    (problem,) = told(path)
    assert problem.place and problem.place.line == 41 and mend in problem.hint


@pytest.mark.parametrize(("above", "line"), [("    headline: Hola", 7), ("date: 2026-11-20", 4)])
def test_hashtags_that_leave_brackets_open_are_told_once_however_far_above_the_next_list(
    write: Callable[..., Path], newsroom: Path, above: str, line: int
) -> None:
    body = "rundown: 1\nshow: info-leon\ndate: 2026-11-20\nsegments:\n  - story: uno\n    headline: Hola\n"
    body += "    parts:\n      - vo: Hola\n        voice: synth\n"
    indent = " " * (len(above) - len(above.lstrip()))
    problems = told(write(body.replace(above, f"{above}\n{indent}hashtags: [#León, feria]", 1)))
    lost = [(each.place.line, each.code) for each in problems if each.place and each.code.startswith("yaml")]
    assert lost == [(line, "yaml-comment")], problems


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "by: luis-mora",
            "by: luis-mora\n        supers: [{at: 1s, who: laura, title: Otra}]",
            21,
            "“title” is not shown",
        ),
        ("[bacheo, feria]", "[]", 10, "“headlines” is empty"),
        ("slot: 5m", "air: 2026-11-21T07:00", 5, "goes on the air on 2026-11-21"),
        ("slot: 5m", "air: 2026-11-19T23:00", 5, "goes on the air on 2026-11-19"),
    ],
)
def test_what_would_have_no_effect_or_disagrees(
    write: Callable[..., Path], old: str, new: str, line: int, words: str
) -> None:
    loaded = load(write(GOOD.replace(old, new, 1)))
    found = (*loaded.warnings, *noticed(loaded, [(loaded.rundown, True)]))
    assert [each.place.line for each in found if each.place and each.warning and words in each.message] == [line]


@pytest.mark.parametrize("air", ["2026-11-20T23:30", "2026-11-21T00:30"])
def test_the_evening_of_a_day_goes_on_after_midnight(write: Callable[..., Path], air: str) -> None:
    loaded = load(write(GOOD.replace("slot: 5m", f"air: {air}", 1)))
    assert not [each for each in noticed(loaded, []) if each.code == "date-other"]


def test_a_broken_segment_hides_no_other_problem(write: Callable[..., Path]) -> None:
    text = GOOD.replace("    headline: Concluye", "   headline: Concluye").replace("- sting: main", "– sting: main")
    text = text.replace("who: laura", "who: pepe").replace("    tease: Más", "\ttease: Más")
    text = text.replace("transition: dissolve", "transition: fundido").replace("voz/a.wav", "voz/c.wav")
    lines = [problem.place.line for problem in told(write(text)) if problem.place]
    assert lines == [13, 14, 19, 38, 41]


@pytest.mark.parametrize("segment", ["  - story: agua\n    ][\n    parts: }{\n", "  - {]\n", "  - }\n"])
def test_what_nobody_understands_is_left_out_and_the_rest_is_read(write: Callable[..., Path], segment: str) -> None:
    text = GOOD.replace("  - sting: main\n", segment).replace("transition: dissolve", "transition: fundido")
    text = text.replace("[bacheo, feria]", "[bacheo, feria, agua]").replace("in: 1.5s", "in: 1,5s")
    found = told(write(text))
    lines = [problem.place.line for problem in found if problem.place]
    assert len(lines) == 3 and lines[0] == 27 and lines[2] == 40 + segment.count("\n"), [str(each) for each in found]
    assert 38 <= lines[1] < 38 + segment.count("\n")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "Word"),
        (b"PK\x03\x04\x14\0\0\0xl/workbook.xml", "Excel"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice"),
        (b"PK\x03\x04\x14\0\0\0a.txt", "ZIP"),
        (b"%PDF-1.7\n" + bytes(2_000_000), "PDF"),
        (b"{\\rtf1\\ansi rundown: 1}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Office"),
        (b"<!DOCTYPE html><html>", "HTML"),
        (b"\xef\xbb\xbf\r\n<!doctype html>", "HTML"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\0\0\0\x18ftypmp42", "video"),
        ("rundown: 1\n".encode("utf-16"), "UTF-16"),
        ("rundown: 1\n".encode("utf-16-le"), "UTF-16"),
        (b"", ""),
    ],
)
def test_a_file_of_another_program_is_told_as_what_it_is(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str
) -> None:
    path = write(data)
    for language, cause, mend in (
        ("en", "no text file|UTF-8|empty", "Notepad|.yaml|saved"),
        ("es", "no es un archivo|UTF-8|vacío", "Bloc de notas|.yaml|guardó"),
    ):
        monkeypatch.setenv("NEWSCAST_LANG", language)
        (problem,) = told(path)
        assert problem.place and problem.place.line == 1
        assert kind in problem.message and any(words in problem.message for words in cause.split("|"))
        assert any(words in problem.hint for words in mend.split("|"))
