"""What lies between the rundowns of two versions: every save, by whom, or that nobody knows."""

from __future__ import annotations

import hashlib

import pytest
from review_making import EPISODE, RUNDOWN_PATH, write_edition

from newscast.desk.edits import digest
from newscast.document.edits import Set
from newscast.episode.manifest import RundownFile
from newscast.review.door.wrong import RefusedError
from newscast.review.mending import editing, saves_seen
from newscast.review.mending.editing import save_edits
from newscast.review.mending.explaining import explain
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.office import Office

ANA = Visitor(1, "ana", "Ana Ruiz", "editor")


def build(office: Office, version: int) -> None:
    """A version that was made from the rundown as it is now."""
    sha256 = hashlib.sha256((office.root / RUNDOWN_PATH).read_bytes()).hexdigest()
    write_edition(office.folder(EPISODE) / "draft", version, rundown=RundownFile(RUNDOWN_PATH, sha256, "../../.."))


def test_edits_and_saves_by_hand_explain_a_difference(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "consult", lambda *_given: None)
    path = office.root / RUNDOWN_PATH
    known: dict[str, object] = {}
    saves_seen.look(office, known)  # type: ignore[arg-type]
    build(office, 4)
    with office.people() as people:
        seen = digest(path.read_bytes())
        save_edits(office, people, EPISODE, RUNDOWN_PATH, seen, [Set(("segments", 1, "headline"), "Uno")], ANA)
        path.write_bytes(path.read_bytes() + b"# a mano\n")
        saves_seen.look(office, known)  # type: ignore[arg-type]
        build(office, 5)
        (told,) = explain(office, people, EPISODE, (True, 4), (True, 5))
        assert told.whole and [each.who for each in told.saves] == ["ana", ""] and told.file == RUNDOWN_PATH
        assert explain(office, people, EPISODE, (True, 5), (True, 5)) == ()

        # A state that nobody looked at was built: there is a hole.
        path.write_bytes(b"# otra\n" + path.read_bytes())
        build(office, 6)
        path.write_bytes(b"# y otra\n" + path.read_bytes())
        saves_seen.look(office, known)  # type: ignore[arg-type]
        build(office, 7)
        (told,) = explain(office, people, EPISODE, (True, 5), (True, 6))
        assert not told.whole and [each.who for each in told.saves] == [""]
        (told,) = explain(office, people, EPISODE, (True, 5), (True, 7))
        assert told.whole
        with pytest.raises(RefusedError):
            explain(office, people, EPISODE, (True, 5), (True, 70))
