"""A new story is added to a rundown as an edit: its lines alone are new, its short name is nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.review.beginning.new_story import slug_for
from newscast.review.newsroom.office import Office
from newscast.rundown.load import load
from newscast.rundown.model import Headlines, Story
from newscast.show.values import is_slug

PAGE = f"/e/{EPISODE}/new-story"
STORY = {
    "headline": "Abre el nuevo museo de la ciudad",
    "department": "Cultura",
    "copy": "Abre: el «museo» #1.\nEs hoy.",
}
LISTED = RUNDOWN.replace(
    "  - story: bacheo", "  - headlines: [bacheo, feria]   # los dos\n    voice: synth\n  - story: bacheo", 1
)


@pytest.fixture
def rundown(newsroom: Path) -> Path:
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    path = newsroom / RUNDOWN_PATH
    path.write_text(LISTED, encoding="utf-8")
    return path


def form(browser: TestClient) -> dict[str, str]:
    """The form as it comes."""
    page = browser.get(PAGE).text
    lists = re.findall(r'<select id="\w+" name="(\w+)">(.*?)</select>', page, re.DOTALL)
    chosen = {name: found[1] for name, list_ in lists if (found := re.search(r'value="([^"]*)" selected', list_))}
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    return {**hidden, **chosen, "by": "", **({"teased": "1"} if "checked" in page else {})}


def test_a_story_before_the_closing_and_among_the_headlines(
    signed_in: Callable[..., TestClient], office: Office, rundown: Path
) -> None:
    producer = signed_in("producer")
    asked = form(producer)
    assert asked["at"] == "4" and asked["kind"] == "vo" and asked["teased"] == "1"
    answer = producer.post(PAGE, data={**asked, **STORY, "by": "ana"})
    assert answer.status_code == 303 and answer.headers["location"] == f"/e/{EPISODE}/mend#abre-nuevo-museo-ciudad"
    text = rundown.read_text(encoding="utf-8")
    new = [line for line in text.split("\n") if line not in LISTED.split("\n")]
    assert new[0] == "  - headlines: [bacheo, feria, abre-nuevo-museo-ciudad]   # los dos"
    assert [line for line in LISTED.split("\n") if line not in text.split("\n")] == [
        "  - headlines: [bacheo, feria]   # los dos"
    ]
    loaded = load(rundown, draft=True).rundown
    assert [each.slug for each in loaded.segments][3:] == ["feria", "abre-nuevo-museo-ciudad", "close"]
    story = loaded.segments[4]
    assert isinstance(story, Story) and story.headline == STORY["headline"] and story.department == "Cultura"
    (part,) = story.parts
    assert (part.kind, part.copy_.split(), part.by) == ("vo", STORY["copy"].split(), "ana")
    with office.people() as people:
        assert any(each.who == "producer" and each.episode == EPISODE for each in people.audit() if "edit" in each.what)


def test_the_same_headline_again_is_another_story(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    editor = signed_in()
    for at in ("1", "0"):
        said = {**form(editor), "headline": "Arranca la feria", "copy": "", "at": at, "voice": "synth", "kind": "read"}
        assert editor.post(PAGE, data=said).status_code == 303
    loaded = load(rundown, draft=True).rundown
    assert [each.slug for each in loaded.segments][:3] == ["arranca-feria-2", "open", "arranca-feria"]
    (headlines,) = (each for each in loaded.segments if isinstance(each, Headlines))
    assert headlines.stories == ("arranca-feria-2", "arranca-feria", "bacheo", "feria")


def test_headlines_that_were_recorded_stay_as_they_are(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    rundown.write_text(LISTED.replace("voice: synth", "voice: voz/titulares.wav", 1), encoding="utf-8")
    editor = signed_in()
    assert "Among the headlines" not in editor.get(PAGE).text
    assert editor.post(PAGE, data={**form(editor), **STORY, "teased": "1"}).status_code == 303
    assert "- headlines: [bacheo, feria]   # los dos" in rundown.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"headline": "  "}, "Write the headline."),
        ({"headline": "x" * 301}, "This text is too long."),
        ({"by": "nadie"}, "There is nobody of that name."),
        ({"at": "99"}, "Choose where it stands."),
        ({"at": "-1"}, "Choose where it stands."),
    ],
)
def test_what_cannot_be_added_stays_in_the_form(
    signed_in: Callable[..., TestClient], rundown: Path, said: dict[str, str], message: str
) -> None:
    editor = signed_in()
    answer = editor.post(PAGE, data={**form(editor), **STORY, **said})
    assert answer.status_code == 400 and message in answer.text and "Abre: el «museo» #1." in answer.text
    assert rundown.read_text(encoding="utf-8") == LISTED


def test_who_may_not_edit_sees_no_form(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    guest = signed_in("guest")
    assert guest.get(PAGE).status_code == 404 and guest.post(PAGE, data=STORY).status_code == 404
    assert signed_in().get("/e/nada/new-story").status_code == 404


@given(headline=st.text(min_size=1, max_size=80), taken=st.sets(st.sampled_from(["nota", "nota-2", "a", "b", "feria"])))
def test_every_headline_has_a_short_name(headline: str, taken: set[str]) -> None:
    slug = slug_for(headline, taken, "es-MX")
    assert is_slug(slug) and slug not in taken and len(slug) < 50


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Concluye el bacheo de los bulevares", "concluye-bacheo-bulevares"),
        ("¿Ya viene la feria? Abre el sábado", "ya-viene-feria-abre"),
        ("El", "el"),
        ("Open", "nota-open"),
        ("¡!", "nota"),
    ],
)
def test_short_names_as_people_would_write_them(headline: str, slug: str) -> None:
    assert slug_for(headline, set(), "es-MX") == slug
