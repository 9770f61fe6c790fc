"""What a producer reads is there in English and in Spanish: the same pages, the same blocks, linked both ways."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import click
import pytest
from ruamel.yaml import YAML

from newscast.cli.main import cli

ROOT = Path(__file__).parents[2]
FOR_PRODUCERS = ("tutorial", "rundown", "kit", "cards", "publishing", "output", "checks", "drafts", "captions")
FOR_PRODUCERS += ("watching", "desk", "operations", "windows", "licences")
PAIRS = {
    "README.md": "README.es.md",
    **{f"docs/{page.name}": f"docs/es/{page.name}" for page in sorted((ROOT / "docs/es").glob("*.md"))},
}
PAGES = [*PAIRS, *PAIRS.values()]
_FENCE = re.compile(r"^( *)```([\w-]*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    """The kind and the text of every block of code."""
    return [(found[2], found[3]) for found in _FENCE.finditer(read(page))]


def commands(page: str) -> list[str]:
    """Every line of a block that calls newscast, without what comes before it on the line."""
    lines = [line.strip() for kind, text in blocks(page) if kind in ("", "console") for line in text.splitlines()]
    found = (re.match(r"(?:\$ |.*&& |-d .* --exec )?(?:\S*/)?(newscast [a-z].*)", line) for line in lines)
    return [match[1].split(" && ")[0] for match in found if match]


def spoken(text: str) -> str:
    """A line of a block without its words: placeholders, and what is explained after two spaces."""
    alike = re.sub(r"<[^>]+>", "<>", text.strip()).replace(".schema.es.json", ".schema.json")
    return re.split(r" {2,}", alike)[0]


def wordless(value: Any) -> Any:
    """YAML with only its form: texts of several words are left out."""
    if isinstance(value, dict):
        return {key: wordless(each) for key, each in value.items()}
    if isinstance(value, list):
        return [wordless(each) for each in value]
    return "words" if isinstance(value, str) and " " in value.strip() else value


def form(kind: str, text: str) -> Any:
    """What a block has in common with its translation."""
    if kind == "text":
        return len(text.splitlines())
    if kind == "console":
        return [line for line in text.splitlines() if line.startswith("$ ")]
    if kind == "yaml":
        return wordless(YAML(typ="safe").load(io.StringIO(text)))
    return [spoken(line) for line in text.splitlines()]


def test_everything_for_producers_is_there_in_spanish() -> None:
    assert {Path(page).stem for page in PAIRS} - {"README"} >= set(FOR_PRODUCERS)


@pytest.mark.parametrize(("english", "spanish"), PAIRS.items())
def test_each_page_leads_to_the_other_at_its_top(english: str, spanish: str) -> None:
    for page, other, words in ((english, spanish, "en español"), (spanish, english, "in English")):
        top = read(page).split("\n\n")[1]
        target = re.search(rf"\(\[{words}\]\(([^)]+)\)\)", top)
        assert target, f"{page}: “([{words}](...))” is missing below its title"
        assert ((ROOT / page).parent / target[1]).resolve() == ROOT / other


@pytest.mark.parametrize(("english", "spanish"), PAIRS.items())
def test_both_languages_have_the_same_blocks(english: str, spanish: str) -> None:
    ours, theirs = blocks(english), blocks(spanish)
    assert [kind for kind, _ in ours] == [kind for kind, _ in theirs]
    for (kind, text), (_, translated) in zip(ours, theirs, strict=True):
        assert form(kind, text) == form(kind, translated)
    assert commands(english) == commands(spanish)


@pytest.mark.parametrize(("english", "spanish"), PAIRS.items())
def test_both_languages_have_the_same_headings_and_tables(english: str, spanish: str) -> None:
    def outline(page: str) -> list[str]:
        lines = _FENCE.sub("", read(page)).splitlines()
        rows = ("|" * line.replace(r"\|", "").count("|") for line in lines if line.startswith("|"))
        return [line.split(" ")[0] for line in lines if line.startswith("#")] + list(rows)

    assert outline(english) == outline(spanish)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in _LINK.findall(_FENCE.sub("", read(page))):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        there = (ROOT / page).parent / path if path else ROOT / page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there), target


def anchors(page: Path) -> set[str]:
    """The names that headings have in links, as GitHub makes them, and those that are written."""
    text = page.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", PAGES)
def test_commands_that_are_shown_exist(page: str) -> None:
    shown = commands(page) + re.findall(r"`(newscast [a-z][^`]*)`", _FENCE.sub("", read(page)))
    for line in shown:
        name, *words = line.split()[1:]
        assert name in cli.list_commands(click.Context(cli)), line
        known = cli.get_command(click.Context(cli), name)
        assert known is not None
        options = {option for each in known.params for option in each.opts} | {"--help"}
        if isinstance(known, click.Group):
            continue
        assert {word.split("=")[0] for word in words if word.startswith("--")} <= options, line


_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def numbers(page: str) -> list[tuple[str, set[str]]]:
    """What is counted and measured in each section of a page, by its heading; links and code are left out."""
    text = re.sub(r"\]\([^)]*\)|<a id=[^>]*>", "]", _FENCE.sub("", read(page)))
    sections = re.split(r"^(?=#+ )", text, flags=re.MULTILINE)
    return [(each.split("\n", 1)[0], set(_NUMBER.findall(each))) for each in sections]


@pytest.mark.parametrize(("english", "spanish"), PAIRS.items())
def test_both_languages_count_and_measure_alike_in_the_same_order(english: str, spanish: str) -> None:
    for (title, ours), (_, theirs) in zip(numbers(english), numbers(spanish), strict=True):
        assert ours == theirs, f"{english}, {title}"
