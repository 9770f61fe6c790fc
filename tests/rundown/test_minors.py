"""Minors who can be recognised: blurring is refused until there is any, consents are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.rundown.keep import kept
from newscast.rundown.load import Loaded, load
from newscast.rundown.minors import blurring, marked_in
from newscast.rundown.schema import json_schema

TEXT = """\
rundown: 1
show: info-leon
date: 2026-11-20
deliverables: [tv, radio]
segments:
  - story: escuela
    headline: Arranca el curso
    {story}parts:
      - vo: Arranca el curso.
        voice: synth
        {part}pictures: [{{file: clips/a.mp4, {picture}}}]
      - sot: clips/b.mp4
        {sot}in: 0s
"""


@pytest.fixture
def read(write: Callable[..., Path], newsroom: Path) -> Callable[..., Loaded]:
    (newsroom / "rundowns/permisos").mkdir(exist_ok=True)
    (newsroom / "rundowns/permisos/tutora.pdf").write_bytes(b"%PDF-1.4 firmado")

    def loaded(draft: bool = False, **where: str) -> Loaded:
        slots = dict.fromkeys(("story", "part", "picture", "sot"), "")
        filled = {name: f"{value}\n    " if name == "story" else f"{value}\n        " for name, value in where.items()}
        filled |= {"picture": where["picture"]} if "picture" in where else {}
        return load(write(TEXT.format(**(slots | filled))), draft=draft)

    return loaded


def found(loaded: Loaded, name: str = "tv") -> list[tuple[str, str | None, int]]:
    marked = marked_in(kept(loaded.rundown, name))
    return [(each.slug, each.consent and each.consent.name, each.place.line if each.place else 0) for each in marked]


def blurred(loaded: Loaded, name: str = "tv") -> list[Problem]:
    return list(blurring([kept(loaded.rundown, name)]))


@pytest.mark.parametrize("where", ["story", "part", "picture", "sot"])
@pytest.mark.parametrize("draft", [True, False])
def test_blurring_is_an_error_that_says_so_in_drafts_and_finals(
    read: Callable[..., Loaded], where: str, draft: bool
) -> None:
    (problem,) = blurred(read(draft, **{where: "minors: blur"}))
    assert problem.code == "minors-blur" and not problem.warning and problem.place
    assert "cannot blur" in problem.message and "consent" in problem.hint


@pytest.mark.parametrize("where", ["story", "part", "picture", "sot"])
def test_a_consent_is_known_wherever_it_is_written(read: Callable[..., Loaded], where: str) -> None:
    loaded = read(**{where: "minors: {consent: permisos/tutora.pdf}"})
    assert [(slug, name) for slug, name, _line in found(loaded)] == [("escuela", "tutora.pdf")]
    assert blurred(loaded) == []


def test_what_is_not_kept_is_not_asked(read: Callable[..., Loaded]) -> None:
    loaded = read(part="skip: radio", picture="minors: blur")
    assert len(blurred(loaded)) == 1 and blurred(loaded, "radio") == []


def test_a_consent_that_is_missing_lets_a_draft_be_made_and_no_final(read: Callable[..., Loaded]) -> None:
    missing = {"story": "minors: {consent: permisos/otra.pdf}"}
    (warning,) = [each for each in read(draft=True, **missing).warnings if each.code == "file-missing"]
    assert warning.warning and "final needs it" in warning.hint and "stand-in" not in warning.hint
    with pytest.raises(FilesError) as raised:
        read(**missing)
    assert [each.code for each in raised.value.problems] == ["file-missing"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("{consent: ../../fuera.pdf}", "file-outside"),
        ("{consent: permisos}", "file-folder"),
        ("si", "value-choice"),
        ("difuminar", "value-choice"),
        ("{blur: true}", "key-missing"),
        ("{consent: permisos/tutora.pdf, blur: true}", "key-unknown"),
    ],
)
def test_what_cannot_be_meant_is_refused(read: Callable[..., Loaded], newsroom: Path, value: str, code: str) -> None:
    (newsroom.parent / "fuera.pdf").write_bytes(b"x")
    with pytest.raises(FilesError) as raised:
        read(story=f"minors: {value}")
    assert code in [each.code for each in raised.value.problems if not each.warning]


def test_editors_complete_both_forms() -> None:
    form = json_schema()["$defs"]["Minors"]
    assert form["anyOf"][0]["type"] == "string" and list(form["anyOf"][1]["properties"]) == ["consent"]
