"""What a file is is found out by looking into it, in a child process, whatever its name says."""

from __future__ import annotations

import wave
import zlib
from pathlib import Path

import pytest
from PIL import Image

from newscast.review.files.judging import Judged, NoMediumError, judged, refuse_by_name

pytestmark = pytest.mark.real


def look(root: Path, name: str, data: bytes | None = None, texts: bool = True) -> Judged:
    path = root / name
    if data is not None:
        path.write_bytes(data)
    return judged(path, name, root, texts)


def test_media_are_taken_for_what_they_are_and_named_so(tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "red").save(tmp_path / "foto.jpg")
    (tmp_path / "foto.mp4").write_bytes((tmp_path / "foto.jpg").read_bytes())
    with wave.open(str(tmp_path / "voz.wav"), "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(b"\0\1" * 16_000)
    (tmp_path / "1000012345").write_bytes((tmp_path / "voz.wav").read_bytes())
    assert look(tmp_path, "foto.jpg").kind == "still"
    # A name that says something else gets the right end, so that nobody is misled.
    assert look(tmp_path, "foto.mp4").name == "foto.jpg"
    sound = look(tmp_path, "1000012345")
    assert (sound.kind, sound.name, sound.seconds) == ("sound", "1000012345.wav", 1.0) and len(sound.sha256) == 64


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("video.mp4", b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
        ("foto.jpg", b"PK\x03\x04" + b"\0" * 2000),
        ("lista.m3u8", b"#EXTM3U\n#EXT-X-STREAM-INF\nhttp://evil.example/x.ts\n"),
        ("lista.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n"),
        ("clip.mov", b"\x00\x00\x00\x18ftypqt  " + b"\0" * 500),
        ("ruido.mp3", bytes(range(256)) * 40),
        ("programa.mp4", b"MZ" + bytes(range(256)) * 40),
    ],
)
def test_what_is_no_medium_is_refused_with_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(NoMediumError, match=name):
        look(tmp_path, name, data)


def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    """20,000 by 20,000 pixels, 400 MB in memory, in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    side = 20_000
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (side // 8 + 1)) for _row in range(side)) + packer.flush()
    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    assert len(bomb) < 100_000
    with pytest.raises(NoMediumError, match=r"bomba\.png"):
        look(tmp_path, "bomba.png", bomb)


def test_texts_are_plain_texts_and_only_where_they_make_a_story(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", "Niño\n\nen la calle".encode("cp1252")),
        ("b.txt", "Niño".encode("utf-16")),
        ("c.TXT", b"\xef\xbb\xbfHola"),
    ):
        assert look(tmp_path, name, data).kind == "text"
    for name, data in (("d.txt", b"PK\x03\x04\x00"), ("e.txt", b" \n\n "), ("f.txt", b"x" * 1_000_001)):
        with pytest.raises(NoMediumError, match=name):
            look(tmp_path, name, data)
    refuse_by_name("nota.txt", texts=True)
    for name, texts in (("nota.txt", False), ("nota.md", True), ("x.yaml", True), ("a.zip", True), ("a.html", True)):
        with pytest.raises(NoMediumError, match=name):
            refuse_by_name(name, texts)
    for name in ("IMG_1.MOV", "PTT-2026.opus", "1000012345", "foto.heic"):
        refuse_by_name(name, texts=False)
