"""Translations beside texts: which languages there are, where they come from, and what is said of those missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.base.languages.tags import as_tag, is_tag, three_letters
from newscast.rundown.keep import kept
from newscast.rundown.load import load
from newscast.rundown.model import Recorded, Spoken, Story
from newscast.rundown.translations import untranslated

SEGMENTS = """\
  - headlines: [bacheo]
    voice: synth
  - story: bacheo
    headline: Concluye el bacheo
    translations: {en: Street repairs end}
    parts:
      - vo: Cuatro mil baches.
        translations:
          en: Four thousand potholes.
          fr: Quatre mille nids-de-poule.
        voice: voz/a.wav
        versions: {radio: {copy: Cuatro mil., voice: voz/a.wav}}
      - sot: clips/a.mp4
        transcript: Ya se nota.
        supers: [{at: 1s, title: Centro, translations: {en: Downtown}}]
      - card: figures
        items: [4 mil]
"""
Write = Callable[..., Path]


def test_every_text_keeps_its_translations(write: Write, head: str) -> None:
    loaded = load(write(head + SEGMENTS))
    story = next(each for each in loaded.rundown.segments if isinstance(each, Story))
    vo, sot = story.parts[:2]
    assert isinstance(vo, Spoken) and vo.translations["fr"] == "Quatre mille nids-de-poule."
    assert isinstance(sot, Recorded) and sot.supers[0].translations == {"en": "Downtown"}
    assert story.tease and story.tease.translations == {"en": "Street repairs end"}, "a headline that is the tease too"


def test_what_lacks_one_is_told_once_for_each_language(write: Write, head: str) -> None:
    rundown = load(write(head + SEGMENTS)).rundown
    told = untranslated([kept(rundown, "web"), kept(rundown, "tv")])
    lines = [(each.message, each.place and each.place.line) for each in told]
    first = next(number for number, line in enumerate((head + SEGMENTS).splitlines(), 1) if "headline: " in line)
    assert lines == [
        ("1 text is not translated into “en”, others are.", first + 10),
        ("2 texts are not translated into “fr”, others are.", first),
    ]
    assert all(each.warning and each.code == "translation-missing" for each in told)
    nothing = SEGMENTS.replace("translations:", "#").replace("          en", "#").replace("          fr", "#")
    plain = "\n".join(line.split("#")[0] for line in nothing.replace(", # {en: Downtown}", "").splitlines())
    assert untranslated([kept(load(write(head + plain + "\n")).rundown, "web")]) == []


def test_other_words_in_a_version_want_other_translations(write: Write, head: str) -> None:
    (told,) = [each for each in load(write(head + SEGMENTS)).warnings if each.code == "version"]
    assert "translations stay the same" in told.message


@pytest.mark.parametrize(
    ("tag", "message", "hint"),
    [
        ("english", "“english” is no language tag.", "Write `en`."),
        ("EN_us", "“EN_us” is no language tag.", "Write `en-US`."),
        ("xx", "“xx” is no language tag.", "such as `en`"),
        ("es", "“es” is the language of the show, “es-MX”.", "translated into"),
    ],
)
def test_tags_that_are_none(write: Write, head: str, tag: str, message: str, hint: str) -> None:
    with pytest.raises(FilesError) as raised:
        load(write(head + SEGMENTS.replace("fr:", f"{tag}:")))
    (told,) = [each for each in raised.value.problems if not each.warning]
    assert told.message == message and hint in told.hint and told.code == "value-language"
    assert told.place and (head + SEGMENTS).splitlines()[told.place.line - 1].strip().startswith("fr:")


def test_tags_and_their_codes_of_three_letters() -> None:
    tags = {"es-MX": "spa", "en": "eng", "nah": "nah", "zh-Hant-TW": "zho", "es-419": "spa"}
    assert {tag: three_letters(tag) for tag in tags} == tags and all(map(is_tag, tags))
    assert not any(map(is_tag, ("qq", "es_MX", "ES", "english", "", "es-mx"))) and as_tag("PT_br") == "pt-BR"
