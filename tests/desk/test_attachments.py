"""What people attach is what it says, or it does not count."""

from __future__ import annotations

import io
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from newscast.desk.attachments import MOST_BYTES, Kind, NoAttachmentError, attachment, hangs_at, keep
from newscast.desk.people import People, open_people


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    opened = open_people(tmp_path)
    yield opened
    opened.close()


def note(seconds: float = 0.5) -> bytes:
    """A voice note, of sorts."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(struct.pack("<h", 900) * int(8000 * seconds))
    return data.getvalue()


def photo() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(data, "JPEG")
    return data.getvalue()


@pytest.mark.real
def test_what_is_sent_comes_back_with_the_type_that_was_seen(people: People) -> None:
    voice = keep(people, "voice", "C:\\fakepath\\nota\u202e.ogg\n", note(), "ana")
    assert keep(people, "voice", "again", note(), "eva") == voice
    proof = keep(people, "proof", "../captura.png", photo(), "ana")
    pdf = keep(people, "proof", "", b"%PDF-1.7\n...\n%%EOF\n", "ana")
    found = {each: attachment(people, each) for each in (voice, proof, pdf)}
    assert [each and (each.type, each.name, each.added_by) for each in found.values()] == [
        ("audio/wav", "nota.ogg", "ana"),
        ("image/jpeg", "captura.png", "ana"),
        ("application/pdf", "file", "ana"),
    ]
    assert found[voice] and found[voice].data == note()


@pytest.mark.real
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("voice", b""),
        ("voice", b"x" * (MOST_BYTES + 1)),
        ("voice", photo()),
        ("voice", b"%PDF-1.7\n%%EOF"),
        ("voice", note()[:20]),
        ("proof", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("proof", b"<html><script>alert(1)</script>"),
        ("proof", b"#EXTM3U\nfile:///etc/passwd\n"),
        ("proof", b"MZ\x90\x00" * 100),
        ("proof", b"%PDF-1.7 without an end"),
    ],
)
def test_what_is_not_what_it_says_is_not_kept(people: People, kind: Kind, data: bytes) -> None:
    with pytest.raises(NoAttachmentError):
        keep(people, kind, "name", data, "ana")
    assert people.connection.execute("SELECT count(*) FROM attachments").fetchone()[0] == 0


@pytest.mark.real
def test_a_guest_gets_only_what_hangs_at_a_comment_for_guests(people: People) -> None:
    voice = keep(people, "voice", "nota", note(), "ana")
    row = (
        "INSERT INTO comments (episode, draft, version, deliverable, frame, rate, author, shown, internal, text,"
        " voice, written) VALUES (?, 1, 1, 'web', 0, '25', 'ana', 'Ana', ?, '', ?, 0)"
    )
    assert not hangs_at(people, "uno", voice, for_guest=False)
    people.connection.execute(row, ("uno", 1, voice))
    assert hangs_at(people, "uno", voice, for_guest=False) and not hangs_at(people, "uno", voice, for_guest=True)
    people.connection.execute(row, ("uno", 0, voice))
    assert hangs_at(people, "uno", voice, for_guest=True) and not hangs_at(people, "dos", voice, for_guest=True)
