"""What pages say of a key is what the model says: its limits, what it is otherwise, and no key that there is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from newscast.base.exits import BUG, CHECK_FAILED, DONE, FILES, INTERRUPTED, MACHINE, USAGE
from newscast.document.model import Model
from newscast.rundown import clips, parts
from newscast.rundown import model as rundown
from newscast.show import model as kit
from newscast.show import music, office, podcast, station, voice
from newscast.show.deliverables import LOUDNESS
from newscast.show.station_values import BITRATES, USUAL_BITRATES
from newscast.sound.chain import band, levelling, noise, sibilance
from newscast.sound.chain.buzzing import MULTIPLES

DOCS = Path(__file__).parents[2] / "docs"
MODELS: tuple[tuple[ModuleType, str], ...] = (
    (rundown, "rundown"),
    (clips, "rundown"),
    (parts, "rundown"),
    (kit, "kit"),
    (office, "kit"),
    (voice, "kit"),
    (music, "mix"),
    (podcast, "radio"),
    (station, "stations"),
)
ELSEWHERE = {
    ("stations", "days"): "radio",
    ("stations", "cut"): "radio",
    ("stations", "version"): "radio",
    ("stations", "length"): "handing-over",
}
"""Keys of a model of which another page speaks."""
LANGUAGES = ["", "es/"]
_CODE = re.compile(r"`+([^`]+)`+")


def page_of(where: str, key: str) -> str:
    return ELSEWHERE.get((where, key), where)


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def models(module: ModuleType) -> Iterator[type[Model]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Model) and value.__module__ == module.__name__:
            yield value


def limits(field: FieldInfo) -> list[int]:
    """The least and the most that a number may be, and how many a list may have."""
    found: list[Any] = [getattr(each, name, None) for each in field.metadata for name in ("ge", "le", "max_length")]
    return [int(each) for each in found if each is not None]


def limited() -> list[tuple[str, str, int]]:
    """The page, the key and each limit of all numbers and lists of the models that have any."""
    found = {
        (page_of(where, field.alias or name), field.alias or name, limit)
        for module, where in MODELS
        for model in models(module)
        for name, field in model.model_fields.items()
        for limit in limits(field)
    }
    return sorted(found)


def spoken_of(text: str, key: str) -> list[str]:
    """The rows and paragraphs that speak of a key."""
    blocks = (piece for block in text.split("\n\n") for piece in (block.split("\n|") if "\n|" in block else [block]))
    return [block for block in blocks if any(re.search(rf"\b{key}\b", code) for code in _CODE.findall(block))]


def numbers(text: str) -> set[str]:
    words = {"three": "3", "tres": "3", "eight": "8", "ocho": "8"}
    counted = {number for word, number in words.items() if re.search(rf"\b{word}\b", text)}
    return counted | set(re.findall(r"-?\d+(?:\.\d+)?", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("where", "key", "limit"), limited())
def test_a_limit_is_said(where: str, key: str, limit: int, language: str) -> None:
    said = spoken_of(page(f"{language}{where}"), key)
    assert any(str(limit) in numbers(each) for each in said), f"{where}.md does not say that `{key}` ends at {limit}"


def otherwise() -> list[tuple[str, str, str]]:
    """The page, the key and what it is where it is not written, of all keys with a number or a word of their own."""
    found = {
        (page_of(where, field.alias or name), field.alias or name, str(field.default))
        for module, where in MODELS
        for model in models(module)
        for name, field in model.model_fields.items()
        if isinstance(field.default, str | int) and not isinstance(field.default, bool) and field.default
        if (name, field.alias) != ("kind", None) and name not in ("rundown", "show", "newsroom")
    }
    return sorted(found)


UNSAID = {"engine"}
"""Keys of which nobody asks what they are otherwise: the voice that is always there."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("where", "key", "value"), [each for each in otherwise() if each[1] not in UNSAID])
def test_what_a_key_is_otherwise_is_said(where: str, key: str, value: str, language: str) -> None:
    said = spoken_of(page(f"{language}{where}"), key)
    assert any(value in each for each in said), f"{where}.md does not say that `{key}` is {value} otherwise"


KNOWN = {
    name
    for module, _ in MODELS
    for model in (*models(module), *(each for each in vars(module).values() if isinstance(each, type)))
    if issubclass(model, Model)
    for name in model.written_keys()
}
TABLE = re.compile(r"^\| (?:key|clave) \|.*\n\|[-|]+\n((?:\|.*\n)+)", re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", ["rundown", "kit", "mix", "stations"])
def test_every_key_of_a_table_is_one(where: str, language: str) -> None:
    rows = [row for table in TABLE.findall(page(f"{language}{where}")) for row in table.splitlines()]
    told = {key for row in rows for key in re.findall(r"`(\w+)`", row.split(" | ")[0])}
    assert told
    assert told - KNOWN == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_codes_of_commands_are_those_of_the_program(language: str) -> None:
    said = re.findall(r"^\| (\d+) \|", page(f"{language}output"), flags=re.MULTILINE)
    assert [int(each) for each in said] == sorted((DONE, FILES, USAGE, CHECK_FAILED, BUG, MACHINE, INTERRUPTED))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_usual_loudness_is_said_in_the_kit(language: str) -> None:
    (row,) = [row for row in page(f"{language}kit").splitlines() if row.startswith("| `loudness` ")]
    said = row.rsplit(" | ", 1)[1]
    levels, peaks = re.split(r"; (?:peak|pico) ", said)
    for name in ("radio", "tv", "web", "reel", "podcast"):
        after = levels[re.search(rf"\b{name}\b", levels).end() :]  # type: ignore[union-attr]
        assert float(re.findall(r"-\d+", after)[0]) == LOUDNESS[name][0]
    networks = {LOUDNESS[name][0] for name in ("reel", "square", "x", "whatsapp", "shorts", "facebook", "instagram")}
    assert networks | {LOUDNESS["tiktok"][0]} == {LOUDNESS["reel"][0]}
    assert [float(each) for each in re.findall(r"-\d+", peaks)] == [LOUDNESS["tv"][1], -1]
    assert {peak for name, (_, peak) in LOUDNESS.items() if name != "tv"} == {-1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bit_rates_for_radio_are_said(language: str) -> None:
    (row,) = [row for row in page(f"{language}radio").splitlines() if row.startswith("| `bitrate` |") and "MP2" in row]
    wanted = {*USUAL_BITRATES.values(), *(end for rates in BITRATES.values() for end in (rates[0], rates[-1]))}
    assert {str(each) for each in wanted} <= numbers(row)


CHAIN = {
    "hum": (50 * MULTIPLES / 1000, 60 * MULTIPLES / 1000),
    "noise": (noise._NEEDED, *noise._LIMITS),
    "sibilance": (sibilance._MOST,),
    "band": (band._MOST,),
    "levelling": (levelling._EVEN, levelling._PEOPLE, levelling._AIM),
}
"""The numbers by which stages of the voice chain act, in the units of the page."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("stage", "measures"), CHAIN.items())
def test_the_voice_chain_is_told_as_it_is(stage: str, measures: tuple[float, ...], language: str) -> None:
    (row,) = [row for row in page(f"{language}sound").splitlines() if row.startswith(f"| `{stage}` |")]
    assert {f"{each:g}" for each in measures} <= numbers(row)
