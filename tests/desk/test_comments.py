"""Comments: kept as they were written, once, and turned by whoever is first."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.desk.comments import (
    CommentedPart,
    Subject,
    Words,
    Writer,
    comment_of,
    comments_by,
    comments_of,
    open_comments,
    reopen,
    reply,
    resolve,
    write,
)
from newscast.desk.drawing import MOST_POINTS, Shape, drawing_as_json, drawing_from
from newscast.desk.people import People, open_people
from newscast.episode.timeline import ListedPlace

ANA, EVA = Writer("ana", "Ana Ruiz"), Writer("guest-7", "Eva, de Obras", guest=True)
PART = CommentedPart("bacheo", 1, "sot", "d" * 64, 130, 50)
PLACE = ListedPlace("rundowns/hoy.yaml", "e" * 64, ("segments", 2, "parts", 1), 31, 9)
HERE = Subject("hoy", True, 3, "reel/bacheo", 140, 150, "30000/1001", PART, PLACE)
BOX = Shape("box", ((0.1, 0.2), (0.5, 0.6)))


@pytest.fixture
def people(tmp_path: Path) -> People:
    return open_people(tmp_path)


def test_all_that_was_said_comes_back(people: People) -> None:
    written = write(people, EVA, HERE, Words("«Ñandú»\n<b>", internal=True, sent="k"), (BOX,))
    assert (written.subject, written.author, written.drawing) == (HERE, EVA, (BOX,))
    assert written.words == Words("«Ñandú»\n<b>", None, True, "k") and written.is_open
    bare = write(people, ANA, replace(HERE, end_frame=None, part=None, place=None, draft=False), Words("Sí."))
    assert (bare.subject.part, bare.subject.place, bare.subject.end_frame, bare.drawing) == (None, None, None, ())
    assert comments_of(people, "hoy") == [written, bare] and comments_of(people, "otro") == []
    assert comment_of(people, 99) is None


def test_what_is_sent_twice_is_written_once(people: People) -> None:
    first = write(people, ANA, HERE, Words("Sí.", sent="one"))
    assert write(people, ANA, HERE, Words("Sí.", sent="one")) == first
    assert write(people, EVA, HERE, Words("Sí.", sent="one")).id != first.id
    answered = reply(people, EVA, first, Words("¿Cuál?", sent="two"))
    assert reply(people, EVA, first, Words("¿Cuál?", sent="two")) == answered and len(answered.replies) == 1
    # Those without a mark are what they are: as many as were sent.
    assert len({write(people, ANA, HERE, Words("No.")).id for _each in "ab"}) == 2
    assert [deed.what for deed in people.audit()].count("comment-written") == 4


def test_the_first_to_resolve_it_did(people: People) -> None:
    made = reply(people, EVA, write(people, ANA, HERE, Words("Sí.")), Words("Va."))
    done = resolve(people, EVA, made)
    assert not done.is_open and done.resolved_by == replace(EVA, guest=False) and done.replies == made.replies
    assert resolve(people, ANA, made) == done
    again = reopen(people, ANA, done)
    assert again.is_open and again.resolved_by is None and reopen(people, EVA, done) == again
    deeds = [(deed.who, deed.what) for deed in reversed(people.audit())]
    assert deeds == [
        ("ana", "comment-written"),
        ("guest-7", "comment-replied"),
        ("guest-7", "comment-resolved"),
        ("ana", "comment-reopened"),
    ]
    assert all(deed.episode == "hoy" and deed.details["comment"] == str(made.id) for deed in people.audit())


def test_lists_of_all_episodes(people: People) -> None:
    one, two = (write(people, ANA, replace(HERE, episode=name), Words("Sí.")) for name in ("hoy", "ayer"))
    three = write(people, EVA, HERE, Words("No."))
    assert comments_of(people) == [one, two, three] and open_comments(people) == {"hoy": 2, "ayer": 1}
    resolve(people, ANA, two)
    assert open_comments(people) == {"hoy": 2} and comments_of(people, only_open=True) == [one, three]
    assert [each.id for each in comments_by(people, "ana")] == [one.id, two.id]
    reply(people, EVA, one, Words("Va."))
    assert [each.id for each in comments_by(people, "guest-7")] == [one.id, three.id]


def test_two_at_once_are_both_there(tmp_path: Path) -> None:
    open_people(tmp_path).close()

    def many(author: Writer) -> None:
        with closing(open_people(tmp_path)) as people:
            for number in range(10):
                resolve(people, author, write(people, author, HERE, Words("Sí.", sent=str(number))))

    threads = [threading.Thread(target=many, args=(each,)) for each in (ANA, EVA)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with closing(open_people(tmp_path)) as people:
        found = comments_of(people, "hoy")
    assert len(found) == 20 and all(each.resolved_by and each.resolved_by.name == each.author.name for each in found)


@pytest.mark.parametrize(
    "told",
    [
        {},
        "pen",
        [{"shape": "pen"}],
        [{"shape": "circle", "points": [[0, 0], [1, 1]]}],
        [{"shape": "pen", "points": [[0.5, 0.5]]}],
        [{"shape": "box", "points": [[0, 0], [0.5, 0.5], [1, 1]]}],
        [{"shape": "arrow", "points": [[0, 0], [1.01, 1]]}],
        [{"shape": "arrow", "points": [[0, 0, 0], [1, 1, 1]]}],
        [{"shape": "arrow", "points": [[0, 0], [float("nan"), 1]]}],
        [{"shape": "arrow", "points": [[0, 0], ["1", 1]]}],
        [{"shape": "pen", "points": [[0, 0]] * (MOST_POINTS + 1)}],
        [{"shape": "box", "points": [[0, 0], [1, 1]]}] * 101,
    ],
)
def test_what_is_no_drawing_is_refused(told: object) -> None:
    with pytest.raises(ValueError):
        drawing_from(told)


def test_a_drawing_is_kept_to_a_ten_thousandth() -> None:
    told = [{"shape": "arrow", "points": [[0, 1], [0.123456, 0.98]]}]
    assert drawing_from(told) == (Shape("arrow", ((0.0, 1.0), (0.1235, 0.98))),)
    assert drawing_from(drawing_as_json((BOX,))) == (BOX,) and drawing_from(None) == ()
