"""Every message of the source has a Spanish translation with the same slots, and the compiled catalogue is current."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import click
import pytest

import newscast
from newscast.base.i18n import _, language, ngettext
from newscast.base.schema import SAID
from newscast.episode import schema as of_episodes
from newscast.rundown.schema import json_schema
from newscast.watch.status import schema as of_watchers

pofile = pytest.importorskip("babel.messages.pofile")
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.frontend import parse_mapping_cfg  # noqa: E402
from babel.messages.mofile import read_mo  # noqa: E402

PACKAGE = Path(newscast.__file__).parent
CATALOGUE = PACKAGE / "locale/es/LC_MESSAGES/newscast.po"
CATALOGUES = [CATALOGUE, *(CATALOGUE.with_name(f"{name}.po") for name in ("click", "schema"))]
PAGES = PACKAGE.parent / "docs/es"
TEMPLATES = (PACKAGE / "cli/templates", PACKAGE / "rundown/templates")
FAMILIAR = re.compile(
    r"\b(tú|tu|tus|ti|contigo|tuy[oa]s?|te"
    r"|(pued|quier|tien|deb|sab|hac|escrib|sub|abr)[ea]s|(necesit|us|guard|grab|dej|cambi|construy)[ae]s|vas|eres|estás"
    r"|(guárda|cópia|agréga|quíta|cámbia|revísa|úsa|déja|bórra|córta|ejecúta|instála|llama|nómbra|prueba|mánda|envía"
    r"|pon|haz|escríbe|ábre|elíge|píde|lée|divíde|vuélve)l[oae]s?)\b",
    re.IGNORECASE,
)
"""Pronouns, and the commonest verbs, of somebody who is called tú and not usted."""
FOR_PROGRAMMERS = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "Couldn't detect Bash version, shell completion is not supported.",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to "
    "pass '--{name}'?",
    "Shell completion is not supported for Bash versions older than 4.4.",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Windows error: {error}",
}
"""What the command line library says of mistakes in a program, and where newscast does not run."""
Texts = dict[str | tuple[str, ...], str | tuple[str, ...]]
UPDATE = "see docs/translating.md"


@cache
def messages(package: Path = PACKAGE) -> list[tuple[str, str | tuple[str, ...]]]:
    keywords = {"_": None, "ngettext": (1, 2)}
    methods, options = parse_mapping_cfg((PACKAGE / "locale/sources.cfg").open(encoding="utf-8"))
    found = extract_from_dir(package, methods, options, keywords=keywords)
    return [(f"{file}:{line}", message) for file, line, message, _comments, _context in found]


@pytest.fixture(scope="module")
def spanish() -> Texts:
    return texts_of(CATALOGUE)


def texts_of(catalogue: Path) -> Texts:
    with catalogue.open("rb") as file:
        return {entry.id: entry.string for entry in pofile.read_po(file, locale="es") if entry.id and not entry.fuzzy}


@pytest.mark.slow
def test_every_message_is_translated(spanish: Texts) -> None:
    missing = [f"{place}: {message!r}" for place, message in messages() if not all(_each(spanish.get(message)))]
    assert missing == [], UPDATE


@pytest.mark.slow
def test_templates_of_every_room_are_looked_through() -> None:
    said = {place.partition(":")[0] for place, _message in messages()}
    templates = [path for path in PACKAGE.rglob("*.html") if '_("' in path.read_text(encoding="utf-8")]
    assert templates and {path.relative_to(PACKAGE).as_posix() for path in templates} <= said


@pytest.mark.slow
def test_nothing_is_translated_that_is_not_said(spanish: Texts) -> None:
    assert set(spanish) - {message for _place, message in messages()} == set(), UPDATE


def test_translations_have_the_same_slots(spanish: Texts) -> None:
    for message, translation in spanish.items():
        wanted = _slots(_each(message)[-1])
        assert all(_slots(text) == wanted for text in _each(translation)), message


def test_quotes_and_ends_match(spanish: Texts) -> None:
    for message, translation in spanish.items():
        for text in _each(translation):
            assert text.count("«") == text.count("»") == _each(message)[0].count("“") and text.count("`") % 2 == 0, text
            assert not set("“”") & set(text), text
            assert _each(message)[0][-1:] != "." or text[-1:] == ".", text
            assert not re.search(r"\?", text) or "¿" in text or "`" in text, text


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_nothing_is_fuzzy_or_empty(catalogue: Path) -> None:
    with catalogue.open("rb") as file:
        entries = [entry for entry in pofile.read_po(file, locale="es") if entry.id]
    assert entries and [entry.id for entry in entries if entry.fuzzy or not all(_each(entry.string))] == []


def test_every_word_of_the_command_line_library_is_translated() -> None:
    # Versions differ in the plurals, which are looked up by their singulars.
    said = {_each(message)[0] for _place, message in messages(Path(click.__file__).parent)}
    translated = {_each(message)[0] for message in texts_of(CATALOGUE.with_name("click.po"))}
    assert said - translated - FOR_PROGRAMMERS == set(), "add them to click.po"


def test_every_description_of_a_schema_is_translated() -> None:
    schemas = [json_schema(), *of_episodes.schemas().values(), *of_watchers.schemas().values()]
    assert set(_described(schemas)) == set(texts_of(CATALOGUE.with_name("schema.po"))), "mend schema.po"


def _described(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield from [value] if key in SAID and isinstance(value, str) else _described(value)
    elif isinstance(schema, list):
        for each in schema:
            yield from _described(each)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_nobody_is_called_tu(catalogue: Path) -> None:
    said = [text for translation in texts_of(catalogue).values() for text in _each(translation)]
    assert [text for text in said if FAMILIAR.search(text)] == []


@pytest.mark.parametrize(
    "page",
    [
        *PACKAGE.parent.glob("*.es.md"),
        *sorted(PAGES.glob("*.md")),
        *(path for each in TEMPLATES for path in each.glob("*.es.yaml")),
    ],
    ids=lambda path: path.name,
)
def test_no_page_calls_anybody_tu(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if FAMILIAR.search(line)] == []


def test_familiar_forms_are_known() -> None:
    familiar = ("Guárdalo aparte.", "si tú puedes", "en tu carpeta", "Ponlo aquí.", "cuando quieras verlo", "Escríbela")
    polite = ("Guárdelo aparte.", "si usted puede", "en su carpeta", "Póngalo aquí.", "lo que pasó", "Escríbala")
    assert all(FAMILIAR.search(text) for text in familiar) and not any(FAMILIAR.search(text) for text in polite)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_the_compiled_catalogue_is_current(catalogue: Path) -> None:
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = {_key(entry.id): _key(entry.string) for entry in read_mo(file) if entry.id}
    assert compiled == texts_of(catalogue), UPDATE


def test_the_command_line_library_speaks_spanish_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from newscast.cli.main import run

    monkeypatch.setenv("NEWSCAST_LANG", "es")
    monkeypatch.setenv("LANGUAGE", "es")
    assert run(["build"]) == 2
    assert "Falta el argumento" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({"NEWSCAST_LANG": "es"}, "es"),
        ({"NEWSCAST_LANG": "en", "LANG": "es_MX.UTF-8"}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LC_ALL": "es_ES", "LANG": "en_US"}, "es"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_language(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], wanted: str) -> None:
    for name in ("NEWSCAST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == wanted
    assert _("The file is empty.") == {"es": "El archivo está vacío.", "en": "The file is empty."}[wanted]
    assert ngettext("one", "many", 2) == "many"


def _key(text: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def _each(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text or "",)


def _slots(text: str) -> list[str]:
    """The names in braces; texts that are never formatted may hold any braces."""
    try:
        return sorted(name for _text, name, _form, _conversion in Formatter().parse(text) if name)
    except ValueError:
        return sorted(re.findall(r"[{}]", text))


def test_quotation_marks_are_those_of_the_language() -> None:
    """Whoever puts words in marks without a message puts them in English ones in every language."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py")))
    assert [(path.name, found) for path, text in texts for found in re.findall(r"\bf[\"'][^\"'\n]*“", text)] == []
