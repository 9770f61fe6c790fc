"""What is being looked at: the edition, version and deliverable that an address asks for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from review_making import EPISODE, RATE
from starlette.testclient import TestClient

from newscast.episode.reader import read_episode
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import Chosen, chosen_from, targets


def choose(newsroom: Path, **asked: str) -> Chosen:
    return chosen_from(EPISODE, read_episode(newsroom / "output" / EPISODE), asked)


def test_what_is_shown_where_nothing_is_asked(newsroom: Path) -> None:
    chosen = choose(newsroom)
    assert (chosen.draft, chosen.version, chosen.target, chosen.is_old, chosen.kept) == (True, 3, "web", False, True)
    assert (chosen.rate, chosen.frames) == (RATE, 330)
    assert [file.path for file in chosen.programmes] == ["web/a.mp4"]
    os.utime(newsroom / "output" / EPISODE / "manifest.json")
    assert (choose(newsroom).draft, choose(newsroom).version) == (False, 2), "the final was built after the draft"
    assert choose(newsroom, draft="1").version == 3


def test_a_cut_of_an_old_version(newsroom: Path) -> None:
    chosen = choose(newsroom, draft="1", version="2", deliverable="reel/feria")
    assert (chosen.deliverable, chosen.cut, chosen.target) == ("reel", "feria", "reel/feria")
    assert (chosen.is_old, chosen.kept, chosen.newest, chosen.frames) == (True, True, 3, 75)
    assert [file.path for file in chosen.files] == [f"reel/a-feria{end}" for end in (".mp4", "-cover.jpg", "-post.txt")]
    assert not choose(newsroom, version="1").kept
    assert chosen.address(deliverable="web") == f"/e/{EPISODE}?draft=1&version=2&deliverable=web"


def test_all_that_can_be_looked_at(newsroom: Path) -> None:
    assert targets(choose(newsroom).manifest) == ["radio", "tv", "web", "reel/bacheo", "reel/feria", "square"]


@pytest.mark.parametrize(
    "asked", [{"version": "9"}, {"version": "-1"}, {"version": "²"}, {"deliverable": "reel"}, {"deliverable": "../web"}]
)
def test_what_is_not_there_is_refused(newsroom: Path, asked: dict[str, str]) -> None:
    with pytest.raises(RefusedError) as refused:
        choose(newsroom, **asked)
    assert refused.value.status == 404


def test_the_page_is_there_for_each_role(signed_in: Callable[..., TestClient]) -> None:
    for role in ("producer", "editor", "director", "guest"):
        answer = signed_in(role).get(f"/e/{EPISODE}?draft=0&deliverable=reel/bacheo")
        assert answer.status_code == 200 and "Noticias del viernes" in answer.text, role
    assert signed_in("guest").get("/e/other").status_code == 404
