"""«Look at this first» on the page: what changed since somebody looked, what contradicts itself, ticks that stay."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from review_making import EPISODE, take_out_of_history
from starlette.testclient import TestClient

from newscast.base.i18n import speaking
from newscast.desk.looks import looks_of, ticks_of
from newscast.episode.reader import read_episode
from newscast.review.episode.chosen import Chosen, chosen_from
from newscast.review.first.first_part import MOST, items_of
from newscast.review.first.item import Item
from newscast.review.first.voice import standing_open
from newscast.review.newsroom import known
from newscast.review.newsroom.office import Office

SignedIn = Callable[..., TestClient]
PAGE = f"/e/{EPISODE}"


def edit(office: Office, old: str, new: str, path: str = "draft/timeline.json") -> None:
    """Change what a file of the episode says."""
    file = office.folder(EPISODE) / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def chosen(office: Office, **asked: str) -> Chosen:
    return chosen_from(EPISODE, read_episode(office.folder(EPISODE)), asked)


def items(office: Office, **asked: str) -> list[Item]:
    with speaking("en"):
        return items_of(office, chosen(office, **asked), None)


def keys(html: str) -> dict[str, bool]:
    """The items of a page by key, and whether each is ticked."""
    found = re.findall(r'<li class="first-item([^"]*)" data-key="(\w+)"', html)
    return {key: "is-ticked" in classes for classes, key in found}


def test_what_there_is_to_see_comes_in_its_order(office: Office) -> None:
    found = items(office)
    assert [each.kind for each in found] == ["name", "figure", "figure"]
    name, bacheo, feria = found
    assert name.title == "Laura Díaz" and [line.text for line in name.lines] == [
        "Directora de Obras Públicas",
        "as in newsroom.yaml",
    ]
    assert name.frame == 190, "where all of the name is seen"
    assert [line.text for line in bacheo.lines] == ["4,200 baches · copy"]
    assert [line.text for line in feria.lines] == ["sábado · copy"]


def test_a_page_shows_items_with_their_frames_and_remembers_the_look(signed_in: SignedIn, office: Office) -> None:
    answer = signed_in().get(PAGE)
    assert answer.status_code == 200 and len(keys(answer.text)) == 3
    assert "You see this for the first time" in answer.text
    assert re.search(r'data-frame="190".*?/still/190\.jpg\?width=320', answer.text, re.DOTALL)
    with office.people() as people:
        assert [(each.who, each.draft, each.version) for each in looks_of(people, EPISODE)] == [("editor", True, 3)]


def test_what_changed_since_the_version_that_was_seen_comes_first(signed_in: SignedIn, office: Office) -> None:
    browser = signed_in()
    edit(office, "Se repararon 4,200 baches", "Se repararon 4,100 baches", "draft/history/0002.json")
    browser.get(f"{PAGE}?draft=1&version=2")
    for _again in range(2):
        html = browser.get(PAGE).text
        assert re.search(r"Changed.*?Concluye el bacheo.*?<del>.*?4,100</del>.*?<ins>.*?4,200</ins>", html, re.DOTALL)
        assert "Since version 2" in html and "from=draft-2&amp;to=draft-3" in html
    assert html.index("Changed") < html.index("Laura Díaz")


def test_ticks_fold_and_stay_with_what_was_shown(signed_in: SignedIn, office: Office) -> None:
    browser = signed_in()
    key = next(iter(keys(browser.get(PAGE).text)))
    sent = browser.post(f"{PAGE}/tick?draft=1&version=3&deliverable=web", json={"key": key, "ticked": True})
    assert sent.status_code == 200 and sent.json() == {"ticked": True}
    assert keys(browser.get(PAGE).text)[key] is True
    assert "1 ticked off" in browser.get(f"{PAGE}?deliverable=tv").text, "another deliverable shows the same"
    assert keys(signed_in("director").get(PAGE).text)[key] is False, "ticks are everybody's own"
    assert "Editor" in signed_in("director").get(PAGE).text
    edit(office, "Directora de Obras", "Directora de las Obras")
    changed = keys(browser.get(PAGE).text)
    assert key not in changed and not any(changed.values()), "what shows something else is to be looked at again"
    back = browser.post(f"{PAGE}/tick", json={"key": key, "ticked": False})
    assert back.json() == {"ticked": False}
    with office.people() as people:
        assert ticks_of(people, EPISODE) == []


@pytest.mark.parametrize("key", ["", "0" * 32, "'; DROP TABLE ticks; --", "<script>"])
def test_only_what_is_there_can_be_ticked(signed_in: SignedIn, office: Office, key: str) -> None:
    answer = signed_in().post(f"{PAGE}/tick", json={"key": key, "ticked": True})
    assert answer.status_code == 404
    with office.people() as people:
        assert ticks_of(people, EPISODE) == []


def test_contradictions_come_first(office: Office) -> None:
    edit(office, "Directora de Obras Públicas", "Secretaria de Obras Públicas")
    edit(office, "Se repararon 4,200 baches en un mes.", "Se repararon 4,200 baches, dijo Laura Diaz el lunes.")
    edit(office, '"title": "Concluye el bacheo"', '"title": "Reparan 4,700 baches"')
    found = items(office)
    assert [(each.kind, each.wrong) for each in found][:4] == [
        ("name", True),
        ("name", True),
        ("figure", True),
        ("figure", False),
    ]
    role, slip, figure = found[:3]
    assert [line.text for line in role.lines] == [
        "Secretaria de Obras Públicas",
        "newsroom.yaml says: Directora de Obras Públicas",
    ]
    assert slip.title == "“Laura Diaz” or “Laura Díaz”?" and slip.frame is not None and 60 <= slip.frame < 150
    assert figure.title == "“4,700 baches” or “4,200 baches”?"


def voiced_before(office: Office) -> None:
    edit(office, '"kind": "vo",', '"kind": "vo", "voice": "before",')


def test_a_voice_of_before_wants_a_signed_reason(signed_in: SignedIn, office: Office) -> None:
    voiced_before(office)
    (item, *_rest) = items(office)
    assert item.kind == "voice" and item.asks and item.wrong
    with office.people() as people:
        assert [each.key for each in standing_open(people, EPISODE, chosen(office).timeline)] == [item.key]
    told = {"key": item.key, "ticked": True}
    editor, producer = signed_in(), signed_in("producer")
    assert "Voice of before" in editor.get(PAGE).text and "first-reason" in editor.get(PAGE).text
    assert "first-reason" not in producer.get(PAGE).text
    assert editor.post(f"{PAGE}/tick", json=told).status_code == 400
    assert producer.post(f"{PAGE}/tick", json={**told, "reason": "Porque sí."}).status_code == 403
    assert editor.post(f"{PAGE}/tick", json={**told, "reason": "x" * 501}).status_code == 400
    signed = editor.post(f"{PAGE}/tick", json={**told, "reason": "La cifra <b>vieja</b> es la buena."})
    assert signed.status_code == 200
    with office.people() as people:
        assert standing_open(people, EPISODE, chosen(office).timeline) == []
    html = producer.get(PAGE).text
    assert keys(html)[item.key] is True, "a signed reason counts for everybody"
    assert "La cifra &lt;b&gt;vieja&lt;/b&gt; es la buena." in html
    edit(office, "voz/a.wav", "voz/b.wav")
    edit(office, '"sha256": "v"', '"sha256": "w"')
    with office.people() as people:
        assert len(standing_open(people, EPISODE, chosen(office).timeline)) == 1, "another take is another thing"


def test_guests_see_nothing_of_it_unless_they_approve(signed_in: SignedIn, office: Office) -> None:
    guest = signed_in("guest")
    answer = guest.get(PAGE)
    assert answer.status_code == 200 and keys(answer.text) == {}
    assert guest.post(f"{PAGE}/tick", json={"key": items(office)[0].key, "ticked": True}).status_code == 404
    assert guest.get(f"{PAGE}/compare").status_code == 200, "versions of the episode they may see"


def test_the_page_is_shown_while_the_record_is_damaged(
    signed_in: SignedIn, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in()
    assert len(keys(browser.get(PAGE).text)) == 3
    for each in office.desk.glob("newscast.db*"):
        each.write_bytes(b"no database" * 1000)
    monkeypatch.setattr(known, "FRESH", -1.0)
    answer = browser.get(PAGE)
    assert answer.status_code == 200 and len(keys(answer.text)) == 3


def test_at_most_seven_stand_open(signed_in: SignedIn, office: Office) -> None:
    file = office.folder(EPISODE) / "draft/timeline.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    supers = told["timelines"][0]["segments"][1]["supers"]
    for letter in "ABCDEFGHIJ":
        supers.append({**supers[0], "fields": {"title": f"Persona Número {letter}", "subtitle": "Vecina"}})
    file.write_text(json.dumps(told), encoding="utf-8")
    html = signed_in().get(PAGE).text
    open_part = html.partition('class="first-more"')[0]
    assert len(keys(open_part)) == MOST
    assert len(keys(html)) > MOST and f"{len(keys(html)) - MOST} more" in html


def test_hostile_texts_are_escaped(signed_in: SignedIn, office: Office) -> None:
    edit(
        office,
        "Se repararon 4,200 baches en un mes.",
        '<img src=x onerror=alert(1)> 4,200 </script>baches")'.replace('"', "'"),
    )
    edit(office, '"title": "Concluye el bacheo"', '"title": "<script>alert(2)</script>"')
    html = signed_in().get(PAGE).text
    assert "<img src=x" not in html and "<script>alert" not in html


def test_versions_are_compared_in_words(signed_in: SignedIn, office: Office) -> None:
    browser = signed_in()
    edit(office, "Se repararon 4,200 baches", "Se arreglaron 4,100 baches", "draft/history/0002.json")
    html = browser.get(f"{PAGE}/compare?from=draft-2&to=draft-3").text
    assert re.search(r"<del>.*?arreglaron 4,100</del>.*?<ins>.*?repararon 4,200</ins>", html, re.DOTALL)
    assert re.search(r'data-frame="72"', html), "leads to the frame of the first word that changed"
    stretches = re.search(r'id="compare-told">(.*?)</script>', html)
    assert stretches and '"here": 0, "there": 0' in stretches[1].replace("&#34;", '"')
    same = browser.get(f"{PAGE}/compare?from=draft-3&to=draft-3").text
    assert "Nothing that is said or shown is different." in same
    gone = browser.get(f"{PAGE}/compare?from=final-1&to=final-2").text
    assert "It is not kept any more" in gone and "What changed" in gone


def test_what_was_not_in_the_version_that_was_seen_is_held_against_none(signed_in: SignedIn, office: Office) -> None:
    browser = signed_in()
    browser.get(f"{PAGE}?draft=1&version=2&deliverable=web")
    take_out_of_history(office.folder(EPISODE) / "draft", 2, "radio")
    radio = browser.get(f"{PAGE}?draft=1&version=3&deliverable=radio").text
    assert "You see this for the first time" in radio and "from=draft-1&amp;to=draft-3" in radio
    assert browser.get(f"{PAGE}/compare?draft=1&deliverable=radio").status_code == 200
    take_out_of_history(office.folder(EPISODE) / "draft", 1, "radio")
    assert "/compare?" not in browser.get(f"{PAGE}?draft=1&version=3&deliverable=radio").text
    web = browser.get(f"{PAGE}?draft=1&version=3&deliverable=web").text
    assert "Since version 2" in web and "from=draft-2&amp;to=draft-3" in web


@pytest.mark.parametrize(
    "asked", ["from=draft-9", "to=nada", "from=draft-2&to=../../etc", "from=draft-99999999999", "deliverable=x"]
)
def test_what_cannot_be_compared_is_refused(signed_in: SignedIn, asked: str) -> None:
    assert signed_in().get(f"{PAGE}/compare?{asked}").status_code == 404


def test_all_of_it_in_spanish(signed_in: SignedIn, newsroom: Path) -> None:
    """That every page can be made in either language."""
    browser = signed_in(language="es")
    assert browser.get(PAGE).status_code == 200 and browser.get(f"{PAGE}/compare").status_code == 200
