"""Approving on the page: what its own forms send is said for what was seen, or refused in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from approval_making import MISSING, folder_of, publish
from review_making import EPISODE, OFFICE, RUNDOWN, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.base.records import as_json
from newscast.desk.approvals import words_of
from newscast.desk.comments import comments_of
from newscast.desk.database import transaction
from newscast.desk.ledger import open_ledger
from newscast.desk.looks import look as have_looked
from newscast.desk.wishes import wishes
from newscast.episode.approved import laid_down
from newscast.episode.folder import write_json
from newscast.episode.timeline import ListedSegment, ListedTimeline, Listing, read_listing
from newscast.review.first.blurred import blurred_items
from newscast.review.newsroom.office import Office

Browser = Callable[..., TestClient]
PAGE = f"/e/{EPISODE}"


class Forms(HTMLParser):
    """The forms of a page: what each says, of which deliverable, and all that it sends."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, list[str]]]] = []
        self._open = False
        # The player around them is a hundred times as long.
        self.feed("".join(re.findall(r"<form\b.*?</form>", page, re.DOTALL)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = "say" in told.get("class", "")
            if self._open:
                self.found.append((told["data-says"], told.get("data-deliverable", ""), {}))
        elif tag == "input" and self._open:
            self.found[-1][2].setdefault(told["name"], []).append(told["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


def forms(browser: TestClient, says: str, deliverable: str, address: str = PAGE) -> list[dict[str, list[str]]]:
    answer = browser.get(address)
    assert answer.status_code == 200
    return [sent for how, name, sent in Forms(answer.text).found if (how, name) == (says, deliverable)]


def say(browser: TestClient, says: str, deliverable: str, reason: str = "", address: str = PAGE) -> tuple[int, str]:
    """Press what the page has for it: the status, and the words of the answer."""
    sent = forms(browser, says, deliverable, address)[0]
    return send(browser, {**sent, "reason": [reason]})


def send(browser: TestClient, sent: dict[str, list[str]]) -> tuple[int, str]:
    answer = browser.post(f"{PAGE}/words", data=sent, headers={"accept": "application/json"})
    return answer.status_code, answer.json()["message"]


def said(office: Office) -> list[tuple[str, str, str, str, bool]]:
    with office.people() as people:
        return [
            (word.says, word.aspect.deliverable, word.aspect.what, word.signed.who, word.ended is None)
            for word in words_of(people, EPISODE)
        ]


def lies(office: Office) -> dict[str, int]:
    return {name: laid.version for name, laid in laid_down(office.folder(EPISODE)).items()}


def wished(office: Office) -> list[str]:
    with closing(open_ledger(office.desk)) as ledger:
        return [each.by for each in wishes(ledger)]


def test_one_press_approves_all_of_a_deliverable_and_lays_its_final_down(signed_in: Browser, office: Office) -> None:
    editor = signed_in("editor")
    assert "0 of 6 approved" in editor.get(PAGE).text
    status, told = say(editor, "approved", "web")
    assert (status, told) == (200, "Approved: web lies where it is delivered from.")
    assert said(office) == [("approved", "web", what, "editor", True) for what in ("programme", "texts", "pictures")]
    assert lies(office) == {"web": 2}
    page = editor.get(PAGE).text
    assert "1 of 6 approved" in page and "Editor approved it today at" in page and "final 2 lies in approved/." in page
    assert forms(editor, "approved", "web") == []
    # A story's own cut stands for itself.
    assert say(editor, "approved", "reel/feria")[0] == 200
    assert lies(office) == {"web": 2, "reel/feria": 2}


def test_it_works_without_a_script(signed_in: Browser, office: Office) -> None:
    editor = signed_in("editor")
    answer = editor.post(f"{PAGE}/words", data=forms(editor, "approved", "radio")[0])
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{PAGE}?draft=1&version=3&deliverable=web#approval"
    assert lies(office) == {"radio": 2}


def test_a_word_on_a_draft_asks_for_its_final(signed_in: Browser, office: Office, newsroom: Path) -> None:
    publish(newsroom, True, {"web": "nuevo"})
    editor = signed_in("editor")
    status, told = say(editor, "approved", "web")
    assert (status, told) == (200, "Approved. The final is made now, and goes out when it is what you approved.")
    assert lies(office) == {} and wished(office) == ["editor"]
    page = editor.get(PAGE).text
    assert "Nobody builds by itself here at the moment" in page and "newscast review --watch" in page
    publish(newsroom, False, {"web": "nuevo"})
    # Whoever says the next word settles what was said before.
    say(editor, "approved", "radio")
    assert lies(office) == {"web": 3, "radio": 3}


def test_a_tab_that_is_too_old_says_nothing(signed_in: Browser, office: Office, newsroom: Path) -> None:
    editor = signed_in("editor")
    old, other = forms(editor, "approved", "web")[0], forms(editor, "approved", "radio")[0]
    publish(newsroom, True, {"web": "nuevo"})
    status, told = send(editor, old)
    assert status == 409
    assert told == "web has changed since this page was loaded: draft 4 is there now. Look at it, then say your word."
    assert said(office) == []
    # What is the same as then was seen.
    assert send(editor, other)[0] == 200
    # Of the final that is still there one may say no; of what is nowhere any more nothing.
    publish(newsroom, False, {"web": "otro"})
    for says in ("refused", "approved"):
        assert send(editor, {**old, "says": [says], "reason": ["no"]})[0] == 409
    assert {each[1] for each in said(office)} == {"radio"}


def test_an_old_version_is_not_what_is_approved(signed_in: Browser, newsroom: Path) -> None:
    publish(newsroom, True, {"web": "nuevo"})
    page = signed_in("editor").get(f"{PAGE}?draft=1&version=3&deliverable=web").text
    assert "You look at draft 3. What is to be approved is draft 4." in page
    assert [each for each in Forms(page).found if each[:2] == ("approved", "web")] == []
    assert [each for each in Forms(page).found if each[:2] == ("approved", "radio")]


def test_what_changes_ends_the_word_on_it_alone(signed_in: Browser, office: Office, newsroom: Path) -> None:
    editor = signed_in("editor")
    say(editor, "approved", "web")
    say(editor, "approved", "radio")
    publish(newsroom, True, {"web texts": "texto corregido"})
    page = editor.get(PAGE).text
    assert "Editor had approved it; draft 4 is not the same any more." in page
    (sent, _in_the_list) = forms(editor, "approved", "web")
    assert [each.split(" ")[1] for each in sent["said"]] == ["texts"]
    assert "Approve texts and captions web" in page
    # What lies there goes out until another one is approved.
    assert lies(office) == {"web": 2, "radio": 2}
    assert "final 2 lies in approved/: it goes out until another one is approved." in page
    publish(newsroom, True, {"web texts": "web texts"})
    assert [each.split(" ")[1] for each in forms(editor, "approved", "web")[0]["said"]] == ["texts"]


def test_what_is_missing_or_fails_cannot_be_approved(signed_in: Browser, office: Office, newsroom: Path) -> None:
    editor = signed_in("editor")
    seen = {name: forms(editor, "approved", name)[0] for name in ("web", "radio")}
    publish(newsroom, True, {"web": None}, failed=("radio",), problems=(MISSING,))
    page = editor.get(PAGE).text
    assert "Pieces are missing: No está entrevistas/laura.mp4." in page
    assert forms(editor, "approved", "web") == [] and "not ready" in page
    publish(newsroom, False, failed=("radio",))
    status, told = send(editor, seen["radio"])
    assert status == 409 and told.startswith("radio cannot be approved as it is. A check failed: loudness is -9.0 LUFS")
    assert send(editor, seen["web"])[0] in (200, 409)
    assert lies(office).keys() <= {"web"}


def test_changed_words_under_a_recording_ask_for_a_reason(signed_in: Browser, office: Office, newsroom: Path) -> None:
    path = folder_of(newsroom, True) / "timeline.json"
    timelines = read_listing(path)
    changed = tuple(
        replace(
            timeline,
            segments=tuple(
                replace(segment, parts=tuple(replace(part, voice="before") for part in segment.parts))
                if segment.slug == "bacheo"
                else segment
                for segment in timeline.segments
            ),
        )
        for timeline in timelines
    )
    write_json(path, as_json(Listing(timeline=1, timelines=changed)))
    publish(newsroom, True, {"web": "nuevo"}, lists={})
    editor = signed_in("editor")
    page = editor.get(PAGE).text
    assert "In “Concluye el bacheo” the words changed and the recording did not" in page
    status, told = say(editor, "approved", "web")
    assert status == 409 and "say why it goes out like this" in told and said(office) == []
    assert say(editor, "approved", "web", "Es la cifra de ayer, ya se corrigió en pantalla.")[0] == 200
    with office.people() as people:
        assert words_of(people, EPISODE)[0].signed.reason.startswith("Es la cifra de ayer")
    # Signed once, it is asked for nowhere else.
    assert say(editor, "approved", "tv")[0] == 200


def test_blurred_faces_are_ticked_off_before_any_word_of_approval_counts(
    signed_in: Browser, office: Office, newsroom: Path
) -> None:
    editor = signed_in("editor")
    sent = forms(editor, "approved", "web")[0]
    listing = read_listing(folder_of(newsroom, True) / "timeline.json")
    assert listing

    def blurred(segment: ListedSegment) -> ListedSegment:
        return replace(segment, shots=tuple(replace(shot, faces_blurred=True) for shot in segment.shots))

    changed = [replace(each, segments=tuple(map(blurred, each.segments))) for each in listing]

    def lay(timelines: Iterable[ListedTimeline]) -> None:
        for draft in (True, False):
            told = as_json(Listing(timeline=1, timelines=tuple(timelines)))
            write_json(folder_of(newsroom, draft) / "timeline.json", told)

    # Where nothing is known of what is shown, nobody can have seen it.
    lay(each for each in changed if "web" not in each.used_by)
    assert send(editor, sent)[0] == 409
    lay(changed)
    # What an old form sends is refused as well, with a reason or without.
    for reason in ("", "Ya se vio en la sala."):
        status, answer = send(editor, {**sent, "reason": [reason]})
        assert status == 409 and "faces are blurred" in answer and said(office) == [] and lies(office) == {}
    (web,) = (each for each in changed if "web" in each.used_by)
    keys = [item.key for item in blurred_items(web)]
    assert keys
    for key in keys:
        asked = f"{PAGE}/tick?draft=1&version=3&deliverable=web"
        assert send(editor, sent)[0] == 409
        assert editor.post(asked, json={"key": key, "ticked": True}).status_code == 200
    assert send(editor, sent)[0] == 200


def test_what_does_not_go_out_has_a_reason_stands_as_a_remark_and_is_withheld(
    signed_in: Browser, office: Office
) -> None:
    editor, director = signed_in("editor"), signed_in("director")
    say(editor, "approved", "web")
    assert lies(office) == {"web": 2}
    assert say(director, "refused", "web")[0] == 400
    status, told = say(director, "refused", "web", "El nombre está mal.")
    assert (status, told) == (200, "It does not go out. Your reason stands beside it.")
    assert lies(office) == {} and (office.folder(EPISODE) / "approved/withheld/web/a.mp4").is_file()
    with office.people() as people:
        (remark,) = comments_of(people, EPISODE)
    assert remark.words.text == "This does not go out: El nombre está mal." and remark.author.name == "director"
    assert (remark.subject.deliverable, remark.subject.version, remark.subject.frame) == ("web", 2, 0)
    assert "Director said that this does not go out: El nombre está mal." in editor.get(PAGE).text
    assert forms(editor, "approved", "web") == []
    # Whoever said so takes it back.
    assert "Approve after all" in director.get(PAGE).text
    assert say(director, "approved", "web")[0] == 200 and lies(office) == {"web": 2}


def test_two_steps_are_two_people(signed_in: Browser, office: Office, newsroom: Path) -> None:
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE + "approval: [editor, director]\n", encoding="utf-8")
    editor, director = signed_in("editor"), signed_in("director")
    status, told = say(editor, "approved", "web")
    assert (status, told) == (200, "Your word is written down.") and lies(office) == {}
    page = editor.get(PAGE).text
    assert "half approved" in page and "Still needed: the word of a director." in page
    assert forms(editor, "approved", "web") == []
    assert say(director, "approved", "web")[0] == 200 and lies(office) == {"web": 2}


def test_a_setting_that_cannot_be_read_lets_nobody_approve(signed_in: Browser, office: Office, newsroom: Path) -> None:
    editor = signed_in("editor")
    sent = forms(editor, "approved", "web")[0]
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE + "approval: [editor, jefa]\n", encoding="utf-8")
    assert "“jefa” is nobody whose approval can be asked for." in editor.get(PAGE).text
    status, told = send(editor, sent)
    assert status == 409 and "jefa" in told and said(office) == [] and lies(office) == {}
    script = editor.get(f"{PAGE}/script")
    assert script.status_code == 409 and "jefa" in script.text


def test_where_it_is_not_known_which_voices_are_of_before_nobody_approves(signed_in: Browser, office: Office) -> None:
    editor = signed_in("editor")
    sent = forms(editor, "approved", "web")[0]
    for path in ("timeline.json", "draft/timeline.json"):
        (office.folder(EPISODE) / path).write_text("{", encoding="utf-8")
    assert "timeline.json is damaged or gone" in editor.get(PAGE).text
    status, told = send(editor, sent)
    assert status == 409 and "timeline.json" in told and said(office) == [] and lies(office) == {}


def test_a_deputy_gives_the_word_of_whom_they_stand_in_for(signed_in: Browser, office: Office, newsroom: Path) -> None:
    text = OFFICE + "approval: director\ndeputy: {director: editor}\n"
    (newsroom / "assets/newsroom.yaml").write_text(text, encoding="utf-8")
    signed_in("director")
    assert say(signed_in("editor"), "approved", "web")[0] == 200 and lies(office) == {"web": 2}
    with office.people() as people:
        assert {word.signed.step for word in words_of(people, EPISODE)} == {"director"}


def test_a_release_needs_a_reason_and_a_director(signed_in: Browser, office: Office, newsroom: Path) -> None:
    publish(newsroom, False, failed=("web",))
    editor, director = signed_in("editor"), signed_in("director")
    assert forms(editor, "released", "web") == [] and forms(director, "approved", "web") == []
    sent = forms(director, "released", "web")[0]
    assert send(director, sent)[0] == 400
    mine = {**sent, "token": forms(editor, "refused", "web")[0]["token"], "reason": ["ya es hora"]}
    assert send(editor, mine)[0] == 403 and said(office) == []
    assert send(director, {**sent, "reason": ["Ya es hora, el volumen se corrige en cabina."]})[0] == 200
    assert lies(office) == {"web": 3}
    assert "Director released programme" in editor.get(PAGE).text and "released" in editor.get(PAGE).text
    assert laid_down(office.folder(EPISODE))["web"].words[0].emergency


def test_the_final_that_is_there_can_be_released_though_the_draft_is_another_one(
    signed_in: Browser, office: Office, newsroom: Path
) -> None:
    publish(newsroom, True, {"web": "nuevo"})
    director = signed_in("director")
    address = f"{PAGE}?draft=0&version=2&deliverable=web"
    assert forms(director, "released", "web") == []
    assert say(director, "released", "web", "El borrador no llega a tiempo.", address)[0] == 200
    assert lies(office) == {"web": 2}
    assert "to be approved" in director.get(PAGE).text


def test_who_may_not_approve_sees_and_says_nothing(signed_in: Browser, office: Office) -> None:
    sent = forms(signed_in("editor"), "approved", "web")[0]
    for role, status in (("producer", 403), ("guest", 404)):
        browser = signed_in(role)
        assert Forms(browser.get(PAGE).text).found == []
        answer = browser.post(f"{PAGE}/words", data={**sent, "token": [""]})
        assert answer.status_code == status, role
    assert said(office) == []


def test_a_guest_who_may_approves_this_episode(signed_in: Browser, office: Office, newsroom: Path) -> None:
    guest = signed_in("guest")
    with office.people() as people, transaction(people.connection):
        people.connection.execute("UPDATE links SET may_approve = 1 WHERE kind = 'guest'")
    assert say(guest, "approved", "web")[0] == 200 and lies(office) == {"web": 2}
    page = signed_in("editor").get(PAGE).text
    assert "Eva approved it today at" in page
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE + "approval: editor\n", encoding="utf-8")
    assert forms(guest, "approved", "radio") == []
    sent = forms(signed_in("editor"), "approved", "radio")[0]
    answer = guest.post(f"{PAGE}/words", data={**sent, "token": [guest.headers["x-newscast-token"]]})
    assert answer.status_code == 403 and "Still needed: the word of an editor." in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {"said": ["web"]},
        {"said": ["web everything aaaa"]},
        {"said": []},
        {"said": ["web programme " + "0" * 24]},
        {"said": ["../../etc programme " + "0" * 24]},
        {"says": ["sold"]},
        {"reason": ["a" * 2001]},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(signed_in: Browser, office: Office, sent: dict[str, list[str]]) -> None:
    editor = signed_in("editor")
    whole = forms(editor, "approved", "web")[0]
    answer = editor.post(f"{PAGE}/words", data={**whole, **sent}, headers={"accept": "application/json"})
    assert answer.status_code in (400, 403, 409) and answer.json()["message"]
    assert said(office) == []


def test_the_same_press_twice_is_one_word(signed_in: Browser, office: Office) -> None:
    editor = signed_in("editor")
    sent = forms(editor, "approved", "web")[0]
    assert send(editor, sent)[0] == send(editor, sent)[0] == 200
    assert len(said(office)) == 3


def test_what_people_write_is_text(signed_in: Browser) -> None:
    director = signed_in("director")
    say(director, "refused", "web", "<script>alert(1)</script> “no”")
    page = director.get(PAGE).text
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_bar_says_when_it_goes_on_the_air(signed_in: Browser, newsroom: Path) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=-6))
    air = datetime.datetime.now(zone) + datetime.timedelta(minutes=18, seconds=20)
    text = RUNDOWN.replace("air: 2026-11-20T07:00", f"air: {air:%Y-%m-%dT%H:%M:%S}")
    (newsroom / RUNDOWN_PATH).write_text(text, encoding="utf-8")
    page = signed_in("editor").get(f"{PAGE}/bar").text
    assert f"On the air {air.hour}:{air.minute:02}" in page and "18 min left" in page and "final ready" in page
    assert "<html" not in page and page.count("<section") == 1


def test_what_has_not_changed_since_somebody_looked_is_approved_at_once(
    signed_in: Browser, office: Office, newsroom: Path
) -> None:
    editor = signed_in("editor")
    with office.people() as people:
        have_looked(people, "editor", EPISODE, True, 3, "web")
    publish(newsroom, True, {"web": "nuevo"})
    (sent,) = forms(editor, "approved", "")
    assert {each.split(" ")[0] for each in sent["said"]} == {"radio", "tv", "reel/bacheo", "reel/feria", "square"}
    assert send(editor, sent)[0] == 200
    assert set(lies(office)) == {"radio", "tv", "reel/bacheo", "reel/feria", "square"}
    assert forms(editor, "approved", "") == []
