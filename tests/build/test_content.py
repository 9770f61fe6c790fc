"""What entries say of content, sources and voices, without a picture being rendered."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from unrendered import entries

from newscast.episode.manifest import Content
from newscast.graphics import template

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [{names}]\nsegments:\n"
STORY = """\
  - story: {slug}
    headline: Nota
    social: true
    parts:
      - {{vo: Hola a todos., voice: {voice}, pictures: foto.jpg}}
"""


def rundown(sala: Any, *voices: str, names: str = "reel") -> Path:
    stories = (STORY.format(slug=f"nota-{n}", voice=voice) for n, voice in enumerate(voices, 1))
    path: Path = sala.write(HEAD.format(names=names) + "".join(stories))
    return path


def own_template(sala: Any, name: str, more: str) -> None:
    """The built-in template of a graphic with something more in it, as one of the kit's own."""
    folder = sala.root / "assets/shows/chica/graphics"
    folder.mkdir(exist_ok=True)
    built_in = next((Path(template.__file__).parent / "templates").rglob(f"{name}.svg"))
    text = built_in.read_text(encoding="utf-8")
    (folder / f"{name}.svg").write_text(text.replace("</svg>", f"{more}</svg>"), encoding="utf-8")


def programme(content: Content | None) -> str:
    assert content and content.programme
    return content.programme


def test_every_cut_counts_for_the_content_of_its_deliverable(sala: Any) -> None:
    before = entries(rundown(sala, "voz.wav", "voz.wav"))["reel"]
    after = entries(rundown(sala, "voz.wav", "spot.wav"))["reel"]
    assert before.cuts["nota-1"] == after.cuts["nota-1"] and before.cuts["nota-2"] != after.cuts["nota-2"]
    assert programme(before.content) != programme(after.content)
    assert programme(before.content) not in [programme(cut) for cut in before.cuts.values()]


def test_a_picture_that_a_template_links_to_is_content(sala: Any) -> None:
    """The kit names the template, and only the template names the picture."""
    graphics = sala.root / "assets/shows/chica/graphics"
    own_template(sala, "bug.portrait", '<image href="fondo.jpg" width="9" height="9"/>')
    photo = (sala.root / "rundowns/foto.jpg").read_bytes()
    path, found = rundown(sala, "voz.wav"), []
    for picture in (photo, photo + b"otra", photo):
        (graphics / "fondo.jpg").write_bytes(picture)
        found.append(programme(entries(path)["reel"].content))
    assert found[0] == found[2] != found[1]


def test_where_and_how_it_is_written_is_no_part(sala: Any) -> None:
    """Comments and layout of the rundown, the kit and the newsroom: what was approved stands, nothing is outdated."""
    path = rundown(sala, "voz.wav")
    files = [path, sala.root / "assets/shows/chica/show.yaml", sala.root / "assets/newsroom.yaml"]
    before = entries(path)["reel"]
    for file in files:
        file.write_text("# Un comentario\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
        after = entries(path)["reel"]
        assert (after.content, after.sources) == (before.content, before.sources), file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("headline: Nota", "headline:\n      'Nota'"), encoding="utf-8")
    after = entries(path)["reel"]
    assert (after.content, after.sources) == (before.content, before.sources)
    path.write_text(text.replace("headline: Nota", "headline: Nota nueva"), encoding="utf-8")
    after = entries(path)["reel"]
    assert after.sources != before.sources and after.content != before.content


def test_synthetic_voices_of_every_cut_are_named(sala: Any) -> None:
    (check,) = entries(rundown(sala, "voz.wav", "synth"))["reel"].qc.checks
    assert (check.check, check.measured, check.message) == ("synthetic-voice", 1, "A synthetic voice reads: nota-2.")
    (check,) = entries(rundown(sala, "synth", "voz.wav", "synth"))["reel"].qc.checks
    assert check.message == "A synthetic voice reads: nota-1, nota-3."
    assert entries(rundown(sala, "voz.wav"))["reel"].qc.checks == ()


def test_sources_are_the_rundown_the_media_the_newsroom_and_the_whole_kit(sala: Any) -> None:
    """Templates too, whether or not a graphic of today uses them, and whatever they link to."""
    path = rundown(sala, "voz.wav", names="radio, reel")

    def sources() -> dict[str, str | None]:
        return {name: entry.sources for name, entry in entries(path).items()}

    found = [sources()]
    own_template(sala, "bug.portrait", "<!-- own -->")
    found.append(sources())
    own_template(sala, "bug.portrait", "<!-- another -->")
    found.append(sources())
    (sala.root / "assets/shows/chica/graphics/fondo.jpg").write_bytes(b"x")
    found.append(sources())
    office = sala.root / "assets/newsroom.yaml"
    office.write_text(office.read_text(encoding="utf-8").replace("Directora", "Secretaria"), encoding="utf-8")
    found.append(sources())
    assert None not in [each for row in found for each in row.values()]
    assert len({each for row in found for each in row.values()}) == 2 * len(found)
    sala.kit("deliverables: [radio]\n")
    office.write_text(office.read_text(encoding="utf-8") + "archive: archivo\n", encoding="utf-8")
    assert sources() == found[-1], "which deliverables a show has, and where old ones go, is no part of any"


def test_what_others_are_told_and_what_editors_leave_behind_are_no_source(sala: Any) -> None:
    path = rundown(sala, "voz.wav", names="radio, web, reel")
    before = {name: entry.sources for name, entry in entries(path).items()}
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("social: true\n", "social: true\n    skip: [tv, square]\n"), encoding="utf-8")
    kit = sala.root / "assets/shows/chica"
    for name in (".show.yaml.swp", "show.yaml~", "Thumbs.db"):
        (kit / name).write_bytes(b"x")
    assert {name: entry.sources for name, entry in entries(path).items()} == before
    path.write_text(text.replace("social: true\n", "social: true\n    versions: {radio: {headline: Otra}}\n"), "utf-8")
    after = {name: entry.sources for name, entry in entries(path).items()}
    assert {name for name in before if after[name] != before[name]} == {"radio"}


PODCAST = "podcast: {url: 'https://leon.example/audio'}\n"
PEOPLE = "presenters: [ana]\nsegments:\n"


def test_what_listeners_of_a_podcast_read_is_content_of_a_draft_too(sala: Any) -> None:
    kit = sala.root / "assets/shows/chica/show.yaml"
    kit.write_text(kit.read_text(encoding="utf-8") + PODCAST, encoding="utf-8")
    path = rundown(sala, "voz.wav", names="podcast")
    text = path.read_text(encoding="utf-8").replace("segments:\n", PEOPLE)
    text += "people: {ana: {name: Ana Ruiz, role: Conductora}}\n"

    def told(text: str, draft: bool = False) -> Content:
        path.write_text(text, encoding="utf-8")
        content = entries(path, draft=draft)["podcast"].content
        assert content
        return content

    before = told(text)
    assert told(text, draft=True) == before
    for old, new in (
        ("headline: Nota", "summary: Un resumen\n    headline: Nota"),
        ("name: Ana Ruiz", "name: Ana Soto"),
        ("presenters:", "title: Otro\npresenters:"),
    ):
        after = told(text.replace(old, new, 1))
        assert (after.programme, after.texts == before.texts) == (before.programme, False), new


@pytest.mark.parametrize(
    ("named", "air", "moved"),
    [
        ("", "2026-11-20T07:00", True),
        ("timezone: America/Tijuana\n", "2026-11-20T07:00", False),
        ("", "2026-11-20T07:00-08:00", False),
    ],
)
def test_feeds_and_playlists_are_made_by_the_machines_clock_where_nobody_names_a_zone(
    sala: Any, monkeypatch: pytest.MonkeyPatch, named: str, air: str, moved: bool
) -> None:
    sala.kit(PODCAST)
    (sala.root / "assets/newsroom.yaml").write_text(f"newsroom: 1\n{named}", encoding="utf-8")
    path = rundown(sala, "synth", names="radio, podcast, screens")
    path.write_text(path.read_text("utf-8").replace("segments:", f"air: {air}\nsegments:"), "utf-8")

    def sources(zone: str) -> dict[str, str | None]:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        return {name: entry.sources for name, entry in entries(path).items()}

    try:
        before, after = sources("America/Mexico_City"), sources("America/Tijuana")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert {*before} == {"radio", "podcast", "screens"} and None not in before.values()
    assert {name for name in before if before[name] != after[name]} == ({"podcast", "screens"} if moved else set())
